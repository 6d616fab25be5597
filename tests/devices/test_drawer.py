"""The drawer opens once, now, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.core.errors import BadInput
from counter_app.devices.drawer import (
    Drawer,
    DrawerConfig,
    DrawerPin,
    DrawerState,
    Opened,
    OpenFailed,
    OpenResult,
    OpenUnknown,
    Sensor,
    kick,
)
from counter_app.devices.printer import Printer, PrinterConfig, Trouble
from counter_app.devices.queues import CupsSpooler
from counter_app.devices.transports import CupsQueue, Folder
from tests.devices.pretend import Fault, PretendPrinter, refused_config
from tests.documents.grammar import Token

ESC_P = Token("ESC p", bytes([0, 50, 250]))


@pytest.mark.parametrize(
    ("fault", "config", "result", "kicks"),
    [
        (Fault.NONE, DrawerConfig(), Opened(seen=False), 1),
        (Fault.NONE, DrawerConfig(sensor=Sensor.OPEN_IS_HIGH), Opened(seen=True), 1),
        (Fault.NONE, DrawerConfig(sensor=Sensor.OPEN_IS_LOW), OpenUnknown(Trouble.NO_ANSWER), 1),
        (Fault.PAPER_OUT, DrawerConfig(), OpenFailed(Trouble.PAPER_OUT), 0),
        (Fault.COVER_OPEN, DrawerConfig(), OpenFailed(Trouble.COVER_OPEN), 0),
        (Fault.PAPER_OUT, DrawerConfig(at_once=True), Opened(seen=False), 1),
        (Fault.MUTE, DrawerConfig(), OpenFailed(Trouble.NO_ANSWER), 0),
        (Fault.GARBAGE, DrawerConfig(), OpenFailed(Trouble.STRANGE_ANSWER), 0),
        (Fault.NEVER_DONE, DrawerConfig(), OpenUnknown(Trouble.NO_ANSWER), 1),
    ],
)
def test_b2_51_one_command_at_most_and_never_a_late_one(
    fault: Fault, config: DrawerConfig, result: OpenResult, kicks: int
) -> None:
    with PretendPrinter(fault) as pretend:
        assert Drawer(Printer(pretend.config()), config).open() == result
    assert len(pretend.kicks) == kicks
    assert pretend.printed == b""


def test_a_printer_that_never_answers_gets_the_command_and_nobody_knows() -> None:
    with PretendPrinter(Fault.MUTE) as pretend:
        printer = Printer(pretend.config(acknowledges=False))
        assert Drawer(printer, DrawerConfig()).open() == OpenUnknown(Trouble.NO_ANSWER)
    assert pretend.kicks == [ESC_P]


def test_a_printer_that_is_off_opens_nothing() -> None:
    drawer = Drawer(Printer(refused_config()), DrawerConfig())
    assert drawer.open() == OpenFailed(Trouble.UNREACHABLE)
    assert drawer.state() is DrawerState.UNKNOWN


def test_the_command_carries_pin_and_times() -> None:
    assert kick(DrawerConfig()) == b"\x1bp\x00\x32\xfa"
    assert kick(DrawerConfig(DrawerPin.SECOND, 60, 300)) == b"\x1bp\x01\x1e\x96"
    assert kick(DrawerConfig(at_once=True)) == b"\x10\x14\x01\x00\x01"


@pytest.mark.parametrize(("pulse", "pause"), [(0, 500), (200, 500), (100, 600), (-2, 100)])
def test_a_pulse_that_burns_the_coil_is_refused(pulse: int, pause: int) -> None:
    with pytest.raises(BadInput):
        DrawerConfig(pulse_ms=pulse, pause_ms=pause)


def test_the_sensor_tells_open_from_closed_in_either_polarity() -> None:
    with PretendPrinter() as pretend:
        printer = Printer(pretend.config())
        high = Drawer(printer, DrawerConfig(sensor=Sensor.OPEN_IS_HIGH))
        low = Drawer(printer, DrawerConfig(sensor=Sensor.OPEN_IS_LOW))
        none = Drawer(printer, DrawerConfig())
        assert [d.state().value for d in (high, low, none)] == ["closed", "open", "unknown"]
        pretend.drawer_open = True
        assert [d.state().value for d in (high, low, none)] == ["open", "closed", "unknown"]


def test_a_queue_that_may_print_later_is_never_given_a_kick() -> None:
    jobs: list[bytes] = []
    queue = CupsSpooler("slips", lambda _, data: jobs.append(data))
    printer = Printer(PrinterConfig(CupsQueue("slips")), queue)
    assert Drawer(printer, DrawerConfig()).open() == OpenFailed(Trouble.NOT_TAKEN)
    assert jobs == []


def test_the_folder_printer_keeps_the_kick_as_a_job_of_its_own(tmp_path: Path) -> None:
    printer = Printer(PrinterConfig(Folder(tmp_path)))
    assert Drawer(printer, DrawerConfig()).open() == Opened(seen=False)
    assert (tmp_path / "00001.bin").read_bytes() == b"\x1bp\x00\x32\xfa"
