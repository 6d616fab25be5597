"""What came back is summed from the journal and the registers, per line, tax and tender."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, ONE, units
from counter_app.core.receipt import Receipt, ReceiptLine, TaxShare
from counter_app.core.transaction import Kind
from counter_app.desk.returns.history import LineHistory
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.returned import Returned, by_tax, returned_so_far
from counter_app.rules.still_paid import returned_share
from counter_app.station import Station
from tests.records.books import (
    CLEAN,
    open_till,
    operator_id,
    receipt,
    register_return,
    return_of,
    void_of,
)

TAX = ("TX", "Sales tax", 82500)
CITY = ("city", "City tax", 20_000)


def put(station: Station, *seen: Receipt) -> Receipt:
    with station.open_work() as work:
        first, *_ = (add_receipt(work.connection, r, station.clock) for r in seen)
        work.commit()
    return first


def back(station: Station, sold: Receipt) -> Returned:
    with station.look() as work:
        return returned_so_far(work.connection, sold)


def test_nothing_came_back_yet(either_station: Station) -> None:
    sold = put(either_station, receipt(1))
    assert back(either_station, sold) == Returned({}, {})


def test_a_return_counts_until_it_is_voided(either_station: Station) -> None:
    sold = put(either_station, receipt(1))
    session = open_till(either_station)
    with either_station.open_work() as work:
        clerk = operator_id(work)
        posted = work.journal.post(return_of(sold, session, clerk), CLEAN)
        work.commit()
    found = back(either_station, sold)
    line = found.lines[sold.lines[1].id]
    assert (line.quantity, line.net, line.taxes) == (ONE, Money(479), {TAX: Money(39)})
    assert found.tenders == {sold.tenders[0].id: Money(518)}
    with either_station.open_work() as work:
        work.journal.post(void_of(posted, session, clerk), CLEAN)
        work.commit()
    assert back(either_station, sold) == Returned({}, {})


def test_a_correction_gives_back_money_but_no_goods(either_station: Station) -> None:
    sold = put(either_station, receipt(1))
    session = open_till(either_station)
    with either_station.open_work() as work:
        clerk = operator_id(work)
        other = replace(return_of(sold, session, clerk), kind=Kind.PRICE_CORRECTION)
        posted = work.journal.post(other, CLEAN)
        work.commit()
    found = back(either_station, sold)
    line = found.lines[sold.lines[1].id]
    assert (line.quantity, line.net, line.taxes) == (NONE, ZERO, {})
    assert (line.corrected, line.corrected_taxes) == (Money(479), {TAX: Money(39)})
    assert found.tenders == {sold.tenders[0].id: Money(518)}
    with either_station.open_work() as work:
        work.journal.post(void_of(posted, session, clerk), CLEAN)
        work.commit()
    assert back(either_station, sold) == Returned({}, {})


def test_other_kinds_do_not_count(either_station: Station) -> None:
    sold = put(either_station, receipt(1))
    session = open_till(either_station)
    with either_station.open_work() as work:
        other = replace(return_of(sold, session, operator_id(work)), kind=Kind.SERVICE)
        work.journal.post(other, CLEAN)
        work.commit()
    assert back(either_station, sold) == Returned({}, {})


@pytest.mark.parametrize("named", [20, 2, None, 77])
def test_a_return_at_the_register_counts_too(either_station: Station, named: int | None) -> None:
    seen = receipt(1)
    sold = put(either_station, seen, register_return(seen, seen.lines[1], 50, named))
    found = back(either_station, sold)
    assert found.at_registers
    assert found.lines[sold.lines[1].id].quantity == ONE
    assert found.lines[sold.lines[1].id].net == Money(479)
    assert found.tenders[sold.tenders[0].id] == Money(300)
    assert found.tenders[sold.tenders[1].id] == Money(218)


def test_a_register_writes_the_number_of_what_comes_back_as_it_likes(station: Station) -> None:
    seen = receipt(1)
    soap = replace(seen.lines[1], item_code=seen.lines[1].item_code.lstrip("0"))
    sold = put(station, seen, register_return(seen, soap, 50, None))
    assert back(station, sold).lines[sold.lines[1].id].quantity == ONE


def twins() -> Receipt:
    """Two lines of the same soap, one bar each."""
    seen = receipt(1)
    soap = seen.lines[1]
    return replace(
        seen, lines=(replace(soap, number=1), replace(soap, number=2, source_sequence=30))
    )


def of_both(soap: ReceiptLine) -> ReceiptLine:
    double = tuple(replace(t, amount=Money(t.amount.minor * 2)) for t in soap.taxes)
    less = tuple(replace(d, amount=Money(d.amount.minor * 2)) for d in soap.discounts)
    return replace(
        soap, quantity=units(2), gross=Money(soap.gross.minor * 2), taxes=double, discounts=less
    )


def test_a_register_return_without_a_line_fills_the_open_lines_in_turn(
    either_station: Station,
) -> None:
    seen = twins()
    sold = put(either_station, seen, register_return(seen, of_both(seen.lines[0]), 50, None))
    found = back(either_station, sold)
    for line in sold.lines:
        returned = found.lines[line.id]
        assert (returned.quantity, returned.net, returned.taxes) == (
            ONE,
            Money(479),
            {TAX: Money(39)},
        )


def test_two_register_returns_without_a_line_do_not_hit_the_same_line_twice(
    either_station: Station,
) -> None:
    seen = twins()
    sold = put(
        either_station,
        seen,
        register_return(seen, seen.lines[0], 50, None),
        register_return(seen, seen.lines[0], 51, None),
    )
    assert [back(either_station, sold).lines[x.id].quantity for x in sold.lines] == [ONE, ONE]


def test_more_than_was_sold_is_still_told(either_station: Station) -> None:
    seen = receipt(1)
    sold = put(either_station, seen, register_return(seen, of_both(seen.lines[1]), 50, None))
    assert back(either_station, sold).lines[sold.lines[1].id].quantity == units(2)


def test_other_receipts_and_voided_ones_do_not_count(either_station: Station) -> None:
    seen = receipt(1)
    voided = replace(register_return(seen, seen.lines[1], 50, 20), status="voided")
    other = receipt(2)
    elsewhere = register_return(other, other.lines[1], 51, 20)
    unknown = register_return(seen, replace(seen.lines[1], item_code="999"), 52, None)
    sold = put(either_station, seen, voided, other, elsewhere, unknown)
    found = back(either_station, sold)
    assert found.lines.get(sold.lines[1].id) is None
    assert sum(r.quantity.milli for r in found.lines.values()) == NONE.milli


@given(
    st.lists(st.integers(0, 99), min_size=2, max_size=3),
    st.integers(1, 6),
    st.lists(st.tuples(st.booleans(), st.integers(1, 3)), max_size=6),
)
def test_taxes_of_one_name_end_at_what_was_paid(
    amounts: list[int], sold: int, moves: list[tuple[bool, int]]
) -> None:
    """The books hold their sum alone; parts come back and the rest is exempted, in any order."""
    taxes = tuple(TaxShare(*CITY, Money(a)) for a in amounts)
    line = ReceiptLine(1, "1", "Soap", units(sold), Money(1000), taxes=taxes)
    history = LineHistory()
    returned = corrected = 0
    for exempt, much in [*moves, (False, sold)]:
        now = min(units(much), line.quantity - history.quantity)
        paid = [history.tax_of(line, i) for i in range(len(taxes))]
        if exempt:
            corrected += total(tax.left for tax in paid).minor
        elif now:
            part = [returned_share(tax, history.quantity, now, line.quantity) for tax in paid]
            returned += total(part).minor
            history = replace(history, quantity=history.quantity + now)
        back = by_tax(line, {CITY: Money(returned)})
        fixed = by_tax(line, {CITY: Money(corrected)}, back)
        history = replace(history, taxes=back, corrected_taxes=fixed)
        assert returned + corrected <= sum(amounts)
    assert returned + corrected == sum(amounts)
