"""What a printer's answers mean, told apart by their fixed bits.

Source: Epson ESC/POS reference, `DLE EOT`, `GS r` and automatic status back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ASK_PRINTER, ASK_OFFLINE, ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
ASK_DONE = b"\x1dr\x01"  # answered when everything before it has been printed


class Paper(StrEnum):
    """How much paper there is."""

    OK = "ok"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What the printer says of itself; `drawer_pin_high` is the drawer's sensor, pin 3."""

    online: bool
    paper: Paper
    cover_open: bool
    error: bool
    drawer_pin_high: bool


@dataclass(frozen=True, slots=True)
class Replies:
    """What one read brought: answers to `DLE EOT`, answers to `GS r`, and bytes of no kind."""

    status: tuple[int, ...] = ()
    done: tuple[int, ...] = ()
    strange: int = 0


class ReplyParser:
    """Sorts a printer's bytes; remembers how much of an automatic status is still to come."""

    def __init__(self) -> None:
        self._skip = 0

    def feed(self, data: bytes) -> Replies:
        status: list[int] = []
        done: list[int] = []
        strange = 0
        for byte in data:
            if self._skip:
                self._skip -= 1
            elif byte & 0x93 == 0x12:
                status.append(byte)
            elif byte & 0x93 == 0x10:  # head of an automatic status of four bytes
                self._skip = 3
            elif byte & 0x90 == 0:
                done.append(byte)
            elif byte not in {0x11, 0x13}:  # flow control
                strange += 1
        return Replies(tuple(status), tuple(done), strange)


def status_from(printer: int, offline: int, paper: int) -> PrinterStatus:
    """Read the answers to `DLE EOT` 1, 2 and 4."""
    left = Paper.LOW if paper & 0x0C else Paper.OK
    return PrinterStatus(
        online=not printer & 0x08,
        paper=Paper.OUT if paper & 0x60 or offline & 0x20 else left,
        cover_open=bool(offline & 0x04),
        error=bool(offline & 0x40),
        drawer_pin_high=bool(printer & 0x04),
    )


def paper_ended(done: int) -> bool:
    """Tell whether an answer to `GS r 1` says that the paper has run out."""
    return bool(done & 0x0C)
