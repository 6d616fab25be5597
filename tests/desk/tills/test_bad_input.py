"""What cannot be, or comes twice, or at the wrong hour: a clear answer, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from counter_app.core.approval import Approval
from counter_app.core.cash import MovementKind
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.store import SAFE_ID
from counter_app.desk.tills.draft import CountDraft, Occasion, OpenDraft
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.receiving import receive, resolve_movement
from counter_app.desk.tills.safe import count_safe
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.desk.tills.service import (
    CountAgain,
    TillClosed,
    audit_till,
    close_till,
    keep_count,
    open_till,
    unfinished_count,
)
from counter_app.desk.tills.standing import close_uncounted
from counter_app.records.till_counts import count_sets
from counter_app.records.tills import session_by_id, unsettled_session
from counter_app.station import Station
from tests.desk.tills.hands import count, draft, got, held, moved, opened, other_desk, signed
from tests.desk.tills.test_safe import counted
from tests.records.test_concurrency import at_once, clean
from tests.stores import CLERK, MANAGER, MANAGER_2, NOON, PINS

HUGE = 10**9


def approved(
    station: Station, do: Callable[[Approval | None], object], who: str = MANAGER
) -> object:
    with pytest.raises(ApprovalRequired) as asked:
        do(None)
    assert asked.value.verdict is not None
    return do(station.approve_with_pin(asked.value.verdict, who, PINS[who]))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"pieces": {"note:2000": HUGE}}, "tills.bad_pieces"),
        ({"pieces": {"note:2000": -1}}, "tills.bad_pieces"),
        ({"total_only": Money(-1)}, "tills.bad_count"),
        ({"total_only": Money(100), "leave": Money(-1)}, "tills.bad_leave"),
        ({"total_only": Money(100), "leave": Money(101)}, "tills.bad_leave"),
        ({"total_only": Money(100), "others": {"check": (-500,)}}, "tills.bad_slips"),
        ({"total_only": Money(100), "others": {"check": (HUGE + 1,)}}, "tills.bad_slips"),
        ({"total_only": Money(100), "others": {"check": (1,) * 501}}, "tills.bad_slips"),
        ({"total_only": Money(100), "bulk": {"coupon": (-2, 100)}}, "tills.bad_slips"),
        ({"total_only": Money(100), "bulk": {"coupon": (HUGE, 100)}}, "tills.bad_slips"),
        ({}, "tills.empty"),
    ],
)
def test_a_count_of_a_thousand_million_notes_or_a_negative_one_is_refused_and_nothing_is_lost(
    station: Station, said: Mapping[str, Any], code: str
) -> None:
    session = opened(station)
    typed = CountDraft(new_id(), session, {"note:2000": 9})
    keep_count(typed, False, station)
    bad = CountDraft(new_id(), session, **said)
    for attempt in (
        lambda: close_till(bad, station),
        lambda: audit_till(replace(bad, occasion=Occasion.AUDIT), station),
    ):
        with pytest.raises(BadInput) as refusal:
            attempt()
        assert refusal.value.code == code
    assert held(station, "till:7") == Money(20000)
    assert unfinished_count(session, station) == typed
    with station.look() as work:
        assert [c.occasion for c in count_sets(work.connection, session)] == ["opening"]


def test_a_float_that_is_negative_or_no_sum_of_its_pieces_opens_nothing(station: Station) -> None:
    signed(station, CLERK)
    for float_, pieces in ((-1, {}), (20000, {"note:2000": HUGE}), (20000, {"note:2000": 9})):
        with pytest.raises(BadInput):
            open_till(OpenDraft(new_id(), 7, Money(float_), pieces), station)
    with station.look() as work:
        assert unsettled_session(work.connection, 7) is None


def test_a_settlement_twice_is_refused_and_the_first_one_stands(either_station: Station) -> None:
    station = either_station
    session = opened(station)
    first = count(session, 20000)
    closed = close_till(first, station)
    assert close_till(first, station) == closed, "the same count again is the same answer"
    with pytest.raises(Refused) as refusal:
        close_till(count(session, 19000), station)
    assert refusal.value.code == "till_closed"
    assert (held(station, "till:7"), held(station, "over_short")) == (ZERO, ZERO)


def test_two_managers_settle_a_till_at_once_and_one_settlement_is_posted(
    either_station: Station,
) -> None:
    station = either_station
    session = opened(station)
    close_uncounted(session, new_id(), station)
    signed(station, MANAGER)
    done: list[TillClosed | CountAgain] = []
    with other_desk(station) as there:
        signed(there, MANAGER_2)
        refusals = at_once(
            lambda: done.append(close_till(count(session, 20000), station)),
            lambda: done.append(close_till(count(session, 20000), there)),
        )
    assert [type(one) for one in done] == [TillClosed]
    assert [r.code for r in refusals] == ["till_closed"]
    assert held(station, "safe") == ZERO
    assert clean(station)


def test_two_managers_take_the_safe_over_at_once_and_one_has_it(either_station: Station) -> None:
    station = either_station
    counted(station, SafeDraft(new_id(), total_only=Money(500000), reason="unexplained"))
    with other_desk(station) as there:
        signed(station, MANAGER)
        signed(there, MANAGER_2)
        jobs: list[Callable[[], object]] = []
        for desk, who in ((station, MANAGER_2), (there, MANAGER)):
            short = SafeDraft(new_id(), total_only=Money(499000), reason="unexplained")
            with pytest.raises(ApprovalRequired) as asked:
                count_safe(short, desk)
            assert asked.value.verdict is not None
            yes = desk.approve_with_pin(asked.value.verdict, who, PINS[who])
            jobs.append(partial(count_safe, short, desk, yes))
        refusals = at_once(*jobs)
    assert len(refusals) <= 1
    assert held(station, "safe") == Money(499000), "what was off is posted once"
    with station.look() as work:
        assert unsettled_session(work.connection, SAFE_ID) is not None
    assert clean(station)


def test_two_managers_decide_a_dispute_at_once_and_one_decision_stands(
    either_station: Station,
) -> None:
    station = either_station
    session = opened(station)
    bag = move(draft(MovementKind.DROP, session, 5000, bag="B77"), station)
    signed(station, MANAGER)
    receive(got(bag.movement_id, 4000, "One note is missing"), station)
    with other_desk(station) as there:
        signed(there, MANAGER_2)
        refusals = at_once(
            lambda: resolve_movement(bag.movement_id, new_id(), "back", "In the drawer", station),
            lambda: resolve_movement(bag.movement_id, new_id(), "accept", "Lost", there),
        )
    assert [r.code for r in refusals] == ["movement_done"]
    assert held(station, "transit:safe") == ZERO
    back, lost = held(station, "till:7") - Money(15000), held(station, "over_short")
    assert {back, lost} == {ZERO, Money(1000)}
    assert clean(station)


def test_the_night_the_clocks_go_forward_loses_no_hour_and_no_money(
    station: Station, clock: FrozenClock
) -> None:
    """2026-03-08 in Chicago: after 01:59 comes 03:00; the business day goes on to 4."""
    clock.set(datetime(2026, 3, 8, 3, 0, tzinfo=UTC))
    session = opened(station)
    for at in (datetime(2026, 3, 8, 7, 59, tzinfo=UTC), datetime(2026, 3, 8, 8, 0, tzinfo=UTC)):
        clock.set(at)
        signed(station, CLERK)
        moved(station, session, -100)
    closed = close_till(count(session, 19800), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
    clock.set(datetime(2026, 3, 8, 9, 0, tzinfo=UTC))  # 04:00 summer time: the next day
    later = opened(station)
    with station.look() as work:
        days = [session_by_id(work.connection, s).business_date for s in (session, later)]
    assert (days[1] - days[0]).days == 1


def test_a_clock_set_back_between_count_and_settlement_changes_nothing(
    station: Station, clock: FrozenClock
) -> None:
    session = opened(station)
    assert isinstance(close_till(count(session, 19000), station), CountAgain)
    clock.set(NOON - timedelta(days=3))
    signed(station, CLERK)
    with pytest.raises(Refused) as refusal:
        close_till(count(session, 19000), station)
    assert refusal.value.code == "tills.reason_missing"
    final = count(session, 19000, reason="unexplained", leave=4000)
    closed = approved(station, lambda yes: close_till(final, station, yes))
    assert isinstance(closed, TillClosed)
    assert closed.difference == Money(-1000)
    with station.look() as work:
        assert session_by_id(work.connection, session).business_date == NOON.date()
    assert held(station, "till:7") == Money(4000)
    assert clean(station)
