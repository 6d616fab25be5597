"""What every step of the cash room begins with: its transaction, and a till's first count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from counter_app.core.ids import derived_id
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Tender, Transaction
from counter_app.records.tills import TillCount
from counter_app.records.work import Work

TASK: Final = "tills"


def transaction_of(
    work: Work,
    transaction_id: str,
    kind: Kind,
    operator: Operator,
    session: TillSession | None,
    now: datetime,
) -> Transaction:
    """A transaction of a till session (or of the safe alone) without postings yet."""
    return Transaction(
        id=transaction_id,
        kind=kind,
        task=TASK,
        station=work.station,
        operator_id=operator.id,
        business_date=work.date_in(session),
        occurred_at=now,
        till_session_id=session.id if session is not None else None,
        policy_version=work.policy().version,
    )


def opening_count(
    draft_id: str,
    session: TillSession,
    opening_float: Money,
    pieces: Mapping[str, int],
    operator: Operator,
    now: datetime,
) -> TillCount:
    """What a drawer was found to hold or was given, the first link of the till's counts."""
    return TillCount(
        id=derived_id(draft_id, "count"),
        session_id=session.id,
        occasion="opening",
        number=1,
        tender=Tender.CASH,
        counted=opening_float,
        pieces={k: n for k, n in pieces.items() if n},
        operator_id=operator.id,
        counted_at=now,
    )
