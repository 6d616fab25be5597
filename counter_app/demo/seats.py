"""Where somebody sits during a tour: a station of the store with its window, devices and hands."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from sqlalchemy import select

from counter_app.app import open_station
from counter_app.approving import spoken_code
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import CounterError
from counter_app.core.money import parse_money
from counter_app.core.task import Task
from counter_app.core.transaction import Tender
from counter_app.demo.build import DemoStore
from counter_app.demo.people import PEOPLE, STATIONS
from counter_app.records.journal import balance
from counter_app.records.journal_tables import transactions
from counter_app.settings import Settings
from counter_app.spool import Spool
from counter_app.station import Station
from counter_app.ui.desk_window import report_bugs_to
from counter_app.ui.shell import Shell
from counter_app.ui.start import desk_with_equipment
from counter_app.ui.tour import Codes, Guide

OTHER: Final = STATIONS[1][0]
SIZE: Final = (1280, 800)
_READ_OUT: Final = re.compile(r"(\w{4}-\w{4}), \$([0-9.,]+) .* (\d+)\.")
"""What a clerk reads out on the telephone: the request, the amount, the own number."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A desk in use; `bugs` are what its window reported."""

    station: Station
    shell: Shell
    guide: Guide
    bugs: list[str]

    def posted(self) -> tuple[str, ...]:
        """All transactions of the station, in order."""
        with self.station.database.read() as connection:
            statement = select(transactions.c.id).where(transactions.c.station == self.station.name)
            found = connection.execute(statement.order_by(transactions.c.chain_position))
            return tuple(found.scalars())


@contextmanager
def seated(
    store: DemoStore, name: str, clock: FrozenClock, tasks: tuple[Task, ...], printer: Path
) -> Iterator[Seat]:
    """Open the window of a station and sit down; closing it stores, signs off and ends its worker.

    What the station prints goes to the folder `printer`.
    """
    with closing(open_station(store.folder, store.folder, name, clock)) as station:
        station.claim("tour")
        shell, equipment = desk_with_equipment(station, tasks, _settings(printer))
        bugs: list[str] = []
        shell.runner.crashed.connect(bugs.append)
        try:
            with _bugs_told(shell):
                shell.resize(*SIZE)
                shell.show()
                equipment.start()
                guide = _guide(shell, equipment.spool, store, clock)
                guide.rest()
                yield Seat(station, shell, guide, bugs)
        finally:
            shell.close()  # also after a failure: its worker must not outlive it
            equipment.close()


@contextmanager
def _bugs_told(shell: Shell) -> Iterator[None]:
    before = sys.excepthook
    report_bugs_to(shell)
    talker = qInstallMessageHandler(_pass_message)
    if talker is not None:  # somebody listens already
        qInstallMessageHandler(talker)
    try:
        yield
    finally:
        qInstallMessageHandler(talker)
        sys.excepthook = before


def _pass_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt says goes to the terminal, but for one thing the offscreen platform always says."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{kind.name}: {message}\n")


def _settings(printer: Path) -> Settings:
    settings = Settings()
    return replace(
        settings,
        printer=replace(settings.printer, folder=str(printer.absolute())),
        display=replace(settings.display, theme="light", language="en"),
    )


def _guide(shell: Shell, spool: Spool, store: DemoStore, clock: FrozenClock) -> Guide:
    pins = {person.number: person.pin for person in PEOPLE}

    def telephone(number: str, line: str) -> str:
        """The manager has another desk's computer at hand, or `counter approve-code`."""
        with closing(open_station(store.folder, store.folder, OTHER, clock)) as there:
            return _answer(line, number, pins[number], there)

    codes = Codes(
        store.receipts,
        {person.number: person.badge for person in PEOPLE},
        pins,
        store.credits,
        telephone,
    )

    def busy() -> bool:
        return not (shell.settled and spool.at_rest and shell.watch.state is not None)

    def drawer(till: str) -> int:
        with shell.station.database.read() as connection:
            return balance(connection, f"till:{till}", Tender.CASH).minor

    return Guide(shell, codes, clock, shell.counter, busy, shell.wedge.fall_silent, drawer)


def _answer(line: str, number: str, pin: str, station: Station) -> str:
    """What a manager reads back to what a clerk reads out."""
    heard = _READ_OUT.search(line)
    if heard is None:
        raise CounterError(f"Nobody can read out “{line}”.", code="tour_stopped")
    challenge, amount, clerk = heard.groups()
    money = parse_money(amount, station.store.currency)
    return spoken_code(challenge, money, clerk, number, pin, station)
