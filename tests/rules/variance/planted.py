"""Tills with one mistake planted in them: what the books say, what was there, what can be seen.

A till trades first, knowing nothing of the mistake; then one is made and its traces are left, not
always all of them. Papers get lost, twins happen honestly, drawers stay shut for good reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from counter_app.core.money import ZERO, Money
from counter_app.rules.variance.case import Cause, CountSheet, Paper, TillCase, TillEvent

WORTHS = (10000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1)
MORNING = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


@dataclass
class Till:
    """A till while it is traded at; cash in minor units."""

    random: Random
    events: list[TillEvent] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    checks: list[Money] = field(default_factory=list)
    declared: int = 20000
    truth: int = 0
    """What the mistake makes the drawer differ from the books."""
    safe: int = 0
    """What it makes the safe differ."""
    checks_off: int = 0
    others: dict[str, Money] = field(default_factory=dict)
    swapped: tuple[int, int, int] | None = None

    def typed(self) -> list[TillEvent]:
        return [e for e in self.events if e.flow in ("paid_in", "paid_out", "loan", "pickup")]


def traded(random: Random) -> Till:
    """40 to 90 transactions of a working day, each with the paper it leaves."""
    till = Till(random, declared=random.choice((20000, 20000, 30000)))
    at = MORNING
    numbers = {"paid_out": random.randint(300, 900), "paid_in": random.randint(100, 400),
               "loan": random.randint(40, 90), "pickup": random.randint(5000, 9000)}  # fmt: skip
    till.events.append(TillEvent("float", at, "float", Money(till.declared), operator_id=1))
    for n in range(random.randint(40, 90)):
        at += timedelta(seconds=random.randint(40, 900))
        flow = random.choices(
            ("refund", "sale", "paid_out", "paid_in", "loan", "pickup", "check"),
            (46, 24, 9, 4, 4, 5, 8),
        )[0]
        operator = random.choice((1, 1, 2))
        if flow == "check":
            amount = random.randint(1500, 30000)
            till.checks.append(Money(amount))
            till.events.append(
                TillEvent(f"e{n}", at, "check_cashed", Money(-amount), operator_id=operator)
            )
            continue
        amount = _amount(random, flow)
        sign = 1 if flow in ("sale", "paid_in", "loan") else -1
        reference = ""
        if flow in numbers:
            numbers[flow] += 1
            reference = f"{flow[:2].upper()}{numbers[flow]}"
            if random.random() < 0.9:
                till.papers.append(
                    Paper(reference, flow, Money(amount), flow in ("loan", "pickup"))
                )
        event = TillEvent(
            f"e{n}", at, flow, Money(sign * amount), reference, operator, drawer_opened=True
        )
        till.events.append(event)
        if flow == "refund" and random.random() < 0.05:
            _honest_void(till, event, n)
    _decoys(till)
    return till


def _amount(random: Random, flow: str) -> int:
    if flow in ("loan", "pickup"):
        return random.choice((10000, 20000, 20000, 30000, 40000, 50000, 60000))
    if flow in ("paid_out", "paid_in"):
        return random.choice((random.randint(300, 9000), random.randrange(500, 8000, 500)))
    return random.randint(150, 12000)


def _honest_void(till: Till, event: TillEvent, n: int) -> None:
    """A refund voided at once; its cash went back and usually the drawer was opened for it."""
    opened = till.random.random() < 0.85
    soon = event.at + timedelta(seconds=till.random.randint(30, 170))
    till.events.append(
        TillEvent(f"v{n}", soon, "void", -event.cash, "", event.operator_id, event.id, opened)
    )


def _decoys(till: Till) -> None:
    """Things that look like a mistake and are none."""
    random = till.random
    if random.random() < 0.3:  # a private slip of paper, or one of another day
        till.papers.append(
            Paper(f"PA{random.randint(10, 99)}", random.choice(("paid_out", "paid_in")),
                  Money(random.randint(300, 9000)))
        )  # fmt: skip
    if random.random() < 0.3:  # two customers with the same amount, minutes apart
        first = random.choice([e for e in till.events if e.flow == "refund"])
        till.events.append(
            replace(first, id="twin", at=first.at + timedelta(minutes=random.randint(1, 25)),
                    operator_id=random.choice((1, 2)))
        )  # fmt: skip


# ------------------------------------------------------------------------------------ mistakes


def _missing(till: Till) -> None:
    event = till.random.choice([e for e in till.typed() if e.flow in ("paid_out", "paid_in")]
                               or till.typed())  # fmt: skip
    till.events.remove(event)
    till.truth = event.cash.minor
    if event.flow in ("loan", "pickup"):
        till.safe = -event.cash.minor
    _lose_paper(till, event, 0.1)


def _doubled(till: Till) -> None:
    event = till.random.choice(till.typed() + [e for e in till.events if e.flow == "refund"][:6])
    again = event.at + timedelta(seconds=till.random.randint(10, 1500))
    keeps = bool(event.reference) and till.random.random() < 0.7
    till.events.append(
        replace(event, id="again", at=again, reference=event.reference if keeps else "")
    )
    till.truth = -event.cash.minor
    if event.flow in ("loan", "pickup"):
        till.safe = event.cash.minor


def _wrong_side(till: Till) -> None:
    event = till.random.choice(till.typed())
    other = {"paid_in": "paid_out", "paid_out": "paid_in", "loan": "pickup", "pickup": "loan"}
    till.events[till.events.index(event)] = replace(
        event, cash=-event.cash, flow=other[event.flow],
        odd_reason=event.flow.startswith("paid") and till.random.random() < 0.6,
    )  # fmt: skip
    till.truth = 2 * event.cash.minor
    if event.flow in ("loan", "pickup"):
        till.safe = -2 * event.cash.minor
    _lose_paper(till, event, 0.25)


def _transposed(till: Till) -> None:
    events = [e for e in till.typed() if _swaps(abs(e.cash.minor))]
    event = till.random.choice(events)
    meant = abs(event.cash.minor)
    typed = till.random.choice(_swaps(meant))
    sign = 1 if event.cash > ZERO else -1
    till.events[till.events.index(event)] = replace(event, cash=Money(sign * typed))
    till.truth = sign * (meant - typed)
    if event.flow in ("loan", "pickup"):
        till.safe = -till.truth
    _lose_paper(till, event, 0.2)


def _swaps(minor: int) -> list[int]:
    digits = str(minor)
    return [
        int(digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :])
        for n in range(len(digits) - 1)
        if digits[n] != digits[n + 1] and not (n == 0 and digits[1] == "0")
    ]


def _check_as_cash(till: Till) -> None:
    if not till.checks:
        amount = Money(till.random.randint(1500, 30000))
        till.checks.append(amount)
        till.events.append(TillEvent("check", MORNING, "check_cashed", -amount))
    amount = till.random.choice(till.checks)
    till.truth = amount.minor
    till.checks_off = -amount.minor


def _missed_pickup(till: Till) -> None:
    amount = till.random.choice((20000, 30000, 40000, 50000, 64000))
    till.truth = -amount
    till.safe = amount
    if till.random.random() < 0.9:
        till.papers.append(
            Paper(f"PI{till.random.randint(9100, 9900)}", "pickup", Money(amount), True)
        )


def _undeclared_float(till: Till) -> None:
    till.truth, till.safe = 20000, -20000  # a second float, brought and never entered
    if till.random.random() < 0.5:
        till.events = [e for e in till.events if e.flow != "float"]
        till.declared = 0


def _denomination(till: Till) -> None:
    real, written = till.random.choice(
        ((2000, 1000), (1000, 2000), (500, 1000), (100, 500), (10000, 5000), (5, 10), (25, 10))
    )
    till.swapped = (real, written, till.random.randint(3, 12))
    till.truth = till.swapped[2] * (written - real)


def _void_after_payout(till: Till) -> None:
    refunds = [e for e in till.events if e.flow == "refund" and e.id != "twin"]
    event = till.random.choice(refunds)
    late = event.at + timedelta(minutes=till.random.randint(2, 240))
    opened = till.random.random() < 0.1
    till.events.append(
        TillEvent("void", late, "void", -event.cash, "", event.operator_id, event.id, opened)
    )
    till.truth = event.cash.minor


def _other_till(till: Till) -> None:
    """A refund that was paid from the drawer beside."""
    event = till.random.choice([e for e in till.events if e.flow == "refund"])
    till.truth = -event.cash.minor
    till.others = {"Till 8": event.cash, "Till 9": Money(till.random.choice((-2000, 300)))}


def _lose_paper(till: Till, event: TillEvent, chance: float) -> None:
    if till.random.random() < chance:
        till.papers = [p for p in till.papers if p.reference != event.reference]


MISTAKES: Mapping[Cause, Callable[[Till], None]] = {
    Cause.MISSING: _missing,
    Cause.DOUBLED: _doubled,
    Cause.WRONG_SIDE: _wrong_side,
    Cause.TRANSPOSED: _transposed,
    Cause.CHECK_AS_CASH: _check_as_cash,
    Cause.MISSED_PICKUP: _missed_pickup,
    Cause.UNDECLARED_FLOAT: _undeclared_float,
    Cause.DENOMINATION: _denomination,
    Cause.VOID_AFTER_PAYOUT: _void_after_payout,
    Cause.OTHER_TILL: _other_till,
}


def planted(cause: Cause, seed: int) -> TillCase:
    """A counted till with this mistake in it; the same seed gives the same till."""
    random = Random(f"{cause.value} {seed}")
    till = traded(random)
    while not any(_swaps(abs(e.cash.minor)) for e in till.typed()):
        till = traded(random)
    MISTAKES[cause](till)
    expected = sum(e.cash.minor for e in till.events)
    slip = random.choice((1, -1)) * random.randint(1, 50) if random.random() < 0.12 else 0
    counted = expected + till.truth + slip
    pieces, usual = _pieces(random, counted, till)
    return TillCase(
        expected=Money(expected),
        counted=Money(counted),
        events=tuple(sorted(till.events, key=lambda e: (e.at, e.id))),
        papers=tuple(till.papers),
        counts=(CountSheet(pieces),),
        usual=usual,
        checks=tuple(till.checks),
        checks_off=Money(till.checks_off) if random.random() < 0.8 else None,
        safe_off=Money(till.safe) if random.random() < 0.5 else None,
        standard_float=Money(20000),
        others=till.others,
    )


def _pieces(random: Random, counted: int, till: Till) -> tuple[dict[int, int], dict[int, int]]:
    """What lies in the drawer by worth, and what usually does: alike, never the same."""
    usual = {10000: 1, 5000: 2, 2000: 14, 1000: 11, 500: 10, 100: 24, 25: 30, 10: 34, 5: 26, 1: 60}
    pieces = {w: max(0, n + random.randint(-3, 3)) for w, n in usual.items()}
    if till.swapped is not None:
        real, written, n = till.swapped
        n = min(n, pieces[real]) or n
        pieces[real] = max(0, pieces[real] - n)
        pieces[written] += n
    # The rest of the drawer's amount lies in the largest note that makes it up, as it happens.
    rest = counted - sum(w * n for w, n in pieces.items())
    for worth in (2000, 100, 1):
        add = rest // worth if rest >= 0 else -(-rest // worth)
        add = max(add, -pieces[worth])
        pieces[worth] += add
        rest -= add * worth
    return pieces, usual
