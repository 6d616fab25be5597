"""The devices of this computer, built from its settings: printer, drawer, card terminal, scanner.

A fresh machine works without any: its slips go to a folder beside the store.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, assert_never

from counter_app.core.scan import ScanCode
from counter_app.devices.card_processor import (
    CardProcessor,
    ManualProcessor,
    SimulatedProcessor,
    Terminals,
)
from counter_app.devices.drawer import Drawer, DrawerConfig, DrawerPin, Sensor
from counter_app.devices.printer import Acknowledgement, Printer, PrinterConfig
from counter_app.devices.scanner import SerialScanner
from counter_app.devices.transports import (
    Connection,
    CupsQueue,
    Folder,
    SerialLine,
    SerialPort,
    TcpAddress,
    UsbDevice,
    WindowsQueue,
    open_serial,
)
from counter_app.records.credits import with_codes
from counter_app.settings import (
    CardSettings,
    DrawerSettings,
    PrinterSettings,
    Processor,
    ScannerSettings,
    Settings,
)
from counter_app.spool import Spool, SpoolNews
from counter_app.station import Station

SLIPS: Final = "slips"
"""Where the folder printer leaves slips, inside the station's home."""
_STOP_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told what the devices do; all three are called from the devices' own threads."""

    printed: Callable[[SpoolNews], None]
    scanned: Callable[[ScanCode], None]
    connected: Callable[[bool], None]
    """A serial scanner was found, or lost."""


@dataclass(frozen=True, slots=True)
class Equipment:
    """Everything attached to this station; `start` and `close` belong to the desk process."""

    printer: Printer
    drawer: Drawer
    cards: CardProcessor | Terminals
    spool: Spool
    scanner: ScannerThread | None

    def start(self) -> None:
        """Begin to print what waits and to listen."""
        self.spool.start()
        if self.scanner is not None:
            self.scanner.start()

    def close(self) -> bool:
        """Finish the slip at hand and stop listening; True if every thread is gone."""
        quiet = self.scanner is None or self.scanner.close()
        return self.spool.close() and quiet


@dataclass(frozen=True, slots=True)
class ScannerThread:
    """A serial scanner and the thread that reads it."""

    scanner: SerialScanner
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Read from now on; at most once."""
        assert not self._threads
        thread = threading.Thread(
            target=self.scanner.run, args=(self._stop,), name="scanner", daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def close(self, timeout_s: float = _STOP_S) -> bool:
        """Stop reading; True if the thread is gone."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout_s)
        return not any(thread.is_alive() for thread in self._threads)


def equip(
    station: Station,
    settings: Settings,
    told: Told,
    *,
    open_line: Callable[[SerialPort], SerialLine] = open_serial,
) -> Equipment:
    """The devices as the settings name them; nothing is opened before `start`."""
    printer = Printer(printer_config(settings.printer, station.home))
    drawer = Drawer(printer, drawer_config(settings.drawer))
    spool = Spool(
        station.database,
        station.name,
        station.clock,
        printer,
        drawer,
        lambda connection, slip: with_codes(connection, station.keys, slip),
        told.printed,
    )
    scanner = scanner_thread(settings.scanner, told, open_line)
    return Equipment(printer, drawer, card_terminals(settings.card), spool, scanner)


def printer_config(settings: PrinterSettings, home: Path) -> PrinterConfig:
    """How to reach the printer; `home/slips` takes the slips where no folder is named."""
    answers = Acknowledgement.DONE if settings.acknowledge else Acknowledgement.NONE
    return PrinterConfig(
        _connection(settings, home),
        columns=settings.columns,
        cuts=settings.cuts,
        acknowledgement=answers,
    )


def drawer_config(settings: DrawerSettings) -> DrawerConfig:
    """The drawer's pin, pulse and sensor."""
    return DrawerConfig(
        DrawerPin(settings.pin),
        settings.pulse_ms,
        settings.pause_ms,
        settings.at_once,
        Sensor(settings.sensor),
    )


def card_terminals(settings: CardSettings) -> CardProcessor | Terminals:
    """The way to give money back to a card, and the other one of EBT cards if there is one."""
    cards = _card_processor(settings.processor)
    if not settings.benefits:
        return cards
    return Terminals(cards, _card_processor(settings.benefits))


def _card_processor(name: Processor) -> CardProcessor:
    match name:
        case "manual":
            return ManualProcessor()
        case "simulated":
            return SimulatedProcessor()
        case _:
            assert_never(name)


def scanner_thread(
    settings: ScannerSettings, told: Told, open_line: Callable[[SerialPort], SerialLine]
) -> ScannerThread | None:
    """The serial scanner, if a port is named; the keyboard wedge needs no thread."""
    if not settings.port:
        return None
    port = SerialPort(settings.port, settings.baud)
    return ScannerThread(SerialScanner(partial(open_line, port), told.scanned, told.connected))


def _connection(settings: PrinterSettings, home: Path) -> Connection:
    match settings.transport:
        case "file":
            folder = Path(settings.folder).expanduser() if settings.folder else Path(SLIPS)
            return Folder(home / folder)
        case "tcp":
            return TcpAddress(settings.host, settings.port)
        case "usb":
            return UsbDevice(settings.vendor, settings.product)
        case "serial":
            return SerialPort(settings.device, settings.baud)
        case "cups":
            return CupsQueue(settings.queue)
        case "windows":
            return WindowsQueue(settings.queue)
        case _:
            assert_never(settings.transport)
