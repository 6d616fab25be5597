"""A section's table as marks: columns as wide as their contents, heads again on every page.

Numbers stand right in figures of one width, text left; hairlines, none under the last row; totals
between two rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from counter_app.core.book import Column, Row, Section, Tone, Unit
from counter_app.core.money import Money
from counter_app.documents.book_fonts import face
from counter_app.documents.book_paint import SIDE, BoxMark, Ink, LineMark, Mark, TextMark, Weight
from counter_app.documents.book_words import DASH, BookWords

ROW: Final = 17.4
HEAD: Final = 17.0
SIZE: Final = 8.0
HEAD_SIZE: Final = 7.0
_PAD: Final = 6.0
_NUMBERS: Final = frozenset({Unit.MONEY, Unit.COUNT, Unit.QUANTITY})
_SAMPLE: Final = 400
"""Rows measured for the columns' widths; longer texts further down take more lines."""
_LINES: Final = 4
"""So many lines a cell may take before it is shortened."""
_LEADING: Final = 10.0


@dataclass(frozen=True, slots=True)
class RowText:
    """The lines of each cell of one row."""

    cells: tuple[tuple[str, ...], ...]

    @property
    def height(self) -> float:
        """Points that the row takes."""
        return ROW + (max(map(len, (*self.cells, ("",)))) - 1) * _LEADING


@dataclass(frozen=True, slots=True)
class TableText:
    """A section's cells as text, and its columns' left edges and widths."""

    section: Section
    cells: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] | None
    edges: tuple[tuple[float, float], ...]

    def row(self, at: int) -> RowText:
        """A row as it is written: each cell on one line, or broken where it has no room."""
        return RowText(
            tuple(
                face(_weight(column)).lines(
                    text, SIZE, width - _PAD, 1 if column.unit in _NUMBERS else _LINES
                )
                if text
                else ()
                for column, text, (_, width) in zip(
                    self.section.columns, self.cells[at], self.edges, strict=True
                )
            )
        )


def set_table(section: Section, written: BookWords, width: float) -> TableText:
    """Write every cell and give each column its room within so many points."""
    columns = section.columns
    cells = tuple(
        tuple(written.cell(v, c) for v, c in zip(row.cells, columns, strict=True))
        for row in section.rows
    )
    totals = None
    if section.totals is not None:
        totals = tuple(
            "" if v is None else written.cell(v, c)
            for v, c in zip(section.totals, columns, strict=True)
        )
    natural = [_natural(columns, cells, totals, at) for at in range(len(columns))]
    least = [_natural(columns, cells, totals, at, head=False) for at in range(len(columns))]
    return TableText(section, cells, totals, _edges(columns, natural, least, width))


def _natural(
    columns: Sequence[Column],
    cells: Sequence[Sequence[str]],
    totals: Sequence[str] | None,
    at: int,
    *,
    head: bool = True,
) -> float:
    """Room for every value of a column, and for its title unless that may be shortened."""
    body, strong = face(_weight(columns[at])), face(Weight.STRONG)
    longest = face(Weight.MEDIUM).width(columns[at].title, HEAD_SIZE) if head else 0.0
    for row in cells[:_SAMPLE]:
        longest = max(longest, body.width(row[at], SIZE))
    if totals is not None:
        longest = max(longest, strong.width(totals[at], SIZE))
    return longest + 2 * _PAD


def _edges(
    columns: Sequence[Column], natural: Sequence[float], least: Sequence[float], width: float
) -> tuple[tuple[float, float], ...]:
    """Numbers get what they need, text the rest; what is spare is shared, text taking double.

    Where there is too little room, words are broken first, then titles shortened, never a number.
    """
    text = [at for at, c in enumerate(columns) if c.unit not in _NUMBERS]
    widths = list(natural)
    over = sum(widths) - width
    if over > 0 and text:
        taken = sorted(text, key=lambda at: -widths[at])
        for at in taken:
            give = min(over, max(0.0, widths[at] - max(56.0, widths[at] * 0.45)))
            widths[at] -= give
            over -= give
        slack = [max(0.0, w - n) for w, n in zip(widths, least, strict=True)]
        if over > 0 and sum(slack) > 0:
            share = min(1.0, over / sum(slack))
            widths = [w - s * share for w, s in zip(widths, slack, strict=True)]
    elif over < 0:
        # A table of few columns does not stretch over the whole page.
        spare = min(-over, sum(natural) * 0.6) if len(columns) <= 3 else -over
        shares = [2 if at in text else 1 for at in range(len(columns))]
        for at, share in enumerate(shares):
            widths[at] += spare * share / sum(shares)
    edges, left = [], SIDE
    for w in widths:
        edges.append((left, w))
        left += w
    return tuple(edges)


def _weight(column: Column) -> Weight:
    return Weight.STRONG if column.strong else Weight.REGULAR


def head_marks(table: TableText, top: float) -> list[Mark]:
    """Titles of the columns over a rule."""
    marks: list[Mark] = []
    font = face(Weight.MEDIUM)
    for column, (left, width) in zip(table.section.columns, table.edges, strict=True):
        title = font.fit(column.title, HEAD_SIZE, width - _PAD)
        x = _x(column, title, HEAD_SIZE, Weight.MEDIUM, left, width)
        marks.append(TextMark(x, top + 11, title, HEAD_SIZE, Weight.MEDIUM, Ink.INK3))
    end = table.edges[-1][0] + table.edges[-1][1]
    marks.append(LineMark(SIDE, top + HEAD, end, top + HEAD, Ink.LINE, 0.8))
    return marks


def row_marks(table: TableText, at: int, told: RowText, top: float, *, last: bool) -> list[Mark]:
    """One row as `TableText.row` tells it; the last one has no line under it."""
    row, high = table.section.rows[at], told.height
    end = table.edges[-1][0] + table.edges[-1][1]
    marks: list[Mark] = []
    if row.tone is Tone.ALERT:
        marks.append(BoxMark(SIDE, top + 0.4, end - SIDE, high - 0.4, Ink.DENY_TINT))
    base = top + ROW / 2 + SIZE * 0.36
    for n, (column, text) in enumerate(zip(table.section.columns, table.cells[at], strict=True)):
        if not text:
            continue
        left, width = table.edges[n]
        weight = _weight(column)
        ink = _ink(row, n, column, text)
        if weight is Weight.STRONG and ink is Ink.INK3:
            weight = Weight.REGULAR
        for line, shown in enumerate(told.cells[n]):
            x = _x(column, shown, SIZE, weight, left, width)
            marks.append(TextMark(x, base + line * _LEADING, shown, SIZE, weight, ink))
    if not last:
        marks.append(LineMark(SIDE, top + high, end, top + high))
    return marks


def total_marks(table: TableText, top: float) -> list[Mark]:
    """The totals between two rules."""
    assert table.totals is not None
    end = table.edges[-1][0] + table.edges[-1][1]
    marks: list[Mark] = [
        LineMark(SIDE, top, end, top, Ink.INK2, 0.8),
        LineMark(SIDE, top + ROW, end, top + ROW, Ink.INK2, 0.8),
    ]
    base = top + ROW / 2 + SIZE * 0.36
    raw = table.section.totals or ()
    for n, (column, text) in enumerate(zip(table.section.columns, table.totals, strict=True)):
        if text:
            left, width = table.edges[n]
            value = raw[n]
            short = column.signed and isinstance(value, Money) and value.minor < 0
            x = _x(column, text, SIZE, Weight.STRONG, left, width)
            ink = Ink.DENY if short else Ink.INK
            marks.append(TextMark(x, base, text, SIZE, Weight.STRONG, ink))
    return marks


def _ink(row: Row, at: int, column: Column, text: str) -> Ink:
    value = row.cells[at]
    if text == DASH or row.tone is Tone.QUIET:
        return Ink.INK3
    if column.signed and value == Money(0):
        return Ink.INK3
    last = at == len(row.cells) - 1
    if row.tone is Tone.ALERT and ((column.signed and isinstance(value, Money)) or last):
        return Ink.DENY
    if column.strong or column.unit in _NUMBERS:
        return Ink.INK
    return Ink.INK2


def _x(column: Column, text: str, size: float, weight: Weight, left: float, width: float) -> float:
    """Where a text begins so that numbers end, and written begin, at the column's edge."""
    if column.unit in _NUMBERS or column.right:
        return left + width - _PAD - face(weight).width(text, size)
    return left + _PAD
