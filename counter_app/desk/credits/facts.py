"""What the books say about a request: whose credit it is, and what its buyer bought today."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from counter_app.core.money import ZERO, Money
from counter_app.desk.credits.draft import CreditDraft
from counter_app.desk.credits.rules import Facts
from counter_app.records.credits import replaced_by
from counter_app.records.customers import find_customer
from counter_app.records.journal_tables import postings, transaction_proofs, transactions
from counter_app.records.work import Work
from counter_app.trade.credits import CreditState

TASK: Final = "credits"
SOLD: Final = "gift_card_sale"
"""The reason of the transaction that sold a gift card."""


def facts_of(work: Work, draft: CreditDraft, state: CreditState | None) -> Facts:
    """What the rules must know about a request."""
    day = work.today()
    holder = draft.customer_id if state is None else state.credit.customer_id
    found = find_customer(work.connection, holder or "")
    name = found.name if found else ""
    if state is None:
        earlier = sold_today(work, draft.customer_id, draft.person_id)
        return Facts(day, sold_today=earlier, customer=name)
    credit = state.credit
    return Facts(
        day,
        credit.kind,
        state.balance,
        state.loaded,
        credit.expires_on,
        state.cancelled,
        state.voiding,
        replaced_by(work.connection, credit) is not None,
        customer=name,
    )


def sold_today(work: Work, customer_id: str | None, person_id: str | None = None) -> Money:
    """Gift cards sold to a customer, or to whose card was seen, today.

    To somebody nobody knows: at this desk a short while ago.
    """
    void = transactions.alias("void")
    statement = (
        select(func.sum(postings.c.amount).label("amount"))
        .join(transactions, transactions.c.id == postings.c.transaction_id)
        .where(
            transactions.c.task == TASK,
            transactions.c.reason == SOLD,
            postings.c.account.like("owed:%"),
            ~select(void.c.id).where(void.c.reverses == transactions.c.id).exists(),
        )
    )
    if customer_id is not None:
        statement = statement.where(
            transactions.c.customer_id == customer_id,
            transactions.c.business_date == work.today(),
        )
    elif person_id is not None:
        seen = transaction_proofs.c
        statement = statement.where(
            transactions.c.business_date == work.today(),
            select(seen.number)
            .where(seen.transaction_id == transactions.c.id, seen.person_id == person_id)
            .exists(),
        )
    else:
        since = work.now() - timedelta(minutes=work.policy().credits.unnamed_minutes)
        statement = statement.where(
            transactions.c.customer_id.is_(None),
            transactions.c.station == work.station,
            transactions.c.occurred_at >= since,
        )
    found = work.connection.execute(statement).scalar()
    return -found if isinstance(found, Money) else ZERO
