"""Edits of a correction as keys and steppers mean them; every edit makes a new draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from counter_app.core.approval import Finding
from counter_app.core.errors import BadInput
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.typed_day import day_of
from counter_app.desk.price_correction.draft import (
    BY_PRICE,
    Correction,
    CorrectionDraft,
    Sort,
    clear_line,
    price_line,
    put,
)
from counter_app.desk.price_correction.rules import Assessment


def count(draft: CorrectionDraft, line: int, by: int) -> CorrectionDraft:
    """So many units more or less of a line; none takes the claim out, too many change nothing."""
    before = draft.correction(line)
    now = NONE if before is None else draft.quantity(before)
    wanted = Quantity(now.milli + by * 1000)
    if wanted <= NONE:
        return clear_line(draft, line)
    if wanted > draft.kept(line):
        return draft
    return put(draft, replace(before or Correction(line), quantity=wanted))


def amount(
    draft: CorrectionDraft, line: int, sort: Sort, minor: int, percent: bool
) -> CorrectionDraft:
    """What was typed: the right price, an amount, or whole percent."""
    if sort in BY_PRICE:
        return price_line(draft, line, Money(minor), sort)
    made = draft.correction(line) or Correction(line, sort)
    if percent:
        ppm = min(minor * 10_000, 1_000_000) or None
        return put(draft, replace(made, ppm=ppm, amount=None))
    return put(draft, replace(made, amount=Money(minor), ppm=None))


def tag_of(draft: CorrectionDraft, line: int, item: ItemRow) -> CorrectionDraft:
    """The tag in hand is of this item; what was rung as another one should have cost its price."""
    made = draft.correction(line)
    assert made is not None
    evidence = replace(made.evidence, item_code=item.code, unit=item.unit)
    right = item.price if made.sort is Sort.WRONG_ITEM else made.right
    return put(draft, replace(made, evidence=evidence, right=right))


def tick(
    draft: CorrectionDraft, line: int, words: str, checks: Mapping[str, str]
) -> CorrectionDraft:
    """A check of the price match that was made, named by its words."""
    code = next(c for c, said in checks.items() if said == words)
    made = draft.correction(line)
    assert made is not None
    return put(draft, replace(made, checks=made.checks | {code}))


def expiry(text: str) -> date:
    """Until when something is valid, with its year; raises `BadInput`."""
    if text.count("/") + text.count("-") < 2:
        raise BadInput("Write the day with its year, like 2027-12-31.", code="bad_day")
    return day_of(text, date.min)


def to_tick(draft: CorrectionDraft, found: Assessment) -> Finding | None:
    """The next check to make, or warning to read; None when all are."""
    for finding in found.verdict.findings:
        if finding.code == "price.match_check":
            return finding
    unread = found.to_acknowledge(draft)
    return unread[0] if unread else None


def first_line(draft: CorrectionDraft) -> int:
    """Where to begin: a line that was offered a credit, else the first that is still kept."""
    kept = [x.number for x in draft.receipt.lines if draft.kept(x.number)]
    return next(iter([o.line_number for o in draft.offers] + kept), 1)


def neighbour(draft: CorrectionDraft, line: int, by: int) -> int:
    """The line so many rows further, or the same at either end."""
    numbers = [x.number for x in draft.receipt.lines]
    place = numbers.index(line) + by
    return numbers[place] if 0 <= place < len(numbers) else line


def line_with(draft: CorrectionDraft, code: str, now: int) -> int:
    """The line of a scanned item: another one than now if several have it; 0 if none has."""
    bare = code.lstrip("0")
    found = [
        x.number
        for x in draft.receipt.lines
        if draft.kept(x.number)
        and (x.item_code.lstrip("0") == bare or x.item_code.lstrip("0") == bare[:-1] != "")
    ]
    return next((n for n in found if n != now), now if now in found else 0)
