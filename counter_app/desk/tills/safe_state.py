"""What the safe's screen knows: in whose hands it is, what runs low, keys, notes kept, cash need.

Never what it should hold: it is counted blind, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from counter_app.core.cash import MovementKind
from counter_app.core.money import Money
from counter_app.core.reason import Reason
from counter_app.core.store import SAFE_ID
from counter_app.core.transaction import Tender
from counter_app.desk.tills.safe import order_for
from counter_app.desk.tills.waiting import Waiting, waiting
from counter_app.records.cash_movements import cash_movements
from counter_app.records.journal_tables import transactions
from counter_app.records.operators import operator_by_id
from counter_app.records.till_counts import SAFE, CountSet, count_sets
from counter_app.records.tills import unsettled_session
from counter_app.records.work import Work
from counter_app.report.cash_need import cash_need
from counter_app.rules.cash_forecast import Forecast
from counter_app.station import Station

MAX_KEYS: Final = 500
"""Handovers looked through for who has which key."""
MAX_KEPT: Final = 20


@dataclass(frozen=True, slots=True)
class Key:
    """A key, who signed for it last, and when."""

    name: str
    holder: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A counterfeit note that was kept as evidence."""

    amount: Money
    number: str


@dataclass(frozen=True, slots=True)
class SafeState:
    """`order` is what the bank should bring by the last count, `par` what the safe should keep.

    `tenders` are what bags may hold.
    """

    holder: str = ""
    since: datetime | None = None
    par: Mapping[str, int] | None = None
    order: Mapping[str, int] | None = None
    waiting: tuple[Waiting, ...] = ()
    keys: tuple[Key, ...] = ()
    kept: tuple[Kept, ...] = ()
    variance_reasons: tuple[Reason, ...] = ()
    spent_reasons: tuple[Reason, ...] = ()
    tenders: tuple[Tender, ...] = (Tender.CASH,)

    @property
    def low(self) -> tuple[str, ...]:
        """The notes and coins that run low, as the last count found."""
        return tuple(key for key, pieces in (self.order or {}).items() if pieces)


def safe_state(station: Station) -> SafeState:
    """Read everything about the safe that may be shown."""
    with station.look() as work:
        custody = unsettled_session(work.connection, SAFE_ID)
        policy = work.policy()
        last = None if custody is None else _last_count(work, custody.id)
        holder = ""
        if custody is not None and custody.operator_id is not None:
            holder = operator_by_id(work.connection, custody.operator_id).name
        by_pieces = last is not None and bool(last.pieces)
        return SafeState(
            holder=holder,
            since=None if last is None else last.at,
            par=policy.till.safe.pars,
            order=order_for(work, last.pieces) if last is not None and by_pieces else None,
            waiting=tuple(w for w in waiting(work) if not w.to_till),
            keys=_keys(work),
            kept=_kept(work),
            variance_reasons=policy.reasons_of("over_short"),
            spent_reasons=policy.reasons_of("paid_out"),
            tenders=policy.till.counted_tenders,
        )


def need_today(station: Station) -> Forecast | None:
    """The cash that today will need, by hour, note and coin; None if nothing was paid out yet."""
    with station.look() as work:
        return cash_need(work, work.today() - timedelta(days=1))


def _last_count(work: Work, session_id: str) -> CountSet | None:
    found = count_sets(work.connection, session_id, SAFE)
    return found[-1] if found else None


def _keys(work: Work) -> tuple[Key, ...]:
    """Who has which key: its last handover."""
    t = transactions.c
    rows = work.connection.execute(
        select(t.note, t.witness_id, t.occurred_at)
        .where(t.task == "tills", t.reason == "key_handover")
        .order_by(t.occurred_at.desc(), t.id.desc())
        .limit(MAX_KEYS)
    )
    found: dict[str, Key] = {}
    for row in rows:
        name = operator_by_id(work.connection, row.witness_id).name
        found.setdefault(row.note, Key(row.note, name, row.occurred_at))
    return tuple(found[name] for name in sorted(found))


def _kept(work: Work) -> tuple[Kept, ...]:
    """Counterfeit notes, newest first."""
    c = cash_movements.c
    rows = work.connection.execute(
        select(c.amount, c.reference)
        .where(c.kind == MovementKind.COUNTERFEIT.value)
        .order_by(c.sent_at.desc(), c.id)
        .limit(MAX_KEPT)
    )
    return tuple(Kept(row.amount, row.reference) for row in rows)
