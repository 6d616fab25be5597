"""Payments of a receipt: the forms registers write, change and cash back taken off."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from counter_app.core.errors import ImportRejected
from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import Tender
from counter_app.intake.basket import Basket, ReadTender
from counter_app.intake.outcome import Note
from counter_app.intake.reading import plain_text

# POSLog's TenderType enumeration (ARTS POSLog v6.0.0) and the words of the CSV presets.
_TENDERS: Final = (
    (Tender.CASH, ("cash",)),
    (Tender.CARD, (
        "creditdebit", "credit", "debit", "card", "creditcard", "debitcard", "visa", "mastercard",
        "amex", "americanexpress", "discover", "electronicfundstransfer", "shopifypayments",
    )),
    (Tender.CHECK, ("check", "cheque", "travelerscheck", "travellerscheck", "bankcheck")),
    (Tender.MONEY_ORDER, ("moneyorder",)),
    (Tender.GIFT_CARD, ("giftcard", "giftcertificate")),
    (Tender.STORE_CREDIT, ("storedvalue", "storecredit", "voucher", "merchandisecredit")),
    (Tender.HOUSE_ACCOUNT, (
        "storeaccount", "houseaccount", "customeraccount", "accountsreceivable", "purchaseorder",
    )),
    (Tender.COUPON, ("coupon", "manufacturercoupon", "storecoupon", "qualifiedcoupon")),
    (Tender.EBT_CASH, ("ebtcash",)),
    (Tender.EBT_FOOD, ("ebt", "ebtfood", "ebtfoodstamps", "ebtsnap", "foodstamps", "snap")),
    (Tender.WIC, ("wic", "wiccheck", "ewic")),
    (Tender.LOYALTY, ("loyalty", "loyaltypoints", "loyaltyreward")),
)  # fmt: skip


def tender_named(name: str) -> Tender:
    """The tender a register calls `name` in any case; `ImportRejected` if unknown."""
    word = "".join(c for c in name.rpartition(":")[2].lower() if c.isalnum())
    for tender, words in _TENDERS:
        if word in words:
            return tender
    raise ImportRejected(f"“{plain_text(name, 40)}” is not a known payment type.", code="tender")


def read_change(basket: Basket) -> None:
    """Settle what is change: a negative cash payment, cash back written twice, change written
    beside a payment that is already lowered by it.
    """
    tenders = basket.tenders
    if any(t.amount > ZERO for t in tenders):
        for tender in [t for t in tenders if t.amount < ZERO and not t.refund]:
            if tender.tender is Tender.CASH:
                basket.change += -tender.amount
                tenders.remove(tender)
    back = total(t.cash_back for t in tenders)
    if ZERO < back <= basket.change:
        basket.change -= back
    if basket.grand_total is None or paid(basket) == basket.grand_total:
        return
    if total(t.amount for t in tenders) - basket.change == basket.grand_total:
        for tender in tenders:
            tender.change = tender.cash_back = ZERO


def paid(basket: Basket) -> Money:
    """What all payments come to after change and cash back (negative: paid to the customer)."""
    given_back = total(t.change + t.cash_back for t in basket.tenders) + basket.change
    return total(t.amount for t in basket.tenders) - given_back


def receipt_tenders(basket: Basket) -> tuple[ReceiptTender, ...]:
    """Each payment as what it really paid; change goes against the payment it was given for."""
    tenders = [replace(t) for t in basket.tenders]
    change = basket.change + total(t.change for t in tenders)
    back = total(t.cash_back for t in tenders)
    if change:
        basket.note(Note.CHANGE)
        _take_off(tenders, change)
    if back:
        basket.note(Note.CASHBACK)
        basket.extra["cash_back_minor"] = str(back.minor)
        for tender in tenders:
            tender.amount -= tender.cash_back
    return tuple(
        ReceiptTender(
            number=number,
            tender=t.tender,
            amount=t.amount,
            masked=t.masked,
            card_type=t.card_type,
            authorization=t.authorization,
            reference=t.reference,
            source_type=t.source_type,
        )
        for number, t in enumerate((t for t in tenders if t.amount), start=1)
    )


def _take_off(tenders: list[ReadTender], change: Money) -> None:
    """Change comes out of cash first, the latest payment first; never below nothing."""
    order = sorted(range(len(tenders)), key=lambda i: (tenders[i].tender is not Tender.CASH, -i))
    for i in order:
        part = min(change, max(tenders[i].amount, ZERO))
        tenders[i].amount -= part
        change -= part
    if change:
        tenders.append(ReadTender(Tender.CASH, -change, source_type="Change"))
