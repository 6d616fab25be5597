"""The causes that lie in movements, papers, checks and voids; each yields all that may be.

Scores: 900 and more need two independent signs, 700 one strong sign, below 600 the amount alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

from counter_app.core.money import ZERO, Money
from counter_app.rules.variance.case import (
    INTO,
    TYPED,
    WITH_SAFE,
    Cause,
    Explanation,
    Paper,
    TillCase,
    TillEvent,
)

SOON: Final = timedelta(minutes=5)
LATER: Final = timedelta(minutes=30)
LATE_VOID: Final = timedelta(minutes=3)
ROUND: Final = 2000
"""Pickups are made up of large notes: a multiple of twenty."""


def missing(case: TillCase) -> Iterator[Explanation]:
    """A slip in the drawer that no record knows, or a number left out of a run of slips."""
    for paper in case.papers:
        if paper.at_safe or _recorded(case, paper):
            continue
        yield Explanation(
            Cause.MISSING,
            explains=paper.cash,
            score=930,
            references=(paper.reference,),
            amount=paper.amount,
            flow=paper.flow,
            account=_other_side(paper.flow),
            correction=paper.cash,
        )
    for flow, reference in _gaps(case):
        if any(p.reference == reference for p in case.papers):
            continue
        right = (case.off > ZERO) == (flow in INTO)
        if right:
            yield Explanation(
                Cause.MISSING,
                explains=case.off,
                score=_gap_score(case, flow),
                references=(reference,),
                amount=abs(case.off),
                flow=flow,
                account=_other_side(flow),
                correction=case.off,
            )


def _gap_score(case: TillCase, flow: str) -> int:
    """A missing number fits any amount of its direction: stronger where the safe is even."""
    with_safe = flow in WITH_SAFE
    if case.safe_off is not None and with_safe != (case.safe_off == -case.off):
        return 300
    return 640


def _recorded(case: TillCase, paper: Paper) -> bool:
    return any(e.reference and e.reference == paper.reference for e in case.events)


def _gaps(case: TillCase) -> Iterator[tuple[str, str]]:
    """Numbers missing inside each flow's run of pre-numbered slips."""
    runs: dict[tuple[str, str], list[int]] = {}
    for event in case.events:
        head, number = _split(event.reference)
        if event.flow in TYPED and number is not None:
            runs.setdefault((event.flow, head), []).append(number)
    for (flow, head), numbers in sorted(runs.items()):
        present = set(numbers)
        span = range(min(numbers) + 1, max(numbers))
        lost = [n for n in span if n not in present]
        if len(lost) <= 3:  # a longer hole is another pad, not a lost slip
            width = len(str(max(numbers)))
            yield from ((flow, f"{head}{n:0{width}d}") for n in lost)


def _split(reference: str) -> tuple[str, int | None]:
    digits = reference[len(reference.rstrip("0123456789")) :]
    if not digits:
        return reference, None
    return reference[: -len(digits)], int(digits)


def doubled(case: TillCase) -> Iterator[Explanation]:
    """The same movement twice: one slip, or one amount by one person within minutes."""
    alike: dict[tuple[str, int], list[TillEvent]] = {}
    for event in sorted(case.events, key=lambda e: (e.at, e.id)):
        if event.cash:
            alike.setdefault((event.flow, event.cash.minor), []).append(event)
    for events in alike.values():
        for first, second in pairwise(events):
            score = _twin_score(first, second)
            if score and second.id not in case.proved and not second.confirmed:
                yield Explanation(
                    Cause.DOUBLED,
                    explains=-second.cash,
                    score=score,
                    events=(first.id, second.id),
                    references=tuple(sorted({r for r in (first.reference, second.reference) if r})),
                    amount=abs(second.cash),
                    flow=second.flow,
                    account=_other_side(second.flow),
                    correction=-second.cash,
                )


def _twin_score(first: TillEvent, second: TillEvent) -> int:
    apart = second.at - first.at
    same_hand = first.operator_id == second.operator_id
    if first.reference and first.reference == second.reference:
        return 960
    if first.reference and second.reference:
        return 320 if apart <= SOON else 0  # two slips of their own: two movements
    if apart <= SOON and same_hand:
        return 880
    return 420 if apart <= LATER and same_hand else 0


def wrong_sides(case: TillCase) -> Iterator[Explanation]:
    """A typed movement that went the other way: it makes twice its amount."""
    for event in case.events:
        if event.flow not in TYPED or event.flow == "float" or not event.cash:
            continue
        if event.id in case.proved or event.confirmed:
            continue
        paper = _paper_of(case, event)
        score = 610
        if event.odd_reason or (paper is not None and (paper.flow in INTO) != (event.flow in INTO)):
            score = 950
        elif paper is not None:
            score = 240  # its slip says what the books say
        score += _safe_bonus(case, event)
        yield Explanation(
            Cause.WRONG_SIDE,
            explains=event.cash * -2,
            score=min(score, 990),
            events=(event.id,),
            references=(event.reference,) if event.reference else (),
            amount=abs(event.cash),
            flow=event.flow,
            account=_other_side(event.flow),
            correction=event.cash * -2,
        )


def transposed(case: TillCase) -> Iterator[Explanation]:
    """A typed amount with two neighbouring digits exchanged: the error is a multiple of nine."""
    if case.off.minor % 9 and not any(p for p in case.papers):
        return
    for event in case.events:
        if event.flow not in TYPED or not event.cash:
            continue
        if event.id in case.proved or event.confirmed:
            continue
        paper = _paper_of(case, event)
        typed = abs(event.cash).minor
        for meant in _exchanged(typed):
            sign = 1 if event.cash > ZERO else -1
            score = 600
            if paper is not None:
                score = 960 if paper.amount.minor == meant else 220
            score += _safe_bonus(case, event)
            error = Money(sign * (meant - typed))
            yield Explanation(
                Cause.TRANSPOSED,
                explains=error,
                score=min(score, 990),
                events=(event.id,),
                references=(event.reference,) if event.reference else (),
                amount=Money(meant),
                flow=event.flow,
                account=_other_side(event.flow),
                correction=error,
            )


def _exchanged(minor: int) -> set[int]:
    digits = str(minor)
    found = set()
    for n in range(len(digits) - 1):
        swapped = digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]
        if swapped[0] != "0":
            found.add(int(swapped))
    return found - {minor}


def checks_as_cash(case: TillCase) -> Iterator[Explanation]:
    """Cash over by a check, and the checks short by the same."""
    for amount in sorted(set(case.checks), key=lambda m: m.minor):
        score = 560
        if case.checks_off is not None:
            score = 970 if case.checks_off == -amount else 150
        yield Explanation(
            Cause.CHECK_AS_CASH,
            explains=amount,
            score=score,
            amount=amount,
            flow="check",
            account="till check",
            correction=amount,
        )


def missed_pickups(case: TillCase) -> Iterator[Explanation]:
    """Cash that went to the safe without a record: a bag there, or the safe over by it."""
    for paper in case.papers:
        if paper.at_safe and paper.flow == "pickup" and not _recorded(case, paper):
            yield Explanation(
                Cause.MISSED_PICKUP,
                explains=-paper.amount,
                score=975 if case.safe_off == paper.amount else 940,
                references=(paper.reference,),
                amount=paper.amount,
                flow="pickup",
                account="safe",
                correction=-paper.amount,
            )
    if case.off < ZERO:
        amount = -case.off
        safe_says = case.safe_off == amount
        whole = amount.minor % ROUND == 0
        score = 860 if safe_says else 430 if whole and case.safe_off is None else 0
        if score and whole:
            score += 20
        if score:
            yield Explanation(
                Cause.MISSED_PICKUP,
                explains=-amount,
                score=score,
                amount=amount,
                flow="pickup",
                account="safe",
                correction=-amount,
            )


def missed_loans(case: TillCase) -> Iterator[Explanation]:
    """Cash that came from the safe without a record: the safe is short by it."""
    if case.off > ZERO and case.safe_off == -case.off:
        yield Explanation(
            Cause.MISSING,
            explains=case.off,
            score=860,
            amount=case.off,
            flow="loan",
            account="safe",
            correction=case.off,
        )


def undeclared_floats(case: TillCase) -> Iterator[Explanation]:
    """Cash that lay in the drawer when it was opened and that nobody declared.

    A count since then would have found it.
    """
    if case.off <= ZERO or any(e.flow == "float" and e.id in case.proved for e in case.events):
        return
    declared = sum(e.cash.minor for e in case.events if e.flow == "float")
    for amount, score in (
        (case.standard_float - Money(declared), 470),
        (case.standard_float, 420),
    ):
        if amount > ZERO:
            sure = 0 if case.safe_off is None else 480 if case.safe_off == -amount else -250
            yield Explanation(
                Cause.UNDECLARED_FLOAT,
                explains=amount,
                score=score + sure,
                amount=amount,
                flow="float",
                account="safe",
                correction=amount,
            )


def other_tills(case: TillCase) -> Iterator[Explanation]:
    """Another till is off by as much the other way: cash of one came from the other's drawer."""
    for till, off in sorted(case.others.items()):
        if (off > ZERO) != (case.off > ZERO):
            paid = [e for e in case.events if abs(e.cash) == abs(off) and e.id not in case.proved]
            yield Explanation(
                Cause.OTHER_TILL,
                explains=-off,
                score=930 if paid else 800,
                events=tuple(e.id for e in paid[:1]),
                amount=abs(off),
                account=till,
                till=till,
                correction=-off,
            )


def late_voids(case: TillCase) -> Iterator[Explanation]:
    """A refund voided after its cash had gone: the books took it back, nobody else did."""
    by_id = {e.id: e for e in case.events}
    for void in case.events:
        first = by_id.get(void.reverses or "")
        if first is None or void.cash <= ZERO or void.id in case.proved:
            continue
        score = {None: 620, False: 920, True: 260}[void.drawer_opened]
        if void.at - first.at > LATE_VOID:
            score += 50
        yield Explanation(
            Cause.VOID_AFTER_PAYOUT,
            explains=-void.cash,
            score=score,
            events=(first.id, void.id),
            references=tuple(r for r in (first.reference, void.reference) if r),
            amount=void.cash,
            flow="void",
            account="returns",
            correction=-void.cash,
        )


def _paper_of(case: TillCase, event: TillEvent) -> Paper | None:
    if not event.reference:
        return None
    return next((p for p in case.papers if p.reference == event.reference), None)


def _safe_bonus(case: TillCase, event: TillEvent) -> int:
    """The safe is off the other way where the movement was with it, and even where it was not."""
    if case.safe_off is None:
        return 0
    if event.flow in WITH_SAFE:
        return 60 if case.safe_off == -case.off else -250
    return 20 if case.safe_off == ZERO else -60


def _other_side(flow: str) -> str:
    if flow in WITH_SAFE:
        return "safe"
    return {"refund": "returns", "sale": "sales"}.get(flow, flow)
