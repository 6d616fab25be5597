"""Lays a document out in columns: the only place that wraps, pads and aligns.

Renderers draw what comes out of here and decide nothing, so all outputs agree line by line.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from counter_app.core.document import (
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
from counter_app.documents.codes import QUIET_MODULES, code128_modules
from counter_app.documents.repertoire import transliterate

DOTS_PER_COLUMN = 12
BARCODE_MODULE_DOTS = 2
BARCODE_DOTS_HIGH = 64
QR_MODULE_DOTS = 4
MAX_LINES = 3_000
NARROWEST, WIDEST = 24, 64  # columns of any printer


@dataclass(frozen=True, slots=True)
class Span:
    """Characters in one style; each takes `style.width` columns."""

    text: str
    style: Style = PLAIN

    @property
    def columns(self) -> int:
        return len(self.text) * self.style.width


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, from the left edge; blanks at its end are left out."""

    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def height(self) -> int:
        """How many normal lines high it is."""
        return max((span.style.height for span in self.spans), default=1)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell whose text is spelt in the printer's characters already."""

    text: str
    width: int | None
    align: Align
    style: Style


def rule_text(rule: Rule, columns: int) -> str:
    """Return the rule as characters, for outputs that cannot draw a line."""
    return ("═" if rule.heavy else "─") * columns


Item: TypeAlias = Line | Rule | Barcode | QR | Image | Cut


def lay_out(document: Document, columns: int) -> tuple[Item, ...]:
    """Return what to draw, top to bottom, for paper of `columns` characters; ends with a cut.

    Barcodes, QR codes and pictures are centred; a barcode's text follows as a line, and stands
    alone where the bars do not fit. Raises BadInput when the result is longer than MAX_LINES, or
    for paper nobody has.
    """
    if not NARROWEST <= columns <= WIDEST:
        raise BadInput(f"Paper has {NARROWEST} to {WIDEST} columns, not {columns}.")
    items: list[Item] = []
    for block in document.blocks:
        above = items[-1] if items else None
        if isinstance(block, Rule) and isinstance(above, Rule):
            items[-1] = Rule(above.heavy or block.heavy)  # nothing stands between them
        else:
            items += _block(block, columns)
        if len(items) > MAX_LINES:
            raise BadInput(f"A document of more than {MAX_LINES} lines is too long to print.")
    if not items or not isinstance(items[-1], Cut):
        items.append(Cut())
    return tuple(items)


def _block(block: Block, columns: int) -> list[Item]:
    match block:
        case Text():
            return _text(block, columns)
        case Row(cells=cells):
            return _row(cells, columns)
        case Feed(lines=count):
            return [Line() for _ in range(count)]
        case Barcode():
            return _barcode(block, columns)
        case Signature(label=label):
            under = _text(Text(label), columns)
            return [Line(), Line(), _line([Span("X" + "_" * (columns - 1))]), *under]
        case Rule() | QR() | Image() | Cut():
            return [block]
        case _:
            assert_never(block)


def _line(spans: list[Span]) -> Line:
    """Join plain neighbours and drop plain blanks at the end."""
    joined: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if joined and joined[-1].style == span.style:
            joined[-1] = Span(joined[-1].text + span.text, span.style)
        else:
            joined.append(span)
    if joined and joined[-1].style == PLAIN:
        last = Span(joined[-1].text.rstrip(" "))
        joined[-1:] = [last] if last.text else []
    return Line(tuple(joined))


def _wrap(text: str, width: int) -> list[str]:
    """Break at blanks, and inside a word only where the word alone is too wide."""
    lines = textwrap.wrap(text, max(width, 1), break_on_hyphens=False, replace_whitespace=False)
    return [line.replace("\u00a0", " ") for line in lines] or [""]


def _placed(text: str, width: int, align: Align, style: Style) -> list[Span]:
    """Pad `text` to `width` columns; the padding is never inverted or underlined."""
    spare = max(width - len(text) * style.width, 0)
    before = {Align.LEFT: 0, Align.CENTER: spare // 2, Align.RIGHT: spare}[align]
    return [Span(" " * before), Span(text, style), Span(" " * (spare - before))]


def _fitting(style: Style, characters: int, columns: int) -> Style:
    """Return `style`, narrowed until `characters` fit in one line (at least to single width)."""
    return replace(style, width=max(1, min(style.width, columns // max(characters, 1))))


def _text(block: Text, columns: int) -> list[Item]:
    return _paragraph(transliterate(block.text), columns, block.align, block.style, block.indent)


def _paragraph(
    text: str, columns: int, align: Align, style: Style = PLAIN, indent: int = 0
) -> list[Item]:
    width = columns - indent
    style = _fitting(style, len(text), width)
    return [
        _line([Span(" " * indent), *_placed(line, width, align, style)])
        for line in _wrap(text, width // style.width)
    ]


def _barcode(block: Barcode, columns: int) -> list[Item]:
    modules = len(code128_modules(block.data)) + 2 * QUIET_MODULES
    fits = modules * BARCODE_MODULE_DOTS <= columns * DOTS_PER_COLUMN
    under = block.text or ("" if fits else block.data)
    text = _text(Text(under, Align.CENTER), columns) if under else []
    return [block, *text] if fits else text


def _row(cells: tuple[Cell, ...], columns: int) -> list[Item]:
    spelt = tuple(
        _Piece(transliterate(cell.text), cell.width, cell.align, cell.style) for cell in cells
    )
    widths = _widths(spelt, columns)
    if any(cell.style.width > 1 for cell in spelt) and not (widths and _one_line(spelt, widths)):
        spelt = tuple(replace(c, style=replace(c.style, width=1)) for c in spelt)
        widths = _widths(spelt, columns)
    if widths is None or (_says_much(spelt, columns) and not _one_line(spelt, widths)):
        return _stacked(spelt, columns)
    return _side_by_side(spelt, widths)


def _says_much(cells: tuple[_Piece, ...], columns: int) -> bool:
    """Tell whether text at the right edge is too long to wrap something else beside it."""
    right = (len(cell.text) for cell in cells if cell.align is Align.RIGHT)
    return max(right, default=0) > columns // 3


def _widths(cells: tuple[_Piece, ...], columns: int) -> list[int] | None:
    """Return each cell's columns, or None where the row must be stacked.

    What is aligned right (an amount, a quantity) is never cut: it takes room from the flexible
    cells, and a flexible cell is never narrower than its longest word.
    """
    widths = [cell.width or 0 for cell in cells]
    flexible: list[int] = []
    for at, cell in enumerate(cells):
        if cell.align is Align.RIGHT:
            widths[at] = max(widths[at], len(cell.text) * cell.style.width)
        elif cell.width is None:
            flexible.append(at)
    spare = columns - sum(widths) - (len(cells) - 1)
    if spare < 0:
        return None
    for place, at in enumerate(flexible):
        widths[at] = spare // len(flexible) + (1 if place < spare % len(flexible) else 0)
    for at, cell in enumerate(cells):
        longest = max((len(word) for word in cell.text.split(" ")), default=0)
        if longest * cell.style.width > widths[at]:
            return None
    return widths


def _one_line(cells: tuple[_Piece, ...], widths: list[int]) -> bool:
    return all(len(c.text) * c.style.width <= w for c, w in zip(cells, widths, strict=True))


def _side_by_side(cells: tuple[_Piece, ...], widths: list[int]) -> list[Item]:
    wrapped = [
        _wrap(cell.text, width // cell.style.width)
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines: list[Item] = []
    for at in range(max(len(lines_) for lines_ in wrapped)):
        spans: list[Span] = []
        for cell, width, texts in zip(cells, widths, wrapped, strict=True):
            text = texts[at] if at < len(texts) else ""
            spans += [Span(" ")] if spans else []
            spans += _placed(text, width, cell.align, cell.style)
        lines.append(_line(spans))
    return lines


def _stacked(cells: tuple[_Piece, ...], columns: int) -> list[Item]:
    """Give every text lines of its own, then the amounts together at the right edge."""
    amounts = tuple(cell for cell in cells if cell.align is Align.RIGHT)
    lines: list[Item] = []
    for cell in cells:
        if cell.align is not Align.RIGHT:
            lines += _paragraph(cell.text, columns, cell.align, cell.style)
    if not amounts:
        return lines
    together = (
        _Piece("", None, Align.LEFT, PLAIN),
        *(replace(cell, width=None) for cell in amounts),
    )
    widths = _widths(together, columns)
    if widths:
        return lines + _side_by_side(together, widths)
    for cell in amounts:
        lines += _paragraph(cell.text, columns, Align.RIGHT, cell.style)
    return lines
