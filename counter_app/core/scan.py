"""One scan as it came from a scanner, before anyone knows what it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ScanKind(StrEnum):
    """What a scan turned out to be; tasks say in `task.py` which kinds they take."""

    RECEIPT = "receipt"
    SLIP = "slip"
    ITEM = "item"
    BADGE = "badge"
    LICENCE = "licence"
    CREDIT = "credit"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ScanCode:
    """The text of one scan, its AIM symbology id if the scanner sends one (``]C1``), its source."""

    text: str
    symbology: str | None = None
    source: str = "wedge"
