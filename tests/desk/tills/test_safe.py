"""The safe: counted by two, at par by what the bank brings, deposits, deliveries, keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from counter_app.core.approval import Approval
from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.errors import ApprovalRequired, BadInput, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import USD, ZERO, Money
from counter_app.core.store import SAFE_ID, SessionState
from counter_app.core.transaction import Tender
from counter_app.desk.tills.checks import verify_tills
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.movement_draft import MovementDraft, ReceiveDraft
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.receiving import receive, resolve_movement
from counter_app.desk.tills.safe import (
    SafeCounted,
    count_safe,
    hand_over_key,
    order_change,
    take_delivery,
)
from counter_app.desk.tills.safe_draft import SafeDraft, from_content, to_content
from counter_app.desk.tills.safe_kept import (
    keep_safe_count,
    tries_before,
    unfinished_safe_count,
)
from counter_app.desk.tills.service import close_till
from counter_app.records.cash_movements import movement_by_id
from counter_app.records.drafts import drafts, unfinished
from counter_app.records.till_counts import SAFE_TRY, count_sets
from counter_app.records.tills import unsettled_session
from counter_app.records.transaction_reader import read_transaction
from counter_app.rules.change_order import change_order
from counter_app.station import Station
from tests.desk.tills.hands import held, signed, slip
from tests.desk.tills.test_screen_blind import tells
from tests.stores import CLERK, LEAD, MANAGER, MANAGER_2, PINS


def witnessed(station: Station, error: ApprovalRequired, who: str) -> Approval:
    assert error.verdict is not None
    assert error.verdict.witness_is_enough
    return station.approve_with_pin(error.verdict, who, PINS[who])


def counted(station: Station, draft: SafeDraft, who: str = MANAGER_2) -> SafeCounted:
    signed(station, MANAGER)
    with pytest.raises(ApprovalRequired) as asked:
        count_safe(draft, station)
    return count_safe(draft, station, witnessed(station, asked.value, who))


def filled(station: Station, minor: int = 500000) -> None:
    """The safe's first count: whatever lies in it is found there."""
    counted(station, SafeDraft(new_id(), total_only=Money(minor), reason="unexplained"))


def test_a_safe_goes_from_hand_to_hand_counted_by_two(either_station: Station) -> None:
    station = either_station
    filled(station)
    assert held(station, "safe") == Money(500000)
    done = counted(station, SafeDraft(new_id(), {"note:10000": 50}))
    assert done.difference == ZERO
    paper = slip(station, done.transaction_id)
    assert "Ken Osei" in paper
    assert "Ruth Lind" in paper
    with station.look() as work:
        custody = unsettled_session(work.connection, SAFE_ID)
        stored = read_transaction(work.connection, done.transaction_id)
    assert custody is not None
    assert stored is not None
    assert custody.operator_id == stored.transaction.witness_id
    assert custody.state == SessionState.OPEN
    assert stored.transaction.postings == ()


def test_the_safe_is_no_till_to_be_closed(station: Station) -> None:
    filled(station)
    counted(station, SafeDraft(new_id(), {"note:10000": 50}))
    with station.look() as work:
        custody = unsettled_session(work.connection, SAFE_ID)
    assert custody is not None
    with pytest.raises(Refused) as refusal:
        close_till(CountDraft(new_id(), custody.id, total_only=Money(500000)), station)
    assert refusal.value.code == "tills.is_safe"
    with station.look() as work:
        assert unsettled_session(work.connection, SAFE_ID) == custody


def test_a_safe_that_is_off_needs_a_reason(station: Station) -> None:
    filled(station)
    signed(station, MANAGER)
    with pytest.raises(Refused) as refusal:
        count_safe(SafeDraft(new_id(), total_only=Money(490000)), station)
    assert refusal.value.code == "tills.reason_missing"
    assert "5000" not in refusal.value.text
    counted(station, SafeDraft(new_id(), total_only=Money(490000), reason="miscount"))
    assert held(station, "safe") == Money(490000)


def test_a_count_of_the_safe_that_is_given_up_stays_on_record(either_station: Station) -> None:
    station = either_station
    filled(station)
    first, second = Money(490000), Money(499000)
    for total in (first, first, second):
        with pytest.raises(Refused):
            count_safe(SafeDraft(new_id(), total_only=total), station)
    with station.look() as work:
        custody = unsettled_session(work.connection, SAFE_ID)
        assert custody is not None
        kept = count_sets(work.connection, custody.id, SAFE_TRY)
    assert [k.counted for k in kept] == [first, second], "the same figure twice is one count"
    assert held(station, "safe") == Money(500000), "a count that is only kept moves nothing"
    done = counted(station, SafeDraft(new_id(), total_only=Money(500000)))
    assert done.difference == ZERO
    paper = slip(station, done.transaction_id)
    assert "Counted before" in paper
    assert "4900.00" in paper
    assert "4990.00" in paper


def test_a_count_of_the_safe_nobody_signed_for_is_on_record_too(station: Station) -> None:
    filled(station)
    signed(station, MANAGER)
    with pytest.raises(ApprovalRequired):
        count_safe(SafeDraft(new_id(), total_only=Money(499900)), station)
    with station.look() as work:
        assert [k.counted for k in tries_before(work)] == [Money(499900)]


def test_the_first_count_ever_is_kept_in_the_hands_of_who_made_it(station: Station) -> None:
    signed(station, MANAGER)
    with pytest.raises(Refused):
        count_safe(SafeDraft(new_id(), {"note:2000": 5}), station)
    with station.look() as work:
        custody = unsettled_session(work.connection, SAFE_ID)
        assert custody is not None
        assert custody.operator_id == station.operator_id
        assert [dict(k.pieces) for k in tries_before(work)] == [{"note:2000": 5}]


def test_a_count_of_the_safe_is_stored_sealed_and_blind_until_it_is_signed(
    either_station: Station,
) -> None:
    station = either_station
    filled(station, 500011)
    half = SafeDraft(new_id(), {"note:10000": 49, "coin:25": 0}, note="Drawer B is left")
    keep_safe_count(half, station)
    assert unfinished_safe_count(station) == half
    with station.look() as work:
        row = work.connection.execute(select(drafts)).one()
        (stored,) = unfinished(work.connection, work.keys)
    assert "note:10000" not in str(row), "only the store's key opens it"
    assert tells(str(stored.content), Money(500011), Money(10011)) == []
    whole = replace(half, pieces={"note:10000": 50}, reason="unexplained")
    counted(station, whole)
    keep_safe_count(whole, station)
    with station.look() as work:
        assert unfinished(work.connection, work.keys) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"safe": 2},
        {"pieces": {"note:2000": "3"}},
        {"pieces": {"note:2000": 10**9}},
        {"total_cents": 1.5},
        {"total_cents": -1},
        {"note": None},
        {"reason": 4},
        {"expected_cents": 500000},
    ],
)
def test_a_stored_count_of_the_safe_that_was_changed_is_refused(change: dict[str, object]) -> None:
    content = to_content(SafeDraft("01980000-0000-7000-8000-000000000001", {"note:2000": 3}))
    with pytest.raises(BadInput):
        from_content("01980000-0000-7000-8000-000000000001", {**content, **change}, USD)


@pytest.mark.parametrize(
    "draft",
    [
        SafeDraft("01980000-0000-7000-8000-000000000001"),
        SafeDraft("01980000-0000-7000-8000-000000000001", {"note:2000": 10**9}),
        SafeDraft("01980000-0000-7000-8000-000000000001", total_only=Money(-1)),
        SafeDraft("01980000-0000-7000-8000-000000000001", total_only=Money(10**12)),
    ],
)
def test_b2_counts_of_a_safe_that_cannot_be(station: Station, draft: SafeDraft) -> None:
    signed(station, MANAGER)
    with pytest.raises(BadInput):
        count_safe(draft, station)


def test_only_who_may_touches_the_safe(station: Station) -> None:
    signed(station, LEAD)
    for attempt in (
        lambda: count_safe(SafeDraft(new_id(), total_only=ZERO), station),
        lambda: order_change(new_id(), {"coin:25": 40}, station),
        lambda: hand_over_key(new_id(), "Safe key 1", station),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code == "tills.not_permitted"


@pytest.mark.parametrize(
    ("held_pieces", "coming", "order"),
    [
        ({}, {}, {"coin:25": 400, "note:100": 200}),
        ({"coin:25": 399, "note:100": 200}, {}, {"coin:25": 40}),
        ({"coin:25": 400, "note:100": 500}, {}, {}),
        ({"coin:25": 100}, {"coin:25": 280, "note:100": 200}, {"coin:25": 40}),
    ],
)
def test_the_bank_brings_what_is_missing_in_whole_packs(
    held_pieces: dict[str, int], coming: dict[str, int], order: dict[str, int]
) -> None:
    pars, packs = {"coin:25": 400, "note:100": 200}, {"coin:25": 40, "note:100": 100}
    assert change_order(pars, packs, held_pieces, coming) == order


def test_a_count_says_what_to_order_and_what_is_coming_is_not_ordered_again(
    station: Station,
) -> None:
    filled(station)
    first = counted(station, SafeDraft(new_id(), {"note:10000": 50}))
    assert first.order["coin:25"] == 400
    assert "Change to order" in slip(station, first.transaction_id)
    order_change(new_id(), first.order, station)
    second = counted(station, SafeDraft(new_id(), {"note:10000": 50}))
    assert second.order == {}


def test_a_delivery_is_counted_and_the_bank_answers_for_the_rest(
    either_station: Station,
) -> None:
    station = either_station
    filled(station)
    order = order_change(new_id(), {"note:100": 200, "coin:25": 40}, station)
    assert held(station, "safe") == Money(500000)
    short = {"note:100": 199, "coin:25": 40}
    with pytest.raises(BadInput):
        take_delivery(order, new_id(), short, "Brink, J.", "", station)
    request = new_id()
    moved = take_delivery(order, request, short, "Brink, J.", "One note short", station)
    assert take_delivery(order, request, short, "Brink, J.", "One note short", station) == (
        type(moved)(order, moved.transaction_id, moved.number, False)
    )
    assert held(station, "bank") == Money(-21000)
    assert held(station, "safe") == Money(520900)
    assert held(station, "transit:safe") == Money(100)
    resolve_movement(order, new_id(), "back", "The bank credits it", station)
    assert held(station, "bank") == Money(-20900)
    assert held(station, "transit:safe") == ZERO
    with pytest.raises(Refused):
        take_delivery(order, new_id(), short, "Brink, J.", "again", station)
    with station.look() as work:
        assert verify_tills(work.connection) == []


def test_a_deposit_leaves_sealed_and_the_bank_counts_it(station: Station) -> None:
    filled(station)
    deposit = MovementDraft(
        new_id(),
        MovementKind.DEPOSIT,
        None,
        {Tender.CASH: Money(300000)},
        party="Brink, J.",
        bag="D-7",
        seal="9911",
    )
    sent = move(deposit, station)
    paper = slip(station, sent.transaction_id)
    for words in ("BANK DEPOSIT", "Brink, J.", "D-7", "9911", "Courier"):
        assert words in paper
    assert held(station, "transit:bank") == Money(300000)
    signed(station, MANAGER_2)
    told = {Tender.CASH: Money(299000)}
    receive(ReceiveDraft(new_id(), sent.movement_id, told, note="Bank found 10 less"), station)
    assert held(station, "bank") == Money(299000)
    with station.look() as work:
        movement = movement_by_id(work.connection, sent.movement_id)
    assert (movement.state, movement.open_amount) == (MovementState.DISPUTED, Money(1000))
    resolve_movement(sent.movement_id, new_id(), "accept", "Seen in the safe's video", station)
    assert held(station, "transit:bank") == ZERO
    assert held(station, "over_short") == Money(-500000 + 1000)


def test_a_key_changes_hands_between_two_people(station: Station) -> None:
    signed(station, MANAGER)
    request = new_id()
    with pytest.raises(BadInput):
        hand_over_key(request, " ", station)
    with pytest.raises(ApprovalRequired) as asked:
        hand_over_key(request, "Safe key 2", station)
    posted = hand_over_key(request, "Safe key 2", station, witnessed(station, asked.value, CLERK))
    with station.look() as work:
        stored = read_transaction(work.connection, posted)
    assert stored is not None
    assert (stored.transaction.reason, stored.transaction.note) == ("key_handover", "Safe key 2")
    assert stored.transaction.witness_id is not None


def test_nobody_takes_the_safe_over_from_afar(station: Station) -> None:
    """Who signs for the safe or a key stands there: no yes in advance, by phone or by policy."""
    signed(station, MANAGER)
    counting = SafeDraft(new_id(), total_only=Money(500000), reason="unexplained")
    key = new_id()
    attempts: tuple[Callable[[Approval | None], object], ...] = (
        lambda approval: count_safe(counting, station, approval),
        lambda approval: hand_over_key(key, "Safe key 1", station, approval),
    )
    for attempt in attempts:
        with pytest.raises(ApprovalRequired) as asked:
            attempt(None)
        there = witnessed(station, asked.value, MANAGER_2)
        for method in ("lone_manager", "preauthorized", "remote_pin"):
            with pytest.raises(Refused) as refusal:
                attempt(replace(there, method=method))
            assert refusal.value.code == "safe.not_there"
        attempt(there)
