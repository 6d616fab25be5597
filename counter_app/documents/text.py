"""Draws a document as plain text, for files, mail and tests."""

from __future__ import annotations

from typing import assert_never

from counter_app.core.document import QR, Barcode, Cut, Document, Image, Rule
from counter_app.documents.layout import Line, lay_out, rule_text


def render_text(document: Document, columns: int = 48) -> str:
    """Return the document's lines; a QR code shows its content, bars only their text."""
    lines: list[str] = []
    items = lay_out(document, columns)
    for at, item in enumerate(items):
        match item:
            case Line():
                lines.append(_single(item))
            case Rule():
                lines.append(rule_text(item, columns))
            case QR(data=data):
                lines.append(f"[{data}]")
            case Cut():
                lines += ["- " * (columns // 2)] if at + 1 < len(items) else []
            case Barcode() | Image():
                pass
            case _:
                assert_never(item)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _single(line: Line) -> str:
    """Write wide characters singly in the room they take on paper, so that edges stay in place."""
    out = ""
    last = len(line.spans) - 1
    for at, span in enumerate(line.spans):
        spare = span.columns - len(span.text)
        if at < last or at == 0:  # at the left edge
            before = 0
        else:  # alone and indented: centred; else at the right edge
            before = spare // 2 if at == 1 and not line.spans[0].text.strip() else spare
        out += " " * before + span.text + " " * (spare - before)
    return out
