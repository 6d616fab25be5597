"""The immutable, balanced transaction every desk task ends in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import Quantity


class Tender(StrEnum):
    """Every form of payment the ledger knows; complete from the first migration."""

    CASH = "cash"
    CHECK = "check"
    CARD = "card"
    EBT_FOOD = "ebt_food"
    EBT_CASH = "ebt_cash"
    WIC = "wic"
    GIFT_CARD = "gift_card"
    STORE_CREDIT = "store_credit"
    COUPON = "coupon"
    MONEY_ORDER = "money_order"
    LOYALTY = "loyalty"
    HOUSE_ACCOUNT = "house_account"


ELECTRONIC: Final = frozenset({Tender.CARD, Tender.EBT_FOOD, Tender.EBT_CASH})
"""What only a card terminal can move; each movement has an approval code."""


NEVER_HAD = "never_had"
"""The disposition of a corrected line whose goods the customer never had: they cannot come back."""


COUPONS_KEPT = "income:coupons_kept"
"""The account of what coupons had paid of goods that came back and is not paid out."""


class Kind(StrEnum):
    """What sort of event a transaction is."""

    RETURN = "return"
    SALE = "sale"
    PRICE_CORRECTION = "price_correction"
    CASH_MOVEMENT = "cash_movement"
    COUNT = "count"
    CHECK_CASHING = "check_cashing"
    COUPON = "coupon"
    SERVICE = "service"
    VOID = "void"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Posting:
    """Value entering (+) or leaving (−) one account; countable accounts carry a tender."""

    account: str
    amount: Money
    tender: Tender | None = None


@dataclass(frozen=True, slots=True)
class LineTax:
    """One tax on one line as it is given back or charged (amount in minor units)."""

    authority: str
    name: str
    rate_ppm: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A unit price that a person changed in a basket, and why (a code of the policy's reasons).

    Who asked and who approved are the transaction's operator and its override.
    """

    old: Money
    new: Money
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TransactionLine:
    """One line of goods in a transaction; amounts are magnitudes, the kind gives the direction.

    `receipt_line_id` ties a returned line to what was sold; `net` is price without `taxes`
    (tax-inclusive receipts keep the included tax in `taxes` and the rest in `net`).
    """

    number: int
    description: str
    quantity: Quantity
    net: Money
    taxes: tuple[LineTax, ...] = ()
    fee: Money = ZERO
    item_code: str = ""
    receipt_line_id: str | None = None
    reason: str = ""
    condition: str = ""
    disposition: str = ""
    note: str = ""
    price_change: PriceChange | None = None

    @property
    def tax(self) -> Money:
        """The sum of the line's taxes."""
        return total(t.amount for t in self.taxes)


class ProofKind(StrEnum):
    """What shows that goods that come back were bought here."""

    RECEIPT = "receipt"
    GIFT = "gift"
    NONE = "none"
    RECALL = "recall"
    IDENTITY = "identity"
    """No return: whose card was seen for a limit that is one person's."""


@dataclass(frozen=True, slots=True)
class Proof:
    """On what footing goods came back, if not on their plain receipt.

    `person_id` is whose identity was seen and kept (an id of `records.persons`, never a number of
    a card); `exempt` says why nobody's was asked ("small", "spoiled"); `recall` names the recall.
    """

    kind: ProofKind
    person_id: str | None = None
    exempt: str = ""
    recall: str = ""


@dataclass(frozen=True, slots=True)
class RefundTender:
    """How part of a refund left: the tender, and the original receipt tender it goes back to.

    In a sale: how part of it was paid, and that payment on the receipt the sale wrote.
    """

    tender: Tender
    amount: Money
    receipt_tender_id: str | None = None
    reference: str = ""


def cash_rounding(postings: tuple[Posting, ...], tenders: tuple[RefundTender, ...]) -> Money:
    """By how much the cash that was posted is above (+) or below (−) the exact tenders."""
    moved = abs(total(p.amount for p in postings if p.tender is Tender.CASH))
    return moved - total(t.amount for t in tenders if t.tender is Tender.CASH)


@dataclass(frozen=True, slots=True)
class Transaction:
    """Who did what, where and when, and the postings that say what it did to the books.

    The id is made before the first attempt and is the idempotency key. `number` is 0 until the
    journal gives the gapless sequence number. Postings sum to zero, asserted here.

    `carried` is the part of an exchange that no tender moved: of a return, what went into new
    goods, by the payments it was taken from; of its sale, the same by payments of the new receipt.
    """

    id: str
    kind: Kind
    task: str
    station: str
    operator_id: int
    business_date: date
    occurred_at: datetime
    postings: tuple[Posting, ...] = ()
    lines: tuple[TransactionLine, ...] = ()
    tenders: tuple[RefundTender, ...] = ()
    carried: tuple[RefundTender, ...] = ()
    till_session_id: str | None = None
    receipt_id: str | None = None
    visit_id: str | None = None
    customer_id: str | None = None
    case_id: str | None = None
    reverses: str | None = None
    witness_id: int | None = None
    policy_version: int = 0
    reason: str = ""
    note: str = ""
    number: int = 0
    proof: Proof | None = None

    @property
    def cash(self) -> Money:
        """The cash it brought into (+) or took out of (−) tills."""
        return total(p.amount for p in self.postings if p.tender is Tender.CASH)

    @property
    def cash_rounding(self) -> Money:
        """By how much the cash of a sale or a refund is above (+) or below (−) the exact sum."""
        return cash_rounding(self.postings, self.tenders)

    @property
    def coupons_kept(self) -> Money:
        """What coupons had paid of goods that came back: not paid out, their claims stay."""
        return -total(p.amount for p in self.postings if p.account == COUPONS_KEPT)

    def __post_init__(self) -> None:
        assert total(p.amount for p in self.postings) == ZERO, "postings must sum to zero"
        assert self.occurred_at.tzinfo is not None
        assert self.kind is not Kind.CONTROL or not self.postings, "control moves no money"
        if self.kind is Kind.RETURN:
            assert all(line.net >= ZERO and line.quantity.milli >= 0 for line in self.lines)
