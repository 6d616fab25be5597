"""How full a drawer is, in steps and never in amounts, and what a full one asks of who adds to it.

Only what adds cash is held up: a drawer that is too full must still be able to pay out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, Money
from counter_app.core.words import Template, finding_of
from counter_app.rules.till_policy import TillPolicy

FULL: Final = "drawer.full"

WORDS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "drawer.warn": Template(
            "The drawer holds more cash than it should.", "Have a pickup made soon."
        ),
        FULL: Template(
            "The drawer is over its limit, so more cash needs an approval.",
            "A pickup brings it down; until then a lead or manager agrees each time.",
        ),
    }
)


class Level(IntEnum):
    """Five steps, as the tills' cards show them."""

    LOW = 1
    NORMAL = 2
    FILLED = 3
    NEAR_LIMIT = 4
    OVER_LIMIT = 5


def drawer_level(cash: Money, limits: TillPolicy) -> Level:
    """The step that so much cash is on; limits of zero do not limit."""
    if limits.warn_above and cash > limits.warn_above:
        return Level.OVER_LIMIT
    if limits.low_below and cash < limits.low_below:
        return Level.LOW
    if limits.warn_above and cash.minor * 5 > limits.warn_above.minor * 4:
        return Level.NEAR_LIMIT
    if limits.warn_above and cash.minor * 5 > limits.warn_above.minor * 2:
        return Level.FILLED
    return Level.NORMAL


def judge_drawer(cash: Money, added: Money, limits: TillPolicy) -> tuple[Finding, ...]:
    """What a drawer holding `cash` says to `added` more; nothing where no cash comes in."""
    if added <= ZERO:
        return ()
    after = cash + added
    if limits.force_above and after > limits.force_above:
        return (_say(FULL, Severity.APPROVE),)
    if limits.warn_above and after > limits.warn_above:
        return (_say("drawer.warn", Severity.INFORM),)
    return ()


def _say(code: str, severity: Severity) -> Finding:
    return finding_of(WORDS[code], code, severity)
