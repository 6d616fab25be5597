"""Inter as the Book uses it: figures all of one width, and text measured without a window.

The fonts carry tabular figures as separate glyphs (OpenType `tnum`); reportlab applies no features,
so the characters 0–9, + and − are pointed at those glyphs.
"""

from __future__ import annotations

from functools import cache
from struct import unpack_from
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from counter_app.documents.book_paint import Weight
from counter_app.paths import resources

_FIGURES: Final = {ord("0") + i: 301 + i for i in range(10)} | {ord("+"): 341, 0x2212: 342}
"""Glyphs of `tnum` in the bundled fonts; a test checks that they are all of one width."""
MAX_REMEMBERED: Final = 50_000
"""Texts whose width is remembered: figures repeat."""


class Face:
    """One weight: its name for reportlab and the widths of its characters."""

    def __init__(self, weight: Weight) -> None:
        self.name = f"Book-{weight.value}"
        if self.name not in pdfmetrics.getRegisteredFontNames():
            font = TTFont(self.name, str(resources("fonts", f"Inter-{weight.value}.ttf")))
            _use_tabular_figures(font.face)
            pdfmetrics.registerFont(font)
        known: Any = pdfmetrics.getFont(self.name)
        self._widths: dict[int, float] = known.face.charWidths
        self._default: float = known.face.defaultWidth
        self._known: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """Points that a text takes."""
        known = self._known.get(text)
        if known is None:
            widths, default = self._widths, self._default
            known = sum(widths.get(ord(c), default) for c in text) / 1000
            if len(self._known) < MAX_REMEMBERED:
                self._known[text] = known
        return known * size

    def fit(self, text: str, size: float, room: float) -> str:
        """The text, ended with … where it does not fit into so many points."""
        if self.width(text, size) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle].rstrip() + "…", size) <= room:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + "…"

    def lines(self, text: str, size: float, room: float, most: int) -> tuple[str, ...]:
        """The text broken between words into at most so many lines; only the last is shortened."""
        if self.width(text, size) <= room:
            return (text,)
        if most <= 1:
            return (self.fit(text, size, room),)
        words, first = text.split(" "), ""
        while words and self.width(f"{first} {words[0]}".strip(), size) <= room:
            first = f"{first} {words.pop(0)}".strip()
        if not first:
            return (self.fit(text, size, room),)
        return (first, *self.lines(" ".join(words), size, room, most - 1))


@cache
def face(weight: Weight) -> Face:
    """A weight, loaded once."""
    return Face(weight)


def _use_tabular_figures(face_info: Any) -> None:
    metrics = face_info.get_table("hmtx")
    for character, glyph in _FIGURES.items():
        (advance,) = unpack_from(">H", metrics, glyph * 4)
        face_info.charToGlyph[character] = glyph
        face_info.charWidths[character] = advance * 1000 / face_info.unitsPerEm
