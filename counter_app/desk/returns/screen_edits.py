"""Edits as a hand makes them on the grid, each giving a new draft; no widget, no records."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from counter_app.core.approval import Finding
from counter_app.core.errors import BadInput
from counter_app.core.quantity import NONE, ONE, Quantity, parse_quantity
from counter_app.core.reason import Reason
from counter_app.desk.returns.draft import (
    ReturnDraft,
    acknowledgement,
    add_alike,
    clear_line,
    line_with_serial,
    scan_item,
    scan_serial,
    set_condition,
    set_quantity,
    set_reason,
    set_serial,
)
from counter_app.desk.returns.gift import is_gift, with_gift_receipt
from counter_app.desk.returns.new_goods import is_new, take_quantity
from counter_app.desk.returns.screen_case import Shown
from counter_app.desk.returns.screen_exchange import step_new, take_cash
from counter_app.desk.returns.screen_strip import Ask

MAX_UNDO: Final = 100


@dataclass(slots=True)
class Undo:
    """The drafts before the last edits, newest last."""

    steps: list[ReturnDraft] = field(default_factory=list)

    def remember(self, draft: ReturnDraft) -> None:
        """Keep a draft that is about to be changed."""
        self.steps.append(draft)
        del self.steps[:-MAX_UNDO]

    def back(self) -> ReturnDraft | None:
        """The draft before the last edit, None if there was none."""
        return self.steps.pop() if self.steps else None


def step(draft: ReturnDraft, number: int, by: int) -> ReturnDraft:
    """One piece more or less; a weighed line comes back whole or not at all."""
    if is_new(number):
        return step_new(draft, number, by)
    left, now = draft.returnable(number), draft.returning(number)
    if draft.without is not None:
        return set_quantity(draft, number, max(now + ONE if by > 0 else now - ONE, NONE))
    if draft.line(number).weighed or not left.is_whole:
        return set_quantity(draft, number, left if by > 0 else NONE)
    wanted = now + ONE if by > 0 else now - ONE
    return set_quantity(draft, number, max(min(wanted, left), NONE))


def leave_out(draft: ReturnDraft, number: int) -> ReturnDraft:
    """Nothing of a line comes back, or goes home new; a new drink goes with its deposit."""
    if is_new(number):
        drink = draft.new.basket.line(number).deposit_of
        return replace(draft, new=take_quantity(draft.new, drink or number, NONE))
    return clear_line(draft, number)


def show_gift(draft: ReturnDraft) -> ReturnDraft:
    """The paper is a gift receipt, or is not after all; goods without a receipt have none."""
    return draft if draft.without is not None else with_gift_receipt(draft, not is_gift(draft))


def show_duplicate(draft: ReturnDraft) -> ReturnDraft:
    """The paper in the customer's hand says it is a duplicate, or does not after all."""
    return replace(draft, reprint=not draft.reprint)


def give_reason(draft: ReturnDraft, number: int, reason: Reason, note: str = "") -> ReturnDraft:
    """A reason for a line; a line nobody chose yet comes back with its first piece."""
    if is_new(number):
        return draft
    if draft.choice(number) is None:
        draft = step(draft, number, 1)
    if draft.choice(number) is None:
        return draft
    return set_reason(draft, number, reason, note)


def give_condition(shown: Shown, number: int, condition: str) -> ReturnDraft:
    """Another condition; where the goods go follows the reason that carries that condition."""
    following = next((r for r in shown.terms.now.reasons if r.condition == condition), None)
    disposition = following.disposition if following else None
    return set_condition(shown.draft, number, condition, disposition or None)


def all_that_is_left(draft: ReturnDraft, number: int) -> ReturnDraft:
    """As much of a line as can still come back."""
    return set_quantity(draft, number, draft.returnable(number))


def one_more(draft: ReturnDraft, code: str, weight: Quantity | None) -> tuple[int, ReturnDraft]:
    """One more piece of a scanned item, and the line it was; `NotFound` or `Refused`."""
    after = scan_item(draft, code, weight)
    before = {c.line_number: c.quantity for c in draft.choices}
    touched = next(c for c in after.choices if before.get(c.line_number) != c.quantity)
    return touched.line_number, after


def numbered(draft: ReturnDraft, text: str, asked: int | None) -> tuple[int, ReturnDraft] | None:
    """The line with this serial number, come back; or its number for the line that is asked for.

    None if neither. Raises `BadInput` and `Refused`.
    """
    line = line_with_serial(draft, text)
    if line is not None:
        return line, scan_serial(draft, line, text)
    return None if asked is None else (asked, set_serial(draft, asked, text))


def with_deposit(draft: ReturnDraft, number: int, deposit: int) -> ReturnDraft:
    """As many deposits come back as pieces of a line do, for the same reason."""
    goods = draft.choice(number)
    if goods is None:
        return draft
    much = min(goods.quantity, draft.returnable(deposit))
    return add_alike(draft, goods, deposit, much)


def untell(draft: ReturnDraft, finding: Finding) -> ReturnDraft:
    """The draft without the acknowledgement of a finding."""
    return replace(draft, acknowledged=draft.acknowledged - {acknowledgement(finding)})


def answer(
    draft: ReturnDraft, number: int, ask: Ask, text: str, reason: Reason | None
) -> ReturnDraft | None:
    """What was typed into the strip, put into the draft; None if it is no answer about a line.

    Raises `BadInput` for what cannot be meant.
    """
    match ask:
        case Ask.NOTE if reason is not None:
            if not text.strip():
                words = QCoreApplication.translate("Returns", "Type a few words.")
                raise BadInput(words, code="note_missing")
            return give_reason(draft, number, reason, text)
        case Ask.QUANTITY if is_new(number):
            return replace(draft, new=take_quantity(draft.new, number, parse_quantity(text)))
        case Ask.QUANTITY:
            return set_quantity(draft, number, parse_quantity(text))
        case Ask.CASH:
            return take_cash(draft, text)
        case Ask.SERIAL:
            return set_serial(draft, number, text)
        case _:
            return None
