"""What was ever put on a credit, as the quotient of a cash-out law counts it.

A use that was voided is undone and no load, a load that was voided is none, and what a gift card
paid and got back with the goods is a use undone. A new paper has the loads of those before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, func, select

from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender
from counter_app.records.credits import Credit, credit_by_id, credit_of
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.returned import GIVING_BACK

MAX_PAPERS: Final = 9
"""How often one credit's paper is followed from replacement to replacement."""

_ORIGIN: Final = transactions.alias("origin")


def all_loaded(connection: Connection, credit: Credit) -> Money:
    """All that was put on a credit and not voided again, whatever papers it had before."""
    papers = tuple(_papers(connection, credit))
    issued = {paper.issued_by for paper in papers}
    t = transactions.c
    rows = connection.execute(
        select(
            t.reverses,
            func.coalesce(_ORIGIN.c.id, t.id).label("origin"),
            func.coalesce(_ORIGIN.c.kind, t.kind).label("kind"),
            func.sum(postings.c.amount).label("owed"),
        )
        .select_from(postings)
        .join(transactions, t.id == postings.c.transaction_id)
        .outerjoin(_ORIGIN, _ORIGIN.c.id == t.reverses)
        .where(postings.c.account.in_([paper.account for paper in papers]))
        .group_by(t.id, t.reverses, t.kind, _ORIGIN.c.id, _ORIGIN.c.kind)
    )
    giving_back = [kind.value for kind in GIVING_BACK] if credit.kind is Tender.GIFT_CARD else []
    loaded = []
    for row in rows:
        gained = -row.owed
        put_on = -gained if row.reverses else gained
        if put_on > ZERO and (row.kind not in giving_back or row.origin in issued):
            loaded.append(gained)
    return total(loaded)


def _papers(connection: Connection, credit: Credit) -> Iterator[Credit]:
    """A credit and those whose paper it replaced."""
    for _ in range(MAX_PAPERS):
        yield credit
        accounts = connection.execute(
            select(postings.c.account).where(
                postings.c.transaction_id == credit.issued_by,
                postings.c.amount > ZERO,
                postings.c.account.like(f"owed:{credit.kind.value}:%"),
            )
        ).scalars()
        before = next((credit_by_id(connection, credit_of(a) or "") for a in accounts), None)
        if before is None:
            return
        credit = before
