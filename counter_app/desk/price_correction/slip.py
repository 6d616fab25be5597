"""The slips of a price correction: the customer's, the price approval, and the one of a void.

Sums stand in one column and add up; the rule stands in words with its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counter_app.core.approval import Finding
from counter_app.core.document import BOLD, Block, Document, Feed, Rule, Text
from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import ONE, Quantity
from counter_app.core.transaction import RefundTender, TransactionLine
from counter_app.core.words import Words, tender_name
from counter_app.desk.price_correction.amounts import Amounts
from counter_app.desk.price_correction.draft import BY_PRICE, CorrectionDraft, Sort
from counter_app.desk.price_correction.policy import PricePolicy
from counter_app.desk.price_correction.puts import Put
from counter_app.desk.price_correction.wording import SORTS
from counter_app.documents.standard import (
    amount_row,
    closing,
    item_rows,
    signature_lines,
    total_row,
    transaction_barcode,
    two_sides,
)
from counter_app.rules.price_accuracy.pack import Edition, Pack
from counter_app.trade.card_words import refund_label
from counter_app.trade.rounded_slip import rounded_rows, taken_back, taken_back_rows
from counter_app.trade.slip_foot import told_rows
from counter_app.trade.slip_head import GROUPS, Head, slip_header


@dataclass(frozen=True, slots=True)
class CorrectionPaper:
    """What a correction's slip tells."""

    draft: CorrectionDraft
    amounts: Amounts
    tenders: tuple[RefundTender, ...]
    prices: PricePolicy
    findings: tuple[Finding, ...] = ()
    approver: str = ""
    rounding: Money = ZERO


@dataclass(frozen=True, slots=True)
class ApprovalPaper:
    """What a price approval's slip tells the register: the item, both prices, until when."""

    item: str
    item_code: str
    charged: Money
    right: Money
    quantity: Quantity
    to_pay: Money
    free: Money
    shown_by: str
    until: date
    pack: Pack
    edition: Edition
    approver: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class VoidPaper:
    """What a void's slip tells."""

    original_number: int
    original_date: date
    receipt_number: str
    lines: tuple[TransactionLine, ...]
    tenders: tuple[RefundTender, ...]
    reason: str
    approver: str = ""
    rounding: Money = ZERO
    kept: Money = ZERO
    """What coupons had paid of it, which was not paid out."""
    coupons: Money = ZERO
    """What coupons had taken off it, which was paid out."""


def correction_slip(head: Head, paper: CorrectionPaper, words: Words) -> Document:
    """The customer's slip."""
    title = words.say("PRICE CORRECTION {number}", number=f"{head.number:04d}")
    receipt = words.say(
        "Receipt {number}, {day}",
        number=paper.draft.receipt.receipt_number,
        day=words.short_day(paper.draft.receipt.key.business_date),
    )
    blocks: list[Block] = [*slip_header(head, title, receipt, words)]
    for put in paper.amounts.puts:
        blocks += item_rows(
            put.line.description, words.figure(-put.line.net), "", _notes(paper, put, words)
        )
    blocks.append(Rule())
    blocks += _sums(paper.amounts, words)
    blocks += _total(paper, words)
    blocks += rounded_rows(paper.tenders, paper.rounding, words)
    blocks += _law(paper.amounts, words)
    blocks += told_rows(paper.findings, paper.approver, words)
    blocks += transaction_barcode(head.code.text, GROUPS)
    blocks += closing([words.say("Thank you. Keep this slip.")])
    return Document(tuple(blocks), "price_correction", title, words.language)


def approval_slip(head: Head, paper: ApprovalPaper, words: Words) -> Document:
    """The slip that lets a register sell an item at another price; no money moved here."""
    title = words.say("PRICE APPROVAL {number}", number=f"{head.number:04d}")
    blocks: list[Block] = [*slip_header(head, title, "", words)]
    shown = words.quantity(paper.quantity)
    blocks += item_rows(paper.item, words.figure(paper.to_pay), shown, [paper.item_code])
    blocks.append(amount_row(words.say("Price at the register"), words.figure(paper.charged)))
    blocks.append(amount_row(words.say("Right price"), words.figure(paper.right)))
    if paper.free:
        blocks.append(amount_row(words.say("Off one unit"), words.figure(-paper.free)))
    blocks += total_row(words.say("SELL AT"), words.figure(paper.to_pay))
    blocks.append(Text(words.say("Shown by: {what}", what=words.term(paper.shown_by))))
    if paper.note:
        blocks.append(Text(paper.note))
    blocks.append(Text(words.say("Good until {day}, for one sale.", day=paper.until)))
    blocks += _rule_text(paper.pack, paper.edition, words)
    if paper.approver:
        blocks.append(Text(words.say("Approved by {name}", name=paper.approver)))
    blocks += transaction_barcode(head.code.text, GROUPS)
    return Document(tuple(blocks), "price_approval", title, words.language)


def void_slip(head: Head, paper: VoidPaper, words: Words) -> Document:
    """The slip of a void: which correction is taken back, and what comes back into the till."""
    title = words.say("VOID {number}", number=f"{head.number:04d}")
    receipt = words.say("Receipt {number}", number=paper.receipt_number)
    blocks: list[Block] = [*slip_header(head, title, receipt, words)]
    said = words.say(
        "Price correction {number} of {day} is taken back.",
        number=f"{paper.original_number:04d}",
        day=paper.original_date,
    )
    blocks.append(Text(said))
    blocks.append(Text(words.say("Reason: {reason}", reason=words.term(paper.reason))))
    if paper.approver:
        blocks.append(Text(words.say("Approved by {name}", name=paper.approver)))
    blocks.append(Rule())
    for line in paper.lines:
        blocks += item_rows(line.description, words.figure(line.net))
    if tax := total(line.tax for line in paper.lines):
        blocks.append(amount_row(words.say("Taxes"), words.figure(tax)))
    amount = total(t.amount for t in paper.tenders)
    beyond = amount + paper.kept - total(line.net + line.tax for line in paper.lines)
    beyond -= paper.coupons
    if beyond:
        blocks.append(amount_row(words.say("Bonus"), words.figure(beyond)))
    if paper.coupons:
        blocks.append(amount_row(words.say("Manufacturer coupon"), words.figure(paper.coupons)))
    if paper.kept:
        blocks.append(amount_row(words.say("Paid by coupon"), words.figure(-paper.kept)))
    if paper.rounding:
        blocks.append(amount_row(words.say("Cash rounding"), words.figure(paper.rounding)))
    blocks += taken_back_rows(paper.tenders, words)
    amount += paper.rounding - taken_back(paper.tenders)
    blocks += total_row(words.say("BACK TO TILL"), words.figure(amount))
    blocks += transaction_barcode(head.code.text, GROUPS)
    labels = [words.say("Customer's signature"), words.say("Cashier's signature")]
    blocks += signature_lines(labels)
    return Document(tuple(blocks), "price_correction_void", title, words.language)


def _notes(paper: CorrectionPaper, put: Put, words: Words) -> Iterator[str]:
    """What was wrong, at which prices, and what shows it."""
    correction = put.correction
    if put.delivery:
        yield words.say("The share of what did not come")
        return
    if not put.line.quantity:
        yield words.say("Held back before, due now")
        return
    yield words.term(SORTS[correction.sort])
    if correction.sort in BY_PRICE and correction.right is not None:
        quantity = "" if put.line.quantity == ONE else f"{words.quantity(put.line.quantity)} × "
        yield words.say(
            "{quantity}{charged} charged, {right} is right",
            quantity=quantity,
            charged=words.figure(put.charged),
            right=words.figure(correction.right),
        )
    elif correction.sort in (Sort.DOUBLE_SCAN, Sort.NEVER_RECEIVED):
        yield words.say("{count} not received", count=words.quantity(put.line.quantity))
    elif correction.sort is Sort.TAX_EXEMPT:
        yield words.say("Certificate {number}", number=correction.certificate)
    reasons = paper.prices.reasons_for(correction.sort.value)
    code = correction.evidence.source if correction.sort in BY_PRICE else correction.reason
    named = next((r.label for r in reasons if r.code == code), "")
    seen = [words.term(named), correction.evidence.note]
    if any(seen):
        yield ": ".join(filter(None, seen))
    if correction.evidence.file_digest:
        yield words.say("Picture {digest}", digest=correction.evidence.file_digest[:12])


def _sums(amounts: Amounts, words: Words) -> Iterator[Block]:
    rows = (
        (words.say("Price difference"), total(p.difference for p in amounts.puts)),
        (words.say("Off one unit"), total(p.off for p in amounts.puts)),
        (words.say("Goodwill"), amounts.goodwill),
    )
    for label, amount in rows:
        if amount:
            yield amount_row(label, words.figure(-amount))
    taxes: dict[str, Money] = {}
    for line in amounts.lines:
        for tax in line.taxes:
            name = tax.name or tax.authority
            taxes[name] = taxes.get(name, Money(0)) + tax.amount
    for name, amount in taxes.items():
        if amount:
            yield amount_row(words.say("{tax} as paid", tax=name), words.figure(-amount))
    if amounts.bonus:
        yield amount_row(words.say("Bonus"), words.figure(-amounts.bonus))
    if amounts.coupons:
        yield amount_row(words.say("Manufacturer coupon"), words.figure(-amounts.coupons))
    if amounts.plan.kept:
        yield amount_row(words.say("Paid by coupon"), words.figure(amounts.plan.kept))


def _total(paper: CorrectionPaper, words: Words) -> Iterator[Block]:
    tenders = paper.tenders
    kinds = {t.tender for t in tenders}
    if len(kinds) == 1:
        name = words.term(tender_name(next(iter(kinds)))).upper()
        label = words.say("REFUND, {tender}", tender=name)
    else:
        label = words.say("REFUND")
    yield from total_row(label, words.figure(-paper.amounts.total))
    if len(kinds) == 1 and not any(t.reference for t in tenders):
        return
    rows: dict[str, Money] = {}
    for tender in tenders:
        name = refund_label(tender, paper.draft.receipt.tenders, words)
        rows[name] = rows.get(name, ZERO) + tender.amount
    for name, paid in rows.items():
        yield amount_row(name[:1].upper() + name[1:], words.figure(-paid))


def _law(amounts: Amounts, words: Words) -> Iterator[Block]:
    """Each rule that was used, once, in words with its source and what it wants said."""
    seen: set[str] = set()
    for put in amounts.puts:
        if put.pack is None or put.edition is None or put.pack.key in seen:
            continue
        seen.add(put.pack.key)
        yield from _rule_text(put.pack, put.edition, words)


def _rule_text(pack: Pack, edition: Edition, words: Words) -> Iterator[Block]:
    yield Feed()
    language = words.language if words.language in edition.words else "en"
    yield two_sides(words.term(pack.name), "", BOLD)
    yield Text(edition.words[language])
    if edition.post:
        yield Text(edition.post[language])
    yield Text(words.say("Source: {source}", source=words.term(edition.source)))
