"""Baskets, payments and stored baskets: exact, frozen, strict."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput, NotFound
from counter_app.core.item import ItemRow
from counter_app.core.money import Money, total
from counter_app.core.operator import Operator, Role
from counter_app.core.quantity import ONE, Quantity, units
from counter_app.core.receipt import DiscountKind, DiscountShare
from counter_app.core.transaction import Tender
from counter_app.rules.cash_rounding import CashRounding, Direction
from counter_app.rules.policy import Policy
from counter_app.trade.basket import (
    Basket,
    add_item,
    change_price,
    food_to_pay,
    offers_on,
    price_lines,
    remove_line,
    set_quantity,
    to_pay,
)
from counter_app.trade.payments import Offer, settle
from counter_app.trade.sale_rules import SaleCase, judge_sale
from counter_app.trade.stored_basket import basket_of, basket_values, offer_values, offers_of
from tests.desk.returns.goods import policy
from tests.trade.goods import APPLES, BREAD, EVERYTHING, LAMP, MUG, ODD, TICKET

DAY = date(2026, 11, 21)
POLICY: Policy = policy()
nickel = CashRounding(Money(5)).round


def priced(basket: Basket, **shares: tuple[DiscountShare, ...]) -> int:
    return to_pay(price_lines(basket, DAY, POLICY.tax, POLICY.selling)).minor


def test_pieces_of_one_item_share_a_line_and_weighed_goods_do_not() -> None:
    basket = add_item(add_item(Basket(), MUG), MUG)
    basket = add_item(add_item(basket, APPLES, Quantity(420)), APPLES, Quantity(1000))
    assert [(x.number, x.quantity.milli) for x in basket.lines] == [(1, 2000), (2, 420), (3, 1000)]
    assert priced(basket) == 2 * 1000 + 125 + 40 + 84 + 199


def test_a_number_stays_with_its_line() -> None:
    basket = add_item(add_item(Basket(), MUG), LAMP)
    basket = add_item(remove_line(basket, 1), BREAD)
    assert [(x.number, x.item.description) for x in basket.lines] == [(2, "Lamp"), (3, "Bread")]
    with pytest.raises(NotFound):
        basket.line(1)


def test_a_labelled_pack_costs_what_its_label_says() -> None:
    basket = add_item(Basket(), APPLES, Quantity(500), labelled=Money(123))
    assert priced(basket) == 123
    with pytest.raises(BadInput, match="on its label"):
        set_quantity(basket, 1, Quantity(600))


def test_discounts_come_off_before_tax() -> None:
    basket = add_item(Basket(), LAMP)
    off = {1: (DiscountShare(DiscountKind.PROMOTION, Money(500), "P1"),)}
    (line,) = price_lines(basket, DAY, POLICY.tax, POLICY.selling, off)
    assert (line.net, line.tax) == (Money(2000), Money(125 + 40))


def test_promotions_take_off_a_basket_what_registers_take_off() -> None:
    shampoo = replace(MUG, code="381370019237")
    basket = add_item(add_item(Basket(), shampoo, units(3)), LAMP)
    off = offers_on(basket, POLICY.promotions)
    assert {n: [(d.code, d.amount.minor) for d in shares] for n, shares in off.items()} == {
        1: [("M3", 1000)]
    }
    lines = price_lines(basket, DAY, POLICY.tax, POLICY.selling, off)
    assert [x.net for x in lines] == [Money(2000), Money(2500)]


def test_food_benefits_pay_for_food_alone() -> None:
    basket = add_item(add_item(Basket(), MUG), BREAD)
    assert food_to_pay(price_lines(basket, DAY, POLICY.tax, POLICY.selling)) == Money(349)


@pytest.mark.parametrize(
    ("quantity", "item"), [(Quantity(0), MUG), (Quantity(-1000), MUG), (Quantity(500), MUG)]
)
def test_a_quantity_that_cannot_be_is_refused(quantity: Quantity, item: object) -> None:
    with pytest.raises(BadInput):
        add_item(Basket(), MUG, quantity)


# ----------------------------------------------------------------------------- rules


def said(basket: Basket, *offers: Offer, **limits: int) -> dict[str, str]:
    lines = price_lines(basket, DAY, POLICY.tax, POLICY.selling)
    granted = POLICY.role(Role.CLERK)
    who = Operator(7, "0107", "Maria A", Role.CLERK, granted.permissions, dict(granted.limits))
    case = SaleCase(basket, lines, settle(to_pay(lines), offers), who, POLICY)
    return {f.code: f.severity.name for _, found in judge_sale(case) for f in found}


def test_lottery_and_goods_of_an_unknown_tax_class_are_not_sold() -> None:
    basket = add_item(add_item(Basket(), TICKET), ODD)
    assert said(basket, Offer(Tender.CASH, Money(5000))) == {
        "sale.not_sold_here": "FORBID",
        "sale.tax_unknown": "FORBID",
    }


@pytest.mark.parametrize(
    ("price", "reason", "note", "found"),
    [
        (700, "shelf_price", "", {}),
        (499, "shelf_price", "", {"sale.price_change": "APPROVE"}),
        (1501, "shelf_price", "", {"sale.price_change": "APPROVE"}),
        (900, "because", "", {"sale.price_reason_missing": "FORBID"}),
        (900, "price_promised", "", {"sale.price_note_missing": "FORBID"}),
        (900, "price_promised", "by the buyer", {}),
    ],
)
def test_a_changed_price_needs_a_reason_and_beyond_the_limit_a_manager(
    price: int, reason: str, note: str, found: dict[str, str]
) -> None:
    basket = change_price(add_item(Basket(), MUG), 1, Money(price), reason, note)
    assert said(basket, Offer(Tender.CASH, Money(9000))) == found
    assert basket.lines[0].change is not None
    assert basket.lines[0].change.old == Money(1000)


def test_the_limit_counts_the_whole_line_and_the_old_price_takes_a_change_back() -> None:
    basket = change_price(add_item(Basket(), MUG, units(3)), 1, Money(800), "shelf_price")
    assert said(basket, Offer(Tender.CASH, Money(9000))) == {"sale.price_change": "APPROVE"}
    assert change_price(basket, 1, Money(1000), "x").lines[0].change is None


def test_what_is_not_paid_and_a_tender_that_is_not_taken_are_refused() -> None:
    basket = add_item(Basket(), BREAD)
    assert said(basket) == {"sale.still_due": "FORBID"}
    assert said(basket, Offer(Tender.CHECK)) == {"sale.tender_not_taken": "FORBID"}
    assert said(Basket()) == {"sale.nothing": "FORBID"}


# ----------------------------------------------------------------------------- payments


def test_change_comes_from_cash_alone() -> None:
    paid = settle(
        Money(1234), (Offer(Tender.GIFT_CARD, Money(500)), Offer(Tender.CASH, Money(2000)))
    )
    assert (paid.change, paid.missing, paid.cash_in) == (Money(1266), Money(0), Money(734))
    with pytest.raises(BadInput, match="more than what is due"):
        settle(Money(1234), (Offer(Tender.CARD, Money(1235)),))


@pytest.mark.parametrize(("due", "given", "change"), [(492, 492, 0), (493, 493, 0), (493, 503, 10)])
def test_req06_nothing_is_rounded_where_the_exact_change_can_be_given(
    due: int, given: int, change: int
) -> None:
    exact = settle(Money(due), (Offer(Tender.CASH, Money(given)),), nickel)
    assert (exact.rounding, exact.missing) == (Money(0), Money(0))
    assert (exact.change.minor, exact.cash_in.minor) == (change, due)


@pytest.mark.parametrize(
    ("due", "given", "cash_in", "rounding", "change"),
    [
        (492, 500, 490, -2, 10),
        (493, 500, 495, 2, 5),
        (492, None, 490, -2, 0),
        (493, 495, 495, 2, 0),
        (492, 491, 490, -2, 1),  # the cent is the customer's own
        (6, 10, 5, -1, 5),
        (2, 0, 0, -2, 0),
    ],
)
def test_c01_c02_cash_is_rounded_to_the_nickel(
    due: int, given: int | None, cash_in: int, rounding: int, change: int
) -> None:
    cash = None if given is None else Money(given)
    paid = settle(Money(due), (Offer(Tender.CASH, cash),), nickel)
    assert paid.missing == Money(0)
    assert (paid.cash_in.minor, paid.rounding.minor, paid.change.minor) == (
        cash_in,
        rounding,
        change,
    )


@pytest.mark.parametrize(
    ("due", "given", "missing"), [(492, 400, 90), (493, 494, 1), (493, 490, 5), (493, 0, 495)]
)
def test_too_little_cash_is_told_against_the_rounded_sum(
    due: int, given: int, missing: int
) -> None:
    paid = settle(Money(due), (Offer(Tender.CASH, Money(given)),), nickel)
    assert (paid.missing, paid.rounding, paid.change) == (Money(missing), Money(0), Money(0))


def test_c08_a_card_is_never_rounded() -> None:
    paid = settle(Money(492), (Offer(Tender.CARD),), nickel)
    assert (paid.paid_in(Tender.CARD), paid.rounding) == (Money(492), Money(0))


@given(
    step=st.sampled_from([0, 1, 5, 10, 100]),
    direction=st.sampled_from(list(Direction)),
    due=st.integers(1, 20_000),
    card=st.integers(0, 20_000),
    near=st.integers(-120, 120),
    far=st.integers(0, 60_000) | st.none(),
)
def test_cash_takes_the_rounded_rest_or_the_exact_one(
    step: int, direction: Direction, due: int, card: int, near: int, far: int | None
) -> None:
    rounding = CashRounding(Money(step), direction)
    part = min(card, due - 1)
    rest = due - part
    handed = max(rest + near, 0) if far is None else far
    cards = (Offer(Tender.CARD, Money(part)),) if part else ()
    paid = settle(Money(due), (*cards, Offer(Tender.CASH, Money(handed))), rounding.round)

    rounded = rounding.round(Money(rest)).minor
    coin = step or 1
    fits = handed >= rest and (handed - rest) % coin == 0
    taken = rest if fits else rounded
    assert paid.paid_in(Tender.CARD) == Money(part)
    if handed < taken:
        assert paid.missing == Money(taken - handed)
        assert (paid.rounding, paid.change) == (Money(0), Money(0))
        more = (*cards, Offer(Tender.CASH, Money(handed) + paid.missing))
        enough = settle(Money(due), more, rounding.round)
        assert (enough.missing, enough.change, enough.cash_in) == (Money(0), Money(0), Money(taken))
        return
    assert paid.missing == Money(0)
    assert paid.cash_in == Money(taken) == Money(handed) - paid.change
    assert paid.rounding == Money(taken - rest)
    assert abs(paid.rounding.minor) < coin
    own = (0, handed % coin)
    assert paid.change.minor % coin in own, "the store needs no coin it has not"
    if step == 0:
        assert (paid.rounding, paid.change) == (Money(0), Money(handed - rest))


@given(
    prices=st.lists(st.integers(1, 5_000), min_size=1, max_size=6),
    step=st.sampled_from([0, 5]),
    cuts=st.lists(st.integers(0, 40_000), max_size=4),
)
def test_what_a_basket_took_in_cash_goes_back_in_any_parts(
    prices: list[int], step: int, cuts: list[int]
) -> None:
    basket = Basket()
    for number, price in enumerate(prices):
        basket = add_item(basket, replace(MUG, code=f"90{number}", price=Money(price)))
    due = to_pay(price_lines(basket, DAY, POLICY.tax, POLICY.selling))
    rounding = CashRounding(Money(step))
    taken = settle(due, (Offer(Tender.CASH),), rounding.round).cash_in
    exact = handed = Money(0)
    for upto in [*sorted(Money(cut) for cut in cuts if cut < due.minor), due]:
        handed += rounding.next_cash(exact, handed, upto - exact)
        exact = upto
    assert handed == taken
    assert step or taken == due


# ----------------------------------------------------------------------------- stored


def test_a_basket_comes_back_from_json_as_it_was() -> None:
    basket = Basket()
    for item in EVERYTHING:
        basket = add_item(basket, item, Quantity(1230) if item.weighed else ONE)
    basket = change_price(basket, 1, Money(900), "price_promised", "by the buyer")
    basket = add_item(basket, APPLES, Quantity(500), labelled=Money(99))
    assert basket_of(json.loads(json.dumps(basket_values(basket)))) == basket
    offers = (Offer(Tender.GIFT_CARD, Money(5), "secret"), Offer(Tender.CASH))
    assert offers_of(offer_values(offers)) == (
        Offer(Tender.GIFT_CARD, Money(5)),
        Offer(Tender.CASH),
    )
    assert "secret" not in json.dumps(offer_values(offers))


@pytest.mark.parametrize(
    "damage",
    [
        {"line": "1"},
        {"quantity_milli": 0},
        {"quantity_milli": True},
        {"labelled": -1},
        {"change": {"price": 5}},
        {"item": {"code": "1"}},
        {"more": 1},
    ],
)
def test_a_damaged_basket_is_not_opened(damage: dict[str, object]) -> None:
    (row,) = basket_values(add_item(Basket(), MUG))
    with pytest.raises(BadInput):
        basket_of([row | damage])


def test_a_basket_from_before_drinks_knew_their_deposit_is_opened() -> None:
    basket = add_item(Basket(), MUG)
    (row,) = basket_values(basket)
    del row["item"]["deposit_item"]
    assert basket_of([row]) == basket


DEPOSIT = ItemRow("073410558508", "Bottle deposit", Money(10), "Bottle deposit", tax="none")
COLA = replace(BREAD, code="9001", description="Cola", deposit_item=DEPOSIT.code)


def much(basket: Basket) -> list[tuple[int, str, int, int | None]]:
    return [(x.number, x.item.code, x.quantity.milli // 1000, x.deposit_of) for x in basket.lines]


def test_a_drinks_deposit_goes_with_it() -> None:
    basket = add_item(Basket(), COLA, units(2), deposit=DEPOSIT)
    basket = add_item(add_item(basket, DEPOSIT), COLA, deposit=DEPOSIT)
    assert much(basket) == [
        (1, "9001", 3, None),
        (2, DEPOSIT.code, 3, 1),
        (3, DEPOSIT.code, 1, None),
    ]
    basket = set_quantity(basket, 1, units(2))
    assert much(basket)[1] == (2, DEPOSIT.code, 2, 1)
    assert basket_of(basket_values(basket)) == basket
    with pytest.raises(BadInput, match="goes with its drink"):
        set_quantity(basket, 2, units(1))
    assert much(set_quantity(basket, 1, units(0))) == [(3, DEPOSIT.code, 1, None)]


def test_a_drink_without_its_deposit_is_another_line() -> None:
    """The same drink again for one that came back has its deposit paid already."""
    basket = add_item(add_item(Basket(), COLA), COLA, deposit=DEPOSIT)
    assert much(basket) == [(1, "9001", 1, None), (2, "9001", 1, None), (3, DEPOSIT.code, 1, 2)]


@pytest.mark.parametrize("linked", [7, True, "1"])
def test_a_deposit_of_no_line_is_damage(linked: object) -> None:
    drink, deposit = basket_values(add_item(Basket(), COLA, deposit=DEPOSIT))
    with pytest.raises(BadInput):
        basket_of([drink, deposit | {"deposit_of": linked}])


def test_two_lines_of_one_number_are_damage() -> None:
    (row,) = basket_values(add_item(Basket(), MUG))
    with pytest.raises(BadInput):
        basket_of([row, row])
    assert total(x.gross for x in basket_of([row]).lines) == Money(1000)
