"""The forecast rests on days that were like the one that comes, and says on which."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counter_app.core.money import Money
from counter_app.rules.cash_forecast import ForecastPolicy, PaidDay, Sort, forecast

WORTHS = (1, 5, 10, 25, 100, 500, 1000, 2000)
MONDAY = date(2026, 9, 7)
POLICY = ForecastPolicy()


def paid(day: date, *payouts: tuple[int, int]) -> PaidDay:
    return PaidDay(day, tuple((hour, Money(minor)) for hour, minor in payouts))


def weeks(count: int) -> list[PaidDay]:
    """Every weekday pays its own amount at nine, twice as much on Fridays."""
    days = [MONDAY + timedelta(days=n) for n in range(7 * count)]
    return [paid(d, (9, 10_000 * (2 if d.weekday() == 4 else 1)), (14, 700)) for d in days]


@pytest.mark.parametrize(
    ("day", "sorts"),
    [
        (date(2026, 10, 15), {Sort.PAY}),
        (date(2026, 10, 16), {Sort.PAY}),
        (date(2026, 10, 2), {Sort.PAY, Sort.BENEFIT}),
        (date(2026, 10, 14), {Sort.LOTTERY}),
        (date(2026, 10, 13), set()),
    ],
)
def test_pay_benefit_and_lottery_days_are_policy(day: date, sorts: set[Sort]) -> None:
    assert POLICY.sorts(day) == sorts


def test_a_friday_needs_what_fridays_needed() -> None:
    found = forecast(date(2026, 10, 23), weeks(6), POLICY, WORTHS)
    assert found is not None
    assert (found.same_weekday, found.same_sorts) == (True, True)
    assert found.by_hour == {9: Money(20_000), 14: Money(700)}
    assert found.pieces == {2000: 10, 500: 1, 100: 2}
    assert found.whole == Money(20_700)


def test_too_few_days_of_a_kind_take_the_wider_kind() -> None:
    history = weeks(2)
    found = forecast(date(2026, 10, 13), history, POLICY, WORTHS)
    assert found is not None
    assert (found.same_weekday, found.same_sorts, found.days) == (False, True, 7)


def test_one_wild_day_in_ten_does_not_rule_the_forecast() -> None:
    days = [paid(MONDAY + timedelta(weeks=n), (9, 10_000)) for n in range(10)]
    days[4] = paid(days[4].day, (9, 900_000))
    plain = ForecastPolicy(pay_days=frozenset(), benefit_days=frozenset())
    found = forecast(MONDAY + timedelta(weeks=11), days, plain, WORTHS)
    assert found is not None
    assert found.by_hour[9] == Money(10_000)


def test_nothing_paid_out_is_no_forecast() -> None:
    assert forecast(MONDAY, [], POLICY, WORTHS) is None
    assert forecast(MONDAY, [paid(MONDAY)], POLICY, WORTHS) is None
