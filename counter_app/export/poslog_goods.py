"""Returns, sales and price corrections as POSLog v6 RetailTransactions.

What a transaction's lines do not carry (a fee kept, a compensation) becomes a service line, so that
the lines add up to the payments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.core.money import ZERO, Currency, Money, total
from counter_app.core.quantity import NONE, ONE, Quantity
from counter_app.core.transaction import (
    NEVER_HAD,
    Kind,
    Posting,
    Tender,
    Transaction,
    TransactionLine,
)
from counter_app.export.poslog_xml import Element, amount, quantity, signed_total
from counter_app.records.returned import GIVING_BACK
from counter_app.rules.allocation import share

_GOODS: Final = frozenset({"returns", "sales", "tax", "price_corrections", "deposits"})
"""Accounts whose postings stand in the transaction's lines already."""
_WORTH: Final = frozenset({"returns", "deposits", "price_corrections", "goodwill", "compensation"})
"""Accounts of what lines that come back, or cost less, give; and of what is given beyond them."""
_IN_LINES: Final = _GOODS | _WORTH | {"rounding", "coupon_claims", "coupons_given_back"}
_VAULTS: Final = frozenset({"safe", "bank", "transit"})

TENDERS: Final[Mapping[Tender, str]] = {
    Tender.CASH: "Cash",
    Tender.CHECK: "Check",
    Tender.CARD: "CreditDebit",
    Tender.EBT_FOOD: "EBTFoodStamps",
    Tender.EBT_CASH: "EBTCash",
    Tender.WIC: "WICCheck",
    Tender.GIFT_CARD: "GiftCard",
    Tender.STORE_CREDIT: "StoredValue",
    Tender.COUPON: "ManufacturerCoupon",
    Tender.MONEY_ORDER: "MoneyOrder",
    Tender.LOYALTY: "LoyaltyPoints",
    Tender.HOUSE_ACCOUNT: "StoreAccount",
}
"""POSLog v6.0.0 names of tenders."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The register's receipt line that a returned line was sold on; `net` is all of `sold`."""

    store: str
    workstation: str
    business_date: date
    sequence: int
    line: int
    net: Money
    sold: Quantity
    unit: str


@dataclass(frozen=True, slots=True)
class Approver:
    """Who agreed, and to what."""

    number: str
    codes: tuple[str, ...]


def retail(
    transaction: Transaction,
    currency: Currency,
    origins: Mapping[str, Origin],
    approver: Approver | None,
) -> Element:
    """The RetailTransaction of one transaction of goods."""
    back = transaction.kind is not Kind.SALE
    element = Element("RetailTransaction", TransactionStatus="Finished")
    sequence = 0
    for line in transaction.lines:
        sequence += 1
        origin = origins.get(line.receipt_line_id or "")
        known = approver if sequence == 1 else None
        charged = line.net
        kept = transaction.kind is Kind.PRICE_CORRECTION and line.disposition != NEVER_HAD
        if kept and origin is not None:
            share_of = share(origin.net, line.quantity.milli, origin.sold.milli)
            charged = max(charged, share_of)
        element.add(_line(line, sequence, currency, back, origin, known, charged))
        if charged != line.net:
            sequence += 1
            element.add(_sold_again(line, sequence, currency, charged - line.net))
    for posting in _services(transaction):
        sequence += 1
        element.add(_service(posting, sequence, currency))
    for tender, paid in sorted(_paid(transaction).items()):
        sequence += 1
        element.add(_tender(tender, paid, sequence, currency))
    element.add(*_totals(transaction, currency, back))
    return element


def _line(
    line: TransactionLine,
    sequence: int,
    currency: Currency,
    back: bool,
    origin: Origin | None,
    approver: Approver | None,
    charged: Money,
) -> Element:
    moved = line.quantity != NONE  # else money that an earlier return held back
    stock = bool(line.item_code) and moved  # delivery is not put back on a shelf
    goods = Element("Return" if back else "Sale", ItemType="Stock" if stock else "Service")
    if stock:
        goods.add(
            Element("POSIdentity", POSIDType="GTIN").add(Element("POSItemID", line.item_code))
        )
        goods.add(Element("ItemID", line.item_code))
    goods.add(
        Element("Description", line.description),
        amount("ExtendedAmount", charged, currency),
        quantity(line.quantity, origin.unit if origin else "") if moved else quantity(ONE),
    )
    for tax in line.taxes:
        goods.add(
            Element("Tax").add(
                Element("TaxAuthority", tax.authority),
                amount("TaxableAmount", line.net, currency),
                amount("Amount", tax.amount, currency),
                Element("Percent", _percent(tax.rate_ppm)),
            )
        )
    if origin is not None and moved:
        goods.add(_link(origin))
    item = Element("LineItem", EntryMethod="Scanned", VoidFlag="false").add(
        goods, Element("SequenceNumber", str(sequence))
    )
    if line.reason:
        item.add(Element("Reason", line.reason))
    if approver is not None:
        item.add(
            Element("OperatorBypassApproval").add(
                Element("SequenceNumber", "1"),
                Element("ApproverID", approver.number),
                Element("Description", ", ".join(approver.codes)[:250]),
            )
        )
    return item


def _sold_again(line: TransactionLine, sequence: int, currency: Currency, right: Money) -> Element:
    """The other half of a price correction: the goods stay with the customer at the right price.

    The tax on the line that goes back is that of the difference, so this one has none.
    """
    goods = Element("Sale", ItemType="Stock")
    if line.item_code:
        goods.add(Element("ItemID", line.item_code))
    goods.add(
        Element("Description", line.description),
        amount("ExtendedAmount", right, currency),
        quantity(line.quantity),
    )
    return Element("LineItem").add(goods, Element("SequenceNumber", str(sequence)))


def is_sale(transaction: Transaction) -> bool:
    """Whether a customer pays: a sale, or a service that brings money in (a gift card)."""
    if transaction.kind is Kind.SERVICE:
        return total(_paid(transaction).values()) > ZERO
    return transaction.kind is Kind.SALE


def _link(origin: Origin) -> Element:
    """In a link BusinessUnit is plain text and the date has a child (facts, dialect trap 5)."""
    return Element("TransactionLink", ReasonCode="Return").add(
        Element("BusinessUnit", origin.store),
        Element("WorkstationID", origin.workstation),
        Element("BusinessDayDate").add(Element("Date", origin.business_date.isoformat())),
        Element("SequenceNumber", str(origin.sequence)),
        Element("LineItemSequenceNumber", str(origin.line)),
    )


def _services(transaction: Transaction) -> Iterator[Posting]:
    """What the lines do not carry: fees, credits, exchanged value, what is given beyond them."""
    worth = ZERO
    for posting in transaction.postings:
        head = posting.account.partition(":")[0]
        worth += posting.amount if head in _WORTH else ZERO
        if posting.tender is None and head not in _IN_LINES:
            yield posting
    beyond = worth - total(line.net for line in transaction.lines)
    if transaction.kind not in GIVING_BACK:
        return
    claims = total(p.amount for p in transaction.postings if p.account == "coupons_given_back")
    coupons = min(claims, beyond)
    given = (Posting("coupons_given_back", coupons), Posting("compensation", beyond - coupons))
    yield from (posting for posting in given if posting.amount)


def _service(posting: Posting, sequence: int, currency: Currency) -> Element:
    """Value into an account is given back to the customer; value out of it is charged.

    A credit's own id, third in its account's name, is no kind of item.
    """
    kind = posting.account.split(":")[:2]
    goods = Element("Return" if posting.amount > ZERO else "Sale", ItemType="Service").add(
        Element("ItemID", ":".join(kind)),
        Element("Description", kind[-1].replace("_", " ")),
        amount("ExtendedAmount", posting.amount, currency),
        quantity(ONE),
    )
    return Element("LineItem").add(goods, Element("SequenceNumber", str(sequence)))


def _paid(transaction: Transaction) -> dict[Tender, Money]:
    """What went in (+) or out (−), by tender, over all accounts that customers pay with."""
    found: dict[Tender, Money] = {}
    for posting in transaction.postings:
        head = posting.account.partition(":")[0]
        if posting.tender is not None and head not in _VAULTS:
            found[posting.tender] = found.get(posting.tender, ZERO) + posting.amount
    return {tender: m for tender, m in found.items() if m}


def _tender(tender: Tender, paid: Money, sequence: int, currency: Currency) -> Element:
    code = "Sale" if paid > ZERO else "Refund"
    inside = Element("Tender", TenderType=TENDERS[tender], TypeCode=code)
    return Element("LineItem").add(
        inside.add(amount("Amount", paid, currency)), Element("SequenceNumber", str(sequence))
    )


def _totals(transaction: Transaction, currency: Currency, back: bool) -> Iterator[Element]:
    sign = -1 if back else 1
    net = total(line.net for line in transaction.lines) * sign
    tax = total(line.tax for line in transaction.lines) * sign
    yield signed_total("TransactionNetAmount", net, currency)
    yield signed_total("TransactionTaxAmount", tax, currency)
    rounding = total(p.amount for p in transaction.postings if p.account == "rounding")
    grand = total(_paid(transaction).values())
    if rounding:
        yield signed_total("RoundingAmount", -rounding, currency)
    yield signed_total("TransactionGrandAmount", grand, currency)


def _percent(rate_ppm: int) -> str:
    return f"{rate_ppm // 10_000}.{rate_ppm % 10_000:04d}".rstrip("0").rstrip(".")
