"""Rules about each claim: is it an error at all, is it shown, was it claimed before?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO
from counter_app.core.quantity import NONE
from counter_app.core.receipt import ReceiptLine
from counter_app.desk.price_correction.amounts import settled
from counter_app.desk.price_correction.case import Case
from counter_app.desk.price_correction.draft import (
    BY_PRICE,
    BY_QUANTITY,
    Correction,
    Sort,
    charged_price,
)
from counter_app.desk.price_correction.wording import WHY
from counter_app.rules.policy_text import ONE_MILLION
from counter_app.rules.price_accuracy.claim import Why


def right_price(case: Case) -> Iterator[Finding]:
    """The right price must be below the charged one, and more than a rounding away from it.

    A price far below is a manager's decision: it may be for another size.
    """
    for correction, line in _by_price(case):
        right, charged = correction.right, charged_price(line)
        edition = case.prices.pack_for(line).on(case.draft.receipt.key.business_date)
        assert right is not None
        number, item = line.number, line.description
        if right >= charged:
            yield case.say(
                "price.not_lower", Severity.FORBID, number, right=right, charged=charged, item=item
            )
        elif correction.sort is Sort.WRONG_PRICE and edition.is_rounding(charged, right):
            assert edition.rounding_step is not None
            yield case.say(
                "price.rounding",
                Severity.FORBID,
                number,
                right=right,
                charged=charged,
                step=edition.rounding_step,
            )
        elif right.minor * ONE_MILLION < charged.minor * case.prices.large_below_ppm:
            yield case.say(
                "price.large",
                Severity.APPROVE,
                number,
                right=right,
                charged=charged,
                item=item,
                percent=_percent(case.prices.large_below_ppm),
            )


def same_goods(case: Case) -> Iterator[Finding]:
    """The tag must be for the item and the size that was sold."""
    for correction, line in _by_price(case):
        tag = correction.evidence
        if tag.item_code and not _same_item(line.item_code, tag.item_code):
            if correction.sort is not Sort.WRONG_ITEM:
                item = line.description
                yield case.say("price.other_item", Severity.FORBID, line.number, item=item)
        elif tag.unit and tag.unit.casefold() != line.unit.casefold():
            yield case.say(
                "price.other_unit",
                Severity.FORBID,
                line.number,
                item=line.description,
                unit=line.unit,
                tag_unit=tag.unit,
            )


def first_claim(case: Case) -> Iterator[Finding]:
    """Each line is corrected once for the same thing, as far as its units go."""
    draft = case.draft
    for correction in draft.corrections:
        line = draft.line(correction.line_number)
        same = (
            e
            for e in draft.earlier
            if e.line_number == line.number and _same_sort(e.sort, correction.sort)
        )
        done = sum((e.quantity.milli for e in same), 0)
        free = draft.kept(line.number).milli - done
        if correction.sort in BY_QUANTITY:
            free = line.quantity.milli if not done else 0
        if done and draft.quantity(correction).milli > free:
            yield case.say(
                "price.second_claim", Severity.FORBID, line.number, item=line.description
            )


def complete(case: Case) -> Iterator[Finding]:
    """Price or amount, evidence or reason: what is missing is asked for."""
    for correction in case.draft.corrections:
        line = case.draft.line(correction.line_number)
        number, item = line.number, line.description
        if not settled(correction):
            code = "price.right_missing" if correction.sort in BY_PRICE else "price.amount_missing"
            yield case.say(code, Severity.FORBID, number, item=item)
        named = case.prices.reasons_for(correction.sort.value)
        if not named:
            continue
        shown = correction.sort in BY_PRICE
        chosen = correction.evidence.source if shown else correction.reason
        reason = next((r for r in named if r.code == chosen), None)
        if reason is None:
            code = "price.evidence_missing" if shown else "price.reason_missing"
            yield case.say(code, Severity.FORBID, number, item=item)
        elif not correction.evidence.note and (
            reason.needs_note or (shown and case.prices.needs_note)
        ):
            yield case.say(
                "price.note_missing", Severity.FORBID, number, item=item, reason=reason.label
            )


def law(case: Case) -> Iterator[Finding]:
    """What the rule of the place says beyond the amounts: not owed, no compensation, late."""
    draft = case.draft
    for put in case.amounts.puts:
        number, item = put.line.number, put.line.description
        if put.award is None or put.edition is None:
            continue
        why = WHY[put.award.why]
        if not put.award.owed:
            yield case.say("price.not_owed", Severity.APPROVE, number, why=why)
        elif put.award.why not in (Why.OWED, Why.NOT_IN_PACK):
            yield case.say("price.no_compensation", Severity.INFORM, number, item=item, why=why)
        last = draft.notified_on + timedelta(days=put.edition.pay_days)
        if put.bonus and put.edition.pay_days and draft.as_of > last:
            yield case.say(
                "price.pay_by", Severity.WARN, number, told=draft.notified_on, until=last
            )


def offered(case: Case) -> Iterator[Finding]:
    """What the radar found on this receipt and nobody has claimed yet is told."""
    done = {e.line_number for e in case.draft.earlier}
    claimed = {c.line_number for c in case.draft.corrections}
    for offer in case.draft.offers:
        if offer.line_number not in done | claimed:
            line = case.draft.line(offer.line_number)
            yield case.say(
                "price.offered",
                Severity.INFORM,
                line.number,
                item=line.description,
                right=offer.right,
                amount=offer.amount,
            )


def still_paid(case: Case) -> Iterator[Finding]:
    """Never more than the line still has paid; the customer is told when that is less.

    What cost nothing and never came may stand beside what is due for it: an offer's free item.
    """
    for put in case.amounts.puts:
        number, item = put.line.number, put.line.description
        if put.correction.sort in BY_QUANTITY and case.amounts.back > ZERO:
            continue
        if put.back <= ZERO and put.bonus <= ZERO:
            if put.correction.sort is Sort.TAX_EXEMPT:
                yield case.say("price.no_tax", Severity.FORBID, number, item=item)
            else:
                yield case.say("price.nothing_left", Severity.FORBID, number, item=item)
        elif put.limited:
            yield case.say("price.capped", Severity.INFORM, number, item=item, amount=put.back)


def certificate(case: Case) -> Iterator[Finding]:
    """A tax exemption needs a certificate that was valid on the day of the sale."""
    for correction in case.draft.corrections:
        if correction.sort is not Sort.TAX_EXEMPT:
            continue
        line = case.draft.line(correction.line_number)
        if not correction.certificate or correction.expires is None:
            yield case.say(
                "price.certificate_missing", Severity.FORBID, line.number, item=line.description
            )
        elif correction.expires < case.draft.receipt.key.business_date:
            yield case.say(
                "price.certificate_expired",
                Severity.FORBID,
                line.number,
                expires=correction.expires,
            )


def _by_price(case: Case) -> Iterator[tuple[Correction, ReceiptLine]]:
    for correction in case.draft.corrections:
        if correction.sort in BY_PRICE and correction.right is not None:
            line = case.draft.line(correction.line_number)
            if line.quantity > NONE:
                yield correction, line


def _same_sort(earlier: Sort, now: Sort) -> bool:
    """True if both put the same thing right: all claims about the price are one thing."""
    prices = (Sort.WRONG_PRICE, Sort.PRICE_MATCH, Sort.WRONG_ITEM)
    missing = (Sort.DOUBLE_SCAN, Sort.NEVER_RECEIVED)
    return earlier is now or any(earlier in group and now in group for group in (prices, missing))


def _same_item(ours: str, scanned: str) -> bool:
    """True for the same number, whatever zeros or check digit a register left out."""
    left, right = ours.lstrip("0"), scanned.lstrip("0")
    return left == right or (len(left) >= 7 and left == right[:-1])


def _percent(ppm: int) -> str:
    whole, part = divmod(ppm, 10_000)
    return f"{whole}.{part:04d}".rstrip("0").rstrip(".") + "%"
