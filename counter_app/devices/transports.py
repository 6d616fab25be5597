"""Ways to a printer: wires that answer (TCP, serial, USB) and queues that do not.

One thread owns a transport. Everything waits for a limited time and says so by DeviceError.
"""

from __future__ import annotations

import contextlib
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias, assert_never, runtime_checkable

from counter_app.core.errors import DeviceError
from counter_app.devices.queues import (
    CupsSpooler,
    FolderQueue,
    WindowsSpooler,
    run_lp,
    windows_spool,
)

MAX_DRAIN_BYTES = 4_096  # what is read after the job, at most


@runtime_checkable
class Wire(Protocol):
    """A connection that carries bytes both ways. Every method may raise DeviceError."""

    def open(self) -> None: ...

    def send(self, data: bytes) -> None:
        """Send everything; after an error nobody knows how much arrived."""

    def receive(self, timeout_ms: int) -> bytes:
        """Return what arrives within the time, at least one byte, or nothing."""

    def close(self) -> None:
        """Let what was sent arrive, then close; never raises."""


class Queue(Protocol):
    """A place where a job is left for someone else to print."""

    opens_drawer: bool  # a kick left here acts at once or never, not late

    def submit(self, data: bytes, text: str) -> None:
        """Hand over a job, whole or not at all; `text` is the same job for people."""


@dataclass(frozen=True, slots=True)
class TcpAddress:
    """A network printer."""

    host: str
    port: int = 9100
    connect_ms: int = 2_000
    send_ms: int = 10_000
    drain_ms: int = 1_000


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A printer on a serial line."""

    device: str
    baud: int = 9_600
    send_ms: int = 30_000


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """A printer on USB, by vendor and product number; end points as most printers have them."""

    vendor: int
    product: int
    out_endpoint: int = 0x01
    in_endpoint: int = 0x82
    send_ms: int = 5_000


@dataclass(frozen=True, slots=True)
class CupsQueue:
    """A raw queue of the print server on Linux or macOS."""

    name: str


@dataclass(frozen=True, slots=True)
class WindowsQueue:
    """A printer installed in Windows."""

    name: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that takes each job as numbered files: the printer of a fresh machine."""

    path: Path


Connection: TypeAlias = TcpAddress | SerialPort | UsbDevice | CupsQueue | WindowsQueue | Folder


def transport_for(connection: Connection) -> Wire | Queue:
    """Return the transport; DeviceError where this machine lacks what it needs."""
    match connection:
        case TcpAddress():
            return TcpWire(connection)
        case SerialPort():
            return SerialWire(connection, open_serial)
        case UsbDevice():
            return UsbWire(connection, open_usb)
        case CupsQueue(name=name):
            return CupsSpooler(name, run_lp)
        case WindowsQueue(name=name):
            return WindowsSpooler(name, windows_spool)
        case Folder(path=path):
            return FolderQueue(path)
        case _:
            assert_never(connection)


class TcpWire:
    """A network printer's socket; closing never throws away what is still on its way."""

    def __init__(self, address: TcpAddress) -> None:
        self._address = address
        self._socket: socket.socket | None = None

    def open(self) -> None:
        where = (self._address.host, self._address.port)
        try:
            self._socket = socket.create_connection(where, self._address.connect_ms / 1000)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            raise DeviceError("The printer cannot be reached.", code="unreachable") from error

    def _opened(self) -> socket.socket:
        assert self._socket is not None, "open() comes first"
        return self._socket

    def send(self, data: bytes) -> None:
        sock = self._opened()
        try:
            sock.settimeout(self._address.send_ms / 1000)
            sock.sendall(data)
        except OSError as error:
            raise DeviceError("The connection to the printer broke.", code="broken") from error

    def receive(self, timeout_ms: int) -> bytes:
        sock = self._opened()
        try:
            sock.settimeout(max(timeout_ms, 1) / 1000)
            data = sock.recv(256)
        except TimeoutError:
            return b""
        except OSError as error:
            raise DeviceError("The connection to the printer broke.", code="broken") from error
        if not data:
            raise DeviceError("The printer closed the connection.", code="broken")
        return data

    def close(self) -> None:
        """Half-close, read to the end, close: an unread byte would make the job's tail vanish."""
        sock, self._socket = self._socket, None
        if sock is None:
            return
        with contextlib.suppress(OSError), contextlib.closing(sock):
            sock.shutdown(socket.SHUT_WR)
            sock.settimeout(self._address.drain_ms / 1000)
            for _ in range(MAX_DRAIN_BYTES // 256):
                if not sock.recv(256):
                    break


class SerialLine(Protocol):
    """What is used of an open serial port."""

    timeout: float | None

    def write(self, data: bytes, /) -> int | None: ...

    def read(self, size: int = ..., /) -> bytes: ...

    def flush(self) -> None: ...

    def close(self) -> None: ...


def open_serial(port: SerialPort) -> SerialLine:
    """Open the port for exclusive use; OSError where that fails."""
    import serial

    return serial.Serial(port.device, port.baud, write_timeout=port.send_ms / 1000, timeout=1)


class SerialWire:
    """A printer's serial line with a limit on writing, which waits while the printer is busy."""

    def __init__(self, port: SerialPort, opener: Callable[[SerialPort], SerialLine]) -> None:
        self._port = port
        self._opener = opener
        self._line: SerialLine | None = None

    def open(self) -> None:
        try:
            self._line = self._opener(self._port)
        except (OSError, ValueError) as error:
            raise DeviceError(
                f"The port {self._port.device} cannot be opened.", code="unreachable"
            ) from error

    def send(self, data: bytes) -> None:
        assert self._line is not None, "open() comes first"
        try:
            for _ in range(len(data)):
                written = self._line.write(data) or 0
                data = data[written:]
                if not data or not written:
                    break
            self._line.flush()
        except OSError as error:
            raise DeviceError("The serial line to the printer broke.", code="broken") from error
        if data:
            raise DeviceError("The printer took only a part of the job.", code="broken")

    def receive(self, timeout_ms: int) -> bytes:
        assert self._line is not None, "open() comes first"
        try:
            self._line.timeout = timeout_ms / 1000
            return self._line.read(1)
        except OSError as error:
            raise DeviceError("The serial line to the printer broke.", code="broken") from error

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError):
                line.close()


class UsbPipe(Protocol):
    """What is used of an open USB device; both raise OSError, on time-out TimeoutError."""

    def write(self, data: bytes, timeout_ms: int, /) -> int: ...

    def read(self, size: int, timeout_ms: int, /) -> bytes: ...

    def close(self) -> None: ...


class UsbWire:
    """A USB printer; a device may take less than it was given, so writing goes on in a loop."""

    def __init__(self, device: UsbDevice, opener: Callable[[UsbDevice], UsbPipe]) -> None:
        self._device = device
        self._opener = opener
        self._pipe: UsbPipe | None = None

    def open(self) -> None:
        try:
            self._pipe = self._opener(self._device)
        except (OSError, ValueError) as error:  # ValueError: no USB library on this machine
            raise DeviceError("The USB printer cannot be opened.", code="unreachable") from error

    def send(self, data: bytes) -> None:
        assert self._pipe is not None, "open() comes first"
        for _ in range(len(data)):
            try:
                taken = self._pipe.write(data, self._device.send_ms)
            except OSError as error:
                raise DeviceError("The USB printer stopped.", code="broken") from error
            if taken <= 0:
                raise DeviceError("The USB printer takes no more data.", code="broken")
            data = data[taken:]
            if not data:
                return

    def receive(self, timeout_ms: int) -> bytes:
        assert self._pipe is not None, "open() comes first"
        try:
            return self._pipe.read(64, max(timeout_ms, 1))
        except TimeoutError:
            return b""
        except OSError as error:
            raise DeviceError("The USB printer stopped.", code="broken") from error

    def close(self) -> None:
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


class _PyUsbPipe:
    """A device of the pyusb library with its time-outs and memory told in standard words."""

    def __init__(self, device: UsbDevice) -> None:
        import usb.core
        import usb.util

        found = usb.core.find(idVendor=device.vendor, idProduct=device.product)
        if found is None:
            raise FileNotFoundError("no such USB device")
        self._found = found
        self._device = device
        self._timeout = usb.core.USBTimeoutError
        self._dispose = usb.util.dispose_resources
        if sys.platform == "linux" and found.is_kernel_driver_active(0):
            found.detach_kernel_driver(0)

    def write(self, data: bytes, timeout_ms: int, /) -> int:
        return int(self._found.write(self._device.out_endpoint, data, timeout_ms))

    def read(self, size: int, timeout_ms: int, /) -> bytes:
        try:
            return bytes(self._found.read(self._device.in_endpoint, size, timeout_ms))
        except self._timeout as error:
            raise TimeoutError from error

    def close(self) -> None:
        self._dispose(self._found)


def open_usb(device: UsbDevice) -> UsbPipe:
    """Open the device; OSError or ValueError where that fails."""
    return _PyUsbPipe(device)
