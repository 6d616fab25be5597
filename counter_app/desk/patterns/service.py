"""Signals for those who may read them, without those about themselves."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from counter_app.core.errors import Refused
from counter_app.core.said import said
from counter_app.desk.patterns.rules import People, Signal, signals
from counter_app.records.customers import customers
from counter_app.records.operators import all_operators
from counter_app.records.persons import cards_of
from counter_app.records.refund_patterns import past_refunds
from counter_app.records.sign_on import as_operator
from counter_app.records.work import Work
from counter_app.station import Station

PERMISSION = "patterns.read"


def read_signals(station: Station) -> tuple[Signal, ...]:
    """What a manager should look at now; raises `Refused` for who may not read it."""
    with station.look() as work:
        operator = work.operator(station.operator_id)
        if not operator.may(PERMISSION):
            raise Refused(
                said("{operator} may not read signals.", operator=operator.short_name),
                code="not_permitted",
                remedy="They are for managers.",
            )
        found = signals_on(work, work.today())
    return tuple(s for s in found if s.operator_id != operator.id)


def signals_on(work: Work, day: date) -> tuple[Signal, ...]:
    """All signals of the days that end with a business date, whoever reads them."""
    rules = work.policy(day).patterns
    refunds = past_refunds(work.connection, day, rules.days)
    rows = all_operators(work.connection)
    policy = work.policy(day)
    known = {r.customer_id for r in refunds if r.customer_id is not None}
    named = work.connection.execute(
        select(customers.c.id, customers.c.name).where(customers.c.id.in_(known))
    )
    people = People(
        {row.id: row.name for row in rows},
        {row.id: row.name for row in named},
        {row.id: as_operator(row, policy).limits for row in rows},
        cards_of(work.connection, {r.person_id for r in refunds if r.person_id is not None}),
    )
    return signals(refunds, people, rules, work.store.currency)
