"""Small receipts, operators and situations for the tests of the returns desk's rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from counter_app.app import discover_tasks
from counter_app.core.approval import Severity, Verdict
from counter_app.core.money import Money
from counter_app.core.operator import Operator, Role
from counter_app.core.quantity import Quantity, units
from counter_app.core.reason import Reason
from counter_app.core.receipt import (
    DiscountKind,
    DiscountShare,
    Receipt,
    ReceiptKey,
    ReceiptLine,
    ReceiptTender,
    TaxShare,
)
from counter_app.core.task import resolve
from counter_app.core.transaction import ProofKind, Tender
from counter_app.desk.returns.case import Situation
from counter_app.desk.returns.draft import (
    ReturnDraft,
    set_quantity,
    set_reason,
)
from counter_app.desk.returns.history import LineHistory
from counter_app.desk.returns.refund import Refund
from counter_app.desk.returns.rules import assess
from counter_app.rules.earlier_returns import EarlierReturn
from counter_app.rules.policy import Policy, parse_policy

SOLD_ON = date(2026, 9, 7)
TODAY = date(2026, 9, 21)
READERS = {t.key: resolve(t.policy_section) for t in discover_tasks() if t.policy_section}
DEFAULT = Path("resources/policy/default.toml").read_text("utf-8")


@cache
def policy(*changes: tuple[str, str]) -> Policy:
    """The default policy with some of its text replaced (each must occur)."""
    text = DEFAULT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return parse_policy(text, READERS)


def operator(role: Role = Role.CLERK, **changes: object) -> Operator:
    """Maria, with the default policy's authority for a role."""
    authority = policy().role(role)
    maria = Operator(
        7, "0107", "Maria Alvarez", role, authority.permissions, dict(authority.limits)
    )
    return replace(maria, **changes)  # type: ignore[arg-type]


def situation(role: Role = Role.CLERK, **changes: object) -> Situation:
    """Maria at store 12 under today's default policy."""
    here = Situation(policy(), operator(role), "12")
    return replace(here, **changes)  # type: ignore[arg-type]


def line(
    number: int = 1,
    paid: int = 1000,
    sold: Quantity | int = 1,
    *,
    taxes: tuple[int, ...] = (),
    off: int = 0,
    kind: DiscountKind = DiscountKind.PROMOTION,
    weighed: bool = False,
    **changes: object,
) -> ReceiptLine:
    """A sold line whose net price is `paid` cents, after `off` cents of discount."""
    made = ReceiptLine(
        number=number,
        item_code=f"{4000 + number}",
        description=f"Item {number}",
        quantity=units(sold) if isinstance(sold, int) else sold,
        gross=Money(paid + off),
        discounts=(DiscountShare(kind, Money(off), "P1"),) if off else (),
        taxes=tuple(TaxShare(f"T{i}", f"Tax {i}", 62_500, Money(t)) for i, t in enumerate(taxes)),
        weighed=weighed,
        department="Grocery",
        id=f"line-{number}",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def receipt(
    *lines: ReceiptLine, paid: dict[Tender, int] | None = None, **changes: object
) -> Receipt:
    """A receipt of store 12, paid in cash unless said otherwise."""
    everything = sum(x.paid.minor for x in lines)
    tenders = {Tender.CASH: everything} if paid is None else paid
    made = Receipt(
        key=ReceiptKey("12", "4", SOLD_ON, 183),
        receipt_number="0183",
        ended_at=datetime(2026, 9, 7, 14, 16, tzinfo=UTC),
        lines=lines,
        tenders=tuple(
            ReceiptTender(i, t, Money(a), id=f"tender-{i}")
            for i, (t, a) in enumerate(tenders.items(), 1)
        ),
        operator="0204",
        id="0193a000-0000-7000-8000-000000000001",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def draft(original: Receipt, **changes: object) -> ReturnDraft:
    """A fresh draft of a receipt."""
    made = ReturnDraft("0193a000-0000-7000-8000-0000000000aa", original, TODAY)
    return replace(made, **changes)  # type: ignore[arg-type]


def reason(code: str = "not_wanted") -> Reason:
    """A reason of the default policy."""
    found = policy().reason("return", code)
    assert found is not None
    return found


def returning(base: ReturnDraft, wanted: dict[int, Quantity | int]) -> ReturnDraft:
    """The draft with these quantities coming back, each with a plain reason."""
    for number, much in wanted.items():
        base = set_quantity(base, number, units(much) if isinstance(much, int) else much)
        base = set_reason(base, number, reason())
    return base


def posted(base: ReturnDraft, refund: Refund) -> ReturnDraft:
    """What the next fresh draft of the receipt looks like once a refund is in the books."""
    history: dict[int, LineHistory] = dict(base.history)
    for refunded in refund.lines:
        number = refunded.number
        before = base.returned(number)
        history[number] = replace(
            before,
            quantity=before.quantity + refunded.quantity,
            net=before.net + refunded.net,
            taxes=tuple(before.tax(i) + t.amount for i, t in enumerate(refunded.taxes)),
        )
    tenders = dict(base.tender_refunded)
    today = dict(base.paid_today)
    for part in refund.plan.parts:
        today[part.refund.tender] = today.get(part.refund.tender, Money(0)) + part.refund.amount
        if part.original is not None:
            number = part.original.number
            tenders[number] = tenders.get(number, Money(0)) + part.refund.amount
    one = EarlierReturn(
        refund.lines,
        base.proof is ProofKind.GIFT,
        refund.points.taken_back,
        refund.points.given_back,
        refund.plan.paid_in(Tender.LOYALTY),
        refund.coupon_parts,
        refund.delivery,
    )
    return replace(
        base,
        history=history,
        tender_refunded=tenders,
        paid_today=today,
        earlier=(*base.earlier, one),
        choices=(),
    )


def judge(base: ReturnDraft, where: Situation | None = None) -> Verdict:
    """What the rules say about a draft; by the demo store's policy unless another is given."""
    return assess(base, where or situation()).verdict


def findings(base: ReturnDraft, where: Situation | None = None) -> dict[str, Severity]:
    """What the rules say about a draft: code → severity."""
    return {f.code: f.severity for f in judge(base, where).findings}


def one_back(original: Receipt | None = None, **changes: object) -> ReturnDraft:
    """One piece of the first line comes back, nothing wrong with it."""
    return returning(draft(original or receipt(line(paid=2000, sold=2)), **changes), {1: 1})
