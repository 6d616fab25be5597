"""The rows of every slip that tells what cash rounding changed, and what was handed over.

A void's slip says as well what comes back otherwise than in cash.
"""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.document import BOLD, Block
from counter_app.core.money import Money, total
from counter_app.core.transaction import ELECTRONIC, RefundTender, Tender
from counter_app.core.words import Words, tender_name
from counter_app.documents.standard import amount_row
from counter_app.trade.card_words import tender_label


def rounded_rows(
    tenders: tuple[RefundTender, ...], rounding: Money, words: Words
) -> Iterator[Block]:
    """What cash rounding changed, and the cash that was handed over; nothing if it changed none."""
    if not rounding:
        return
    exact = total(t.amount for t in tenders if t.tender is Tender.CASH)
    yield amount_row(words.say("Cash rounding"), words.figure(-rounding))
    yield amount_row(words.say("Cash handed over"), words.figure(-(exact + rounding)), BOLD)


def taken_back(tenders: tuple[RefundTender, ...]) -> Money:
    """What a void takes back otherwise than in cash: nobody puts it into a till."""
    return total(t.amount for t in tenders if t.tender is not Tender.CASH)


def taken_back_rows(tenders: tuple[RefundTender, ...], words: Words) -> Iterator[Block]:
    """The same by tender, above the sum that goes back into the till."""
    sums: dict[str, Money] = {}
    for tender in tenders:
        if tender.tender is not Tender.CASH:
            label = _taken_back(tender, words)
            sums[label] = sums.get(label, Money(0)) + tender.amount
    for label, amount in sums.items():
        yield amount_row(label[:1].upper() + label[1:], words.figure(-amount))


def _taken_back(tender: RefundTender, words: Words) -> str:
    """``Store credit K0BM taken back``, ``Card refund taken back, approval 777041``."""
    if tender.tender not in ELECTRONIC:
        name = tender_label(tender.tender, words, tender.reference)
        return words.say("{tender} taken back", tender=name)
    name = words.term(tender_name(tender.tender))
    if not tender.reference:
        return words.say("{tender} refund taken back", tender=name)
    return words.say(
        "{tender} refund taken back, approval {code}", tender=name, code=tender.reference
    )
