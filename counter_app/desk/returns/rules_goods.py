"""Rules about each line that comes back: how much, why, in what state, and in time?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from counter_app.core import quantity as q
from counter_app.core.approval import Finding, Severity
from counter_app.core.order import counted_from
from counter_app.core.quantity import NONE
from counter_app.core.receipt import Direction, Receipt, ReceiptLine
from counter_app.core.words import percent
from counter_app.desk.returns.case import Case
from counter_app.desk.returns.draft import ReturnChoice, same_serial
from counter_app.desk.returns.refund import is_sound
from counter_app.desk.returns.without import notice_of


def quantity(case: Case) -> Iterator[Finding]:
    """Never a return of a return, never more than is left, never part of a piece."""
    for line, choice in _chosen(case):
        number, item = line.number, line.description
        if line.direction is not Direction.SOLD:
            yield case.say("returns.line_is_return", Severity.FORBID, number, item=item)
            continue
        if not is_sound(line):
            yield case.say("returns.line_unsound", Severity.FORBID, number, item=item)
        if choice.quantity <= NONE:
            yield case.say("returns.bad_quantity", Severity.FORBID, number, item=item)
        if not line.weighed and line.quantity.is_whole and not choice.quantity.is_whole:
            yield case.say(
                "returns.fraction", Severity.FORBID, number, item=item, now=q.plain(choice.quantity)
            )
        left = case.draft.returnable(number)
        if choice.quantity > left:
            yield case.say(
                "returns.too_many" if left else "returns.nothing_left",
                Severity.FORBID,
                number,
                item=item,
                left=q.plain(left),
                sold=q.plain(line.quantity),
                returned=q.plain(case.draft.returned(number).quantity),
            )


def reason(case: Case) -> Iterator[Finding]:
    """Every line says why it comes back, in what state, and where it goes."""
    now, then = case.terms.now, case.terms.then
    conditions = {c.code for c in (*now.conditions, *then.conditions)}
    dispositions = {d.code for d in (*now.dispositions, *then.dispositions)}
    for line, choice in _chosen(case):
        item = line.description
        known = case.terms.reason(choice.reason)
        if known is None:
            yield case.say("returns.reason_missing", Severity.FORBID, line.number, item=item)
            continue
        if known.needs_note and not choice.note:
            yield case.say(
                "returns.note_missing", Severity.FORBID, line.number, item=item, reason=known.label
            )
        if choice.condition not in conditions:
            yield case.say("returns.condition_missing", Severity.FORBID, line.number, item=item)
        if choice.disposition not in dispositions:
            yield case.say("returns.disposition_missing", Severity.FORBID, line.number, item=item)


def questions(case: Case) -> Iterator[Finding]:
    """What is to be asked for a reason was asked, and the answers fit it."""
    for line, choice in _ordinary(case):
        for question in case.terms.now.goods.questions_about(line, choice.reason):
            said = choice.answer(question.code)
            if said is None:
                yield case.say(
                    "returns.question_open" if question.required else "returns.question_skipped",
                    Severity.FORBID if question.required else Severity.WARN,
                    line.number,
                    item=line.description,
                    question=question.text,
                    asked=question.code,
                )
            elif question.expected is not None and said is not question.expected:
                yield case.say(
                    "returns.answer",
                    question.severity,
                    line.number,
                    item=line.description,
                    question=question.text,
                    answer="yes" if said else "no",
                )


def window(case: Case) -> Iterator[Finding]:
    """In time by the policy of the sale or today's; an extension is told as a kindness.

    What was delivered counts from the day it arrived.
    """
    sold_on, today = counted_from(case.draft.receipt), case.draft.as_of
    for line, _ in _ordinary(case):
        last = case.terms.last_day(line.department, sold_on)
        if today > last:
            yield case.say(
                "returns.window",
                Severity.DENY,
                line.number,
                item=line.description,
                until=last,
                days=str((last - sold_on).days),
            )
            continue
        extension = case.terms.extension(line.department, sold_on)
        ordinary = case.terms.ordinary_days(line.department)
        if extension is not None and (today - sold_on).days > ordinary:
            yield case.say(
                "returns.extended",
                Severity.INFORM,
                line.number,
                item=line.description,
                name=extension.name,
                until=last,
            )


def returnable_class(case: Case) -> Iterator[Finding]:
    """Some classes of goods do not come back; policy says whether a manager may decide."""
    for line, _ in _ordinary(case):
        barred = case.terms.barred(line.department)
        if barred is not None:
            severity = Severity.DENY if barred.overridable else Severity.FORBID
            yield case.say(
                "returns.not_returnable",
                severity,
                line.number,
                item=line.description,
                why=barred.why,
            )


def warranty(case: Case) -> Iterator[Finding]:
    """Faulty goods of some age are repaired or replaced under their warranty, not refunded."""
    sold_on, today = counted_from(case.draft.receipt), case.draft.as_of
    for line, choice in _ordinary(case):
        found = case.terms.warranty(line, choice.reason)
        age = (today - sold_on).days
        if found is None or not found.refund_days < age <= found.lasts_days:
            continue
        late = today > case.terms.last_day(line.department, sold_on)
        yield case.say(
            "returns.under_warranty" if late else "returns.warranty_first",
            Severity.INFORM if late else Severity.DENY,
            line.number,
            item=line.description,
            days=str(found.refund_days),
            offer=found.offer,
            until=sold_on + timedelta(days=found.lasts_days),
        )


def deposit(case: Case) -> Iterator[Finding]:
    """Full bottles come back with the deposit that was paid for them."""
    receipt, draft = case.draft.receipt, case.draft
    for line, choice in _chosen(case):
        paid = deposit_after(receipt, line, case)
        if paid is None or not draft.returnable(paid.number):
            continue
        if draft.returning(paid.number) < min(choice.quantity, draft.returnable(paid.number)):
            yield case.say(
                "returns.deposit_left",
                Severity.INFORM,
                line.number,
                item=line.description,
                deposit=paid.description,
                deposit_line=str(paid.number),
            )


def deposit_after(receipt: Receipt, line: ReceiptLine, case: Case) -> ReceiptLine | None:
    """The deposit of a line's containers: the line right behind it, if that is one."""
    if case.terms.deposit(line) is not None:
        return None
    behind = next((x for x in receipt.sold if x.number > line.number), None)
    return behind if behind is not None and case.terms.deposit(behind) is not None else None


def serial(case: Case) -> Iterator[Finding]:
    """A numbered piece must be the piece that was sold."""
    unchecked = case.terms.now.goods.serial_unchecked
    for line, choice in _ordinary(case):
        if not line.serial or same_serial(choice.serial, line.serial):
            continue
        if choice.serial:
            yield case.say(
                "returns.serial_differs", Severity.DENY, line.number, item=line.description
            )
        else:
            yield case.say(
                "returns.serial_unchecked",
                unchecked,
                line.number,
                item=line.description,
                serial=line.serial,
            )


def fee(case: Case) -> Iterator[Finding]:
    """The customer is told of a restocking fee before it is taken."""
    labels = {c.code: c.label for c in (*case.terms.then.conditions, *case.terms.now.conditions)}
    for refunded in case.refund.lines:
        if refunded.fee:
            line = case.draft.line(refunded.number)
            ppm = case.terms.fee_ppm(line, refunded.condition, refunded.reason)
            yield case.say(
                "returns.fee",
                Severity.WARN,
                line.number,
                item=line.description,
                percent=percent(ppm),
                fee=refunded.fee,
                condition=labels.get(refunded.condition, refunded.condition).lower(),
            )


def _ordinary(case: Case) -> Iterator[tuple[ReceiptLine, ReturnChoice]]:
    """What was not recalled: a notice goes before windows, classes, warranties and questions."""
    for line, choice in _chosen(case):
        if notice_of(case.draft, line.number) is None:
            yield line, choice


def _chosen(case: Case) -> Iterator[tuple[ReceiptLine, ReturnChoice]]:
    for choice in case.draft.choices:
        yield case.draft.line(choice.line_number), choice
