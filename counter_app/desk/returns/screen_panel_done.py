"""The right side after the money: what is handed over, where goods go, what can still return."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from counter_app.core import quantity as q
from counter_app.core.money import total
from counter_app.core.transaction import ELECTRONIC, Kind, ProofKind, Tender, TransactionLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.screen_case import (
    PANEL_NAME,
    Shown,
    fitting,
    still_returnable,
    tender_words,
)
from counter_app.desk.returns.screen_lines import label_of
from counter_app.desk.returns.screen_panel import (
    MAX_PAYMENTS,
    gift_section,
    head_section,
    person_section,
)
from counter_app.desk.returns.screen_panel_without import head_without
from counter_app.desk.returns.screen_reads import Done
from counter_app.desk.returns.slip_void import PaidBack
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import KeyRow, Section

translate = QCoreApplication.translate


def done_sections(done: Done, shown: Shown) -> tuple[Section, ...]:
    """After the money: the receipt as it stands now, and where the goods go."""
    draft, words = done.opened.draft, shown.words
    if done.transaction.proof is not None and done.transaction.proof.kind is ProofKind.GIFT:
        head = gift_section(shown, None)
    elif draft.without is not None:
        head = head_without(shown, posted=True)
    else:
        head = head_section(draft.receipt, done.opened.sold_at, shown, None)
        still = translate("Returns", "Still returnable")
        left = KeyRow(still, words.money(still_returnable(draft)))
        head = replace(head, rows=(head.rows[0], left, *head.rows[1:]))
    goods = tuple(
        KeyRow(
            counted_words(line, draft),
            label_of(line.disposition, shown.terms.now.dispositions, shown),
        )
        for line in [x for x in done.transaction.lines if x.quantity][:MAX_PAYMENTS]
    )
    title = translate("Returns", "Goods go to")
    if done.transaction.kind is Kind.VOID:
        title = translate("Returns", "The customer keeps")
        goods = tuple(replace(row, value="") for row in goods)
    note = translate("Returns", "A copy says DUPLICATE. A void works until the till is counted.")
    if done.transaction.kind is Kind.VOID:
        note = translate("Returns", "A copy says DUPLICATE. What is voided can come back again.")
    elif done.online:
        note = translate(
            "Returns", "A copy says DUPLICATE. A void works until the web shop was told."
        )
    return (
        head,
        *person_section(done.opened),
        Section(title, rows=goods),
        Section(title=translate("Returns", "Good to know"), sub=note),
    )


def done_amount(done: Done, shown: Shown) -> Amount:
    """What is handed over, and the way to the next customer."""
    base = done.transaction
    cash, in_hand = any(t.tender is Tender.CASH for t in base.tenders), abs(base.cash)
    others = total(t.amount for t in base.tenders if t.tender is not Tender.CASH)
    amount = shown.words.money(in_hand or others)
    if done.back:
        return _back_amount(done, shown)
    if done.online and not done.voided and not in_hand:
        word = translate("Returns", "Goes back online")
        note = translate("Returns", "The web shop pays it back the same way.")
        if base.kind is Kind.VOID:
            word = translate("Returns", "Not refunded online")
            note = translate("Returns", "The web shop is not asked to pay it back.")
    elif base.kind is Kind.VOID:
        word = translate("Returns", "Back to the till")
        note = translate("Returns", "Take it back from the customer.") if in_hand else ""
        if done.called_back:
            word, note = _called_back(done, shown, word, note)
    elif done.voided:
        word = translate("Returns", "Voided")
        note = translate("Returns", "This return was taken back.")
    elif in_hand or (cash and not others):
        word = translate("Returns", "Hand to customer")
        note = translate("Returns", "Count it into the hand, then close the drawer.")
        if not in_hand:
            note = translate("Returns", "It is rounded to nothing.")
        if others:
            note = translate("Returns", "{0} went back to the card.")
            if done.online:
                note = translate("Returns", "The web shop pays {0} back.")
            note = note.replace("{0}", shown.words.money(others))
    elif any(t.tender is Tender.STORE_CREDIT for t in base.tenders):
        word = translate("Returns", "Store credit")
        note = translate("Returns", "Hand over its slip: it is worth money.")
        if all(document.kind != "credit" for document in done.documents):
            note = translate("Returns", "It is on the credit that the customer has.")
    else:
        word = translate("Returns", "Goes back to the card")
        note = translate("Returns", "The card’s bank shows it in a few days.")
    action = translate("Returns", "Next customer")
    return Amount(word, amount, action, key="Return", note=note)


def _called_back(done: Done, shown: Shown, word: str, note: str) -> tuple[str, str]:
    """The card gave it back; the customer gives back what was paid in cash besides."""
    ways = [row for row in done.called_back if row.tender is not Tender.CASH]
    came = ", ".join(back_words(row, shown) for row in ways)
    if not done.transaction.cash:
        return translate("Returns", "Back from the card"), came
    came = ", ".join(tender_words(row.tender, shown.said) for row in ways)  # codes: on the page
    rest = translate("Returns", "{1}: {0} came back.")
    amount = shown.words.money(total(row.amount for row in ways))
    return word, f"{note} {rest.replace('{0}', amount).replace('{1}', came)}"


def back_words(row: PaidBack, shown: Shown) -> str:
    """``Gift card •••• 4417``, ``Card, approval 118204``, ``Cash``: by what a void gives back."""
    name = tender_words(row.tender, shown.said)
    if not row.shown:
        return name
    if row.tender in ELECTRONIC:
        coded = translate("Returns", "{0}, approval {1}")
        return coded.replace("{0}", name).replace("{1}", row.shown)
    dots = "•••• " if row.tender in (Tender.GIFT_CARD, Tender.STORE_CREDIT) else ""
    return f"{name} {dots}{row.shown}"


def _back_amount(done: Done, shown: Shown) -> Amount:
    """The void of an exchange gives back what was paid for the new goods."""
    action = translate("Returns", "Next customer")
    cash = total(row.amount for row in done.back if row.tender is Tender.CASH)
    others = [row for row in done.back if row.tender is not Tender.CASH]
    went = ", ".join(back_words(row, shown) for row in others)
    if cash:
        word = translate("Returns", "Hand to customer")
        note = translate("Returns", "Count it into the hand, then close the drawer.")
        if others:
            note = translate("Returns", "{0} went back: {1}.")
            rest = shown.words.money(total(row.amount for row in others))
            note = note.replace("{0}", rest).replace("{1}", went)
        return Amount(word, shown.words.money(cash), action, key="Return", note=note)
    word = translate("Returns", "Back to customer")
    given = shown.words.money(total(row.amount for row in others))
    return Amount(word, given, action, key="Return", note=went)


def counted_words(line: TransactionLine, draft: ReturnDraft) -> str:
    """``2 × Towel``; what goes back without a piece, like delivery, by its share."""
    name = fitting(line.description, PANEL_NAME)
    if not line.quantity:
        return translate("Returns", "{0}, its share").replace("{0}", name)
    return q.counted(name, line.quantity, unit_of(line, draft))


def unit_of(line: TransactionLine, draft: ReturnDraft) -> str:
    """The unit of weighed goods, as the receipt has it; "" for pieces and unknown lines."""
    sold = (x for x in draft.receipt.lines if x.number == line.number)
    return next((x.weight_unit for x in sold), "")
