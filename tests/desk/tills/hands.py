"""What tests of the cash room do over and over: sign on, move money, look at accounts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from counter_app.core.approval import Verdict, digest
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Posting, Tender
from counter_app.desk.tills.counting import transaction_of
from counter_app.records.journal import balance
from counter_app.records.policy_versions import add_policy, policy_at
from counter_app.records.tills import open_session_at, session_by_id
from counter_app.station import Station
from tests.stores import PINS


def signed(station: Station, who: str) -> None:
    """Sign somebody on."""
    station.sign_on_with_pin(who, PINS[who])


def held(station: Station, account: str, tender: Tender = Tender.CASH) -> Money:
    """What an account holds: of cash (or another tender) if it is countable."""
    countable = account.startswith(("till:", "transit:", "safe", "bank"))
    with station.look() as work:
        return balance(work.connection, account, tender if countable else None)


def on(station: Station, name: str) -> TillSession | None:
    """The session open at a station."""
    with station.look() as work:
        return open_session_at(work.connection, name)


def moved(station: Station, session_id: str, minor: int, tender: Tender = Tender.CASH) -> str:
    """A sale (or, negative, a refund) that moved so much through a till."""
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        session = session_by_id(work.connection, session_id)
        made = transaction_of(work, new_id(), Kind.SALE, operator, session, work.now())
        made = replace(
            made,
            postings=(
                Posting(session.account, Money(minor), tender),
                Posting("sales", Money(-minor)),
            ),
        )
        posted = work.journal.post(made, Verdict(digest(["sale", made.id])))
        work.commit()
    return posted.id


def kept_policy(station: Station, old: str, new: str) -> None:
    """Put a changed policy into force."""
    with station.open_work() as work:
        text = policy_at(work.connection, date(2026, 11, 21)).content
        assert old in text, old
        add_policy(work.connection, text.replace(old, new), date(2026, 11, 21), "test", work.now())
        work.commit()


@contextmanager
def other_desk(station: Station) -> Iterator[Station]:
    """Desk 2 of the same store."""
    there = Station(
        station.database, station.home, "D02", station.keys, station.clock, station._parse_policy
    )
    try:
        yield there
    finally:
        there.settle_anchor()
