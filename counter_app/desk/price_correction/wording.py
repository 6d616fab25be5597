"""The words of every finding about a price correction: why, and what would help.

Templates are the message ids for translation; a finding carries the values they are filled with.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Audience
from counter_app.core.words import Template
from counter_app.desk.price_correction.draft import Sort
from counter_app.rules.price_accuracy.claim import Why

_CUSTOMER = Audience.CUSTOMER

WORDS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "offer.price_adjustment": Template("Keep it, get the difference to a lower price"),
        "offer.price_today": Template("Keep it, get the difference to today’s price"),
        "offer.goodwill": Template("Goodwill, up to"),
        "offer.goodwill_more": Template("Goodwill"),
        "price.goodwill_given": Template(
            "Your {limit} of goodwill for today is used up.", "A manager can give more."
        ),
        "price.adjusted_late": Template(
            "A lower price is matched within {days} days of the sale.", "A manager can agree to it."
        ),
        "price.not_lower_today": Template(
            "Today’s price is not lower.", "A lower price that can be shown may be matched."
        ),
        "price.nothing": Template("Nothing is to be corrected yet.", "Pick a line of the receipt."),
        "price.not_permitted": Template(
            "{operator} may not correct prices.", "Ask someone who may to sign on."
        ),
        "price.receipt_void": Template(
            "This receipt is not of a finished sale.", "Ask for the receipt of the sale."
        ),
        "price.other_store": Template(
            "This receipt is from store {store}.", "Send the customer to store {store}.", _CUSTOMER
        ),
        "price.other_currency": Template(
            "This receipt is in {theirs}; this store keeps its books in {ours}.",
            "Send the customer to the store that sold it.",
            _CUSTOMER,
        ),
        "price.provisional": Template(
            "This receipt was keyed from paper; the register has not sent it yet.",
            "Wait until it arrives, or ask a manager to look at the paper.",
        ),
        "price.own_sale": Template(
            "{operator} rang up this sale at the register.",
            "Let a colleague correct it, or ask a manager.",
        ),
        "price.own_customer": Template(
            "Nobody serves their own customer record.", "Let a colleague do this."
        ),
        "price.line_is_return": Template(
            "{item} came back on this receipt; it was not sold.",
            "Find the receipt it was sold on.",
        ),
        "price.line_unsound": Template(
            "The amounts of {item} on this receipt do not add up.",
            "Ask the office to check the receipt.",
        ),
        "price.all_returned": Template(
            "All of {item} came back already, so nothing of it is still paid.",
            "Check which receipt this piece belongs to.",
        ),
        "price.too_many": Template(
            "Only {left} of {item} can be corrected.", "Correct {left} or less."
        ),
        "price.fraction": Template(
            "{item} is sold by the piece, so {now} of it cannot be corrected.",
            "Type a whole number.",
        ),
        "price.right_missing": Template("{item} has no right price yet.", "Type the right price."),
        "price.amount_missing": Template("{item} has no amount yet.", "Type an amount or percent."),
        "price.not_lower": Template(
            "{right} is not below the {charged} charged for {item}, so nothing comes back.",
            "The customer keeps the lower price.",
            _CUSTOMER,
        ),
        "price.rounding": Template(
            "{charged} is {right} rounded to {step}, which is no error.", "", _CUSTOMER
        ),
        "price.other_item": Template(
            "The tag is for another item than {item}.", "Look for the tag of this item."
        ),
        "price.other_unit": Template(
            "The tag’s price is for {tag_unit}; {item} was sold by {unit}.",
            "Look for the price of the size that was sold.",
            _CUSTOMER,
        ),
        "price.second_claim": Template(
            "{item} was corrected for this already.",
            "Nothing more is due; an apology can be given as goodwill.",
            _CUSTOMER,
        ),
        "price.window": Template(
            "Wrong prices are put right until {until}, {days} days after the sale.",
            "A manager decides on later ones.",
            _CUSTOMER,
        ),
        "price.evidence_missing": Template(
            "Nobody has said what shows the right price of {item}.", "Choose what shows it."
        ),
        "price.note_missing": Template(
            "“{reason}” needs a few words for {item}.", "Type what was seen."
        ),
        "price.reason_missing": Template("{item} has no reason yet.", "Choose why."),
        "price.large": Template(
            "{right} is less than {percent} of the {charged} charged for {item}.",
            "Check that the tag is for this size; a manager decides.",
        ),
        "price.not_owed": Template(
            "The law asks for nothing here: {why}.", "A manager decides on the difference."
        ),
        "price.offered": Template(
            "{item} was overcharged on this receipt: {right} is right, {amount} is owed.",
            "Correct this line, too.",
            _CUSTOMER,
        ),
        "price.capped": Template("{amount} is all that is still paid for {item}.", "", _CUSTOMER),
        "price.no_compensation": Template("No compensation for {item}: {why}.", "", _CUSTOMER),
        "price.pay_by": Template(
            "The store was told on {told}; by this rule it had to pay by {until}.",
            "Pay today; the office should know that it is late.",
        ),
        "price.notified_early": Template(
            "The store cannot have been told on {told}, before the sale or after today.",
            "Correct the date.",
        ),
        "price.bonus_tender": Template(
            "{amount} cannot be paid in cash, since benefits may have paid for {item}.",
            "Give it as store credit at a desk that can.",
        ),
        "price.wic_line": Template(
            "WIC may have paid for {item}, and WIC is never paid out.",
            "Exchange it for the same item, or correct only what WIC did not pay.",
            _CUSTOMER,
        ),
        "price.match_window": Template(
            "Prices are matched for {days} days; for this sale until {until}.",
            "A manager decides on later ones.",
            _CUSTOMER,
        ),
        "price.match_check": Template(
            "Not checked for {item}: {check}.", "Check it, or do not match this price.", _CUSTOMER
        ),
        "price.match_proof": Template(
            "Nothing shows the other price of {item}.", "Note where it is, or keep a picture."
        ),
        "price.match_limit": Template(
            "{limit} item a day is matched for a customer.", "A manager decides on more.", _CUSTOMER
        ),
        "price.match_customer": Template(
            "Price match has a limit per customer and day, and no customer is named.",
            "Name the customer, or ask a manager.",
        ),
        "price.match_amount": Template(
            "A match of {amount} is above {limit}.", "A manager can approve it."
        ),
        "price.certificate_missing": Template(
            "The exemption of {item} has no certificate number.", "Type its number and expiry."
        ),
        "price.certificate_expired": Template(
            "The tax exemption certificate expired on {expires}, before the sale.",
            "Ask for one that was valid on the day of the sale.",
            _CUSTOMER,
        ),
        "price.no_tax": Template(
            "No tax is left to give back for {item}.", "Check the receipt.", _CUSTOMER
        ),
        "price.nothing_left": Template(
            "Nothing is still paid for {item}, so nothing comes back.", "", _CUSTOMER
        ),
        "price.points_taken": Template(
            "Points that this purchase earned are taken back: {points}.",
            "Points stay with what is kept.",
            _CUSTOMER,
        ),
        "price.points_given": Template(
            "Points that were spent on it are given back: {points}.",
            "They can be spent again.",
            _CUSTOMER,
        ),
        "price.goodwill_much": Template(
            "Goodwill of {amount} for {item} is more than {percent} of its price.",
            "A manager can approve it.",
        ),
        "price.goodwill_limit": Template(
            "Goodwill of {amount} is above {operator}’s limit of {limit}.",
            "A manager can approve it.",
        ),
        "price.goodwill_day": Template(
            "With {earlier} given today, goodwill of {amount} is above {operator}’s limit of "
            "{limit} a day.",
            "A manager can approve it.",
        ),
        "price.no_tenders": Template(
            "The receipt does not say how it was paid.",
            "Ask a manager, who can check the register’s journal.",
        ),
        "price.tender_never": Template(
            "{amount} was paid with {paid_with}, which is never refunded.",
            "Exchange the item for the same one.",
            _CUSTOMER,
        ),
        "price.tender_not_handled": Template(
            "{amount} must go back to {paid_with}, which this desk cannot do.",
            "Send the customer to a register that can.",
        ),
        "price.no_tender": Template(
            "The policy names no tender for {amount}.", "Ask the office to correct the policy."
        ),
        "price.other_tender": Template(
            "{amount} was paid with {paid_with} and would go back {way}.",
            "Pay it as it was paid, or ask a manager.",
        ),
        "price.check_held": Template(
            "The {paid_with} from {sold} counts as good from {until}.",
            "Come back then, or ask a manager.",
            _CUSTOMER,
        ),
        "price.not_covered": Template(
            "{amount} was not paid by any tender on the receipt.", "Ask a manager."
        ),
        "price.tender_not_allowed": Template(
            "What was paid with {paid_with} cannot go back {way}.",
            "Pay it as it was paid.",
            _CUSTOMER,
        ),
        "price.limit": Template(
            "{amount} is above {operator}’s limit of {limit} for price corrections.",
            "A manager can approve it.",
        ),
        "price.limit_today": Template(
            "With {earlier} corrected on this receipt today, {amount} is above {operator}’s limit "
            "of {limit} for price corrections.",
            "A manager can approve it.",
        ),
        "price.limit_tender": Template(
            "{amount} {way} today on this receipt is above {operator}’s limit of {limit}.",
            "A manager can approve it.",
        ),
        "price.ceiling": Template(
            "{amount} is above {limit}, the most that anyone may pay out.",
            "Let the office send the rest.",
        ),
        "price.void_already": Template("This correction is void already.", "Nothing is left."),
        "price.void_not_today": Template(
            "Only a correction of today can be voided.", "Ask the office."
        ),
        "price.void_credit": Template(
            "The store credit of this correction was used already.", "Ask the office."
        ),
        "price.void_till": Template(
            "The till of this correction is settled or open at another desk.", "Ask the office."
        ),
        "price.void_returned": Template(
            "Goods of this receipt came back after the correction.", "Void that return first."
        ),
        "price.void_not_permitted": Template(
            "{operator} may not void price corrections.", "A lead or manager can approve it."
        ),
        "price.void_limit": Template(
            "Voids of {amount} today are above {operator}’s limit of {limit}.",
            "A manager can approve it.",
        ),
        "price.override": Template(
            "{item} would cost {right} instead of {charged}; {operator} may lower a line by "
            "{limit}.",
            "A manager can approve it.",
        ),
    }
)

WHY: Final[Mapping[Why, str]] = MappingProxyType(
    {
        Why.OWED: "the rule gives it",
        Why.NOT_IN_PACK: "this rule adds no compensation",
        Why.EXEMPT: "these goods are exempt",
        Why.BEFORE_COMPLETION: "the price was put right before the sale was completed",
        Why.LATE: "the store was told too late",
        Why.ONE_FOR_ALL: "identical items carry it once",
        Why.REPEAT: "the same item was claimed shortly before",
        Why.TAMPERED: "the tag was tampered with",
        Why.GROSS_ERROR: "the low price is a gross error",
        Why.NOT_ASKED: "the customer did not ask for it",
    }
)
"""Why there is a compensation or none, as a part of a sentence."""

SORTS: Final[Mapping[Sort, str]] = MappingProxyType(
    {
        Sort.WRONG_PRICE: "Wrong price",
        Sort.PRICE_MATCH: "Price match",
        Sort.WRONG_ITEM: "Rung as another item",
        Sort.DOUBLE_SCAN: "Scanned twice",
        Sort.NEVER_RECEIVED: "Never received",
        Sort.MISSED_OFFER: "Forgotten offer",
        Sort.TAX_EXEMPT: "Tax exemption",
        Sort.GOODWILL: "Goodwill",
    }
)
"""What each sort is called."""
