"""A stored document as the parts its preview paints: the same layout that the printer gets."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from counter_app.core.document import QR, Barcode, Cut, Document, Image, Rule
from counter_app.documents.codes import code128_modules, qr_matrix
from counter_app.documents.layout import Item, Line, lay_out
from counter_app.ui.widgets.document_view import (
    Matrix,
    SlipCode,
    SlipGap,
    SlipPart,
    SlipRule,
    SlipText,
)


def slip_parts(document: Document, columns: int) -> tuple[SlipPart, ...]:
    """The slip laid out for so many columns."""
    parts = [_part(item, columns) for item in lay_out(document, columns)]
    return tuple(part for part in parts if part is not None)


def _part(item: Item, columns: int) -> SlipPart | None:
    match item:
        case Line():
            return _line(item, columns)
        case Rule(heavy=heavy):
            return SlipRule(heavy)
        case Barcode(data=data):
            return SlipCode(partial(_bars, data), 2 if columns >= 48 else 1)
        case QR(data=data):
            return SlipCode(partial(_matrix, data), 3)
        case Image() | Cut():
            return None
        case _:
            assert_never(item)


def _line(line: Line, columns: int) -> SlipPart:
    text = line.text
    if not text.strip():
        return SlipGap()
    said = [s for s in line.spans if s.text.strip()]
    bold = any(s.style.bold for s in said)
    if line.height < 2 or any(s.style.width < 2 for s in said):
        return SlipText(text.ljust(columns)[:columns], bold)
    cells = (s.text if s.style.width > 1 else " " * (len(s.text) // 2) for s in line.spans)
    return SlipText("".join(cells), bold, double=True)


def _bars(data: str) -> Matrix:
    return (tuple(bool(m) for m in code128_modules(data)),)


def _matrix(data: str) -> Matrix:
    return tuple(tuple(bool(m) for m in row) for row in qr_matrix(data))
