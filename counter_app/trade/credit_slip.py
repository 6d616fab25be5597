"""The slip of a store credit or gift card: how much, its code, until when.

The stored slip holds the place of the code only: the first paper shows it, no copy does.
"""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.document import BOLD, Align, Block, Document, Feed, Image, Text
from counter_app.core.money import Money, total
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.documents.standard import closing, total_row
from counter_app.records.credits import Credit, place_of
from counter_app.records.journal import NumberedDocument
from counter_app.records.work import Work
from counter_app.trade.paying_out import Payout
from counter_app.trade.payments import Settlement
from counter_app.trade.sale_slip import cash_rows
from counter_app.trade.slip_foot import store_copy
from counter_app.trade.slip_head import Head, slip_header


def payout_papers(
    work: Work, slip: Document, head: Head, payout: Payout, words: Words, *, approved: bool
) -> tuple[NumberedDocument, ...]:
    """A refund's slip, the papers of all credits it issues, and the copy to sign for much cash."""
    papers = [NumberedDocument("slip", slip)]
    for new in payout.issued:
        account = new.credit.account
        worth = total(-p.amount for p in payout.postings if p.account == account)
        papers.append(NumberedDocument("credit", credit_slip(head, new.credit, worth, words)))
    if payout.cash > work.policy().printing.store_copy_above:
        papers.append(NumberedDocument("store_copy", store_copy(slip, words, approved=approved)))
    return tuple(papers)


def credit_slip(
    head: Head, credit: Credit, amount: Money, words: Words, paid: Settlement | None = None
) -> Document:
    """The holder's paper of a credit that was just issued, worth `amount`.

    How it was `paid` is told only where cash was rounded, so that the sums can be followed.
    """
    gift = credit.kind is Tender.GIFT_CARD
    title = words.say("GIFT CARD") if gift else words.say("STORE CREDIT")
    number = words.say("Slip {number}", number=f"{head.number:04d}")
    blocks: tuple[Block, ...] = (
        *slip_header(head, title, number, words),
        *total_row(title, words.amount(amount)),
        *(cash_rows(paid, words) if paid is not None and paid.rounding else ()),
        Feed(),
        *credit_block(place_of(credit.id), credit, words),
        *closing(
            [
                words.say("Whoever holds this paper can spend it."),
                words.say("Keep it like cash."),
                *([words.say("Never read its code to a caller.")] if gift else ()),
            ]
        ),
    )
    return Document(blocks, "credit", title, words.language)


def credit_block(place: Image, credit: Credit, words: Words) -> Iterator[Block]:
    """The code's place, its last characters, and until when it is good."""
    yield place
    yield Text(words.say("Code ending {tail}", tail=credit.tail), Align.CENTER, BOLD)
    if credit.expires_on is None:
        yield Text(words.say("It does not expire."), Align.CENTER)
    else:
        yield Text(words.say("Good until {day}", day=credit.expires_on), Align.CENTER)
