"""The named rules: refund and compensation for one wrong price, exactly as a pack's figures say.

Sources of the figures stand in the packs. The rules only compute; whether money may leave is the
desk's affair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final, TypeAlias

from counter_app.rules.price_accuracy.claim import Award, PriceClaim, Why
from counter_app.rules.price_accuracy.pack import Edition, Pack

NamedRule: TypeAlias = Callable[[PriceClaim, Edition], Award]


def award(claim: PriceClaim, pack: Pack) -> Award:
    """What a claim gets under the edition in force on the day of the sale.

    The right price must be below the charged one.
    """
    assert claim.right < claim.charged
    edition = pack.on(claim.sold_on)
    return NAMED[edition.rule](claim, edition)


def difference_only(claim: PriceClaim, edition: Edition) -> Award:
    """The overcharge and nothing more; the store decides on what is plainly a mistake."""
    if edition.gross_error is not None and _gross(claim, edition):
        return Award(claim.difference, why=Why.GROSS_ERROR, owed=False)
    return Award(claim.difference, why=Why.NOT_IN_PACK)


def difference_and_bonus(claim: PriceClaim, edition: Edition) -> Award:
    """The overcharge on all units, and one bonus of so many times the overcharge on one unit.

    The bonus has a floor and a ceiling; identical items in one purchase carry one bonus.
    """
    assert edition.bonus_min is not None
    assert edition.bonus_max is not None
    stopped = _stopped(claim, edition)
    if stopped is not None:
        return stopped
    bonus = min(max(claim.each * edition.factor, edition.bonus_min), edition.bonus_max)
    return Award(
        claim.difference,
        bonus=bonus,
        why=Why.OWED,
        values={"factor": str(edition.factor), "bonus": bonus},
    )


def one_unit_free(claim: PriceClaim, edition: Edition) -> Award:
    """One unit free up to a price, or so much off it above that; the rest at the right price."""
    assert edition.cap is not None
    stopped = _stopped(claim, edition)
    if stopped is not None:
        return stopped
    off = min(claim.unit_right, edition.cap)
    return Award(claim.difference, off=off, why=Why.OWED, values={"off": off})


def _stopped(claim: PriceClaim, edition: Edition) -> Award | None:
    """The answer without compensation, if something in the pack speaks against one."""
    for why, owed in (
        (Why.TAMPERED, False),
        (Why.GROSS_ERROR, False),
        (Why.EXEMPT, True),
        (Why.BEFORE_COMPLETION, True),
        (Why.LATE, True),
        (Why.REPEAT, True),
        (Why.NOT_ASKED, True),
        (Why.ONE_FOR_ALL, True),
    ):
        if _STOPS[why](claim, edition):
            return Award(claim.difference, why=why, owed=owed)
    return None


def _gross(claim: PriceClaim, edition: Edition) -> bool:
    rule = edition.gross_error
    return rule is not None and rule.met(claim.charged, claim.right, claim.intended)


def _exempt(claim: PriceClaim, edition: Edition) -> bool:
    named = edition.exemption(claim.exemption)
    if named is not None and (named.max_price is None or claim.unit_right <= named.max_price):
        return True
    return claim.weighed and any(x.weighed for x in edition.exemptions)


def _late(claim: PriceClaim, edition: Edition) -> bool:
    last = claim.sold_on + timedelta(days=edition.notify_days)
    return edition.notify_days > 0 and claim.notified_on > last


_STOPS: Final[Mapping[Why, Callable[[PriceClaim, Edition], bool]]] = MappingProxyType(
    {
        Why.TAMPERED: lambda claim, _: claim.tampered,
        Why.GROSS_ERROR: _gross,
        Why.EXEMPT: _exempt,
        Why.BEFORE_COMPLETION: lambda c, e: c.before_completion and not e.before_completion,
        Why.LATE: _late,
        Why.REPEAT: lambda claim, edition: claim.repeat and edition.repeat_hours > 0,
        Why.NOT_ASKED: lambda claim, edition: edition.must_ask and not claim.asked,
        Why.ONE_FOR_ALL: lambda claim, _: claim.compensated,
    }
)

NAMED: Final[Mapping[str, NamedRule]] = MappingProxyType(
    {
        "difference_only": difference_only,
        "difference_and_bonus": difference_and_bonus,
        "one_unit_free": one_unit_free,
    }
)
"""The rules a pack may name."""
