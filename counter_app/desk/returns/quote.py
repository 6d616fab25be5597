"""The whole decision about a return without posting it, as public JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from counter_app.core.errors import BadInput
from counter_app.core.ids import new_id
from counter_app.core.operator import Operator, Role
from counter_app.core.quantity import Quantity
from counter_app.core.said import said
from counter_app.core.task import Task
from counter_app.core.text import shown
from counter_app.core.transaction import Tender, TransactionLine
from counter_app.desk.returns.draft import (
    ReturnDraft,
    acknowledge,
    add_quantity,
    choose_tender,
    set_answer,
    set_condition,
    set_reason,
    set_serial,
)
from counter_app.desk.returns.exchange import Exchange
from counter_app.desk.returns.gift import with_gift_receipt
from counter_app.desk.returns.new_goods import FIRST_NEW, NewGoods
from counter_app.desk.returns.options import options
from counter_app.desk.returns.reading import read_draft, situation
from counter_app.desk.returns.rules import Assessment, assess
from counter_app.desk.returns.terms import Terms
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import offers as instead
from counter_app.trade.payments import Offer
from counter_app.trade.wanted import WantedItem, fill


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of a request: how much comes back, why, in what condition, in whose words."""

    line: int
    quantity: Quantity
    reason: str = ""
    condition: str = ""
    disposition: str = ""
    note: str = ""
    serial: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewWanted:
    """New goods of a request, and how a difference is paid."""

    items: tuple[WantedItem, ...] = ()
    offers: tuple[Offer, ...] = ()


NOTHING_NEW: Final = NewWanted()


@dataclass(frozen=True, slots=True)
class Quote:
    """A draft and what would be decided about it."""

    draft: ReturnDraft
    assessment: Assessment
    others: tuple[instead.Offer, ...] = ()
    """What other tasks could do for the customer instead."""

    def as_json(self) -> dict[str, Any]:
        """The public form: outcome, findings, refund by line and tax, tender plan."""
        refund, verdict = self.assessment.refund, self.assessment.verdict
        return {
            "receipt": str(self.draft.receipt.key),
            "as_of": self.draft.as_of.isoformat(),
            "outcome": verdict.outcome.value,
            "findings": [f.as_json() for f in verdict.worst_first()],
            "options": [
                {
                    "code": o.code,
                    "text": o.template.text.format_map(dict(o.params)),
                    "amount_cents": o.amount.minor if o.amount is not None else None,
                    "allowed": o.allowed,
                    "manager": o.manager,
                    "why": o.why.code if o.why else None,
                }
                for o in options(self.draft, self.assessment.situation, self.others)
            ],
            "lines": [_line(line) for line in refund.lines],
            "net_cents": refund.net.minor,
            "tax_cents": refund.tax.minor,
            "fee_cents": refund.fee.minor,
            "refund_cents": refund.total.minor,
            "tenders": [
                {
                    "tender": p.refund.tender.value,
                    "amount_cents": p.refund.amount.minor,
                    "original": p.original.tender.value if p.original else None,
                    "footing": p.how.value,
                }
                for p in refund.plan.parts
            ],
            "blocked": [
                {
                    "amount_cents": b.amount.minor,
                    "original": b.original.value if b.original else None,
                    "why": b.why.value,
                }
                for b in refund.plan.blocked
            ],
            "exchange": None if refund.exchange is None else _exchange(refund.exchange),
            "promotions": [
                {
                    "names": list(way.names),
                    "mode": way.mode.value,
                    "requalify_cents": way.anew.minor,
                    "proportional_cents": way.by_share.minor,
                }
                for way in refund.ways
            ],
            "paid_out_cents": refund.paid_out.minor,
            "handed_cents": refund.handed.minor,
            "due_cents": refund.due.minor,
        }


def quote(
    station: Station,
    receipt_id: str,
    wanted: tuple[Wanted, ...],
    *,
    reason: str = "",
    tender: Tender | None = None,
    as_of: date | None = None,
    new: NewWanted = NOTHING_NEW,
    tasks: tuple[Task, ...] = (),
) -> Quote:
    """Judge a request without posting; lines without a reason take `reason`.

    `tasks` say what they could do instead.

    Where nobody says why, the policy's first reason is taken, and a note that a reason needs is
    not asked for. With nobody signed on it is judged for a clerk. Raises `NotFound` or `BadInput`.
    """
    with station.look() as work:
        operator = _asker(work, station)
        draft = read_draft(work, receipt_id, new_id(), operator.id, as_of=as_of)
        where = situation(work, draft.receipt, operator, draft.as_of)
        first = where.terms.now.reasons[0].code
        told = tuple(_told(w, where.terms, reason or first) for w in wanted)
        chosen = as_expected(choose(draft, told, where.terms), where.terms)
        draft = with_new(work, choose_tender(chosen, tender), new)
        others = instead.offers_in(work, tasks, receipt_id, operator)
        return Quote(draft, assess(draft, where), others)


def prepare(
    station: Station,
    receipt_id: str,
    wanted: tuple[Wanted, ...],
    *,
    draft_id: str,
    reason: str = "",
    tender: Tender | None = None,
    reprint: bool = False,
    new: NewWanted = NOTHING_NEW,
    gift: bool = False,
) -> ReturnDraft:
    """A whole draft of a request made without a screen, ready to complete; warnings count as told.

    Raises `Refused` if nobody is signed on, `NotFound` or `BadInput`.
    """
    with station.look() as work:
        operator = work.operator(station.operator_id)
        draft = read_draft(work, receipt_id, draft_id, operator.id, reprint=reprint)
        where = situation(work, draft.receipt, operator, draft.as_of)
        draft = choose_tender(choose(draft, wanted, where.terms, reason), tender)
        draft = with_new(work, draft, new)
        if gift:
            draft = with_gift_receipt(draft, True)
        for finding in assess(draft, where).to_acknowledge(draft):
            draft = acknowledge(draft, finding)
        return draft


def with_new(work: Work, draft: ReturnDraft, new: NewWanted) -> ReturnDraft:
    """The draft with the new goods of a request, at today's prices; raises `NotFound`."""
    basket = fill(work.connection, new.items, draft.new.basket, FIRST_NEW)
    return replace(draft, new=NewGoods(basket, new.offers if basket.lines else ()))


def _exchange(found: Exchange) -> dict[str, Any]:
    return {
        "lines": [
            {
                "item": line.item_code,
                "description": line.description,
                "quantity_milli": line.quantity.milli,
                "net_cents": line.net.minor,
                "tax_cents": line.tax.minor,
                "discounts": [
                    {"code": d.code, "amount_cents": d.amount.minor} for d in line.discounts
                ],
            }
            for line in found.lines
        ],
        "price_cents": found.price.minor,
        "carried": [
            {"tender": c.tender.value, "amount_cents": c.amount.minor} for c in found.carried
        ],
        "payments": [
            {"tender": p.tender.value, "amount_cents": p.amount.minor}
            for p in found.settlement.payments
        ],
        "paid_cents": found.settlement.paid.minor,
        "change_cents": found.settlement.change.minor,
    }


def choose(
    draft: ReturnDraft, wanted: tuple[Wanted, ...], terms: Terms, reason: str = ""
) -> ReturnDraft:
    """The draft with all lines of a request; a line named twice means the sum."""
    for want in wanted:
        draft = add_quantity(draft, want.line, want.quantity)
        code = want.reason or reason
        if not code:
            continue
        known = terms.reason(code)
        if known is None:
            raise BadInput(
                said("The policy knows no reason {text}.", text=shown(code)), code="unknown_reason"
            )
        draft = replace(set_reason(draft, want.line, known, want.note), last_reason=None)
        if want.condition or want.disposition:
            draft = set_condition(
                draft,
                want.line,
                want.condition or known.condition,
                want.disposition or known.disposition,
            )
        if want.serial:
            draft = set_serial(draft, want.line, want.serial)
        for question, yes in want.answers.items():
            draft = set_answer(draft, want.line, question, yes)
    return draft


def as_expected(draft: ReturnDraft, terms: Terms) -> ReturnDraft:
    """The draft with the answers that speak for the return, where nobody has asked."""
    for choice in draft.choices:
        line = draft.line(choice.line_number)
        for question in terms.now.goods.questions_about(line, choice.reason):
            if choice.answer(question.code) is None:
                yes = question.expected is not False
                draft = set_answer(draft, line.number, question.code, yes)
    return draft


def _told(want: Wanted, terms: Terms, reason: str) -> Wanted:
    """A wanted line with its reason, and with a note if that reason needs one."""
    code = want.reason or reason
    known = terms.reason(code)
    note = want.note or (known.label if known is not None and known.needs_note else "")
    return replace(want, reason=code, note=note)


def _asker(work: Work, station: Station) -> Operator:
    if station.operator is not None:
        return work.operator(station.operator.id)
    granted = work.policy().role(Role.CLERK)
    return Operator(0, "", "A clerk", Role.CLERK, granted.permissions, dict(granted.limits))


def _line(line: TransactionLine) -> dict[str, Any]:
    return {
        "line": line.number,
        "description": line.description,
        "quantity_milli": line.quantity.milli,
        "net_cents": line.net.minor,
        "taxes": [
            {
                "authority": t.authority,
                "name": t.name,
                "rate_ppm": t.rate_ppm,
                "amount_cents": t.amount.minor,
            }
            for t in line.taxes
        ],
        "fee_cents": line.fee.minor,
        "refund_cents": (line.net + line.tax - line.fee).minor,
    }
