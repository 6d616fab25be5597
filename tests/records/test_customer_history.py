"""What the books know of a customer's returns, on both engines; the index answers it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.receipt import Receipt
from counter_app.desk.returns import service
from counter_app.desk.returns.screen_reads import look_around
from counter_app.records.customer_history import (
    CustomerHistory,
    asked_for_approval,
    customer_history,
)
from counter_app.records.customers import Customer, add_customer
from counter_app.station import Station
from tests.desk.returns.desk import approval_for, coming_back, give_back, sell, working
from tests.desk.returns.goods import line
from tests.stores import MANAGER

DANA = Customer(new_id(), "4410", "Dana Whitfield")
LATER = "select 1 from transactions where customer_id = 'x' and business_date > '2026-01-01'"


@pytest.fixture
def desk(either_station: Station) -> Station:
    """An open till, and a customer the store knows."""
    working(either_station)
    with either_station.open_work() as work:
        add_customer(work.connection, DANA, either_station.clock.now())
        work.commit()
    return either_station


def sold(desk: Station, sequence: int, amount: int) -> Receipt:
    return sell(desk, line(paid=amount), sequence=sequence, customer_ref=DANA.number)


def past(desk: Station, day: date | None = None) -> CustomerHistory:
    with desk.look() as work:
        return customer_history(work.connection, DANA.id, day or work.today())


def asked(desk: Station, but: str = "") -> int:
    with desk.look() as work:
        calendar, now = work.store.calendar, desk.clock.now()
        return asked_for_approval(work.connection, desk.operator_id, calendar, now, but)


def test_returns_are_counted_summed_and_told_apart_by_approval(desk: Station) -> None:
    assert past(desk) == CustomerHistory()
    give_back(desk, sold(desk, 1, 1500), {1: 1})
    large = coming_back(desk, sold(desk, 2, 20_000), {1: 1})
    with pytest.raises(ApprovalRequired) as refused:
        service.complete(large, desk)
    service.complete(large, desk, approval_for(desk, refused.value, MANAGER))
    give_back(desk, sell(desk, line(paid=900), sequence=3), {1: 1})
    assert past(desk) == CustomerHistory(2, Money(21_500), approved=1)


def test_a_voided_return_is_left_out(desk: Station) -> None:
    done = give_back(desk, sold(desk, 1, 1500), {1: 1})
    with pytest.raises(ApprovalRequired) as refused:
        service.void(done.transaction_id, "clerk_mistake", desk)
    yes = approval_for(desk, refused.value, MANAGER)
    service.void(done.transaction_id, "clerk_mistake", desk, yes)
    assert past(desk) == CustomerHistory()


def test_ninety_days_are_ninety_days(desk: Station) -> None:
    give_back(desk, sold(desk, 1, 1500), {1: 1})
    with desk.look() as work:
        today = work.today()
    assert past(desk, today + timedelta(days=89)).returns == 1
    assert past(desk, today + timedelta(days=90)).returns == 0
    assert past(desk, today - timedelta(days=1)).amount == ZERO


def test_each_request_that_needed_a_manager_today_counts_once(
    desk: Station, clock: FrozenClock
) -> None:
    large = coming_back(desk, sold(desk, 2, 20_000), {1: 1})
    for _ in range(2):
        with pytest.raises(ApprovalRequired):
            service.complete(large, desk)
    assert asked(desk) == 1
    assert asked(desk, but=large.id) == 0
    assert look_around(large, desk).asked_today == 0, "what is asked now is not counted"
    clock.advance(timedelta(days=1))
    assert asked(desk) == 0


def test_the_screen_reads_the_history_of_the_receipts_customer(desk: Station) -> None:
    give_back(desk, sold(desk, 1, 1500), {1: 1})
    opened = look_around(service.start(desk, sold(desk, 2, 900).id), desk)
    assert opened.customer == DANA.name
    assert opened.history == CustomerHistory(1, Money(1500))


def test_the_history_is_found_by_index(station: Station) -> None:
    with station.look() as work:
        plan = work.connection.execute(text(f"explain query plan {LATER}")).all()
    assert "ix_transactions_customer_id" in str(plan)
