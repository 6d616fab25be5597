"""The Book's first page: head, the sentence of the day, its tiles, and what to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from counter_app.core.book import Book, EvidenceKind, Oddity, Run, Tile, Tone
from counter_app.core.money import Money
from counter_app.documents.book_fonts import face
from counter_app.documents.book_paint import (
    SIDE,
    BoxMark,
    Ink,
    LineMark,
    Mark,
    PageMark,
    TextMark,
    Weight,
)
from counter_app.documents.book_words import BookWords

TILE: Final = 56.0
ODDITY: Final = 29.0
MAX_ODDITIES: Final = 10
HEADLINE: Final = 11.8
_LEADING: Final = 16.0


def head_marks(book: Book, written: BookWords, width: float) -> Iterator[Mark]:
    """Mark, title and date over a rule; takes 72 points from the top."""
    strong, plain = face(Weight.STRONG), face(Weight.REGULAR)
    yield BoxMark(SIDE, 35, 24, 24, Ink.ACCENT, 6)
    yield from _slip(SIDE + 7, 40)
    words = written.words
    yield TextMark(SIDE + 34, 45, words.term("Morning Book"), 18, Weight.STRONG)
    yield TextMark(SIDE + 34, 57.5, book.store_title, 8.4, ink=Ink.INK2)
    day = written.long_day(book.business_date)
    yield TextMark(SIDE + width - strong.width(day, 12), 45, day, 12, Weight.STRONG)
    under = words.term("The day on one page")
    yield TextMark(SIDE + width - plain.width(under, 8.4), 57.5, under, 8.4, ink=Ink.INK2)
    yield LineMark(SIDE, 72, SIDE + width, 72)


def _slip(x: float, y: float) -> Iterator[Mark]:
    """The program's mark: a slip with a torn edge and two lines."""
    yield BoxMark(x, y, 10, 12.5, Ink.WHITE, 1.2)
    for n in range(3):
        yield BoxMark(x + 0.6 + n * 3.2, y + 12, 2.4, 2, Ink.WHITE, 0.6)
    yield LineMark(x + 2.2, y + 4, x + 7.8, y + 4, Ink.ACCENT, 1)
    yield LineMark(x + 2.2, y + 7.4, x + 6, y + 7.4, Ink.ACCENT, 1)


def headline_marks(runs: Sequence[Run], top: float, width: float) -> tuple[list[Mark], float]:
    """The sentence of the day, broken into lines; gives the marks and the height taken."""
    marks: list[Mark] = []
    x, y = SIDE, top + HEADLINE
    for run in _words_of(runs):
        weight = Weight.STRONG if run.strong else Weight.REGULAR
        taken = face(weight).width(run.text, HEADLINE)
        if x > SIDE and x + face(weight).width(run.text.rstrip(), HEADLINE) > SIDE + width:
            x, y = SIDE, y + _LEADING
        text = run.text if x > SIDE else run.text.lstrip()
        marks.append(TextMark(x, y, text, HEADLINE, weight))
        x += taken if text == run.text else face(weight).width(text, HEADLINE)
    return marks, y - top + 6


def _words_of(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs cut at spaces, so that lines can break there; sentences are set apart by a space."""
    before = ""
    for run in runs:
        text = run.text
        if before.endswith(".") and not text.startswith((" ", ".")):
            text = f" {text}"
        before = run.text
        parts = text.split(" ")
        for n, part in enumerate(parts):
            piece = part if n == 0 else f" {part}"
            if piece:
                yield Run(piece, run.strong)


def tile_marks(
    tiles: Sequence[Tile], written: BookWords, top: float, width: float
) -> Iterator[Mark]:
    """The day's figures side by side, each as wide as it needs and all as wide as the page."""
    if not tiles:
        return
    texts = [_tile_text(tile, written) for tile in tiles]
    strong, medium, plain = face(Weight.STRONG), face(Weight.MEDIUM), face(Weight.REGULAR)
    gap = 8.0
    room = width - gap * (len(tiles) - 1)
    least = [
        max(medium.width(t.title, 7.4), strong.width(value, 13.5)) + 16
        for t, value in zip(tiles, texts, strict=True)
    ]
    # Title and figure always fit; notes share what is left by how much more they need.
    wish = [max(0.0, plain.width(t.note, 6.6) + 16 - w) for t, w in zip(tiles, least, strict=True)]
    spare = room - sum(least)
    more = min(spare, sum(wish))
    each = sum(wish)
    natural = [w + (more * n / each if each else 0) for w, n in zip(least, wish, strict=True)]
    spare = (room - sum(natural)) / len(tiles)
    left = SIDE
    for tile, value, wanted in zip(tiles, texts, natural, strict=True):
        taken = wanted + spare
        alert = tile.tone is Tone.ALERT
        inside = taken - 14
        ink = Ink.DENY if alert else Ink.INK
        yield BoxMark(left, top, taken, TILE, Ink.DENY_TINT if alert else Ink.WELL, 6)
        title = medium.fit(tile.title, 7.4, inside)
        yield TextMark(left + 8, top + 14.5, title, 7.4, Weight.MEDIUM, Ink.INK2)
        size = min(13.5, 13.5 * inside / max(inside, strong.width(value, 13.5)))
        yield TextMark(left + 8, top + 33.5, value, size, Weight.STRONG, ink)
        note = plain.fit(tile.note, 6.6, inside)
        yield TextMark(left + 8, top + 46.5, note, 6.6, ink=ink if alert else Ink.INK2)
        left += taken + gap


def _tile_text(tile: Tile, written: BookWords) -> str:
    if isinstance(tile.value, Money):
        return written.amount(tile.value, signed=tile.signed)
    return f"{tile.value:,}" if isinstance(tile.value, int) else str(tile.value)


@dataclass(frozen=True, slots=True)
class OddityText:
    """What and why in lines that fit beside the amount, and the height in points."""

    title: tuple[str, ...]
    why: tuple[str, ...]
    amount: str

    @property
    def height(self) -> float:
        """A line of each is the usual height."""
        return ODDITY + (len(self.title) - 1) * 10.5 + (len(self.why) - 1) * 9.5


def oddity_text(oddity: Oddity, written: BookWords, width: float) -> OddityText:
    """One thing to look at, set: in whole, unless it takes more than three lines."""
    strong, plain = face(Weight.STRONG), face(Weight.REGULAR)
    amount = _amount_text(oddity, written)
    room = width - 36 - 26 - strong.width(amount, 8.6) - 16
    return OddityText(
        strong.lines(oddity.title, 8.6, room, 3), plain.lines(oddity.why, 7.8, room, 3), amount
    )


def oddity_marks(
    rank: int,
    oddity: Oddity,
    told: OddityText,
    written: BookWords,
    top: float,
    width: float,
    known: set[str],
) -> Iterator[Mark]:
    """One thing to look at: its rank, what, why, how much, and the page with the evidence."""
    strong = face(Weight.STRONG)
    worst = rank == 1
    yield BoxMark(SIDE, top + 8, 14, 14, Ink.DENY if worst else Ink.INK2, 7)
    number = str(rank)
    yield TextMark(
        SIDE + 7 - strong.width(number, 7) / 2, top + 17.5, number, 7, Weight.STRONG, Ink.WHITE
    )
    base = top + 13
    for line, text in enumerate(told.title):
        yield TextMark(SIDE + 26, base + line * 10.5, text, 8.6, Weight.STRONG)
    base += len(told.title) * 10.5
    for line, text in enumerate(told.why):
        yield TextMark(SIDE + 26, base + line * 9.5, text, 7.8, ink=Ink.INK2)
    x = SIDE + width - 36 - strong.width(told.amount, 8.6)
    yield TextMark(x, top + 18, told.amount, 8.6, Weight.STRONG)
    section = evidence_section(oddity)
    if section in known:
        words = written.words
        before = words.term("p.")
        yield PageMark(SIDE + width, top + 18, section, before, 8, width=30)
    yield LineMark(SIDE, top + told.height, SIDE + width, top + told.height)


def evidence_section(oddity: Oddity) -> str:
    """The section of the Book that shows what an oddity is about."""
    evidence = oddity.evidence
    if evidence is not None and evidence.kind is EvidenceKind.TILL_SESSION:
        return f"till:{evidence.id}"
    if evidence is not None and evidence.kind is EvidenceKind.SECTION:
        return evidence.id
    return oddity.section


def _amount_text(oddity: Oddity, written: BookWords) -> str:
    if oddity.amount is not None:
        return written.amount(oddity.amount)
    return "" if oddity.count is None else f"{oddity.count} ×"
