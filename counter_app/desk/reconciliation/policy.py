"""The policy's section on reconciliation: which days need more cash than others."""

from __future__ import annotations

from typing import Final

from counter_app.core.reason import Reason
from counter_app.rules.cash_forecast import ForecastPolicy
from counter_app.rules.policy_text import Table

_DEFAULT: Final = ForecastPolicy()


def parse_reconciliation(table: Table, _reasons: tuple[Reason, ...]) -> ForecastPolicy:
    """Read `[reconciliation]`; every setting has a default, so that older policies load."""
    cash = table.table("cash_need")
    read = ForecastPolicy(
        pay_days=_days(cash, "pay_days", _DEFAULT.pay_days),
        pay_weekdays=cash.weekdays("pay_weekdays", _DEFAULT.pay_weekdays),
        benefit_days=_days(cash, "benefit_days", _DEFAULT.benefit_days),
        lottery_weekdays=cash.weekdays("lottery_weekdays", _DEFAULT.lottery_weekdays),
        holidays=cash.days("holidays") if "holidays" in cash else frozenset(),
    )
    cash.done()
    return read


def _days(table: Table, key: str, default: frozenset[int]) -> frozenset[int]:
    texts = table.texts(key, tuple(str(d) for d in sorted(default)))
    if not all(t.isdecimal() and 1 <= int(t) <= 31 for t in texts):
        raise table.wrong(key, "takes days of the month like 1 or 15")
    return frozenset(int(t) for t in texts)
