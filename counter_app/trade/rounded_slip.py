"""The rows of every slip that tells what cash rounding changed, and what was handed over."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.document import BOLD, Block
from counter_app.core.money import Money, total
from counter_app.core.transaction import RefundTender, Tender
from counter_app.core.words import Words
from counter_app.documents.standard import amount_row


def rounded_rows(
    tenders: tuple[RefundTender, ...], rounding: Money, words: Words
) -> Iterator[Block]:
    """What cash rounding changed, and the cash that was handed over; nothing if it changed none."""
    if not rounding:
        return
    exact = total(t.amount for t in tenders if t.tender is Tender.CASH)
    yield amount_row(words.say("Cash rounding"), words.figure(-rounding))
    yield amount_row(words.say("Cash handed over"), words.figure(-(exact + rounding)), BOLD)
