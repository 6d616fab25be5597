"""Draws a document as a PDF page of the paper's width and as long as the slip.

The same document gives the same bytes. Imported only where a PDF is made: loading takes 80 ms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import assert_never

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from counter_app.core.document import QR, Barcode, Cut, Document, Image, Rule, Style
from counter_app.documents.bitmap import NO_PICTURES, Bitmap
from counter_app.documents.codes import Matrix, code128_modules, qr_matrix
from counter_app.documents.layout import (
    BARCODE_DOTS_HIGH,
    BARCODE_MODULE_DOTS,
    DOTS_PER_COLUMN,
    QR_MODULE_DOTS,
    Item,
    Line,
    lay_out,
)
from counter_app.paths import resources

_DOT = 72 / 203  # points; one dot of a 203 dpi printer
_CELL = DOTS_PER_COLUMN * _DOT
_LINE = 30 * _DOT
_MARGIN = 32 * _DOT
_GAP = 8 * _DOT  # above and below bars and pictures
_MAX_PAGE = 14_400  # points; the longest page PDF allows
_REGULAR, _BOLD = "JetBrainsMono-Regular", "JetBrainsMono-Bold"
_FONT_WIDTH = 0.6  # of the font's size, each character
_BASELINE = 0.28  # of a line's height, above its foot


def render_pdf(
    document: Document, columns: int = 48, *, pictures: Mapping[str, Bitmap] = NO_PICTURES
) -> bytes:
    """Return a PDF of one page, as wide as the paper; cuts in mid-document are dashed lines."""
    items = lay_out(document, columns)[:-1]
    heights = [_height(item, columns, pictures) for item in items]
    width = columns * _CELL + 2 * _MARGIN
    height = min(sum(heights) + 2 * _MARGIN, _MAX_PAGE)
    _register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1, lang=document.language)
    canvas.setTitle(document.title)
    top = height - _MARGIN
    for item, item_height in zip(items, heights, strict=True):
        if top - item_height < _MARGIN - 1:  # points; only beyond the longest page
            canvas.showPage()
            top = height - _MARGIN
        top -= item_height
        _draw(canvas, item, top, columns, pictures)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _register_fonts() -> None:
    known = pdfmetrics.getRegisteredFontNames()
    for name in (_REGULAR, _BOLD):
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(resources("fonts", f"{name}.ttf"))))


def _height(item: Item, columns: int, pictures: Mapping[str, Bitmap]) -> float:
    """Points from the item's top to the next one's."""
    match item:
        case Line(height=lines):
            return lines * _LINE
        case Rule() | Cut():
            return _LINE / 2
        case Barcode():
            return BARCODE_DOTS_HIGH * _DOT + 2 * _GAP
        case QR(data=data):
            return len(qr_matrix(data)) * QR_MODULE_DOTS * _DOT + 2 * _GAP
        case Image(ref=ref):
            bitmap = _fitting(pictures.get(ref), columns)
            return bitmap.height * _DOT + 2 * _GAP if bitmap else 0
        case _:
            assert_never(item)


def _draw(
    canvas: Canvas, item: Item, foot: float, columns: int, pictures: Mapping[str, Bitmap]
) -> None:
    middle = _MARGIN + columns * _CELL / 2
    match item:
        case Line():
            _draw_line(canvas, item, foot)
        case Rule(heavy=heavy):
            canvas.setLineWidth(1 if heavy else 0.5)
            canvas.line(_MARGIN, foot + _LINE / 4, _MARGIN + columns * _CELL, foot + _LINE / 4)
        case Cut():
            canvas.setLineWidth(0.5)
            canvas.setDash(3, 3)
            canvas.line(0, foot + _LINE / 4, 2 * middle, foot + _LINE / 4)
            canvas.setDash()
        case Barcode(data=data):
            rows = (code128_modules(data),)
            _draw_modules(canvas, rows, middle, foot, BARCODE_MODULE_DOTS, BARCODE_DOTS_HIGH)
        case QR(data=data):
            _draw_modules(canvas, qr_matrix(data), middle, foot, QR_MODULE_DOTS, QR_MODULE_DOTS)
        case Image(ref=ref):
            bitmap = _fitting(pictures.get(ref), columns)
            if bitmap:
                _draw_modules(canvas, _rows(bitmap), middle, foot, 1, 1)
        case _:
            assert_never(item)


def _fitting(bitmap: Bitmap | None, columns: int) -> Bitmap | None:
    return bitmap if bitmap and bitmap.width <= columns * DOTS_PER_COLUMN else None


def _rows(bitmap: Bitmap) -> Matrix:
    return tuple(
        tuple(bitmap.dark(x, y) for x in range(bitmap.width)) for y in range(bitmap.height)
    )


def _draw_line(canvas: Canvas, line: Line, foot: float) -> None:
    left = _MARGIN
    for span in line.spans:
        style = span.style
        width = span.columns * _CELL
        canvas.saveState()
        if style.invert:
            canvas.rect(left, foot, width, line.height * _LINE, stroke=0, fill=1)
            canvas.setFillGray(1)
        if style.underline:
            canvas.line(left, foot + 1, left + width, foot + 1)
        if span.text.strip():
            _draw_text(canvas, span.text, style, left, foot + _BASELINE * line.height * _LINE)
        canvas.restoreState()
        left += width


def _draw_text(canvas: Canvas, text: str, style: Style, left: float, base: float) -> None:
    """Write one span; characters fill the grid, so wide or tall ones are stretched to it."""
    size = _CELL / _FONT_WIDTH * style.height
    written = canvas.beginText()
    written.setFont(_BOLD if style.bold else _REGULAR, size)
    written.setHorizScale(100 * style.width / style.height)
    written.setTextOrigin(left, base)
    written.textOut(text)
    canvas.drawText(written)


def _draw_modules(
    canvas: Canvas, rows: Matrix, middle: float, foot: float, wide: int, high: int
) -> None:
    """Draw dark runs as rectangles, `wide` by `high` dots a module, centred on `middle`."""
    left = middle - len(rows[0]) * wide * _DOT / 2
    for up, row in enumerate(reversed(rows)):
        for start, length in _runs(row):
            canvas.rect(
                left + start * wide * _DOT,
                foot + _GAP + up * high * _DOT,
                length * wide * _DOT,
                high * _DOT,
                stroke=0,
                fill=1,
            )


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Give each run of dark modules as its start and length."""
    at = 0
    for dark, modules in groupby(row):
        length = len(tuple(modules))
        if dark:
            yield at, length
        at += length
