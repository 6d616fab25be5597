"""The Morning Book of a day on which everything happened: each figure in words an owner reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.app import open_station
from counter_app.core.book import Book, Cell
from counter_app.core.clock import FrozenClock
from counter_app.core.money import ZERO, Money
from counter_app.core.words import Words
from counter_app.report.approval_words import because_of
from counter_app.report.assemble import book_of
from tests.days.everything import EveryKind
from tests.days.trading import FIRST


@pytest.fixture
def book(store_folder: Path, clock: FrozenClock) -> Iterator[Book]:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        EveryKind(station, clock, 5).everything(FIRST)
        with station.look() as work:
            yield book_of(work, FIRST, ())


def rows(book: Book, key: str) -> list[tuple[Cell, ...]]:
    section = book.section(key)
    assert section is not None, key
    return [row.cells for row in section.rows]


def test_the_book_of_everything_speaks_words(book: Book) -> None:
    owed = rows(book, "owed")
    assert owed == [("Gift cards owed", ZERO, Money(1200), Money(-1200), ZERO)], (
        "one line for each kind, also where nothing is left of it"
    )
    shown = book.section("owed")
    assert shown is not None
    assert "Tender" not in [column.title for column in shown.columns], "it would be empty"
    assert all(not str(r[0]).startswith("desk.") for r in rows(book, "registers"))
    assert "Desk 1" in {r[0] for r in rows(book, "registers")}
    vault = next(s for s in book.sections if s.key.startswith("till:") and "Safe" in s.title)
    assert vault.columns[0].title == "Time", "its counts: no till's figures of nothing"
    assert book.section(f"{vault.key}:movements") is None
    assert not vault.starts_page, "a page with one row"
    assert all("owed:" not in str(r[0]) and str(r[0]).count("-") == 0 for r in rows(book, "ledger"))
    assert {r[5] for r in rows(book, "approvals")} <= {"second person", "variance"}
    assert {"Control", "Service"}.isdisjoint({r[2] for r in rows(book, "approvals")})
    (exchange,) = rows(book, "refunds_by_tender")
    assert exchange[0] == "New goods (exchange)"
    by_reason, by_tender = book.section("refunds_by_reason"), book.section("refunds_by_tender")
    assert by_reason is not None
    assert by_tender is not None
    assert by_reason.totals is not None
    assert by_tender.totals is not None
    assert by_tender.totals[-1] == by_reason.totals[-1]
    assert rows(book, "cashed_checks") == []
    till = next(s for s in book.sections if s.key.startswith("till:") and "Till 7" in s.title)
    moved = rows(book, f"{till.key}:movements")
    said = {str(r[2]): str(r[4]) for r in moved}
    assert {"Swapped tenders", "Counterfeit note", "Void: Refunds"} <= set(said)
    assert any(r[2] == "Paid out" and "Postage" in str(r[4]) for r in moved)
    counts = [r[1] for r in rows(book, f"{till.key}:counts")]
    assert {"Opening 1", "Closing 1"} <= set(counts)
    safe = next(o for o in book.oddities if o.code == "safe.variance")
    assert "The safe is $" in safe.title
    assert safe.section == "safe_bank"
    trend = dict(book.trends[0].days)
    tills = book.section("tills")
    assert tills is not None
    assert tills.totals is not None
    assert trend[FIRST] == tills.totals[-2], "the chart is of the tills, as its title says"
    tile = next(t for t in book.tiles if t.title == "Approvals")
    assert tile.note == "0 declined", "what was approved after it was asked for is no refusal"


def test_large_amounts_in_sentences_have_their_thousands_apart() -> None:
    plain, book = Words(), Words(grouped=True)
    assert plain.say("{amount} over", amount=Money(360147)) == "$3601.47 over"
    assert book.say("{amount} over", amount=Money(360147)) == "$3,601.47 over"
    assert book.amount(Money(-123456789)) == "−$1,234,567.89"
    assert book.amount(Money(5)) == "$0.05"


def test_reasons_are_said_once_and_unknown_ones_say_themselves() -> None:
    codes = ("tills.witness", "tills.received.witness", "returns.new_rule")
    assert because_of(codes, Words()) == "second person, new rule"
