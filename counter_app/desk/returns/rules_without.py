"""Rules about a return without its receipt: price, identity, limits of the person and the clerk.

None of them says a word about a return that has its receipt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import Proof, ProofKind, Tender
from counter_app.core.words import tender_name, tender_way
from counter_app.desk.returns.case import Case
from counter_app.desk.returns.policy_without import WithoutReceiptPolicy
from counter_app.desk.returns.unproven import kept_tax, redeemable, redeemed
from counter_app.desk.returns.without import Seen, WithoutReceipt, notice_of, recalled
from counter_app.rules.person_limits import Reach, Usage, just_under, pieces_of, split_today, usages

LIMIT: Final = "refund_no_receipt"
"""The operator's limit for all that is refunded without a receipt, by whatever tender."""
SMALL: Final = "small"
SPOILED: Final = "spoiled"


def prices(case: Case) -> Iterator[Finding]:
    """What was not sold here lately needs a manager, whatever the item file asks for it."""
    without = _judged(case)
    if without is None:
        return
    for choice in case.draft.choices:
        line = case.draft.line(choice.line_number)
        found = without.prices[line.number]
        if found.lowest is None and redeemable(line, case.terms) is None:
            yield case.say(
                "returns.never_sold",
                Severity.APPROVE,
                line.number,
                item=line.description,
                days=str(found.days),
            )


def identity(case: Case) -> Iterator[Finding]:
    """A card must have been seen, unless it is little money or spoiled food."""
    without = _judged(case)
    if without is None or not case.draft.choices:
        return
    seen = without.seen
    if seen is not None:
        yield from _card(case, seen)
        return
    home = "_new" if case.draft.new else ""
    match exempt(case):
        case "spoiled":
            yield case.say(f"returns.exempt_spoiled{home}", Severity.INFORM)
        case "small":
            limit = _policy(case).small_amount
            yield case.say(f"returns.exempt_small{home}", Severity.INFORM, limit=limit)
        case _:
            yield case.say("returns.identity_missing", Severity.FORBID)


def exempt_cap(case: Case) -> Iterator[Finding]:
    """One clerk gives only so much a day without seeing a card."""
    without = _judged(case)
    if without is None or not exempt(case):
        return
    today = without.exempt_today + case.refund.total
    cap = _policy(case).small_per_day
    if today > cap:
        yield case.say(
            "returns.exempt_cap",
            Severity.APPROVE,
            amount=today,
            limit=cap,
            operator=case.situation.operator.short_name,
        )


def person(case: Case) -> Iterator[Finding]:
    """Rolling limits of the person: soft from near on, a manager beyond, nobody beyond the end."""
    without = _judged(case)
    if without is None or without.seen is None or without.seen.person_id is None:
        return
    coming = sum(pieces_of(line.quantity) for line in case.refund.lines)
    for used in usages(
        _policy(case).limits, without.past, case.draft.as_of, case.refund.total, coming
    ):
        if used.reach is not Reach.WITHIN and (coming or case.refund.total):
            yield _limit(case, used)


def noticed(case: Case) -> Iterator[Finding]:
    """Returns that keep just under a limit, for managers alone; it decides nothing."""
    without = _judged(case)
    if without is None or not case.refund.total:
        return
    policy, limit = _policy(case), case.situation.operator.limits.get(LIMIT, ZERO)
    under = just_under(
        without.past,
        case.draft.as_of,
        case.refund.total,
        (policy.small_amount, limit),
        days=policy.longest_window,
        percent=policy.just_under_percent,
        times=policy.just_under_times,
    )
    if under is not None:
        threshold, times = under
        yield case.say("returns.just_under", Severity.INFORM, limit=threshold, times=str(times))
    together = split_today(without.past, case.draft.as_of, case.refund.total, limit)
    if together is not None:
        yield case.say("returns.split_today", Severity.INFORM, amount=together, limit=limit)


def tax(case: Case) -> Iterator[Finding]:
    """Whether tax goes back, and why: no receipt shows what was paid."""
    if case.draft.without is None:
        return
    given = case.refund.tax
    kept = kept_tax(case.draft, given)
    if given:
        yield case.say("returns.tax_today", Severity.INFORM, tax=given)
    if kept > ZERO:
        yield case.say("returns.tax_kept", Severity.INFORM, tax=kept)


def authority(case: Case) -> Iterator[Finding]:
    """What the operator may give without a receipt, with what this person got today."""
    without = _judged(case)
    if without is None:
        return
    operator, today = case.situation.operator, case.draft.as_of
    earlier = total(p.amount for p in without.past if p.day == today)
    limit = operator.limits.get(LIMIT, ZERO)
    if case.refund.total + earlier > limit:
        yield case.say(
            "returns.without_limit" if not earlier else "returns.without_limit_today",
            Severity.APPROVE,
            amount=case.refund.total,
            earlier=earlier,
            operator=operator.short_name,
            limit=limit,
        )


def tender(case: Case) -> Iterator[Finding]:
    """Another tender than policy gives freely needs a manager."""
    without = _judged(case)
    if without is None:
        return
    policy, plan = _policy(case), case.refund.plan
    if plan.wish is not None and case.refund.paid_out and not plan.paid_in(plan.wish):
        yield case.say("returns.without_wish", Severity.FORBID, way=tender_way(plan.wish))
    for kind, amount in plan.by_tender.items():
        if kind not in policy.tenders:
            usual = tender_name(policy.tenders[0]) if policy.tenders else tender_name(kind)
            yield case.say(
                "returns.without_tender",
                Severity.APPROVE,
                amount=amount,
                way=tender_way(kind),
                usual=usual,
            )


def food(case: Case) -> Iterator[Finding]:
    """Food without a receipt never leaves as cash: nobody knows whether benefits paid for it.

    What food benefits paid must not turn into cash (see `rules.tender_policy`).
    """
    if case.draft.without is None or not case.refund.plan.paid_in(Tender.CASH):
        return
    if redeemed(case.draft, case.terms) is not None:
        return  # whoever brings an empty container is owed its deposit
    if (item := _some_food(case)) is not None:
        yield case.say("returns.food_not_cash", Severity.FORBID, item.number, item=item.description)


def drinks(case: Case) -> Iterator[Finding]:
    """A drink's barcode is on its empty container, too, which is worth no more than its deposit."""
    without = _judged(case)
    for choice in case.draft.choices if without is not None else ():
        if without is not None and choice.line_number in without.containers:
            line = case.draft.line(choice.line_number)
            yield case.say(
                "returns.full_or_empty", Severity.INFORM, line.number, item=line.description
            )


def containers(case: Case) -> Iterator[Finding]:
    """Empty containers give back their deposit to whoever brings them, so many at once."""
    draft, plan = case.draft, case.refund.plan
    deposit = redeemed(draft, case.terms)
    if deposit is None:
        lines = draft.receipt.lines if draft.without is not None else ()
        if draft.choices and any(redeemable(line, case.terms) for line in lines):
            yield case.say("returns.containers_mixed", Severity.INFORM)
        return
    if plan.wish is not None and case.refund.paid_out and not plan.paid_in(plan.wish):
        yield case.say("returns.containers_wish", Severity.FORBID, way=tender_way(plan.wish))
    count = sum(pieces_of(line.quantity) for line in case.refund.lines)
    amount, most = case.refund.total, deposit.most_amount
    if count > deposit.most:
        yield case.say(
            "returns.containers_many", Severity.APPROVE, count=str(count), limit=str(deposit.most)
        )
    elif most is not None and amount > most:
        yield case.say("returns.containers_much", Severity.APPROVE, amount=amount, limit=most)
    else:
        yield case.say("returns.containers", Severity.INFORM)


def recall(case: Case) -> Iterator[Finding]:
    """What was recalled is put aside; where the notice names a lot, somebody compares it."""
    draft = case.draft
    lines = draft.receipt.lines if draft.without is not None else ()
    for number in sorted({x.number for x in lines} | {c.line_number for c in draft.choices}):
        notice = notice_of(draft, number)
        if notice is None:
            continue
        item = draft.line(number).description
        yield case.say(
            "returns.recalled" if draft.without is not None else "returns.recalled_sold",
            Severity.INFORM,
            number,
            item=item,
            recall=notice.number,
            title=notice.title,
        )
        if notice.lot:
            yield case.say("returns.recall_lot", Severity.WARN, number, item=item, lot=notice.lot)


def gift(case: Case) -> Iterator[Finding]:
    """That a gift becomes credit, and that nobody else hears of it."""
    if case.draft.proof is ProofKind.GIFT:
        yield case.say("returns.gift", Severity.INFORM)


def exempt(case: Case) -> str:
    """Why nobody's card is asked for: `SMALL`, `SPOILED`, or "" when it is, or was seen."""
    without = _judged(case)
    if without is None or without.seen is not None or not case.refund.lines:
        return ""
    policy = _policy(case)
    spoiled = all(
        line.reason in policy.spoiled_reasons and is_food(policy, case.draft.line(line.number))
        for line in case.refund.lines
    )
    if spoiled:
        return SPOILED
    return SMALL if case.refund.total < policy.small_amount else ""


def proof_of(case: Case) -> Proof | None:
    """What the journal keeps of how the goods were proven; None for a plain receipt."""
    kind, without = case.draft.proof, case.draft.without
    notice = recalled(case.draft)
    if without is None:
        told = notice.number if notice is not None else ""
        return Proof(kind, recall=told) if told or kind is not ProofKind.RECEIPT else None
    if notice is not None:
        return Proof(ProofKind.RECALL, recall=notice.number)
    seen = without.seen
    return Proof(kind, seen.person_id if seen is not None else None, exempt(case))


def is_food(policy: WithoutReceiptPolicy, line: ReceiptLine) -> bool:
    """True for what benefits may pay, and for whole departments of food."""
    return line.food_stampable or line.department in policy.food_departments


def _judged(case: Case) -> WithoutReceipt | None:
    """What these rules are about; recalled goods need no receipt, no card and keep no limit.

    Nor do empty containers that are redeemed on their own.
    """
    draft = case.draft
    free = recalled(draft) is not None or redeemed(draft, case.terms) is not None
    return None if free else draft.without


def _policy(case: Case) -> WithoutReceiptPolicy:
    return case.terms.now.without


def _card(case: Case, seen: Seen) -> Iterator[Finding]:
    rules = _policy(case).identity
    if seen.jurisdiction in rules.ask_consent and not seen.typed:
        yield case.say("returns.consent", Severity.WARN, state=seen.jurisdiction)
    if seen.expired_on is not None:
        yield case.say("returns.card_expired", Severity.WARN, expired=seen.expired_on)
    if seen.person_id is None:
        yield case.say("returns.look_only", Severity.INFORM)


def _limit(case: Case, used: Usage) -> Finding:
    code, severity = {
        Reach.NEAR: ("near", Severity.WARN),
        Reach.BEYOND: ("beyond", Severity.DENY),
        Reach.STOPPED: ("stopped", Severity.FORBID),
    }[used.reach]
    limit, days = used.limit, str(used.limit.days)
    if limit.money:
        return case.say(
            f"returns.person_{code}_amount",
            severity,
            used=Money(used.now),
            before=Money(used.before),
            limit=Money(limit.limit),
            days=days,
        )
    return case.say(
        f"returns.person_{code}_pieces",
        severity,
        used=str(used.now),
        before=str(used.before),
        limit=str(limit.limit),
        days=days,
    )


def _some_food(case: Case) -> ReceiptLine | None:
    policy = _policy(case)
    lines = (case.draft.line(line.number) for line in case.refund.lines)
    return next((x for x in lines if is_food(policy, x)), None)
