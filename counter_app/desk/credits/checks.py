"""What the books promise about credits: each exists, and none paid more than it held."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, func, select

from counter_app.core.money import ZERO
from counter_app.records.credits import credit_of, credit_table
from counter_app.records.journal_tables import postings
from counter_app.records.verify_problem import Problem

MAX_PROBLEMS: Final = 100


def verify_credits(connection: Connection) -> list[Problem]:
    """Credits spent beyond what was on them, and balances that belong to no credit."""
    known = set(connection.execute(select(credit_table.c.id)).scalars())
    rows = connection.execute(
        select(postings.c.account, func.sum(postings.c.amount).label("owed"))
        .where(postings.c.account.like("owed:%:%"))
        .group_by(postings.c.account)
        .order_by(postings.c.account)
    )
    found: list[Problem] = []
    for row in rows:
        credit_id = credit_of(row.account)
        if credit_id is None:
            continue
        if credit_id not in known:
            found.append(
                Problem("credit_missing", "Money is owed on a credit that is gone.", row.account)
            )
        elif row.owed > ZERO:
            found.append(
                Problem("credit_overdrawn", "A credit paid more than it held.", row.account)
            )
    return found[:MAX_PROBLEMS]
