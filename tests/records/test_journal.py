"""The journal judges, numbers, chains and writes once, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from counter_app.core.approval import Approval, Finding, Severity, Verdict
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.receipt import Receipt
from counter_app.core.store import TillSession
from counter_app.core.transaction import Posting, Tender, Transaction
from counter_app.records.journal import Posted, balance
from counter_app.records.journal_tables import overrides, sequences, transactions
from counter_app.records.till_states import end_session
from counter_app.records.transaction_reader import (
    find_transaction,
    read_transaction,
    reversed_by,
    stored_document,
)
from counter_app.records.verify import verify_store
from counter_app.station import Station
from tests.records.books import (
    ASKING,
    CLEAN,
    TODAY,
    approval_of,
    open_till,
    operator_id,
    post_full_return,
    post_return,
    return_of,
    slip,
    stored_receipt,
    void_of,
)
from tests.stores import CLERK_2, MANAGER


@pytest.fixture
def session(either_station: Station) -> TillSession:
    return open_till(either_station)


@pytest.fixture
def sold(either_station: Station) -> Receipt:
    return stored_receipt(either_station)


def transaction_count(station: Station) -> int:
    with station.look() as work:
        statement = select(func.count()).select_from(transactions)
        return int(work.connection.execute(statement).scalar_one())


def post(
    station: Station,
    transaction: Transaction,
    verdict: Verdict = CLEAN,
    approval: Approval | None = None,
) -> Posted:
    with station.open_work() as work:
        posted = work.journal.post(transaction, verdict, approval)
        work.commit()
    return posted


def people(station: Station) -> tuple[int, int, int]:
    with station.look() as work:
        return operator_id(work), operator_id(work, MANAGER), operator_id(work, CLERK_2)


def test_a_transaction_comes_back_as_it_was(either_station: Station, session: TillSession) -> None:
    posted = post_full_return(either_station, session, 5)
    with either_station.look() as work:
        stored = read_transaction(work.connection, posted.id)
        paper = stored_document(work.connection, posted.id, 2)
        assert find_transaction(work.connection, "D01", TODAY, posted.number) == posted.id
        assert balance(work.connection, "till:7", Tender.CASH) == Money(200_00 - 518)
        assert balance(work.connection, "returns") == Money(479)
        assert balance(work.connection, "nowhere") == Money(0)
    assert stored is not None
    assert stored.transaction.number == posted.number == 2
    assert stored.transaction.lines[0].taxes[0].amount == Money(39)
    assert stored.transaction.note == "Unopened."
    assert stored.approval is not None
    assert stored.approval.codes == {"returns.over_limit"}
    assert stored.mac == posted.mac
    assert paper is not None
    assert paper == slip("STORE COPY").document


def test_r13_the_same_request_again_gives_the_same_answer(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, _, _ = people(either_station)
    transaction = return_of(sold, session, clerk)
    first = post(either_station, transaction)
    later = replace(transaction, occurred_at=transaction.occurred_at + timedelta(seconds=9))
    again = post(either_station, later)
    assert again == replace(first, replayed=True)
    assert transaction_count(either_station) == 2
    with either_station.look() as work:
        assert work.journal.answered(transaction.id, CLEAN.request_digest) == again
        assert work.journal.answered(new_id(), CLEAN.request_digest) is None
        with pytest.raises(Conflict):
            work.journal.answered(transaction.id, "another request")


def test_r13_the_same_id_for_something_else_is_refused(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, _, _ = people(either_station)
    transaction = return_of(sold, session, clerk)
    post(either_station, transaction)
    with pytest.raises(Conflict) as refusal:
        post(either_station, replace(transaction, note="Something else."))
    assert refusal.value.code == "id_reused"


def test_r13_a_replay_that_took_a_number_leaves_no_gap(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, _, _ = people(either_station)
    transaction = return_of(sold, session, clerk)
    post(either_station, transaction)
    with either_station.open_work() as work:
        number = work.journal.next_number(transaction)
        with pytest.raises(Conflict) as refusal:
            work.journal.post(transaction, CLEAN, number=number)
    assert refusal.value.code == "already_saved"
    assert verify_store(either_station.database, either_station.home, either_station.keys).clean


def test_numbers_have_no_gap_after_a_rollback(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, _, _ = people(either_station)
    with either_station.open_work() as work:
        work.journal.post(return_of(sold, session, clerk), CLEAN)
    posted = post(either_station, return_of(sold, session, clerk))
    assert (posted.number, posted.position) == (2, 2)
    with either_station.look() as work:
        last = work.connection.execute(select(sequences.c.last)).scalar_one()
    assert last == 2


def test_each_day_counts_from_one_and_the_chain_goes_on(
    either_station: Station, session: TillSession
) -> None:
    clerk, _, _ = people(either_station)
    tomorrow = replace(
        void_of(Posted("x", 0, 0, ""), session, clerk),
        reverses=None,
        business_date=TODAY + timedelta(days=1),
    )
    posted = post(either_station, tomorrow)
    assert (posted.number, posted.position) == (1, 2)


def test_several_posts_in_one_transaction_are_chained(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, _, _ = people(either_station)
    with either_station.open_work() as work:
        first = work.journal.post(return_of(sold, session, clerk), CLEAN)
        second = work.journal.post(return_of(sold, session, clerk), CLEAN)
        assert work.journal.chain() == (second.position, second.mac)
        work.commit()
    assert second.position == first.position + 1
    assert verify_store(either_station.database, either_station.home, either_station.keys).clean


def test_o05_what_rules_forbid_no_approval_covers(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, manager, _ = people(either_station)
    forbidden = Verdict(
        "f" * 64, (*ASKING.findings, Finding("returns.expired", Severity.FORBID, "Too old."))
    )
    approval = approval_of(forbidden, "D01", clerk, manager)
    with pytest.raises(Refused) as refusal:
        post(either_station, return_of(sold, session, clerk), forbidden, approval)
    assert refusal.value.code == "returns.expired"
    assert transaction_count(either_station) == 1


def test_o05_what_asks_for_a_manager_is_not_written_without(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, _, _ = people(either_station)
    with pytest.raises(ApprovalRequired) as refusal:
        post(either_station, return_of(sold, session, clerk), ASKING)
    assert refusal.value.verdict == ASKING
    assert transaction_count(either_station) == 1


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("own", "own_approval"),
        ("requester", "approval_elsewhere"),
        ("station", "approval_elsewhere"),
        ("digest", "approval_mismatch"),
        ("expired", "approval_expired"),
        ("future", "approval_expired"),
        ("codes", "approval_required"),
    ],
)
def test_o07_o08_an_approval_covers_exactly_one_request(
    either_station: Station, session: TillSession, sold: Receipt, case: str, code: str
) -> None:
    clerk, manager, other = people(either_station)
    good = approval_of(ASKING, "D01", clerk, manager)
    match case:
        case "own":
            bad = replace(good, approver_id=clerk)
        case "requester":
            bad = replace(good, requester_id=other)
        case "station":
            bad = replace(good, station="D02")
        case "digest":
            bad = replace(good, request_digest="0" * 64)
        case "expired":
            bad = replace(good, granted_at=good.granted_at - timedelta(seconds=41))
        case "future":
            bad = replace(good, granted_at=good.granted_at + timedelta(minutes=5))
        case _:
            bad = replace(good, codes=frozenset({"returns.other"}))
    transaction = return_of(sold, session, clerk)
    with pytest.raises(Refused) as refusal:
        post(either_station, transaction, ASKING, bad)
    assert refusal.value.code == code
    assert transaction_count(either_station) == 1
    assert post(either_station, transaction, ASKING, good).number == 2


def test_o07_an_approval_is_good_once(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, manager, _ = people(either_station)
    approval = approval_of(ASKING, "D01", clerk, manager)
    post(either_station, return_of(sold, session, clerk), ASKING, approval)
    with pytest.raises(Refused) as refusal:
        post(either_station, return_of(sold, session, clerk), ASKING, approval)
    assert refusal.value.code == "approval_used"


def test_an_approval_nobody_needed_is_not_stored(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, manager, _ = people(either_station)
    approval = approval_of(CLEAN, "D01", clerk, manager)
    post(either_station, return_of(sold, session, clerk), CLEAN, approval)
    with either_station.look() as work:
        assert work.connection.execute(select(overrides.c.id)).first() is None


def test_a_transaction_is_voided_once(either_station: Station, session: TillSession) -> None:
    posted = post_return(either_station, session)
    clerk, _, _ = people(either_station)
    void = void_of(posted, session, clerk)
    post(either_station, void)
    with pytest.raises(Refused) as refusal:
        post(either_station, void_of(posted, session, clerk))
    assert refusal.value.code == "already_reversed"
    with either_station.look() as work:
        assert reversed_by(work.connection, posted.id) == void.id


def test_no_money_moves_without_an_open_till(
    either_station: Station, session: TillSession, sold: Receipt, clock: FrozenClock
) -> None:
    clerk, _, _ = people(either_station)
    with pytest.raises(Refused) as refusal:
        post(either_station, replace(return_of(sold, session, clerk), till_session_id=None))
    assert refusal.value.code == "till_not_open"
    with either_station.open_work() as work:
        end_session(work.connection, session.id, "settled", clerk, clock.now())
        work.commit()
    with pytest.raises(Refused) as refusal:
        post(either_station, return_of(sold, session, clerk))
    assert refusal.value.code == "till_not_open"


def test_what_was_checked_lets_nothing_else_through(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    """`post` checks again whatever is not the very transaction, verdict and approval of `check`."""
    clerk, _, _ = people(either_station)
    asks = Verdict("0" * 64, (Finding("refund.limit", Severity.APPROVE, "Too much."),))
    good = return_of(sold, session, clerk)
    elsewhere = replace(good, till_session_id=None)
    with either_station.open_work() as work:
        work.journal.check(good, CLEAN)
        with pytest.raises(ApprovalRequired):
            work.journal.post(good, asks)
        with pytest.raises(Refused, match="Open a till first"):
            work.journal.post(elsewhere, CLEAN)
        work.journal.post(good, CLEAN)
        work.commit()


def test_money_of_another_till_is_a_bug(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, _, _ = people(either_station)
    other = replace(
        return_of(sold, session, clerk),
        postings=(Posting("returns", Money(5)), Posting("till:8", Money(-5), Tender.CASH)),
    )
    with pytest.raises(AssertionError, match="another till"):
        post(either_station, other)


def test_unbalanced_postings_never_come_into_being(
    either_station: Station, session: TillSession, sold: Receipt
) -> None:
    clerk, _, _ = people(either_station)
    good = return_of(sold, session, clerk)
    with pytest.raises(AssertionError, match="sum to zero"):
        replace(good, postings=good.postings[:-1])
