"""Draws the pages of a Book as PDF with bookmarks and links; the same Book, the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import assert_never

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from counter_app.documents.book_fonts import face
from counter_app.documents.book_layout import Laid
from counter_app.documents.book_paint import BoxMark, Ink, LineMark, Mark, PageMark, TextMark

_COLORS = {ink: HexColor(f"#{ink.value}") for ink in Ink}


def render_book(laid: Laid) -> bytes:
    """Return the PDF."""
    out = BytesIO()
    paper = laid.paper
    size = (paper.width, paper.height)
    canvas = Canvas(out, pagesize=size, invariant=1, lang=laid.language, pageCompression=1)
    canvas.setTitle(laid.title)
    for page in laid.pages:
        for key, title, top in page.sections:
            canvas.bookmarkHorizontal(key, 0, paper.height - top + 14)
            canvas.addOutlineEntry(title, key, level=0 if not key.count(":") > 1 else 1)
        for mark in page.marks:
            _draw(canvas, mark, paper.height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, mark: Mark, height: float) -> None:
    match mark:
        case TextMark():
            canvas.setFillColor(_COLORS[mark.ink])
            canvas.setFont(face(mark.weight).name, mark.size)
            canvas.drawString(mark.x, height - mark.y, mark.text)
        case LineMark():
            canvas.setStrokeColor(_COLORS[mark.ink])
            canvas.setLineWidth(mark.width)
            canvas.setDash(mark.dash, mark.dash) if mark.dash else canvas.setDash()
            canvas.line(mark.x1, height - mark.y1, mark.x2, height - mark.y2)
        case BoxMark():
            canvas.setFillColor(_COLORS[mark.ink])
            low = height - mark.y - mark.height
            if mark.radius:
                canvas.roundRect(
                    mark.x, low, mark.width, mark.height, mark.radius, stroke=0, fill=1
                )
            else:
                canvas.rect(mark.x, low, mark.width, mark.height, stroke=0, fill=1)
        case PageMark():
            canvas.setFillColor(_COLORS[mark.ink])
            canvas.setFont(face(mark.weight).name, mark.size)
            canvas.drawString(mark.x, height - mark.y, mark.before)
            low = height - mark.y - 6
            canvas.linkRect("", mark.section, (mark.x - 4, low, mark.x + mark.width, low + 20))
        case _:
            assert_never(mark)
