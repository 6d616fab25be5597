"""The Book on paper: nothing leaves the page, figures are of one width, the same bytes again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from counter_app.core.book import (
    Book,
    Column,
    Evidence,
    EvidenceKind,
    Oddity,
    Row,
    Run,
    Section,
    Tile,
    Tone,
    Trend,
    Unit,
    ranked,
)
from counter_app.core.book_json import from_json, to_json
from counter_app.core.errors import BadInput
from counter_app.core.money import Money
from counter_app.documents.book_csv import render_csv
from counter_app.documents.book_fonts import face
from counter_app.documents.book_layout import FRONT_ROWS, Laid, SealLine, lay_out_book
from counter_app.documents.book_paint import (
    A4,
    LETTER,
    SIDE,
    BoxMark,
    LineMark,
    PageMark,
    Paper,
    TextMark,
    Weight,
)
from counter_app.documents.book_pdf import render_book

DAY = date(2026, 11, 20)
SEAL = SealLine(datetime(2026, 11, 21, 10, 12, tzinfo=UTC), "7f3a91c2" * 8, "5b0e77a1" * 8)


def book(language: str = "en", tills: int = 9, rows: int = 60) -> Book:
    """A Book as wide and long as a store's worst day."""
    money = tuple(Column(t, Unit.MONEY) for t in ("Float", "Sales", "Refunds", "Paid in, out"))
    columns = (Column("Till", strong=True), Column("Operator"), *money,
               Column("Over, short", Unit.MONEY, True, True), Column("State", right=True))  # fmt: skip
    lanes = tuple(
        Row(
            (f"Lane {n}", "Maximiliana Featherstonehaugh, Bartholomew Q.", Money(20_000),
             Money(123_456_789), Money(-98_765_432), None, Money(-2_000), "Disputed"),
            Tone.ALERT if n % 4 == 0 else Tone.PLAIN,
            Evidence(EvidenceKind.TILL_SESSION, str(n)),
        )
        for n in range(tills)
    )  # fmt: skip
    page = Section(
        "till:1", "Lane 1", (Column("Time", Unit.TIME), Column("Note"), Column("Sum", Unit.MONEY)),
        tuple(Row((SEAL.sealed_at, "word " * 40, Money(n))) for n in range(rows)),
        starts_page=True,
    )  # fmt: skip
    odd = Oddity("tills.variance", "Lane 1 is $20.00 short " * 4, "Likeliest: a loan. " * 9, 90,
                 Money(-2_000), evidence=Evidence(EvidenceKind.TILL_SESSION, "1"))  # fmt: skip
    days = tuple(
        (DAY - timedelta(days=29 - n), Money((n * 977) % 4_000 - 2_000)) for n in range(30)
    )
    return Book(
        "Northgate Market", "Northgate Market, Store 12", DAY, language, "USD", 2,
        "America/Chicago",
        headline=(Run("Cash came out "), Run("$19.10", strong=True), Run(" short."),
                  Run("Lane 6 alone is short and disputed. " * 4)),
        tiles=tuple(Tile(t, Money(4_821_290), "since the day before " * 2) for t in "ABCDEF"),
        sections=(Section("tills", "Tills, cash", columns, lanes, order=100), page),
        trends=(Trend("over_short", "Over and short", days, limit=Money(1_000)),),
        oddities=(odd,),
    )  # fmt: skip


@pytest.mark.parametrize("weight", list(Weight))
def test_figures_and_signs_are_of_one_width(weight: Weight) -> None:
    widths = {round(face(weight).width(c, 1000), 3) for c in "0123456789+−"}
    assert len(widths) == 1
    assert all(ord(c) in face(weight)._widths for c in "ñáéíóúü¿¡€£×…–·")


def ends(laid: Laid) -> list[tuple[float, float, str]]:
    """Left and right end of everything that is drawn."""
    found = []
    for mark in (m for page in laid.pages for m in page.marks):
        match mark:
            case TextMark():
                width = face(mark.weight).width(mark.text, mark.size)
                found.append((mark.x, mark.x + width, mark.text))
            case BoxMark():
                found.append((mark.x, mark.x + mark.width, "box"))
            case LineMark():
                found.append((min(mark.x1, mark.x2), max(mark.x1, mark.x2), "line"))
            case PageMark():
                found.append((mark.x, mark.x + mark.width, mark.before))
    return found


@pytest.mark.parametrize("paper", [LETTER, A4], ids=["letter", "a4"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("tills", [0, 1, 9, 40])
def test_nothing_leaves_the_page(paper: Paper, language: str, tills: int) -> None:
    laid = lay_out_book(book(language, tills), SEAL, paper)
    out = [e for e in ends(laid) if e[0] < SIDE - 4 or e[1] > paper.width - SIDE + 6]
    assert out == []
    for page in laid.pages:
        for mark in page.marks:
            if isinstance(mark, TextMark):
                assert 20 < mark.y < paper.height - 20, mark.text


def test_more_tills_than_the_first_page_holds_are_all_on_the_next() -> None:
    laid = lay_out_book(book(tills=FRONT_ROWS + 26), SEAL)
    first = {m.text for m in laid.pages[0].marks if isinstance(m, TextMark)}
    others = {m.text for p in laid.pages[1:] for m in p.marks if isinstance(m, TextMark)}
    assert {f"Lane {n}" for n in range(FRONT_ROWS + 26)} <= others
    assert f"Lane {FRONT_ROWS + 1}" not in first


def test_an_oddity_names_the_page_of_its_evidence() -> None:
    laid = lay_out_book(book(), SEAL)
    (reference,) = [m for m in laid.pages[0].marks if isinstance(m, PageMark)]
    assert reference.before == f"p. {laid.places['till:1'] + 1}"


def test_the_same_book_gives_the_same_pdf() -> None:
    first = render_book(lay_out_book(book(), SEAL))
    assert render_book(lay_out_book(from_json(to_json(book())), SEAL)) == first
    assert first.startswith(b"%PDF")
    assert render_book(lay_out_book(book(tills=8), SEAL)) != first


def test_csv_has_every_row_and_no_formulas() -> None:
    made = book(tills=3)
    evil = replace(made.sections[0].rows[0], cells=("=cmd|'/c calc'!A1",
                   *made.sections[0].rows[0].cells[1:]))  # fmt: skip
    made = replace(made, sections=(replace(made.sections[0], rows=(evil,)),))
    text = render_csv(made, SEAL).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert next(r for r in rows if r[0] == "row")[:3] == ["row", "tills", "'=cmd|'/c calc'!A1"]
    assert all(not cell.startswith(("=", "@", "+")) for row in rows for cell in row)
    assert next(r for r in rows if r[0] == "row")[5] == "1234567.89"


def test_money_and_strangeness_rank_and_neither_alone() -> None:
    large = Oddity("a", "An ordinary sum", "", 5, Money(1_000_000))
    small = Oddity("b", "A strange one", "", 90, Money(2_000))
    least = Oddity("c", "Nine times", "", 50, count=9)
    assert ranked((least, large, small)) == (large, small, least)
    assert small.weight > Oddity("d", "", "", 5, Money(200_000)).weight


@pytest.mark.parametrize("bad", ["", "{}", '{"format":2}', "[1]", '{"format":1,"store":1}'])
def test_a_damaged_book_is_refused(bad: str) -> None:
    with pytest.raises(BadInput):
        from_json(bad)


def _texts(laid: Laid) -> list[str]:
    return [m.text for page in laid.pages for m in page.marks if isinstance(m, TextMark)]


def test_evidence_is_broken_into_lines_and_not_cut() -> None:
    """A count's pieces and a long signal ended in … on sealed paper."""
    pieces = ", ".join(f"{n} × {n}00.00" for n in range(100, 112))
    found = (
        "Whoever showed the card TX ··8765 brought goods back 14 times, $12,345.67 in all, and "
        "once more today at another desk of the store."
    )
    why = "Refunds for which this card was seen, from Aug 24, 2026 to Nov 20, 2026. " * 2
    columns = (Column("Time"), Column("Occasion", strong=True), Column("Pieces"),
               Column("Counted", Unit.MONEY, strong=True))  # fmt: skip
    row = Row(("6:00 AM", "Safe", pieces, Money(1)))
    counts = Section("counts", "Counts", columns, (row,) * 3, order=1)
    odd = Oddity("pattern.card", found, why.strip(), 60, amount=Money(1_234_567))
    laid = lay_out_book(replace(book(), sections=(counts,), oddities=(odd,)), SEAL)
    told = " ".join(_texts(laid))
    for text in (pieces, found, why.strip()):
        assert text in told, "whole, in lines that follow each other"
    assert "…" not in told.partition("Counts")[2]


def test_a_broken_row_and_the_next_one_do_not_meet() -> None:
    wide = " ".join(["evidence"] * 60)
    columns = (Column("What"), Column("Amount", Unit.MONEY))
    section = Section(
        "s", "Long", columns, (Row((wide, Money(1))), Row(("next", Money(2)))), order=1
    )
    laid = lay_out_book(replace(book(), sections=(section,)), SEAL)
    bases = [
        m.y
        for page in laid.pages
        for m in page.marks
        if isinstance(m, TextMark) and (m.text.startswith("evidence") or m.text == "next")
    ]
    assert len(bases) > 2
    assert all(later - earlier > 9 for earlier, later in pairwise(bases))
