"""The states of a till: prepared, suspended, closed uncounted, counted, disputed, settled."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.store import SessionState
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.tills.preparing import PrepareDraft, prepare_till, return_prepared
from counter_app.desk.tills.service import CountAgain, TillClosed, close_till, till_state
from counter_app.desk.tills.standing import (
    close_uncounted,
    disputed_amount,
    force_close,
    resolve_dispute,
    resume_till,
    suspend_till,
)
from counter_app.records.journal import balance
from counter_app.records.till_counts import count_sets
from counter_app.records.tills import session_by_id
from counter_app.records.transaction_reader import read_transaction
from counter_app.station import Station
from tests.desk.tills.hands import count, held, moved, on, opened, other_desk, parts_of, signed
from tests.stores import CLERK, CLERK_2, LEAD, MANAGER, PINS


def test_a_prepared_drawer_waits_and_is_opened_with_its_float(either_station: Station) -> None:
    station = either_station
    signed(station, MANAGER)
    made = prepare_till(PrepareDraft(new_id(), 7, Money(20000), tag="T7", seal="S-19"), station)
    assert held(station, "safe") == Money(-20000)
    assert held(station, "transit:till:7") == Money(20000)
    with pytest.raises(Conflict) as refusal:
        prepare_till(PrepareDraft(new_id(), 7, Money(20000)), station)
    assert refusal.value.code == "till_prepared"
    session = opened(station, 20000)
    assert session == made.session_id
    assert held(station, "transit:till:7") == ZERO
    assert held(station, "till:7") == Money(20000)
    assert till_state(station).opened_by == "Maria Alvarez"


def test_a_prepared_float_that_is_short_shows_at_opening(station: Station) -> None:
    signed(station, MANAGER)
    prepare_till(PrepareDraft(new_id(), 7, Money(20000)), station)
    opened(station, 19900)
    assert held(station, "till:7") == Money(19900)
    assert held(station, "over_short") == Money(100)
    assert held(station, "transit:till:7") == ZERO


def test_a_prepared_drawer_goes_back_unopened(either_station: Station) -> None:
    signed(either_station, MANAGER)
    made = prepare_till(PrepareDraft(new_id(), 7, Money(20000)), either_station)
    return_prepared(made.session_id, new_id(), either_station)
    assert held(either_station, "safe") == ZERO == held(either_station, "transit:till:7")
    with pytest.raises(Refused):
        return_prepared(made.session_id, new_id(), either_station)
    opened(either_station)


def test_only_who_may_prepares(station: Station) -> None:
    signed(station, CLERK)
    with pytest.raises(Refused) as refusal:
        prepare_till(PrepareDraft(new_id(), 7, Money(20000)), station)
    assert refusal.value.code == "tills.not_permitted"
    signed(station, MANAGER)
    with pytest.raises(BadInput):
        prepare_till(PrepareDraft(new_id(), 7, ZERO), station)
    with pytest.raises(NotFound):
        prepare_till(PrepareDraft(new_id(), 70, Money(1)), station)


def test_a_till_is_suspended_here_and_resumed_there(either_station: Station) -> None:
    session = opened(either_station)
    stood = suspend_till(session, new_id(), either_station)
    assert stood.session.state == SessionState.SUSPENDED
    with pytest.raises(Refused) as refusal:
        moved(either_station, session, -500)
    assert refusal.value.code == "till_not_open"
    with other_desk(either_station) as there:
        signed(there, CLERK_2)
        resumed = resume_till(session, new_id(), there)
        assert (resumed.session.station, resumed.session.state) == ("D02", SessionState.OPEN)
        moved(there, session, -500)
        with pytest.raises(Refused):
            resume_till(session, new_id(), there)
    assert held(either_station, "till:7") == Money(19500)
    assert on(either_station, "D01") is None


def test_a_desk_with_an_open_till_resumes_no_other(station: Station) -> None:
    first = opened(station, till=7)
    suspend_till(first, new_id(), station)
    opened(station, till=8)
    with pytest.raises(Conflict) as refusal:
        resume_till(first, new_id(), station)
    assert refusal.value.code == "till_open"


def test_the_same_step_sent_twice_is_one(station: Station) -> None:
    session = opened(station)
    request = new_id()
    first = suspend_till(session, request, station)
    assert suspend_till(session, request, station).transaction_id == first.transaction_id
    with pytest.raises(Refused):
        suspend_till(session, new_id(), station)


def test_a_till_closed_uncounted_frees_the_desk_and_is_counted_elsewhere(
    either_station: Station,
) -> None:
    session = opened(either_station)
    close_uncounted(session, new_id(), either_station)
    with pytest.raises(Refused):
        moved(either_station, session, -100)
    with pytest.raises(Conflict) as refusal:
        opened(either_station, till=7)
    assert refusal.value.code == "till_unsettled"
    opened(either_station, till=8)
    with other_desk(either_station) as there:
        signed(there, CLERK)
        closed = close_till(count(session, 20000), there)
        assert isinstance(closed, TillClosed)
        assert closed.difference == ZERO
    with either_station.look() as work:
        settled = session_by_id(work.connection, session)
    assert (settled.state, settled.z_number) == (SessionState.SETTLED, 1)


def test_a_first_count_that_is_off_closes_the_till_to_money(station: Station) -> None:
    session = opened(station)
    assert isinstance(close_till(count(session, 15000), station), CountAgain)
    with pytest.raises(Refused) as refusal:
        moved(station, session, 100)
    assert refusal.value.code == "till_not_open"
    state = till_state(station)
    assert state.closed
    assert state.session is not None
    assert state.session.state == SessionState.COUNTED


def test_force_closing_needs_the_right_and_a_why(either_station: Station) -> None:
    session = opened(either_station)
    with pytest.raises(Refused) as refusal:
        force_close(session, new_id(), "went home", either_station)
    assert refusal.value.code == "tills.not_permitted"
    signed(either_station, MANAGER)
    with pytest.raises(BadInput):
        force_close(session, new_id(), "  ", either_station)
    stood = force_close(session, new_id(), "Went home ill", either_station)
    assert stood.session.state == SessionState.FORCE_CLOSED
    with either_station.look() as work:
        stored = read_transaction(work.connection, stood.transaction_id)
    assert stored is not None
    assert (stored.transaction.kind, stored.transaction.note) == (Kind.CONTROL, "Went home ill")
    assert isinstance(close_till(count(session, 20000), either_station), TillClosed)


def test_a_difference_nobody_accepts_is_disputed_and_resolved_later(
    either_station: Station,
) -> None:
    station = either_station
    session = opened(station)
    close_till(count(session, 18000), station)
    disputed = close_till(count(session, 18000, dispute=True), station)
    assert isinstance(disputed, TillClosed)
    with station.look() as work:
        assert session_by_id(work.connection, session).state == SessionState.DISPUTED
        assert disputed_amount(work, session) == Money(2000)
    assert held(station, "over_short") == ZERO
    assert held(station, "safe") == Money(-2000)
    again = opened(station)  # what the till held is accounted for, so it can go on
    signed(station, LEAD)
    with pytest.raises(Refused):
        resolve_dispute(session, new_id(), "unexplained", "", station)
    signed(station, MANAGER)
    resolve_dispute(session, new_id(), "unexplained", "Seen on camera", station)
    assert held(station, "over_short") == Money(2000)
    assert held(station, "disputed_variance") == ZERO
    with station.look() as work:
        assert session_by_id(work.connection, session).state == SessionState.SETTLED
        assert session_by_id(work.connection, again).state == SessionState.OPEN
    with pytest.raises(Refused):
        resolve_dispute(session, new_id(), "unexplained", "", station)


def test_a_dispute_is_resolved_once_however_often_it_is_asked_for(either_station: Station) -> None:
    station = either_station
    session = opened(station)
    close_till(count(session, 18000), station)
    close_till(count(session, 18000, dispute=True), station)
    signed(station, MANAGER)
    request = new_id()
    first = resolve_dispute(session, request, "unexplained", "Seen on camera", station)
    again = resolve_dispute(session, request, "unexplained", "Seen on camera", station)
    assert again.transaction_id == first.transaction_id
    with pytest.raises(Conflict):
        resolve_dispute(session, request, "miscount", "Seen on camera", station)
    with pytest.raises(Refused) as twice:
        resolve_dispute(session, new_id(), "unexplained", "Seen on camera", station)
    assert twice.value.code == "till_state"
    assert held(station, "over_short") == Money(2000)
    assert held(station, "disputed_variance") == ZERO


def test_only_a_dispute_is_resolved_and_an_open_till_stays_open(station: Station) -> None:
    session = opened(station)
    signed(station, MANAGER)
    with pytest.raises(Refused) as no:
        resolve_dispute(session, new_id(), "unexplained", "", station)
    assert no.value.code == "till_state"
    with station.look() as work:
        assert session_by_id(work.connection, session).state == SessionState.OPEN


def test_the_witness_is_somebody_else_of_any_role(station: Station) -> None:
    session = opened(station)
    close_till(count(session, 19700), station)
    draft = count(session, 19700, reason="miscount")
    with pytest.raises(ApprovalRequired) as asked:
        close_till(draft, station)
    verdict = asked.value.verdict
    assert verdict is not None
    assert verdict.witness_is_enough
    with pytest.raises(Refused) as refusal:
        station.approve_with_pin(verdict, CLERK, PINS[CLERK])
    assert refusal.value.code == "own_approval"
    closed = close_till(draft, station, station.approve_with_pin(verdict, CLERK_2, PINS[CLERK_2]))
    assert isinstance(closed, TillClosed)
    with station.look() as work:
        stored = read_transaction(work.connection, closed.transaction_ids[0])
        sam = stored.transaction.witness_id if stored else None
    assert sam is not None


def test_somebody_else_who_may_counts_a_third_time(station: Station) -> None:
    session = opened(station)
    close_till(count(session, 15000), station)
    with pytest.raises(Refused):
        close_till(count(session, 15000), station)
    signed(station, MANAGER)
    closed = close_till(count(session, 20000), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
    with station.look() as work:
        tries = count_sets(work.connection, session, "closing")
    assert [c.counted.minor for c in tries] == [15000, 15000, 20000]


def test_checks_and_coupons_are_counted_one_by_one(either_station: Station) -> None:
    station = either_station
    session = opened(station)
    moved(station, session, 1250, Tender.CHECK)
    moved(station, session, 4000, Tender.CHECK)
    moved(station, session, 150, Tender.COUPON)
    draft = count(session, 20000, others={"check": (4000, 1250), "coupon": (100, 50)})
    closed = close_till(draft, station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
    assert held(station, "safe", Tender.CHECK) == Money(5250)
    assert held(station, "till:7", Tender.COUPON) == ZERO
    with station.look() as work:
        (tried,) = count_sets(work.connection, session, "closing")
    assert tried.slips[Tender.CHECK] == (1250, 4000)


def test_a_check_counted_as_cash_is_off_twice_and_not_even(station: Station) -> None:
    session = opened(station)
    moved(station, session, 1250, Tender.CHECK)
    assert isinstance(close_till(count(session, 21250), station), CountAgain)


def test_parts_of_operators_add_up_to_the_shared_till(station: Station) -> None:
    session = opened(station)
    parts: Mapping[int, Money] = {}
    for who, amount in ((CLERK, -700), (CLERK_2, 300), (LEAD, -50), (CLERK_2, 20)):
        signed(station, who)
        moved(station, session, amount)
        with station.look() as work:
            parts = parts_of(work, "till:7")
            whole = balance(work.connection, "till:7", Tender.CASH)
        assert sum(p.minor for p in parts.values()) == whole.minor
    assert sorted(p.minor for p in parts.values()) == [-50, 320, 19300]


def test_s13_two_shifts_on_one_date_are_two_sessions(station: Station) -> None:
    for takings in (30000, 20000):
        session = opened(station)
        moved(station, session, takings)
        closed = close_till(count(session, 20000 + takings), station)
        assert isinstance(closed, TillClosed)
        assert closed.difference == ZERO
