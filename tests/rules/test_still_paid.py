"""Returns and corrections of one line in any order: never above paid, all back is all paid back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import NONE, Quantity, units
from counter_app.rules.still_paid import StillPaid, corrected_share, returned_share

CENTS = st.integers(0, 100_000).map(Money)
MOVES = st.lists(st.tuples(st.booleans(), st.integers(1, 1000)), max_size=12)


class Line:
    """A line with one tax that gives back what it is told to."""

    def __init__(self, paid: Money, tax: Money, sold: Quantity) -> None:
        self.price, self.tax = StillPaid(paid), StillPaid(tax)
        self.sold, self.done = sold, NONE

    def come_back(self, now: Quantity) -> tuple[Money, Money]:
        net = returned_share(self.price, self.done, now, self.sold)
        tax = returned_share(self.tax, self.done, now, self.sold)
        self.price = StillPaid(self.price.paid, self.price.returned + net, self.price.corrected)
        self.tax = StillPaid(self.tax.paid, self.tax.returned + tax, self.tax.corrected)
        self.done += now
        return net, tax

    def correct(self, amount: Money) -> tuple[Money, Money]:
        net = min(amount, self.price.left)
        tax = corrected_share(self.tax, self.price, net)
        self.price = StillPaid(self.price.paid, self.price.returned, self.price.corrected + net)
        self.tax = StillPaid(self.tax.paid, self.tax.returned, self.tax.corrected + tax)
        return net, tax


@given(CENTS, CENTS, st.integers(1, 50_000), MOVES)
def test_any_order_of_returns_and_corrections_gives_back_what_was_paid(
    paid: Money, tax: Money, sold: int, moves: list[tuple[bool, int]]
) -> None:
    line = Line(paid, tax, Quantity(sold))
    given_back = given_tax = ZERO
    for is_return, size in moves:
        left = line.sold - line.done
        if is_return and left > NONE:
            part = line.come_back(Quantity(1 + left.milli * (size - 1) // 1000))
        elif left > NONE:
            part = line.correct(Money(line.price.left.minor * size // 1000))
        else:
            continue
        assert min(part) >= ZERO
        given_back, given_tax = given_back + part[0], given_tax + part[1]
        assert given_back <= paid
        assert given_tax <= tax
    if (left := line.sold - line.done) > NONE:
        part = line.come_back(left)
        given_back, given_tax = given_back + part[0], given_tax + part[1]
    assert (given_back, given_tax) == (paid, tax)


@given(CENTS, CENTS, st.lists(st.integers(0, 1000), min_size=1, max_size=6))
def test_small_corrections_give_back_the_tax_of_one_large_one(
    paid: Money, tax: Money, parts: list[int]
) -> None:
    piecewise, at_once = Line(paid, tax, units(1)), Line(paid, tax, units(1))
    amounts = [Money(paid.minor * part // (1000 * len(parts))) for part in parts]
    taxes = [piecewise.correct(amount)[1] for amount in amounts]
    whole = at_once.correct(Money(sum(a.minor for a in amounts)))[1]
    assert sum(t.minor for t in taxes) == whole.minor


def test_a_corrected_unit_comes_back_at_its_corrected_price() -> None:
    """Three at 2.99, one returned, the other two corrected to 2.49: each is worth 2.49."""
    line = Line(Money(897), Money(54), units(3))
    assert line.come_back(units(1)) == (Money(299), Money(18))
    assert line.correct(Money(100)) == (Money(100), Money(6))
    assert line.come_back(units(1)) == (Money(249), Money(15))
    assert line.come_back(units(1)) == (Money(249), Money(15))


@pytest.mark.parametrize("correction", [897, 10_000])
def test_a_line_that_became_free_gives_back_nothing_more(correction: int) -> None:
    line = Line(Money(897), Money(54), units(3))
    assert line.correct(Money(correction)) == (Money(897), Money(54))
    assert line.correct(Money(1)) == (ZERO, ZERO)
    assert line.come_back(units(3)) == (ZERO, ZERO)


@given(CENTS, CENTS, st.lists(st.integers(1, 5), min_size=1, max_size=8), st.data())
def test_a_voided_return_leaves_no_cent_behind(
    paid: Money, tax: Money, parts: list[int], data: st.DataObject
) -> None:
    """Any of several returns is taken back, and what it had given is given again."""
    line = Line(paid, tax, units(sum(parts)))
    made = [(units(part), line.come_back(units(part))) for part in parts]
    for part, (net, of_tax) in data.draw(st.lists(st.sampled_from(made), unique=True)):
        line.done -= part
        line.price = StillPaid(paid, line.price.returned - net)
        line.tax = StillPaid(tax, line.tax.returned - of_tax)
    if (left := line.sold - line.done) > NONE:
        line.come_back(left)
    assert (line.price.returned, line.tax.returned) == (paid, tax)


def test_what_a_register_kept_on_purpose_is_not_handed_out_later() -> None:
    """Two at 10.00: the register gave 8.50 for one, the desk gives 10.00 for the other."""
    line = StillPaid(Money(2000), Money(850))
    assert returned_share(line, units(1), units(1), units(2)) == Money(1000)
