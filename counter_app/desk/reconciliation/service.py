"""Morning Books as a desk reads them: the shelf, one Book on pages, and a till's likely causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select

from counter_app.core.book import Book
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.money import ZERO, Money
from counter_app.core.said import said
from counter_app.core.store import Store
from counter_app.core.task import Task, resolve
from counter_app.core.text import clean_text
from counter_app.core.words import Words
from counter_app.documents.book_layout import Laid, lay_out_book
from counter_app.documents.book_pdf import render_book
from counter_app.paths import resources
from counter_app.records.morning_books import BookTitle, SealedBook, book_number, book_titles
from counter_app.records.tills import till_sessions
from counter_app.records.work import Work
from counter_app.report.files import book_in, file_name, seal_line
from counter_app.report.nightly import last_finished_date, run_nightly
from counter_app.report.variance_evidence import case_of
from counter_app.report.variance_words import Likely, in_words
from counter_app.rules.variance.case import Explanation, Paper
from counter_app.rules.variance.detective import explain
from counter_app.station import Station
from counter_app.storage.files import write_private

READ: Final = "reports.read"
MAX_NUMBER: Final = 40
BACK: Final = 30
"""Days looked back for dates that have no Book yet."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The Books there are, newest first, and dates with tills or sales but without a Book."""

    titles: tuple[BookTitle, ...]
    missing: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class OpenBook:
    """One Book, opened: its figures, its pages, and whether its seal is right."""

    sealed: SealedBook
    book: Book
    laid: Laid


def shelf(station: Station) -> Shelf:
    """All Books; raises `Refused` for people who may not read them."""
    with station.look() as work:
        _may_read(work, station)
        titles = book_titles(work.connection)
        made = {t.business_date for t in titles}
        last = last_finished_date(station)
        days = (last - timedelta(days=n) for n in range(BACK))
        traded = _traded(work, last - timedelta(days=BACK))
        return Shelf(titles, tuple(d for d in days if d in traded and d not in made))


def open_book(number: int, station: Station) -> OpenBook:
    """A Book on pages; `NotFound` if there is none of that number."""
    with station.look() as work:
        _may_read(work, station)
        sealed = book_number(work.connection, number)
    if sealed is None:
        raise NotFound("There is no Morning Book of that number.", code="book_unknown")
    book = book_in(sealed)
    return OpenBook(sealed, book, lay_out_book(book, seal_line(sealed)))


def make_book(day: date, tasks: Sequence[Task], station: Station) -> int:
    """Make the Book of a date that is over, as the nightly run would; gives its number."""
    with station.look() as work:
        _may_read(work, station)
    makers = [resolve(task.morning_book) for task in tasks if task.morning_book]
    report = run_nightly(station, day, None, makers)
    assert report.sealed is not None, "a run that ends has sealed its Book"
    return report.sealed.number


def pdf_of(number: int, station: Station) -> Path:
    """The PDF of a Book in the store's home, written again if it is not there."""
    opened = open_book(number, station)
    path = station.home / "books" / file_name(opened.sealed, "pdf")
    data = render_book(opened.laid)
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_private(path, data)
    return path


@dataclass(frozen=True, slots=True)
class FoundSlip:
    """A loose slip that somebody found: its number, what it says it is, and how much."""

    number: str
    flow: str
    amount: Money


FLOWS: Final = ("paid_in", "paid_out", "loan", "pickup", "refund", "sale")
"""What a found slip may be."""


def likely_causes(
    session_id: str, slips: Sequence[FoundSlip], station: Station
) -> tuple[Explanation, ...]:
    """Why a till differs from its books, likeliest first; only after its last count.

    Slips that were found are weighed as papers are; `BadInput` for one that cannot be. The answer
    knows no language: who reads it is told by `told_in`.
    """
    papers = tuple(_paper(slip) for slip in slips)
    with station.look() as work:
        _may_read(work, station)
        case = case_of(work, session_id)
        return tuple(explain(replace(case, papers=(*papers, *case.papers))))


def told_in(language: str, causes: Sequence[Explanation], store: Store) -> tuple[Likely, ...]:
    """Causes as somebody who reads `language` is told them."""
    words = Words.load(language, store.currency, resources("i18n"))
    return tuple(in_words(one, words) for one in causes)


def _paper(slip: FoundSlip) -> Paper:
    number = clean_text(slip.number, MAX_NUMBER)
    if not number or slip.amount <= ZERO or slip.flow not in FLOWS:
        raise BadInput("Say what the slip is, its number and its amount.", code="slip_unclear")
    return Paper(number, slip.flow, slip.amount)


def _may_read(work: Work, station: Station) -> None:
    operator = work.operator(station.operator_id)
    if not operator.may(READ):
        raise Refused(
            said("{operator} may not read the Morning Book.", operator=operator.name),
            code="reports.not_permitted",
            remedy="Ask a lead or a manager.",
        )


def _traded(work: Work, first: date) -> set[date]:
    rows = work.connection.execute(
        select(till_sessions.c.business_date)
        .where(till_sessions.c.business_date >= first)
        .distinct()
    )
    return {row.business_date for row in rows}
