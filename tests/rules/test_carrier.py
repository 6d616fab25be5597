"""The armoured car's next visit: by weekday and time, never on a day it stays away."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from counter_app.core.errors import BadInput
from counter_app.core.money import Currency
from counter_app.rules.carrier import CarrierPolicy, next_visit
from counter_app.rules.policy_text import read_source
from counter_app.rules.till_policy import parse_till

MON_THU = CarrierPolicy(frozenset({0, 3}), time(8, 30), frozenset({date(2026, 11, 26)}))
USD = Currency()
FIRST = "".join(
    f'{key} = "1.00"\n'
    for key in (
        "opening_float",
        "warn_above",
        "force_above",
        "variance_reason_above",
        "variance_manager_above",
    )
)
"""The settings that have no default."""


@pytest.mark.parametrize(
    ("now", "visit"),
    [
        ("2026-11-21 10:42", "2026-11-23 08:30"),
        ("2026-11-23 08:29", "2026-11-23 08:30"),
        ("2026-11-23 08:30", "2026-11-30 08:30"),
        ("2026-11-26 07:00", "2026-11-30 08:30"),
    ],
)
def test_the_next_visit(now: str, visit: str) -> None:
    assert next_visit(MON_THU, _at(now)) == _at(visit)


def test_the_visit_is_at_the_stores_time_when_the_clocks_change() -> None:
    saturday = datetime(2026, 10, 31, 12, tzinfo=ZoneInfo("America/New_York"))
    visit = next_visit(MON_THU, saturday)
    assert visit is not None
    assert visit.astimezone(UTC) == datetime(2026, 11, 2, 13, 30, tzinfo=UTC)


def test_without_weekdays_nobody_comes() -> None:
    assert next_visit(CarrierPolicy(), _at("2026-11-21 10:42")) is None


def test_the_policy_says_when_it_comes() -> None:
    text = FIRST + '[carrier]\ndays = ["Mon", "Thu"]\nat = "08:30"\nnot_on = [2026-11-26]\n'
    assert parse_till(read_source(text, USD)).carrier == MON_THU
    assert parse_till(read_source(FIRST, USD)).carrier == CarrierPolicy()


@pytest.mark.parametrize(
    "wrong", ['days = ["Monday"]', 'at = "8:30"', 'at = "24:00"', "at = 830", "who = 1"]
)
def test_a_doubtful_visit_is_refused_with_its_line(wrong: str) -> None:
    with pytest.raises(BadInput, match="Line 7: carrier"):
        parse_till(read_source(f"{FIRST}[carrier]\n{wrong}\n", USD))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
