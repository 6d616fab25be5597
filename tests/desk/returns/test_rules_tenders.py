"""Tables of draft → findings about money: tenders, limits and ceilings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.core.approval import Severity
from counter_app.core.money import Money
from counter_app.core.operator import Role
from counter_app.core.quantity import units
from counter_app.core.receipt import Direction, Receipt, ReceiptTender
from counter_app.core.transaction import Tender
from counter_app.desk.returns.case import Situation
from counter_app.desk.returns.draft import (
    ReturnDraft,
    choose_tender,
    set_condition,
)
from counter_app.desk.returns.history import LineHistory
from counter_app.desk.returns.rules import assess
from tests.desk.returns.goods import (
    SOLD_ON,
    draft,
    findings,
    judge,
    line,
    one_back,
    policy,
    posted,
    receipt,
    returning,
    situation,
)

APPROVE, DENY, FORBID = Severity.APPROVE, Severity.DENY, Severity.FORBID


def plan(base: ReturnDraft, where: Situation | None = None) -> dict[Tender, int]:
    by_tender = assess(base, where or situation()).refund.plan.by_tender
    return {t: a.minor for t, a in by_tender.items()}


def split() -> Receipt:
    return receipt(
        line(1, 709, food_stampable=True),
        line(2, 4999),
        line(3, 2654),
        paid={Tender.CASH: 3115, Tender.CARD: 4000, Tender.EBT_FOOD: 709, Tender.GIFT_CARD: 538},
    )


def everything_pays() -> Situation:
    return situation(Role.MANAGER)


def test_a_split_receipt_goes_back_as_paid_cash_last() -> None:
    base = returning(draft(split()), {1: 1, 2: 1})
    assert plan(base, everything_pays()) == {
        Tender.EBT_FOOD: 709,
        Tender.GIFT_CARD: 538,
        Tender.CARD: 4000,
        Tender.CASH: 461,
    }


def test_cash_first_takes_what_was_paid_in_cash() -> None:
    base = choose_tender(returning(draft(split()), {1: 1, 2: 1}), Tender.CASH)
    found = plan(base, everything_pays())
    assert found == {
        Tender.EBT_FOOD: 709,
        Tender.GIFT_CARD: 538,
        Tender.CARD: 1346,
        Tender.CASH: 3115,
    }
    assert list(found)[-1] is Tender.CASH
    assert findings(base, everything_pays()) == {}


def test_food_benefits_never_turn_into_cash() -> None:
    paid = receipt(line(1, 709, food_stampable=True), paid={Tender.EBT_FOOD: 709})
    for wish in (None, Tender.CASH, Tender.CARD):
        base = choose_tender(one_back(paid), wish)
        assert plan(base) == {Tender.EBT_FOOD: 709}
        denied = {} if wish is None else {"returns.tender_not_allowed": FORBID}
        assert findings(base) == denied


def test_food_benefits_do_not_pay_for_other_goods() -> None:
    assert Tender.EBT_FOOD not in plan(returning(draft(split()), {2: 1}), everything_pays())


def test_wic_is_never_refunded() -> None:
    only = receipt(line(1, 709), paid={Tender.WIC: 709})
    assert findings(one_back(only)) == {
        "returns.tender_never": FORBID,
        "returns.wic_receipt": APPROVE,
    }
    part = receipt(line(1, 709), line(2, 500), paid={Tender.WIC: 500, Tender.CASH: 709})
    assert findings(one_back(part)) == {"returns.wic_receipt": APPROVE}
    assert plan(one_back(part)) == {Tender.CASH: 709}


@pytest.mark.parametrize(
    ("paid_with", "wish", "found", "out"),
    [
        (Tender.CASH, None, {}, Tender.CASH),
        (Tender.CASH, Tender.CASH, {}, Tender.CASH),
        (Tender.CASH, Tender.CARD, {"returns.other_tender": APPROVE}, Tender.CARD),
        (Tender.CARD, None, {}, Tender.CARD),
        (Tender.CARD, Tender.CASH, {"returns.other_tender": APPROVE}, Tender.CASH),
        (Tender.CARD, Tender.CHECK, {"returns.tender_not_allowed": FORBID}, Tender.CARD),
        (Tender.GIFT_CARD, None, {}, Tender.GIFT_CARD),
        (Tender.GIFT_CARD, Tender.STORE_CREDIT, {}, Tender.STORE_CREDIT),
        (Tender.GIFT_CARD, Tender.CASH, {"returns.other_tender": APPROVE}, Tender.CASH),
        (Tender.CARD, Tender.STORE_CREDIT, {}, Tender.STORE_CREDIT),
        (Tender.CASH, Tender.STORE_CREDIT, {}, Tender.STORE_CREDIT),
        (Tender.EBT_CASH, Tender.STORE_CREDIT, {}, Tender.STORE_CREDIT),
        (
            Tender.EBT_FOOD,
            Tender.STORE_CREDIT,
            {"returns.tender_not_allowed": FORBID},
            Tender.EBT_FOOD,
        ),
        (Tender.HOUSE_ACCOUNT, None, {"returns.tender_not_handled": FORBID}, None),
        (Tender.LOYALTY, None, {}, Tender.LOYALTY),
        (Tender.EBT_CASH, None, {}, Tender.CASH),
    ],
)
def test_the_matrix(
    paid_with: Tender, wish: Tender | None, found: dict[str, Severity], out: Tender | None
) -> None:
    base = choose_tender(one_back(receipt(line(paid=1000), paid={paid_with: 1000})), wish)
    assert findings(base) == found
    assert plan(base) == ({} if out is None else {out: 1000})


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (SOLD_ON + timedelta(days=1), {"returns.check_held": DENY}),
        (date(2026, 9, 18), {"returns.check_held": DENY}),
        (date(2026, 9, 21), {}),
    ],
)
def test_b2_95_a_check_must_clear_before_it_turns_into_cash(
    today: date, found: dict[str, Severity]
) -> None:
    paid = one_back(receipt(line(), paid={Tender.CHECK: 1000}), as_of=today)
    assert findings(choose_tender(paid, Tender.CASH)) == found
    assert findings(paid) == {}
    assert plan(paid) == {Tender.STORE_CREDIT if found else Tender.CASH: 1000}


def test_above_a_sum_a_second_tender_takes_its_place() -> None:
    """A check that cleared: cash up to 100.00, store credit above, cash above with a manager."""
    paid = receipt(line(paid=20000, sold=2), paid={Tender.CHECK: 20000})
    half, whole = returning(draft(paid), {1: 1}), returning(draft(paid), {1: 2})
    assert plan(half, everything_pays()) == {Tender.CASH: 10000}
    assert plan(whole, everything_pays()) == {Tender.STORE_CREDIT: 20000}
    cash = choose_tender(whole, Tender.CASH)
    assert findings(cash, everything_pays()) == {"returns.other_tender": APPROVE}
    again = draft(paid, tender_refunded={1: Money(10000)}, history={1: LineHistory(units(1))})
    assert plan(returning(again, {1: 1}), everything_pays()) == {Tender.STORE_CREDIT: 10000}


def test_p02_never_more_to_a_tender_than_it_has_left() -> None:
    two = receipt(line(paid=10000, sold=2), paid={Tender.CARD: 6000, Tender.CASH: 4000})
    base = draft(two, tender_refunded={1: Money(5000)}, history={1: LineHistory(units(1))})
    assert plan(returning(base, {1: 1})) == {Tender.CARD: 1000, Tender.CASH: 4000}


def test_money_taken_out_for_an_exchange_is_no_payment() -> None:
    swapped = receipt(
        line(1, 5000), line(2, 8000, direction=Direction.RETURNED), paid={Tender.CASH: -3000}
    )
    assert findings(one_back(swapped)) == {"returns.no_tenders": APPROVE}


# -------------------------------------------------------------------------------- limits


@pytest.mark.parametrize(
    ("tender", "cents", "found"),
    [
        (Tender.CASH, 10000, {}),
        (Tender.CASH, 10001, {"returns.limit": APPROVE}),
        (Tender.CARD, 20000, {}),
        (Tender.CARD, 20001, {"returns.limit": APPROVE}),
        (Tender.CASH, 100001, {"returns.limit": APPROVE, "returns.ceiling": FORBID}),
        (Tender.CARD, 200001, {"returns.limit": APPROVE, "returns.ceiling": FORBID}),
    ],
)
def test_soft_limits_and_hard_ceilings(
    tender: Tender, cents: int, found: dict[str, Severity]
) -> None:
    assert findings(one_back(receipt(line(paid=cents), paid={tender: cents}))) == found


@pytest.mark.parametrize("role", list(Role))
def test_nobody_refunds_above_the_ceiling(role: Role) -> None:
    much = one_back(receipt(line(paid=200001), paid={Tender.CARD: 200001}))
    assert findings(much, situation(role))["returns.ceiling"] is FORBID


def test_b2_92_three_small_refunds_count_as_the_large_one() -> None:
    base = draft(receipt(line(paid=21000, sold=3)))
    first = returning(base, {1: 1})
    assert findings(first) == {}
    second = returning(posted(first, assess(first, situation()).refund), {1: 1})
    assert findings(second) == {"returns.limit_today": APPROVE}
    text = judge(second).findings[0].text
    assert text == (
        "With $70.00 refunded on this receipt today, $70.00 in cash is above Maria A.’s limit "
        "of $100.00."
    )


def test_the_ceiling_counts_earlier_refunds_too() -> None:
    base = draft(
        receipt(line(paid=60000), paid={Tender.CASH: 60000}), paid_today={Tender.CASH: Money(50000)}
    )
    assert findings(returning(base, {1: 1}), situation(Role.MANAGER)) == {
        "returns.limit_today": APPROVE,
        "returns.ceiling": FORBID,
    }


def test_d18_nothing_to_pay_needs_no_tender() -> None:
    free = receipt(line(paid=0, off=1000), paid={})
    assert findings(one_back(free)) == {}


def test_two_food_accounts_share_what_the_food_was_worth() -> None:
    two = receipt(line(1, 900, food_stampable=True), line(2, 500), paid={Tender.CARD: 500})
    cards = (
        ReceiptTender(2, Tender.EBT_FOOD, Money(400)),
        ReceiptTender(3, Tender.EBT_FOOD, Money(500)),
    )
    two = replace(two, tenders=(*two.tenders, *cards))
    both = assess(returning(draft(two), {1: 1, 2: 1}), everything_pays()).refund.plan
    assert [(t.tender, t.amount.minor) for t in both.tenders] == [
        (Tender.EBT_FOOD, 400),
        (Tender.EBT_FOOD, 500),
        (Tender.CARD, 500),
    ]
    cheap = replace(two, lines=(replace(two.lines[0], gross=Money(600)), line(2, 800)))
    # SNAP paid more than the marked food cost, so the marks are wrong and it gets all of it back.
    assert plan(returning(draft(cheap), {1: 1, 2: 1}), everything_pays())[Tender.EBT_FOOD] == 900


def test_a_fee_on_food_stays_within_what_the_food_was_worth() -> None:
    everywhere = ('departments = ["Appliances", "Electronics"]', "departments = []")
    where = situation(
        Role.MANAGER,
        policy=policy(everywhere),
        policy_at_sale=policy(everywhere),
    )
    bought = receipt(
        line(1, 1000, food_stampable=True),
        line(2, 1000),
        paid={Tender.EBT_FOOD: 1000, Tender.CARD: 1000},
    )
    opened = set_condition(returning(draft(bought), {1: 1, 2: 1}), 1, "opened")
    assert plan(opened, where) == {Tender.EBT_FOOD: 850, Tender.CARD: 1000}
