"""Somebody else's emulator reads our bytes: the words, the bars, the drawer, the faults."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image as Picture

from counter_app.core.document import QR, Barcode, Cut, Document, Image, Rule, Text
from counter_app.devices.drawer import (
    Drawer,
    DrawerConfig,
    DrawerState,
    Opened,
    OpenFailed,
    Sensor,
)
from counter_app.devices.printer import (
    Job,
    NotSent,
    Printed,
    Printer,
    PrinterConfig,
    Trouble,
    Unknown,
)
from counter_app.devices.transports import TcpAddress, TcpWire
from counter_app.documents.escpos import render_escpos
from counter_app.documents.layout import Line, lay_out, rule_text
from tests.devices.emupos.emulator import VERSIONS, Emulator, find_python, install
from tests.documents.samples import BARCODE, LINK, SAMPLES

pytestmark = [pytest.mark.emupos, pytest.mark.xdist_group("emupos")]

DEVICES = {48: "wide", 32: "narrow"}
SEEN = DrawerConfig(sensor=Sensor.OPEN_IS_HIGH)


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    if sys.platform == "win32":
        pytest.skip("the emulator's environment is only set up on Linux and macOS")
    python = find_python()
    if python is None:
        pytest.skip(f"no Python {' or '.join(VERSIONS)} runs on this machine; emupos needs one")
    running = Emulator(tmp_path_factory.mktemp("emupos"), install(python))
    yield running
    running.close()


@pytest.fixture(autouse=True)
def fresh(emulator: Emulator) -> None:
    emulator.forget_events()


def printer(emulator: Emulator, columns: int) -> Printer:
    address = TcpAddress("127.0.0.1", emulator.ports[DEVICES[columns]])
    return Printer(PrinterConfig(address, columns, status_ms=500, done_ms=500))


def laid_out(document: Document, columns: int) -> list[str]:
    """Say what the emulator's text should be."""
    lines: list[str] = []
    for item in lay_out(document, columns):
        match item:
            case Line():
                lines.append(item.text.rstrip())
            case Rule():
                lines.append(rule_text(item, columns))
            case Barcode(data=data):
                lines.append(f"[barcode CODE128 {data}]")
            case QR(data=data):
                lines.append(f"[qr {data}]")
            case Image() | Cut():
                pass
    return lines


@pytest.mark.parametrize("columns", DEVICES)
@pytest.mark.parametrize("name", SAMPLES)
def test_slips_read_line_by_line_and_no_command_is_unknown(
    emulator: Emulator, name: str, columns: int
) -> None:
    document = SAMPLES[name]()
    job = Job(render_escpos(document, columns))
    assert printer(emulator, columns).print_bytes(job) == Printed()
    events = emulator.events_until("printer.job.completed")
    bad = ("unknown", "unsupported", "mismatch", "drawer")
    assert not [event for event in events if any(word in event.kind for word in bad)]
    assert "cut" in events[-1].said
    emulator.events_until("connection.closed")
    found = emulator.text(DEVICES[columns])
    expected = laid_out(document, columns)
    assert found[: len(expected)] == expected
    assert "".join(found[len(expected) :]) == ""


@pytest.mark.parametrize("columns", DEVICES)
@pytest.mark.parametrize(
    ("name", "codes"), [("return", {BARCODE}), ("sale", {"0012072611210183", LINK})]
)
def test_bars_and_squares_read_back_from_the_paper(
    emulator: Emulator, name: str, codes: set[str], columns: int
) -> None:
    job = Job(render_escpos(SAMPLES[name](), columns))
    assert printer(emulator, columns).print_bytes(job) == Printed()
    emulator.events_until("connection.closed")
    paper = Picture.open(io.BytesIO(emulator.image(DEVICES[columns])))
    assert paper.width == columns * 12
    assert {code.text for code in zxingcpp.read_barcodes(paper)} == codes


def test_b2_39_the_drawer_opens_once_and_only_by_its_own_command(emulator: Emulator) -> None:
    wide = printer(emulator, 48)
    hostile = Document((Text("Milk\x1bp\x00\x19\xfa\x10\x14\x01\x00\x01"),), "test", "")
    assert wide.print_bytes(Job(render_escpos(hostile))) == Printed()
    events = emulator.events_until("connection.closed")
    drawer = Drawer(wide, SEEN)
    assert drawer.state() is DrawerState.CLOSED
    events += emulator.events_until("connection.closed")
    assert not [event for event in events if event.kind.startswith("drawer")]
    assert drawer.open() == Opened(seen=True)
    events = emulator.events_until("connection.closed")
    assert [event.said for event in events if event.kind == "drawer.opened"] == [
        "drawer opened (pin 2)"
    ]
    assert drawer.state() is DrawerState.OPEN
    emulator.events_until("connection.closed")
    emulator.close_drawer("wide")
    emulator.events_until("drawer.closed")


def test_a_kick_is_not_left_behind_in_a_printer_without_paper(emulator: Emulator) -> None:
    wide = printer(emulator, 48)
    with emulator.fault("wide", "paper-out"):
        emulator.events_until("printer.status.changed")
        assert Drawer(wide, SEEN).open() == OpenFailed(Trouble.PAPER_OUT)
        emulator.events_until("connection.closed")
        real_time = DrawerConfig(sensor=Sensor.OPEN_IS_HIGH, at_once=True)
        assert Drawer(wide, real_time).open() == Opened(seen=True)
        assert "drawer.opened" in [e.kind for e in emulator.events_until("connection.closed")]
        emulator.close_drawer("wide")
    events = emulator.events_until("printer.status.changed")
    assert "drawer.opened" not in [event.kind for event in events]
    assert Drawer(wide, SEEN).state() is DrawerState.CLOSED
    assert "drawer.opened" not in [e.kind for e in emulator.events_until("connection.closed")]


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("paper-near-end", Printed(paper_low=True)),
        ("paper-out", NotSent(Trouble.PAPER_OUT)),
        ("cover-open", NotSent(Trouble.COVER_OPEN)),
        ("offline", NotSent(Trouble.OFFLINE)),
    ],
)
def test_faults_before_the_job(emulator: Emulator, fault: str, outcome: Printed | NotSent) -> None:
    before = emulator.slips("narrow")
    with emulator.fault("narrow", fault):
        found = printer(emulator, 32).print_bytes(Job(render_escpos(SAMPLES["card"](), 32)))
        emulator.events_until("connection.closed")
    assert found == outcome
    assert emulator.slips("narrow") == before + isinstance(outcome, Printed)


class PaperEndsAfterStatus(TcpWire):
    """The paper runs out between the question and the job."""

    def __init__(self, address: TcpAddress, emulator: Emulator) -> None:
        super().__init__(address)
        self._emulator = emulator
        self._held = False

    def send(self, data: bytes) -> None:
        if len(data) > 3 and not self._held:
            self._held = True
            self._emulator.begin_fault("narrow", "cover-open")
        super().send(data)


def test_a_held_job_is_unknown_and_prints_itself_later(emulator: Emulator) -> None:
    before = emulator.slips("narrow")
    plain = printer(emulator, 32)
    address = TcpAddress("127.0.0.1", emulator.ports["narrow"])
    holding = Printer(plain.config, PaperEndsAfterStatus(address, emulator))
    found = holding.print_bytes(Job(render_escpos(SAMPLES["card"](), 32)))
    assert found == Unknown(Trouble.COVER_OPEN)
    assert emulator.slips("narrow") == before
    emulator.end_fault("narrow", "cover-open")
    emulator.events_until("printer.job.completed")
    assert emulator.slips("narrow") == before + 1
