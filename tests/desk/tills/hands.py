"""What tests of the cash room do over and over: sign on, move money, look at accounts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from counter_app.core.approval import Verdict, digest
from counter_app.core.cash import MovementKind
from counter_app.core.errors import ApprovalRequired
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Posting, Tender
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.movement_draft import MovementDraft, ReceiveDraft
from counter_app.desk.tills.moving import Moved, move
from counter_app.desk.tills.service import open_till
from counter_app.desk.tills.transactions import transaction_of
from counter_app.documents.text import render_text
from counter_app.records.journal import balance
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.policy_versions import add_policy, policy_at
from counter_app.records.tills import open_session_at, session_by_id
from counter_app.records.transaction_reader import stored_document
from counter_app.records.work import Work
from counter_app.station import Station
from tests.stores import CLERK, PINS


def signed(station: Station, who: str) -> None:
    """Sign somebody on."""
    station.sign_on_with_pin(who, PINS[who])


def held(station: Station, account: str, tender: Tender = Tender.CASH) -> Money:
    """What an account holds: of cash (or another tender) if it is countable."""
    countable = account.startswith(("till:", "transit:", "safe", "bank"))
    with station.look() as work:
        return balance(work.connection, account, tender if countable else None)


def parts_of(
    work: Work, account: str, tender: Tender = Tender.CASH, since: date | None = None
) -> dict[int, Money]:
    """Each operator's part of an account: what their own transactions put in and took out."""
    p, t = postings.c, transactions.c
    statement = (
        select(t.operator_id, func.sum(p.amount).label("amount"))
        .join_from(postings, transactions, t.id == p.transaction_id)
        .where(p.account == account, p.tender == tender.value)
        .group_by(t.operator_id)
    )
    if since is not None:
        statement = statement.where(p.business_date >= since)
    return {row.operator_id: row.amount for row in work.connection.execute(statement)}


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
        add_policy(
            work.connection,
            work.keys,
            text.replace(old, new),
            date(2026, 11, 21),
            "test",
            work.now(),
        )
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


def opened(station: Station, amount: int = 20000, till: int = 7, who: str = CLERK) -> str:
    """A till, opened by somebody; gives its session."""
    signed(station, who)
    return open_till(OpenDraft(new_id(), till, Money(amount)), station).session_id


def count(session: str, amount: int, leave: int = 0, **said: Any) -> CountDraft:
    """A count of the cash in one sum, so many cents of which stay in the till."""
    return CountDraft(new_id(), session, total_only=Money(amount), leave=Money(leave), **said)


def draft(kind: MovementKind, session: str | None, minor: int, **said: Any) -> MovementDraft:
    """A movement of cash."""
    return MovementDraft(new_id(), kind, session, {Tender.CASH: Money(minor)}, **said)


def yes(station: Station, made: MovementDraft, who: str) -> Moved:
    """Move with somebody's approval."""
    with pytest.raises(ApprovalRequired) as asked:
        move(made, station)
    assert asked.value.verdict is not None
    return move(made, station, station.approve_with_pin(asked.value.verdict, who, PINS[who]))


def got(movement: str, minor: int, note: str = "") -> ReceiveDraft:
    """So much cash arrived."""
    return ReceiveDraft(new_id(), movement, {Tender.CASH: Money(minor)}, note=note)


def slip(station: Station, transaction_id: str, place: int = 1) -> str:
    """A stored paper as text."""
    with station.look() as work:
        found = stored_document(work.connection, transaction_id, place)
    assert found is not None
    return render_text(found, 48)
