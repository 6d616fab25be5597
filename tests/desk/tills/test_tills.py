"""Opening with a float, closing with a blind count; on both engines."""

from __future__ import annotations

import pytest

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import USD, ZERO, Money
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.tills.draft import CountDraft, OpenDraft, put_pieces
from counter_app.desk.tills.service import (
    CountAgain,
    TillClosed,
    close_till,
    keep_count,
    open_till,
    settled_till,
    stored_count,
    till_state,
    unfinished_count,
)
from counter_app.desk.tills.stored_count import from_content
from counter_app.documents.text import render_text
from counter_app.records.journal import balance
from counter_app.records.transaction_reader import read_transaction
from counter_app.station import Station
from tests.desk.tills.hands import opened
from tests.stores import CLERK_2, LEAD, MANAGER, PINS


def cash_in(station: Station, account: str) -> Money:
    with station.look() as work:
        return balance(work.connection, account, Tender.CASH)


def count(session: str, amount: int, reason: str = "") -> CountDraft:
    return CountDraft(new_id(), session, total_only=Money(amount), reason=reason)


def test_a_float_comes_from_the_safe_and_the_till_is_open(either_station: Station) -> None:
    session = opened(either_station)
    assert cash_in(either_station, "till:7") == Money(20000)
    assert cash_in(either_station, "safe") == Money(-20000)
    state = till_state(either_station)
    assert state.session is not None
    assert (state.session.id, state.opened_by) == (session, "Maria Alvarez")


def test_s10_a_till_counted_exactly_posts_no_variance(either_station: Station) -> None:
    session = opened(either_station)
    closed = close_till(count(session, 20000), either_station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
    with either_station.look() as work:
        assert balance(work.connection, "over_short") == ZERO
        stored = read_transaction(work.connection, closed.transaction_ids[0])
    assert stored is not None
    assert stored.transaction.kind is Kind.COUNT
    assert stored.transaction.postings == ()
    assert cash_in(either_station, "till:7") == ZERO == cash_in(either_station, "safe")


def test_a_small_variance_is_posted_without_a_question(either_station: Station) -> None:
    session = opened(either_station)
    closed = close_till(count(session, 19850), either_station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == Money(-150)
    with either_station.look() as work:
        assert balance(work.connection, "over_short") == Money(150)


def test_a_first_count_that_is_off_is_kept_and_tells_nothing(station: Station) -> None:
    session = opened(station)
    again = close_till(count(session, 12345), station)
    assert isinstance(again, CountAgain)
    assert not any(digit in again.text + again.remedy for digit in "0123456789")
    assert till_state(station).earlier_counts == 1
    closed = close_till(count(session, 20000), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO


def test_a_second_count_off_needs_a_reason_and_then_a_manager(station: Station) -> None:
    session = opened(station)
    close_till(count(session, 19000), station)
    with pytest.raises(Refused) as refusal:
        close_till(count(session, 19000), station)
    assert refusal.value.code == "tills.reason_missing"
    draft = count(session, 19000, reason="unexplained")
    with pytest.raises(ApprovalRequired) as asked:
        close_till(draft, station)
    assert asked.value.verdict is not None
    approval = station.approve_with_pin(asked.value.verdict, MANAGER, PINS[MANAGER])
    closed = close_till(draft, station, approval)
    assert isinstance(closed, TillClosed)
    assert closed.difference == Money(-1000)


def test_r13_the_same_count_sent_twice_closes_once(either_station: Station) -> None:
    draft = count(opened(either_station), 20000)
    first = close_till(draft, either_station)
    assert close_till(draft, either_station) == first
    with pytest.raises(Conflict):
        close_till(CountDraft(draft.id, draft.session_id, total_only=Money(1)), either_station)


def test_s14_a_second_close_is_refused(either_station: Station) -> None:
    session = opened(either_station)
    close_till(count(session, 20000), either_station)
    with pytest.raises(Refused) as refusal:
        close_till(count(session, 20000), either_station)
    assert refusal.value.code == "till_closed"


def test_one_till_is_open_in_one_place(either_station: Station, clock: FrozenClock) -> None:
    opened(either_station)
    with pytest.raises(Conflict):
        open_till(OpenDraft(new_id(), 8, Money(100)), either_station)
    other = Station(
        either_station.database,
        either_station.home,
        "D02",
        either_station.keys,
        clock,
        either_station._parse_policy,
    )
    other.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    with pytest.raises(Conflict) as conflict:
        open_till(OpenDraft(new_id(), 7, Money(100)), other)
    assert "D01" in conflict.value.text


def test_someone_elses_till_needs_a_yes(station: Station) -> None:
    session = opened(station)
    station.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    with pytest.raises(ApprovalRequired):
        close_till(count(session, 20000), station)


def test_nobody_signed_on_moves_nothing(station: Station) -> None:
    with pytest.raises(Refused) as refusal:
        open_till(OpenDraft(new_id(), 7, Money(100)), station)
    assert refusal.value.code == "not_signed_on"


def test_pieces_add_up_and_unknown_ones_are_refused(station: Station) -> None:
    session = opened(station)
    draft = CountDraft(new_id(), session)
    for key, pieces in (("note:2000", 9), ("note:1000", 1), ("coin:25", 40)):
        draft = put_pieces(draft, key, pieces)
    assert draft.counted == Money(20000)
    with pytest.raises(BadInput):
        put_pieces(draft, "note:2000", 1_000_000_000)
    with pytest.raises(BadInput):
        close_till(CountDraft(new_id(), session, {"note:300": 1}), station)
    with pytest.raises(BadInput):
        close_till(CountDraft(new_id(), session), station)
    with pytest.raises(NotFound):
        open_till(OpenDraft(new_id(), 99, Money(100)), station)


def test_the_second_count_is_final_and_cannot_be_tried_until_it_fits(station: Station) -> None:
    session = opened(station)
    assert isinstance(close_till(count(session, 12345), station), CountAgain)
    second = count(session, 12000)
    with pytest.raises(Refused) as refusal:
        close_till(second, station)
    assert refusal.value.code == "tills.reason_missing"
    assert till_state(station).earlier_counts == 2
    with pytest.raises(Refused) as refusal:
        close_till(count(session, 20000), station)
    assert refusal.value.code == "tills.count_final"
    assert till_state(station).session is not None
    final = till_state(station).final
    assert final is not None
    assert final.counted == Money(12000)


def test_a_final_count_needs_only_its_reason_and_a_manager(either_station: Station) -> None:
    session = opened(either_station)
    close_till(count(session, 12345), either_station)
    with pytest.raises(Refused):
        close_till(count(session, 12000), either_station)
    draft = count(session, 12000, reason="miscount")
    with pytest.raises(ApprovalRequired) as asked:
        close_till(draft, either_station)
    assert asked.value.verdict is not None
    approval = either_station.approve_with_pin(asked.value.verdict, MANAGER, PINS[MANAGER])
    closed = close_till(draft, either_station, approval)
    assert isinstance(closed, TillClosed)
    assert closed.difference == Money(-8000)
    shown = settled_till(closed.transaction_ids[0], either_station)
    assert (shown.reason, shown.approver) == ("Miscount", "Ken Osei")
    assert shown.entries > 3


def test_a_lead_cannot_accept_what_only_a_manager_may(station: Station) -> None:
    session = opened(station)
    close_till(count(session, 12345), station)
    draft = count(session, 12000, reason="miscount")
    with pytest.raises(ApprovalRequired) as asked:
        close_till(draft, station)
    assert asked.value.verdict is not None
    approval = station.approve_with_pin(asked.value.verdict, LEAD, PINS[LEAD])
    with pytest.raises(Refused) as refusal:
        close_till(draft, station, approval)
    assert refusal.value.code == "not_an_approver"
    assert till_state(station).session is not None


def test_an_unfinished_count_comes_back_with_its_pieces(either_station: Station) -> None:
    session = opened(either_station)
    draft = put_pieces(CountDraft(new_id(), session), "note:2000", 9)
    keep_count(draft, False, either_station)
    assert unfinished_count(session, either_station) == draft
    keep_count(draft, True, either_station)
    assert stored_count(draft.id, either_station) == draft
    close_till(put_pieces(draft, "note:1000", 2), either_station)
    assert unfinished_count(session, either_station) is None


STORED = {
    "version": 2,
    "session": "01980000-0000-7000-8000-000000000001",
    "pieces": {"note:100": 1},
    "total_cents": None,
    "reason": "",
    "note": "",
    "others": {},
    "leave_cents": 0,
    "occasion": "closing",
}


def test_a_stored_count_is_read_back() -> None:
    assert from_content(new_id(), STORED, USD).counted == Money(100)


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        {"version": 1},
        STORED | {"session": "x"},
        STORED | {"pieces": {"note:100": True}},
        STORED | {"pieces": {"note:100": 10**9}},
        STORED | {"pieces": {}, "total_cents": 1.5},
        STORED | {"others": {"check": [True]}},
        STORED | {"others": {"cash": [100]}},
        STORED | {"others": {"check": [-100]}},
        STORED | {"others": [100]},
        STORED | {"leave_cents": -1},
        STORED | {"occasion": "sometimes"},
    ],
)
def test_b2_a_damaged_stored_count_is_refused(content: object) -> None:
    with pytest.raises(BadInput):
        from_content(new_id(), content, USD)


def test_the_board_says_where_tills_are_but_not_what_is_in_them(station: Station) -> None:
    opened(station, 23117)
    state = till_state(station)
    assert [(t.id, t.open_at, t.operator) for t in state.tills] == [
        (7, "Desk 1", "Maria Alvarez"),
        (8, "", ""),
    ]
    assert "231" not in repr(state)


def test_the_settlement_slip_adds_up_and_carries_the_books(station: Station) -> None:
    session = opened(station)
    draft = CountDraft(new_id(), session)
    for key, pieces in (("note:2000", 9), ("note:100", 19), ("coin:25", 0)):
        draft = put_pieces(draft, key, pieces)
    closed = close_till(draft, station)
    assert isinstance(closed, TillClosed)
    slip = render_text(settled_till(closed.transaction_ids[0], station).slip, 48)
    for words in ("NORTHGATE MARKET", "9 x 20.00", "180.00", "19 x 1.00", "19.00", "-1.00"):
        assert words in slip
    assert "199.00" in slip
