"""The print worker: every outcome, the age limit, restarts, and kicks that happen once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import timedelta
from time import monotonic

from sqlalchemy import select

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import DeviceError
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.service import open_till
from counter_app.devices.drawer import Drawer, DrawerConfig
from counter_app.devices.printer import Printer, PrinterConfig
from counter_app.devices.transports import Folder
from counter_app.records.audit import audit_events
from counter_app.records.credits import with_codes
from counter_app.records.print_jobs import PrintJob
from counter_app.spool import Kick, Spool, SpoolNews
from counter_app.station import Station
from tests.stores import CLERK, PINS


class ScriptedQueue:
    """A printer queue that takes, refuses or breaks, as told."""

    opens_drawer = True

    def __init__(self, troubles: Sequence[str] = ()) -> None:
        self.troubles = list(troubles)
        self.texts: list[str] = []
        self.done = threading.Event()

    def submit(self, data: bytes, text: str) -> None:
        trouble = self.troubles.pop(0) if self.troubles else ""
        if trouble:
            raise DeviceError("The printer has a fault.", code=trouble)
        self.texts.append(text)
        self.done.set()


def spool_on(station: Station, queue: ScriptedQueue, heard: list[SpoolNews]) -> Spool:
    printer = Printer(PrinterConfig(Folder(station.home / "slips")), queue)
    return Spool(
        station.database,
        station.name,
        station.clock,
        printer,
        Drawer(printer, DrawerConfig()),
        lambda connection, slip: with_codes(connection, station.keys, slip),
        heard.append,
    )


def rests(spool: Spool) -> bool:
    return spool.at_rest


def one_slip(station: Station) -> str:
    station.sign_on_with_pin(CLERK, PINS[CLERK])
    return open_till(OpenDraft(new_id(), 7, Money(20000)), station).transaction_id


def jobs(station: Station, transaction_id: str) -> tuple[PrintJob, ...]:
    with station.look() as work:
        return work.print_jobs.of_transaction(transaction_id)


def test_a_queued_slip_is_sent_once(either_station: Station) -> None:
    transaction = one_slip(either_station)
    queue, heard = ScriptedQueue(), list[SpoolNews]()
    spool = spool_on(either_station, queue, heard)
    assert spool.work_once()
    assert not spool.work_once()
    assert [j.state for j in jobs(either_station, transaction)] == ["sent"]
    assert "TILL OPENED 0001" in queue.texts[0]
    assert [n.what for n in heard] == ["sent"]


def test_a_printer_that_cannot_be_reached_gets_the_slip_later(station: Station) -> None:
    transaction = one_slip(station)
    queue, heard = ScriptedQueue(["unreachable"]), list[SpoolNews]()
    spool = spool_on(station, queue, heard)
    assert not spool.work_once()
    assert [(j.state, j.attempts) for j in jobs(station, transaction)] == [("queued", 1)]
    assert spool.work_once()
    assert [(j.state, j.attempts) for j in jobs(station, transaction)] == [("sent", 2)]


def test_b2_50_an_unknown_outcome_is_never_sent_again_by_itself(station: Station) -> None:
    transaction = one_slip(station)
    queue, heard = ScriptedQueue(["broken"]), list[SpoolNews]()
    spool = spool_on(station, queue, heard)
    spool.work_once()
    assert not spool.work_once()
    assert [j.state for j in jobs(station, transaction)] == ["unknown"]
    assert queue.texts == []


def test_a_slip_older_than_half_an_hour_is_not_printed(
    station: Station, clock: FrozenClock
) -> None:
    transaction = one_slip(station)
    clock.advance(timedelta(minutes=31))
    queue, heard = ScriptedQueue(), list[SpoolNews]()
    spool_on(station, queue, heard).work_once()
    assert [j.state for j in jobs(station, transaction)] == ["expired"]
    assert queue.texts == []


def test_what_was_being_sent_at_a_crash_is_unknown_after_it(station: Station) -> None:
    transaction = one_slip(station)
    with station.open_work() as work:
        job = work.print_jobs.waiting()[0]
        work.print_jobs.set_state(job.id, "sending", "", work.now())
        work.commit()
    spool = spool_on(station, ScriptedQueue(), [])
    spool.start()
    assert spool.close()
    assert [j.state for j in jobs(station, transaction)] == ["unknown"]


def test_the_worker_prints_while_others_go_on_and_stops_when_asked(station: Station) -> None:
    queue, at_rest = ScriptedQueue(), list[bool]()
    spool = spool_on(station, queue, [])
    spool._tell = lambda _news: at_rest.append(spool.at_rest)
    spool.start()
    one_slip(station)
    spool.wake()
    assert not rests(spool)
    assert queue.done.wait(10)
    end = monotonic() + 10
    while not rests(spool):
        assert monotonic() < end
        spool._thread.join(0.001)
    assert at_rest == [False], "nobody is at rest before all is told"
    assert spool.close()


def test_a_reprint_says_that_it_is_one(station: Station) -> None:
    transaction = one_slip(station)
    queue = ScriptedQueue()
    spool = spool_on(station, queue, [])
    spool.work_once()
    with station.open_work() as work:
        work.print_jobs.add(transaction, 1, station.operator_id, work.now(), duplicate=True)
        work.commit()
    spool.work_once()
    assert "DUPLICATE" not in queue.texts[0]
    assert queue.texts[1].count("DUPLICATE") == 2
    assert "Copy 1" in queue.texts[1]


def test_b2_51_a_kick_happens_once_is_audited_and_never_retried(station: Station) -> None:
    queue, heard = ScriptedQueue(["unreachable"]), list[SpoolNews]()
    spool = spool_on(station, queue, heard)
    spool.kick(Kick(1, "cash refund"))
    spool.work_once()
    assert not spool.work_once()
    assert [n.what for n in heard] == ["drawer_failed"]
    spool.kick(Kick(1, "cash refund"))
    spool.work_once()
    assert [n.what for n in heard] == ["drawer_failed", "drawer_opened"]
    with station.look() as work:
        events = work.connection.execute(
            select(audit_events.c.detail).where(audit_events.c.event == "drawer_kick")
        ).all()
    assert [e.detail["result"] for e in events] == ["drawer_failed", "drawer_opened"]
