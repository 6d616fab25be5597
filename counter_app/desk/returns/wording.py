"""The words of every finding about a return: one sentence why, one that says what would help.

Templates are the message ids for translation; a finding carries the values they are filled with.
Dates and amounts come twice: formatted in English, and raw under `…_on` and `…_cents`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Audience, Finding, Severity
from counter_app.core.money import Currency, Money, plain


@dataclass(frozen=True, slots=True)
class Words:
    """Templates of one finding: why, what would change the answer, and who may read it."""

    text: str
    remedy: str
    audience: Audience = Audience.CLERK


_CUSTOMER = Audience.CUSTOMER

WORDS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "returns.nothing_chosen": Words(
            "Nothing is coming back yet.", "Scan an item or choose a quantity."
        ),
        "returns.not_permitted": Words(
            "{operator} may not make refunds.", "Ask someone who may to sign on."
        ),
        "returns.receipt_void": Words(
            "This receipt was voided at the register, so nothing was sold on it.",
            "Ask for the receipt of the sale that was completed.",
        ),
        "returns.receipt_training": Words(
            "This receipt was made in training, so nothing was sold on it.",
            "Ask for a real receipt.",
        ),
        "returns.other_store": Words(
            "This receipt is from store {store}.",
            "Send the customer to store {store}.",
            _CUSTOMER,
        ),
        "returns.other_currency": Words(
            "This receipt is in {theirs}; this store keeps its books in {ours}.",
            "Send the customer to the store that sold it.",
            _CUSTOMER,
        ),
        "returns.provisional": Words(
            "This receipt was keyed from paper; the register has not sent it yet.",
            "Wait until it arrives, or ask a manager to look at the paper.",
        ),
        "returns.future_sale": Words(
            "This receipt is dated {sold}, after today.", "Check the date of this computer."
        ),
        "returns.reprint": Words(
            "The receipt shown is a duplicate.",
            "Ask for the original, or ask a manager.",
        ),
        "returns.own_sale": Words(
            "{operator} rang up this sale at the register.",
            "Let a colleague make this return, or ask a manager.",
        ),
        "returns.own_customer": Words(
            "Nobody serves their own customer record.", "Let a colleague make this return."
        ),
        "returns.line_is_return": Words(
            "{item} was already returned on this receipt, not sold.",
            "Find the receipt it was sold on.",
        ),
        "returns.bad_quantity": Words(
            "The quantity of {item} must be above zero.", "Type how much comes back."
        ),
        "returns.fraction": Words(
            "{item} is sold by the piece, so {now} of it cannot come back.",
            "Type a whole number.",
        ),
        "returns.nothing_left": Words(
            "All {sold} of {item} have come back already.",
            "Check which receipt this piece belongs to.",
        ),
        "returns.too_many": Words(
            "Only {left} of {item} can still come back: {sold} sold, {returned} returned.",
            "Return {left} or less.",
        ),
        "returns.line_unsound": Words(
            "The amounts of {item} on this receipt do not add up.",
            "Ask the office to check the receipt.",
        ),
        "returns.reason_missing": Words("{item} has no reason yet.", "Choose why it comes back."),
        "returns.note_missing": Words(
            "“{reason}” needs a few words for {item}.", "Type what happened."
        ),
        "returns.condition_missing": Words(
            "{item} has no condition yet.", "Choose what state it is in."
        ),
        "returns.disposition_missing": Words(
            "Nobody has said where {item} goes.", "Choose where it goes."
        ),
        "returns.window": Words(
            "{item} could be returned until {until}, {days} days after the sale.",
            "Faulty goods may have a warranty; otherwise a manager decides.",
            _CUSTOMER,
        ),
        "returns.extended": Words("{name}: {item} can be returned until {until}.", "", _CUSTOMER),
        "returns.not_returnable": Words(
            "{why}, so {item} cannot come back.", "Offer help with the item instead.", _CUSTOMER
        ),
        "returns.serial_unchecked": Words(
            "{item} was sold with serial number {serial}.", "Compare it with the piece."
        ),
        "returns.serial_differs": Words(
            "The serial number of {item} is not the one that was sold.",
            "Find the receipt of this piece, or ask a manager.",
        ),
        "returns.fee": Words(
            "A {percent} restocking fee of {fee} applies to {item} ({condition}).",
            "No fee if it is faulty or the condition is another one.",
            _CUSTOMER,
        ),
        "returns.no_tenders": Words(
            "The receipt does not say how it was paid.",
            "Ask a manager, who can check the register's journal.",
        ),
        "returns.not_covered": Words(
            "{amount} of this refund was not paid by any tender on the receipt.",
            "Return less, or ask a manager.",
        ),
        "returns.wic_receipt": Words(
            "Part of this receipt was paid with WIC, which is never refunded.",
            "Ask a manager to see that these items were not bought with WIC.",
        ),
        "returns.tender_never": Words(
            "{amount} was paid with {paid_with}, which is never refunded.",
            "Exchange the item for the same one.",
            _CUSTOMER,
        ),
        "returns.tender_not_handled": Words(
            "{amount} must go back to {paid_with}, which this desk cannot do.",
            "Send the customer to a register that can.",
        ),
        "returns.no_tender": Words(
            "The policy names no tender for {amount} of this refund.",
            "Ask the office to correct the policy.",
        ),
        "returns.tender_not_allowed": Words(
            "What was paid with {paid_with} cannot be refunded by {wish}.",
            "Refund as it was paid.",
            _CUSTOMER,
        ),
        "returns.other_tender": Words(
            "{amount} paid with {paid_with} would leave by {tender}.",
            "Refund as it was paid, or ask a manager.",
        ),
        "returns.check_held": Words(
            "The {paid_with} from {sold} counts as good from {until}.",
            "Come back then, or ask a manager.",
            _CUSTOMER,
        ),
        "returns.limit": Words(
            "{amount} by {tender} is above {operator}’s limit of {limit}.",
            "A manager can approve it.",
        ),
        "returns.limit_today": Words(
            "With {earlier} refunded on this receipt today, {amount} by {tender} is above "
            "{operator}’s limit of {limit}.",
            "A manager can approve it.",
        ),
        "returns.ceiling": Words(
            "{amount} by {tender} is above {limit}, the most that anyone may refund.",
            "Return part of it, or let the office send the rest.",
        ),
    }
)

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SIGNS: Final[Mapping[str, str]] = MappingProxyType({"USD": "$", "GBP": "£", "EUR": "€"})


def say(
    code: str,
    severity: Severity,
    currency: Currency,
    line: int | None = None,
    **values: str | Money | date,
) -> Finding:
    """The finding `code` with its words filled in; amounts and dates are formatted here."""
    params: dict[str, str] = {}
    for name, value in values.items():
        match value:
            case Money():
                params[name] = amount_text(value, currency)
                params[f"{name}_cents"] = str(value.minor)
            case date():
                params[name] = date_text(value)
                params[f"{name}_on"] = value.isoformat()
            case str():
                params[name] = value
    words = WORDS[code]
    return Finding(
        code=code,
        severity=severity,
        text=words.text.format_map(params),
        remedy=words.remedy.format_map(params),
        audience=words.audience,
        params=params,
        line=line,
    )


def amount_text(amount: Money, currency: Currency) -> str:
    """``$6.75``, ``6.750 BHD``: an amount as the desk shows it in English."""
    sign = SIGNS.get(currency.code)
    digits = plain(abs(amount), currency)
    minus = "−" if amount.minor < 0 else ""
    return f"{minus}{sign}{digits}" if sign else f"{minus}{digits} {currency.code}"


def date_text(day: date) -> str:
    """``Feb 5, 2027``, whatever the computer's own language."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
