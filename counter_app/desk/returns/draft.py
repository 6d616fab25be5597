"""A return being put together: what was sold, what came back already, what is coming back now.

A draft never changes; every edit makes a new one. It holds no decision: `rules` judges it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from counter_app.core.approval import Finding, digest
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.item import same_item
from counter_app.core.money import Money
from counter_app.core.quantity import NONE, ONE, Quantity
from counter_app.core.reason import Reason
from counter_app.core.recall import Recall
from counter_app.core.receipt import Direction, Receipt, ReceiptLine
from counter_app.core.said import said
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import ProofKind, RefundTender, Tender
from counter_app.desk.returns.history import LineHistory
from counter_app.desk.returns.new_goods import NewGoods
from counter_app.desk.returns.onto import Onto
from counter_app.desk.returns.without import WithoutReceipt, as_long_as, values_of, without_line
from counter_app.rules.cash_rounding import CashSoFar
from counter_app.rules.earlier_returns import EarlierReturn
from counter_app.rules.refund_plan import Payments

MAX_CHOICES: Final = 500
MAX_SERIAL: Final = 60


@dataclass(frozen=True, slots=True)
class ReturnChoice:
    """One line coming back now: how much, why, in what state, and where the goods go."""

    line_number: int
    quantity: Quantity
    reason: str = ""
    condition: str = ""
    disposition: str = ""
    note: str = ""
    serial: str = ""
    answers: tuple[tuple[str, bool], ...] = ()
    """What was said to the questions about it, by the question's code."""

    def answer(self, question: str) -> bool | None:
        """Yes, no, or None while nobody has asked."""
        return dict(self.answers).get(question)


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """A return in the making. The id is made at the start and becomes the transaction's id.

    `history` is by line number, `tender_refunded` by the receipt tender's number; `paid_today` is
    what this operator already refunded on this receipt today, by tender, whatever is drafted now.
    `tender` is the customer's wish, None for "as paid". `version_seen` guards against a change
    by someone else; `reprint` is set when the scanned paper said it is a duplicate. `new` is what
    the customer takes home instead. `proof` is what shows that the goods were bought here;
    `without` stands in for a receipt that is not there, and `receipt` then holds what was scanned.
    By payment number: `declined` cards said no to this refund, `fixed` said yes, `moved` goes
    elsewhere.
    """

    id: str
    receipt: Receipt
    as_of: date
    history: Mapping[int, LineHistory] = field(default_factory=dict)
    earlier: tuple[EarlierReturn, ...] = ()
    """The returns behind it, where points, coupons or a delivery fee go with the goods."""
    tender_refunded: Mapping[int, Money] = field(default_factory=dict)
    paid_today: Mapping[Tender, Money] = field(default_factory=dict)
    choices: tuple[ReturnChoice, ...] = ()
    tender: Tender | None = None
    customer_id: str | None = None
    acknowledged: frozenset[str] = frozenset()
    last_reason: Reason | None = None
    version_seen: int = 0
    reprint: bool = False
    new: NewGoods = field(default_factory=NewGoods)
    proof: ProofKind = ProofKind.RECEIPT
    without: WithoutReceipt | None = None
    moved: Mapping[int, Tender] = field(default_factory=dict)
    declined: frozenset[int] = frozenset()
    fixed: Mapping[int, RefundTender] = field(default_factory=dict)
    onto: Onto | None = None
    recalls: Mapping[int, Recall] = field(default_factory=dict)
    """Notices about lines of the receipt, by line number."""
    cash_before: CashSoFar = field(default_factory=CashSoFar)

    def __post_init__(self) -> None:
        numbers = [c.line_number for c in self.choices]
        assert len(set(numbers)) == len(numbers), "one choice a line"

    def line(self, number: int) -> ReceiptLine:
        """A line of the receipt; raises `NotFound`."""
        for line in self.receipt.lines:
            if line.number == number:
                return line
        missing = said("This receipt has no line {number}.", number=number)
        raise NotFound(missing, code="returns.no_such_line")

    def choice(self, number: int) -> ReturnChoice | None:
        """What is coming back now of a line, None if nothing."""
        return next((c for c in self.choices if c.line_number == number), None)

    def returned(self, number: int) -> LineHistory:
        """What came back of a line before."""
        return self.history.get(number, LineHistory())

    def returnable(self, number: int) -> Quantity:
        """How much of a line may still come back at all; never below zero, none of a return."""
        line = self.line(number)
        if line.direction is not Direction.SOLD:
            return NONE
        return max(line.quantity - self.returned(number).quantity, NONE)

    def returning(self, number: int) -> Quantity:
        """How much of a line is coming back now."""
        choice = self.choice(number)
        return NONE if choice is None else choice.quantity

    @property
    def holds(self) -> str:
        """What stands still while a card is asked, so that nothing is paid twice.

        The receipt; without one whose card was seen, since limits count what they were paid; else
        this return alone.
        """
        if self.without is None:
            return self.receipt.id
        seen = self.without.seen
        return (seen.person_id if seen is not None else None) or self.id

    @property
    def payments(self) -> Payments:
        """How the receipt was paid, and what its tenders got back before."""
        back = self.tender_refunded
        return Payments.of(self.receipt, self.as_of, back, self.declined, self.fixed)


def scan_item(draft: ReturnDraft, code: str, weight: Quantity | None = None) -> ReturnDraft:
    """One more piece of a scanned item comes back (of a weighed one all that is left).

    Raises `NotFound` if the item is not on the receipt and `Refused` if none of it is left.
    """
    lines = [x for x in draft.receipt.sold if same_item(x.item_code, code)]
    if not lines:
        raise NotFound("This item is not on the receipt.", code="returns.not_on_receipt")
    for line in lines:
        left = draft.returnable(line.number) - draft.returning(line.number)
        if left > NONE:
            step = (weight if weight is not None else left) if line.weighed else ONE
            now = draft.returning(line.number) + min(step, left)
            return set_quantity(draft, line.number, now)
    raise Refused(
        said("Nothing is left to return of {item}.", item=lines[0].description),
        code="returns.nothing_left",
        remedy="Check which receipt this piece belongs to.",
    )


def set_quantity(draft: ReturnDraft, number: int, quantity: Quantity) -> ReturnDraft:
    """So much of a line comes back now; zero takes the line out. The last reason is reused.

    Raises `BadInput` for a negative quantity. Too much is the rules' affair, so that it is told.
    """
    draft.line(number)
    if quantity < NONE:
        raise BadInput("A quantity to return cannot be negative.", code="bad_quantity")
    if not quantity:
        return clear_line(draft, number)
    if draft.without is not None:
        draft = as_long_as(draft, number, quantity)
    choice = draft.choice(number)
    if choice is not None:
        return _put(draft, replace(choice, quantity=quantity))
    if len(draft.choices) >= MAX_CHOICES:
        raise BadInput("A return holds at most 500 lines.", code="returns.too_many_lines")
    choice = ReturnChoice(number, quantity)
    if (last := draft.last_reason) is not None and not last.needs_note:
        choice = _with_reason(choice, last)
    return _put(draft, choice)


def add_quantity(draft: ReturnDraft, number: int, quantity: Quantity) -> ReturnDraft:
    """So much more of a line comes back now: a request that names a line twice means the sum.

    Raises `BadInput` unless the quantity is above zero.
    """
    if quantity <= NONE:
        raise BadInput("A quantity to return must be above zero.", code="bad_quantity")
    return set_quantity(draft, number, draft.returning(number) + quantity)


def set_reason(draft: ReturnDraft, number: int, reason: Reason, note: str = "") -> ReturnDraft:
    """Why a line comes back; fills in condition and disposition, and is reused for later lines."""
    choice = replace(_with_reason(_chosen(draft, number), reason), note=clean_text(note, MAX_NOTE))
    return replace(_put(draft, choice), last_reason=reason)


def set_condition(
    draft: ReturnDraft, number: int, condition: str, disposition: str | None = None
) -> ReturnDraft:
    """In what state a line comes back, and where it goes if that is said as well."""
    choice = replace(_chosen(draft, number), condition=condition)
    if disposition is not None:
        choice = replace(choice, disposition=disposition)
    return _put(draft, choice)


def set_serial(draft: ReturnDraft, number: int, serial: str) -> ReturnDraft:
    """The serial number on the piece that came back."""
    return _put(draft, replace(_chosen(draft, number), serial=clean_text(serial, MAX_SERIAL)))


def line_with_serial(draft: ReturnDraft, text: str) -> int | None:
    """The sold line whose piece carries this serial number, None if there is none."""
    return next((x.number for x in draft.receipt.sold if same_serial(x.serial, text)), None)


def scan_serial(draft: ReturnDraft, number: int, text: str) -> ReturnDraft:
    """A numbered piece comes back, its number compared; `Refused` if it came back already."""
    left = draft.returnable(number)
    if not left:
        raise Refused(
            said("Nothing is left to return of {item}.", item=draft.line(number).description),
            code="returns.nothing_left",
            remedy="Check which receipt this piece belongs to.",
        )
    if not draft.returning(number):
        draft = set_quantity(draft, number, min(ONE, left))
    return set_serial(draft, number, text)


def set_answer(draft: ReturnDraft, number: int, question: str, yes: bool) -> ReturnDraft:
    """What was said to one question about a line."""
    choice = _chosen(draft, number)
    answers = dict(choice.answers) | {question: yes}
    return _put(draft, replace(choice, answers=tuple(sorted(answers.items()))))


def add_alike(
    draft: ReturnDraft, like: ReturnChoice, number: int, quantity: Quantity
) -> ReturnDraft:
    """So much of another line comes back for the same reason and in the same state."""
    draft = set_quantity(draft, number, quantity)
    if draft.choice(number) is None:
        return draft
    return _put(draft, replace(like, line_number=number, quantity=quantity, serial=""))


def same_serial(left: str, right: str) -> bool:
    """True for the same number, whatever case, spaces or hyphens it is written with."""
    bare = "".join(c for c in left.upper() if c.isalnum())
    return bool(bare) and bare == "".join(c for c in right.upper() if c.isalnum())


def clear_line(draft: ReturnDraft, number: int) -> ReturnDraft:
    """Nothing of a line comes back now."""
    if draft.without is not None:
        draft = without_line(draft, number)
    return replace(draft, choices=tuple(c for c in draft.choices if c.line_number != number))


def choose_tender(draft: ReturnDraft, tender: Tender | None) -> ReturnDraft:
    """How the customer would like the money; None is as it was paid."""
    return replace(draft, tender=tender)


def acknowledgement(finding: Finding) -> str:
    """The key under which a warning counts as told: it holds for exactly these words."""
    said = digest([finding.code, finding.line, dict(finding.params)])
    return f"{finding.code}#{said[:16]}"


def acknowledge(draft: ReturnDraft, finding: Finding) -> ReturnDraft:
    """The clerk has read a warning, or told the customer."""
    return replace(draft, acknowledged=draft.acknowledged | {acknowledgement(finding)})


def request_digest(draft: ReturnDraft) -> str:
    """SHA-256 of all that decides what the return does: any change makes an approval void.

    What came back before is part of it, since it changes the amounts; acknowledgements are not.
    """
    return digest(_request(draft))


def same_request(one: ReturnDraft, other: ReturnDraft) -> bool:
    """True if both have the same `request_digest`."""
    return _request(one) == _request(other)


def _request(draft: ReturnDraft) -> list[object]:
    return [
        draft.id,
        draft.receipt.id,
        draft.receipt.content_digest(),
        draft.as_of.isoformat(),
        [_choice_values(c) for c in sorted(draft.choices, key=lambda c: c.line_number)],
        draft.tender.value if draft.tender else None,
        draft.customer_id,
        [
            [
                n,
                h.quantity.milli,
                h.net.minor,
                [t.minor for t in h.taxes],
                h.corrected.minor,
                [t.minor for t in h.corrected_taxes],
            ]
            for n, h in sorted(draft.history.items())
        ],
        [[n, a.minor] for n, a in sorted(draft.tender_refunded.items())],
        [[t.value, a.minor] for t, a in sorted(draft.paid_today.items())],
        draft.reprint,
        draft.new.basket.content,
        draft.new.offered,
        draft.proof.value,
        values_of(draft.without),
        [[n, t.value] for n, t in sorted(draft.moved.items())],
        *([draft.onto.credit_id] if draft.onto else ()),
        [[n, r.number, r.lot] for n, r in sorted(draft.recalls.items())],
        *(e.content for e in draft.earlier),
    ]


def _choice_values(c: ReturnChoice) -> list[object]:
    return [
        c.line_number,
        c.quantity.milli,
        c.reason,
        c.condition,
        c.disposition,
        c.note,
        c.serial,
        [list(answer) for answer in c.answers],
    ]


def _with_reason(choice: ReturnChoice, reason: Reason) -> ReturnChoice:
    return replace(
        choice,
        reason=reason.code,
        condition=reason.condition or choice.condition,
        disposition=reason.disposition or choice.disposition,
    )


def _chosen(draft: ReturnDraft, number: int) -> ReturnChoice:
    draft.line(number)
    choice = draft.choice(number)
    if choice is None:
        raise BadInput(
            "Say first how much of this line comes back.", code="returns.line_not_chosen"
        )
    return choice


def _put(draft: ReturnDraft, choice: ReturnChoice) -> ReturnDraft:
    """The draft with this choice in place of an earlier one of the same line, else at the end."""
    kept = {c.line_number: c for c in (*draft.choices, choice)}
    return replace(draft, choices=tuple(kept.values()))
