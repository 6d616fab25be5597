"""Two desks at one till in the same instant: it is settled once, and nothing is posted after its count."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier

from counter_app.core.cash import MovementKind
from counter_app.core.errors import CounterError
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.desk.tills.checks import verify_tills
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.moving import Moved, move
from counter_app.desk.tills.opening import TillOpened, open_till
from counter_app.desk.tills.receiving import receive, resolve_movement
from counter_app.desk.tills.service import TillClosed, close_till
from counter_app.desk.tills.standing import close_uncounted, resolve_dispute
from counter_app.station import Station
from tests.desk.tills.hands import draft, got, held, opened, other_desk, signed
from tests.stores import MANAGER, MANAGER_2

ROUNDS = 3


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each came to, or its refusal; all begin in the same instant."""
    start = Barrier(len(acts))

    def go(act: Callable[[], object]) -> object:
        start.wait(timeout=20)
        try:
            return act()
        except CounterError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(go, acts))


def counted_of(station: Station, session: str) -> CountDraft:
    """All that lies in till 7."""
    return CountDraft(new_id(), session, total_only=held(station, "till:7"))


def test_a_till_is_settled_once_and_nothing_is_posted_after_it(either_station: Station) -> None:
    station = either_station
    with other_desk(station) as there:
        signed(there, MANAGER_2)
        for _ in range(ROUNDS):
            session = opened(station)
            close_uncounted(session, new_id(), station)
            signed(station, MANAGER)
            found = at_once(
                partial(close_till, counted_of(station, session), station),
                partial(close_till, counted_of(station, session), there),
            )
            assert sum(isinstance(x, TillClosed) for x in found) == 1, found
            assert held(station, "till:7") == ZERO
            assert held(station, "safe") == ZERO


def test_money_and_the_count_of_its_till_do_not_cross(either_station: Station) -> None:
    station = either_station
    with other_desk(station) as there:
        signed(there, MANAGER_2)
        for _ in range(ROUNDS):
            session = opened(station)
            signed(station, MANAGER)
            found = at_once(
                partial(close_till, counted_of(station, session), station),
                partial(move, draft(MovementKind.PICKUP, session, 5000, bag="B"), there),
            )
            sent = found[1]
            if isinstance(sent, Moved):
                signed(station, MANAGER)
                receive(got(sent.movement_id, 5000), station)
            if not isinstance(found[0], TillClosed):
                counted = counted_of(station, session)
                if not isinstance(close_till(counted, station), TillClosed):
                    close_till(replace(counted, id=new_id()), station)
            assert held(station, "till:7") == ZERO
            with station.look() as work:
                assert verify_tills(work.connection) == []


def test_a_bag_arrives_once_and_its_difference_is_settled_once(either_station: Station) -> None:
    station = either_station
    with other_desk(station) as there:
        session = opened(station)
        for _ in range(ROUNDS):
            signed(station, MANAGER)
            sent = move(draft(MovementKind.PICKUP, session, 1000, bag="B"), station)
            signed(there, MANAGER_2)
            signed(station, MANAGER_2)
            found = at_once(
                partial(receive, got(sent.movement_id, 600, "Less"), station),
                partial(receive, got(sent.movement_id, 700, "Less"), there),
            )
            assert sum(not isinstance(x, CounterError) for x in found) == 1, found
            before = held(station, "transit:safe")
            found = at_once(
                partial(resolve_movement, sent.movement_id, new_id(), "back", "So", station),
                partial(resolve_movement, sent.movement_id, new_id(), "accept", "So", there),
            )
            assert sum(not isinstance(x, CounterError) for x in found) == 1, found
            assert before
            assert held(station, "transit:safe") == ZERO


def test_a_dispute_is_accepted_once(either_station: Station) -> None:
    station = either_station
    with other_desk(station) as there:
        signed(there, MANAGER_2)
        for _ in range(ROUNDS):
            session = opened(station)
            signed(station, MANAGER)
            for _ in range(2):
                made = CountDraft(new_id(), session, total_only=Money(19000), dispute=True)
                close_till(made, station)
            before = held(station, "over_short")
            found = at_once(
                partial(resolve_dispute, session, new_id(), "unexplained", "", station),
                partial(resolve_dispute, session, new_id(), "unexplained", "", there),
            )
            assert sum(not isinstance(x, CounterError) for x in found) == 1, found
            assert held(station, "over_short") == before + Money(1000)
            assert held(station, "disputed_variance") == ZERO


def test_a_till_is_opened_by_one(either_station: Station) -> None:
    station = either_station
    with other_desk(station) as there:
        for _ in range(ROUNDS):
            signed(station, MANAGER)
            signed(there, MANAGER_2)
            found = at_once(
                partial(open_till, OpenDraft(new_id(), 7, Money(20000)), station),
                partial(open_till, OpenDraft(new_id(), 7, Money(20000)), there),
            )
            (got_it,) = [x for x in found if isinstance(x, TillOpened)]
            assert held(station, "till:7") == Money(20000)
            desk = station if found[0] is got_it else there
            close_till(CountDraft(new_id(), got_it.session_id, total_only=Money(20000)), desk)
