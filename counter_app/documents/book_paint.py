"""What a page of the Book consists of: texts, boxes and lines in points from its top left corner.

The layout makes these; PDF and screen only draw them, so both show the same page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias


class Weight(StrEnum):
    """The three weights of the Book; the values name the font files."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    STRONG = "SemiBold"


class Ink(StrEnum):
    """The colours of the printed Book (LOOK: light tokens, and four for the bars)."""

    INK = "0F1F28"
    INK2 = "43545E"
    INK3 = "566670"
    ACCENT = "0B6B60"
    WHITE = "FFFFFF"
    WELL = "F2F4F5"
    HAIR = "DCE2E5"
    LINE = "72818B"
    DENY = "A23A10"
    DENY_TINT = "FDEDE5"
    OVER = "4F968B"
    SHORT = "B8704F"


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of text; `x` is its left edge, `y` its baseline."""

    x: float
    y: float
    text: str
    size: float
    weight: Weight = Weight.REGULAR
    ink: Ink = Ink.INK


@dataclass(frozen=True, slots=True)
class PageMark:
    """The number of the page where a section begins, set right up to `x`; a link to it."""

    x: float
    y: float
    section: str
    before: str
    size: float
    weight: Weight = Weight.REGULAR
    ink: Ink = Ink.ACCENT
    width: float = 0


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A filled box."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    radius: float = 0


@dataclass(frozen=True, slots=True)
class LineMark:
    """A line; `dash` is the length of its dashes, 0 for none."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink = Ink.HAIR
    width: float = 0.6
    dash: float = 0


Mark: TypeAlias = TextMark | PageMark | BoxMark | LineMark


@dataclass
class Page:
    """One page: its marks, and the sections that begin on it with where (points from the top)."""

    marks: list[Mark] = field(default_factory=list)
    sections: list[tuple[str, str, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in points; both keep the same margins."""

    width: float
    height: float


LETTER: Final = Paper(612, 792)
A4: Final = Paper(595.28, 841.89)
SIDE: Final = 40.0
FOOT: Final = 38.0
TOP: Final = 40.0
