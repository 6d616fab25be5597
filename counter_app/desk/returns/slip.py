"""The slips of a return: the customer's, and the store's copy to sign.

Sums stand in one column and add up; all words come from the customer's language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.core.approval import Finding
from counter_app.core.document import BOLD, Block, Document, Rule, Text
from counter_app.core.money import ZERO, Money, total
from counter_app.core.order import counted_from, order_of
from counter_app.core.quantity import NONE, ONE, Quantity
from counter_app.core.receipt import Direction, ReceiptLine
from counter_app.core.transaction import RefundTender, TransactionLine
from counter_app.core.words import Words, percent, tender_name
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.gift import is_gift
from counter_app.desk.returns.refund import Refund
from counter_app.desk.returns.rules import Assessment
from counter_app.desk.returns.terms import Terms
from counter_app.desk.returns.why import WhyKind, WhyRow
from counter_app.desk.returns.without import Prices
from counter_app.documents.standard import (
    amount_row,
    apart,
    closing,
    item_rows,
    total_row,
    transaction_barcode,
    two_sides,
)
from counter_app.rules.refund_plan import CHANNEL_PAYS
from counter_app.trade.card_words import refund_label
from counter_app.trade.loaded import Loaded, loaded_rows
from counter_app.trade.rounded_slip import rounded_rows
from counter_app.trade.slip_foot import told_rows
from counter_app.trade.slip_head import GROUPS, Head, Place, place_rows, store_rows, title_row

MAX_OPEN_LINES: Final = 12
_HALF: Final = 23


@dataclass(frozen=True, slots=True)
class ReturnPaper:
    """What a return's slip tells: the draft before it, its refund, terms and findings."""

    draft: ReturnDraft
    refund: Refund
    tenders: tuple[RefundTender, ...]
    terms: Terms
    findings: tuple[Finding, ...] = ()
    approver: str = ""
    rounding: Money = ZERO
    loaded: tuple[Loaded, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipBody:
    """All that a paper says in one language but its number, when it was made, and its own code."""

    place: Place
    paper: ReturnPaper
    language: str
    above: tuple[Block, ...]
    """What stands above the title."""
    below: tuple[Block, ...]
    """What stands between the title and the slip's own code."""
    end: tuple[Block, ...]

    @classmethod
    def of(cls, place: Place, paper: ReturnPaper, words: Words) -> SlipBody:
        """The store; where and by whom; lines, sums, what is still open, and why."""
        below = (
            *place_rows(place, receipt_text(paper.draft, words), words),
            *back_rows(paper, words),
            Rule(),
            *(() if is_gift(paper.draft) else _sums(paper.refund, words)),
            *apart(
                (
                    *_total(paper, words),
                    *rounded_rows(paper.tenders, paper.rounding, words),
                    *loaded_rows(paper.loaded, words),
                ),
                still_open(paper, words),
            ),
            *told_rows(paper.findings, paper.approver, words),
        )
        above, end = (
            store_rows(place.store, words),
            closing([words.say("Thank you. Keep this slip.")]),
        )
        return cls(place, paper, words.language, above, below, end)

    @classmethod
    def planned(cls, place: Place, judged: Assessment, words: Words) -> SlipBody | None:
        """The same of a return as it stands, so that paying need not wait for it.

        None for an exchange, whose slip also tells of the sale.
        """
        refund = judged.refund
        if refund.exchange is not None:
            return None
        tenders, findings = refund.plan.tenders, judged.verdict.findings
        terms = judged.situation.terms
        ahead = cls.of(place, ReturnPaper(judged.draft, refund, tenders, terms, findings), words)
        for block in (*ahead.above, *ahead.below, *ahead.end):
            block.to_json()  # each keeps it
        return ahead

    def says(self, place: Place, paper: ReturnPaper, words: Words) -> bool:
        """Whether made anew of this paper at this place it would be the same."""
        same = self.language == words.language and self.place == place
        return same and self.paper == paper


def return_slip(
    head: Head, paper: ReturnPaper, words: Words, ready: SlipBody | None = None
) -> Document:
    """The customer's slip; a body that is `ready` is taken if it still says the same."""
    number = f"{head.number:04d}"
    title = words.say("RETURN {number}", number=number)
    kept = ready if ready and ready.says(head.place, paper, words) else None
    body = kept or SlipBody.of(head.place, paper, words)
    blocks = (
        *body.above,
        title_row(head, title, words),
        *body.below,
        *transaction_barcode(head.code.text, GROUPS),
        *body.end,
    )
    return Document(blocks, "return", title, words.language)


def receipt_text(draft: ReturnDraft, words: Words) -> str:
    """The receipt that the goods come back on, as the head of a slip names it."""
    if draft.without is not None:
        return words.say("No receipt")
    order = order_of(draft.receipt)
    if order is not None:
        day = words.short_day(draft.receipt.key.business_date)
        return words.say("Order {number}, {day}", number=order.number, day=day)
    return words.say(
        "Receipt {number}, {day}",
        number=draft.receipt.receipt_number,
        day=words.short_day(draft.receipt.key.business_date),
    )


def back_rows(paper: ReturnPaper, words: Words) -> Iterator[Block]:
    """Each line that comes back, with its reason and what part of the sale it is."""
    for line in paper.refund.lines:
        sold = paper.draft.line(line.number)
        yield from item_rows(
            line.description,
            "" if is_gift(paper.draft) else words.figure(-line.net),
            _part(line, sold, words),
            _notes(paper, line, sold, words),
        )


def _part(line: TransactionLine, sold: ReceiptLine, words: Words) -> str:
    if sold.quantity == ONE or not line.quantity:
        return ""
    now, whole = words.quantity(line.quantity), words.quantity(sold.quantity)
    unit = sold.weight_unit
    if sold.quantity == line.quantity:
        return f"{now} {unit}" if unit else now
    if unit:
        return words.say("{now} of {sold} {unit}", now=now, sold=whole, unit=unit)
    return words.say("{now} of {sold}", now=now, sold=whole)


def _notes(
    paper: ReturnPaper, line: TransactionLine, sold: ReceiptLine, words: Words
) -> Iterator[str]:
    if not line.reason:
        delivery = paper.terms.now.online.is_fee(sold)
        yield words.say("Its share") if delivery else words.say("Held back before, due now")
        return
    reason = paper.terms.reason(line.reason)
    label = words.term(reason.label) if reason else line.reason
    if line.note:
        label = f"{label}: {line.note}"
    yield label
    choice = paper.draft.choice(line.number)
    if choice is not None and choice.serial:
        yield words.say("Serial number {serial}", serial=choice.serial)
    if is_gift(paper.draft):
        return  # whoever brings a gift is not told what it cost
    without = paper.draft.without
    if without is not None:
        yield from _price_found(without.prices.get(line.number), words)
    before = paper.draft.returned(line.number).quantity
    whole = words.quantity(sold.quantity)
    if before > NONE:
        yield words.say(
            "{sold} for {paid}, {returned} returned before",
            sold=whole,
            paid=words.figure(sold.net),
            returned=words.quantity(before),
        )
    elif line.quantity < sold.quantity:
        yield words.say("{sold} for {paid}", sold=whole, paid=words.figure(sold.net))


def _price_found(prices: Prices | None, words: Words) -> Iterator[str]:
    """How the price of goods without a receipt was found."""
    if prices is None:
        return
    if prices.lowest is not None and prices.lowest_on is not None and prices.lowest == prices.unit:
        yield words.say(
            "{price} each, the lowest price of {days} days",
            price=words.figure(prices.unit),
            days=prices.days,
        )
    else:
        yield words.say("{price} each, today’s price", price=words.figure(prices.unit))


def _sums(refund: Refund, words: Words) -> Iterator[Block]:
    if refund.net != refund.deposits or not refund.deposits:
        yield amount_row(words.say("Items"), words.figure(refund.deposits - refund.net))
    if refund.deposits:
        yield amount_row(words.say("Container deposit"), words.figure(-refund.deposits))
    yield from tax_and_fee_rows(refund, words)
    if refund.coupons:
        yield amount_row(words.say("Manufacturer coupon"), words.figure(-refund.coupons))


def tax_and_fee_rows(refund: Refund, words: Words) -> Iterator[Block]:
    """The taxes that go back as they were paid, and what the store keeps: fees, coupons' worth."""
    fees = [row for row in refund.why if row.kind is WhyKind.FEE]
    for row in refund.why:
        if row.kind in (WhyKind.TAX, WhyKind.TAX_TODAY):
            yield amount_row(_tax_label(row, words), words.figure(-row.amount))
    base = total(line.net for line in refund.lines if line.fee)
    for row in fees:
        if len(fees) == 1:
            label = words.say(
                "Restocking fee, {rate} of {base}",
                rate=percent(row.rate_ppm),
                base=words.figure(base),
            )
        else:
            label = words.say("Restocking fee, {rate}", rate=percent(row.rate_ppm))
        yield amount_row(label, words.figure(-row.amount))
    if refund.plan.kept:
        yield amount_row(words.say("Paid by coupon"), words.figure(refund.plan.kept))


def _tax_label(row: WhyRow, words: Words) -> str:
    if row.kind is WhyKind.TAX_TODAY:
        return words.say("{tax} today, {rate}", tax=row.name, rate=percent(row.rate_ppm))
    if not row.rate_ppm:
        return words.say("{tax} as paid", tax=row.name)
    return words.say("{tax} as paid, {rate}", tax=row.name, rate=percent(row.rate_ppm))


def _total(paper: ReturnPaper, words: Words) -> Iterator[Block]:
    tenders, channel = paper.tenders, paper.refund.plan.channel
    kinds = {t.tender for t in tenders}
    if channel and kinds and kinds <= set(CHANNEL_PAYS):
        label = words.say("REFUND, WEB SHOP")
    elif len(kinds) == 1:
        name = words.term(tender_name(next(iter(kinds)))).upper()
        label = words.say("REFUND, {tender}", tender=name)
    else:
        label = words.say("REFUND")
    yield from total_row(label, words.figure(-paper.refund.total))
    rows = by_label(paper, words)
    if len(rows) == 1 and not tenders[0].reference:
        return
    for name, paid in rows.items():
        yield amount_row(name, words.figure(-paid))


def by_label(paper: ReturnPaper, words: Words) -> dict[str, Money]:
    """What leaves by each tender as the slip names it: all cash is one sum to count."""
    rows: dict[str, Money] = {}
    for tender in paper.tenders:
        name = _label(tender, paper, words)
        rows[name] = rows.get(name, ZERO) + tender.amount
    return rows


def _label(tender: RefundTender, paper: ReturnPaper, words: Words) -> str:
    """``Cash``, ``Card 4417, approval 064412``; ``Web shop, card 4417`` for what it gives back."""
    name = refund_label(tender, paper.draft.receipt.tenders, words)
    if paper.refund.plan.channel and tender.tender in CHANNEL_PAYS:
        return words.say("Web shop, {tender}", tender=name)
    return name[:1].upper() + name[1:]


def still_open(paper: ReturnPaper, words: Words) -> Iterator[Block]:
    """What else can come back on the receipt, and until when."""
    if paper.draft.without is not None:
        return
    left = tuple(_left(paper))
    order = order_of(paper.draft.receipt)
    number = paper.draft.receipt.receipt_number if order is None else order.number
    if not left:
        end = words.say("Nothing more can come back on receipt {number}.", number=number)
        if order is not None:
            end = words.say("Nothing more can come back on order {number}.", number=number)
        yield Text(end)
        return
    until = min(last for _, _, last in left)
    heading = words.say("Still open on receipt {number}, until {day}", number=number, day=until)
    if order is not None:
        heading = words.say("Still open on order {number}, until {day}", number=number, day=until)
    yield Text(heading, style=BOLD)
    texts = [_open_text(line, quantity, words) for line, quantity, _ in left[:MAX_OPEN_LINES]]
    while texts:
        first = texts.pop(0)
        pair = texts and len(first) <= _HALF and len(texts[0]) <= _HALF
        yield two_sides(first, texts.pop(0)) if pair else Text(first)
    if len(left) > MAX_OPEN_LINES:
        yield Text(words.say("and {count} more", count=len(left) - MAX_OPEN_LINES))


def _left(paper: ReturnPaper) -> Iterator[tuple[ReceiptLine, Quantity, date]]:
    """What can still come back after this return, with its last day."""
    draft = paper.draft
    now = {line.number: line.quantity for line in paper.refund.lines}
    for line in draft.receipt.lines:
        left = draft.returnable(line.number) - now.get(line.number, NONE)
        last = paper.terms.last_day(line.department, counted_from(draft.receipt))
        if line.direction is not Direction.SOLD or left <= NONE or last < draft.as_of:
            continue
        fee = order_of(draft.receipt) is not None and paper.terms.now.online.is_fee(line)
        if paper.terms.barred(line.department) is None and not fee:
            yield line, left, last


def _open_text(line: ReceiptLine, quantity: Quantity, words: Words) -> str:
    shown = words.quantity(quantity)
    if line.weighed:
        shown = f"{shown} {line.unit.lower()}"
    return f"{shown} {line.description}"
