"""What exactly is given back: the scenarios about quantity, price, promotion, tax and tender."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity, units
from counter_app.core.receipt import DiscountKind, DiscountShare, Receipt, ReceiptLine, TaxShare
from counter_app.core.transaction import Tender
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.history import LineHistory
from counter_app.desk.returns.refund import Refund, calculate
from counter_app.rules.allocation import allocate
from tests.desk.returns.goods import draft, line, posted, receipt, returning, situation

TERMS = situation().terms


def refund(base: ReturnDraft, wanted: dict[int, Quantity | int]) -> Refund:
    return calculate(returning(base, wanted), TERMS)


def one_by_one(original: Receipt, steps: list[dict[int, Quantity | int]]) -> list[Refund]:
    """The refunds of several returns of one receipt, each after the one before."""
    base, done = draft(original), []
    for wanted in steps:
        done.append(refund(base, wanted))
        base = posted(base, done[-1])
    return done


def cents(refunds: list[Refund]) -> list[int]:
    return [r.total.minor for r in refunds]


def test_r06_one_of_three_and_later_exactly_the_rest() -> None:
    first, rest = one_by_one(receipt(line(paid=3000, sold=3)), [{1: 1}, {1: 2}])
    assert (first.total, rest.total) == (Money(1000), Money(2000))
    assert rest.lines[0].quantity == units(2)


def test_r10_weighed_goods_come_back_in_parts() -> None:
    chicken = line(paid=936, sold=Quantity(2345), weighed=True)
    steps: list[dict[int, Quantity | int]] = [{1: Quantity(1000)}, {1: Quantity(1345)}]
    assert cents(one_by_one(receipt(chicken), steps)) == [399, 537]


def test_r18_the_rest_may_come_back_another_day() -> None:
    assert cents(one_by_one(receipt(line(paid=901, sold=2)), [{1: 1}, {1: 1}])) == [451, 450]


def test_r19_only_what_came_back_is_paid() -> None:
    assert refund(draft(receipt(line(paid=26997, sold=3))), {1: 2}).total == Money(17998)


def test_d02_what_was_paid_counts_not_what_it_costs_today() -> None:
    assert refund(draft(receipt(line(paid=600, off=400))), {1: 1}).total == Money(600)


def test_d03_the_discount_of_the_sale_counts_not_todays() -> None:
    member = line(paid=400, off=100, kind=DiscountKind.LOYALTY)
    assert refund(draft(receipt(member)), {1: 1}).total == Money(400)


def discounted(grosses: list[int], off: int) -> Receipt:
    """A receipt whose basket-wide discount was given to its lines by their prices."""
    shares = allocate(Money(off), grosses)
    lines = [
        line(n, gross - cut.minor, off=cut.minor, kind=DiscountKind.BASKET)
        for n, (gross, cut) in enumerate(zip(grosses, shares, strict=True), 1)
    ]
    return receipt(*lines)


@pytest.mark.parametrize(
    ("grosses", "off", "back"),
    [
        pytest.param([15000, 6000], 4200, [12000, 4800], id="d05_coupon_of_twenty_percent"),
        pytest.param([600, 400], 100, [540, 360], id="d06_one_off"),
        pytest.param([25000, 20000, 10000], 7000, [21818, 17455, 8727], id="d08_seventy_off"),
        pytest.param([14500 + 29000], 29000, [14500], id="d09_full_return_of_a_discounted_sale"),
        pytest.param([6000, 4000], 1000, [5400, 3600], id="d14_first_line_unmoved_by_the_second"),
    ],
)
def test_basket_discounts_come_off_line_by_line(
    grosses: list[int], off: int, back: list[int]
) -> None:
    original = discounted(grosses, off)
    refunds = one_by_one(original, [{n: 1} for n in range(1, len(grosses) + 1)])
    assert cents(refunds) == back
    assert sum(back) == original.total_paid.minor


def test_d14_returning_the_second_line_leaves_the_first_as_it_was() -> None:
    original = discounted([6000, 4000], 1000)
    base = draft(original)
    assert refund(base, {2: 1}).total == Money(3600)
    later = posted(base, refund(base, {2: 1}))
    assert refund(later, {1: 1}).total == Money(5400)


def test_d11_buy_two_get_one_one_by_one() -> None:
    three = receipt(line(paid=2000, sold=3, off=1000))
    assert cents(one_by_one(three, [{1: 1}] * 3)) == [667, 666, 667]


def test_d12_four_of_five_by_share() -> None:
    assert refund(draft(receipt(line(paid=1500, sold=5, off=1000))), {1: 4}).total == Money(1200)


def test_d15_a_discount_on_one_of_three_is_not_applied_twice() -> None:
    three = receipt(line(paid=2501, sold=3, off=499))
    first, last = one_by_one(three, [{1: 2}, {1: 1}])
    assert first.total + last.total == Money(2501)
    assert first.total == Money(1667)


def test_d18_a_sale_for_nothing_comes_back_for_nothing() -> None:
    free = receipt(line(paid=0, sold=2, off=2000), paid={})
    for once in one_by_one(free, [{1: 1}, {1: 1}]):
        assert once.total == ZERO
        assert once.lines[0].quantity == units(1)
        assert not once.plan.parts
        assert not once.plan.blocked


def test_t02_tax_included_and_a_coupon() -> None:
    lines = []
    for n, paid in enumerate(allocate(Money(17925), [1] * 10), 1):
        vat = TaxShare("VAT", "VAT", 200_000, Money(paid.minor // 6), included=True)
        lines.append(replace(line(n, paid.minor, off=2390 - paid.minor), taxes=(vat,)))
    original = receipt(*lines)
    assert original.total_paid == Money(17925)
    assert refund(draft(original), dict.fromkeys(range(1, 11), 1)).total == Money(17925)
    assert sum(cents(one_by_one(original, [{n: 1} for n in range(1, 11)]))) == 17925


def test_t03_tax_one_by_one() -> None:
    refunds = one_by_one(receipt(line(paid=1497, sold=3, taxes=(133,))), [{1: 1}] * 3)
    assert cents(refunds) == [543, 544, 543]
    assert [r.tax.minor for r in refunds] == [44, 45, 44]


def test_t05_tax_goes_the_same_way_as_the_price() -> None:
    assert refund(draft(receipt(line(paid=9999, taxes=(320,)))), {1: 1}).total == Money(10319)


def test_t06_stored_tax_counts_and_nothing_is_computed_anew() -> None:
    # 2 × 2.12 + 20 % = 5.09; 10 % off = 0.51, held as 0.42 price and 0.09 tax.
    sold = replace(
        line(paid=382, sold=2, off=42), taxes=(TaxShare("V", "VAT", 200_000, Money(76)),)
    )
    back = refund(draft(receipt(sold)), {1: 2})
    assert (back.net, back.tax, back.total) == (Money(382), Money(76), Money(458))


def test_t08_the_tax_of_the_returned_line_only() -> None:
    two = receipt(line(1, 100, taxes=(10,)), line(2, 110, taxes=(11,)))
    assert refund(draft(two), {2: 1}).tax == Money(11)


def test_t09_rate_and_amount_are_those_of_the_sale() -> None:
    old = replace(line(paid=1000), taxes=(TaxShare("TX", "State", 55_000, Money(55)),))
    tax = refund(draft(receipt(old)), {1: 1}).lines[0].taxes[0]
    assert (tax.rate_ppm, tax.amount) == (55_000, Money(55))


def test_p01_change_given_is_not_refunded() -> None:
    back = refund(draft(receipt(line(paid=258400), paid={Tender.CASH: 258400})), {1: 1})
    assert back.total == Money(258400)


def test_p10_a_manufacturer_coupon_is_not_paid_out() -> None:
    cereal = line(paid=299, off=100, kind=DiscountKind.MANUFACTURER_COUPON, taxes=(33,))
    assert refund(draft(receipt(cereal)), {1: 1}).total == Money(332)


def test_c08_a_card_refund_is_not_rounded() -> None:
    back = refund(draft(receipt(line(paid=492), paid={Tender.CARD: 492})), {1: 1})
    assert [(t.tender, t.amount) for t in back.plan.tenders] == [(Tender.CARD, Money(492))]


def test_s22_a_thousand_half_cent_shares_leave_nothing_behind() -> None:
    base, given_back = draft(receipt(line(paid=500, sold=1000))), ZERO
    for _ in range(1000):
        once = refund(base, {1: 1})
        base, given_back = posted(base, once), given_back + once.total
    assert given_back == Money(500)


def test_what_a_register_gave_back_is_never_paid_again() -> None:
    two = receipt(line(paid=1000, sold=2, taxes=(80,)))
    generous = LineHistory(units(1), Money(900), (Money(80),))
    back = refund(draft(two, history={1: generous}), {1: 1})
    assert (back.net, back.tax) == (Money(100), ZERO)


def test_a_fee_is_taken_from_the_price_and_the_rows_add_up() -> None:
    maker = line(paid=4499, off=500, taxes=(281, 90), department="Appliances")
    opened = returning(draft(receipt(maker)), {1: 1})
    opened = replace(opened, choices=(replace(opened.choices[0], condition="opened"),))
    back = calculate(opened, TERMS)
    assert back.fee == Money(675)
    assert [row.text for row in back.why] == [
        "Item 1",
        "Tax 0, 6.25%",
        "Tax 1, 6.25%",
        "Restocking fee, 15%",
    ]
    assert total(row.amount for row in back.why) == back.total == Money(4195)


def test_a_part_says_how_many_of_how_many() -> None:
    towels = receipt(line(paid=2397, sold=4))
    assert refund(draft(towels), {1: 2}).why[0].text == "Item 1, 2 of 4"


def test_all_pieces_are_counted_and_weighed_goods_told_with_their_unit() -> None:
    bottles = draft(receipt(line(paid=240, sold=24)))
    assert refund(bottles, {1: 24}).why[0].text == "24 × Item 1"
    loose = line(paid=329, sold=Quantity(1840), weighed=True, unit="LB")
    grapes = draft(receipt(loose))
    assert refund(grapes, {1: Quantity(1840)}).why[0].text == "Item 1, 1.84 lb"
    assert refund(grapes, {1: Quantity(500)}).why[0].text == "Item 1, 0.5 of 1.84 lb"


# ----------------------------------------------------------------- any receipt, any sequence


@st.composite
def receipts(drawn: st.DrawFn) -> Receipt:
    """Up to five lines with basket discount and two taxes, paid with up to three tenders."""
    count = drawn(st.integers(1, 5))
    grosses = drawn(st.lists(st.integers(0, 50_000), min_size=count, max_size=count))
    off = drawn(st.integers(0, sum(grosses)))
    shares = allocate(Money(off), grosses)
    lines: list[ReceiptLine] = []
    for n, (gross, cut) in enumerate(zip(grosses, shares, strict=True), 1):
        weighed = drawn(st.booleans())
        sold = Quantity(drawn(st.integers(1, 4000))) if weighed else units(drawn(st.integers(1, 6)))
        taxes = tuple(drawn(st.lists(st.integers(0, 3000), max_size=2)))
        lines.append(
            replace(
                line(n, gross - cut.minor, sold, taxes=taxes, weighed=weighed),
                gross=Money(gross),
                discounts=(DiscountShare(DiscountKind.BASKET, cut),),
                food_stampable=drawn(st.booleans()) and not taxes,
            )
        )
    food = sum(x.net.minor for x in lines if x.food_stampable)
    ebt = drawn(st.integers(0, food))
    rest = sum(x.paid.minor for x in lines) - ebt
    card = drawn(st.integers(0, rest))
    paid = {Tender.EBT_FOOD: ebt, Tender.CARD: card, Tender.CASH: rest - card}
    return receipt(*lines, paid={t: a for t, a in paid.items() if a})


EVERYTHING_PAYS = replace(
    TERMS,
    today=replace(
        TERMS.today,
        refund_tenders=replace(TERMS.today.refund_tenders, pays_out=tuple(Tender)),
    ),
)


@settings(max_examples=150)
@given(receipts(), st.data())
def test_never_more_than_paid_and_exactly_that_when_all_is_back(
    original: Receipt, data: st.DataObject
) -> None:
    base = draft(original)
    net = dict.fromkeys((x.number for x in original.lines), ZERO)
    tax = {(x.number, i): ZERO for x in original.lines for i in range(len(x.taxes))}
    tender = dict.fromkeys((t.number for t in original.tenders), ZERO)
    for last in (False, False, False, True):
        wanted: dict[int, Quantity | int] = {}
        for x in original.lines:
            left = base.returnable(x.number)
            step = 1 if x.weighed else 1000
            part = left if last else Quantity(data.draw(st.integers(0, left.milli // step)) * step)
            if part:
                wanted[x.number] = part
        wish = data.draw(st.sampled_from([None, Tender.CASH, Tender.CARD]))
        back = calculate(replace(returning(base, wanted), tender=wish), EVERYTHING_PAYS)
        assert not back.plan.blocked
        assert total(t.amount for t in back.plan.tenders) == back.total
        assert total(row.amount for row in back.why) == back.total
        for r in back.lines:
            net[r.number] += r.net
            assert net[r.number] <= base.line(r.number).net
            for i, given_back in enumerate(r.taxes):
                tax[r.number, i] += given_back.amount
                assert tax[r.number, i] <= base.line(r.number).taxes[i].amount
        for p in back.plan.parts:
            assert p.original is not None
            tender[p.original.number] += p.refund.amount
            assert tender[p.original.number] <= p.original.amount
        base = posted(base, back)
    assert all(net[x.number] == x.net for x in original.lines)
    assert all(tax[n, i] == base.line(n).taxes[i].amount for n, i in tax)
    assert all(tender[t.number] == t.amount for t in original.tenders)
    assert all(base.returnable(x.number) == NONE for x in original.lines)
