"""Any order of returns and voids of one receipt ends at exactly what was paid, earned and spent.

Beside prices and taxes: loyalty points, what coupons paid where policy pays it out, and delivery.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.money import Money, total
from counter_app.core.quantity import units
from counter_app.core.receipt import DiscountKind, Receipt
from counter_app.core.transaction import ProofKind, Tender
from counter_app.desk.price_correction import service as prices
from counter_app.desk.price_correction.draft import Correction, Evidence, Sort, put
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import ReturnDraft, set_quantity, set_reason
from counter_app.desk.returns.history import LineHistory
from counter_app.desk.returns.refund import Refund, calculate
from counter_app.desk.returns.terms import Terms
from counter_app.export.run import Form, export_day
from counter_app.rules.policy import Policy
from counter_app.station import Station
from tests.desk.returns import goods
from tests.desk.returns.desk import booked, coming_back, give_back, sell, stored, working
from tests.desk.returns.goods import draft, line, policy, posted
from tests.desk.returns.test_coupons_back import COUPON_TO_CASH
from tests.desk.returns.test_online_orders import delivery, order, web_order
from tests.desk.returns.test_points import bought
from tests.desk.returns.test_service_tenders import under
from tests.stores import LEAD, MANAGER, PINS

GOODS = st.lists(st.tuples(st.integers(1, 3_000), st.integers(1, 6)), min_size=1, max_size=4)
ORDER = st.randoms(use_true_random=False)


def history(original: Receipt, live: list[Refund]) -> ReturnDraft:
    """A fresh draft of the receipt, as the books stand."""
    base = draft(original)
    for refund in live:
        base = posted(base, refund)
    return base


def in_any_order(
    original: Receipt, rules: Policy, order: Random, reason: str = "not_wanted"
) -> Iterator[list[Refund]]:
    """The returns that stand after each step: some pieces come back, or a return is voided."""
    live: list[Refund] = []
    voids = 6
    while True:
        base = history(original, live)
        open_lines = [
            x for x in original.sold if x.department == "Grocery" and base.returnable(x.number)
        ]
        if live and voids and order.random() < 0.4:
            voids -= 1
            live.pop(order.randrange(len(live)))
        elif open_lines:
            found = order.choice(open_lines)
            left = base.returnable(found.number).milli // 1000
            now = set_quantity(base, found.number, units(order.randint(1, left)))
            now = set_reason(now, found.number, goods.reason(reason), "a note")
            live.append(calculate(now, Terms(rules, rules)))
        else:
            return
        yield list(live)


def ends_at(
    steps: Iterator[list[Refund]], of: Callable[[Refund], tuple[int, ...]], paid: tuple[int, ...]
) -> None:
    """Nothing is ever more than was paid, and all of it is back at the end."""
    sums = (0,) * len(paid)
    for live in steps:
        each = [of(refund) for refund in live]
        assert all(x >= 0 for found in each for x in found)
        sums = tuple(map(sum, zip(*each, strict=True))) if each else (0,) * len(paid)
        assert all(x <= most for x, most in zip(sums, paid, strict=True))
    assert sums == paid


@given(GOODS, st.integers(0, 5_000), st.integers(0, 5_000), ORDER)
def test_points_that_were_earned_and_spent(
    sold: list[tuple[int, int]], earned: int, spent: int, mixed: Random
) -> None:
    lines = [
        line(n, paid, pieces, off=paid, kind=DiscountKind.LOYALTY)
        for n, (paid, pieces) in enumerate(sold, 1)
    ]
    steps = in_any_order(bought(*lines, earned=earned, spent=spent), policy(), mixed)
    ends_at(steps, lambda r: (r.points.taken_back, r.points.given_back), (earned, spent))


@given(GOODS, st.integers(1, 100), st.integers(1, 5_000), ORDER)
def test_points_that_were_a_payment(
    sold: list[tuple[int, int]], percent: int, spent: int, mixed: Random
) -> None:
    lines = [line(n, paid, pieces) for n, (paid, pieces) in enumerate(sold, 1)]
    whole = sum(x.paid.minor for x in lines)
    by_points = max(1, whole * percent // 100)
    paid = {Tender.LOYALTY: by_points, Tender.CASH: whole - by_points}
    original = bought(*lines, spent=spent, paid={t: a for t, a in paid.items() if a})
    steps = in_any_order(original, policy(), mixed)
    ends_at(steps, lambda r: (r.points.given_back,), (spent,))


@given(GOODS, st.integers(0, 900), ORDER)
def test_what_coupons_paid(sold: list[tuple[int, int]], off: int, mixed: Random) -> None:
    coupon = DiscountKind.MANUFACTURER_COUPON
    lines = [
        line(n, paid, pieces, off=off + n, kind=coupon) for n, (paid, pieces) in enumerate(sold, 1)
    ]
    steps = in_any_order(goods.receipt(*lines), policy(*COUPON_TO_CASH), mixed)
    ends_at(steps, lambda r: (r.coupons.minor,), (sum(off + x.number for x in lines),))


@given(GOODS, st.integers(1, 3_000), st.integers(0, 300), ORDER)
def test_what_delivery_cost(sold: list[tuple[int, int]], fee: int, tax: int, mixed: Random) -> None:
    lines = [line(n, paid, pieces) for n, (paid, pieces) in enumerate(sold, 1)]
    original = order(*lines, delivery(99, fee, (tax,)))

    def shipping(refund: Refund) -> tuple[int, ...]:
        found = [x for x in refund.lines if x.number == 99]
        return total(x.net for x in found).minor, total(x.tax for x in found).minor

    ends_at(in_any_order(original, policy(), mixed, "faulty"), shipping, (fee, tax))


def middle_voided(station: Station, sold: Receipt, **changes: Any) -> list[service.Completed]:
    """Three pieces one by one, the second taken back and returned again: what stands."""
    station.sign_on_with_pin(LEAD, PINS[LEAD])
    done = [give_back(station, sold, {1: 1}, **changes) for _ in range(3)]
    service.void(done.pop(1).transaction_id, "clerk_mistake", station)
    return [*done, give_back(station, sold, {1: 1}, **changes)]


def test_points_after_the_void_of_a_middle_return(either_station: Station, tmp_path: Path) -> None:
    """10 points on three pieces: 3, 4 and 3; the 4 come back as 4 and not as 3."""
    desk = working(either_station)
    extra = {"points.account": "M-2041", "points.earned": "10"}
    middle_voided(desk, sell(desk, line(paid=3_000, sold=3), extra=extra))
    made = export_day(desk, Form.POINTS, desk.clock.now().date(), tmp_path)
    rows = list(csv.DictReader(StringIO(made.files[0].read_text("utf-8"))))
    assert [int(r["taken_back"]) for r in rows] == [3, 4, 3, -4, 4]


def test_coupons_after_the_void_of_a_middle_return(either_station: Station) -> None:
    desk = working(either_station)
    under(desk, *COUPON_TO_CASH)
    off = line(paid=2_900, sold=3, off=100, kind=DiscountKind.MANUFACTURER_COUPON)
    done = middle_voided(desk, sell(desk, off))
    assert [booked(x.postings)["coupons_given_back"] for x in done] == [33, 33, 34]
    assert sum(x.refund.minor for x in done) == 3_000
    with desk.look() as work:
        assert verify_returns(work.connection) == []


def test_delivery_after_the_void_of_a_middle_return(either_station: Station) -> None:
    desk = working(either_station)
    under(desk, ('delivery_fees = "fault"', 'delivery_fees = "always"'))
    sold = web_order(desk, line(paid=3_000, sold=3), delivery(9, 1_000, (100,)))
    done = middle_voided(desk, sold)
    assert sum(x.refund.minor for x in done) == 4_100
    fees = [x for d in done for x in stored(desk, d.transaction_id).transaction.lines][1::2]
    assert [(x.number, x.net.minor, x.tax.minor) for x in fees] == [
        (9, 333, 33),
        (9, 333, 33),
        (9, 334, 34),
    ]
    with desk.look() as work:
        assert verify_returns(work.connection) == []


def test_a_fee_of_a_few_cents_with_two_taxes(either_station: Station) -> None:
    """Most of its returns give nothing of a tax, and none of its taxes is lost."""
    desk = working(either_station)
    under(desk, ('delivery_fees = "fault"', 'delivery_fees = "always"'))
    sold = web_order(desk, line(paid=3_000, sold=3), delivery(9, 10, (1, 1)))
    done = middle_voided(desk, sold)
    assert sum(x.refund.minor for x in done) == 3_012


def never_came(desk: Station, sold: Receipt, number: int) -> prices.Completed:
    extra = prices.start(desk, sold.id)
    gone = Correction(number, Sort.NEVER_RECEIVED, evidence=Evidence(note="not in the bag"))
    return prices.complete(put(extra, gone), desk)


def test_what_never_came_takes_its_delivery_along(either_station: Station) -> None:
    """One of two was put right as never received; the faulty other one brings the rest."""
    desk = working(either_station)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    sold = web_order(desk, line(paid=1_000), line(2, 1_000), delivery(9, 500, (40,)))
    gone = never_came(desk, sold, 1)
    assert gone.refund == Money(1_270)
    done = service.complete(coming_back(desk, sold, {2: 1}, reason="faulty"), desk)
    assert done.refund == Money(1_270)
    with desk.look() as work:
        assert verify_returns(work.connection) == []


def test_an_order_of_which_nothing_came_gives_all_of_its_delivery_back(station: Station) -> None:
    desk = working(station)
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    sold = web_order(desk, line(paid=1_000), line(2, 999), delivery(9, 501))
    assert never_came(desk, sold, 1).refund + never_came(desk, sold, 2).refund == Money(2_500)
    assert not any(service.start(desk, sold.id).returnable(x.number) for x in sold.lines)


def test_no_delivery_goes_back_where_policy_keeps_it(station: Station) -> None:
    desk = working(station)
    under(desk, ('delivery_fees = "fault"', 'delivery_fees = "never"'))
    desk.sign_on_with_pin(MANAGER, PINS[MANAGER])
    sold = web_order(desk, line(paid=1_000), line(2, 1_000), delivery(9, 500))
    assert never_came(desk, sold, 1).refund == Money(1_000)


def test_what_a_gift_left_to_its_buyer_is_no_rounding(either_station: Station) -> None:
    """One of three pieces comes back as a gift: its points stay, and so does its coupon."""
    desk = working(either_station)
    under(desk, *COUPON_TO_CASH)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    off = line(paid=2_900, sold=3, off=100, kind=DiscountKind.MANUFACTURER_COUPON)
    sold = sell(desk, off, extra={"points.account": "M-2041", "points.earned": "2"})
    gift = give_back(desk, sold, {1: 1}, proof=ProofKind.GIFT)
    assert "coupons_given_back" not in booked(gift.postings)
    found = [service.assess(coming_back(desk, sold, {1: 2}), desk).refund]
    assert (found[0].coupons, found[0].points.taken_back) == (Money(67), 1)


def test_a_fee_stays_open_for_goods_whose_return_was_voided() -> None:
    """A cent of delivery and two of tax over two goods: the second return ends the fee's line."""
    original = order(line(paid=1), line(2, 1), delivery(99, 1, (2,)))
    base = draft(original)
    first = calculate(faulty(base, 1), Terms(policy(), policy()))
    second = calculate(faulty(posted(base, first), 2), Terms(policy(), policy()))
    assert second.lines[-1].quantity == units(1)
    again = calculate(faulty(posted(base, second), 1), Terms(policy(), policy()))
    assert (again.net + again.tax).minor == 1 + 1 + 1


def test_delivery_goes_back_whole_though_a_price_was_corrected() -> None:
    corrected = {1: LineHistory(corrected=Money(100))}
    base = draft(order(line(paid=1_000), delivery(9, 500)), history=corrected)
    assert calculate(faulty(base, 1), Terms(policy(), policy())).total == Money(900 + 500)


def faulty(base: ReturnDraft, number: int) -> ReturnDraft:
    return set_reason(set_quantity(base, number, units(1)), number, goods.reason("faulty"))
