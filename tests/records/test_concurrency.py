"""Two desks at once: one return of one unit, one close of a till, no gap in the numbers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from counter_app.core.errors import Conflict, CounterError, Refused
from counter_app.core.ids import new_id
from counter_app.core.quantity import NONE
from counter_app.core.receipt import Receipt
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Transaction
from counter_app.records.journal import Posted
from counter_app.records.journal_tables import sequences, transactions
from counter_app.records.receipts import lock_receipt, receipt_by_id
from counter_app.records.returned import ReturnedLine, returned_so_far
from counter_app.records.till_states import end_session, start_session
from counter_app.records.verify import verify_store
from counter_app.station import Station
from tests.records.books import (
    CLEAN,
    open_till,
    operator_id,
    return_of,
    stored_receipt,
    void_of,
)
from tests.stores import NOON


@pytest.fixture
def other_station(either_station: Station) -> Station:
    """Desk 2 on the same database."""
    return Station(
        either_station.database,
        either_station.home,
        "D02",
        either_station.keys,
        either_station.clock,
        either_station._parse_policy,
    )


def at_once(*jobs: Callable[[], object]) -> list[CounterError]:
    """Run the jobs at the same time; gives the refusals, and raises anything else."""
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        start.wait(timeout=20)
        job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        errors = [f.exception() for f in [pool.submit(run, job) for job in jobs]]
    bugs = [e for e in errors if e is not None and not isinstance(e, CounterError)]
    if bugs:
        raise bugs[0]
    return [e for e in errors if isinstance(e, CounterError)]


def return_once(station: Station, sold: Receipt, session: TillSession) -> None:
    """What a return does under the receipt's lock: sum again, refuse, or post."""
    with station.open_work() as work:
        lock_receipt(work.connection, sold.id)
        fresh = receipt_by_id(work.connection, sold.id)
        assert fresh is not None
        back = returned_so_far(work.connection, fresh).lines.get(fresh.lines[1].id, ReturnedLine())
        if back.quantity > NONE:
            raise Refused("This came back already.", code="returns.nothing_left")
        work.journal.post(return_of(fresh, session, operator_id(work)), CLEAN)
        work.commit()


def clean(station: Station) -> bool:
    return verify_store(station.database, station.home, station.keys).clean


def test_r12_two_desks_return_the_same_unit_and_one_wins(
    either_station: Station, other_station: Station
) -> None:
    mine, theirs = open_till(either_station), open_till(other_station, 8)
    for sequence in range(1, 11):
        sold = stored_receipt(either_station, sequence)
        refusals = at_once(
            lambda sold=sold: return_once(either_station, sold, mine),  # type: ignore[misc]
            lambda sold=sold: return_once(other_station, sold, theirs),  # type: ignore[misc]
        )
        assert [r.code for r in refusals] == ["returns.nothing_left"]
    with either_station.look() as work:
        returns = select(func.count()).where(transactions.c.kind == "return")
        assert work.connection.execute(returns).scalar_one() == 10
    assert clean(either_station)


def test_numbers_are_gapless_when_threads_post_and_roll_back(either_station: Station) -> None:
    session = open_till(either_station)
    sold = stored_receipt(either_station)

    def work_through(keep: int) -> None:
        for n in range(12):
            with either_station.open_work() as work:
                transaction = return_of(sold, session, operator_id(work))
                number = work.journal.next_number(transaction)
                work.journal.post(transaction, CLEAN, number=number)
                if n % 3 != keep:
                    work.commit()

    assert at_once(lambda: work_through(0), lambda: work_through(1)) == []
    with either_station.look() as work:
        numbers = work.connection.execute(
            select(transactions.c.number).order_by(transactions.c.number)
        ).scalars()
        assert list(numbers) == list(range(1, 18))
        assert work.connection.execute(select(sequences.c.last)).scalar_one() == 17
    assert clean(either_station)


def test_the_first_number_of_a_day_is_given_once(
    either_station: Station, other_station: Station
) -> None:
    with either_station.look() as look:
        clerk = operator_id(look)
    session = TillSession(new_id(), 7, "D01", NOON.date(), "open", clerk, NOON)
    control = void_of_nothing(session, clerk)

    def post_control() -> None:
        with either_station.open_work() as work:
            work.journal.post(control(), CLEAN)
            work.commit()

    assert at_once(post_control, post_control) == []
    assert clean(either_station)


def void_of_nothing(session: TillSession, clerk: int) -> Callable[[], Transaction]:
    made = void_of(Posted("x", 0, 0, ""), session, clerk)
    return lambda: replace(
        made, id=new_id(), kind=Kind.CONTROL, reverses=None, till_session_id=None
    )


def test_r13_the_same_request_from_two_threads_is_posted_once(either_station: Station) -> None:
    session = open_till(either_station)
    sold = stored_receipt(either_station)
    with either_station.look() as look:
        transaction = return_of(sold, session, operator_id(look))

    def send() -> None:
        with either_station.open_work() as work:
            work.journal.post(transaction, CLEAN)
            work.commit()

    assert at_once(send, send, send) == []
    with either_station.look() as work:
        assert work.connection.execute(select(func.count(transactions.c.id))).scalar_one() == 2
    assert clean(either_station)


def test_two_desks_void_the_same_return_and_one_wins(
    either_station: Station, other_station: Station
) -> None:
    mine, theirs = open_till(either_station), open_till(other_station, 8)
    sold = stored_receipt(either_station)
    with either_station.open_work() as work:
        clerk = operator_id(work)
        posted = work.journal.post(return_of(sold, mine, clerk), CLEAN)
        work.commit()

    def void(station: Station, session: TillSession) -> None:
        with station.open_work() as work:
            work.journal.post(void_of(posted, session, clerk), CLEAN)
            work.commit()

    refusals = at_once(lambda: void(either_station, mine), lambda: void(other_station, theirs))
    assert len(refusals) == 1
    assert isinstance(refusals[0], Refused | Conflict)
    assert clean(either_station)


def test_s14_two_managers_press_close_and_the_second_is_refused(
    either_station: Station, other_station: Station
) -> None:
    session = open_till(either_station)

    def close(station: Station) -> None:
        with station.open_work() as work:
            end_session(work.connection, session.id, "settled", operator_id(work), NOON)
            work.commit()

    refusals = at_once(lambda: close(either_station), lambda: close(other_station))
    assert [r.code for r in refusals] == ["till_closed"]


def test_one_till_is_opened_at_one_desk(either_station: Station, other_station: Station) -> None:
    def open_seven(station: Station) -> None:
        with station.open_work() as work:
            clerk = operator_id(work)
            session = TillSession(new_id(), 7, station.name, NOON.date(), "open", clerk, NOON)
            start_session(work.connection, session)
            work.commit()

    refusals = at_once(lambda: open_seven(either_station), lambda: open_seven(other_station))
    assert len(refusals) == 1
    assert isinstance(refusals[0], Conflict)
