"""A serial scanner's bytes become scans, whatever the scanner puts around and inside them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.scan import ScanCode
from counter_app.devices.scanner import (
    MAX_SCAN_BYTES,
    SILENCE_MS,
    LineSplitter,
    SerialScanner,
    scan_from,
)

LICENCE = b"@\n\x1e\rANSI 636000100002DL00410278ZV03190008DL\nDAQT64235789\nDCSSAMPLE\nDDEN\r"


def texts(data: bytes) -> list[str]:
    splitter = LineSplitter("serial")
    scans = [*splitter.feed(data, 0), *splitter.tick(SILENCE_MS)]
    return [scan.text for scan in scans]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(b"4006381333931\r", ["4006381333931"], id="cr"),
        pytest.param(b"4006381333931\n", ["4006381333931"], id="lf"),
        pytest.param(b"1111\r\n2222\r\n3333\r\n", ["1111", "2222", "3333"], id="burst"),
        pytest.param(b"no suffix", ["no suffix"], id="silence"),
        pytest.param(b"\x021234\x03\r", ["1234"], id="frame"),
        pytest.param(b"0101234\x1d10ABC\r", ["0101234\x1d10ABC"], id="gs_kept"),
        pytest.param("Señor\r".encode(), ["Señor"], id="utf8"),
        pytest.param(b"Se\xf1or\r", ["Señor"], id="latin1"),
        pytest.param(b"\r\n\r\n \r", [], id="nothing"),
        pytest.param(LICENCE, [LICENCE.decode().rstrip("\r")], id="licence"),
        pytest.param(b"]L0" + LICENCE, [LICENCE.decode().rstrip("\r")], id="licence_aim"),
        pytest.param(b"x" * (MAX_SCAN_BYTES + 1) + b"\r1234\r", ["1234"], id="flood"),
    ],
)
def test_b2_34_bytes_become_scans(data: bytes, found: list[str]) -> None:
    assert texts(data) == found


@given(st.lists(st.integers(0, len(LICENCE)), max_size=6))
def test_pieces_make_no_difference(cuts: list[int]) -> None:
    splitter = LineSplitter("serial")
    whole = b"1234\r" + LICENCE
    edges = sorted({0, *cuts, len(whole)})
    scans: list[ScanCode] = []
    for start, end in pairwise(edges):
        scans += splitter.feed(whole[start:end], 10)
    scans += splitter.tick(10 + SILENCE_MS)
    assert [scan.text for scan in scans] == ["1234", LICENCE.decode().rstrip("\r")]


def test_silence_is_measured_from_the_last_byte() -> None:
    splitter = LineSplitter("serial")
    assert splitter.feed(b"12", 0) == ()
    assert splitter.feed(b"34", 70) == ()
    assert splitter.tick(70 + SILENCE_MS - 1) == ()
    assert splitter.feed(b"56", 70 + SILENCE_MS) == (ScanCode("1234", None, "serial"),)


def test_the_aim_identifier_is_taken_off() -> None:
    assert scan_from("]C1010123", "wedge") == ScanCode("010123", "]C1", "wedge")
    assert scan_from("]E04006381333931\r", "s") == ScanCode("4006381333931", "]E0", "s")
    assert scan_from("]", "s") == ScanCode("]", None, "s")
    assert scan_from("]C0", "s") is None


class PretendLine:
    """Gives its parts one read at a time; an OSError among them is raised."""

    def __init__(self, parts: Iterator[bytes | OSError]) -> None:
        self.timeout: float | None = None
        self._parts = parts

    def write(self, data: bytes, /) -> int:
        return len(data)

    def read(self, size: int = 1, /) -> bytes:
        part = next(self._parts)
        if isinstance(part, OSError):
            raise part
        return part

    def flush(self) -> None:
        pass

    def close(self) -> None:
        raise OSError("gone")


def test_a_scanner_that_was_unplugged_is_opened_again() -> None:
    stop = threading.Event()
    opened: list[PretendLine | OSError] = [
        OSError("not there yet"),
        OSError("not there yet"),
        PretendLine(iter([b"11", b"11\r22", OSError("unplugged")])),
        PretendLine(iter([b"3333\r"])),
    ]
    heard: list[str | bool] = []

    def opener() -> PretendLine:
        line = opened.pop(0)
        if isinstance(line, OSError):
            raise line
        return line

    def on_scan(scan: ScanCode) -> None:
        heard.append(scan.text)
        if scan.text == "3333":
            stop.set()

    SerialScanner(opener, on_scan, heard.append, clock=lambda: 0.0, reopen_ms=0).run(stop)
    assert heard == [False, True, "1111", False, True, "3333"]
