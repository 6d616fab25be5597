"""Drafts, print jobs, payment attempts, policy versions and till sessions, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Conflict, NotFound, Refused, StorageError
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.store import TillSession
from counter_app.records.drafts import (
    StoredDraft,
    draft_by_id,
    drafts_of,
    drop_draft,
    parked_drafts,
    save_draft,
)
from counter_app.records.payments import (
    PaymentAttempt,
    add_attempt,
    attempts_of,
    settle_attempt,
    unposted_attempts,
)
from counter_app.records.policy_versions import add_policy, policy_at
from counter_app.records.till_states import end_session, start_session
from counter_app.records.tills import open_session_at, session_by_id
from counter_app.station import Station
from tests.records.books import open_till, operator_id, post_full_return
from tests.stores import CLERK_2, NOON


def a_draft(operator: int, state: str = "open", amount: Money | None = None) -> StoredDraft:
    return StoredDraft(
        new_id(), "returns", "D01", operator, state, "Soap", amount, {"lines": [1]}, NOON
    )


def test_drafts_stay_with_their_owner(either_station: Station) -> None:
    with either_station.open_work() as work:
        mine, theirs = operator_id(work), operator_id(work, CLERK_2)
        draft = a_draft(mine, amount=Money(518))
        for each in (draft, a_draft(theirs), a_draft(theirs, "parked")):
            save_draft(work.connection, work.keys, each)
        work.commit()
    with either_station.open_work() as work:
        assert drafts_of(work.connection, work.keys, mine, "open") == (draft,)
        assert [d.operator_id for d in parked_drafts(work.connection, work.keys)] == [theirs]
        changed = replace(draft, state="parked", title="x" * 500, changed_at=NOON)
        save_draft(work.connection, work.keys, changed)
        found = draft_by_id(work.connection, work.keys, draft.id)
        assert found is not None
        assert (found.state, len(found.title)) == ("parked", 120)
        drop_draft(work.connection, draft.id)
        assert draft_by_id(work.connection, work.keys, draft.id) is None
        work.commit()


def test_print_jobs_keep_the_order_of_the_papers(either_station: Station) -> None:
    posted = post_full_return(either_station, open_till(either_station), 1)
    with either_station.open_work() as work:
        clerk = operator_id(work)
        work.print_jobs.add(posted.id, 2, clerk, NOON)
        work.print_jobs.add(posted.id, 1, clerk, NOON, duplicate=True)
        work.commit()
    with either_station.open_work() as work:
        waiting = work.print_jobs.waiting()
        assert [(j.document, j.copy_number) for j in waiting] == [(1, 0), (1, 1), (2, 0)]
        first = waiting[0]
        work.print_jobs.set_state(first.id, "sending", "", NOON)
        assert work.print_jobs.after_restart(NOON) == 1
        assert [j.id for j in work.print_jobs.doubtful()] == [first.id]
        assert work.print_jobs.doubtful()[0].attempts == 1
        assert first.id not in [j.id for j in work.print_jobs.waiting()]
        assert len(work.print_jobs.of_transaction(posted.id)) == 3
        work.commit()


def attempt(state: str = "pending") -> PaymentAttempt:
    return PaymentAttempt(
        new_id(),
        new_id(),
        "returns",
        "D01",
        1,
        "manual",
        "card",
        Money(518),
        None,
        state,
        "",
        "",
        NOON,
    )


def test_an_attempt_is_open_until_its_end_is_known_and_ends_once(either_station: Station) -> None:
    made = attempt()
    with either_station.open_work() as work:
        add_attempt(work.connection, made)
        work.commit()
    with either_station.open_work() as work:
        assert unposted_attempts(work.connection, "D01") == (made,)
        assert unposted_attempts(work.connection, "D02") == ()
        settle_attempt(work.connection, made.request_id, "unknown", at=NOON)
        assert [a.state for a in unposted_attempts(work.connection, "D01")] == ["unknown"]
        settle_attempt(work.connection, made.request_id, "approved", code="A1", at=NOON)
        assert [a.state for a in unposted_attempts(work.connection, "D01")] == ["approved"]
        assert [a.code for a in attempts_of(work.connection, made.transaction_id)] == ["A1"]
        with pytest.raises(Conflict) as refusal:
            settle_attempt(work.connection, made.request_id, "declined", at=NOON)
        assert refusal.value.code == "attempt_settled"


def test_the_policy_of_a_day_is_the_newest_that_counts_from_then(either_station: Station) -> None:
    with either_station.open_work() as work:
        first = policy_at(work.connection, date(2026, 5, 1))
        second = add_policy(work.connection, work.keys, "a = 1", date(2026, 6, 1), "x", NOON)
        third = add_policy(work.connection, work.keys, "a = 2", date(2026, 6, 1), "x", NOON)
        assert (first.version, second, third) == (1, 2, 3)
        assert policy_at(work.connection, date(2026, 5, 31)).version == 1
        assert policy_at(work.connection, date(2026, 6, 1)).content == "a = 2"
        assert policy_at(work.connection, date(2020, 1, 1)).version == 1
    with either_station.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM policy_versions")
        with pytest.raises(StorageError, match="No policy"):
            policy_at(connection, date(2026, 1, 1))


def test_one_open_session_a_till_and_a_station(either_station: Station) -> None:
    session = open_till(either_station)
    with either_station.open_work() as work:
        clerk = operator_id(work)
        for till, station in ((7, "D02"), (8, "D01")):
            second = TillSession(new_id(), till, station, NOON.date(), "open", clerk, NOON)
            with pytest.raises(Conflict) as refusal:
                start_session(work.connection, second)
            assert refusal.value.code == "till_open"
        assert open_session_at(work.connection, "D01") == session
        with pytest.raises(NotFound):
            session_by_id(work.connection, new_id())


def test_sessions_follow_each_other_even_when_the_clock_goes_back(
    either_station: Station, clock: FrozenClock
) -> None:
    for n in range(4):
        clock.set(NOON - timedelta(hours=n % 3))
        session = open_till(either_station)
        with either_station.open_work() as work:
            clerk = operator_id(work)
            end_session(work.connection, session.id, "settled", clerk, clock.now())
            with pytest.raises(Refused) as refusal:
                end_session(work.connection, session.id, "settled", clerk, clock.now())
            assert refusal.value.code == "till_closed"
            work.commit()
