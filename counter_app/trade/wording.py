"""The words of every finding about a sale: one sentence why, one that says what would help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Audience, Finding, Severity
from counter_app.core.money import Currency, Money
from counter_app.core.words import Template, make_finding
from counter_app.rules.drawer_limits import WORDS as DRAWER_WORDS

WORDS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "sale.nothing": Template("The basket is empty.", "Scan what is sold."),
        "sale.not_permitted": Template("{operator} may not sell.", "Ask someone who may."),
        "sale.not_sold_here": Template(
            "{item} is not sold at this desk. {why}.",
            "Send the customer to a register.",
            Audience.CUSTOMER,
        ),
        "sale.tax_unknown": Template(
            "The policy names no tax for {item} (tax class {tax}).",
            "Ask the office to name it; until then a register sells this item.",
        ),
        "sale.below_zero": Template(
            "The price of {item} would fall below zero.", "Take a discount away."
        ),
        "sale.price_reason_missing": Template(
            "The price of {item} was changed without a reason.", "Choose why."
        ),
        "sale.price_note_missing": Template(
            "“{reason}” needs a few words for {item}.", "Type what happened."
        ),
        "sale.price_change": Template(
            "{item}: {new} instead of {old} changes the line by {amount}, above {operator}’s limit "
            "of {limit}.",
            "A manager can approve it.",
        ),
        "sale.tender_not_taken": Template(
            "This desk does not take {tender}.", "Choose another way to pay."
        ),
        **DRAWER_WORDS,
        "sale.still_due": Template("{amount} is still to be paid.", "Take the rest."),
    }
)


def say(
    code: str,
    severity: Severity,
    currency: Currency,
    line: int | None = None,
    **values: str | Money | date,
) -> Finding:
    """The finding `code` with its words filled in."""
    return make_finding(WORDS, code, severity, currency, line, **values)
