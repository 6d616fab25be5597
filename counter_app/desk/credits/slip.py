"""The slip of a credit that was used or paid out: how much, and what is left. Pure."""

from __future__ import annotations

from counter_app.core.document import Block, Document, Text
from counter_app.core.money import ZERO, Money
from counter_app.core.words import Words
from counter_app.documents.standard import amount_row, closing, total_row, transaction_barcode
from counter_app.trade.slip_head import GROUPS, Head, slip_header


def used_slip(
    head: Head, tail: str, reference: str, amount: Money, left: Money, words: Words
) -> Document:
    """What the customer hands to the register."""
    title = words.say("CREDIT USED")
    blocks: tuple[Block, ...] = (
        *slip_header(head, title, words.say("Slip {number}", number=f"{head.number:04d}"), words),
        Text(words.say("Code ending {tail}", tail=tail)),
        *((Text(words.say("Register receipt {number}", number=reference)),) if reference else ()),
        *total_row(words.say("PAID"), words.figure(amount)),
        amount_row(words.say("Left on it"), words.figure(left)),
        *transaction_barcode(head.code.text, GROUPS),
        *closing([words.say("Thank you. Keep this slip.")]),
    )
    return Document(blocks, "credit_used", title, words.language)


def cashed_slip(head: Head, tail: str, amount: Money, cash: Money, words: Words) -> Document:
    """What the customer signs for whose rest of `amount` was paid out as `cash`."""
    title = words.say("CREDIT PAID OUT")
    rounded = (
        amount_row(words.say("Was on it"), words.figure(amount)),
        amount_row(words.say("Cash rounding"), words.figure(cash - amount)),
    )
    blocks: tuple[Block, ...] = (
        *slip_header(head, title, words.say("Slip {number}", number=f"{head.number:04d}"), words),
        Text(words.say("Code ending {tail}", tail=tail)),
        *(rounded if cash != amount else ()),
        *total_row(words.say("CASH"), words.figure(cash)),
        amount_row(words.say("Left on it"), words.figure(ZERO)),
        *transaction_barcode(head.code.text, GROUPS),
        *closing([words.say("Thank you. Keep this slip.")]),
    )
    return Document(blocks, "credit_used", title, words.language)


def void_slip(
    head: Head,
    tail: str,
    amount: Money,
    reason: str,
    words: Words,
    card_code: str | None = None,
) -> Document:
    """What the buyer signs for whose gift card was taken back; `amount` is what is handed over.

    `card_code` is the approval code under which a bank card got its money back, None for cash.
    """
    paid = words.say("CASH") if card_code is None else words.say("BACK TO CARD")
    told = () if not card_code else (Text(words.say("Approval code {code}", code=card_code)),)
    title = words.say("GIFT CARD VOIDED")
    blocks: tuple[Block, ...] = (
        *slip_header(head, title, words.say("Slip {number}", number=f"{head.number:04d}"), words),
        Text(words.say("Code ending {tail}", tail=tail)),
        Text(words.term(reason)),
        *total_row(paid, words.figure(amount)),
        *told,
        amount_row(words.say("Left on it"), words.figure(ZERO)),
        *transaction_barcode(head.code.text, GROUPS),
        *closing([words.say("The card is worthless now.")]),
    )
    return Document(blocks, "credit_void", title, words.language)
