"""What is made of rows is kept exactly as long as they read the same, on both engines."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import bindparam, select, update

from counter_app.core.errors import Refused
from counter_app.records.operators import operators
from counter_app.station import Station
from counter_app.storage.keys import fresh_keys
from counter_app.storage.prepared import Kept, Prepared
from tests.stores import CLERK, PINS

_NAMED = Prepared(select(operators).where(operators.c.number == bindparam("wanted")))


class Names:
    """Makes a tuple of names, and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, rows: Iterable[Any]) -> tuple[str, ...]:
        self.made += 1
        return tuple(row.name for row in rows)


def rename(station: Station, name: str) -> None:
    with station.open_work() as work:
        wanted = update(operators).where(operators.c.number == CLERK)
        work.connection.execute(wanted.values(name=name))
        work.commit()


def test_rows_are_made_again_once_they_read_otherwise(either_station: Station) -> None:
    kept, names = Kept(), Names()

    def read(number: str = CLERK) -> tuple[str, ...]:
        with either_station.look() as work:
            return _NAMED.made(work.connection, {"wanted": number}, names, kept)

    first = read()
    assert read() is first
    assert read("none of ours") == ()
    assert read() is first, "what one asks for does not push out what another does"
    assert names.made == 2
    rename(either_station, "Someone Else")
    assert read() == ("Someone Else",)
    rename(either_station, first[0])
    assert read() == first
    assert names.made == 4


def test_without_a_keeper_rows_are_made_each_time(station: Station) -> None:
    names = Names()
    with station.look() as work:
        for _ in range(2):
            assert len(_NAMED.made(work.connection, {"wanted": CLERK}, names, None)) == 1
    assert names.made == 2


def test_what_could_not_be_made_is_tried_again() -> None:
    kept = Kept()

    def fails() -> str:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - whatever `make` raises
        kept.of("x", 1, fails)
    assert kept.of("x", 1, lambda: "made") == "made"


def test_whoever_is_locked_out_elsewhere_is_refused_at_once(either_station: Station) -> None:
    """What a station keeps of a person never outlives a change of the row."""
    clerk = either_station.sign_on_with_pin(CLERK, PINS[CLERK])
    with either_station.look() as work:
        assert work.operator(clerk.id) == clerk
    with either_station.open_work() as work:
        wanted = update(operators).where(operators.c.id == clerk.id)
        work.connection.execute(wanted.values(active=False))
        work.commit()
    with either_station.look() as work, pytest.raises(Refused) as no:
        work.operator(clerk.id)
    assert no.value.code == "operator_locked"


def test_a_mac_is_that_of_the_standard_each_time() -> None:
    keys = fresh_keys("store")
    for parts in ((b"",), (b"a", b"\n", b"b"), (b"x" * 300,)):
        wanted = hmac.new(keys.chain, b"".join(parts), hashlib.sha256).hexdigest()
        assert keys.mac(*parts) == keys.mac(*parts) == wanted
