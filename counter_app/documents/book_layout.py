"""Lays a sealed Book out on pages: the day on the first, then every section with its table.

Linear in the Book's length. PDF and screen draw the same pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from counter_app.core.book import Book, Section, Tone
from counter_app.documents import book_chart, book_front
from counter_app.documents.book_fonts import face
from counter_app.documents.book_paint import (
    FOOT,
    LETTER,
    SIDE,
    TOP,
    Ink,
    LineMark,
    Mark,
    Page,
    PageMark,
    Paper,
    TextMark,
    Weight,
)
from counter_app.documents.book_table import (
    HEAD,
    ROW,
    TableText,
    head_marks,
    row_marks,
    set_table,
    total_marks,
)
from counter_app.documents.book_words import BookWords

FRONT_ROWS: Final = 14
"""So many tills stand on the first page; more are on the page that lists them all."""
_TITLE: Final = 24.0
_GAP: Final = 22.0
_FOOT_ROOM: Final = 18.0
TILLS: Final = "tills"
FRONT: Final = "front"


@dataclass(frozen=True, slots=True)
class SealLine:
    """What the foot of every page says: when it was sealed, the seal, and the one before."""

    sealed_at: datetime
    seal: str
    previous: str
    edition: int = 1


@dataclass(frozen=True, slots=True)
class Laid:
    """A Book on pages; `places` says on which page (from 0) each section begins."""

    title: str
    language: str
    paper: Paper
    pages: tuple[Page, ...]
    places: dict[str, int]


def lay_out_book(book: Book, seal: SealLine, paper: Paper = LETTER) -> Laid:
    """All pages of a Book with their feet and page numbers."""
    written = BookWords(book)
    sheet = _Sheet(paper)
    _front(sheet, book, written)
    _sections(sheet, book, written)
    places = {key: number for number, page in enumerate(sheet.pages) for key, _, _ in page.sections}
    for number, page in enumerate(sheet.pages):
        page.marks = [_resolved(mark, places) for mark in page.marks]
        page.marks += _foot(seal, written, number + 1, len(sheet.pages), places, paper)
    words = written.words
    title = f"{words.term('Morning Book')} {book.business_date.isoformat()}"
    return Laid(title, book.language, paper, tuple(sheet.pages), places)


class _Sheet:
    """Pages being filled from the top; asks for room and gets a place."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pages = [Page()]
        self.y = TOP
        self.width = paper.width - 2 * SIDE
        self.bottom = paper.height - FOOT - _FOOT_ROOM

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def turn(self) -> None:
        self.pages.append(Page())
        self.y = TOP

    def fits(self, height: float) -> bool:
        return self.y + height <= self.bottom

    def take(self, height: float) -> float:
        """The top of so much room, on this page or a new one."""
        if not self.fits(height):
            self.turn()
        top, self.y = self.y, self.y + height
        return top

    def add(self, marks: Iterable[Mark]) -> None:
        self.page.marks.extend(marks)

    def name(self, key: str, title: str, top: float) -> None:
        self.page.sections.append((key, title, top))


def _front(sheet: _Sheet, book: Book, written: BookWords) -> None:
    words = written.words
    sheet.name(FRONT, words.term("The day on one page"), 0)
    sheet.add(book_front.head_marks(book, written, sheet.width))
    sheet.y = 84
    marks, height = book_front.headline_marks(book.headline, sheet.y, sheet.width)
    sheet.add(marks)
    sheet.y += height + 10
    if book.tiles:
        sheet.add(book_front.tile_marks(book.tiles, written, sheet.y, sheet.width))
        sheet.y += book_front.TILE + 6
    tills = book.section(TILLS)
    if tills is not None and len(tills.rows) <= FRONT_ROWS:
        _section(sheet, tills, written)
    elif tills is not None:
        _section(sheet, _worst(tills, written), written, key="")
    for trend in book.trends[:1]:
        _chart(sheet, book, written, trend.key)
    _oddities(sheet, book, written)
    for trend in book.trends[1:]:
        _chart(sheet, book, written, trend.key)


def _worst(tills: Section, written: BookWords) -> Section:
    """The tills to look at; the others are on the page that lists all."""
    alert = [row for row in tills.rows if row.tone is Tone.ALERT][:FRONT_ROWS]
    words, count = written.words, len(tills.rows)
    note = words.say("{n} of {all} tills; all of them follow.", n=len(alert), all=count)
    return replace(tills, rows=tuple(alert), note=note)


def _chart(sheet: _Sheet, book: Book, written: BookWords, key: str) -> None:
    trend = next(t for t in book.trends if t.key == key)
    top = sheet.take(_GAP + _TITLE + book_chart.HEIGHT)
    sheet.name(f"trend:{key}", trend.title, top + _GAP)
    sheet.add(_title_marks(trend.title, trend.note, top + _GAP, sheet.width))
    place = top + _GAP + 12
    sheet.add(book_chart.chart_marks(trend, written, place, sheet.width))


def _oddities(sheet: _Sheet, book: Book, written: BookWords) -> None:
    words = written.words
    shown = book.oddities[: book_front.MAX_ODDITIES]
    known = {s.key for s in book.sections}
    note = words.term("Ranked by money and strangeness. Each has its evidence on the page named.")
    top = sheet.take(_GAP + _TITLE + book_front.ODDITY)
    title = words.term("Look at these first")
    sheet.name("oddities", title, top + _GAP)
    sheet.add(_title_marks(title, note, top + _GAP, sheet.width))
    sheet.y = top + _GAP + 16
    sheet.add([LineMark(SIDE, sheet.y, SIDE + sheet.width, sheet.y)])
    if not shown:
        line = words.term("Nothing stands out.")
        sheet.add([TextMark(SIDE, sheet.y + 15, line, 8.6, ink=Ink.INK2)])
        sheet.y += ROW
    for rank, oddity in enumerate(shown, 1):
        told = book_front.oddity_text(oddity, written, sheet.width)
        place = sheet.take(told.height)
        sheet.add(book_front.oddity_marks(rank, oddity, told, written, place, sheet.width, known))


def _sections(sheet: _Sheet, book: Book, written: BookWords) -> None:
    """Every section; the tills only if the first page had no room for them."""
    first = True
    for section in book.sections:
        if section.key == TILLS and len(section.rows) <= FRONT_ROWS:
            continue
        if first or section.starts_page:
            sheet.turn()
        _section(sheet, section, written)
        first = False


def _section(sheet: _Sheet, section: Section, written: BookWords, key: str | None = None) -> None:
    table = set_table(section, written, sheet.width) if section.columns else None
    rows = len(section.rows)
    gap = _GAP if sheet.y > TOP else 8.0
    least = gap + _TITLE + HEAD + ROW * max(1, min(rows, 3))
    if not sheet.fits(least):
        sheet.turn()
        gap = 8.0
    top = sheet.take(gap + 12)
    if key is None:
        sheet.name(section.key, section.title, top + gap)
    sheet.add(_title_marks(section.title, section.note, top + gap, sheet.width))
    if table is None or not rows:
        place = sheet.take(ROW)
        sheet.add([TextMark(SIDE, place + 11, section.empty, 8, ink=Ink.INK3)])
        return
    sheet.add(head_marks(table, sheet.take(HEAD)))
    _rows(sheet, table)


def _rows(sheet: _Sheet, table: TableText) -> None:
    rows = len(table.section.rows)
    totals = ROW if table.totals is not None else 0.0
    told = table.row(0)
    for at in range(rows):
        last = at == rows - 1
        following = told if last else table.row(at + 1)
        if not sheet.fits(told.height + (totals if last else 0)):
            sheet.turn()
            sheet.add(head_marks(table, sheet.take(HEAD)))
        place = sheet.take(told.height)
        ends = last or not sheet.fits(following.height)
        sheet.add(row_marks(table, at, told, place, last=ends))
        told = following
    if table.totals is not None:
        sheet.add(total_marks(table, sheet.take(ROW)))


def _title_marks(title: str, note: str, base: float, width: float) -> Iterator[Mark]:
    strong, plain = face(Weight.STRONG), face(Weight.REGULAR)
    yield TextMark(SIDE, base, title, 11.5, Weight.STRONG)
    if note:
        room = width - strong.width(title, 11.5) - 14
        shown = plain.fit(note, 7.5, room)
        x = SIDE + width - plain.width(shown, 7.5)
        yield TextMark(x, base, shown, 7.5, ink=Ink.INK2)


def _resolved(mark: Mark, places: dict[str, int]) -> Mark:
    """A reference to a page set right up to its edge, now that pages have numbers."""
    if not isinstance(mark, PageMark):
        return mark
    text = f"{mark.before} {places[mark.section] + 1}"
    x = mark.x - face(mark.weight).width(text, mark.size)
    return replace(mark, before=text, x=x, width=mark.x - x)


def _foot(
    seal: SealLine, written: BookWords, page: int, pages: int, places: dict[str, int], paper: Paper
) -> Iterator[Mark]:
    words = written.words
    y = paper.height - FOOT + 8
    strong, plain = face(Weight.STRONG), face(Weight.REGULAR)
    right = paper.width - SIDE
    yield LineMark(SIDE, y - 14, right, y - 14)
    sealed = words.say("Sealed {at}", at=written.stamp(seal.sealed_at))
    if seal.edition > 1:
        sealed = f"{sealed} · {words.say('Edition {n}', n=seal.edition)}"
    yield TextMark(SIDE, y, sealed, 6.8, Weight.STRONG)
    parts = [words.say("Seal {seal}", seal=in_fours(seal.seal))]
    if seal.previous:
        parts.append(words.say("Previous book {seal}", seal=in_fours(seal.previous)))
    if "chains" in places:
        parts.append(words.say("Chain heads: page {n}", n=places["chains"] + 1))
    x = SIDE + strong.width(sealed, 6.8) + 16
    yield TextMark(x, y, "   ".join(parts), 6.8, ink=Ink.INK2)
    number = words.say("{page} of {pages}", page=page, pages=pages)
    yield TextMark(right - plain.width(number, 6.8), y, number, 6.8, Weight.MEDIUM)


def in_fours(seal: str) -> str:
    """The first half of the first half of a seal, in groups that can be compared by eye."""
    return " ".join(seal[i : i + 4].upper() for i in range(0, 16, 4))
