"""The devices of a computer as its settings name them: built, started, listened to, closed."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.scan import ScanCode
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.service import open_till
from counter_app.devices.card_processor import ManualProcessor, SimulatedProcessor, Terminals
from counter_app.devices.drawer import DrawerPin, Sensor
from counter_app.devices.printer import Acknowledgement
from counter_app.devices.transports import (
    Connection,
    CupsQueue,
    Folder,
    SerialPort,
    TcpAddress,
    UsbDevice,
    WindowsQueue,
)
from counter_app.equipment import (
    Told,
    card_terminals,
    drawer_config,
    equip,
    printer_config,
)
from counter_app.settings import (
    CardSettings,
    DrawerSettings,
    PrinterSettings,
    ScannerSettings,
    Settings,
)
from counter_app.spool import Kick, SpoolNews
from counter_app.station import Station
from tests.devices.pretend import Fault, PretendPrinter
from tests.stores import CLERK, PINS


class Listener:
    """Keeps what the devices told and can be waited for."""

    def __init__(self, awaited: int = 1) -> None:
        self.news: list[SpoolNews] = []
        self.scans: list[str] = []
        self.links: list[bool] = []
        self.enough = threading.Event()
        self._awaited = awaited

    def told(self) -> Told:
        return Told(self._printed, self._scanned, self.links.append)

    def _printed(self, news: SpoolNews) -> None:
        self.news.append(news)
        if len(self.news) >= self._awaited:
            self.enough.set()

    def _scanned(self, code: ScanCode) -> None:
        self.scans.append(f"{code.source} {code.text}")
        if len(self.scans) >= self._awaited:
            self.enough.set()


class PretendScanner:
    """A serial line that says one thing, again and again if asked."""

    def __init__(self, said: list[bytes]) -> None:
        self.timeout: float | None = None
        self._said = said
        self.closed = False

    def write(self, data: bytes, /) -> int:
        return len(data)

    def read(self, size: int = 1, /) -> bytes:
        return self._said.pop(0) if self._said else b""

    def flush(self) -> None: ...

    def close(self) -> None:
        self.closed = True


def open_a_till(station: Station) -> None:
    station.sign_on_with_pin(CLERK, PINS[CLERK])
    open_till(OpenDraft(new_id(), 7, Money(20000)), station)


def test_a_fresh_machine_prints_into_a_folder_beside_the_store(station: Station) -> None:
    listener = Listener()
    equipment = equip(station, Settings(), listener.told())
    open_a_till(station)
    equipment.start()
    assert listener.enough.wait(10)
    assert equipment.close()
    assert [news.what for news in listener.news] == ["sent"]
    assert "TILL OPENED" in (station.home / "slips" / "00001.txt").read_text("utf-8")


def test_a_network_printer_prints_and_opens_the_drawer(station: Station) -> None:
    listener = Listener(awaited=2)
    with PretendPrinter(Fault.NONE) as printer:
        settings = PrinterSettings(transport="tcp", host="127.0.0.1", port=printer.port, columns=42)
        equipment = equip(station, replace(Settings(), printer=settings), listener.told())
        open_a_till(station)
        equipment.start()
        equipment.spool.kick(Kick(station.operator_id, "cash refund"))
        assert listener.enough.wait(10)
        assert equipment.close()
        assert {news.what for news in listener.news} == {"printed", "drawer_opened"}
        assert len(printer.kicks) == 1


def test_a_scanner_on_a_serial_port_is_heard_until_it_is_closed(station: Station) -> None:
    line = PretendScanner([b"00120700011121", b"09\r\n", b"4006381333931\r"])
    asked: list[SerialPort] = []

    def opener(port: SerialPort) -> PretendScanner:
        asked.append(port)
        return line

    listener = Listener(awaited=2)
    settings = replace(Settings(), scanner=ScannerSettings(port="/dev/ttyACM0", baud=115_200))
    equipment = equip(station, settings, listener.told(), open_line=opener)
    equipment.start()
    assert listener.enough.wait(10)
    assert equipment.close()
    assert listener.scans == ["serial 0012070001112109", "serial 4006381333931"]
    assert listener.links == [True]
    assert asked == [SerialPort("/dev/ttyACM0", 115_200)]
    assert line.closed


def test_without_a_port_nothing_listens(station: Station) -> None:
    assert equip(station, Settings(), Listener().told()).scanner is None


@pytest.mark.parametrize(
    ("settings", "connection"),
    [
        (PrinterSettings(), Folder(Path("/home/slips"))),
        (PrinterSettings(folder="paper"), Folder(Path("/home/paper"))),
        (PrinterSettings(folder="/srv/paper"), Folder(Path("/srv/paper"))),
        (PrinterSettings(transport="tcp", host="10.0.0.9"), TcpAddress("10.0.0.9", 9100)),
        (PrinterSettings(transport="usb", vendor=1208, product=514), UsbDevice(1208, 514)),
        (PrinterSettings(transport="serial", device="COM3", baud=19200), SerialPort("COM3", 19200)),
        (PrinterSettings(transport="cups", queue="slips"), CupsQueue("slips")),
        (PrinterSettings(transport="windows", queue="Slips"), WindowsQueue("Slips")),
    ],
)
def test_every_way_to_a_printer_can_be_named(
    settings: PrinterSettings, connection: Connection
) -> None:
    assert printer_config(settings, Path("/home")).connection == connection


def test_a_printer_that_never_answers_and_cannot_cut_is_taken_as_it_is() -> None:
    config = printer_config(
        PrinterSettings(acknowledge=False, cuts=False, columns=32), Path("/home")
    )
    assert config.acknowledgement is Acknowledgement.NONE
    assert (config.cuts, config.columns) == (False, 32)


def test_the_drawer_has_the_pin_pulse_and_sensor_of_the_settings() -> None:
    config = drawer_config(DrawerSettings(pin=5, pulse_ms=60, sensor="open_is_low"))
    assert (config.pin, config.pulse_ms) == (DrawerPin.SECOND, 60)
    assert config.sensor is Sensor.OPEN_IS_LOW


def test_the_card_processor_is_the_one_named() -> None:
    assert isinstance(card_terminals(CardSettings()), ManualProcessor)
    assert isinstance(card_terminals(CardSettings("simulated")), SimulatedProcessor)


def test_ebt_cards_have_a_terminal_of_their_own_where_one_is_named() -> None:
    both = card_terminals(CardSettings("simulated", benefits="manual"))
    assert isinstance(both, Terminals)
    assert isinstance(both.of(Tender.CARD), SimulatedProcessor)
    for tender in (Tender.EBT_FOOD, Tender.EBT_CASH):
        assert isinstance(both.of(tender), ManualProcessor)
