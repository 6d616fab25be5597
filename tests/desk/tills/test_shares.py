"""A till that several people share: each one's part, and their sum at every instant."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.core.cash import MovementKind
from counter_app.core.errors import CounterError
from counter_app.core.ids import new_id
from counter_app.core.money import Money, total
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import CountDraft, Occasion
from counter_app.desk.tills.movement_draft import MovementDraft, ReceiveDraft
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.receiving import receive
from counter_app.desk.tills.service import audit_till
from counter_app.records.cash_movements import pending_movements
from counter_app.records.journal import balance
from counter_app.records.till_figures import expectation, till_cash
from counter_app.records.tills import open_session_at
from counter_app.station import Station
from tests.desk.tills.hands import draft, moved, opened, parts_of
from tests.stores import BADGES, CLERK, CLERK_2, LEAD, MANAGER

Step = Callable[[Station, str, int], object]


def _swap(station: Station, session: str, minor: int) -> object:
    out = {Tender.CASH: Money(minor)}
    made = MovementDraft(new_id(), MovementKind.EXCHANGE, session, out, into=Tender.CHECK)
    return move(made, station)


def _receive(station: Station, _session: str, _minor: int) -> object:
    with station.look() as work:
        waiting = pending_movements(work.connection)
    for bag in waiting[:1]:
        receive(ReceiveDraft(new_id(), bag.id, bag.tenders), station)
    return None


def _audit(station: Station, session: str, minor: int) -> object:
    """A spot count that is off by a few cents, too few to ask why."""
    with station.look() as work:
        found = open_session_at(work.connection, station.name)
        assert found is not None
        held = expectation(work.connection, found)
    counted = held[Tender.CASH] + Money(minor % 7)
    checks = held.get(Tender.CHECK, Money(0)).minor
    others = {Tender.CHECK.value: (checks,)} if checks else {}
    count = CountDraft(
        new_id(), session, total_only=counted, others=others, occasion=Occasion.AUDIT
    )
    return audit_till(count, station)


STEPS: dict[str, Step] = {
    "sale": moved,
    "refund": lambda s, i, n: moved(s, i, -n),
    "check sale": lambda s, i, n: moved(s, i, n, Tender.CHECK),
    "paid out": lambda s, i, n: move(draft(MovementKind.PAID_OUT, i, n, reason="postage"), s),
    "paid in": lambda s, i, n: move(draft(MovementKind.PAID_IN, i, n, reason="other"), s),
    "drop": lambda s, i, n: move(draft(MovementKind.DROP, i, n), s),
    "loan": lambda s, i, n: move(draft(MovementKind.LOAN, i, n), s),
    "receive": _receive,
    "swap": _swap,
    "spot count": _audit,
}

PEOPLE = (CLERK, CLERK_2, LEAD, MANAGER)


def check(station: Station, session_id: str) -> None:
    """The parts add up to the till in every tender, and nobody outside has one."""
    with station.look() as work:
        session = open_session_at(work.connection, station.name)
        assert session is not None
        assert session.id == session_id
        for tender in (Tender.CASH, Tender.CHECK):
            parts = parts_of(work, session.account, tender)
            assert total(parts.values()) == balance(work.connection, session.account, tender)
            assert len(parts) <= len(PEOPLE)
        since = parts_of(work, session.account, since=session.business_date)
        assert session.carried + total(since.values()) == till_cash(work.connection, session)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.sampled_from(PEOPLE), st.sampled_from(sorted(STEPS)), st.integers(1, 1900)),
        min_size=4,
        max_size=12,
    )
)
def test_the_parts_of_its_operators_are_the_till_at_every_instant(
    station: Station, steps: list[tuple[str, str, int]]
) -> None:
    with station.look() as work:
        here = open_session_at(work.connection, station.name)
    session = opened(station) if here is None else here.id
    for who, what, minor in steps:
        station.sign_on_with_badge(BADGES[who])
        with suppress(CounterError):  # whoever may not do it changes nothing
            STEPS[what](station, session, minor)
        check(station, session)
