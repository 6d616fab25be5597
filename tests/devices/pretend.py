"""A pretend network printer with faults, for tests: bytes in, answers out, no waiting."""

from __future__ import annotations

import contextlib
import socket
import threading
from enum import Enum
from types import TracebackType
from typing import Self

from counter_app.devices.printer import Acknowledgement, PrinterConfig
from counter_app.devices.transports import TcpAddress
from tests.documents.grammar import Incomplete, Token, tokens


class Fault(Enum):
    """How the pretend printer misbehaves."""

    NONE = "none"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    MUTE = "mute"  # prints and never answers
    GARBAGE = "garbage"  # answers nonsense
    BLACKHOLE = "blackhole"  # takes everything, prints nothing
    DROP_AFTER = "drop_after"  # breaks the connection in mid-job
    NEVER_DONE = "never_done"  # answers status, prints nothing more
    PAPER_ENDS = "paper_ends"  # runs out while printing
    SLOW = "slow"  # answers byte by byte among automatic status and flow control


_STATUS = {
    Fault.PAPER_LOW: {1: 0x12, 2: 0x12, 4: 0x1E},
    Fault.PAPER_OUT: {1: 0x1A, 2: 0x32, 4: 0x7E},
    Fault.COVER_OPEN: {1: 0x1A, 2: 0x16, 4: 0x12},
    Fault.OFFLINE: {1: 0x1A, 2: 0x12, 4: 0x12},
}
_WELL = {1: 0x12, 2: 0x12, 4: 0x12}
_DROP_AFTER_BYTES = 20_000


class PretendPrinter:
    """Listens on a free port of this machine; `printed` is every byte of jobs it took."""

    def __init__(self, fault: Fault = Fault.NONE, *, drawer_sensor: bool = True) -> None:
        self.fault = fault
        self.printed = bytearray()
        self.connections = 0
        self.kicks: list[Token] = []
        self.drawer_open = False
        self._drawer_sensor = drawer_sensor
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._current: socket.socket | None = None
        self._thread = threading.Thread(target=self._serve)
        self.port: int = self._listener.getsockname()[1]

    def config(self, *, acknowledges: bool = True, wait_ms: int = 150) -> PrinterConfig:
        return PrinterConfig(
            TcpAddress("127.0.0.1", self.port, 500, 1_000, 200),
            acknowledgement=Acknowledgement.DONE if acknowledges else Acknowledgement.NONE,
            status_ms=wait_ms,
            done_ms=wait_ms,
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        if self._current is not None:
            with contextlib.suppress(OSError):
                self._current.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        assert not self._thread.is_alive()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._current = connection
            with connection, contextlib.suppress(OSError):
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        held = b""
        taken = 0
        while chunk := connection.recv(65_536):
            taken += len(chunk)
            held = self._take(connection, held + chunk)
            if self.fault is Fault.DROP_AFTER and taken > _DROP_AFTER_BYTES:
                # Reset, as a pulled plug does.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return

    def _take(self, connection: socket.socket, data: bytes) -> bytes:
        """Act on whole commands and return the beginning of the next one."""
        length = 0
        try:
            for token in tokens(data):
                length += self._act(connection, token)
        except Incomplete:
            pass
        return data[length:]

    def _act(self, connection: socket.socket, token: Token) -> int:
        size = {"text": 0, "LF": 1}.get(token.name, 2) + len(token.data)
        match token.name:
            case "DLE EOT":
                self._answer(connection, self._status(token.data[0]))
            case "GS r":
                if self.fault is not Fault.NEVER_DONE:
                    done = {Fault.PAPER_LOW: 3, Fault.PAPER_ENDS: 0x0C}.get(self.fault, 0)
                    self._answer(connection, done)
            case "ESC p" | "DLE DC4":
                self.kicks.append(token)
                self.drawer_open = True
            case _:
                if self.fault is not Fault.BLACKHOLE:
                    self.printed += token.name.encode() + token.data
        return size

    def _status(self, question: int) -> int:
        answer = _STATUS.get(self.fault, _WELL)[question]
        pin_high = self.drawer_open and self._drawer_sensor
        return answer | 0x04 if question == 1 and pin_high else answer

    def _answer(self, connection: socket.socket, answer: int) -> None:
        if self.fault in {Fault.MUTE, Fault.BLACKHOLE}:
            return
        if self.fault is Fault.GARBAGE:
            connection.sendall(b"\xff\x81garbage\x80")
        elif self.fault is Fault.SLOW:
            for byte in (0x11, 0x13, 0x10, 0x00, 0x00, 0x00, answer):
                connection.sendall(bytes([byte]))
        else:
            connection.sendall(bytes([answer]))


def refused_config() -> PrinterConfig:
    """A printer that is switched off: a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return PrinterConfig(TcpAddress("127.0.0.1", port, 500))
