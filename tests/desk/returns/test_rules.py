"""Tables of draft → findings: what stands in the way of a return, and what would help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.core.approval import Audience, Outcome, Severity
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.money import USD, ZERO, Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import PROVISIONAL_DIFFERS, TOTALS_DIFFER, Direction
from counter_app.core.transaction import Tender
from counter_app.desk.returns.draft import (
    ReturnChoice,
    ReturnDraft,
    acknowledge,
    add_quantity,
    scan_item,
    set_condition,
    set_quantity,
    set_reason,
    set_serial,
)
from counter_app.desk.returns.rules import INCOMPLETE, RULES, assess
from counter_app.desk.returns.wording import WORDS, amount_text, say
from tests.desk.returns.goods import (
    SOLD_ON,
    draft,
    findings,
    judge,
    line,
    one_back,
    operator,
    policy,
    posted,
    reason,
    receipt,
    returning,
    situation,
)

INFORM, WARN, APPROVE, DENY, FORBID = Severity


def chosen(base: ReturnDraft, **changes: object) -> ReturnDraft:
    """The draft with its only choice made by hand, as a forged request could."""
    return replace(base, choices=(replace(base.choices[0], **changes),))  # type: ignore[arg-type]


def test_a_plain_return_within_everything_has_nothing_to_say() -> None:
    verdict = judge(one_back())
    assert verdict.findings == ()
    assert verdict.outcome is Outcome.APPROVED


# ------------------------------------------------------------------------------ quantity


def test_r01_the_third_return_of_two_is_refused() -> None:
    base = draft(receipt(line(paid=2000, sold=2)))
    for _ in range(2):
        once = returning(base, {1: 1})
        assert findings(once) == {}
        base = posted(once, assess(once, situation()).refund)
    assert base.returnable(1) == units(0)
    assert findings(returning(base, {1: 1})) == {"returns.nothing_left": FORBID}
    with pytest.raises(Refused):
        scan_item(base, "4001")


def test_r03_the_same_line_twice_in_one_request_counts_together() -> None:
    base = draft(receipt(line(paid=3000, sold=3)))
    base = set_reason(add_quantity(add_quantity(base, 1, units(2)), 1, units(2)), 1, reason())
    verdict = judge(base)
    assert verdict.outcome is Outcome.DENIED
    assert verdict.findings[0].text == ("Only 3 of Item 1 can still come back: 3 sold, 0 returned.")
    choice = base.choices[0]
    with pytest.raises(AssertionError):
        replace(base, choices=(choice, choice))


def test_r04_a_line_that_came_back_already_is_no_sale() -> None:
    original = receipt(line(), line(2, direction=Direction.RETURNED))
    assert findings(returning(draft(original), {2: 1})) == {
        "returns.line_is_return": FORBID,
    }


@pytest.mark.parametrize(
    ("weighed", "sold", "now", "found"),
    [
        (False, units(1), Quantity(500), {"returns.fraction": FORBID}),
        (False, units(2), Quantity(1500), {"returns.fraction": FORBID}),
        (True, Quantity(2345), Quantity(1000), {}),
        (True, units(1), Quantity(500), {}),
        (False, Quantity(1500), Quantity(1500), {}),
    ],
)
def test_r09_part_of_a_piece_does_not_come_back(
    weighed: bool, sold: Quantity, now: Quantity, found: dict[str, Severity]
) -> None:
    assert findings(returning(draft(receipt(line(sold=sold, weighed=weighed))), {1: now})) == found


@pytest.mark.parametrize("milli", [0, -1000])
def test_r16_b2_14_b2_15_nothing_and_less_than_nothing_are_refused(milli: int) -> None:
    forged = chosen(one_back(), quantity=Quantity(milli))
    assert findings(forged) == {"returns.bad_quantity": FORBID}
    assert assess(forged, situation()).refund.total == ZERO
    with pytest.raises(BadInput):
        add_quantity(one_back(), 1, Quantity(milli))


def test_b2_17_one_cent_more_than_paid_never_leaves() -> None:
    original = receipt(line(paid=1000), paid={Tender.CASH: 999})
    assert findings(one_back(original)) == {"returns.not_covered": APPROVE}
    assert assess(one_back(original), situation()).refund.plan.tenders[0].amount == Money(999)


def test_an_empty_draft_is_unfinished_not_wrong() -> None:
    codes = set(findings(draft(receipt(line()))))
    assert codes == {"returns.nothing_chosen"}
    assert codes <= INCOMPLETE


def test_a_line_whose_amounts_make_no_sense_is_not_refunded() -> None:
    odd = receipt(line(1, 1000), replace(line(2), gross=Money(-500)), paid={Tender.CASH: 500})
    back = returning(draft(odd), {2: 1})
    assert findings(back) == {"returns.line_unsound": FORBID}
    assert assess(back, situation()).refund.lines == ()


# -------------------------------------------------------------------------------- reason


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"reason": ""}, "returns.reason_missing"),
        ({"reason": "because"}, "returns.reason_missing"),
        ({"reason": "other"}, "returns.note_missing"),
        ({"condition": ""}, "returns.condition_missing"),
        ({"condition": "haunted"}, "returns.condition_missing"),
        ({"disposition": ""}, "returns.disposition_missing"),
    ],
)
def test_a_line_must_say_why_in_what_state_and_where_to(
    changes: dict[str, str], found: str
) -> None:
    assert findings(chosen(one_back(), **changes)) == {found: FORBID}
    assert found in INCOMPLETE


def test_a_reason_fills_in_and_is_used_again_for_the_next_line() -> None:
    base = draft(receipt(line(), line(2)))
    base = set_reason(scan_item(base, "4001"), 1, reason("faulty"))
    base = scan_item(base, "4002")
    assert base.choices[1] == ReturnChoice(2, units(1), "faulty", "faulty", "vendor")


def test_a_reason_that_needs_words_is_not_used_again() -> None:
    base = draft(receipt(line(), line(2)))
    base = set_reason(scan_item(base, "4001"), 1, reason("other"), "wrong  shade\n")
    assert base.choices[0].note == "wrong shade"
    assert scan_item(base, "4002").choices[1].reason == ""


# -------------------------------------------------------------------------------- window


@pytest.mark.parametrize(
    ("department", "days", "found"),
    [
        ("Grocery", 90, {}),
        ("Grocery", 91, {"returns.window": DENY}),
        ("Electronics", 30, {}),
        ("Electronics", 31, {"returns.window": DENY}),
    ],
)
def test_the_window_is_the_departments(
    department: str, days: int, found: dict[str, Severity]
) -> None:
    original = receipt(line(department=department))
    assert findings(one_back(original, as_of=SOLD_ON + timedelta(days=days))) == found


def test_the_window_says_until_when() -> None:
    verdict = judge(one_back(as_of=date(2027, 2, 1)))
    late = verdict.findings[0]
    assert verdict.outcome is Outcome.DENIED_OVERRIDABLE
    assert late.text == "Item 1 could be returned until Dec 6, 2026, 90 days after the sale."
    assert late.params["until_on"] == "2026-12-06"
    assert (late.audience, late.line) == (Audience.CUSTOMER, 1)


def test_a_holiday_extension_is_told() -> None:
    bought = receipt(line(department="Electronics"))
    bought = replace(bought, key=replace(bought.key, business_date=date(2026, 11, 10)))
    assert findings(one_back(bought, as_of=date(2027, 1, 31))) == {"returns.extended": INFORM}
    assert findings(one_back(bought, as_of=date(2026, 12, 1))) == {}
    assert findings(one_back(bought, as_of=date(2027, 2, 1))) == {"returns.window": DENY}


@pytest.mark.parametrize("swapped", [False, True])
def test_the_longer_window_of_sale_and_today_counts(swapped: bool) -> None:
    short, long = policy(("window_days = 90", "window_days = 14")), policy()
    where = situation(policy=long if swapped else short, policy_at_sale=short if swapped else long)
    late = SOLD_ON + timedelta(days=60)
    assert findings(one_back(as_of=late), where) == {}
    both_short = situation(policy=short, policy_at_sale=short)
    assert findings(one_back(as_of=late), both_short) == {"returns.window": DENY}


@pytest.mark.parametrize(
    ("department", "severity"), [("Lottery", FORBID), ("Tobacco", DENY), ("Gift cards", FORBID)]
)
def test_some_goods_do_not_come_back(department: str, severity: Severity) -> None:
    found = findings(one_back(receipt(line(department=department))))
    assert found == {"returns.not_returnable": severity}


@pytest.mark.parametrize("department", ["Lottery", "Tobacco"])
def test_goods_that_could_come_back_when_they_were_sold_still_can(department: str) -> None:
    generous = policy((f'department = "{department}"', 'department = "Fireworks"'))
    wheres = (
        situation(policy_at_sale=generous),
        situation(policy=generous, policy_at_sale=policy()),
    )
    for where in wheres:
        assert findings(one_back(receipt(line(department=department))), where) == {}


# ----------------------------------------------------------------------------------- fee


def opened_box() -> ReturnDraft:
    return set_condition(
        one_back(receipt(line(paid=4499, department="Appliances"))), 1, "opened", "open_box"
    )


def test_a_restocking_fee_is_a_warning_until_the_customer_is_told() -> None:
    opened = opened_box()
    told = assess(opened, situation())
    assert told.verdict.outcome is Outcome.APPROVED
    (warning,) = told.to_acknowledge(opened)
    assert warning.text == "A 15% restocking fee of $6.75 applies to Item 1 (opened)."
    assert assess(opened, situation()).to_acknowledge(acknowledge(opened, warning)) == ()


def test_another_fee_must_be_told_again() -> None:
    opened = opened_box()
    (warning,) = assess(opened, situation()).to_acknowledge(opened)
    told = acknowledge(opened, warning)
    dearer = situation(
        policy=policy(('percent = "15"', 'percent = "20"')),
        policy_at_sale=policy(('percent = "15"', 'percent = "20"')),
    )
    assert len(assess(told, dearer).to_acknowledge(told)) == 1


def test_a_faulty_piece_costs_no_fee() -> None:
    faulty = set_reason(opened_box(), 1, reason("faulty"))
    found = findings(set_condition(faulty, 1, "opened"))
    assert found == {"returns.question_skipped": Severity.WARN}


def test_the_lower_fee_of_sale_and_today_counts() -> None:
    dear = policy(('percent = "15"', 'percent = "50"'))
    for where in (situation(policy=dear, policy_at_sale=policy()), situation(policy_at_sale=dear)):
        assert assess(opened_box(), where).refund.fee == Money(675)


# ------------------------------------------------------------------------- receipt, people


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"status": "voided"}, {"returns.receipt_void": FORBID}),
        ({"status": "cancelled"}, {"returns.receipt_void": FORBID}),
        ({"training": True}, {"returns.receipt_training": FORBID}),
        ({"currency": "EUR"}, {"returns.other_currency": FORBID}),
        ({"provisional": True}, {"returns.provisional": APPROVE}),
        ({"flags": (PROVISIONAL_DIFFERS,)}, {"returns.provisional_differs": WARN}),
        ({"flags": (TOTALS_DIFFER,)}, {"returns.totals_differ": APPROVE}),
        (
            {"flags": (PROVISIONAL_DIFFERS,), "provisional": True},
            {"returns.provisional_differs": APPROVE},
        ),
        ({"operator": "107"}, {"returns.own_sale": APPROVE}),
        ({"tenders": ()}, {"returns.no_tenders": APPROVE}),
    ],
)
def test_doubts_about_the_receipt(changes: dict[str, object], found: dict[str, Severity]) -> None:
    assert findings(one_back(replace(receipt(line()), **changes))) == found  # type: ignore[arg-type]


@pytest.mark.parametrize("word", ["approve", "warn"])
def test_policy_says_how_far_a_keyed_receipt_is_trusted(word: str) -> None:
    where = situation(policy=policy(('provisional = "approve"', f'provisional = "{word}"')))
    found = findings(one_back(receipt(line(), provisional=True)), where)
    assert found == {"returns.provisional": Severity[word.upper()]}


@pytest.mark.parametrize(("word", "severity"), [("warn", APPROVE), ("deny", DENY)])
def test_money_moved_on_a_keyed_receipt_that_differs_is_a_managers_affair(
    word: str, severity: Severity
) -> None:
    where = situation(policy=policy(('provisional = "approve"', f'provisional = "{word}"')))
    differing = receipt(line(), provisional=True, flags=(PROVISIONAL_DIFFERS,))
    assert findings(one_back(differing), where) == {"returns.provisional_differs": severity}


@pytest.mark.parametrize("word", ["forbid", "approve"])
def test_b2_37_another_stores_receipt_goes_by_policy(word: str) -> None:
    where = situation(
        policy=policy(('other_store = "forbid"', f'other_store = "{word}"')), store="31"
    )
    assert findings(one_back(), where) == {"returns.other_store": Severity[word.upper()]}


def test_a_receipt_from_tomorrow_needs_a_second_look() -> None:
    early = one_back(as_of=SOLD_ON - timedelta(days=1))
    assert findings(early) == {"returns.future_sale": DENY}


def test_a_duplicate_needs_approval() -> None:
    assert findings(one_back(reprint=True)) == {"returns.reprint": APPROVE}


@pytest.mark.parametrize("where", ["draft", "receipt"])
def test_nobody_serves_their_own_record(where: str) -> None:
    mine = situation(operator=operator(customer_id="C-1"))
    if where == "draft":
        base = one_back(customer_id="C-1")
    else:
        base = one_back(receipt(line(), customer_ref="C-1"))
    assert findings(base, mine) == {"returns.own_customer": FORBID}
    assert findings(one_back(customer_id="C-2"), mine) == {}


def test_o05_without_the_permission_nothing_is_refunded() -> None:
    nobody = situation(operator=operator(permissions=frozenset()))
    assert findings(one_back(), nobody) == {"returns.not_permitted": FORBID}


def test_a_numbered_piece_must_be_the_one_that_was_sold() -> None:
    radio = one_back(receipt(line(serial="SN-5")))
    assert findings(radio) == {"returns.serial_unchecked": WARN}
    assert findings(set_serial(radio, 1, "SN-5")) == {}
    assert findings(set_serial(radio, 1, "SN-6")) == {"returns.serial_differs": DENY}


# ------------------------------------------------------------------------ trace and words


def test_the_trace_names_every_rule_and_repeats_exactly() -> None:
    late = one_back(as_of=date(2027, 2, 1))
    first, again = assess(late, situation()), assess(late, situation())
    assert [name for name, _ in first.trace] == [name for name, _ in RULES]
    assert first.chain() == again.chain()
    assert sum(len(found) for _, found in first.trace) == len(first.verdict.findings) == 1


@pytest.mark.parametrize("code", sorted(c for c in WORDS if not c.startswith("offer.")))
def test_every_finding_says_why_in_one_sentence_and_what_would_help(code: str) -> None:
    words = WORDS[code]
    asks = "{question}"  # which ends with its own question mark
    assert words.text.endswith((".", asks))
    assert words.remedy.endswith((".", asks)) or code == "returns.extended"
    for word in ("error", "invalid", "!"):
        assert word not in (words.text + words.remedy).lower()


def test_amounts_and_dates_are_given_in_words_and_raw() -> None:
    said = say(
        "returns.fee",
        WARN,
        USD,
        1,
        item="Kettle",
        percent="15%",
        fee=Money(675),
        condition="opened",
    )
    assert said.params["fee"] == amount_text(Money(675), USD) == "$6.75"
    assert said.params["fee_cents"] == "675"


def test_a_line_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        set_quantity(draft(receipt(line())), 9, units(1))
    with pytest.raises(NotFound):
        scan_item(draft(receipt(line())), "4099")
