"""The letter to a known customer whom a wrong price cost money: what for, how much, how to get it.

It names the customer by number only: it is kept with the books, and a person can be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counter_app.core.document import BOLD, Block, Document, Feed, Rule, Text
from counter_app.core.money import Money, total
from counter_app.core.quantity import Quantity
from counter_app.core.words import Words
from counter_app.documents.standard import (
    amount_row,
    closing,
    item_rows,
    total_row,
    transaction_barcode,
)
from counter_app.rules.price_accuracy.pack import Edition, Pack
from counter_app.trade.slip_head import GROUPS, Head, slip_header

LETTER = "overcharge_letter"


@dataclass(frozen=True, slots=True)
class Owed:
    """One overcharged line of this customer's receipts."""

    receipt_number: str
    sold_on: date
    quantity: Quantity
    charged: Money
    owed: Money


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """What a letter tells: the item and its right price, and every receipt with its sum."""

    customer_number: str
    item: str
    item_code: str
    right: Money
    owed: tuple[Owed, ...]
    pack: Pack
    edition: Edition

    @property
    def amount(self) -> Money:
        """All that is owed to this customer."""
        return total(x.owed for x in self.owed)


def overcharge_letter(head: Head, paper: LetterPaper, words: Words) -> Document:
    """The letter; its barcode opens the receipts it names."""
    title = words.say("WE OWE YOU MONEY {number}", number=f"{head.number:04d}")
    about = words.say("Customer {number}", number=paper.customer_number)
    blocks: list[Block] = [*slip_header(head, title, about, words)]
    blocks.append(Text(words.say("Dear customer,")))
    blocks.append(
        Text(
            words.say(
                "our register charged you too much for {item}. We are sorry. Its right price was "
                "{right}. What you paid above it is yours, with its tax:",
                item=paper.item,
                right=paper.right,
            )
        )
    )
    blocks.append(Feed())
    for line in paper.owed:
        blocks += item_rows(
            words.say("Receipt {number}", number=line.receipt_number),
            words.figure(line.owed),
            "",
            [_note(line, words)],
        )
    blocks += total_row(words.say("WE OWE YOU"), words.figure(paper.amount))
    blocks.append(
        Text(
            words.say(
                "Come to the returns desk with this letter or your receipt. Nothing has been paid "
                "yet; it goes back the way you paid."
            )
        )
    )
    blocks += _law(paper, words)
    blocks.append(Rule())
    blocks.append(amount_row(words.say("Item"), paper.item_code))
    blocks += transaction_barcode(head.code.text, GROUPS)
    blocks += closing([words.say("Thank you. Keep this slip.")])
    return Document(tuple(blocks), LETTER, title, words.language)


def _note(line: Owed, words: Words) -> str:
    return words.say(
        "{day}: {quantity} × {charged}",
        day=line.sold_on,
        quantity=words.quantity(line.quantity),
        charged=words.figure(line.charged),
    )


def _law(paper: LetterPaper, words: Words) -> list[Block]:
    """What the rule of the place may add, in its own words; none where it adds nothing."""
    if paper.edition.rule == "difference_only":
        return []
    language = words.language if words.language in paper.edition.words else "en"
    return [
        Feed(),
        Text(words.say("The law may give you more; ask for it at the desk."), style=BOLD),
        Text(f"{words.term(paper.pack.name)}: {paper.edition.words[language]}"),
        Text(words.say("Source: {source}", source=words.term(paper.edition.source))),
    ]
