"""The other side of movements: received, disputed, resolved; advances until their receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.desk.tills.advances import AdvanceDraft, close_advance
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.moving import ask_for_loan, move
from counter_app.desk.tills.receiving import receive, resolve_movement
from counter_app.desk.tills.service import TillClosed, close_till
from counter_app.desk.tills.standing import close_uncounted, force_close, suspend_till
from counter_app.records.cash_movements import (
    movement_by_bag,
    movement_by_id,
    movements_in_transit,
    pending_movements,
)
from counter_app.station import Station
from tests.desk.tills.hands import draft, got, held, opened, signed
from tests.stores import CLERK, LEAD, MANAGER, PINS


def test_a_loan_is_sent_and_received(either_station: Station) -> None:
    station = either_station
    session = opened(station)
    signed(station, MANAGER)
    sent = move(draft(MovementKind.LOAN, session, 5000, bag="B-1"), station)
    assert sent.in_transit
    assert held(station, "transit:till:7") == Money(5000)
    assert held(station, "till:7") == Money(20000)
    with station.look() as work:
        assert [m.id for m in movements_in_transit(work.connection, session)] == [sent.movement_id]
    signed(station, CLERK)
    received = receive(got(sent.movement_id, 5000), station)
    assert not received.in_transit
    assert held(station, "till:7") == Money(25000)
    assert held(station, "transit:till:7") == ZERO
    with station.look() as work:
        assert pending_movements(work.connection) == ()
    with pytest.raises(Refused) as refusal:
        receive(got(sent.movement_id, 5000), station)
    assert refusal.value.code == "movement_done"


def test_a_till_does_not_close_while_its_money_is_on_the_way(either_station: Station) -> None:
    station = either_station
    session = opened(station)
    signed(station, LEAD)
    sent = move(draft(MovementKind.PICKUP, session, 12000, bag="5521-08"), station)
    count = CountDraft(new_id(), session, total_only=Money(8000))
    signed(station, CLERK)
    with pytest.raises(Refused) as refusal:
        close_till(count, station)
    assert refusal.value.code == "tills.in_transit"
    signed(station, MANAGER)
    receive(got(sent.movement_id, 12000), station)
    closed = close_till(count, station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO


def test_a_bag_that_holds_less_is_disputed_until_a_manager_decides(
    either_station: Station,
) -> None:
    station = either_station
    session = opened(station, 50000)
    sent = move(draft(MovementKind.DROP, session, 30000, bag="5521-09", seal="S7"), station)
    signed(station, MANAGER)
    with pytest.raises(Refused) as refusal:
        receive(got(sent.movement_id, 28000), station)
    assert refusal.value.code == "tills.received_differs"
    assert "300" not in refusal.value.text + refusal.value.remedy
    found = receive(got(sent.movement_id, 28000, "One note is missing"), station)
    assert found.in_transit
    assert held(station, "transit:safe") == Money(2000)
    with station.look() as work:
        movement = movement_by_bag(work.connection, "S7")
    assert movement is not None
    assert (movement.state, movement.open_amount) == (MovementState.DISPUTED, Money(2000))
    with pytest.raises(BadInput):
        resolve_movement(sent.movement_id, new_id(), "back", " ", station)
    resolve_movement(sent.movement_id, new_id(), "back", "It lay in the drawer", station)
    assert held(station, "till:7") == Money(22000)
    assert held(station, "transit:safe") == ZERO
    with pytest.raises(Refused):
        resolve_movement(sent.movement_id, new_id(), "accept", "again", station)


def test_what_is_lost_on_the_way_is_over_short(station: Station) -> None:
    session = opened(station, 50000)
    sent = move(draft(MovementKind.DROP, session, 30000), station)
    signed(station, MANAGER)
    receive(got(sent.movement_id, 30500, "Too much in it"), station)
    assert held(station, "transit:safe") == Money(-500)
    resolve_movement(sent.movement_id, new_id(), "accept", "Miscounted at the till", station)
    assert held(station, "transit:safe") == ZERO
    assert held(station, "over_short") == Money(-500)


def test_who_sent_money_does_not_receive_it_alone(station: Station) -> None:
    session = opened(station)
    signed(station, MANAGER)
    sent = move(draft(MovementKind.PICKUP, session, 5000), station)
    receipt = got(sent.movement_id, 5000)
    with pytest.raises(ApprovalRequired) as asked:
        receive(receipt, station)
    verdict = asked.value.verdict
    assert verdict is not None
    assert verdict.witness_is_enough
    receive(receipt, station, station.approve_with_pin(verdict, CLERK, PINS[CLERK]))
    with station.look() as work:
        assert movement_by_id(work.connection, sent.movement_id).witness_id is not None


def test_a_loan_that_was_asked_for_is_answered_once(station: Station) -> None:
    session = opened(station)
    wanted = draft(MovementKind.LOAN, session, 5000, pieces={"note:100": 50})
    asked = ask_for_loan(wanted, station)
    with station.look() as work:
        assert [m.state for m in pending_movements(work.connection)] == [MovementState.ASKED]
        assert movements_in_transit(work.connection, session) == ()
    signed(station, MANAGER)
    answer = draft(MovementKind.LOAN, session, 4000, asked=asked, bag="L1")
    assert move(answer, station).movement_id == asked
    with pytest.raises(Refused):
        move(draft(MovementKind.LOAN, session, 4000, asked=asked), station)
    signed(station, CLERK)
    receive(got(asked, 4000), station)
    assert held(station, "till:7") == Money(24000)


@pytest.mark.parametrize(
    ("spent", "change", "note", "over_short"),
    [(1650, 350, "", 0), (1650, 300, "Change was lost", 50), (2100, 0, "Paid on top", -100)],
)
def test_a_petty_cash_advance_is_open_until_receipt_and_change(
    station: Station, spent: int, change: int, note: str, over_short: int
) -> None:
    session = opened(station)
    signed(station, MANAGER)
    given = move(draft(MovementKind.ADVANCE, session, 2000, party="Tom Baker"), station)
    assert held(station, "advances:petty_cash") == Money(2000)
    back = AdvanceDraft(
        new_id(), given.movement_id, Money(spent), Money(change), "supplies", "R-77", note
    )
    if note:
        with pytest.raises(BadInput):
            close_advance(replace(back, note=""), station)
    close_advance(back, station)
    assert held(station, "advances:petty_cash") == ZERO
    assert held(station, "paid_out:supplies") == Money(spent)
    assert held(station, "over_short") == Money(over_short)
    assert held(station, "till:7") == Money(18000 + change)
    with pytest.raises(Refused):
        close_advance(replace(back, id=new_id()), station)


def close_blind(session: str, station: Station) -> None:
    close_uncounted(session, new_id(), station)


def close_by_force(session: str, station: Station) -> None:
    signed(station, MANAGER)
    force_close(session, new_id(), "Maria is ill", station)


def next_day(session: str, station: Station) -> None:
    assert isinstance(station.clock, FrozenClock)
    station.clock.advance(timedelta(hours=20))


def next_day_elsewhere(session: str, station: Station) -> None:
    suspend_till(session, new_id(), station)
    next_day(session, station)
    signed(station, CLERK)
    close_uncounted(session, new_id(), station)


MEANWHILE = pytest.mark.parametrize(
    "meanwhile", [next_day, close_blind, close_by_force, next_day_elsewhere]
)


@MEANWHILE
def test_a_loan_reaches_a_till_that_waits_for_it(
    either_station: Station, meanwhile: Callable[[str, Station], None]
) -> None:
    """Neither could the till be counted without its loan, nor the loan arrive before the count."""
    station = either_station
    session = opened(station)
    signed(station, MANAGER)
    sent = move(draft(MovementKind.LOAN, session, 5000), station)
    signed(station, CLERK)
    meanwhile(session, station)
    signed(station, CLERK)
    receive(got(sent.movement_id, 5000), station)
    closed = close_till(CountDraft(new_id(), session, total_only=Money(25000)), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO


@MEANWHILE
def test_change_of_petty_cash_reaches_a_till_that_waits_for_it(
    either_station: Station, meanwhile: Callable[[str, Station], None]
) -> None:
    station = either_station
    session = opened(station)
    signed(station, MANAGER)
    given = move(draft(MovementKind.ADVANCE, session, 4000, party="Jo"), station)
    signed(station, CLERK)
    meanwhile(session, station)
    signed(station, MANAGER)
    close_advance(
        AdvanceDraft(new_id(), given.movement_id, Money(3100), Money(900), "supplies"), station
    )
    signed(station, CLERK)
    closed = close_till(CountDraft(new_id(), session, total_only=Money(16900)), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
