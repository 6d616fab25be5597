"""Serial, USB, CUPS, Windows and folder printers, with pretend hardware passed in."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import serial

from counter_app.core.errors import DeviceError
from counter_app.devices.printer import (
    Acknowledgement,
    Job,
    NotSent,
    Printed,
    Printer,
    PrinterConfig,
    Sent,
    Trouble,
    Unknown,
)
from counter_app.devices.queues import CupsSpooler, FolderQueue, WindowsSpooler, run_lp
from counter_app.devices.transports import (
    Connection,
    CupsQueue,
    Folder,
    Queue,
    SerialPort,
    SerialWire,
    TcpAddress,
    UsbDevice,
    UsbWire,
    WindowsQueue,
    Wire,
    open_serial,
    transport_for,
)

ASKS = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04")


class PretendLine:
    """An open serial port or USB pipe that answers status and, after a job, `GS r`."""

    def __init__(self, *, takes: int = 10_000, fails_after: int = 10**9) -> None:
        self.written = b""
        self.answers = b""
        self.closed = False
        self.timeout: float | None = None
        self._takes = takes
        self._fails_after = fails_after

    def write(self, data: bytes, timeout_ms: int = 0, /) -> int:
        taken = data[: self._takes]
        self.written += taken
        if len(self.written) > self._fails_after:
            raise serial.SerialTimeoutException("Write timeout")
        if taken in ASKS:
            self.answers += b"\x12"
        elif self.written.endswith(b"\x1dr\x01"):
            self.answers += b"\x00"
        return len(taken)

    def read(self, size: int = 1, timeout_ms: int = 0, /) -> bytes:
        found, self.answers = self.answers[:size], self.answers[size:]
        return found

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def config(*, acknowledges: bool = True) -> PrinterConfig:
    acknowledgement = Acknowledgement.DONE if acknowledges else Acknowledgement.NONE
    return PrinterConfig(
        TcpAddress("nowhere"), acknowledgement=acknowledgement, status_ms=20, done_ms=20
    )


WIRES: Sequence[Callable[[PretendLine], Wire]] = [
    lambda line: SerialWire(SerialPort("COM1"), lambda _: line),
    lambda line: UsbWire(UsbDevice(0x04B8, 0x0E15), lambda _: line),
]


@pytest.mark.parametrize("wire", WIRES, ids=["serial", "usb"])
class TestWires:
    def test_a_job_is_printed_and_the_line_closed(
        self, wire: Callable[[PretendLine], Wire]
    ) -> None:
        line = PretendLine()
        assert Printer(config(), wire(line)).print_bytes(Job(b"slip")) == Printed()
        assert line.written == b"".join(ASKS) + b"slip\x1dr\x01"
        assert line.closed

    def test_short_writes_go_on_to_the_last_byte(self, wire: Callable[[PretendLine], Wire]) -> None:
        line = PretendLine(takes=64)
        job = bytes(range(32, 127)) * 20
        assert Printer(config(acknowledges=False), wire(line)).print_bytes(Job(job)) == Sent()
        assert line.written == job

    def test_a_device_that_stops_leaves_the_job_unknown(
        self, wire: Callable[[PretendLine], Wire]
    ) -> None:
        line = PretendLine(takes=64, fails_after=500)
        found = Printer(config(), wire(line)).print_bytes(Job(b"x" * 5_000))
        assert isinstance(found, Unknown)
        assert found.reason is Trouble.BROKEN
        assert line.closed

    def test_a_device_that_takes_nothing_more_is_given_up(
        self, wire: Callable[[PretendLine], Wire]
    ) -> None:
        printer = Printer(config(acknowledges=False), wire(PretendLine(takes=0)))
        found = printer.print_bytes(Job(b"x"))
        assert isinstance(found, Unknown)


def _no_device(_: object) -> PretendLine:
    raise FileNotFoundError("no such device")


def test_a_device_that_is_not_there_got_nothing() -> None:
    for wire in (
        SerialWire(SerialPort("COM9"), _no_device),
        UsbWire(UsbDevice(1, 2), _no_device),
    ):
        found = Printer(config(), wire).print_bytes(Job(b"x"))
        assert isinstance(found, NotSent)
        assert found.reason is Trouble.UNREACHABLE


class TimingOutPipe(PretendLine):
    def read(self, size: int = 1, timeout_ms: int = 0, /) -> bytes:
        raise TimeoutError


def test_a_usb_printer_that_never_answers_is_told_from_a_broken_one() -> None:
    wire = UsbWire(UsbDevice(1, 2), lambda _: TimingOutPipe())
    assert Printer(config(), wire).print_bytes(Job(b"x")) == NotSent(Trouble.NO_ANSWER)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_a_real_serial_line_carries_the_bytes_unchanged() -> None:
    ours, theirs = os.openpty()
    try:
        port = SerialPort(os.ttyname(theirs))
        job = bytes(range(256))
        settings = PrinterConfig(port, acknowledgement=Acknowledgement.NONE)
        assert Printer(settings, SerialWire(port, open_serial)).print_bytes(Job(job)) == Sent()
        assert os.read(ours, 1_000) == job
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_folder_takes_each_job_whole_under_the_next_number(tmp_path: Path) -> None:
    folder = tmp_path / "slips"
    printer = Printer(PrinterConfig(Folder(folder)))
    assert printer.print_bytes(Job(b"\x1b@one\n", "one\n")) == Sent()
    assert printer.print_bytes(Job(b"two", "two é")) == Sent()
    (folder / "00007.bin").write_bytes(b"")
    (folder / "notes.bin").write_bytes(b"")
    assert printer.print_bytes(Job(b"eight", "eight")) == Sent()
    assert sorted(path.name for path in folder.iterdir()) == [
        "00001.bin", "00001.txt", "00002.bin", "00002.txt",
        "00007.bin", "00008.bin", "00008.txt", "notes.bin",
    ]  # fmt: skip
    assert (folder / "00001.bin").read_bytes() == b"\x1b@one\n"
    assert (folder / "00002.txt").read_text("utf-8") == "two é"
    assert printer.status() is Trouble.NO_ANSWER


def test_a_folder_that_cannot_be_written_or_is_full_got_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = Printer(PrinterConfig(Folder(tmp_path / "file"))).print_bytes(Job(b"x"))
    assert isinstance(found, NotSent)
    assert found.reason is Trouble.NOT_TAKEN
    (tmp_path / "99999.bin").write_bytes(b"")
    with pytest.raises(DeviceError, match="full"):
        FolderQueue(tmp_path).submit(b"x", "")


def test_cups_gets_the_bytes_or_says_why_not() -> None:
    jobs: list[tuple[str, bytes]] = []
    queue = CupsSpooler("slips", lambda name, data: jobs.append((name, data)))
    assert Printer(config(), queue).print_bytes(Job(b"slip")) == Sent()
    assert jobs == [("slips", b"slip")]


def test_the_lp_command_gets_the_bytes_and_its_failures_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError):
        run_lp("slips", b"x")
    lp = tmp_path / "lp"
    lp.write_text(f'#!/bin/sh\n[ "$3" = slips ] || exit 1\n/bin/cat > {tmp_path}/job\n')
    lp.chmod(0o755)
    run_lp("slips", b"\x1b@slip")
    assert (tmp_path / "job").read_bytes() == b"\x1b@slip"
    found = Printer(config(), CupsSpooler("other", run_lp)).print_bytes(Job(b"x"))
    assert found == NotSent(Trouble.NOT_TAKEN, "The print queue other did not take the slip.")


@pytest.mark.parametrize("name", ["", "-d", "a b", "a;b/../c", "x" * 200])
def test_a_queue_name_is_no_command_line(name: str) -> None:
    with pytest.raises(DeviceError):
        CupsSpooler(name, run_lp)
    found = Printer(PrinterConfig(CupsQueue(name))).print_bytes(Job(b"x"))
    assert isinstance(found, NotSent)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (subprocess.TimeoutExpired("lp", 10), Unknown),
        (subprocess.CalledProcessError(1, "lp"), NotSent),
        (FileNotFoundError("lp"), NotSent),
    ],
)
def test_a_print_server_that_hangs_is_told_from_one_that_refuses(
    error: Exception, kind: type[NotSent | Unknown]
) -> None:
    def fail(_: str, __: bytes) -> None:
        raise error

    assert isinstance(Printer(config(), CupsSpooler("q", fail)).print_bytes(Job(b"x")), kind)


@pytest.mark.parametrize(
    ("error", "kind"), [(BrokenPipeError(), Unknown), (OSError("no such printer"), NotSent)]
)
def test_windows_says_whether_a_part_may_be_in_the_queue(
    error: Exception, kind: type[NotSent | Unknown]
) -> None:
    def fail(_: str, __: bytes) -> None:
        raise error

    assert isinstance(Printer(config(), WindowsSpooler("P", fail)).print_bytes(Job(b"x")), kind)
    jobs: list[bytes] = []
    taking = WindowsSpooler("P", lambda _, data: jobs.append(data))
    assert Printer(config(), taking).print_bytes(Job(b"slip")) == Sent()
    assert jobs == [b"slip"]


def test_every_connection_has_its_transport(tmp_path: Path) -> None:
    wires: list[Connection] = [TcpAddress("h"), SerialPort("p"), UsbDevice(1, 2)]
    queues: list[Connection] = [CupsQueue("q"), WindowsQueue("w"), Folder(tmp_path)]
    for wired in wires:
        assert isinstance(transport_for(wired), Wire)
    for queued in queues:
        found: Wire | Queue = transport_for(queued)
        assert not isinstance(found, Wire)


def test_a_usb_printer_without_library_or_device_is_unreachable() -> None:
    found = Printer(PrinterConfig(UsbDevice(0xFFFF, 0xFFFF))).print_bytes(Job(b"x"))
    assert isinstance(found, NotSent)
    assert found.reason is Trouble.UNREACHABLE
