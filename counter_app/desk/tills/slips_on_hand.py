"""The checks a till took in, as a list to tick: which ones, and never for how much.

Only of a check that somebody has in hand, or whose amount they typed, is the amount looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select

from counter_app.core.errors import NotFound
from counter_app.core.money import ZERO
from counter_app.core.store import TillSession
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import ONE_BY_ONE
from counter_app.records.cash_movements import cash_movements, papers_sent
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.operators import operators
from counter_app.records.tills import session_by_id
from counter_app.records.work import Work
from counter_app.station import Station

MOST: Final = 200
"""A till that took more checks than this counts them by their amounts alone."""


@dataclass(frozen=True, slots=True)
class SlipOnHand:
    """A check that came in: its number on paper where that is known, when, and to whom."""

    id: str
    reference: str
    at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class FoundSlip:
    """A listed check that is meant, and its amount in minor units."""

    id: str
    minor: int


def tenders_of(work: Work, session: TillSession) -> tuple[Tender, ...]:
    """What a count asks for: what policy lists, and whatever else came into this till."""
    p = postings.c
    rows = work.connection.execute(
        select(p.tender)
        .join_from(postings, transactions, transactions.c.id == p.transaction_id)
        .where(
            p.account == session.account,
            p.business_date >= session.business_date,
            p.tender.is_not(None),
            transactions.c.till_session_id == session.id,
        )
        .distinct()
    )
    listed = work.policy().till.counted_tenders
    return (*listed, *sorted({Tender(row.tender) for row in rows} - set(listed)))


def slips_on_hand(work: Work, session: TillSession) -> Mapping[Tender, tuple[SlipOnHand, ...]]:
    """The checks and money orders that came into a till, oldest first, without their amounts."""
    found: dict[Tender, tuple[SlipOnHand, ...]] = {}
    for tender in ONE_BY_ONE:
        rows = _rows(work, session, tender)
        if rows and len(rows) <= MOST:
            found[tender] = tuple(
                SlipOnHand(r.id, r.reference or "", r.occurred_at, r.name) for r in rows
            )
    return found


def look_up_slip(session_id: str, tender: Tender, slip_id: str, station: Station) -> FoundSlip:
    """The amount of a listed check that somebody has in hand."""
    with station.look() as work:
        session = session_by_id(work.connection, session_id)
        for row in _rows(work, session, tender):
            if row.id == slip_id:
                return FoundSlip(row.id, row.amount.minor)
    raise NotFound("This check is not in the list.", code="tills.unknown_slip")


def match_slip(
    session_id: str, tender: Tender, minor: int, ticked: frozenset[str], station: Station
) -> FoundSlip:
    """The listed check of a typed amount that is not ticked yet; without an id if there is none."""
    with station.look() as work:
        session = session_by_id(work.connection, session_id)
        for row in _rows(work, session, tender):
            if row.amount.minor == minor and row.id not in ticked:
                return FoundSlip(row.id, minor)
    return FoundSlip("", minor)


def _rows(work: Work, session: TillSession, tender: Tender) -> list[Any]:
    """The papers that came in and did not leave in a bag, oldest first; one more than `MOST`."""
    left = papers_sent(work.connection, session.id)
    rows = work.connection.execute(_incoming(session, tender, MOST + len(left) + 1))
    return [row for row in rows if row.id not in left][: MOST + 1]


def _incoming(session: TillSession, tender: Tender, most: int) -> Select[Any]:
    p, t, o, m = postings.c, transactions.c, operators.c, cash_movements.c
    return (
        select(t.id, t.occurred_at, o.name, p.amount, m.reference)
        .join_from(postings, transactions, t.id == p.transaction_id)
        .join(operators, o.id == t.operator_id)
        .join(cash_movements, m.sent_transaction == t.id, isouter=True)
        .where(
            p.account == session.account,
            p.tender == tender.value,
            p.business_date >= session.business_date,
            t.till_session_id == session.id,
            p.amount > ZERO,
        )
        .order_by(t.occurred_at, t.id)
        .limit(most)
    )
