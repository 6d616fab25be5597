"""A file handed on in pieces, with an eye on how much has come out of it."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.core.errors import ImportRejected
from counter_app.intake.limits import Limits


class MeteredStream:
    """Hands bytes to the parser and stops it when a file or a transaction grows too large."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self.consumed = 0
        self._mark = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(min(size, 65_536) if size > 0 else 65_536)
        self.consumed += len(chunk)
        if self.consumed > self._limits.file_bytes:
            raise ImportRejected("The file is too large.", code="file_too_large")
        if self.consumed - self._mark > self._limits.transaction_bytes:
            raise ImportRejected("A transaction in the file is too large.", code="file_too_large")
        return chunk

    def readline(self) -> bytes:
        """One line with its end; a line longer than a row may be is refused."""
        line = self._stream.readline(4 * self._limits.row_characters)
        self.consumed += len(line)
        if self.consumed > self._limits.file_bytes:
            raise ImportRejected("The file is too large.", code="file_too_large")
        if len(line) >= 4 * self._limits.row_characters:
            raise ImportRejected("A line of the file is too long.", code="line_too_long")
        return line

    def mark(self) -> None:
        """A transaction is complete: the next one may be as large again."""
        self._mark = self.consumed
