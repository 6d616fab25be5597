"""The smaller parts of POSLog lines: quantities, taxes, discounts, rewards, links, payments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from counter_app.core.errors import BadInput
from counter_app.core.money import ZERO, Currency, Money, total
from counter_app.core.quantity import ONE, Quantity
from counter_app.core.receipt import DiscountKind, LineLink, ReceiptKey
from counter_app.core.transaction import Tender
from counter_app.intake.basket import Basket, ReadDiscount, ReadLine, ReadTax, ReadTender
from counter_app.intake.outcome import Note
from counter_app.intake.reading import (
    day,
    exact_money,
    exact_quantity,
    key_part,
    last_four,
    money_or_zero,
    plain_text,
    rate_ppm,
    sequence_number,
    without_card_numbers,
)
from counter_app.intake.tender_lines import tender_named

_ACCOUNTS: Final = (
    "PrimaryAccountNumber",
    "AccountNumber",
    "CardNumber",
    "MaskedPrimaryAccountNumber",
    "GiftCardNumber",
    "SerialNumber",
    "CertificateSerialNumber",
)


def truth(text: str | None) -> bool:
    """An XML boolean, in any case."""
    return (text or "").strip().lower() in ("true", "1")


def quantity_of(goods: Element) -> tuple[Quantity, str, bool]:
    """The quantity sold (the first of several), its unit or "", and whether it was missing."""
    element = goods.find("Quantity")
    if element is None or not (element.text or "").strip():
        return ONE, "", True
    unit = plain_text(element.get("UnitOfMeasureCode"), 8)
    return exact_quantity(element.text or ""), unit, False


def line_tax(element: Element, currency: Currency) -> ReadTax:
    """One Tax element, of a line or of the whole basket."""
    base = element.find("TaxableAmount")
    flag = None if base is None else base.get("TaxIncludedInTaxableAmountFlag")
    authority = element.findtext("TaxAuthority") or element.get("x-TaxDescription") or ""
    tax_id = plain_text(element.get("x-TaxID"), 16)
    return ReadTax(
        authority=plain_text(authority, 40),
        name=plain_text(element.findtext("Description") or authority or "Tax", 60),
        rate_ppm=rate_ppm(element.findtext("Percent") or ""),
        amount=money_or_zero(element.findtext("Amount"), currency),
        taxable=None if base is None else money_or_zero(base.text, currency),
        included=None if flag is None else truth(flag),
        tax_id=tax_id,
    )


def discounts_of(
    goods: Element, line: ReadLine, currency: Currency
) -> tuple[list[ReadDiscount], bool | None]:
    """A line's discounts, and whether ExtendedAmount is already lowered by them (None: unclear).

    By the standard it is; NCR's fields and some others give the amount before discount. The unit
    prices tell, where they are written.
    """
    found = [
        ReadDiscount(
            kind=_modifier_kind(element),
            amount=abs(money_or_zero(element.findtext("Amount"), currency)),
            code=plain_text(element.findtext("PromotionID") or element.findtext("ReasonCode"), 60),
            description=plain_text(element.findtext("Description")),
        )
        for tag in ("RetailPriceModifier", "Discount", "PriceModification")
        for element in goods.findall(tag)
        if not truth(element.get("VoidFlag")) and not _raises_price(element)
    ]
    found = [d for d in found if d.amount]
    if not found:
        amount = abs(money_or_zero(goods.findtext("ExtendedDiscountAmount"), currency))
        found = [ReadDiscount(DiscountKind.LINE, amount)] if amount else []
    if not found:
        return [], None
    off = total(d.amount for d in found)
    regular = _extended(goods, "RegularSalesUnitPrice", line.quantity, currency)
    actual = _extended(goods, "ActualSalesUnitPrice", line.quantity, currency)
    if regular == line.gross + off and regular != line.gross:
        return found, True
    if regular == line.gross and actual in (None, line.gross - off):
        return found, False
    return found, None


def _raises_price(element: Element) -> bool:
    amount = element.find("Amount")
    return amount is not None and amount.get("Action", "").lower() == "add"


def _extended(goods: Element, tag: str, quantity: Quantity, currency: Currency) -> Money | None:
    text = goods.findtext(tag)
    if not text:
        return None
    try:
        price = abs(exact_money(text, currency))
    except BadInput:
        return None
    return Money((2 * price.minor * quantity.milli + 1000) // 2000)


def _modifier_kind(element: Element) -> DiscountKind:
    method = (element.get("MethodCode") or element.findtext("MethodCode") or "").lower()
    if "promotion" in method or element.findtext("PromotionID"):
        return DiscountKind.PROMOTION
    if "employee" in method:
        return DiscountKind.EMPLOYEE
    return DiscountKind.LINE


def coupon_kind(element: Element) -> DiscountKind:
    """What a Discount or Coupon LineItem is."""
    if element.tag != "Coupon":
        return DiscountKind.PROMOTION if element.findtext("PromotionID") else DiscountKind.BASKET
    said = f"{element.get('CouponType', '')} {element.get('TypeCode', '')}".lower()
    maker = "manufacturer" in said or element.find("ManufacturerID") is not None
    return DiscountKind.MANUFACTURER_COUPON if maker else DiscountKind.STORE_COUPON


def rewards_of(items: Sequence[Element], basket: Basket, currency: Currency) -> None:
    """Loyalty rewards in money; NCR repeats them as summaries, which must not count twice."""
    by_operator = {x.operator_sequence: i for i, x in enumerate(basket.lines)}
    detailed: list[tuple[Element, Money]] = []
    summaries: list[tuple[Element, Money]] = []
    for item in items:
        for reward in item.findall("LoyaltyReward"):
            amount = _reward(reward, currency)
            if amount and not truth(item.get("VoidFlag")):
                is_sum = truth(reward.get("x-summarizedActivity"))
                only_sum = is_sum and not truth(reward.get("x-detailedData"))
                (summaries if only_sum else detailed).append((reward, amount))
    told = {r.findtext("PromotionID") for r, _ in detailed}
    for reward, amount in summaries:
        if reward.findtext("PromotionID") in told:
            basket.note(Note.SUMMARY_DISCOUNT)
        else:
            detailed.append((reward, amount))
    for reward, amount in detailed:
        position = by_operator.get(reward.findtext("x-OperatorSequenceReference") or "?")
        basket.discounts.append(
            ReadDiscount(
                kind=DiscountKind.LOYALTY,
                amount=amount,
                code=plain_text(reward.findtext("PromotionID"), 60),
                description=plain_text(reward.findtext("x-RewardType"), 60),
                targets=() if position is None else (position,),
            )
        )
    if basket.customer_ref == "":
        member = next((e.text for i in items for e in i.iter("x-LoyaltyID")), None)
        basket.customer_ref = plain_text(member, 60)


def _reward(reward: Element, currency: Currency) -> Money:
    category = reward.findtext("x-RewardCategory")
    if category is not None:
        if category != "Monetary":
            return ZERO
        return abs(money_or_zero(reward.findtext("x-ExtendedRewardAmount"), currency))
    return abs(money_or_zero(reward.findtext("Amount"), currency))


def link_of(element: Element, store: str) -> LineLink:
    """The original receipt and line that a TransactionLink names (written two ways)."""
    unit = element.find("BusinessUnit")
    named = None if unit is None else (unit.findtext("UnitID") or unit.text)
    date_element = element.find("BusinessDayDate")
    written = None if date_element is None else (date_element.findtext("Date") or date_element.text)
    line = element.findtext("LineItemSequenceNumber") or ""
    line_sequence = int(line) if line.strip().isdecimal() and len(line) < 10 else None
    business_date = day(written)
    if business_date is None or not element.findtext("WorkstationID"):
        return LineLink(None, line_sequence)
    key = ReceiptKey(
        store=key_part(element.findtext("RetailStoreID") or named or store, "store number"),
        workstation=key_part(element.findtext("WorkstationID"), "workstation number"),
        business_date=business_date,
        sequence=sequence_number(element.findtext("SequenceNumber")),
    )
    return LineLink(key, line_sequence)


def tender_of(element: Element, currency: Currency) -> ReadTender:
    """One payment; of card and account numbers only the last four digits are kept."""
    amount = exact_money(element.findtext("Amount") or "", currency)
    refund = element.get("TypeCode", "").lower() == "refund"
    name = element.get("TenderType") or ""
    card = element.find("CreditDebit")
    if not name:
        named = [c.tag for c in element if c.tag in ("CreditDebit", "Cash", "Check", "GiftCard")]
        name = named[0] if named else (element.findtext("TenderID") or "unnamed")
    tender = tender_named(name)
    numbers = (e.text for tag in _ACCOUNTS for e in element.iter(tag))
    card_type = "" if card is None else card.get("CardType", "")
    check = element.findtext("Check/CheckNumber") if tender is Tender.CHECK else ""
    reference = check or element.findtext("Authorization/ReferenceNumber")
    return ReadTender(
        tender=tender,
        amount=-abs(amount) if refund else amount,
        change=abs(money_or_zero(element.findtext("TenderChange/Amount"), currency)),
        cash_back=abs(money_or_zero(element.findtext("Cashback"), currency)),
        refund=refund,
        masked=next((four for n in numbers if (four := last_four(n))), ""),
        card_type=plain_text(card_type or element.findtext("CreditDebit/IssuerIdentification"), 30),
        authorization=without_card_numbers(
            plain_text(element.findtext("Authorization/AuthorizationCode"), 30)
        ),
        reference=without_card_numbers(plain_text(reference, 40)),
        source_type=plain_text(name, 40),
    )
