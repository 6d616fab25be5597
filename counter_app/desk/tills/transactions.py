"""What every step of the cash room begins with: its transaction, and the words of who signs it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from counter_app.core.operator import Operator
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Transaction
from counter_app.core.words import Words
from counter_app.paths import resources
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


def words_of(work: Work, operator: Operator) -> Words:
    """The words of the operator who signs the slip."""
    return Words.load(operator.language, work.store.currency, resources("i18n"))
