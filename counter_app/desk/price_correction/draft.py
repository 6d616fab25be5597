"""A price correction being put together: what was charged, what is claimed, and the evidence.

A draft never changes; every edit makes a new one. It holds no decision: `rules` judges it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from counter_app.core.approval import Finding, digest
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, ONE, Quantity
from counter_app.core.receipt import Direction, DiscountKind, Receipt, ReceiptLine
from counter_app.core.said import said
from counter_app.core.text import clean_text
from counter_app.core.transaction import Tender
from counter_app.rules.cash_rounding import CashSoFar
from counter_app.rules.earlier_returns import EarlierReturn
from counter_app.rules.still_paid import StillPaid

MAX_CORRECTIONS: Final = 100
MAX_CODE: Final = 60
_PRICE_DISCOUNTS: Final = (DiscountKind.LINE, DiscountKind.PROMOTION)
"""Discounts that are part of the price charged; coupons and the like come off it afterwards."""


class Sort(StrEnum):
    """What a correction puts right."""

    WRONG_PRICE = "wrong_price"
    PRICE_MATCH = "price_match"
    WRONG_ITEM = "wrong_item"
    DOUBLE_SCAN = "double_scan"
    NEVER_RECEIVED = "never_received"
    MISSED_OFFER = "missed_offer"
    TAX_EXEMPT = "tax_exempt"
    GOODWILL = "goodwill"


BY_PRICE: Final = (Sort.WRONG_PRICE, Sort.PRICE_MATCH, Sort.WRONG_ITEM)
"""Sorts that name the right price of one unit."""
BY_QUANTITY: Final = (Sort.DOUBLE_SCAN, Sort.NEVER_RECEIVED)
"""Sorts that name how many units were charged and not had."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows the right price: a code of the policy, a note, and a kept picture's digest.

    `item_code` and `unit` are what the tag or ad says, if it was looked at; `day` is its date.
    """

    source: str = ""
    note: str = ""
    file_name: str = ""
    file_digest: str = ""
    item_code: str = ""
    unit: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One claim about one line. `right` is the right price of one unit, before tax.

    `quantity` None means all units still kept. `amount` or `ppm` for offers and goodwill;
    `reason` is a code of the policy for those. `checks` are the price match's ticked checks,
    `certificate` and `expires` the tax exemption's. `intended`: the low price was meant lately.
    """

    line_number: int
    sort: Sort = Sort.WRONG_PRICE
    right: Money | None = None
    quantity: Quantity | None = None
    amount: Money | None = None
    ppm: int | None = None
    reason: str = ""
    evidence: Evidence = Evidence()
    exemption: str = ""
    tampered: bool = False
    intended: bool | None = None
    asked: bool = True
    checks: frozenset[str] = frozenset()
    certificate: str = ""
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """One correction of this receipt that is in the books and not voided."""

    line_number: int
    item_code: str
    sort: Sort
    quantity: Quantity
    compensated: bool = False


@dataclass(frozen=True, slots=True)
class OfferedCredit:
    """An overcharge on this receipt that the radar found: the right price and what it came to."""

    line_number: int
    right: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class LineState:
    """What a line has given back so far."""

    returned: Quantity
    price: StillPaid
    taxes: tuple[StillPaid, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerDay:
    """What the customer already got today: matched items, goodwill, and items claimed lately.

    `goodwill_given` is what this operator gave today, to anybody.
    """

    matches: int = 0
    goodwill_given: Money = ZERO
    claimed_items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """A correction in the making. The id is made at the start and becomes the transaction's id.

    `states` and `earlier` are what the books say, by line number; `notified_on` is when the
    customer first told the store. `version_seen` guards against a change by someone else.
    """

    id: str
    receipt: Receipt
    as_of: date
    notified_on: date
    states: Mapping[int, LineState] = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()
    offers: tuple[OfferedCredit, ...] = ()
    tender_refunded: Mapping[int, Money] = field(default_factory=dict)
    paid_today: Mapping[Tender, Money] = field(default_factory=dict)
    corrected_today: Money = ZERO
    customer_day: CustomerDay = CustomerDay()
    corrections: tuple[Correction, ...] = ()
    tender: Tender | None = None
    customer_id: str | None = None
    case_id: str | None = None
    acknowledged: frozenset[str] = frozenset()
    version_seen: int = 0
    cash_before: CashSoFar = field(default_factory=CashSoFar)
    standing: tuple[EarlierReturn, ...] = ()
    """What came back before, where points, coupons or a delivery fee go with the goods."""

    def line(self, number: int) -> ReceiptLine:
        """A line of the receipt; raises `NotFound`."""
        for line in self.receipt.lines:
            if line.number == number:
                return line
        raise NotFound(
            said("This receipt has no line {number}.", number=number), code="price.no_such_line"
        )

    def state(self, number: int) -> LineState:
        """What a line has given back so far."""
        found = self.states.get(number)
        if found is not None:
            return found
        line = self.line(number)
        return LineState(
            NONE, StillPaid(line.net), tuple(StillPaid(tax.amount) for tax in line.taxes)
        )

    def kept(self, number: int) -> Quantity:
        """How much of a line the customer still has; none of what was returned on it."""
        line = self.line(number)
        if line.direction is not Direction.SOLD:
            return NONE
        return max(line.quantity - self.state(number).returned, NONE)

    def quantity(self, correction: Correction) -> Quantity:
        """How many units a correction is about."""
        if correction.quantity is not None:
            return correction.quantity
        return self.kept(correction.line_number)

    def correction(self, number: int) -> Correction | None:
        """What is claimed now about a line."""
        return next((c for c in self.corrections if c.line_number == number), None)


def charged_price(line: ReceiptLine) -> Money:
    """What one unit was charged: after the line's own discounts and promotions, before coupons.

    Goods sold by weight give their price per unit of weight; the printed one if there is one.
    """
    off = total(d.amount for d in line.discounts if d.kind in _PRICE_DISCOUNTS)
    if not off and line.unit_price:
        return line.unit_price
    if line.quantity <= NONE:
        return ZERO
    charged = max(line.gross - off, ZERO)
    return Money((2000 * charged.minor + line.quantity.milli) // (2 * line.quantity.milli))


def price_line(
    draft: CorrectionDraft, number: int, right: Money, sort: Sort = Sort.WRONG_PRICE
) -> CorrectionDraft:
    """The right price of one unit of a line; raises `BadInput` for a negative one."""
    draft.line(number)
    if right < ZERO:
        raise BadInput("A price cannot be negative.", code="bad_price")
    return put(draft, replace(_started(draft, number, sort), right=right))


def sort_line(draft: CorrectionDraft, number: int, sort: Sort) -> CorrectionDraft:
    """What is wrong with a line; what only another sort needs is forgotten."""
    before = draft.correction(number)
    if before is not None and before.sort is sort:
        return draft
    fresh = Correction(number, sort)
    if before is not None:
        fresh = replace(fresh, evidence=before.evidence)
        if sort in BY_PRICE:
            fresh = replace(fresh, right=before.right, quantity=before.quantity)
    if sort in BY_QUANTITY:
        fresh = replace(fresh, quantity=min(ONE, draft.kept(number)))
    return put(draft, fresh)


def put(draft: CorrectionDraft, correction: Correction) -> CorrectionDraft:
    """The draft with this correction in place of an earlier one of the same line."""
    draft.line(correction.line_number)
    clean = replace(
        correction,
        reason=clean_text(correction.reason, MAX_CODE),
        exemption=clean_text(correction.exemption, MAX_CODE),
        certificate=clean_text(correction.certificate, MAX_CODE),
    )
    if draft.correction(correction.line_number) is None:
        if len(draft.corrections) >= MAX_CORRECTIONS:
            raise BadInput("A correction holds at most 100 lines.", code="price.too_many_lines")
        return replace(draft, corrections=(*draft.corrections, clean))
    kept = (clean if c.line_number == clean.line_number else c for c in draft.corrections)
    return replace(draft, corrections=tuple(kept))


def clear_line(draft: CorrectionDraft, number: int) -> CorrectionDraft:
    """Nothing is claimed about a line now."""
    return replace(
        draft, corrections=tuple(c for c in draft.corrections if c.line_number != number)
    )


def acknowledgement(finding: Finding) -> str:
    """The key under which a warning counts as told: it holds for exactly these words."""
    said = digest([finding.code, finding.line, dict(finding.params)])
    return f"{finding.code}#{said[:16]}"


def acknowledge(draft: CorrectionDraft, finding: Finding) -> CorrectionDraft:
    """The clerk has read a warning, or told the customer."""
    return replace(draft, acknowledged=draft.acknowledged | {acknowledgement(finding)})


def request_digest(draft: CorrectionDraft) -> str:
    """SHA-256 of all that decides what the correction does: any change makes an approval void."""
    return digest(
        [
            draft.id,
            draft.receipt.id,
            draft.receipt.content_digest(),
            draft.as_of.isoformat(),
            draft.notified_on.isoformat(),
            [correction_values(c) for c in sorted(draft.corrections, key=_by_line)],
            draft.tender.value if draft.tender else None,
            draft.customer_id,
            draft.case_id,
            [[n, _state_values(s)] for n, s in sorted(draft.states.items())],
            [[e.line_number, e.sort.value, e.quantity.milli, e.compensated] for e in draft.earlier],
            [[n, a.minor] for n, a in sorted(draft.tender_refunded.items())],
            [[t.value, a.minor] for t, a in sorted(draft.paid_today.items())],
            [
                draft.customer_day.matches,
                draft.customer_day.goodwill_given.minor,
                sorted(draft.customer_day.claimed_items),
            ],
            *(e.content for e in draft.standing),
        ]
    )


def correction_values(c: Correction) -> dict[str, object]:
    """A correction as plain values: for the digest, the stored draft and the decision."""
    e = c.evidence
    return {
        "line": c.line_number,
        "sort": c.sort.value,
        "right_cents": None if c.right is None else c.right.minor,
        "quantity_milli": None if c.quantity is None else c.quantity.milli,
        "amount_cents": None if c.amount is None else c.amount.minor,
        "ppm": c.ppm,
        "reason": c.reason,
        "source": e.source,
        "note": e.note,
        "file_name": e.file_name,
        "file_digest": e.file_digest,
        "tag_item": e.item_code,
        "tag_unit": e.unit,
        "tag_day": None if e.day is None else e.day.isoformat(),
        "exemption": c.exemption,
        "tampered": c.tampered,
        "intended": c.intended,
        "asked": c.asked,
        "checks": sorted(c.checks),
        "certificate": c.certificate,
        "expires": None if c.expires is None else c.expires.isoformat(),
    }


def _state_values(state: LineState) -> list[object]:
    parts = (state.price, *state.taxes)
    return [state.returned.milli, [[p.returned.minor, p.corrected.minor] for p in parts]]


def _by_line(correction: Correction) -> int:
    return correction.line_number


def _started(draft: CorrectionDraft, number: int, sort: Sort) -> Correction:
    before = draft.correction(number)
    return before if before is not None and before.sort is sort else Correction(number, sort)
