"""Building blocks all slips share, so that every task's paper looks the same.

Words arrive translated and amounts formatted; nothing here knows a task.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from counter_app.core.document import (
    BOLD,
    DOUBLE,
    PLAIN,
    Align,
    Barcode,
    Block,
    Cell,
    Document,
    Feed,
    Row,
    Rule,
    Signature,
    Style,
    Text,
)

INDENT = 2  # columns before what belongs to the line above
_APART = Feed()
_BANNER = Style(bold=True, width=2, height=1, invert=True)


def store_header(name: str, lines: Iterable[str] = ()) -> tuple[Block, ...]:
    """The store's name in double size and its address under it, centred."""
    return _store_header(name, tuple(lines))


@lru_cache(maxsize=8)
def _store_header(name: str, lines: tuple[str, ...]) -> tuple[Block, ...]:
    under = (Text(line, Align.CENTER) for line in lines)
    return (Text(name, Align.CENTER, DOUBLE), *under, Feed())


def two_sides(left: str, right: str, style: Style = PLAIN) -> Row:
    """Text at the left edge and text at the right edge of one line."""
    return Row((Cell(left, style=style), Cell(right, align=Align.RIGHT, style=style)))


def amount_row(label: str, amount: str, style: Style = PLAIN) -> Row:
    """A label with its amount in the right column."""
    return two_sides(label, amount, style)


def item_rows(
    name: str, amount: str, quantity: str = "", notes: Iterable[str] = ()
) -> tuple[Block, ...]:
    """An item in bold with quantity and amount, and what is said about it indented below."""
    cells = [Cell(name, style=BOLD)]
    if quantity:
        cells.append(Cell(quantity, align=Align.RIGHT, style=BOLD))
    cells.append(Cell(amount, width=10, align=Align.RIGHT, style=BOLD))
    return (Row(tuple(cells)), *(Text(note, indent=INDENT) for note in notes))


def total_row(label: str, amount: str) -> tuple[Block, ...]:
    """The amount that moves, in double size between heavy rules."""
    return (Rule(heavy=True), amount_row(label, amount, DOUBLE), Rule(heavy=True))


def apart(sums: Iterable[Block], told: Iterable[Block]) -> tuple[Block, ...]:
    """Sums, then what is told below them: with a free line between where no rule is."""
    above, below = tuple(sums), tuple(told)
    joined = bool(above and below) and not isinstance(above[-1], Rule)
    return (*above, *((Feed(),) if joined else ()), *below)


def signature_lines(labels: Iterable[str]) -> tuple[Block, ...]:
    """Room to sign for each role."""
    return tuple(Signature(label) for label in labels)


def grouped(data: str, sizes: Sequence[int]) -> str:
    """Return `data` with a blank after each group; what is left over is the last group."""
    groups: list[str] = []
    for size in sizes:
        groups.append(data[:size])
        data = data[size:]
    return " ".join(filter(None, [*groups, data]))


def transaction_barcode(data: str, group_sizes: Sequence[int] = ()) -> tuple[Block, ...]:
    """The transaction's own code as bars and, in groups, as text."""
    return (_APART, Barcode(data, grouped(data, group_sizes)))


def closing(lines: Iterable[str]) -> tuple[Block, ...]:
    """Last words, centred."""
    return tuple(Text(line, Align.CENTER) for line in lines)


def duplicate(document: Document, banner: str, details: Iterable[str] = ()) -> Document:
    """Return the stored document marked as a reprint, at its head and again at its foot.

    `details` are lines such as the copy's number and both dates; the original stays as it was.
    """
    mark = Text(banner, Align.CENTER, _BANNER)
    said = tuple(Text(line, Align.CENTER) for line in details)
    return replace(document, blocks=(mark, *said, Feed(), *document.blocks, Feed(), mark))
