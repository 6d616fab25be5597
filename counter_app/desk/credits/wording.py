"""The words of every finding about a credit: one sentence why, one that says what would help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Audience, Finding, Severity
from counter_app.core.money import Currency, Money
from counter_app.core.words import Template, make_finding

WORDS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "credits.not_permitted": Template(
            "{operator} may not do this with credits.", "Ask someone who may to sign on."
        ),
        "credits.cancelled": Template(
            "This credit was cancelled.", "Look at the return or sale that it came from."
        ),
        "credits.expired": Template(
            "This credit was good until {until}.", "A manager can allow it.", Audience.CUSTOMER
        ),
        "credits.empty": Template("Nothing is left on it.", "Ask for another way to pay."),
        "credits.too_little": Template(
            "{left} is left on it.", "Use that much or less.", Audience.CUSTOMER
        ),
        "credits.no_amount": Template("The amount is missing.", "Type how much."),
        "credits.no_reference": Template(
            "The number of the register’s receipt is missing.", "Type it from the receipt."
        ),
        "credits.no_law": Template(
            "No rule of this place pays a credit out in cash.",
            "Use it for goods instead.",
            Audience.CUSTOMER,
        ),
        "credits.kind_stays": Template(
            "A {kind} is not paid out in cash here.", "Use it for goods instead.", Audience.CUSTOMER
        ),
        "credits.above_floor": Template(
            "{left} is left; by the law of {place} only less than {floor} is paid in cash.",
            "Nobody can allow more. Use a part of it for goods first.",
            Audience.CUSTOMER,
        ),
        "credits.sale_too_small": Template(
            "A gift card is sold from {least} on.", "Choose a larger amount.", Audience.CUSTOMER
        ),
        "credits.sale_limit": Template(
            "With {earlier} today, {amount} is above {limit}, the most for one person and day.",
            "Sell less; nobody can allow more.",
            Audience.CUSTOMER,
        ),
        "credits.name_needed": Template(
            "Gift cards above {limit} within {minutes} minutes need the buyer’s name.",
            "Scan or type the buyer’s ID, or look the customer up.",
            Audience.CUSTOMER,
        ),
        "credits.scam": Template(
            "Gift cards are for gifts. Nobody pays a bill, a tax, a fine or a prize with them: "
            "whoever asks for the codes is a thief.",
            "Ask who the card is for, and warn the customer.",
            Audience.CUSTOMER,
        ),
        "credits.sale_large": Template(
            "{everything} in gift cards today is above {limit} for one person.",
            "A manager looks at who buys and what for.",
        ),
        "credits.own": Template(
            "Nobody serves their own customer record.", "Ask a colleague to do it."
        ),
        "credits.void_already": Template("This sale is void already.", "Nothing is left to do."),
        "credits.void_not_today": Template(
            "Only a sale of today can be voided.", "What is on it stays good for goods."
        ),
        "credits.void_other_desk": Template(
            "It was sold at another desk.", "Void it there: the money is in that till."
        ),
        "credits.void_till": Template(
            "The till it was sold at is closed.", "What is on it stays good for goods."
        ),
        "credits.voiding": Template(
            "Its sale is being voided: the card that paid for it was asked.",
            "Settle that card refund first.",
        ),
        "credits.void_used": Template(
            "{left} of {amount} is left on it: it was used or replaced.",
            "Only an untouched gift card can be voided.",
            Audience.CUSTOMER,
        ),
        "credits.void_asks": Template(
            "{operator} may not void the sale of a gift card alone.", "A manager can allow it."
        ),
        "credits.old_paper": Template(
            "This paper was replaced, so its code is worth nothing any more.",
            "The new paper pays.",
            Audience.CUSTOMER,
        ),
        "credits.replaced": Template(
            "A new paper makes the old one worthless.",
            "A manager looks at the slip of the return or sale.",
        ),
    }
)


def say(code: str, severity: Severity, currency: Currency, **values: str | Money | date) -> Finding:
    """The finding `code` with its words filled in."""
    return make_finding(WORDS, code, severity, currency, None, **values)
