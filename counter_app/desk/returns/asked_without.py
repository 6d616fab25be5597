"""Goods without a receipt as they were when a card was asked for them: prices, taxes, limits.

All of it is read afresh as long as nothing was asked. After that the card's yes is to exactly these
amounts, whatever the item file or the day's other returns say since. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.core.money import Money
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.without import Prices, as_long_as, priced_at
from counter_app.rules.person_limits import PastReturn
from counter_app.rules.tax import TaxRate


def asked_values(draft: ReturnDraft) -> dict[str, object]:
    """What is kept beside the stored request, as plain values; empty with a receipt."""
    without = draft.without
    if without is None:
        return {}
    return {
        "prices": {str(n): _price_values(p) for n, p in without.prices.items()},
        "past": [[p.day.isoformat(), p.amount.minor, p.pieces] for p in without.past],
        "exempt_today": without.exempt_today.minor,
    }


def as_asked(fresh: ReturnDraft, values: Mapping[str, Any], day: date) -> ReturnDraft:
    """A fresh draft of the same goods with what was kept then, on the day of then."""
    if fresh.without is None or not values:
        return fresh
    past = tuple(PastReturn(date.fromisoformat(d), Money(m), n) for d, m, n in values["past"])
    given = Money(values["exempt_today"])
    without = replace(fresh.without, past=past, exempt_today=given)
    draft = replace(fresh, as_of=day, without=without)
    for number, price in values["prices"].items():
        quantity = draft.line(int(number)).quantity
        draft = as_long_as(priced_at(draft, int(number), _prices(price)), int(number), quantity)
    return draft


def as_it_was(draft: ReturnDraft, asked: ReturnDraft) -> ReturnDraft:
    """The draft of a screen, or one read again, as what was asked; itself if its goods differ."""
    if draft.without is None or asked.without is None or _goods(draft) != _goods(asked):
        return draft
    return replace(draft, receipt=asked.receipt, as_of=asked.as_of, without=asked.without)


def _goods(draft: ReturnDraft) -> list[object]:
    assert draft.without is not None
    seen = draft.without.seen
    person = None if seen is None else (seen.person_id, seen.document, seen.jurisdiction)
    return [person, *((x.number, x.item_code, x.quantity) for x in draft.receipt.lines)]


def _price_values(price: Prices) -> dict[str, object]:
    return {
        "days": price.days,
        "lowest": None if price.lowest is None else price.lowest.minor,
        "lowest_on": None if price.lowest_on is None else price.lowest_on.isoformat(),
        "today": None if price.today is None else price.today.minor,
        "taxes": [[t.authority, t.name, t.rate_ppm, t.included] for t in price.taxes],
    }


def _prices(values: Mapping[str, Any]) -> Prices:
    lowest, on, today = values["lowest"], values["lowest_on"], values["today"]
    return Prices(
        values["days"],
        None if lowest is None else Money(lowest),
        None if on is None else date.fromisoformat(on),
        None if today is None else Money(today),
        tuple(
            TaxRate(authority, name, ppm, frozenset(), included=included)
            for authority, name, ppm, included in values["taxes"]
        ),
    )
