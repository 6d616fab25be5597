"""Printer bytes: an independent grammar finds exactly the commands that the layout calls for."""

from __future__ import annotations

import logging
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.core.document import (
    QR,
    Barcode,
    Block,
    Cell,
    Cut,
    Document,
    Image,
    Row,
    Rule,
    Signature,
    Text,
)
from counter_app.documents.bitmap import Bitmap
from counter_app.documents.escpos import render_escpos
from counter_app.documents.layout import Item, Line, lay_out
from tests.documents.grammar import Token, printed_lines, tokens
from tests.documents.samples import GOLDEN, SAMPLES, WIDTHS
from tests.documents.test_document import DOCUMENTS

_START = [
    Token("ESC @"),
    Token("FS ."),
    Token("ESC t", b"\x13"),
]
_NASTY = [
    "\x1bp\x00\x19\xfa", "\x1bp0", "\x10\x14\x01\x00\x01", "\x1dV\x00", "\x1b@", "\x1d(L\x02",
    "\x1cp\x01\x00", "\x1bt\x02", "\x1b", "\x10", "\x1d", "\x1c", "\x00", "\n", "\r", "\x0c", "\x7f",
    "\x80", "\x9b", "\x1dr\x01", "\x10\x04\x01", "{B", "\u202e", "\u200b", "\ud800", "你", "😀", "é",
    "\u0301", "€", "p", "0", " ", "Milk", "\xa0", "\u2028", "\x1b[2J", "█", "ﷺ",
]  # fmt: skip


def expected_commands(items: tuple[Item, ...]) -> Counter[str]:
    """Count the commands the layout calls for, leaving out changes of style."""
    found: Counter[str] = Counter(token.name for token in _START)
    for item in items:
        match item:
            case Line() | Rule():
                found["LF"] += 1
            case Barcode():
                found.update(["ESC a", "GS H", "GS h", "GS w", "GS k", "ESC a"])
            case QR():
                found.update(["ESC a", *["GS ("] * 5, "ESC a"])
            case Cut():
                found["GS V"] += 1
            case Image():
                pass
    return found


def check(document: Document, columns: int) -> None:
    """Assert that the bytes hold what the layout says, and styles are off at each line's end."""
    data = render_escpos(document, columns)
    found = list(tokens(data))
    assert found[:3] == _START
    items = lay_out(document, columns)
    style = {"GS !": b"\x00", "ESC E": b"\x00", "ESC -": b"\x00", "GS B": b"\x00"}
    counted: Counter[str] = Counter()
    for token in found:
        if token.name in style:
            style[token.name] = token.data
        elif token.name != "text":
            counted[token.name] += 1
            assert set(style.values()) == {b"\x00"}
    assert counted == expected_commands(items)
    text = "".join(line for line in printed_lines(data))
    laid = "".join(
        item.text.rstrip() if isinstance(item, Line) else ("═" if item.heavy else "─") * columns
        for item in items
        if isinstance(item, Line | Rule)
    )
    assert text == laid


@given(DOCUMENTS, st.sampled_from(WIDTHS))
@settings(deadline=None, max_examples=200)
def test_the_bytes_hold_exactly_the_commands_of_the_layout(
    document: Document, columns: int
) -> None:
    check(document, columns)


def test_b2_39_to_49_twelve_thousand_hostile_texts_open_no_drawer() -> None:
    chance = random.Random(51)
    for round_ in range(60):
        blocks: list[Block] = []
        for number in range(200):
            text = "".join(chance.choices(_NASTY, k=chance.randint(1, 8)))
            kinds: list[Block] = [
                Text(text),
                Row((Cell(text), Cell(text))),
                Signature(text),
                Barcode(f"{number}", text),
            ]
            blocks.append(kinds[number % 4])
        document = Document(tuple(blocks), "hostile", "hostile")
        check(document, WIDTHS[round_ % 3])


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_print_the_bytes_they_always_did(name: str, columns: int) -> None:
    golden = (GOLDEN / f"{name}-{columns}.bin").read_bytes()
    assert render_escpos(SAMPLES[name](), columns) == golden
    check(SAMPLES[name](), columns)


def test_a_printer_without_cutter_feeds_to_the_tear_bar() -> None:
    names = [t.name for t in tokens(render_escpos(SAMPLES["card"](), cuts=False))]
    assert "GS V" not in names
    assert names[-1] == "ESC d"


def test_a_known_picture_is_printed_and_others_are_left_out() -> None:
    logo = Bitmap(12, 2, bytes([0xFF, 0xF0, 0x80, 0x10]))
    wide = Bitmap(576, 1, bytes(72))
    document = Document((Image("logo"), Image("wide"), Image("none")), "t", "")
    found = list(tokens(render_escpos(document, 32, pictures={"logo": logo, "wide": wide})))
    pictures = [token for token in found if token.name == "GS v"]
    assert pictures == [Token("GS v", b"0\x00\x02\x00\x02\x00" + logo.bits)]
    assert logo.dark(11, 1)
    assert not logo.dark(10, 1)


def test_loading_the_library_leaves_logging_and_the_temporary_folder_alone(
    tmp_path: Path,
) -> None:
    program = (
        "import logging, counter_app.documents.escpos as e; "
        "assert not logging.getLogger().handlers; logging.basicConfig(level=logging.INFO); "
        "assert logging.getLogger().level == logging.INFO"
    )
    environment = {"TMPDIR": str(tmp_path), "PYTHONPATH": str(Path.cwd())}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    assert list(tmp_path.iterdir()) == []
    assert tempfile.gettempdir()
    assert logging.getLogger("escpos") is not None


def test_layout_and_slips_load_no_printer_or_pdf_library() -> None:
    program = (
        "import sys, counter_app.documents.text, counter_app.documents.standard, "
        "counter_app.documents.codes, counter_app.devices.drawer, counter_app.devices.scanner, "
        "counter_app.devices.card_processor; "
        "assert not {'escpos', 'reportlab', 'PIL', 'qrcode', 'serial', 'usb'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
