"""LineItems of a POSLog receipt: goods sold and returned, voids, discounts, taxes, payments."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from counter_app.core.errors import BadInput, ImportRejected
from counter_app.core.money import ZERO, Currency, Money
from counter_app.core.receipt import Direction, LineLink
from counter_app.intake.basket import Basket, ReadDiscount, ReadLine, ReadTender
from counter_app.intake.limits import Limits
from counter_app.intake.outcome import Note
from counter_app.intake.poslog_parts import (
    coupon_kind,
    discounts_of,
    line_tax,
    link_of,
    quantity_of,
    rewards_of,
    tender_of,
    truth,
)
from counter_app.intake.reading import code_text, exact_money, money_or_zero, plain_text

__all__ = ["LineReader", "link_of"]

_SALES: Final = ("Sale", "SaleForDelivery", "SaleForPickup")
_RETURNS: Final = ("Return", "ReturnForDelivery", "ReturnForPickup")
# Elements of a LineItem that describe the line and carry no money of their own.
_DESCRIBING: Final = frozenset({
    "SequenceNumber", "BeginDateTime", "EndDateTime", "Reason", "OperatorBypassApproval",
    "ScanData", "CreateNumber", "CreateRefNumber", "Comment", "Note", "ReceiptText", "OperatorID",
    "LoyaltyMembership", "ItemLink", "CustomerID", "Customer", "Signature", "Status", "Associate",
    "TransactionLink", "LoyaltyReward",
})  # fmt: skip
_EACH: Final = frozenset({"", "EA", "EACH", "PCE", "PC", "PCS", "ST", "STK", "C62", "H87"})


class LineReader:
    """Reads one RetailTransaction's LineItems into a basket."""

    def __init__(self, basket: Basket, currency: Currency, limits: Limits) -> None:
        self._basket = basket
        self._currency = currency
        self._limits = limits
        self._lines: list[ReadLine] = []

    def read(self, retail: Element) -> None:
        """Fill the basket; raises `ImportRejected` or `BadInput` for what cannot be read."""
        items = retail.findall("LineItem")
        voids: list[Element] = []
        for item in items:
            if _is_void(item):
                voids.append(item)
            else:
                self._item(item)
            if len(self._lines) > self._limits.lines_per_receipt:
                raise ImportRejected("The receipt has too many lines.", code="too_many_lines")
        for item in voids:
            self._void(item)
        self._basket.lines = self._lines
        self._aim_discounts()
        rewards_of(items, self._basket, self._currency)

    def _item(self, item: Element) -> None:
        for child in item:
            tag = child.tag
            if tag in _DESCRIBING or tag.startswith("x-"):
                continue
            if tag in _SALES or tag in _RETURNS:
                self._lines.append(self._goods(item, child, tag in _RETURNS))
            elif tag == "Tender":
                self._tender(child)
            elif tag == "TenderChange":
                self._basket.change += abs(self._amount(child))
            elif tag == "Tax":
                self._basket.taxes.append(line_tax(child, self._currency))
            elif tag in ("Discount", "Coupon", "PriceDerivationResult"):
                self._discount(child)
            elif tag == "Rounding":
                self._basket.rounding += self._rounding(child)
            else:
                self._other(item, child)

    def _amount(self, element: Element) -> Money:
        return money_or_zero(element.findtext("Amount"), self._currency)

    def _rounding(self, element: Element) -> Money:
        return money_or_zero(element.findtext("Amount") or element.text, self._currency)

    def _goods(self, item: Element, goods: Element, is_return: bool) -> ReadLine:
        amount = goods.findtext("ExtendedAmount")
        if amount is None:
            raise ImportRejected("A line has no amount.", code="no_amount")
        gross = exact_money(amount, self._currency)
        quantity, unit, missing = quantity_of(goods)
        if missing:
            self._basket.note(Note.QUANTITY_MISSING)
        if not quantity:
            raise ImportRejected("A line has a quantity of zero.", code="zero_quantity")
        negative = gross < ZERO or quantity.milli < 0
        if negative and not is_return and not _is_void(item):
            self._basket.note(Note.NEGATIVE_LINE)
        returned = is_return or negative
        weighed = truth(item.get("x-weightItem")) or unit.upper() not in _EACH
        weighed = weighed or not quantity.is_whole
        line = ReadLine(
            gross=abs(gross),
            quantity=abs(quantity),
            item_code=_item_code(goods),
            description=self._text(goods.findtext("Description")),
            direction=Direction.RETURNED if returned else Direction.SOLD,
            unit=unit or ("" if weighed else "EA"),
            weighed=weighed,
            unit_price=self._unit_price(goods),
            department=_department(goods),
            food_stampable=any(truth(e.get("FoodStampable")) for e in goods.iter("x-Itemizers")),
            serial=plain_text(goods.findtext("SerialNumber"), 60),
            sequence=_number(item.findtext("SequenceNumber")),
            link=self._link(item, goods) if returned else None,
            reason=plain_text(_reason(item, goods), 60),
            taxes=[line_tax(t, self._currency) for t in goods.findall("Tax")],
            taxable=False if truth(goods.get("TaxExemptFlag")) else None,
            tax_ids=_tax_ids(goods),
            operator_sequence=plain_text(goods.findtext("x-OperatorSequence"), 16),
            negative=negative,
        )
        self._line_taxes(line)
        line.modifiers, line.modifiers_in_gross = discounts_of(goods, line, self._currency)
        return line

    def _line_taxes(self, line: ReadLine) -> None:
        for tax in line.taxes:
            if tax.amount < ZERO and line.direction is Direction.SOLD:
                raise ImportRejected("A line that was sold has a negative tax.", code="bad_tax")
            tax.amount = abs(tax.amount)
            tax.taxable = None if tax.taxable is None else abs(tax.taxable)

    def _text(self, text: str | None) -> str:
        clean = plain_text(text)
        if text and clean != " ".join(text.split()):
            self._basket.note(Note.CHARACTERS)
        return clean

    def _unit_price(self, goods: Element) -> Money:
        for tag in ("ActualSalesUnitPrice", "RegularSalesUnitPrice", "UnitListPrice"):
            text = goods.findtext(tag)
            if text:
                try:
                    return abs(exact_money(text, self._currency))
                except BadInput:
                    self._basket.note(Note.UNIT_PRICE)
                    return ZERO
        return ZERO

    def _link(self, item: Element, goods: Element) -> LineLink | None:
        element = goods.find("TransactionLink")
        if element is None:
            element = item.find("TransactionLink")
        return None if element is None else link_of(element, self._basket.key.store)

    def _tender(self, element: Element) -> None:
        rounding = element.find("Rounding")
        if rounding is not None:
            self._basket.rounding += self._rounding(rounding)
        if element.findtext("Amount") is None:
            change = element.find("TenderChange")
            if change is not None:
                self._basket.change += abs(self._amount(change))
            elif rounding is None:
                raise ImportRejected("A payment has no amount.", code="no_amount")
            return
        tender = tender_of(element, self._currency)
        if tender.change and tender.amount == -tender.change:
            self._basket.change += tender.change
        else:
            self._basket.tenders.append(tender)

    def _discount(self, element: Element) -> None:
        amount = abs(self._amount(element))
        if not amount:
            return
        self._basket.discounts.append(
            ReadDiscount(
                kind=coupon_kind(element),
                amount=amount,
                code=plain_text(
                    element.findtext("PromotionID")
                    or element.findtext("PrimaryLabel")
                    or element.findtext("ReasonCode"),
                    60,
                ),
                description=plain_text(element.findtext("Description")),
                targets=tuple(
                    n for e in element.findall("ItemLink") if (n := _number_in(e)) is not None
                ),
            )
        )

    def _aim_discounts(self) -> None:
        """ItemLinks name lines by sequence number; turn them into positions."""
        positions = {x.sequence: i for i, x in enumerate(self._lines) if x.sequence is not None}
        for discount in self._basket.discounts:
            discount.targets = tuple(positions[n] for n in discount.targets if n in positions)

    def _other(self, item: Element, element: Element) -> None:
        """A line that moves money but no goods (deposit, payment on account, gift card sold)."""
        text = element.findtext("ExtendedAmount") or element.findtext("Amount")
        if not text:
            return
        amount = exact_money(text, self._currency)
        self._basket.note(Note.OTHER_LINE)
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", element.tag)
        self._lines.append(
            ReadLine(
                gross=abs(amount),
                description=plain_text(element.findtext("Description")) or words,
                direction=Direction.RETURNED if amount < ZERO else Direction.SOLD,
                sequence=_number(item.findtext("SequenceNumber")),
                taxable=False,
            )
        )

    def _void(self, item: Element) -> None:
        """Leave out a voided line, and the earlier line it takes back (written in two ways)."""
        note = Note.VOIDED_LINE
        goods = next((c for c in item if c.tag in _SALES or c.tag in _RETURNS), None)
        tender = item.find("Tender")
        target = _void_target(item, goods)
        if target is not None:
            kept = [x for x in self._lines if x.sequence != target]
            note = Note.VOID_UNMATCHED if len(kept) == len(self._lines) else note
            self._lines = kept
        elif goods is not None:
            line = self._goods(item, goods, goods.tag in _RETURNS)
            if line.negative and not self._take_back(line):
                note = Note.VOID_UNMATCHED
        elif tender is not None and (self._amount(tender) < ZERO):
            self._take_back_tender(tender_of(tender, self._currency))
        self._basket.note(note)

    def _take_back(self, void: ReadLine) -> bool:
        """Take a negative void off the latest equal line, or lower a larger one of the item."""
        before = [
            x
            for x in self._lines
            if x.item_code == void.item_code
            and x.direction is Direction.SOLD
            and (x.sequence is None or void.sequence is None or x.sequence < void.sequence)
        ]
        for line in reversed(before):
            if line.gross == void.gross and line.quantity == void.quantity:
                self._lines = [x for x in self._lines if x is not line]
                return True
        for line in reversed(before):
            if line.gross > void.gross and line.quantity > void.quantity and not line.modifiers:
                line.gross -= void.gross
                line.quantity = line.quantity - void.quantity
                return True
        return False

    def _take_back_tender(self, void: ReadTender) -> None:
        for tender in reversed(self._basket.tenders):
            if tender.tender is void.tender and tender.amount == -void.amount:
                self._basket.tenders.remove(tender)
                return
        self._basket.note(Note.VOID_UNMATCHED)


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def _number_in(element: Element) -> int | None:
    return _number(element.findtext("LineItemSequenceNumber") or "".join(element.itertext()))


def _is_void(item: Element) -> bool:
    flagged = truth(item.get("VoidFlag")) or truth(item.get("CancelFlag"))
    return flagged or item.find("Voids") is not None


def _void_target(item: Element, goods: Element | None) -> int | None:
    voids = item.find("Voids")
    if voids is not None:
        return _number_in(voids)
    for holder in (goods, item):
        link = None if holder is None else holder.find("ItemLink")
        if link is not None:
            return _number_in(link)
    return None


def _item_code(goods: Element) -> str:
    """What a scanner reads: the printed code before the maker's own item number."""
    identity = [
        (e.get("POSIDType", ""), e.findtext("POSItemID") or "")
        for e in goods.findall("POSIdentity")
    ]
    scanned = [code for kind, code in identity if kind in ("GTIN", "EAN", "UPC", "")]
    everything = scanned + [code for _, code in identity] + [goods.findtext("ItemID") or ""]
    return code_text(next((c for c in everything if c.strip()), ""), "item code")


def _department(goods: Element) -> str:
    levels = goods.findall("MerchandiseHierarchy")
    named = [e for e in levels if "department" in e.get("Level", "").lower()]
    chosen = named or [e for e in levels if e.get("ID", "") != "Tax"]
    return plain_text(chosen[0].text, 60) if chosen else ""


def _reason(item: Element, goods: Element) -> str:
    return goods.findtext("Reason") or item.findtext("Reason") or goods.findtext("ReasonCode") or ""


def _tax_ids(goods: Element) -> tuple[str, ...]:
    """NCR marks taxable lines with Itemizers Tax1="true"; the tax line has TaxID="1"."""
    return tuple(
        name[3:]
        for element in goods.iter("x-Itemizers")
        for name, value in element.attrib.items()
        if re.fullmatch(r"Tax[0-9]{1,2}", name) and truth(value)
    )
