"""The one layout: nothing wider than the paper, no amount cut, the same lines everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.core.document import (
    BOLD,
    DOUBLE,
    PLAIN,
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
from counter_app.core.errors import BadInput
from counter_app.documents.layout import Line, Span, lay_out
from counter_app.documents.repertoire import transliterate
from counter_app.documents.standard import amount_row, grouped, item_rows, total_row, two_sides
from counter_app.documents.text import render_text
from tests.documents.samples import GOLDEN, SAMPLES, WIDTHS, return_slip
from tests.documents.test_document import DOCUMENTS

_PRINTER = {bytes([byte]).decode("cp858") for byte in range(0x20, 0x100)}
_WORDS = st.text("abc é世😀-", max_size=80)
_AMOUNTS = st.integers(-(10**13), 10**13).map(lambda cents: f"{cents // 100:,}.{cents % 100:02}")


def lines(columns: int, *blocks: Block) -> list[str]:
    document = Document(blocks, "test", "")
    return [item.text for item in lay_out(document, columns) if isinstance(item, Line)]


@given(DOCUMENTS, st.sampled_from(WIDTHS))
@settings(deadline=None)
def test_no_line_is_wider_than_the_paper_and_every_character_is_the_printers(
    document: Document, columns: int
) -> None:
    items = lay_out(document, columns)
    assert isinstance(items[-1], Cut)
    for item in items:
        if isinstance(item, Line):
            assert sum(span.columns for span in item.spans) <= columns
            assert set(item.text) <= _PRINTER - {"\x7f", "\xa0", "─", "═"}
            assert all(span.text for span in item.spans)


@given(DOCUMENTS, st.sampled_from(WIDTHS))
@settings(deadline=None)
def test_no_word_is_lost(document: Document, columns: int) -> None:
    def letters(text: str) -> str:
        return "".join(text.split())

    expected = ""
    for block in document.blocks:
        match block:
            case Text(text=text):
                expected += transliterate(text)
            case Row(cells=cells):
                expected += "".join(transliterate(cell.text) for cell in cells)
            case _:
                pass
    found = lines(columns, *(b for b in document.blocks if isinstance(b, Text | Row)))
    assert sorted(letters(expected)) == sorted(letters("".join(found)))


@given(_WORDS, _WORDS, _AMOUNTS, st.sampled_from(WIDTHS), st.booleans())
@settings(deadline=None)
def test_an_amount_is_never_cut_and_stands_at_the_right_edge(
    name: str, quantity: str, amount: str, columns: int, big: bool
) -> None:
    style = DOUBLE if big else PLAIN
    rows = (
        Row((Cell(name, style=style), Cell(amount, align=Align.RIGHT, style=style))),
        Row((Cell(name), Cell(quantity[:9], 4), Cell(amount, 8, Align.RIGHT, style))),
    )
    for row in rows:
        found = [
            item
            for item in lay_out(Document((row,), "test", ""), columns)
            if isinstance(item, Line) and item.text.endswith(amount)
        ]
        assert [sum(span.columns for span in line.spans) for line in found] == [columns]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_read_as_they_always_did(name: str, columns: int) -> None:
    golden = (GOLDEN / f"{name}-{columns}.txt").read_text("utf-8")
    assert render_text(SAMPLES[name](), columns) == golden


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("“x” ‘y’ – — − … 5 × 3", "\"x\" 'y' - - - ... 5 × 3"),
        ("é ñ € £ ü ß ¥ ½ Ø Þ", "é ñ € £ ü ß ¥ ½ Ø Þ"),
        ("Łódź Đà Nẵng œuvre Straẞe", "Lódz Dà Nang oeuvre StraSSe"),
        ("ﬁne １２ ①", "fine 12 1"),
        ("1\u202f234\u00a0€\u2003x", "1\u00a0234\u00a0€ x"),
        ("你好", "????"),
        ("😀", "??"),
        ("ქ", "?"),
        ("\u00e1\u0332", "á"),
        ("█─║", "???"),
        ("İstanbul ₺5", "Istanbul TL5"),
    ],
)
def test_b2_49_text_is_spelt_in_the_printers_characters(text: str, spelt: str) -> None:
    assert transliterate(text) == spelt


def test_wide_text_that_does_not_fit_becomes_single() -> None:
    (total,) = (i for i in lay_out(Document((total_row("TOTAL", "1.00")[1],), "t", ""), 32)[:1])
    assert isinstance(total, Line)
    assert [span.style for span in total.spans if span.text.strip()] == [DOUBLE, DOUBLE]
    (long,) = lay_out(Document((Text("A long store name", style=DOUBLE),), "t", ""), 32)[:1]
    assert isinstance(long, Line)
    assert long.spans == (Span("A long store name", Style(bold=True, width=1, height=2)),)
    assert lines(32, amount_row("REFUND, STORE CREDIT", "-1,068.99", DOUBLE)) == [
        "REFUND, STORE CREDIT   -1,068.99"
    ]


def test_padding_is_never_inverted() -> None:
    style = Style(bold=True, width=2, invert=True)
    (line, _) = lay_out(Document((Text("COPY", Align.CENTER, style),), "t", ""), 48)
    assert line == Line((Span(" " * 20), Span("COPY", style)))


def test_rows_keep_a_gutter_and_stack_where_words_would_break() -> None:
    row = item_rows("Hand towel, sage", "-11.99", "2 of 4")[0]
    assert lines(48, row) == ["Hand towel, sage               2 of 4     -11.99"]
    assert lines(32, row) == ["Hand towel,    2 of 4     -11.99", "sage"]
    assert lines(32, two_sides("Extraordinarily", "Receipt 0183, Nov 7, 2026")) == [
        "Extraordinarily",
        "       Receipt 0183, Nov 7, 2026",
    ]
    assert lines(32, two_sides("x", "9" * 40)) == ["x", "9" * 32, " " * 24 + "9" * 8]
    assert lines(32, Row((Cell("a", 3), Cell("b", 3, Align.CENTER), Cell("c")))) == ["a    b  c"]


def test_paragraphs_wrap_at_blanks_and_keep_their_indent() -> None:
    assert lines(32, Text("one two " * 6, indent=4)) == [
        "    one two one two one two one",
        "    two one two one two",
    ]
    assert lines(32, Text("x" * 40)) == ["x" * 32, "x" * 8]
    assert lines(32, Text("")) == [""]
    assert lines(32, Text("price 1\u00a0234,50\u00a0€ and more text")) == [
        "price 1 234,50 € and more text"
    ]


def test_bars_that_do_not_fit_leave_their_text() -> None:
    fitting, wide = Barcode("RT001207261121004683", "RT 0012"), Barcode("x" * 40)
    items = lay_out(Document((fitting, wide, QR("q"), Image("logo"), Rule()), "t", ""), 32)
    assert items[0] == fitting
    assert [item.text.strip() for item in items if isinstance(item, Line)] == [
        "RT 0012",
        "x" * 32,
        "x" * 8,
    ]
    assert items[-4:] == (QR("q"), Image("logo"), Rule(), Cut())


def test_a_signature_has_room_a_line_and_a_label() -> None:
    assert lines(32, Signature("Manager")) == ["", "", "X" + "_" * 31, "Manager"]


def test_b2_46_a_document_of_too_many_lines_is_refused() -> None:
    narrow = Row((Cell("a " * 900, 1), Cell("")))
    with pytest.raises(BadInput, match="too long"):
        lay_out(Document((narrow,) * 30, "t", ""), 48)
    assert len(lay_out(Document((Feed(8),) * 300, "t", ""), 48)) == 2_401


@pytest.mark.parametrize("columns", [0, -1, 23, 65, 10**9])
def test_paper_nobody_has_is_refused(columns: int) -> None:
    with pytest.raises(BadInput, match="columns"):
        lay_out(return_slip(), columns)


def test_long_text_at_the_right_gets_a_line_of_its_own_rather_than_squeeze_the_left() -> None:
    row = two_sides("Desk 1, till 7, Maria A.", "Receipt 0183, Nov 7")
    assert len(lines(48, row)) == 1
    assert lines(32, row) == ["Desk 1, till 7, Maria A.", "             Receipt 0183, Nov 7"]


def test_text_shows_qr_content_and_cuts_between_parts() -> None:
    text = render_text(Document((Text("a", style=BOLD), Cut(), QR("https://x")), "t", ""), 32)
    assert text == "a\n" + ("- " * 16).rstrip() + "\n[https://x]\n"


def test_a_reprint_leaves_the_stored_document_as_it_was() -> None:
    stored = return_slip()
    before = stored.to_json()
    again = SAMPLES["reprint"]()
    assert stored.to_json() == before != again.to_json()
    assert render_text(again).count("*** DUPLICATE ***") == 2
    middle = again.blocks[4:-2]
    assert middle == stored.blocks


def test_codes_are_grouped_for_people() -> None:
    assert grouped("RT001207261121004683", (2, 4, 2, 6, 4, 2)) == "RT 0012 07 261121 0046 83"
    assert grouped("RT00120", (2, 4)) == "RT 0012 0"
    assert grouped("", (2,)) == ""


def test_of_two_rules_with_nothing_between_them_the_heavier_one_is_left() -> None:
    rules = Document((Text("a"), Rule(), Rule(heavy=True), Text("b"), Rule(), Text("c")), "t", "")
    drawn = [item for item in lay_out(rules, 32) if isinstance(item, Rule)]
    assert drawn == [Rule(heavy=True), Rule()]
