"""Policy TOML: the default is good, everything doubtful is refused with its line and reason."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.app import discover_tasks
from counter_app.core.errors import BadInput
from counter_app.core.money import Currency, Money
from counter_app.core.operator import Role
from counter_app.core.task import resolve
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction.policy import PricePolicy
from counter_app.desk.returns.policy import ReturnsPolicy
from counter_app.rules.policy import Policy, parse_policy
from counter_app.rules.tender_policy import TenderRow, add_business_days

READERS = {t.key: resolve(t.policy_section) for t in discover_tasks() if t.policy_section}
DEFAULT = Path("resources/policy/default.toml").read_text("utf-8")


def parse(text: str = DEFAULT) -> Policy:
    return parse_policy(text, READERS)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_default_policy_holds_the_agreed_figures() -> None:
    policy = parse()
    clerk = policy.role(Role.CLERK)
    assert (clerk.limit("refund_cash"), clerk.limit("refund_card")) == (Money(10000), Money(20000))
    assert clerk.limit("nothing_of_the_kind") == Money(0)
    assert policy.refund_tenders.hard_ceiling == Money(200000)
    returns = policy.section("returns", ReturnsPolicy)
    assert (returns.days_for("Grocery"), returns.days_for("Electronics")) == (90, 30)
    assert returns.last_day("Electronics", date(2026, 11, 20)) == date(2027, 1, 31)
    assert policy.sign_on.lock_after_failures == 10
    assert [r.label for r in policy.reasons_of("return")][:2] == ["Not wanted", "Faulty"]
    assert policy.reason("void", "clerk_mistake") is not None
    assert policy.reason("void", "faulty") is None


def test_each_role_may_at_least_what_the_one_below_may() -> None:
    policy = parse()
    roles = [policy.role(role) for role in Role]
    for below, above in pairwise(roles):
        assert below.permissions < above.permissions
        assert all(above.limit(name) >= limit for name, limit in below.limits.items())


def test_food_benefits_go_back_to_food_benefits_only() -> None:
    tenders = parse().refund_tenders
    assert tenders.row(Tender.EBT_FOOD) == TenderRow(to=(Tender.EBT_FOOD,))
    assert tenders.row(Tender.WIC) == TenderRow()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('refund_cash = "100.00"', 'refund_cash = "100.005"', "more decimals"),
        ('refund_cash = "100.00"', "refund_cash = 100.5", "in quotation marks"),
        ('refund_cash = "100.00"', 'refund_cash = "NaN"', "not an amount"),
        ('refund_cash = "100.00"', 'refund_cash = "-1.00"', "from zero upwards"),
        ('refund_cash = "100.00"', "refund_cash = true", "in quotation marks"),
        ('refund_cash = "100.00"', "refund_cash = nan", "in quotation marks"),
        ('refund_cash = "100.00"', 'Refund = "1"', "not the name of a limit"),
        ('includes = "clerk"', 'includes = "manager"', "less authority"),
        ("window_days = 90", "window_days = 9999999", "between 0 and"),
        ("window_days = 90", 'window_days = "90"', "whole number"),
        ("window_days = 90", "window_days = true", "whole number"),
        ("window_days = 90", "window_day = 90", "is missing"),
        ("until = 2027-01-31", "until = 2026-01-31", "must come after"),
        ("until = 2027-01-31", 'until = "2027-01-31"', "must be a date"),
        ("until = 2027-01-31", "until = 2027-01-31T00:00:00", "must be a date"),
        ('percent = "15"', 'percent = "101"', "at most 100"),
        ('percent = "15"', 'percent = "15%"', "percentage"),
        ('percent = "15"', "percent = 15", "percentage"),
        ('conditions = ["opened"]', 'conditions = ["torn"]', "not a condition"),
        ("overridable = true", 'overridable = "yes"', "true or false"),
        ('provisional = "approve"', 'provisional = "maybe"', "must be one of"),
        ('partial_refund = "proportional"', 'partial_refund = "requalified"', 'or "requalify"'),
        ('disposition = "vendor"', 'disposition = "moon"', "does not know moon"),
        ('code = "faulty"', 'code = "not_wanted"', "a second time"),
        ('code = "faulty"', 'code = "Not wanted!"', "code in small letters"),
        ('pays_out = ["cash", "card",', 'pays_out = ["cash", "gold",', "not a tender"),
        ('pays_out = ["cash", "card",', 'pays_out = ["cash", "cash",', "twice"),
        ('pays_out = ["cash", "card",', 'pays_out = ["cash", "check",', "no desk can hand out"),
        ('above_to = ["store_credit"]\n', "", "belong together"),
        ('declined_to = ["store_credit"]', 'declined_to = ["gold"]', "not a tender"),
        ('direction = "nearest"', 'direction = "sideways"', "must be one of"),
        ("gift_card_days = 0 ", "gift_card_days = 365 ", "must be 0 or at least"),
        ('place = "" ', 'place = "US-XX" ', "has no row in cash_out_laws"),
        ('place = "US-VT"', 'place = "us-vt"', "must be like"),
        ('at_most = "5.00"', 'at_most = "5.00"\nbelow = "5.00"', "one of both"),
        ('cash_out = ["gift_card"]', 'cash_out = ["cash"]', "only gift_card"),
        ('sale_without_name = "100.00"', 'sale_without_name = "900.00"', "above sale_per_day"),
        ('to = ["ebt_food"]', 'to = ["ebt_food", "cash"]', "food benefits"),
        ("to = []", 'to = ["cash"]', "never refunded"),
        ("claim stays\nto = []", 'claim stays\nto = ["card"]', "store_credit and gift_card only"),
        ("holding_business_days = 10", "holding_business_days = 900", "between 0 and"),
        ('"card", "store_credit", "loyalty"', '"store_credit", "loyalty"', "does not name card"),
        ("columns = 48", "columns = 40", "32, 42 or 48"),
        ("lock_minutes = 30", "lock_minutes = 5", "between 30"),
        ("lock_after_failures = 10", "lock_after_failures = 50", "between 3 and 10"),
        ("pin_digits_min = 6", "pin_digits_min = 4", "between 6 and 8"),
        ('force_above = "1000.00"', 'force_above = "10.00"', "below warn_above"),
        ('badge_prefix = "OP"', 'badge_prefix = "op"', "capital letters"),
        ("[0-9]{1,10}", "([0-9]+)+", "repeats a repetition"),
        ('prefix = "02"', 'prefix = "40"', "prefix 02 or 20"),
        ('holds = "price"', 'holds = "gold"', 'must be "price" or "weight"'),
        ("[sign_on]", "[sign_onn]", "is not a setting"),
        ("badge_needs_pin = false", "badge_needs_pin = false\nbadge = 1", "is not a setting"),
        ('name = "Store policy"', 'name = "Store\\u0000policy"', "cannot be kept"),
        ("[roles.lead]", "[roles.leader]", "roles.leader is not a setting"),
    ],
)
def test_a_doubtful_setting_is_refused_with_line_and_reason(
    old: str, new: str, reason: str
) -> None:
    broken = DEFAULT.replace(old, new, 1)
    assert broken != DEFAULT
    with pytest.raises(BadInput) as refusal:
        parse(broken)
    assert refusal.value.code == "bad_policy"
    assert refusal.value.text.startswith("Line ")
    assert reason in refusal.value.text


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ('refund_cash = "100.00"', 'refund_cash = "x"', 'refund_cash = "x"'),
        ("until = 2028-01-31", "until = 1", "until = 1"),
        ('label = "Wrong tender"', "label = 5", "label = 5"),
        ("holding_business_days = 10", "holding_business_days = -1", "holding_business_days = -1"),
        ("Electronics = 30", "Electronics = []", "Electronics = []"),
        ("typed_only = true", "typed_only = 1", "typed_only = 1"),
        ("[till]", "[till]\nnew_thing = 1", "new_thing = 1"),
    ],
)
def test_the_line_is_the_line_of_the_setting(old: str, new: str, at: str) -> None:
    broken = DEFAULT.replace(old, new, 1)
    with pytest.raises(BadInput) as refusal:
        parse(broken)
    assert refusal.value.text.startswith(f"Line {line_of(broken, at)}: ")


@pytest.mark.parametrize(
    "text",
    [
        "name = ",
        "name = 'a'\nname = 'b'",
        "[" * 100_000,
        "x" * 300_000,
        "\x00",
        "a = " + "[" * 5000,
    ],
)
def test_b2_what_is_no_toml_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse(text)


def test_a_section_without_a_reader_is_refused() -> None:
    with pytest.raises(BadInput, match="is not a setting"):
        parse_policy(DEFAULT)


def test_a_section_that_a_task_can_do_without_may_be_missing() -> None:
    text = (
        DEFAULT[: DEFAULT.index("[price_correction]")]
        + DEFAULT[DEFAULT.index("[refund_tenders]") :]
    )
    prices = parse(text).section("price_correction", PricePolicy)
    assert (prices.pack.key, prices.window_days) == ("neutral", 30)


def test_a_section_that_is_missing_is_named() -> None:
    with pytest.raises(BadInput, match=r"coupons\.x is missing"):
        parse_policy(
            DEFAULT,
            {**READERS, "coupons": lambda table, _: table.whole("x", 0, 1)},
        )


def test_amounts_follow_the_currency_of_the_store() -> None:
    text = DEFAULT.replace(".00", "")
    policy = parse_policy(text, READERS, Currency("JPY", 0))
    assert policy.role(Role.CLERK).limit("refund_cash") == Money(100)


@given(st.data())
def test_any_change_of_one_line_is_read_or_refused(data: st.DataObject) -> None:
    lines = DEFAULT.split("\n")
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = data.draw(st.text("abc[]={}\"'#.,0123456789\\ \t", max_size=25))
    try:
        policy = parse("\n".join(lines))
    except BadInput as error:
        shown = error.text
    else:
        shown = policy.name
    assert shown


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 4, date(2026, 11, 27)),
        (date(2026, 11, 7), 10, date(2026, 11, 20)),
        (date(2028, 2, 28), 2, date(2028, 3, 1)),
    ],
)
def test_business_days_leave_out_weekends_and_bank_holidays(
    start: date, count: int, end: date
) -> None:
    assert add_business_days(start, count, frozenset({date(2026, 11, 26)})) == end
