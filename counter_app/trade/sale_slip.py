"""The slip of a sale at the desk: goods, taxes, payments and change, with a code to return on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from counter_app.core.document import Block, Document, Rule, Text
from counter_app.core.money import Money, total
from counter_app.core.quantity import ONE
from counter_app.core.receipt import DiscountShare, Receipt, ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.core.words import Words, percent, tender_name
from counter_app.documents.standard import (
    amount_row,
    closing,
    item_rows,
    total_row,
    transaction_barcode,
)
from counter_app.trade.card_words import tender_label
from counter_app.trade.payments import Settlement
from counter_app.trade.slip_head import GROUPS, Head, slip_header

SAME_ITEM: Final = "same_item"
"""The code of what comes off an item that is exchanged for the same one."""


def sale_slip(
    head: Head, receipt: Receipt, settlement: Settlement, words: Words, approver: str = ""
) -> Document:
    """The customer's slip of a sale."""
    title = words.say("SALE {number}", number=f"{head.number:04d}")
    number = words.say("Receipt {number}", number=receipt.receipt_number)
    blocks: list[Block] = [*slip_header(head, title, number, words)]
    for line in receipt.lines:
        blocks.extend(sold_rows(line, words))
    blocks.append(Rule())
    blocks.append(amount_row(words.say("Items"), words.figure(total(x.net for x in receipt.lines))))
    blocks.extend(tax_rows(receipt.lines, words))
    blocks.extend(total_row(words.say("TOTAL"), words.figure(settlement.due)))
    blocks.extend(payment_rows(settlement, receipt, words))
    if approver:
        blocks.append(Text(words.say("Approved by {name}", name=approver)))
    blocks.extend(transaction_barcode(head.code.text, GROUPS))
    blocks.extend(closing([words.say("Thank you. Keep this slip.")]))
    return Document(tuple(blocks), "sale", title, words.language)


def sold_rows(line: ReceiptLine, words: Words) -> Iterator[Block]:
    """One line that is sold: quantity and unit price below if it is more than one piece."""
    quantity = "" if line.quantity == ONE else words.quantity(line.quantity)
    if line.weighed:
        quantity = f"{words.quantity(line.quantity)} {line.unit.lower()}"
    notes = []
    if quantity:
        each = words.figure(line.unit_price)
        if line.weighed:
            notes.append(words.say("{price} for each {unit}", price=each, unit=line.unit.lower()))
        else:
            notes.append(words.say("{price} each", price=each))
    if line.discounts and not notes:  # else nobody sees what the amounts below come off
        notes.append(words.say("Price {price}", price=words.figure(line.unit_price)))
    notes += [f"{_taken_off(d, words)}  {words.figure(-d.amount)}" for d in line.discounts]
    yield from item_rows(line.description, words.figure(line.net), quantity, notes)


def _taken_off(share: DiscountShare, words: Words) -> str:
    if share.code == SAME_ITEM:
        return words.say("Same item at the price paid")
    return share.description or share.code


def tax_rows(lines: tuple[ReceiptLine, ...], words: Words) -> Iterator[Block]:
    """Today's taxes, one row for each."""
    sums: dict[tuple[str, int, bool], Money] = {}
    for line in lines:
        for tax in line.taxes:
            key = (tax.name or tax.authority, tax.rate_ppm, tax.included)
            sums[key] = sums.get(key, Money(0)) + tax.amount
    for (name, ppm, included), amount in sums.items():
        label = words.say("{tax}, {rate}", tax=name, rate=percent(ppm))
        if included:
            label = words.say("{tax}, {rate}, in the price", tax=name, rate=percent(ppm))
        yield amount_row(label, words.figure(amount))


def payment_rows(settlement: Settlement, receipt: Receipt, words: Words) -> Iterator[Block]:
    """How it was paid: each tender, cash as it was rounded and handed over, and change."""
    paid = {t.tender: t for t in receipt.tenders if not t.source_type}
    for payment in settlement.payments:
        if payment.tender is not Tender.CASH:
            how = paid.get(payment.tender)
            shown, code = ("", "") if how is None else (how.masked, how.authorization)
            label = tender_label(payment.tender, words, shown, code)
            yield amount_row(label[:1].upper() + label[1:], words.figure(payment.amount))
    yield from cash_rows(settlement, words)


def cash_rows(settlement: Settlement, words: Words) -> Iterator[Block]:
    """The cash of a payment as it was rounded, what was counted for it, and the change."""
    name = words.term(tender_name(Tender.CASH)).capitalize()
    for payment in settlement.payments:
        if payment.tender is not Tender.CASH:
            continue
        if settlement.rounding:
            label = words.say("Cash, rounded from {exact}", exact=words.figure(payment.amount))
            yield amount_row(label, words.figure(settlement.cash_in))
        given = payment.amount if payment.given is None else payment.given
        if given != settlement.cash_in or not settlement.rounding:
            label = words.say("Cash given") if settlement.change else name
            yield amount_row(label, words.figure(given))
    if settlement.change:
        yield amount_row(words.say("Change"), words.figure(settlement.change))
