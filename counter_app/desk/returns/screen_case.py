"""One return as the screen shows it: the draft, its judgement, and the words for both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from counter_app.core import quantity as q
from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import ONE
from counter_app.core.receipt import ReceiptLine, ReceiptTender
from counter_app.core.transaction import Tender
from counter_app.core.words import Words as Sentences
from counter_app.core.words import tender_name
from counter_app.desk.returns.ahead import Ahead
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.options import options
from counter_app.desk.returns.policy_goods import Question
from counter_app.desk.returns.refund import (
    Refund,
    cash_rounding,
    handed_parts,
    refund_options,
)
from counter_app.desk.returns.rules import INCOMPLETE, Assessment, assess
from counter_app.desk.returns.screen_reads import Opened
from counter_app.desk.returns.terms import Terms
from counter_app.rules.allocation import share
from counter_app.rules.refund_options import Option
from counter_app.rules.refund_plan import CHANNEL_PAYS, TenderPlan
from counter_app.trade.offers import Offer
from counter_app.trade.refunding import card_parts
from counter_app.ui.retold import translate
from counter_app.ui.words import Words

ICONS: Final = {
    Tender.CASH: "banknote",
    Tender.CARD: "credit-card",
    Tender.EBT_FOOD: "wheat",
    Tender.EBT_CASH: "wheat",
    Tender.WIC: "wheat",
    Tender.GIFT_CARD: "gift",
    Tender.STORE_CREDIT: "gift",
    Tender.COUPON: "ticket-percent",
    Tender.LOYALTY: "badge-percent",
    Tender.HOUSE_ACCOUNT: "store",
}
MAX_PLAN: Final = 4
NAME_LENGTH: Final = 34
PANEL_NAME: Final = 48
"""Characters of a name in a panel or card whose rows take a second line: no article's is cut."""
"""Longer names of goods are shortened where they would push other things away."""


class Stand(Enum):
    """How far a return has come; each has one next step."""

    EMPTY = "empty"
    INCOMPLETE = "incomplete"
    FORBIDDEN = "forbidden"
    UNTOLD = "untold"
    ASK = "ask"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Shown:
    """All that one picture of a return is made from; judged once, when it is made."""

    opened: Opened
    draft: ReturnDraft
    assessment: Assessment
    words: Words
    said: Sentences
    ahead: Ahead
    """What posting it as it stands can take over."""

    @classmethod
    def judge(cls, opened: Opened, draft: ReturnDraft, words: Words, said: Sentences) -> Shown:
        """Judge a draft by the terms it was opened under (pure: nothing is read or written)."""
        judged = assess(draft, opened.situation)
        return cls(opened, draft, judged, words, said, Ahead.of(judged, opened.place, opened.paper))

    @property
    def terms(self) -> Terms:
        """The terms of the sale."""
        return self.opened.situation.terms

    @property
    def refund(self) -> Refund:
        """The exact refund."""
        return self.assessment.refund

    def options(self) -> tuple[Offer, ...]:
        """Everything policy allows this customer now."""
        return options(self.draft, self.opened.situation, self.opened.offers)

    def stand(self) -> Stand:
        """How far it has come; what nobody can allow is told before what is missing."""
        findings = self.assessment.verdict.findings
        if any(f.severity is Severity.FORBID and f.code not in INCOMPLETE for f in findings):
            return Stand.FORBIDDEN
        if not self.draft.choices:
            return Stand.EMPTY
        if any(f.code in INCOMPLETE for f in findings):
            return Stand.INCOMPLETE
        if self.assessment.to_acknowledge(self.draft):
            return Stand.UNTOLD
        if self.assessment.verdict.to_cover():
            return Stand.ASK
        return Stand.READY

    def missing(self, line: int | None) -> Finding | None:
        """What is asked for next, about the current line first."""
        open_ones = [f for f in self.assessment.verdict.findings if f.code in INCOMPLETE]
        here = [f for f in open_ones if f.line == line]
        return next(iter(here or open_ones), None)

    def question(self, line: int) -> Question | None:
        """The first question about a line that is open and was not left out on purpose."""
        choice = self.draft.choice(line)
        if choice is None:
            return None
        asked = self.terms.now.goods.questions_about(self.draft.line(line), choice.reason)
        untold = {f.params.get("asked") for f in self.assessment.to_acknowledge(self.draft)}
        return next(
            (
                q
                for q in asked
                if choice.answer(q.code) is None and (q.required or q.code in untold)
            ),
            None,
        )

    def card_payments(self) -> tuple[ReceiptTender, ...]:
        """The payments of the receipt that get money back to a card."""
        parts = card_parts(self.refund.plan)
        return tuple(
            p.original for p in parts if p.refund.tender is Tender.CARD and p.original is not None
        )

    def plans(self) -> tuple[Option, ...]:
        """Ways to give the money back that differ and are not forbidden, as paid first."""
        return refund_options(self.draft, self.refund, self.terms)

    def handed(self, plan: TenderPlan) -> tuple[Money, ...]:
        """What each part of a plan gives, cash as it is rounded."""
        return handed_parts(plan, cash_rounding(self.draft, self.terms, plan))


def tender_words(tender: Tender, said: Sentences) -> str:
    """``Cash``, ``EBT food``: a tender at the head of a line."""
    word = said.term(tender_name(tender))
    return word[:1].upper() + word[1:]


def payment_words(payment: ReceiptTender, said: Sentences) -> str:
    """``Visa 4417``, ``Cash``: one payment of the receipt."""
    name = tender_words(payment.tender, said)
    if payment.tender is Tender.CARD and payment.card_type:
        name = fitting(payment.card_type.capitalize(), 14)
    return f"{name} {payment.masked}".strip()


def plan_words(shown: Shown) -> str:
    """``Visa 4417 $70.00, Cash $40.38``: how the money goes back, in the order of paying out."""
    found = []
    plan = shown.refund.plan
    for part, amount in zip(plan.parts[:MAX_PLAN], shown.handed(plan), strict=False):
        original, tender = part.original, part.refund.tender
        same = original is not None and original.tender is tender
        name = payment_words(original, shown.said) if same and original else ""
        words = name or tender_words(tender, shown.said)
        found.append(f"{words} {shown.words.money(amount)}")
    return ", ".join(found)


def tender_icon(tender: Tender) -> str:
    """The icon of a tender."""
    return ICONS.get(tender, "file-text")


def way_words(shown: Shown) -> tuple[str, str]:
    """Words and icon for how the money goes back as a whole."""
    parts = shown.refund.plan.parts
    if not parts and shown.draft.without is not None:
        usual = next(iter(shown.terms.now.without.tenders), Tender.STORE_CREDIT)
        return tender_words(usual, shown.said), tender_icon(usual)
    if not parts:
        payments = [t for t in shown.draft.receipt.tenders if t.amount > ZERO]
        if len(payments) == 1:
            return payment_words(payments[0], shown.said), tender_icon(payments[0].tender)
    tenders = dict.fromkeys(p.refund.tender for p in parts)
    if len(tenders) != 1:
        if shown.draft.tender is None:
            return translate("Returns", "As paid"), "layers-2"
        return ", ".join(tender_words(tender, shown.said) for tender in tenders), "layers-2"
    part = parts[0]
    if len(parts) == 1 and part.original is not None and part.refund.tender is part.original.tender:
        return payment_words(part.original, shown.said), tender_icon(part.refund.tender)
    words = tender_words(part.refund.tender, shown.said)
    if part.refund.tender is Tender.STORE_CREDIT and shown.draft.onto is not None:
        words = f"•••• {shown.draft.onto.tail}"
    return words, tender_icon(part.refund.tender)


def action_words(shown: Shown) -> str:
    """What the button says when money leaves by the chosen plan."""
    plan = shown.refund.plan
    kinds = {t.tender for t in plan.tenders}
    if plan.channel and kinds and kinds <= set(CHANNEL_PAYS):
        return translate("Returns", "Refund online")
    if kinds == {Tender.CASH}:
        return translate("Returns", "Refund in cash")
    if kinds == {Tender.CARD}:
        return translate("Returns", "Refund to card")
    if kinds == {Tender.STORE_CREDIT}:
        return translate("Returns", "Give store credit")
    if not kinds:
        return translate("Returns", "Take back")
    if shown.draft.tender is not None:
        return translate("Returns", "Refund these ways")
    return translate("Returns", "Refund as paid")


def fitting(name: str, length: int = NAME_LENGTH) -> str:
    """A name on one line, cut in the middle of nowhere rather than pushing others away."""
    one_line = " ".join(name.split())
    return one_line if len(one_line) <= length else one_line[: length - 1].rstrip(" ,.;") + "…"


def item_code_words(line: ReceiptLine) -> str:
    """``0 41196 91011 2``, ``PLU 4012``: an item number as people read it."""
    code = line.item_code
    bare = code.lstrip("0")
    if not (code.isascii() and code.isdigit()) or not bare:
        return fitting(code, 20)
    if len(bare) in (4, 5):
        return f"PLU {bare}"
    if len(bare) <= 12:
        digits = bare.rjust(12, "0")
        return f"{digits[0]} {digits[1:6]} {digits[6:11]} {digits[11]}"
    if len(bare) == 13:
        return f"{bare[0]} {bare[1:7]} {bare[7:]}"
    return bare


def unit_paid(line: ReceiptLine) -> Money:
    """What one unit cost after every discount, without tax (rounded; refunds never use it)."""
    if line.quantity.milli <= 0 or line.net < ZERO:
        return line.net
    if line.quantity < ONE:
        return Money((2 * line.net.minor * 1000 + line.quantity.milli) // (2 * line.quantity.milli))
    return share(line.net, ONE.milli, line.quantity.milli)


def amount_with_unit(line: ReceiptLine, quantity: q.Quantity) -> str:
    """``2``, ``2.36 lb``."""
    return q.measured(quantity, line.weight_unit if quantity else "")


def pieces(draft: ReturnDraft) -> int:
    """How many items come back; a weighed line counts as one."""
    count = 0
    for choice in draft.choices:
        whole = choice.quantity.is_whole and not draft.line(choice.line_number).weighed
        count += choice.quantity.milli // 1000 if whole else 1
    return count


def still_returnable(draft: ReturnDraft) -> Money:
    """What was paid on the receipt and has not come back."""
    left = ZERO
    for line in draft.receipt.sold:
        left = left + max(line.paid - draft.returned(line.number).given, ZERO)
    return left
