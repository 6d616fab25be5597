"""X and Z on paper: what a till did; only a Z, made from a final count, says how much.

An X can be read at any time, so it gives numbers of things and no amounts: it stays blind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from counter_app.core.document import BOLD, Block, Cut, Document, Rule, Text
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.store import Store, TillSession
from counter_app.core.transaction import Kind, Tender
from counter_app.core.words import Words
from counter_app.desk.tills.slip import slip_header, slip_place, tender_words
from counter_app.documents.standard import amount_row, two_sides

_LINES = (
    Kind.SALE,
    Kind.RETURN,
    Kind.PRICE_CORRECTION,
    Kind.CHECK_CASHING,
    Kind.COUPON,
    Kind.SERVICE,
    Kind.VOID,
    Kind.CASH_MOVEMENT,
    Kind.COUNT,
    Kind.CONTROL,
)
"""The order of a report's lines: what customers did, money that moved, counts, the rest."""


@dataclass(frozen=True, slots=True)
class Did:
    """One sort of thing a till did: how often, and what it moved by tender."""

    key: str
    count: int
    amounts: Mapping[Tender, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TillReport:
    """The figures of an X (`z_number` 0) or a Z; amounts only where a final count stands.

    `taken_ever` and `paid_ever` are the till's perpetual totals: all it took in and paid out in
    cash since it exists, without floats, loans and pickups.
    """

    station: str
    operator: Operator
    session: TillSession
    at: datetime
    did: Sequence[Did]
    z_number: int = 0
    expected: Mapping[Tender, Money] = field(default_factory=dict)
    counted: Mapping[Tender, Money] = field(default_factory=dict)
    taken_ever: Money = ZERO
    paid_ever: Money = ZERO


def report_slip(store: Store, report: TillReport, words: Words) -> Document:
    """The slip of an X or a Z."""
    final = report.z_number > 0
    title = words.say("X REPORT")
    if final:
        title = words.say("Z REPORT {number}", number=f"{report.z_number:04d}")
    session = report.session
    blocks: tuple[Block, ...] = (
        *slip_header(store, title, report.at, words),
        slip_place(report.station, session, report.operator, words),
        two_sides(words.say("Opened"), words.stamp(store.calendar.local(session.opened_at))),
        Rule(),
        *_did(report, words, amounts=final),
        *(_totals(report, words) if final else _blind(words)),
        Cut(),
    )
    kind = "till_z" if final else "till_x"
    return Document(blocks, kind, title, words.language)


def did_words(key: str, words: Words) -> str:
    """What a till did, as a report's line says it."""
    kind, _, head = key.partition("/")
    known = {
        Kind.SALE.value: words.say("Sales"),
        Kind.RETURN.value: words.say("Refunds"),
        Kind.PRICE_CORRECTION.value: words.say("Price corrections"),
        Kind.CHECK_CASHING.value: words.say("Checks cashed"),
        Kind.COUPON.value: words.say("Coupons paid out"),
        Kind.SERVICE.value: words.say("Services"),
        Kind.VOID.value: words.say("Voids"),
        Kind.COUNT.value: words.say("Counts"),
        Kind.CONTROL.value: words.say("Other entries"),
    }
    moved = {
        "safe": words.say("Floats, closings"),
        "transit": words.say("Loans, pickups, drops"),
        "paid_in": words.say("Paid in"),
        "paid_out": words.say("Paid out"),
        "advances": words.say("Petty cash"),
        "losses": words.say("Counterfeit notes"),
        "sales": words.say("Register sales"),
        "no_sale": words.say("Opened without a sale"),
    }
    if head in moved:
        return moved[head]
    return known.get(kind, words.say("Other movements"))


def report_place(key: str) -> tuple[int, str]:
    """Where a line of a report stands among the others."""
    return _LINES.index(Kind(key.partition("/")[0])), key


def _did(report: TillReport, words: Words, *, amounts: bool) -> Iterator[Block]:
    for did in report.did:
        yield two_sides(did_words(did.key, words), str(did.count))
        for tender, amount in did.amounts.items() if amounts else ():
            yield amount_row(f"  {tender_words(tender, words)}", words.figure(amount))
    if not report.did:
        yield Text(words.say("Nothing happened yet."))


def _blind(words: Words) -> Iterator[Block]:
    yield Rule()
    yield Text(words.say("No amounts until the till is counted. Its Z has them."))


def _totals(report: TillReport, words: Words) -> Iterator[Block]:
    for tender in sorted({Tender.CASH, *report.expected, *report.counted}):
        expected = report.expected.get(tender, ZERO)
        counted = report.counted.get(tender, ZERO)
        yield Rule()
        title = tender_words(tender, words)
        yield Text(title[:1].upper() + title[1:], style=BOLD)
        yield amount_row(words.say("Expected"), words.figure(expected))
        yield amount_row(words.say("Counted"), words.figure(counted))
        yield amount_row(words.say("Variance"), words.figure(counted - expected))
    yield Rule()
    yield amount_row(words.say("Taken in since this till exists"), words.figure(report.taken_ever))
    yield amount_row(words.say("Paid out since this till exists"), words.figure(report.paid_ever))
