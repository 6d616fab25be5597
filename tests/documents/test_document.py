"""Documents as data: cleaning, limits, and a strict round trip through JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.clean import clean
from counter_app.core.document import (
    QR,
    Align,
    Barcode,
    Block,
    Cell,
    Cut,
    Document,
    Feed,
    Image,
    Row,
    Rule,
    Signature,
    Style,
    Text,
)
from counter_app.core.document_json import read_document
from counter_app.core.errors import BadInput
from counter_app.documents.reprint import as_copy
from tests.documents.samples import SAMPLES, return_slip

_TEXTS = st.text(max_size=60)
_STYLES = st.builds(
    Style, st.booleans(), st.integers(1, 4), st.integers(1, 4), st.booleans(), st.booleans()
)
_ALIGNS = st.sampled_from(Align)
_CELLS = st.builds(Cell, _TEXTS, st.none() | st.integers(1, 64), _ALIGNS, _STYLES)
_ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=48)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Text, _TEXTS, _ALIGNS, _STYLES, st.integers(0, 16)),
    st.builds(Row, st.lists(_CELLS, min_size=1, max_size=8).map(tuple)),
    st.builds(Rule, st.booleans()),
    st.builds(Feed, st.integers(1, 8)),
    st.builds(Barcode, _ASCII, _TEXTS),
    st.builds(QR, _ASCII),
    st.just(Image("logo")),
    st.builds(Signature, _TEXTS),
    st.just(Cut()),
)
DOCUMENTS = st.builds(
    Document, st.lists(BLOCKS, max_size=20).map(tuple), st.just("return"), _TEXTS, st.just("en")
)


@pytest.mark.parametrize(
    ("attack", "left"),
    [
        pytest.param("Milk\x1bp\x00\x19\x7f", "Milk", id="b2_39_drawer_kick"),
        pytest.param("Milk\x10\x14\x01\x00\x01", "Milk", id="b2_40_real_time_pulse"),
        pytest.param("Milk\x1dV\x00", "MilkV", id="b2_41_cut"),
        pytest.param("Milk\x1b@", "Milk", id="b2_42_reset"),
        pytest.param("Milk\x1d(L\x02\x00", "Milk(L", id="b2_43_graphics"),
        pytest.param("Milk\x1cp\x01\x00", "Milkp", id="b2_43_stored_image"),
        pytest.param("Milk\x1bt\x02", "Milk", id="b2_44_code_page"),
        pytest.param("Milk\x80\x8d\x9f", "Milk", id="b2_45_c1"),
        pytest.param("a\n" * 400, "a " * 400, id="b2_46_line_flood"),
        pytest.param("\x1b\x1b@\x1bp\x00", "", id="nested_escapes"),
        pytest.param("\x1b[31mred\x1b[0m", "red", id="terminal_colour"),
        pytest.param("\x1b]0;title\x07x", "x", id="terminal_title"),
        pytest.param("ab\u202ecd\u2066", "abcd", id="b2_27_bidi"),
        pytest.param("a\u200bb\ufeffc\u00ad", "abc", id="b2_30_zero_width"),
        pytest.param("a\ud800b\x00", "ab", id="b2_25_surrogate_and_nul"),
        pytest.param("Cafe\u0301", "Café", id="b2_29_nfd"),
        pytest.param("tab\there\r\nline", "tab here line", id="breaks"),
    ],
)
def test_text_loses_what_is_no_text(attack: str, left: str) -> None:
    assert Text(attack).text == left
    assert Cell(attack).text == left
    assert Signature(attack).label == left
    assert Barcode("1", attack).text == left
    assert Document((), "return", attack).title == left


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(c)[0] == "C" for c in once)


@pytest.mark.parametrize(
    "build",
    [
        pytest.param(lambda: Text("x" * 2_001), id="long_text"),
        pytest.param(lambda: Text("x" * 10_000_000), id="b2_26_ten_megabytes"),
        pytest.param(lambda: Feed(9), id="feed"),
        pytest.param(lambda: Document((Feed(8),) * 1_501, "return", ""), id="b2_46_blocks"),
        pytest.param(lambda: Document((Text("x" * 2_000),) * 31, "return", ""), id="total"),
        pytest.param(lambda: Row(()), id="no_cells"),
        pytest.param(lambda: Row((Cell(""),) * 9), id="many_cells"),
        pytest.param(lambda: Barcode("{B\x1bp"), id="b2_47_barcode"),
        pytest.param(lambda: Barcode("é"), id="barcode_not_ascii"),
        pytest.param(lambda: Barcode(""), id="barcode_empty"),
        pytest.param(lambda: Barcode("1" * 49), id="barcode_long"),
        pytest.param(lambda: QR("x" * 5_000), id="b2_48_qr"),
        pytest.param(lambda: QR("é" * 300), id="qr_bytes"),
        pytest.param(lambda: QR("a\x1bp"), id="qr_control"),
        pytest.param(lambda: QR(""), id="qr_empty"),
        pytest.param(lambda: Image("../../etc/passwd"), id="picture_path"),
        pytest.param(lambda: Style(width=0), id="width"),
        pytest.param(lambda: Style(height=9), id="height"),
        pytest.param(lambda: Text("", indent=-1), id="indent"),
        pytest.param(lambda: Cell("", 65), id="cell_width"),
        pytest.param(lambda: Document((), "Return slip", ""), id="kind"),
        pytest.param(lambda: Document((), "return", "", "en\n"), id="language"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_one_sentence(build: Callable[[], object]) -> None:
    with pytest.raises(BadInput) as refused:
        build()
    assert refused.value.text.endswith(".")
    assert "\n" not in refused.value.text
    assert len(refused.value.text) < 120


@given(DOCUMENTS)
def test_json_gives_back_the_same_document(document: Document) -> None:
    text = document.to_json()
    again = read_document(text)
    assert again == document
    assert again.to_json() == text


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_survive_json(name: str) -> None:
    document = SAMPLES[name]()
    assert read_document(document.to_json()) == document


def test_the_canonical_text_depends_on_every_word() -> None:
    document = return_slip()
    other = read_document(document.to_json().replace("-68.99", "-68.98"))
    assert other.to_json() != document.to_json()
    canonical = '{"blocks":[],"kind":"return","layout_version":1,"title":""}'
    assert Document((), "return", "").to_json() == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "nonsense",
        "[" * 100_000,
        '{"layout_version":2,"blocks":[],"kind":"a","title":""}',
        '{"layout_version":true,"blocks":[],"kind":"a","title":""}',
        '{"layout_version":1,"kind":"a","title":""}',
        '{"layout_version":1,"blocks":{},"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[],"kind":"a","title":"","more":1}',
        '{"layout_version":1,"blocks":[],"kind":"a","kind":"b","title":""}',
        '{"layout_version":1,"blocks":[{"block":"kick"}],"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[{"block":"cut","pin":2}],"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[{"block":"feed","lines":1.0}],"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[{"block":"feed","lines":99}],"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[{"block":"rule","heavy":1}],"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[{"block":"text","text":1}],"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[{"block":"text","text":"","align":"top"}],"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[{"block":"text","text":"","style":{"size":2}}],"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[{"block":"barcode","data":"1","symbology":"ean"}],"kind":"a","title":""}',
        '{"layout_version":1,"blocks":[{"block":"row","cells":[{"text":"","width":"3"}]}],"kind":"a","title":""}',
    ],
)
def test_a_stored_document_is_read_strictly(text: str) -> None:
    with pytest.raises(BadInput):
        read_document(text)


def test_a_stored_document_is_cleaned_as_well() -> None:
    stored = json.loads(return_slip().to_json())
    stored["blocks"] = [{"block": "text", "text": "Milk\x1bp\x00\x19\x7f"}]
    assert read_document(json.dumps(stored)).blocks == (Text("Milk"),)


def test_a_reprint_says_so_with_its_number_in_the_language_of_the_slip() -> None:
    stored = return_slip()
    said = [b.text for b in as_copy(stored, 2).blocks if isinstance(b, Text)]
    assert said[:2] == ["DUPLICATE", "Copy 2"]
    assert said[-1] == "DUPLICATE"
    spanish = as_copy(replace(stored, language="es"), 3)
    assert [b.text for b in spanish.blocks if isinstance(b, Text)][:2] == ["DUPLICADO", "Copia 3"]
