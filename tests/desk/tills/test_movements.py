"""Loans, pickups, drops, paid in and out, exchanges, no-sales: two-sided, limited, on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from counter_app.core.approval import digest
from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.errors import ApprovalRequired, BadInput, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.tills.checks import verify_tills
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.movement_draft import MovementDraft, NoSaleDraft
from counter_app.desk.tills.moving import move, open_drawer
from counter_app.desk.tills.receiving import (
    receive,
)
from counter_app.desk.tills.service import close_till
from counter_app.records.audit import audit_events
from counter_app.records.cash_movements import (
    cash_movements,
    movement_by_id,
    movements_of,
    movements_on,
)
from counter_app.records.decisions import decisions
from counter_app.records.transaction_reader import read_transaction
from counter_app.station import Station
from tests.desk.tills.hands import draft, got, held, moved, opened, signed, slip, yes
from tests.stores import CLERK, CLERK_2, LEAD, MANAGER, NOON, PINS


def test_a_paid_out_has_a_reason_a_payee_and_a_limit(either_station: Station) -> None:
    station = either_station
    session = opened(station)
    paid = move(draft(MovementKind.PAID_OUT, session, 1500, reason="postage"), station)
    assert not paid.in_transit
    assert held(station, "paid_out:postage") == Money(1500)
    paper = slip(station, paid.transaction_id)
    assert "PAID OUT" in paper
    assert "Postage" in paper
    for said, code in (
        ({"reason": ""}, "tills.why_missing"),
        ({"reason": "nonsense"}, "tills.why_missing"),
        ({"reason": "other"}, "tills.note_missing"),
    ):
        with pytest.raises(Refused) as refusal:
            move(draft(MovementKind.PAID_OUT, session, 1000, **said), station)
        assert refusal.value.code == code
    with pytest.raises(Refused) as refusal:
        move(draft(MovementKind.PAID_OUT, session, 2001, reason="lottery"), station)
    assert refusal.value.code == "tills.payee_missing"
    over = draft(MovementKind.PAID_OUT, session, 15000, reason="lottery", party="Ana Reyes")
    yes(station, over, LEAD)
    assert "Approved by Lea" in slip(station, over.id)
    with pytest.raises(Refused) as refusal:
        move(replace(over, id=new_id(), tenders={Tender.CASH: Money(50001)}), station)
    assert refusal.value.code == "tills.over_ceiling"


def test_o08_a_paid_out_in_parts_keeps_the_limit(either_station: Station) -> None:
    """A clerk pays out 50.00: not 90.00 to the same person for the same reason in two parts."""
    station = either_station
    session = opened(station, 60000)

    def paid(cents: int, party: str = "Ana Reyes") -> MovementDraft:
        return draft(MovementKind.PAID_OUT, session, cents, reason="lottery", party=party)

    move(paid(4500), station)
    move(paid(4500, "Bo Lind"), station)
    with pytest.raises(ApprovalRequired):
        move(paid(4500, "ana reyes"), station)
    yes(station, paid(4500), LEAD)
    large = paid(15000)
    with pytest.raises(ApprovalRequired) as asked:
        move(large, station)
    assert asked.value.verdict is not None
    with pytest.raises(Refused) as refusal:
        move(large, station, station.approve_with_pin(asked.value.verdict, LEAD, PINS[LEAD]))
    assert refusal.value.code == "not_an_approver"


def test_o08_parts_are_added_up_however_the_name_is_written(either_station: Station) -> None:
    """SQLite makes only ASCII letters small by itself."""
    session = opened(either_station, 60000)

    def paid(party: str) -> MovementDraft:
        return draft(MovementKind.PAID_OUT, session, 4500, reason="lottery", party=party)

    move(paid("ÍÑIGO NÚÑEZ"), either_station)
    with pytest.raises(ApprovalRequired):
        move(paid("Íñigo Núñez"), either_station)


def test_a_lead_cannot_agree_above_their_own_limit(station: Station) -> None:
    session = opened(station, 60000)
    over = draft(MovementKind.PAID_OUT, session, 30000, reason="lottery", party="Ana Reyes")
    with pytest.raises(ApprovalRequired) as asked:
        move(over, station)
    assert asked.value.verdict is not None
    with pytest.raises(Refused) as refusal:
        move(over, station, station.approve_with_pin(asked.value.verdict, LEAD, PINS[LEAD]))
    assert refusal.value.code == "not_an_approver"
    yes(station, over, MANAGER)
    assert held(station, "till:7") == Money(30000)


def test_req_01_an_override_never_moves_the_money_to_the_managers_till(station: Station) -> None:
    session = opened(station)
    over = draft(MovementKind.PAID_OUT, session, 15000, reason="lottery", party="Ana Reyes")
    made = yes(station, over, MANAGER)
    with station.look() as work:
        stored = read_transaction(work.connection, made.transaction_id)
    assert stored is not None
    assert stored.approval is not None
    assert stored.transaction.till_session_id == session
    assert stored.transaction.operator_id == stored.approval.requester_id


def test_a_till_without_that_much_cash_says_so_and_not_how_much(station: Station) -> None:
    session = opened(station, 2345)
    with pytest.raises(Refused) as refusal:
        move(draft(MovementKind.DROP, session, 2346), station)
    assert refusal.value.code == "tills.not_enough"
    assert "23" not in refusal.value.text + refusal.value.remedy


def test_what_a_till_did_not_take_in_does_not_leave_it(station: Station) -> None:
    session = opened(station)
    move(
        MovementDraft(
            new_id(), MovementKind.EXCHANGE, session, {Tender.CASH: Money(5000)}, into=Tender.CHECK
        ),
        station,
    )
    for kind, into in ((MovementKind.EXCHANGE, Tender.CASH), (MovementKind.DROP, None)):
        for tender, cents in ((Tender.CHECK, 5001), (Tender.COUPON, 1)):
            out = MovementDraft(new_id(), kind, session, {tender: Money(cents)}, into=into)
            with pytest.raises(Refused) as refusal:
                move(out, station)
            assert refusal.value.code == "tills.not_held"
            assert "50" not in refusal.value.text + refusal.value.remedy
    assert held(station, "till:7", Tender.CHECK) == Money(5000)


def test_a_paid_in_brings_money_from_outside(station: Station) -> None:
    session = opened(station)
    move(draft(MovementKind.PAID_IN, session, 700, reason="vending"), station)
    assert held(station, "till:7") == Money(20700)
    assert held(station, "paid_in:vending") == Money(-700)


def test_an_exchange_swaps_tenders_of_the_same_worth(either_station: Station) -> None:
    session = opened(either_station)
    swap = MovementDraft(
        new_id(), MovementKind.EXCHANGE, session, {Tender.CASH: Money(5000)}, into=Tender.CHECK
    )
    move(swap, either_station)
    assert held(either_station, "till:7") == Money(15000)
    assert held(either_station, "till:7", Tender.CHECK) == Money(5000)
    with pytest.raises(BadInput):
        move(replace(swap, id=new_id(), into=Tender.CASH), either_station)


def test_a_change_of_money_is_worth_the_same_and_takes_two(station: Station) -> None:
    session = opened(station)
    change = draft(
        MovementKind.CHANGE,
        session,
        2000,
        pieces={"note:100": 20},
        pieces_back={"note:2000": 1},
    )
    with pytest.raises(BadInput):
        move(replace(change, pieces_back={"note:1000": 1}), station)
    yes(station, change, CLERK_2)
    assert held(station, "till:7") == Money(20000)
    with station.look() as work:
        kept = movement_by_id(work.connection, change.id)
    assert kept.witness_id is not None
    assert kept.state is MovementState.RECEIVED


def test_a_counterfeit_note_is_kept_and_booked(station: Station) -> None:
    session = opened(station)
    kept = draft(
        MovementKind.COUNTERFEIT,
        session,
        2000,
        pieces={"note:2000": 1},
        reference="JB 1234567 A",
        note="Handed to the police",
    )
    move(kept, station)
    assert held(station, "till:7") == Money(18000)
    assert held(station, "losses:counterfeit") == Money(2000)
    assert "JB 1234567 A" in slip(station, kept.id)


def test_a_no_sale_has_a_reason_is_logged_and_on_paper(either_station: Station) -> None:
    station = either_station
    session = opened(station)
    wanted = NoSaleDraft(new_id(), session, "change_wanted")
    with pytest.raises(ApprovalRequired) as asked:
        open_drawer(wanted, station)
    verdict = asked.value.verdict
    assert verdict is not None
    open_drawer(wanted, station, station.approve_with_pin(verdict, LEAD, PINS[LEAD]))
    signed(station, LEAD)
    with pytest.raises(Refused):
        open_drawer(NoSaleDraft(new_id(), session, "no such reason"), station)
    posted = open_drawer(NoSaleDraft(new_id(), session, "drawer_check"), station)
    with station.look() as work:
        stored = read_transaction(work.connection, posted)
        events = work.connection.execute(
            select(audit_events).where(audit_events.c.event == "no_sale")
        ).all()
    assert stored is not None
    assert (stored.transaction.kind, stored.transaction.postings) == (Kind.CONTROL, ())
    assert len(events) == 2
    assert "NO SALE" in slip(station, posted)


def test_a_full_drawer_holds_up_only_what_adds_cash(station: Station) -> None:
    session = opened(station, 90000)
    moved(station, session, 9000)
    bring = draft(MovementKind.PAID_IN, session, 1500, reason="found")
    with pytest.raises(ApprovalRequired) as asked:
        move(bring, station)
    assert asked.value.verdict is not None
    assert asked.value.verdict.to_cover() == {"drawer.full"}
    assert not any(c in asked.value.text for c in "0123456789")
    move(draft(MovementKind.PAID_OUT, session, 1500, reason="postage"), station)
    signed(station, LEAD)
    move(draft(MovementKind.PICKUP, session, 60000), station)
    signed(station, CLERK)
    move(replace(bring, id=new_id()), station)


@pytest.mark.parametrize(
    ("amount", "code"),
    [(0, "tills.no_amount"), (-5, "tills.no_amount"), (10**10, "tills.too_much")],
)
def test_b2_amounts_that_cannot_be(station: Station, amount: int, code: str) -> None:
    session = opened(station)
    with pytest.raises(BadInput) as refusal:
        move(draft(MovementKind.DROP, session, amount), station)
    assert refusal.value.code == code


def test_pieces_must_add_up(station: Station) -> None:
    session = opened(station)
    with pytest.raises(BadInput):
        move(draft(MovementKind.DROP, session, 5000, pieces={"note:2000": 2}), station)


def test_nothing_moves_in_a_till_that_is_not_open(station: Station) -> None:
    session = opened(station)
    close_till(CountDraft(new_id(), session, total_only=Money(20000)), station)
    for kind in (MovementKind.DROP, MovementKind.PAID_OUT, MovementKind.EXCHANGE):
        with pytest.raises((Refused, BadInput)):
            move(draft(kind, session, 100, reason="postage"), station)
    with pytest.raises(Refused):
        open_drawer(NoSaleDraft(new_id(), session, "drawer_check"), station)


def test_r13_a_movement_sent_twice_is_one(station: Station) -> None:
    session = opened(station)
    drop = draft(MovementKind.DROP, session, 100)
    assert move(drop, station) == move(drop, station)
    assert held(station, "till:7") == Money(19900)
    signed(station, MANAGER)
    arrival = got(drop.id, 100)
    assert receive(arrival, station) == receive(arrival, station)


def test_two_slips_are_made_where_there_are_two_sides(station: Station) -> None:
    session = opened(station)
    drop = move(draft(MovementKind.DROP, session, 100, bag="77", seal="A1"), station)
    with_it = slip(station, drop.transaction_id, 1)
    assert "goes with the money" in with_it
    assert "A1" in with_it
    assert "stays where" in slip(station, drop.transaction_id, 2)


def test_movements_can_be_asked_for_by_till_and_by_day(station: Station) -> None:
    session = opened(station)
    move(draft(MovementKind.PAID_OUT, session, 100, reason="postage"), station)
    move(draft(MovementKind.DROP, session, 200), station)
    with station.look() as work:
        mine = movements_of(work.connection, session)
        day = movements_on(work.connection, NOON.date())
    assert [m.kind for m in mine] == [MovementKind.PAID_OUT, MovementKind.DROP]
    assert mine == day


def test_verify_sees_transit_that_no_movement_knows(station: Station) -> None:
    session = opened(station)
    drop = move(draft(MovementKind.DROP, session, 100), station)
    with station.look() as work:
        assert verify_tills(work.connection) == []
    with station.open_work() as work:
        work.connection.execute(
            update(cash_movements)
            .where(cash_movements.c.id == drop.movement_id)
            .values(amount=Money(90), tenders={"cash": 90})
        )
        assert [p.code for p in verify_tills(work.connection)] == [
            "movement_changed",
            "till_transit",
        ]


def test_only_who_may_moves(station: Station) -> None:
    session = opened(station)
    for kind in (MovementKind.LOAN, MovementKind.PICKUP, MovementKind.ADVANCE):
        with pytest.raises(Refused) as refusal:
            move(draft(kind, session, 100), station)
        assert refusal.value.code == "tills.may_not_move"
    drop = move(draft(MovementKind.DROP, session, 100), station)
    with pytest.raises(Refused):
        receive(got(drop.movement_id, 100), station)
    signed(station, MANAGER)
    receive(got(drop.movement_id, 100), station)


def test_what_was_refused_in_the_cash_room_is_kept_with_all_that_decided_it(
    station: Station,
) -> None:
    """A decision that was kept said of no money what it had been about."""
    session = opened(station)
    signed(station, MANAGER)
    sent = move(draft(MovementKind.PICKUP, session, 4000), station)
    tries: tuple[Callable[[], object], ...] = (
        lambda: move(draft(MovementKind.LOAN, session, 5000), station),
        lambda: open_drawer(NoSaleDraft(new_id(), session, "change_wanted"), station),
        lambda: close_till(CountDraft(new_id(), session, total_only=Money(1)), station),
        lambda: receive(got(sent.movement_id, 4999), station),
    )
    for attempt in tries:
        signed(station, CLERK)
        with pytest.raises(Refused):
            attempt()
    with station.look() as work:
        kept = work.connection.execute(select(decisions)).all()
    assert len(kept) == len(tries)
    for one in kept:
        asked = one.request["asked"]
        assert (digest(asked), asked[1]) == (one.request_digest, one.request_id)
