"""Signals for those who may read them, without those about themselves."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from counter_app.core.concern import Concern
from counter_app.core.errors import Refused
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.words import Words
from counter_app.desk.patterns.rules import People, Signal, signals
from counter_app.paths import resources
from counter_app.records.customers import customers
from counter_app.records.operators import all_operators, operator_by_number
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


def concerning(
    concern: Concern, reader: Operator, language: str, station: Station
) -> tuple[tuple[str, str], ...]:
    """What a manager may read on an approval, each signal with its ground; none about themselves.

    At the desk of the clerk who asks nothing is told about that clerk, who looks on.
    """
    if not reader.may(PERMISSION):
        raise Refused(
            said("{operator} may not read signals.", operator=reader.short_name),
            code="not_permitted",
            remedy="They are for managers.",
        )
    with station.look() as work:
        clerk = operator_by_number(work.connection, concern.clerk_number)
        found = signals_on(work, work.today())
        words = Words.load(language, work.store.currency, resources("i18n"))
    here = station.operator.id if station.operator is not None else None
    return tuple(
        words.finding(s.finding)
        for s in found
        if _concerns(s, concern, None if clerk is None else clerk.id)
        and s.operator_id not in {reader.id, here}
        and (s.customer_id is None or s.customer_id != reader.customer_id)
    )


def _concerns(signal: Signal, concern: Concern, clerk_id: int | None) -> bool:
    return (
        (signal.customer_id is not None and signal.customer_id == concern.customer_id)
        or (signal.person_id is not None and signal.person_id == concern.person_id)
        or (signal.operator_id is not None and signal.operator_id == clerk_id)
    )


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
