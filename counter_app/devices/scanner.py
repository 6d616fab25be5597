"""A scanner on a serial line: bytes in, scans out, and open again after it was unplugged.

A scan ends at CR or LF; the many-line code of a driving licence ends by silence.
"""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Callable

from counter_app.core.scan import ScanCode
from counter_app.devices.transports import SerialLine

SILENCE_MS = 80
MAX_SCAN_BYTES = 4_096
REOPEN_MS = 2_000
_READ_MS = 20
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_MANY_LINES = (b"@", b"]L", b"ANSI ", b"AAMVA")
"""How AAMVA licences begin: with the AIM id of PDF417, without, or with their first line lost."""
_FRAME = "\x00\x02\x03\r\n"  # what scanners may be programmed to put around a scan


def scan_from(raw: str, source: str) -> ScanCode | None:
    """Return the scan without frame and AIM id, or None when nothing is left.

    A separator (GS) inside stays: GS1 and coupon codes need it.
    """
    text = raw.strip(_FRAME)
    symbology = _AIM.match(text)
    if symbology:
        text = text[symbology.end() :]
    return ScanCode(text, symbology[0] if symbology else None, source) if text.strip() else None


class LineSplitter:
    """Cuts a stream of bytes into scans; times are milliseconds of one steady clock."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._held = bytearray()
        self._last_ms = 0
        self._overflowed = False

    def feed(self, data: bytes, now_ms: int) -> tuple[ScanCode, ...]:
        """Take bytes that arrived now and return the scans they complete."""
        scans = list(self.tick(now_ms))
        if data:
            self._last_ms = now_ms
        for byte in data:
            if byte in b"\r\n" and not self._many_lines():
                scans += self._flush()
            elif len(self._held) < MAX_SCAN_BYTES:
                self._held.append(byte)
            else:
                self._overflowed = True
        return tuple(scans)

    def tick(self, now_ms: int) -> tuple[ScanCode, ...]:
        """Return the scan that ended by silence, if one did."""
        if self._held and now_ms - self._last_ms >= SILENCE_MS:
            return tuple(self._flush())
        return ()

    def _many_lines(self) -> bool:
        return bytes(self._held[:8]).lstrip(b"\x00\x02").startswith(_MANY_LINES)

    def _flush(self) -> list[ScanCode]:
        raw, overflowed = bytes(self._held), self._overflowed
        self._held.clear()
        self._overflowed = False
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("latin-1")
        scan = None if overflowed else scan_from(text, self._source)
        return [scan] if scan else []


class SerialScanner:
    """Reads one scanner in a thread of its own; both callbacks are called from that thread."""

    def __init__(
        self,
        opener: Callable[[], SerialLine],
        on_scan: Callable[[ScanCode], None],
        on_connected: Callable[[bool], None],
        *,
        source: str = "serial",
        clock: Callable[[], float] = time.monotonic,
        reopen_ms: int = REOPEN_MS,
    ) -> None:
        self._opener = opener
        self._on_scan = on_scan
        self._on_connected = on_connected
        self._source = source
        self._clock = clock
        self._reopen_ms = reopen_ms

    def run(self, stop: threading.Event) -> None:
        """Read until `stop` is set; a port that cannot be opened or breaks is tried again."""
        connected: bool | None = None
        while not stop.is_set():
            line = self._open()
            if line is not None:
                connected = True
                self._on_connected(True)
                self._read(line, stop)
                with contextlib.suppress(OSError):
                    line.close()
            if stop.is_set():
                return
            if connected is not False:
                connected = False
                self._on_connected(False)
            stop.wait(self._reopen_ms / 1000)

    def _open(self) -> SerialLine | None:
        try:
            line = self._opener()
            line.timeout = _READ_MS / 1000
        except (OSError, ValueError):
            return None
        return line

    def _read(self, line: SerialLine, stop: threading.Event) -> None:
        """Read until `stop` is set or the port breaks."""
        splitter = LineSplitter(self._source)
        while not stop.is_set():
            try:
                data = line.read(256)
            except OSError:
                return
            for scan in splitter.feed(data, int(self._clock() * 1000)):
                self._on_scan(scan)
