"""People by a keyed hash: remembered, found again, forgotten; their returns summed from the books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import ONE, Quantity
from counter_app.core.store import TillSession
from counter_app.core.transaction import Proof, ProofKind
from counter_app.records.persons import (
    Person,
    exempt_today,
    forget_persons,
    identity_mac,
    lock_person,
    past_returns,
    person_by_id,
    persons,
    remember_person,
)
from counter_app.rules.person_limits import PastReturn
from counter_app.station import Station
from tests.records.books import (
    CLEAN,
    TODAY,
    open_till,
    operator_id,
    return_of,
    stored_receipt,
    void_of,
)
from tests.stores import NOON

NUMBER = "T64235789"


def remember(station: Station, number: str = NUMBER, until: date = TODAY) -> Person:
    with station.open_work() as work:
        mac = identity_mac(work.keys, "licence", "MI", number)
        found = remember_person(
            work.connection, Person("", "licence", "MI", number[-4:], until), mac, NOON
        )
        work.commit()
    return found


def test_somebody_is_known_again_and_their_number_is_nowhere(either_station: Station) -> None:
    first = remember(either_station)
    again = remember(either_station, until=TODAY + timedelta(days=5))
    other = remember(either_station, "T64235780")
    assert again.id == first.id != other.id
    assert again.forget_after == TODAY + timedelta(days=5)
    assert remember(either_station).forget_after == again.forget_after
    with either_station.look() as work:
        rows = work.connection.execute(select(persons)).all()
        assert person_by_id(work.connection, first.id) == again
    assert not any(NUMBER in str(value) for row in rows for value in row)
    assert {row.last_four for row in rows} == {"5789", "5780"}


def test_the_hash_needs_the_stores_key_and_everything_that_names_the_card(
    station: Station,
) -> None:
    keys = station.keys
    mac = identity_mac(keys, "licence", "MI", NUMBER)
    others = [
        identity_mac(keys, "passport", "MI", NUMBER),
        identity_mac(keys, "licence", "OH", NUMBER),
        identity_mac(keys, "licence", "MI", NUMBER + "0"),
        identity_mac(replace(keys, field=b"x" * 32), "licence", "MI", NUMBER),
    ]
    assert len({mac, *others}) == 5
    assert mac == identity_mac(replace(keys, chain=b"x" * 32), "licence", "MI", NUMBER)


def test_whose_time_is_over_is_forgotten(either_station: Station) -> None:
    gone = remember(either_station, until=TODAY - timedelta(days=1))
    stays = remember(either_station, "T64235780", until=TODAY)
    with either_station.open_work() as work:
        assert forget_persons(work.connection, TODAY) == 1
        assert person_by_id(work.connection, gone.id) is None
        assert not lock_person(work.connection, gone.id)
        assert lock_person(work.connection, stays.id)
        work.commit()


def post(
    station: Station,
    sequence: int,
    day: date,
    proof: Proof | None,
    quantity: Quantity = ONE,
    *,
    void: bool = False,
) -> None:
    session = with_till(station)
    sold = stored_receipt(station, sequence)
    with station.open_work() as work:
        clerk = operator_id(work)
        made = return_of(sold, session, clerk)
        lines = tuple(replace(x, quantity=quantity) for x in made.lines)
        made = replace(made, proof=proof, business_date=day, lines=lines)
        posted = work.journal.post(made, CLEAN)
        if void:
            work.journal.post(void_of(posted, session, clerk), CLEAN)
        work.commit()


def with_till(station: Station) -> TillSession:
    with station.look() as work:
        found = work.till_session()
    return found or open_till(station)


def test_what_somebody_brought_back_is_summed_from_the_books(either_station: Station) -> None:
    somebody, other = new_id(), new_id()
    mine = Proof(ProofKind.NONE, somebody)
    post(either_station, 1, TODAY, mine)
    post(either_station, 2, TODAY - timedelta(days=44), mine, Quantity(2345))
    post(either_station, 3, TODAY - timedelta(days=45), mine)
    post(either_station, 4, TODAY, Proof(ProofKind.NONE, other))
    post(either_station, 5, TODAY, mine, void=True)
    post(either_station, 6, TODAY, None)
    with either_station.look() as work:
        found = past_returns(work.connection, somebody, TODAY, 45)
        nobody = past_returns(work.connection, new_id(), TODAY, 45)
    assert found == (
        PastReturn(TODAY - timedelta(days=44), Money(518), 3),
        PastReturn(TODAY, Money(518), 1),
    )
    assert nobody == ()


@pytest.mark.parametrize("exempt", ["small", "spoiled"])
def test_what_a_clerk_gave_without_identity_today(either_station: Station, exempt: str) -> None:
    post(either_station, 1, TODAY, Proof(ProofKind.NONE, exempt=exempt))
    post(either_station, 2, TODAY - timedelta(days=1), Proof(ProofKind.NONE, exempt=exempt))
    post(either_station, 3, TODAY, Proof(ProofKind.NONE, new_id()))
    with either_station.look() as work:
        clerk = operator_id(work)
        assert exempt_today(work.connection, clerk, TODAY) == Money(518)
        assert exempt_today(work.connection, clerk + 1, TODAY) == Money(0)
