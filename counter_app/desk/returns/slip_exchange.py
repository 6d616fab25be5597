"""The slip of an exchange: what came back, what goes home, and how the one pays for the other.

Three sums that a customer can follow with a finger: returned, new, difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counter_app.core.document import BOLD, Block, Document, Rule, Text
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Tender
from counter_app.core.words import Words, tender_name
from counter_app.desk.returns.exchange import Exchange
from counter_app.desk.returns.slip import (
    ReturnPaper,
    back_rows,
    by_label,
    receipt_text,
    still_open,
    tax_and_fee_rows,
)
from counter_app.documents.standard import (
    amount_row,
    apart,
    closing,
    total_row,
    transaction_barcode,
)
from counter_app.trade.loaded import loaded_rows
from counter_app.trade.rounded_slip import rounded_rows
from counter_app.trade.sale_slip import payment_rows, sold_rows, tax_rows
from counter_app.trade.slip_foot import told_rows
from counter_app.trade.slip_head import GROUPS, Head, slip_header


@dataclass(frozen=True, slots=True)
class NewPaper:
    """What the slip tells of the new goods: their sums, and the receipt written for them."""

    exchange: Exchange
    receipt: Receipt


def exchange_slip(head: Head, paper: ReturnPaper, new: NewPaper, words: Words) -> Document:
    """The customer's slip; its code opens the new receipt, so that the new goods can come back."""
    title = words.say("EXCHANGE {number}", number=f"{head.number:04d}")
    blocks = [
        *slip_header(head, title, receipt_text(paper.draft, words), words),
        Text(words.say("Came back"), style=BOLD),
        *back_rows(paper, words),
        *tax_and_fee_rows(paper.refund, words),
        amount_row(words.say("Returned"), words.figure(-paper.refund.total), BOLD),
        Rule(),
        Text(words.say("New on receipt {number}", number=new.receipt.receipt_number), style=BOLD),
        *_new_rows(new, words),
        amount_row(words.say("New goods"), words.figure(new.exchange.price), BOLD),
        *_difference(paper, new, words),
        *apart(
            (*_money(paper, new, words), *loaded_rows(paper.loaded, words)),
            still_open(paper, words),
        ),
        *told_rows(paper.findings, paper.approver, words),
        *transaction_barcode(head.code.text, GROUPS),
        *closing([words.say("Thank you. Keep this slip.")]),
    ]
    return Document(tuple(blocks), "exchange", title, words.language)


def _new_rows(new: NewPaper, words: Words) -> Iterator[Block]:
    for line in new.receipt.lines:
        yield from sold_rows(line, words)
    yield from tax_rows(new.receipt.lines, words)


def _difference(paper: ReturnPaper, new: NewPaper, words: Words) -> Iterator[Block]:
    """The one number that matters; both where food benefits go back and something is paid."""
    due, out = new.exchange.due, paper.refund.paid_out
    if due:
        value = words.figure(-new.exchange.value)
        yield amount_row(words.say("Less what came back"), value)
        yield from total_row(words.say("TO PAY"), words.figure(due))
    if out:
        if not due:
            yield amount_row(words.say("Less what came back"), words.figure(-paper.refund.total))
        yield from total_row(words.say("REFUND"), words.figure(-out))
    if not due and not out:
        yield from total_row(words.say("EVEN EXCHANGE"), words.figure(due))


def _money(paper: ReturnPaper, new: NewPaper, words: Words) -> Iterator[Block]:
    yield from payment_rows(new.exchange.settlement, new.receipt, words)
    for name, paid in by_label(paper, words).items():
        yield amount_row(name, words.figure(-paid))
    yield from rounded_rows(paper.tenders, paper.rounding, words)
    held = [c for c in new.exchange.carried if c.tender in (Tender.EBT_FOOD, Tender.WIC)]
    for part in held:
        said = words.say(
            "{amount} of it was paid with {tender} and stays with the new food.",
            amount=words.figure(part.amount),
            tender=words.term(tender_name(part.tender)),
        )
        yield Text(said)
