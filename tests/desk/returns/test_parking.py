"""Suspend and resume: parked work survives a kill, and of two desks exactly one takes it up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Conflict, CounterError, NotFound, Refused
from counter_app.desk.returns import service
from counter_app.records.audit import audit_events
from counter_app.records.drafts import LEFT_AFTER, unfinished
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.ui.desk_state import look_at_desk
from counter_app.ui.parked import ParkedRow
from counter_app.ui.words import Words
from tests.desk.returns.bare import SOAP, returning, stocked
from tests.desk.returns.desk import coming_back, drafts_parked, open_drafts, sell, statuses, working
from tests.desk.returns.goods import line
from tests.desk.unfinished import reopened, second_desk
from tests.stores import CLERK, PINS


@pytest.fixture
def desk_1(either_station: Station) -> Station:
    """Maria at desk 1, on each engine."""
    return working(either_station)


@pytest.fixture
def desk_2(desk_1: Station) -> Station:
    """Sam at desk 2, on the same database."""
    return second_desk(desk_1)


def parked_return(station: Station, name: str = "Blue coat", sequence: int = 183) -> str:
    sold = sell(station, line(paid=2000, sold=2), sequence=sequence)
    draft = coming_back(station, sold, {1: 1})
    service.save(draft, station, park=True, name=name)
    return draft.id


def test_a_return_goes_on_at_another_desk_and_it_is_noted_who_took_it(
    desk_1: Station, desk_2: Station
) -> None:
    draft_id = parked_return(desk_1)
    [waiting] = look_at_desk(desk_2).parked
    assert (waiting.title, waiting.owner, waiting.left_at) == (
        "0183 · Blue coat", "Maria Alvarez", "",
    )  # fmt: skip
    taken = service.take_up(draft_id, desk_2)
    assert [c.line_number for c in taken.choices] == [1]
    assert look_at_desk(desk_1).parked == ()
    with desk_1.look() as work:
        event = select(audit_events.c.detail).where(audit_events.c.event == "draft_taken_up")
        assert work.connection.execute(event).scalar_one()["from_station"] == "D01"
    with pytest.raises(Refused, match="working on this"):
        service.take_up(draft_id, desk_1)


def test_what_was_taken_up_elsewhere_can_be_neither_stored_nor_refunded_here(
    desk_1: Station, desk_2: Station
) -> None:
    draft = coming_back(desk_1, sell(desk_1, line(paid=2000, sold=2)), {1: 1})
    service.save(draft, desk_1, park=True)
    service.take_up(draft.id, desk_2)
    for use in (service.save, service.complete, service.abandon):
        with pytest.raises(Conflict, match="taken up by somebody else"):
            use(draft, desk_1)
    assert statuses(desk_1) == []


def test_a_refund_made_at_another_desk_is_not_answered_as_if_made_here(
    desk_1: Station, desk_2: Station
) -> None:
    draft = coming_back(desk_1, sell(desk_1, line(paid=2000, sold=2)), {1: 1})
    service.save(draft, desk_1, park=True)
    service.complete(draft, desk_1)
    with pytest.raises(Conflict):
        service.complete(draft, desk_2)


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "No receipt · Soap · Blue coat"), ("es", "Sin recibo · Soap · Blue coat")],
)
def test_a_parked_return_without_a_receipt_is_called_so_in_the_language_of_who_reads(
    desk_1: Station, qtbot: QtBot, language: str, title: str
) -> None:
    """It was parked by somebody who speaks English."""
    stocked(desk_1, till_open=True)
    service.save(returning(desk_1, SOAP, who=None), desk_1, park=True, name="Blue coat")
    (parked,) = look_at_desk(desk_1).parked
    row = ParkedRow(1, parked, Words(desk_1.store, language), desk_1.clock.now())
    qtbot.addWidget(row)
    assert row.accessibleName().startswith(f"{title}, ")


def test_two_desks_take_it_up_at_the_same_instant_and_one_gets_it(
    desk_1: Station, desk_2: Station
) -> None:
    for turn in range(5):
        draft_id = parked_return(desk_1, sequence=200 + turn)
        start, refused = Barrier(2), list[CounterError]()

        def take(station: Station, draft_id: str = draft_id, start: Barrier = start) -> None:
            start.wait(timeout=20)
            try:
                service.take_up(draft_id, station)
            except CounterError as error:
                refused.append(error)  # noqa: B023 - joined below, in this very turn

        threads = [Thread(target=take, args=(desk,)) for desk in (desk_1, desk_2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [e.code in ("draft_taken", "draft_of_other") for e in refused] == [True]
        with desk_1.look() as work:
            held = {d.id: (d.state, d.station) for d in unfinished(work.connection, work.keys)}
        assert held[draft_id] in (("open", "D01"), ("open", "D02"))


def test_work_left_open_at_a_desk_that_stopped_can_be_taken_up_after_a_while(
    desk_1: Station, desk_2: Station, clock: FrozenClock
) -> None:
    draft = coming_back(desk_1, sell(desk_1, line(paid=2000, sold=2)), {1: 1})
    service.save(draft, desk_1)
    assert look_at_desk(desk_2).parked == ()
    with pytest.raises(Refused, match="working on this"):
        service.take_up(draft.id, desk_2)
    clock.set(clock.now() + LEFT_AFTER)
    [left] = look_at_desk(desk_2).parked
    assert left.left_at == "Desk 1"
    assert look_at_desk(desk_1).parked == ()
    assert service.take_up(draft.id, desk_2).choices == draft.choices


def test_my_own_open_return_waits_for_me_at_any_desk_at_once(
    desk_1: Station, desk_2: Station
) -> None:
    draft = coming_back(desk_1, sell(desk_1, line(paid=2000, sold=2)), {1: 1})
    service.save(draft, desk_1)
    desk_2.sign_on_with_pin(CLERK, PINS[CLERK])
    [mine] = look_at_desk(desk_2).parked
    assert mine.left_at == "Desk 1"
    service.take_up(draft.id, desk_2)
    with pytest.raises(NotFound):
        service.take_up("0193a000-0000-7000-8000-00000000dead", desk_2)


PARKS_AND_DIES = """
    import os, signal, sys
    from pathlib import Path
    from counter_app.app import open_station
    from counter_app.core.clock import FrozenClock
    from counter_app.desk.returns import service
    from tests.desk.returns.desk import coming_back, sell, working
    from tests.desk.returns.goods import line
    from tests.stores import NOON
    folder = Path(sys.argv[1])
    station = working(open_station(folder, folder, "D01", FrozenClock(NOON)))
    sold = sell(station, line(paid=2000, sold=2))
    service.save(coming_back(station, sold, {1: 1}), station, park=True, name="Coat")
    service.save(coming_back(station, sold, {1: 2}), station)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def killed(store_folder: Path, clock: FrozenClock) -> Iterator[Station]:
    """Desk 1 opened again after its process was killed with one return parked and one open."""
    with reopened(store_folder, clock, PARKS_AND_DIES) as station:
        yield station


def test_parked_and_open_returns_survive_a_kill(killed: Station) -> None:
    killed.sign_on_with_pin(CLERK, PINS[CLERK])
    with killed.look() as work:
        held = [(d.state, d.title) for d in unfinished(work.connection, work.keys)]
    assert sorted(held) == [("open", "0183"), ("parked", "0183 · Coat")]
    (parked,) = drafts_parked(killed)
    again = service.take_up(parked.id, killed)
    service.complete(again, killed)
    (still_open,) = open_drafts(killed)
    assert service.load(still_open.id, killed).returnable(1).milli == 1000
    assert verify_store(killed.database, killed.home, killed.keys).clean
