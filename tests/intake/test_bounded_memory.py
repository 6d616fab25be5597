"""A day of registers or a year of them: what the reader holds at once does not grow."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from typing import BinaryIO, cast

from counter_app.intake.metered import MeteredStream
from counter_app.intake.outcome import Parsed
from counter_app.intake.poslog import check_poslog, read_poslog
from tests.intake.conftest import OPTIONS

RECEIPT = (
    "<Transaction><RetailStoreID>1</RetailStoreID><WorkstationID>2</WorkstationID>"
    "<SequenceNumber>{n}</SequenceNumber><BusinessDayDate>2026-11-02</BusinessDayDate>"
    '<RetailTransaction Version="2.1"><LineItem><Sale><ItemID>{n}</ItemID>'
    "<Description>Thing</Description><ExtendedAmount>1.00</ExtendedAmount><Quantity>1</Quantity>"
    '</Sale></LineItem><LineItem><Tender TenderType="Cash"><Amount>1.00</Amount></Tender>'
    "</LineItem></RetailTransaction></Transaction>\n"
)


class Endless:
    """A file of `count` receipts that is never whole in memory."""

    def __init__(self, count: int) -> None:
        self._pieces = self._make(count)
        self._rest = b""

    def _make(self, count: int) -> Iterator[bytes]:
        yield b"<POSLog>"
        for n in range(1, count + 1):
            yield RECEIPT.format(n=n).encode()
        yield b"</POSLog>"

    def read(self, size: int) -> bytes:
        assert size > 0
        while len(self._rest) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._rest += piece
        chunk, self._rest = self._rest[:size], self._rest[size:]
        return chunk


def endless(count: int) -> BinaryIO:
    return cast("BinaryIO", Endless(count))


def peak_bytes(count: int) -> int:
    tracemalloc.start()
    try:
        assert check_poslog(endless(count), OPTIONS) == count
        source = MeteredStream(endless(count), OPTIONS.limits)
        read = sum(isinstance(x, Parsed) for x in read_poslog(source, OPTIONS))
        assert read == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_four_times_the_receipts_need_no_more_memory() -> None:
    small, large = peak_bytes(1_000), peak_bytes(4_000)
    assert large < small * 1.2 + 100_000
    assert large < 20_000_000
