"""How slips name a card's part of the money: its last digits, and what the number after them is."""

from __future__ import annotations

from collections.abc import Iterable

from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import ELECTRONIC, RefundTender, Tender
from counter_app.core.words import Words, tender_name


def tender_label(tender: Tender, words: Words, shown: str = "", code: str = "") -> str:
    """``cash``, ``store credit K0BM``, ``card 4417, approval 064412``.

    `shown` are the last characters of a card or a credit, `code` is an approval code.
    """
    name = f"{words.term(tender_name(tender))} {shown}".strip()
    return words.say("{tender}, approval {code}", tender=name, code=code) if code else name


def refund_label(tender: RefundTender, paid: Iterable[ReceiptTender], words: Words) -> str:
    """The same for a part of a refund; `paid` are the receipt's payments, to one of which it went.

    What is posted has digits and code in one reference; a card that did not pay has the code alone.
    """
    if tender.tender not in ELECTRONIC:
        shown = "" if tender.tender is Tender.CASH else tender.reference
        return tender_label(tender.tender, words, shown)
    digits, code = "", tender.reference
    ids = (t for t in paid if (t.id or str(t.number)) == tender.receipt_tender_id)
    original = next(ids, None)
    if original is not None and original.tender is tender.tender and original.masked:
        digits, code = original.masked, code.removeprefix(original.masked).strip()
    return tender_label(tender.tender, words, digits, code)
