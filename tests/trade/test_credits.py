"""Store credits and gift cards in the books: one truth, codes kept as hashes, no money spent twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from counter_app.core.approval import Verdict
from counter_app.core.clock import FrozenClock
from counter_app.core.document import QR, Barcode, Document, Text
from counter_app.core.errors import BadInput, NotFound, Refused, StorageError
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.transaction import Kind, Posting, Tender, Transaction
from counter_app.records.audit import audit_events
from counter_app.records.credits import (
    changed_credits,
    credit_by_id,
    credit_table,
    credits_issued_by,
    place_of,
    sealed_code,
    with_codes,
)
from counter_app.records.verify import verify_store
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import credits as desk_credits
from tests.records.test_concurrency import at_once
from tests.stores import CLERK, PINS

CLEAN = Verdict("0" * 64)


def transaction(work: Work, station: Station, *postings: Posting) -> Transaction:
    return Transaction(
        id=new_id(),
        kind=Kind.SERVICE,
        task="credits",
        station=work.station,
        operator_id=station.operator_id,
        business_date=work.today(),
        occurred_at=work.now(),
        postings=postings,
    )


def issued(station: Station, cents: int, kind: Tender = Tender.STORE_CREDIT) -> tuple[str, str]:
    """A credit in the books: its id and its code."""
    with station.open_work() as work:
        made = transaction(work, station)
        new = desk_credits.draw(work, kind, made.id)
        amount = Money(cents)
        postings = (Posting("returns", amount), desk_credits.load(new.credit, amount))
        work.journal.post(replace(made, postings=postings), CLEAN)
        desk_credits.write(work, new)
        work.commit()
    return new.credit.id, new.code.text


def spend(station: Station, credit_id: str, cents: int) -> None:
    with station.open_work() as work:
        taken = desk_credits.spend(work, credit_id, Money(cents))
        work.journal.post(
            transaction(work, station, taken, Posting("returns", -Money(cents))), CLEAN
        )
        work.commit()


def balance(station: Station, credit_id: str) -> int:
    with station.look() as work:
        credit = credit_by_id(work.connection, credit_id)
        assert credit is not None
        return desk_credits.read_state(work, credit).balance.minor


@pytest.fixture
def desk(either_station: Station) -> Station:
    either_station.sign_on_with_pin(CLERK, PINS[CLERK])
    return either_station


def test_a_credit_is_spent_in_parts_and_never_below_nothing(desk: Station) -> None:
    credit_id, code = issued(desk, 5411)
    found = desk_credits.look_up(desk, code.lower())
    assert (found.credit.id, found.balance, found.loaded) == (credit_id, Money(5411), Money(5411))
    spend(desk, credit_id, 2000)
    assert balance(desk, credit_id) == 3411
    with pytest.raises(Refused) as no:
        spend(desk, credit_id, 3412)
    assert (no.value.code, no.value.text) == ("credit.too_little", "$34.11 is left on this credit.")
    spend(desk, credit_id, 3411)
    assert balance(desk, credit_id) == 0
    with pytest.raises(Refused):
        spend(desk, credit_id, 1)


def test_no_code_is_kept_in_clear(desk: Station) -> None:
    credit_id, code = issued(desk, 100)
    with desk.look() as work:
        row = work.connection.execute(select(credit_table)).one()
        assert code not in " ".join(str(value) for value in row)
        assert sealed_code(work.connection, desk.keys, credit_id).text == code
        assert changed_credits(work.connection, desk.keys) == ()
        issue = credits_issued_by(work.connection, row.issued_by)
    assert [c.id for c in issue] == [credit_id]


def test_a_row_that_somebody_changed_is_named(station: Station) -> None:
    station.sign_on_with_pin(CLERK, PINS[CLERK])
    mine, theirs = issued(station, 100)[0], issued(station, 90_000)[0]
    with station.open_work() as work:
        work.connection.exec_driver_sql("DROP TRIGGER append_only_credits_update")
        work.connection.exec_driver_sql(
            f"UPDATE credits SET expires_on='2099-01-01' WHERE id='{theirs}'"
        )
        assert changed_credits(work.connection, station.keys) == (theirs,)
        work.commit()
    assert mine != theirs
    station.settle_anchor()
    report = verify_store(station.database, station.home, station.keys)
    assert ("credit_changed", theirs) in [(p.code, p.where) for p in report.problems]


@pytest.mark.parametrize("sql", ["UPDATE credits SET tail = 'AAAA'", "DELETE FROM credits"])
def test_the_table_of_credits_is_append_only(desk: Station, sql: str) -> None:
    issued(desk, 100)
    with pytest.raises(StorageError) as refusal, desk.open_work() as work:
        work.connection.execute(text(sql))
    assert refusal.value.code == "append_only"


def test_only_the_first_paper_shows_the_code(desk: Station) -> None:
    credit_id, code = issued(desk, 100)
    slip = Document((Text("STORE CREDIT"), place_of(credit_id), Text("Thank you")), "credit", "C")
    assert code not in slip.to_json()
    with desk.look() as work:
        first = with_codes(work.connection, desk.keys, slip)
        plain = Document((Text("RETURN"),), "return", "R")
        assert with_codes(work.connection, desk.keys, plain) is plain
    bars, square = first.blocks[1], first.blocks[2]
    assert isinstance(bars, Barcode)
    assert isinstance(square, QR)
    assert (bars.data, square.data) == (code, code)
    assert bars.text.replace(" ", "") == code


def test_an_expired_credit_is_refused_until_somebody_agrees(
    desk: Station, clock: FrozenClock
) -> None:
    with desk.open_work() as work:
        made = transaction(work, desk)
        new = desk_credits.draw(work, Tender.STORE_CREDIT, made.id)
    assert new.credit.expires_on is None
    credit = replace(new.credit, expires_on=new.credit.issued_on + timedelta(days=30))
    state = desk_credits.CreditState(credit, Money(500), Money(500))
    with desk.look() as work:
        assert desk_credits.unfit(state, Money(500), work) is None
    clock.advance(timedelta(days=31))
    with desk.look() as work:
        no = desk_credits.unfit(state, Money(500), work)
        assert no is not None
        assert no.code == "credit.expired"
        assert desk_credits.unfit(state, Money(500), work, expired_approved=True) is None
        void = desk_credits.CreditState(new.credit, Money(0), Money(500), cancelled=True)
        assert (cancelled := desk_credits.unfit(void, Money(1), work)) is not None
        assert cancelled.code == "credit.cancelled"


def test_guesses_are_counted_and_stop_the_station(desk: Station, clock: FrozenClock) -> None:
    _, code = issued(desk, 100)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    for n in range(10):
        with pytest.raises(BadInput) as no:
            desk_credits.look_up(desk, wrong if n % 2 else "SC 0000 0000 0000 000A 0000")
        assert no.value.code == "credit.bad_check"
    with pytest.raises(Refused) as stopped:
        desk_credits.look_up(desk, code)
    assert stopped.value.code == "credit.guesses"
    with desk.look() as work:
        noted = work.connection.execute(
            select(audit_events.c.detail).where(audit_events.c.event == "credit_guess")
        ).scalars()
        assert [detail for detail in noted if detail] == []
    clock.advance(timedelta(minutes=31))
    assert desk_credits.look_up(desk, code).balance == Money(100)


def test_a_code_with_the_right_check_that_nobody_issued_is_counted_too(desk: Station) -> None:
    with desk.open_work() as work:
        made = transaction(work, desk)
        never = desk_credits.draw(work, Tender.GIFT_CARD, made.id).code
    with pytest.raises(NotFound):
        desk_credits.look_up(desk, never.text)
    with desk.look() as work:
        events = work.connection.execute(
            select(audit_events.c.event).where(audit_events.c.event == "credit_guess")
        ).all()
    assert len(events) == 1


def test_two_stations_cannot_spend_the_same_money(desk: Station) -> None:
    other = Station(desk.database, desk.home, "D02", desk.keys, desk.clock, desk._parse_policy)
    other.operator = desk.operator
    for _ in range(5):
        credit_id, _ = issued(desk, 1000)
        refusals = at_once(
            lambda credit_id=credit_id: spend(desk, credit_id, 700),  # type: ignore[misc]
            lambda credit_id=credit_id: spend(other, credit_id, 700),  # type: ignore[misc]
        )
        assert [r.code for r in refusals] == ["credit.too_little"]
        assert balance(desk, credit_id) == 300
