"""Parts of promotions through the whole return: amounts, taxes, what is told, and the books."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.core.approval import Severity
from counter_app.core.errors import Refused
from counter_app.core.money import Money, total
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import DiscountKind, DiscountShare, Receipt, ReceiptLine
from counter_app.desk.price_correction import service as prices
from counter_app.desk.price_correction.draft import Correction, Evidence, put
from counter_app.desk.returns import service
from counter_app.desk.returns.checks import verify_returns
from counter_app.desk.returns.draft import ReturnDraft, set_reason
from counter_app.desk.returns.history import LineHistory
from counter_app.desk.returns.refund import Refund, calculate
from counter_app.desk.returns.rules import assess
from counter_app.desk.returns.terms import Terms
from counter_app.records.verify import verify_store
from counter_app.rules.policy import Policy
from counter_app.station import Station
from tests.desk.returns.desk import give_back, sell, stored, working
from tests.desk.returns.goods import (
    draft,
    findings,
    line,
    policy,
    posted,
    reason,
    receipt,
    returning,
    situation,
)
from tests.stores import LEAD, PINS

SHAMPOO = "381370019237"


def promoted(number: int, code: str, item: str, pieces: int, gross: int, off: int) -> ReceiptLine:
    made = line(number, gross - off, pieces, off=off, item_code=item)
    share = DiscountShare(DiscountKind.PROMOTION, Money(off), code, "An offer")
    return replace(made, discounts=(share,) if off else ())


def with_offers(*offers: str) -> Policy:
    text = "".join(f"[[promotions]]\n{offer}\n" for offer in offers)
    return policy(("[roles.clerk]\n", f"{text}\n[roles.clerk]\n"))


def refund(base: ReturnDraft, rules: Policy, wanted: dict[int, Quantity | int]) -> Refund:
    return calculate(returning(base, wanted), Terms(rules, rules))


def one_by_one(original: Receipt, rules: Policy, *numbers: int) -> list[int]:
    return one_by_one_from(draft(original), rules, *numbers)


def one_by_one_from(base: ReturnDraft, rules: Policy, *numbers: int) -> list[int]:
    found = []
    for number in numbers:
        now = returning(base, {number: 1})
        made = calculate(now, Terms(rules, rules))
        found.append(made.total.minor)
        base = posted(now, made)
    return found


@pytest.mark.parametrize(
    ("mode", "amounts"), [("proportional", [667, 666, 667]), ("requalify", [0, 1000, 1000])]
)
def test_d11_three_for_two_one_by_one(mode: str, amounts: list[int]) -> None:
    offer = f'code="B"\nname="Offer"\nkind="buy_get"\nbuy=2\nget=1\nitems=["x"]\nrefund="{mode}"'
    original = receipt(promoted(1, "B", "x", 3, 3000, 1000))
    assert one_by_one(original, with_offers(offer), 1, 1, 1) == amounts


@pytest.mark.parametrize(("mode", "amount"), [("proportional", 1200), ("requalify", 1000)])
def test_d12_four_of_five_at_the_quantity_price(mode: str, amount: int) -> None:
    offer = f'code="Q"\nname="Offer"\nkind="quantity_price"\nbuy=5\namount="3.00"\nrefund="{mode}"'
    original = receipt(promoted(1, "Q", "x", 5, 2500, 1000))
    rules = with_offers(offer)
    found = refund(draft(original), rules, {1: 4})
    assert found.total == Money(amount)
    (way,) = found.ways
    assert (way.by_share, way.anew) == (Money(1200), Money(1000))


@pytest.mark.parametrize("mode", ["proportional", "requalify"])
def test_d05_a_basket_percentage_is_the_same_both_ways(mode: str) -> None:
    offer = f'code="C20"\nname="Coupon"\nkind="percent"\npercent="20"\nrefund="{mode}"'
    original = receipt(
        promoted(1, "C20", "a", 1, 15_000, 3000), promoted(2, "C20", "b", 1, 6000, 1200)
    )
    rules = with_offers(offer)
    assert one_by_one(original, rules, 1, 2) == [12_000, 4800]
    assert refund(draft(original), rules, {1: 1}).ways == ()


def test_d06_d14_a_basket_amount_by_shares() -> None:
    original = receipt(promoted(1, "", "a", 1, 600, 60), promoted(2, "", "b", 1, 400, 40))
    assert one_by_one(original, policy(), 1, 2) == [540, 360]
    original = receipt(promoted(1, "", "a", 1, 6000, 600), promoted(2, "", "b", 1, 4000, 400))
    assert one_by_one(original, policy(), 2, 1) == [3600, 5400]


def test_d15_a_discount_on_one_of_three_is_not_applied_again() -> None:
    original = receipt(promoted(1, "", "a", 3, 3000, 500))
    base = draft(original)
    first = refund(base, policy(), {1: 2})
    last = refund(posted(returning(base, {1: 2}), first), policy(), {1: 1})
    assert (first.total.minor, last.total.minor) == (1667, 833)


def test_d18_what_cost_nothing_comes_back_for_nothing_twice() -> None:
    offer = 'code="F"\nname="Free"\nkind="percent"\npercent="100"\nrefund="requalify"'
    original = receipt(promoted(1, "F", "a", 2, 2000, 2000))
    assert one_by_one(original, with_offers(offer), 1, 1) == [0, 0]


def test_req08_the_free_item_is_not_kept_for_nothing() -> None:
    offer = (
        'code="1"\nname="BOGO"\nkind="buy_get"\nbuy=1\nget=1\nitems=["d","c"]\nrefund="requalify"'
    )
    original = receipt(promoted(1, "1", "d", 1, 3000, 0), promoted(2, "1", "c", 1, 2000, 2000))
    rules = with_offers(offer)
    assert one_by_one(original, rules, 1, 2) == [1000, 2000]
    base = draft(original)
    now = returning(base, {1: 1})
    later = refund(posted(now, calculate(now, Terms(rules, rules))), rules, {2: 1})
    assert [(x.number, x.quantity.milli, x.net.minor) for x in later.lines] == [
        (2, 1000, 0),
        (1, 0, 2000),
    ]
    assert later.why[1].text == "Item 1, held back before"


def test_a_kept_gift_is_deducted_at_its_price() -> None:
    offer = (
        'code="G"\nname="Gift"\nkind="gift"\ngifts=["bag"]\nfrom_total="100"\nrefund="requalify"'
    )
    original = receipt(
        promoted(1, "G", "coat", 1, 10_000, 0), promoted(2, "G", "bag", 1, 2000, 2000)
    )
    assert one_by_one(original, with_offers(offer), 1, 2) == [8000, 2000]


def test_taxes_follow_the_price_and_end_at_what_was_paid() -> None:
    offer = 'code="B"\nname="Offer"\nkind="buy_get"\nbuy=2\nget=1\nrefund="requalify"'
    made = promoted(1, "B", "x", 3, 3000, 1000)
    taxed = replace(line(1, 2000, 3, taxes=(177,)), gross=made.gross, discounts=made.discounts)
    assert one_by_one(receipt(taxed), with_offers(offer), 1, 1, 1) == [0, 1089, 1088]


def test_the_tax_of_an_item_that_cost_nothing_comes_back_with_it() -> None:
    offer = 'code="G"\nname="Offer"\nkind="gift"\ngifts=["bag"]\nrefund="requalify"'
    bag = replace(promoted(2, "G", "bag", 2, 900, 900), taxes=line(paid=0, taxes=(75,)).taxes)
    original = receipt(promoted(1, "", "x", 2, 2000, 0), bag)
    assert one_by_one(original, with_offers(offer), 2, 1, 2, 1) == [38, 1000, 37, 1000]


def test_the_customer_is_told_and_the_manager_sees_both() -> None:
    offer = 'code="B"\nname="3 for 2 week"\nkind="buy_get"\nbuy=2\nget=1\nrefund="{0}"'
    original = receipt(promoted(1, "B", "x", 3, 3000, 1000))
    now = returning(draft(original), {1: 1})
    anew = situation(policy=with_offers(offer.replace("{0}", "requalify")))
    assert findings(now, anew) == {"returns.priced_anew": Severity.WARN}
    text = assess(now, anew).verdict.findings[0].text
    assert text.startswith("3 for 2 week:")
    assert "$0.00" in text
    assert "$6.67" in text
    share = situation(policy=with_offers(offer.replace("{0}", "proportional")))
    assert findings(now, share) == {"returns.by_share": Severity.INFORM}


def test_requalify_for_all_promotions_loads() -> None:
    text = ('partial_refund = "proportional"', 'partial_refund = "requalify"')
    offer = (
        '[[promotions]]\ncode="B"\nname="Offer"\nkind="buy_get"\nbuy=2\nget=1\n\n[roles.clerk]\n'
    )
    rules = policy(text, ("[roles.clerk]\n", offer))
    original = receipt(promoted(1, "B", "x", 3, 3000, 1000))
    assert refund(draft(original), rules, {1: 1}).total == Money(0)


@settings(max_examples=60)
@given(
    kinds=st.lists(st.sampled_from(["proportional", "requalify"]), min_size=12, max_size=12),
    goods=st.lists(
        st.tuples(st.sampled_from(["x", "y"]), st.integers(1, 4), st.integers(1, 9999)),
        min_size=1,
        max_size=3,
    ),
    missing=st.lists(st.booleans(), min_size=12, max_size=12),
    data=st.data(),
)
def test_mixed_sequences_end_at_exactly_what_was_paid(
    kinds: list[str],
    goods: list[tuple[str, int, int]],
    missing: list[bool],
    data: st.DataObject,
) -> None:
    offer = 'code="B"\nname="Offer"\nkind="buy_get"\nbuy=2\nget=1\nrefund="{0}"'
    pieces = sorted(price for _, count, price in goods for _ in range(count))
    off = sum(pieces[: len(pieces) // 3])
    gross = [count * price for _, count, price in goods]
    shares = [off * g // sum(gross) for g in gross]
    shares[0] += off - sum(shares)
    if shares[0] > gross[0]:
        return
    lines = [
        replace(
            promoted(n, "B", item, count, g, taken),
            taxes=line(n, taxes=(g // 12,)).taxes,
        )
        for n, ((item, count, _), g, taken) in enumerate(zip(goods, gross, shares, strict=True), 1)
    ]
    original = receipt(*lines)
    numbers = data.draw(
        st.permutations([x.number for x in lines for _ in range(x.quantity.milli // 1000)])
    )
    base, given_back = draft(original), 0
    for number, kind, never_came in zip(numbers, kinds, missing, strict=False):
        rules = with_offers(offer.replace("{0}", kind))
        now = returning(base, {number: 1})
        now = not_delivered(now, number) if never_came else now
        made = calculate(now, Terms(rules, rules))
        assert made.total >= Money(0)
        given_back += made.total.minor
        assert given_back <= original.total_paid.minor
        base = posted(now, made)
    assert given_back == total(x.paid for x in lines).minor


def not_delivered(base: ReturnDraft, number: int) -> ReturnDraft:
    return set_reason(base, number, reason("not_delivered"), "by the customer's word")


def never_came(base: ReturnDraft, rules: Policy, pieces: int = 1) -> tuple[int, ReturnDraft]:
    """So many pieces of line 1 never arrived: what goes back, and the next draft."""
    now = not_delivered(returning(base, {1: pieces}), 1)
    made = calculate(now, Terms(rules, rules))
    return made.total.minor, posted(now, made)


def test_what_never_arrived_goes_back_at_what_it_cost_however_the_promotion_is_priced() -> None:
    """3 for 2 at 20.00: the customer did not choose to keep two without the offer."""
    rules = with_offers(ANEW)
    base = draft(receipt(promoted(1, "B", "x", 3, 3000, 1000)))
    amount, later = never_came(base, rules)
    assert amount == 667
    assert one_by_one_from(later, rules, 1, 1) == [333, 1000]


def test_what_was_held_back_is_due_once_the_rest_never_arrived() -> None:
    rules = with_offers(ANEW)
    base = draft(receipt(promoted(1, "B", "x", 3, 3000, 1000)))
    now = returning(base, {1: 1})
    base = posted(now, calculate(now, Terms(rules, rules)))
    assert never_came(base, rules, 2)[0] == 2000
    one, later = never_came(base, rules)
    assert (one, never_came(later, rules)[0]) == (1000, 1000)


def three_for_two(number: int, item: str, off: int = 0) -> ReceiptLine:
    return promoted(number, "B", item, 1, 1000, off)


ANEW = 'code="B"\nname="Offer"\nkind="buy_get"\nbuy=2\nget=1\nitems=["x"]\nrefund="requalify"'
BOGO = (
    'code="B"\nname="Offer"\nkind="buy_get"\nbuy=2\nget=1\nitems=["a","b","c"]\nrefund="requalify"'
)


def test_a_correction_does_not_keep_what_was_held_back() -> None:
    """20.00 paid: nothing for the first, 1.00 for a wrong price, all the rest for the others."""
    original = receipt(three_for_two(1, "a"), three_for_two(2, "b"), three_for_two(3, "c", 1000))
    rules = with_offers(BOGO)
    now = returning(draft(original), {1: 1})
    base = posted(now, calculate(now, Terms(rules, rules)))
    base = replace(base, history={**base.history, 2: LineHistory(corrected=Money(100))})
    second = returning(base, {2: 1})
    made = calculate(second, Terms(rules, rules))
    assert made.total == Money(900)
    last = refund(posted(second, made), rules, {3: 1})
    assert [(x.number, x.net.minor) for x in last.lines] == [(3, 0), (1, 1000)]


def test_a_tax_that_went_back_for_an_exemption_does_not_go_back_with_the_goods() -> None:
    made = three_for_two(1, "a", 200)
    taxed = replace(line(1, 800, taxes=(66,)), gross=made.gross, discounts=made.discounts)
    exempt = LineHistory(corrected_taxes=(Money(66),))
    base = replace(draft(receipt(taxed)), history={1: exempt})
    offer = 'code="B"\nname="Offer"\nkind="percent"\npercent="20"\nrefund="requalify"'
    for rules in (with_offers(BOGO), with_offers(offer)):
        found = refund(base, rules, {1: 1})
        assert (found.net.minor, found.tax.minor) == (800, 0)


def test_what_was_held_back_is_due_though_policy_has_the_promotion_no_longer() -> None:
    original = receipt(three_for_two(1, "a"), three_for_two(2, "b"), three_for_two(3, "c", 1000))
    rules = with_offers(BOGO)
    now = returning(draft(original), {1: 1})
    made = calculate(now, Terms(rules, rules))
    assert made.total == Money(0)
    base = posted(now, made)
    assert one_by_one_from(base, policy(), 2, 3) == [1000, 1000]
    assert one_by_one_from(base, policy(), 3, 2) == [1000, 1000]


def test_the_books_take_what_was_held_back(either_station: Station) -> None:
    desk = working(either_station)
    sale = sell(desk, promoted(1, "M3", SHAMPOO, 3, 3000, 1000))
    assert give_back(desk, sale, {1: 1}).refund == Money(0)
    assert give_back(desk, sale, {1: 1}).refund == Money(1000)
    last = give_back(desk, sale, {1: 1})
    assert last.refund == Money(1000)
    assert stored(desk, last.transaction_id).transaction.lines[0].net == Money(1000)
    assert service.receipt_view(desk, sale.id).lines[0].refunded == Money(2000)
    desk.settle_anchor()
    assert verify_store(desk.database, desk.home, desk.keys, (verify_returns,)).problems == ()


@pytest.mark.parametrize("lines", [1, 3])
def test_a_return_whose_held_back_money_was_paid_later_is_voided_after_that(
    either_station: Station, lines: int
) -> None:
    """Else the first of three came back for nothing, all 20.00 went with the others, and the
    customer would have the first again.
    """
    desk = working(either_station)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    goods = [promoted(1, "M3", SHAMPOO, 3, 3000, 1000)]
    if lines == 3:
        goods = [promoted(n, "M3", SHAMPOO, 1, 1000, 1000 if n == 3 else 0) for n in (1, 2, 3)]
    sale = sell(desk, *goods)
    order = (1, 2, 3) if lines == 3 else (1, 1, 1)
    done = [give_back(desk, sale, {number: 1}) for number in order]
    with pytest.raises(Refused) as no:
        service.void(done[0].transaction_id, "clerk_mistake", desk)
    assert no.value.code == "void.paid_later"
    for one in reversed(done):
        service.void(one.transaction_id, "clerk_mistake", desk)
    assert not service.receipt_view(desk, sale.id).lines[0].refunded


def test_a_return_after_a_correction_held_nothing_back(either_station: Station) -> None:
    desk = working(either_station)
    desk.sign_on_with_pin(LEAD, PINS[LEAD])
    sale = sell(desk, promoted(1, "", SHAMPOO, 2, 2000, 0))
    wrong = prices.start(desk, sale.id)
    claim = Correction(1, right=Money(900), evidence=Evidence("shelf_tag"))
    prices.complete(put(wrong, claim), desk)
    first = give_back(desk, sale, {1: 1})
    give_back(desk, sale, {1: 1})
    void = service.void(first.transaction_id, "clerk_mistake", desk)
    assert stored(desk, void.transaction_id).transaction.reverses == first.transaction_id
