"""Deposits, warranties and serial numbers: what kind of goods comes back decides, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.core.approval import Severity
from counter_app.core.errors import BadInput, Refused
from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.desk.returns.draft import (
    ReturnDraft,
    line_with_serial,
    same_serial,
    scan_serial,
    set_condition,
    set_quantity,
    set_reason,
    set_serial,
)
from counter_app.desk.returns.rules import assess
from counter_app.desk.returns.screen_edits import numbered, with_deposit
from counter_app.rules.policy import parse_policy
from tests.desk.returns import goods

DENY, INFORM, WARN = Severity.DENY, Severity.INFORM, Severity.WARN
DEPOSIT = "Bottle deposit"


def water(pieces: int = 2) -> ReceiptLine:
    return goods.line(1, paid=599 * pieces, sold=pieces, description="Spring water")


def deposit(pieces: int = 2, each: int = 120, **changes: object) -> ReceiptLine:
    made = goods.line(2, paid=each * pieces, sold=pieces, department=DEPOSIT, food_stampable=True)
    return replace(made, description="Deposit, 24 bottles", **changes)  # type: ignore[arg-type]


def faulty(line: ReceiptLine, age: int, **changes: object) -> ReturnDraft:
    """One piece comes back as faulty, so many days after the sale."""
    base = goods.draft(goods.receipt(line), as_of=goods.SOLD_ON + timedelta(days=age), **changes)
    return set_reason(
        set_quantity(base, line.number, units(1)), line.number, goods.reason("faulty")
    )


# -------------------------------------------------------------------------------- deposits


def test_a_deposit_is_part_of_the_refund_and_told_apart() -> None:
    back = goods.returning(goods.draft(goods.receipt(water(), deposit())), {1: 1, 2: 1})
    refund = assess(back, goods.situation()).refund
    assert (refund.net, refund.deposits, refund.total) == (Money(719), Money(120), Money(719))
    assert goods.findings(back) == {}


def test_full_bottles_come_back_with_their_deposit() -> None:
    back = goods.returning(goods.draft(goods.receipt(water(), deposit())), {1: 2})
    assert goods.findings(back) == {"returns.deposit_left": INFORM}
    whole = with_deposit(back, 1, 2)
    assert (whole.returning(2), goods.findings(whole)) == (units(2), {})
    assert with_deposit(whole, 9, 2) is whole


def test_empty_bottles_come_back_alone() -> None:
    back = goods.returning(goods.draft(goods.receipt(water(), deposit())), {2: 2})
    assert goods.findings(back) == {}
    assert assess(back, goods.situation()).refund.total == Money(240)


def test_no_deposit_is_missed_once_all_of_it_came_back() -> None:
    base = goods.draft(goods.receipt(water(), deposit()))
    gone = goods.posted(base, assess(goods.returning(base, {2: 2}), goods.situation()).refund)
    assert goods.findings(goods.returning(gone, {1: 2})) == {}


def test_a_deposit_never_costs_a_restocking_fee() -> None:
    where = goods.situation(
        policy=goods.policy(
            ('departments = ["Appliances", "Electronics"]\n\n[[returns.non',
             "\n[[returns.non"),
        )
    )  # fmt: skip
    back = goods.returning(goods.draft(goods.receipt(water(), deposit())), {1: 1, 2: 1})
    opened = set_condition(set_condition(back, 1, "opened"), 2, "opened")
    refund = assess(opened, where).refund
    assert [line.fee for line in refund.lines] == [Money(90), Money(0)]


def test_food_benefits_get_back_only_the_part_the_state_requires() -> None:
    """SNAP pays the state's part of a deposit and never more, so no more goes back to it."""
    where = goods.situation(
        policy=goods.policy(
            (f'department = "{DEPOSIT}"',
             f'department = "{DEPOSIT}"\nstate_required_each = "0.50"'),
        )
    )  # fmt: skip
    sold = goods.receipt(deposit(2, 75), paid={Tender.EBT_FOOD: 100, Tender.CASH: 50})
    plan = assess(goods.returning(goods.draft(sold), {2: 1}), where).refund.plan
    assert plan.paid_in(Tender.EBT_FOOD) == Money(50)
    assert plan.paid_in(Tender.CASH) == Money(25)


# -------------------------------------------------------------------------------- warranty


@pytest.mark.parametrize(
    ("age", "found"),
    [
        (30, {}),
        (31, {"returns.warranty_first": DENY}),
        (90, {"returns.warranty_first": DENY}),
        (91, {"returns.window": DENY, "returns.under_warranty": INFORM}),
        (365, {"returns.window": DENY, "returns.under_warranty": INFORM}),
        (366, {"returns.window": DENY}),
    ],
)
def test_a_fault_of_some_age_is_mended_not_refunded(age: int, found: dict[str, Severity]) -> None:
    """Refund for 30 days, the maker's warranty for a year, in a window of 90 days."""
    assert goods.findings(faulty(goods.line(department="Hardware"), age)) == found


def test_the_warranty_is_about_faults_alone() -> None:
    base = faulty(goods.line(department="Hardware"), 60)
    assert goods.findings(set_reason(base, 1, goods.reason("not_wanted"))) == {}
    assert goods.findings(faulty(goods.line(department="Grocery"), 60)) == {}


def test_an_item_has_a_warranty_of_its_own() -> None:
    mine = goods.policy(
        ("[returns.conditions]",
         ('[[returns.warranties]]\nitems = ["4001"]\nrefund_days = 60\nlasts_days = 730\n'
          'offer = "Repair"\n\n[returns.conditions]')),
    )  # fmt: skip
    base = faulty(goods.line(department="Hardware"), 59)
    assert goods.findings(base, goods.situation(policy=mine)) == {}


def test_the_better_of_both_warranties_holds() -> None:
    shorter = goods.policy(("refund_days = 30", "refund_days = 5"))
    base = faulty(goods.line(department="Hardware"), 20)
    assert goods.findings(base, goods.situation(policy=shorter)) == {"returns.warranty_first": DENY}
    kept = goods.situation(policy=shorter, policy_at_sale=goods.policy())
    assert goods.findings(base, kept) == {}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("lasts_days = 365", "lasts_days = 5", "lasts_days"),
        ("lasts_days = 365", 'lasts_days = 365\nreasons = ["sad"]', "reasons"),
        (f'department = "{DEPOSIT}"', f'department = "{DEPOSIT}"\ncents = 5', "cents"),
        ('serial_unchecked = "warn"', 'serial_unchecked = "sometimes"', "serial_unchecked"),
    ],
)
def test_a_broken_setting_is_refused_by_name(old: str, new: str, line: str) -> None:
    text = goods.DEFAULT.replace(old, new, 1)
    assert text != goods.DEFAULT
    with pytest.raises(BadInput, match=line):
        parse_policy(text, goods.READERS)


# -------------------------------------------------------------------------------- serial numbers


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("SN-123 45a", "sn12345A", True),
        ("SN12345", "SN12346", False),
        ("", "", False),
        ("--", "", False),
    ],
)
def test_a_serial_number_is_the_same_however_it_is_written(
    left: str, right: str, same: bool
) -> None:
    assert same_serial(left, right) is same


def test_scanning_the_number_brings_its_piece_back_checked() -> None:
    sold = goods.receipt(goods.line(1, serial="A-1"), goods.line(2, serial="B-2"))
    base = goods.draft(sold)
    assert (line_with_serial(base, "b2"), line_with_serial(base, "c3")) == (2, None)
    back = scan_serial(base, 2, "b2")
    assert (back.returning(2), back.choices[0].serial) == (units(1), "b2")
    whole = set_reason(back, 2, goods.reason())
    assert goods.findings(whole) == {}
    assert goods.findings(set_serial(whole, 2, "A-1")) == {"returns.serial_differs": DENY}
    assert goods.findings(set_serial(whole, 2, "")) == {"returns.serial_unchecked": WARN}


def test_a_number_that_was_asked_for_need_not_be_on_the_receipt() -> None:
    base = goods.returning(goods.draft(goods.receipt(goods.line(1, serial="A-1"))), {1: 1})
    assert numbered(base, "Z-9", None) is None
    found = numbered(base, "Z-9", 1)
    assert found is not None
    assert goods.findings(found[1]) == {"returns.serial_differs": DENY}


def test_a_numbered_piece_comes_back_once() -> None:
    base = goods.draft(goods.receipt(goods.line(1, serial="A-1")))
    refund = assess(goods.returning(base, {1: 1}), goods.situation()).refund
    with pytest.raises(Refused, match="Nothing is left"):
        scan_serial(goods.posted(base, refund), 1, "A-1")


def test_the_store_decides_what_an_unchecked_number_means() -> None:
    strict = goods.situation(policy=goods.policy(('"warn"   ', '"approve"')))
    back = goods.returning(goods.draft(goods.receipt(goods.line(1, serial="A-1"))), {1: 1})
    assert goods.findings(back, strict) == {"returns.serial_unchecked": Severity.APPROVE}
