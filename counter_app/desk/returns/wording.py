"""The words of every finding about a return: one sentence why, one that says what would help.

Templates are the message ids for translation; a finding carries the values they are filled with.
Dates and amounts come twice: formatted in English, and raw under `…_on` and `…_cents`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Audience, Finding, Severity
from counter_app.core.money import Currency, Money
from counter_app.core.words import Template, amount_text, date_text, make_finding
from counter_app.desk.returns.wording_online import WORDS_ONLINE
from counter_app.desk.returns.wording_without import WORDS_WITHOUT
from counter_app.trade.wording import WORDS as SALE_WORDS

__all__ = ["WORDS", "amount_text", "date_text", "say"]

_CUSTOMER = Audience.CUSTOMER

WORDS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        **SALE_WORDS,  # an exchange sells, too
        "offer.refund": Template("Refund {way}"),
        "offer.exchange": Template("Exchange for the same value"),
        "offer.warranty": Template("{offer}, until {until}. {contact}"),
        "offer.warranty_over": Template("Warranty: {offer}"),
        "returns.warranty_over": Template(
            "The warranty of {item} ended on {until}.",
            "What the maker still does is the maker’s to say.",
            _CUSTOMER,
        ),
        "returns.nothing_chosen": Template(
            "Nothing is coming back yet.", "Scan an item or choose a quantity."
        ),
        "returns.not_permitted": Template(
            "{operator} may not make refunds.", "Ask someone who may to sign on."
        ),
        "returns.receipt_void": Template(
            "This receipt was voided at the register, so nothing was sold on it.",
            "Ask for the receipt of the sale that was completed.",
        ),
        "returns.receipt_training": Template(
            "This receipt was made in training, so nothing was sold on it.",
            "Ask for a real receipt.",
        ),
        "returns.other_store": Template(
            "This receipt is from store {store}.",
            "Send the customer to store {store}.",
            _CUSTOMER,
        ),
        "returns.other_currency": Template(
            "This receipt is in {theirs}; this store keeps its books in {ours}.",
            "Send the customer to the store that sold it.",
            _CUSTOMER,
        ),
        "returns.provisional": Template(
            "This receipt was keyed from paper; the register has not sent it yet.",
            "Wait until it arrives, or ask a manager to look at the paper.",
        ),
        "returns.provisional_differs": Template(
            "The register sent this receipt with other goods or amounts than were keyed.",
            "Compare every line with the paper.",
        ),
        "returns.totals_differ": Template(
            "The lines, the payments and the printed total of this receipt do not agree.",
            "Compare every line with the paper.",
        ),
        "returns.future_sale": Template(
            "This receipt is dated {sold}, after today.", "Check the date of this computer."
        ),
        "returns.reprint": Template(
            "The receipt shown is a duplicate.",
            "Ask for the original, or ask a manager.",
        ),
        "returns.own_sale": Template(
            "{operator} rang up this sale at the register.",
            "Let a colleague make this return, or ask a manager.",
        ),
        "returns.own_customer": Template(
            "Nobody serves their own customer record.", "Let a colleague make this return."
        ),
        "returns.line_is_return": Template(
            "{item} was already returned on this receipt, not sold.",
            "Find the receipt it was sold on.",
        ),
        "returns.bad_quantity": Template(
            "The quantity of {item} must be above zero.", "Type how much comes back."
        ),
        "returns.fraction": Template(
            "{item} is sold by the piece, so {now} of it cannot come back.",
            "Type a whole number.",
        ),
        "returns.nothing_left": Template(
            "Nothing of {item} is left to come back: {sold} sold, {sold} returned.",
            "Check which receipt this piece belongs to.",
        ),
        "returns.too_many": Template(
            "Only {left} of {item} can still come back: {sold} sold, {returned} returned.",
            "Return {left} or less.",
        ),
        "returns.line_unsound": Template(
            "The amounts of {item} on this receipt do not add up.",
            "Ask the office to check the receipt.",
        ),
        "returns.reason_missing": Template(
            "{item} has no reason yet.", "Choose why it comes back."
        ),
        "returns.note_missing": Template(
            "“{reason}” needs a few words for {item}.", "Type what happened."
        ),
        "returns.condition_missing": Template(
            "{item} has no condition yet.", "Choose what state it is in."
        ),
        "returns.disposition_missing": Template(
            "Nobody has said where {item} goes.", "Choose where it goes."
        ),
        "returns.question_open": Template(
            "Nobody has asked about {item} yet: {question}", "Ask the customer: {question}"
        ),
        "returns.question_skipped": Template(
            "Nobody has asked about {item}: {question}", "Ask the customer, or go on without it."
        ),
        "returns.answer": Template(
            "{item}: “{question}” was answered with {answer}.",
            "Try it out together, or choose another reason.",
        ),
        "returns.window": Template(
            "{item} could be returned until {until}, {days} days after the sale.",
            "Faulty? Look for a warranty. Otherwise a manager decides.",
            _CUSTOMER,
        ),
        "returns.extended": Template(
            "{name}: {item} can be returned until {until}.", "", _CUSTOMER
        ),
        "returns.not_returnable": Template(
            "{why}, so {item} cannot come back.", "Offer help with the item instead.", _CUSTOMER
        ),
        "returns.warranty_first": Template(
            "{item} is past {days} days: a fault is now mended under its warranty, until {until}.",
            "Offer this instead: {offer}.",
            _CUSTOMER,
        ),
        "returns.under_warranty": Template(
            "{item} is under warranty until {until}.", "Offer this instead: {offer}.", _CUSTOMER
        ),
        "returns.deposit_left": Template(
            "A container deposit was paid for {item}.",
            "Full containers come back with it: add {deposit}.",
        ),
        "returns.serial_unchecked": Template(
            "{item} was sold with serial number {serial}.", "Compare it with the piece."
        ),
        "returns.serial_differs": Template(
            "The serial number of {item} is not the one that was sold.",
            "Find the receipt of this piece, or ask a manager.",
        ),
        "returns.fee": Template(
            "A {percent} restocking fee of {fee} applies to {item} ({condition}).",
            "There is no fee if it is faulty or in another condition.",
            _CUSTOMER,
        ),
        "returns.no_tenders": Template(
            "The receipt does not say how it was paid.",
            "Ask a manager, who can check the register's journal.",
        ),
        "returns.not_covered": Template(
            "{amount} of this refund was not paid by any tender on the receipt.",
            "Return less, or ask a manager.",
        ),
        "returns.wic_receipt": Template(
            "Part of this receipt was paid with WIC, which is never refunded.",
            "Ask a manager to see that these items were not bought with WIC.",
        ),
        "returns.priced_anew": Template(
            "{offer}: it no longer holds for what is kept, so {anew} goes back instead of {share}.",
            "Returning everything gives back all that was paid.",
            _CUSTOMER,
        ),
        "returns.by_share": Template(
            "{offer}: {share} goes back by its share; priced anew it would be {anew}.",
            "The policy refunds this offer by its shares.",
            Audience.MANAGER,
        ),
        "returns.tender_never": Template(
            "{amount} was paid with {paid_with}, which is never refunded.",
            "Exchange the item for the same one.",
            _CUSTOMER,
        ),
        "returns.tender_not_handled": Template(
            "{amount} must go back to {paid_with}, which this desk cannot do.",
            "Send the customer to a register that can.",
        ),
        "returns.no_tender": Template(
            "The policy names no tender for {amount} of this refund.",
            "Ask the office to correct the policy.",
        ),
        "returns.tender_not_allowed": Template(
            "What was paid with {paid_with} cannot go back {way}.",
            "Refund as it was paid.",
            _CUSTOMER,
        ),
        "returns.other_tender": Template(
            "{amount} was paid with {paid_with} and would go back {way}.",
            "Refund as it was paid, or ask a manager.",
        ),
        "returns.check_held": Template(
            "The {paid_with} from {sold} counts as good from {until}.",
            "Come back then, or ask a manager.",
            _CUSTOMER,
        ),
        "returns.limit": Template(
            "{amount} {way} is above {operator}’s limit of {limit}.",
            "A manager can approve it.",
        ),
        "returns.limit_today": Template(
            "With {earlier} refunded on this receipt today, {amount} {way} is above "
            "{operator}’s limit of {limit}.",
            "A manager can approve it.",
        ),
        "returns.ceiling": Template(
            "{amount} {way} is above {limit}, the most that anyone may refund.",
            "Return part of it, or let the office send the rest.",
        ),
        "void.already": Template("This return is void already.", "Nothing is left to take back."),
        "void.not_today": Template(
            "Only a return of today can be voided.", "Make a new sale of the goods instead."
        ),
        "void.new_goods_back": Template(
            "New goods of this exchange came back already.",
            "Make an ordinary return of what is left.",
        ),
        "void.paid_later": Template(
            "What this return held back of an offer was paid with a later one.",
            "Void the later one first.",
        ),
        "void.credit_spent": Template(
            "Part of the credit this return gave was spent already.",
            "Sell the goods again at a register.",
        ),
        "void.till_settled": Template(
            "The till of this return is settled, so its money cannot come back.",
            "Sell the goods again at a register.",
        ),
        "void.other_desk": Template(
            "The till of this return is open at another desk.", "Void it at that desk."
        ),
        "void.not_permitted": Template(
            "{operator} may not void returns.", "A lead or manager can approve it."
        ),
        "void.limit": Template(
            "Voids of {amount} today are above {operator}’s limit of {limit}.",
            "A manager can approve it.",
        ),
        "provisional.not_permitted": Template(
            "{operator} may not key receipts from paper.", "A lead or manager can approve it."
        ),
        **WORDS_WITHOUT,
        **WORDS_ONLINE,
    }
)


def say(
    code: str,
    severity: Severity,
    currency: Currency,
    line: int | None = None,
    **values: str | Money | date,
) -> Finding:
    """The finding `code` with its words filled in; amounts and dates are formatted here."""
    return make_finding(WORDS, code, severity, currency, line, **values)
