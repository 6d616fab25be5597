"""What becomes of each transaction in a file: a receipt, something that is not one, or a reject.

Every leniency used on the way is a `Note`, so that nothing is bent in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from counter_app.core.receipt import TOTALS_DIFFER, Receipt


class Note(Enum):
    """One leniency: stable code, sentence for the import report, and whether the desk must know.

    Those with `doubt` become flags of the receipt.
    """

    AMOUNT_CURRENCY = (
        "currency_from_amounts",
        "The receipt named no currency; the one beside its amounts was used.",
        False,
    )
    BASKET_DISCOUNT_IN_PRICES = (
        "basket_discount_in_prices",
        "A basket discount was already contained in the line prices.",
        False,
    )
    BUSINESS_DATE = (
        "business_date_from_time",
        "The business date was missing; the date of the receipt's time was used.",
        False,
    )
    CASHBACK = (
        "cash_back_netted",
        "Cash back was taken off the payment that gave it.",
        False,
    )
    CHANGE = ("change_netted", "Change was taken off the payment it was given for.", False)
    CHARACTERS = (
        "characters_removed",
        "Characters that cannot be printed were removed from a text.",
        False,
    )
    CONTROL_PART = (
        "control_part_ignored",
        "The transaction also held a register event, which is not part of the sale.",
        False,
    )
    CURRENCY_ASSUMED = (
        "currency_assumed",
        "The currency was missing or XXX; the store's currency was assumed.",
        False,
    )
    DISCOUNT_NOT_IN_PRICE = (
        "discount_not_in_price",
        "The line amounts were before discount; the discounts were taken off.",
        False,
    )
    DISCOUNT_SPREAD = (
        "discount_spread",
        "A discount for the whole basket was divided among its lines.",
        False,
    )
    DISCOUNT_TOO_LARGE = (
        "discount_too_large",
        "A discount is larger than the goods it is for; only their price was taken off.",
        True,
    )
    FOREIGN_CURRENCY = (
        "foreign_currency",
        "The receipt is in another currency than the store's.",
        True,
    )
    NEGATIVE_LINE = (
        "return_as_negative_sale",
        "A return was written as a sale with a negative quantity or amount.",
        False,
    )
    NO_LINES = ("no_lines", "No line of the receipt is left to return.", True)
    NO_TENDERS = ("no_tenders", "The receipt names no payment.", True)
    OTHER_LINE = (
        "other_line",
        "A line that is not merchandise (deposit, payment on account …) was kept as a plain line.",
        False,
    )
    PARTLY_REFUNDED = (
        "refunded_before",
        "Part of this receipt was refunded where it was sold, without saying which lines.",
        True,
    )
    POST_VOIDED = ("voided_after_sale", "The whole receipt was voided after the sale.", True)
    QUANTITY_MISSING = ("quantity_missing", "A line had no quantity; one was assumed.", False)
    RETURN_BY_TENDER = (
        "return_by_tender",
        "The lines look like sales, but money went to the customer: read as returns.",
        False,
    )
    ROUNDING = ("cash_rounding", "The payment was rounded to the nearest coin.", False)
    SEQUENCE_DERIVED = (
        "sequence_derived",
        "The receipt number is not a number; a fixed sequence was derived from it.",
        False,
    )
    SIGN_OF_TOTAL = (
        "refund_written_positive",
        "Money paid to the customer was written without a minus sign.",
        False,
    )
    SUMMARY_DISCOUNT = (
        "summary_ignored",
        "A discount summary that repeats single discounts was not counted twice.",
        False,
    )
    TAX_FROM_TOTAL = (
        "tax_from_total",
        "Tax was given only as a total and was divided among all lines.",
        True,
    )
    TAX_INCLUDED_BY_TOTAL = (
        "tax_included_by_total",
        "Whether prices contain the tax was settled by the receipt's total.",
        False,
    )
    TAX_NOT_PLACED = ("tax_not_placed", "A tax could not be given to any line.", True)
    TAX_SPREAD = ("tax_spread", "Tax for the whole basket was divided among taxable lines.", False)
    TAX_SUMMARY_DIFFERS = (
        "tax_summary_differs",
        "The tax summary differs from the taxes of the lines; the lines were kept.",
        True,
    )
    TAXABLE_ASSUMED = (
        "taxable_lines_assumed",
        "The file does not say which lines are taxable; all of them were assumed to be.",
        True,
    )
    TIME_ASSUMED = (
        "time_assumed",
        "The receipt had no time; noon of its business date was used.",
        False,
    )
    TOTALS_DIFFER = (
        TOTALS_DIFFER,
        "Lines, taxes, payments and the printed total do not agree; all were kept as they are.",
        True,
    )
    UNIT_PRICE = ("unit_price_left_out", "A unit price was not exact and was left out.", False)
    UNIT_PRICE_DIFFERS = (
        "unit_price_differs",
        "A unit price that does not give its line's amount (two for 6.00) was left out.",
        False,
    )
    VERSION_MISSING = (
        "version_missing",
        "The file does not say which POSLog version it is; it was read by its content.",
        False,
    )
    VOIDED_LINE = (
        "voided_line",
        "A voided line was left out, with the line it voids.",
        False,
    )
    VOID_UNMATCHED = (
        "void_unmatched",
        "A voided line names no line that could be found.",
        True,
    )

    def __init__(self, code: str, text: str, doubt: bool) -> None:
        self.code = code
        self.text = text
        self.doubt = doubt


@dataclass(frozen=True, slots=True)
class Parsed:
    """A receipt, and every leniency that was needed to read it."""

    receipt: Receipt
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A transaction that is no sale: control, tendercontrol, training, canceled and so on."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Reject:
    """A receipt that cannot be taken in; goes to quarantine with its reason."""

    reason: str
    label: str
    raw_digest: str


Outcome = Parsed | Skipped | Reject
