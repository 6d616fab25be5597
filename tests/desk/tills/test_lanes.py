"""Lanes: issued and returned by tag, expected from imported sales, late sales in a rescue."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from counter_app.core.errors import NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import Receipt, ReceiptKey, ReceiptLine, ReceiptTender
from counter_app.core.store import SessionKind, SessionState
from counter_app.core.transaction import Tender
from counter_app.desk.tills.checks import verify_tills
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.lanes import (
    IssueDraft,
    issue_drawer,
    rescue_late_sales,
    return_drawer,
)
from counter_app.desk.tills.service import CountAgain, TillClosed, close_till
from counter_app.records.lane_takings import cashier_variances
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.tills import session_by_id
from counter_app.station import Station
from tests.desk.tills.hands import held, signed
from tests.stores import CLERK, NOON


def sale(
    station: Station,
    sequence: int,
    *amounts: int,
    cashier: str = "501",
    at: datetime = NOON,
    tender: Tender = Tender.CASH,
) -> None:
    """A sale at register R01 paid by these rows (negative: change or money back)."""
    paid = sum(amounts)
    line = ReceiptLine(1, "041000", "Bread", Quantity(1000), Money(max(paid, 0)))
    made = Receipt(
        key=ReceiptKey("0012", "R01", NOON.date(), sequence),
        receipt_number=f"R01-{sequence:05d}",
        ended_at=at,
        lines=(line,),
        tenders=tuple(ReceiptTender(n, tender, Money(a)) for n, a in enumerate(amounts, 1)),
        operator=cashier,
    )
    with station.open_work() as work:
        add_receipt(work.connection, made, station.clock)
        work.commit()


def issued(station: Station, amount: int = 10000, cashier: str = "", tag: str = "T1") -> str:
    return issue_drawer(IssueDraft(new_id(), 1, Money(amount), tag, "S1", cashier), station)


def counted(station: Station, session: str, minor: int, **others: int) -> TillClosed | CountAgain:
    slips = {name: (value,) for name, value in others.items()}
    draft = CountDraft(new_id(), session, total_only=Money(minor), others=slips)
    return close_till(draft, station)


def test_s01_a_lane_is_expected_to_hold_its_float_and_its_sales(office: Station) -> None:
    """75, 60 and 700 were sold, whatever was given and changed: +835."""
    session = issued(office)
    for n, amounts in enumerate(((10000, -2500), (10000, -4000), (80000, -10000)), 1):
        sale(office, n, *amounts)
    sale(office, 9, 4000, tender=Tender.CHECK)
    sale(office, 10, 9900, tender=Tender.CARD)
    return_drawer(session, new_id(), "T1", office)
    closed = counted(office, session, 10000 + 83500, check=4000)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
    assert held(office, "sales:registers") == Money(-87500)
    assert held(office, "safe") == Money(83500)


def test_s02_a_sale_paid_in_two_rows_takes_its_change_once(office: Station) -> None:
    session = issued(office)
    sale(office, 1, 3000, 3000, -1000)
    closed = counted(office, session, 15000)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO


def test_a_drawer_goes_out_and_comes_back_by_its_tag(office: Station) -> None:
    session = issued(office, tag="T9")
    with pytest.raises(Refused) as refusal:
        return_drawer(session, new_id(), "T8", office)
    assert refusal.value.code == "tills.wrong_tag"
    assert return_drawer(session, new_id(), "T9", office).state == SessionState.BLIND_CLOSED
    with pytest.raises(NotFound):
        issue_drawer(IssueDraft(new_id(), 99, Money(1), "T1"), office)
    signed(office, CLERK)
    with pytest.raises(Refused):
        issued(office)


def test_two_cashiers_of_one_lane_have_a_drawer_each(office: Station) -> None:
    first = issued(office, cashier="501")
    sale(office, 1, 30000, cashier="501")
    sale(office, 2, 20000, cashier="502")
    closed = counted(office, first, 40000)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
    second = issued(office, cashier="502")
    answer = counted(office, second, 29850)
    assert isinstance(answer, TillClosed)
    with office.look() as work:
        assert cashier_variances(work.connection, NOON.date()) == {"502": Money(-150)}


def test_s17_late_sales_go_to_a_rescue_and_closed_figures_stay(office: Station) -> None:
    session = issued(office)
    sale(office, 1, 5000)
    closed = counted(office, session, 15100)
    assert isinstance(closed, TillClosed)
    assert closed.difference == Money(100)
    assert rescue_late_sales(session, office) is None
    sale(office, 2, 100)
    rescue = rescue_late_sales(session, office)
    assert rescue is not None
    assert rescue_late_sales(session, office) is None
    with office.look() as work:
        assert session_by_id(work.connection, session).state == SessionState.SETTLED
        assert session_by_id(work.connection, rescue).kind == SessionKind.RESCUE
    again = issued(office)
    settled = counted(office, rescue, 0)
    assert isinstance(settled, TillClosed)
    assert settled.difference == Money(-100)
    assert held(office, "over_short") == ZERO
    fine = counted(office, again, 10000)
    assert isinstance(fine, TillClosed)
    assert fine.difference == ZERO
    with office.look() as work:
        assert verify_tills(work.connection) == []


def test_sales_after_the_drawer_came_back_belong_to_the_next(office: Station) -> None:
    first = issued(office)
    return_drawer(first, new_id(), "T1", office)
    sale(office, 1, 700, at=NOON + timedelta(hours=1))
    closed = counted(office, first, 10000)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
