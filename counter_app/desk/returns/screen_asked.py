"""What the manager's card shows about a return or a void: how much, why, what, for whom."""

from __future__ import annotations

from counter_app.core import quantity as q
from counter_app.core.approval import Audience
from counter_app.core.errors import ApprovalRequired
from counter_app.core.money import ZERO, total
from counter_app.core.transaction import RefundTender, Tender
from counter_app.desk.returns.rules_money import limit_name
from counter_app.desk.returns.screen_case import (
    Shown,
    action_words,
    amount_with_unit,
    fitting,
)
from counter_app.desk.returns.screen_panel import age_words
from counter_app.desk.returns.screen_panel_done import unit_of
from counter_app.desk.returns.screen_reads import Done
from counter_app.records.customer_history import DAYS, CustomerHistory
from counter_app.ui import retold
from counter_app.ui.asked import ApprovalContext, AskedLine, AskedRow, AskedSection
from counter_app.ui.retold import translate

MAX_LINES = 6


def refund_context(shown: Shown, _asked: ApprovalRequired) -> ApprovalContext:
    """The card of a refund: the meter shows the tender that is furthest over its limit."""
    operator = shown.opened.situation.operator
    over, without = _over(shown), shown.draft.without
    seen = without.seen if without is not None else None
    return ApprovalContext(
        word=action_words(shown),
        amount=retold.money(shown.refund.total + shown.refund.rounding, shown.words),
        amount_minor=shown.refund.plan.paid_in(over).minor if over else shown.refund.total.minor,
        limit_minor=operator.limits.get(limit_name(over), ZERO).minor if over else None,
        limit_name=limit_name(over) if over else "",
        sections=(_goods(shown), *_answers(shown), *_customer(shown), _clerk(shown)),
        customer_id=shown.draft.customer_id,
        person_id=seen.person_id if seen is not None else None,
    )


def void_context(done: Done, shown: Shown, reason: str, note: str = "") -> ApprovalContext:
    """The card of a void: what comes back into the till, and why."""
    base = done.transaction
    amount = total(t.amount for t in base.tenders) + base.cash_rounding
    amount += total(row.amount for row in done.paid)
    number = f"{base.number:04d}"
    rows = tuple(
        AskedLine(
            q.measured(line.quantity, unit_of(line, shown.draft)) if line.quantity else "",
            fitting(line.description),
            retold.money(line.net, shown.words),
        )
        for line in base.lines[:MAX_LINES]
    )
    return ApprovalContext(
        word=translate("Returns", "Void of return {0}").filled(number),
        amount=retold.money(amount, shown.words),
        amount_minor=amount.minor,
        sections=(
            AskedSection(translate("Returns", "What the customer keeps"), "", lines=rows),
            AskedSection(translate("Returns", "Why"), f"{reason}: {note}" if note else reason),
        ),
    )


def _over(shown: Shown) -> Tender | None:
    limits = shown.opened.situation.operator.limits
    by_tender = shown.refund.plan.by_tender
    over = {
        tender: amount - limits.get(limit_name(tender), ZERO)
        for tender, amount in by_tender.items()
        if amount > limits.get(limit_name(tender), ZERO)
    }
    return max(over, key=lambda t: over[t], default=None)


def _goods(shown: Shown) -> AskedSection:
    draft = shown.draft
    lines = []
    for choice in sorted(draft.choices, key=lambda c: c.line_number)[:MAX_LINES]:
        known = shown.terms.reason(choice.reason)
        label = retold.term(known.label, shown.said) if known else choice.reason
        why = fitting(choice.note, 22) if choice.note else label
        name = fitting(draft.line(choice.line_number).description, 28)
        much = amount_with_unit(draft.line(choice.line_number), choice.quantity)
        lines.append(AskedLine(much, name, why))
    more = len(draft.choices) - len(lines)
    if more > 0:
        lines.append(AskedLine("", translate("Returns", "and {0} more").filled(more)))
    number = fitting(draft.receipt.receipt_number, 14)
    receipt = translate("Returns", "Receipt {0}").filled(number)
    age = age_words(draft.receipt.key.business_date, draft.as_of)
    if draft.without is not None:
        receipt, age = translate("Returns", "No receipt"), ""
    note = retold.joined(", ", receipt, age)
    return AskedSection(translate("Returns", "What comes back"), note, lines=tuple(lines))


def _answers(shown: Shown) -> tuple[AskedSection, ...]:
    """What the customer said to the questions about the goods."""
    yes, no = translate("Returns", "Yes"), translate("Returns", "No")
    rows = tuple(
        AskedRow(retold.term(question.text, shown.said), yes if said else no)
        for choice in shown.draft.choices
        for question in shown.terms.now.goods.questions
        if (said := choice.answer(question.code)) is not None
    )
    if not rows:
        return ()
    return (AskedSection(translate("Returns", "Asked"), rows=rows[:MAX_LINES]),)


def _customer(shown: Shown) -> tuple[AskedSection, ...]:
    if shown.draft.without is not None:
        return _without(shown)
    rows = [
        AskedRow(
            translate("Returns", "Paid on the receipt"),
            retold.money(shown.draft.receipt.total_paid, shown.words),
        )
    ]
    if today := total(shown.draft.paid_today.values()):
        words = translate("Returns", "Refunded on it today")
        rows.append(AskedRow(words, retold.money(today, shown.words)))
    if (past := shown.opened.history) is not None:
        rows += _past(past, shown)
    title = translate("Returns", "Customer")
    known = shown.opened.customer
    name = fitting(known) if known else translate("Returns", "not known")
    return (AskedSection(title, name, rows=tuple(rows)),)


def _without(shown: Shown) -> tuple[AskedSection, ...]:
    """Whose card was seen, what came back without a receipt before, and what only managers read."""
    without = shown.draft.without
    assert without is not None
    seen = without.seen
    none = translate("Returns", "None")
    days = shown.terms.now.without.longest_window
    amount = retold.money(total(p.amount for p in without.past), shown.words)
    made = retold.joined(", ", str(len(without.past)), amount) if without.past else none
    rows = [AskedRow(translate("Returns", "Without receipt, {0} days").filled(days), made)]
    rows += [
        AskedRow(retold.sentence(finding.text, shown.said), "")
        for finding in shown.assessment.verdict.findings
        if finding.audience is Audience.MANAGER
    ]
    name = translate("Returns", "No ID was seen")
    if seen is not None:
        name = translate("Returns", "ID from {0}").filled(seen.jurisdiction)
        name = retold.joined(" ··", name, seen.last_four)
    return (AskedSection(translate("Returns", "Customer"), name, rows=tuple(rows)),)


def _past(past: CustomerHistory, shown: Shown) -> list[AskedRow]:
    """What the books know of the customer's returns."""
    none = translate("Returns", "None")
    amount = retold.money(past.amount, shown.words)
    made = retold.joined(", ", str(past.returns), amount) if past.returns else none
    bare = str(past.without_receipt) if past.without_receipt else none
    return [
        AskedRow(translate("Returns", "Returns in {0} days").filled(DAYS), made),
        AskedRow(translate("Returns", "Without receipt"), bare),
        AskedRow(translate("Returns", "Needed a manager"), _times(past.approved)),
    ]


def _times(count: int) -> retold.Retold:
    if count == 1:
        return translate("Returns", "Once")
    return (
        translate("Returns", "{0} times").filled(count) if count else translate("Returns", "Never")
    )


def _clerk(shown: Shown) -> AskedSection:
    operator = shown.opened.situation.operator
    rang_up = shown.draft.receipt.operator
    own = bool(rang_up) and rang_up.lstrip("0") == operator.number.lstrip("0")
    answer = translate("Returns", "Yes") if own else translate("Returns", "No")
    rows = (
        AskedRow(translate("Returns", "Asked earlier today"), _times(shown.opened.asked_today)),
        AskedRow(translate("Returns", "Sold this receipt"), answer),
    )
    return AskedSection(translate("Returns", "Clerk"), operator.name, rows=rows)


def paid_words(tenders: tuple[RefundTender, ...]) -> str:
    """The customer's line about how the money leaves."""
    kinds = {t.tender for t in tenders}
    if kinds == {Tender.CASH}:
        return translate("Returns", "Your refund in cash")
    if kinds == {Tender.CARD}:
        return translate("Returns", "Your refund to the card")
    return translate("Returns", "Your refund")
