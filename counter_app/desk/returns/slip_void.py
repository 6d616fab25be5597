"""The slip of a void: which return is taken back, and what comes back to whom. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counter_app.core.document import BOLD, Block, Document, Rule, Text
from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import ONE
from counter_app.core.transaction import ELECTRONIC, RefundTender, Tender, TransactionLine
from counter_app.core.words import Words
from counter_app.documents.standard import (
    amount_row,
    item_rows,
    signature_lines,
    total_row,
    transaction_barcode,
)
from counter_app.trade.card_words import tender_label
from counter_app.trade.rounded_slip import taken_back, taken_back_rows
from counter_app.trade.slip_head import GROUPS, Head, slip_header


@dataclass(frozen=True, slots=True)
class PaidBack:
    """One payment for new goods that a void gives back.

    `shown` is the card's approval code or the end of a credit's code, `left` what is on the credit
    afterwards; `rounding` by how much cash is above (+) or below (−) the exact sum.
    """

    tender: Tender
    amount: Money
    shown: str = ""
    left: Money | None = None
    rounding: Money = ZERO


@dataclass(frozen=True, slots=True)
class VoidPaper:
    """What a void's slip tells: the return it takes back, why, and what comes back.

    `rounding` is by how much the cash of the return was above (+) or below (−) the exact sum.
    """

    original_number: int
    original_date: date
    receipt_number: str
    lines: tuple[TransactionLine, ...]
    tenders: tuple[RefundTender, ...]
    reason: str
    approver: str = ""
    sold: tuple[TransactionLine, ...] = ()
    back: tuple[PaidBack, ...] = ()
    rounding: Money = ZERO
    kept: Money = ZERO
    """What coupons had paid of the goods, which was not paid out."""
    order: str = ""
    online: bool = False
    """The web channel was to give the money back, and is not asked to."""


def void_slip(head: Head, paper: VoidPaper, words: Words) -> Document:
    """The slip of a void: which return is taken back, and what comes back into the till."""
    title = words.say("VOID {number}", number=f"{head.number:04d}")
    receipt = words.say("No receipt")
    if paper.receipt_number:
        receipt = words.say("Receipt {number}", number=paper.receipt_number)
    if paper.order:
        receipt = words.say("Order {number}", number=paper.order)
    said = words.say(
        "Return {number} of {day} is taken back.",
        number=f"{paper.original_number:04d}",
        day=paper.original_date,
    )
    amount = total(t.amount for t in paper.tenders)
    blocks: list[Block] = [*slip_header(head, title, receipt, words), Text(said)]
    blocks.append(Text(words.say("Reason: {reason}", reason=words.term(paper.reason))))
    if paper.approver:
        blocks.append(Text(words.say("Approved by {name}", name=paper.approver)))
    blocks.append(Rule())
    for line in paper.lines:
        shown = words.quantity(line.quantity) if line.quantity != ONE else ""
        blocks.extend(item_rows(line.description, words.figure(line.net), shown))
    if tax := total(line.tax for line in paper.lines):
        blocks.append(amount_row(words.say("Taxes"), words.figure(tax)))
    if fee := total(line.fee for line in paper.lines):
        blocks.append(amount_row(words.say("Restocking fee"), words.figure(-fee)))
    if paper.kept:
        blocks.append(amount_row(words.say("Paid by coupon"), words.figure(-paper.kept)))
    if not paper.sold and (coupons := amount + paper.kept - _worth(paper.lines)):
        blocks.append(amount_row(words.say("Manufacturer coupon"), words.figure(coupons)))
    blocks.extend(_new_goods_back(paper, words))
    if rounding := paper.rounding - total(row.rounding for row in paper.back):
        blocks.append(amount_row(words.say("Cash rounding"), words.figure(rounding)))
    amount += paper.rounding - total(row.amount for row in paper.back)
    if not paper.online:
        blocks.extend(taken_back_rows(paper.tenders, words))
        amount -= taken_back(paper.tenders)
    label = words.say("BACK TO CUSTOMER") if amount < ZERO else words.say("BACK TO TILL")
    if paper.online:
        label = words.say("NOT REFUNDED")
    blocks.extend(total_row(label, words.figure(abs(amount))))
    blocks.extend(_paid_back(paper, words))
    blocks.extend(transaction_barcode(head.code.text, GROUPS))
    labels = [words.say("Customer's signature"), words.say("Cashier's signature")]
    blocks.extend(signature_lines(labels))
    return Document(tuple(blocks), "return_void", title, words.language)


def _worth(lines: tuple[TransactionLine, ...]) -> Money:
    return total(line.net + line.tax - line.fee for line in lines)


def _new_goods_back(paper: VoidPaper, words: Words) -> Iterator[Block]:
    """The new goods of an exchange that the customer gives back."""
    if not paper.sold:
        return
    yield Rule()
    yield Text(words.say("New goods come back"), style=BOLD)
    for line in paper.sold:
        shown = words.quantity(line.quantity) if line.quantity != ONE else ""
        yield from item_rows(line.description, words.figure(-line.net), shown)
    if tax := total(line.tax for line in paper.sold):
        yield amount_row(words.say("Taxes"), words.figure(-tax))


def _paid_back(paper: VoidPaper, words: Words) -> Iterator[Block]:
    """By what the customer gets back what was paid for the new goods; cash alone says nothing."""
    if all(row.tender is Tender.CASH for row in paper.back):
        return
    for row in paper.back:
        by_card = row.tender in ELECTRONIC
        shown, code = ("", row.shown) if by_card else (row.shown, "")
        name = tender_label(row.tender, words, shown, code)
        yield amount_row(name[:1].upper() + name[1:], words.figure(row.amount))
        if row.left is not None:
            yield amount_row(words.say("Left on it"), words.figure(row.left))
