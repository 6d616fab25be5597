"""A one-bit picture, such as the store's logo, as every renderer takes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from counter_app.core.errors import BadInput

MAX_DOTS_WIDE = 576
MAX_DOTS_HIGH = 400


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows of dots from the top, eight to a byte from the left, each row from a fresh byte."""

    width: int  # dots
    height: int  # dots
    bits: bytes

    def __post_init__(self) -> None:
        if not (0 < self.width <= MAX_DOTS_WIDE and 0 < self.height <= MAX_DOTS_HIGH):
            raise BadInput(f"A picture may be {MAX_DOTS_WIDE} by {MAX_DOTS_HIGH} dots at most.")
        if len(self.bits) != self.row_bytes * self.height:
            raise BadInput("The picture's dots do not fill its width and height.")

    @property
    def row_bytes(self) -> int:
        return (self.width + 7) // 8

    def dark(self, x: int, y: int) -> bool:
        """Tell whether the dot `x` from the left and `y` from the top is black."""
        return bool(self.bits[y * self.row_bytes + x // 8] >> (7 - x % 8) & 1)


NO_PICTURES: Mapping[str, Bitmap] = MappingProxyType({})
