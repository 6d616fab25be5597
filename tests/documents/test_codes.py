"""Our own barcodes, read back by somebody else's decoder."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from counter_app.core.errors import BadInput
from counter_app.documents.codes import (
    Matrix,
    code128_modules,
    code128_printer_data,
    qr_matrix,
)

_ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30)


def picture(rows: Matrix, scale: int, height: int) -> Image.Image:
    quiet = 10 * scale
    size = (len(rows[0]) * scale + 2 * quiet, len(rows) * height + 2 * quiet)
    image = Image.new("L", size, 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                left, top = quiet + x * scale, quiet + y * height
                image.paste(0, (left, top, left + scale, top + height))
    return image


@given(_ASCII)
@settings(max_examples=150, deadline=None)
def test_any_ascii_reads_back_from_code128(data: str) -> None:
    found = zxingcpp.read_barcodes(picture((code128_modules(data),), 2, 64))
    assert [code.text for code in found] == [data]
    assert found[0].format == zxingcpp.BarcodeFormat.Code128


@pytest.mark.parametrize(
    ("data", "modules", "printer"),
    [
        ("RT001207261121004683", 167, b"{BRT{C\x00\x0c\x07\x1a\x0b\x15\x00.S"),
        ("1234567812345678", 123, b'{C\x0c"8N\x0c"8N'),
        ("A{b}1", 90, b"{BA{{b}1"),
        ("ab12345c", 123, b"{Bab1{C\x17-{Bc"),
        ("7", 46, b"{B7"),
    ],
)
def test_code_sets_are_chosen_as_the_printer_is_told(
    data: str, modules: int, printer: bytes
) -> None:
    assert len(code128_modules(data)) == modules
    assert code128_printer_data(data) == printer


@pytest.mark.parametrize("data", ["", "é", "a\n", "\x1b", "１２"])
def test_b2_47_other_characters_are_refused(data: str) -> None:
    with pytest.raises(BadInput):
        code128_modules(data)
    with pytest.raises(BadInput):
        code128_printer_data(data)


@pytest.mark.parametrize("data", ["1", "https://example.com/r/46", "Señor €", "x" * 512])
def test_qr_reads_back(data: str) -> None:
    found = zxingcpp.read_barcodes(picture(qr_matrix(data), 4, 4))
    assert [code.text for code in found] == [data]
