"""The policy of tills and the safe: floats, drawer limits, variances, movements, par levels.

Every setting but the five that the first version had has a default, so that older policies load.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.rules.carrier import CarrierPolicy
from counter_app.rules.policy_text import Table

MAX_PAR: Final = 99_999
TWENTY: Final = Money(2000)
PAID_OUT_CEILING: Final = Money(50_000)
PAID_IN_CEILING: Final = Money(100_000)
_PIECES = re.compile(r"(note|coin):[0-9]{1,9}")
_COUNTABLE: Final = (
    Tender.CASH,
    Tender.CHECK,
    Tender.COUPON,
    Tender.MONEY_ORDER,
    Tender.GIFT_CARD,
)


class FloatMode(StrEnum):
    """Where a till's opening float comes from, and with that what stays in it at closing."""

    PROMPT = "prompt"
    PREDEFINED = "predefined"
    CARRIED_OVER = "carried_over"


class WitnessRule(StrEnum):
    """Who stands by when a count is off: nobody, or another person than who counted."""

    NONE = "none"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class SafePolicy:
    """What the safe should keep: pieces by denomination, and how many make a roll or strap."""

    pars: Mapping[str, int] = field(default_factory=dict)
    packs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TillPolicy:
    """Floats, limits and variances of a till session; amounts in minor units.

    A variance above `variance_reason_above` is counted again, and needs a reason and a witness;
    above `variance_manager_above` somebody who may reconcile; above `variance_investigate_above`
    it stands out in the Morning Book. Cash above `warn_above` is worth a pickup; above
    `force_above` every transaction that adds cash needs an approval.
    """

    opening_float: Money = ZERO
    warn_above: Money = ZERO
    force_above: Money = ZERO
    variance_reason_above: Money = ZERO
    variance_manager_above: Money = ZERO
    variance_investigate_above: Money = TWENTY
    low_below: Money = ZERO
    float_mode: FloatMode = FloatMode.PROMPT
    own_tills: bool = False
    drawers: int = 1
    witness: WitnessRule = WitnessRule.DIFFERENT
    counted_tenders: tuple[Tender, ...] = (Tender.CASH,)
    paid_out_ceiling: Money = PAID_OUT_CEILING
    paid_in_ceiling: Money = PAID_IN_CEILING
    payee_above: Money = TWENTY
    late_after_minutes: int = 30
    safe: SafePolicy = field(default_factory=SafePolicy)
    carrier: CarrierPolicy = field(default_factory=CarrierPolicy)


def parse_till(table: Table) -> TillPolicy:
    """Read ``[till]``; raises `BadInput` with the line for what is doubtful."""
    first = TillPolicy()
    policy = TillPolicy(
        opening_float=table.money("opening_float"),
        warn_above=table.money("warn_above"),
        force_above=table.money("force_above"),
        variance_reason_above=table.money("variance_reason_above"),
        variance_manager_above=table.money("variance_manager_above"),
        variance_investigate_above=table.money(
            "variance_investigate_above", first.variance_investigate_above
        ),
        low_below=table.money("low_below", first.low_below),
        float_mode=FloatMode(_one_of(table, "float_mode", FloatMode, first.float_mode)),
        own_tills=table.flag("own_tills", first.own_tills),
        drawers=table.whole("drawers", 1, 4, first.drawers),
        witness=WitnessRule(_one_of(table, "witness", WitnessRule, first.witness)),
        counted_tenders=_tenders(table),
        paid_out_ceiling=table.money("paid_out_ceiling", first.paid_out_ceiling),
        paid_in_ceiling=table.money("paid_in_ceiling", first.paid_in_ceiling),
        payee_above=table.money("payee_above", first.payee_above),
        late_after_minutes=table.whole("late_after_minutes", 1, 24 * 60, first.late_after_minutes),
        safe=_safe(table.table("safe")),
        carrier=_carrier(table.table("carrier")),
    )
    if policy.force_above < policy.warn_above:
        raise table.wrong("force_above", "must not be below warn_above")
    if policy.variance_manager_above < policy.variance_reason_above:
        raise table.wrong("variance_manager_above", "must not be below variance_reason_above")
    table.done()
    return policy


def _one_of(table: Table, key: str, words: type[StrEnum], default: StrEnum) -> str:
    found = table.name(key, default.value)
    if found not in [w.value for w in words]:
        names = ", ".join(f'"{w.value}"' for w in words)
        raise table.wrong(key, f"must be one of {names}")
    return found


def _tenders(table: Table) -> tuple[Tender, ...]:
    known = {t.value: t for t in _COUNTABLE}
    found = table.names("counted_tenders", (Tender.CASH.value,))
    for name in found:
        if name not in known:
            raise table.wrong("counted_tenders", f"holds {name}, which no drawer holds")
    if Tender.CASH.value not in found:
        raise table.wrong("counted_tenders", "must name cash")
    return tuple(known[name] for name in found)


def _safe(table: Table) -> SafePolicy:
    policy = SafePolicy(_pieces(table.table("pars"), 0), _pieces(table.table("packs"), 1))
    table.done()
    return policy


def _carrier(table: Table) -> CarrierPolicy:
    first = CarrierPolicy()
    policy = CarrierPolicy(table.weekdays("days"), table.time("at", first.at), table.days("not_on"))
    table.done()
    return policy


def _pieces(table: Table, least: int) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for key in table.entries():
        if not _PIECES.fullmatch(key):
            raise table.wrong(key, 'must be a denomination like "note:2000" or "coin:25"')
        found[key] = table.whole(key, least, MAX_PAR)
    return found
