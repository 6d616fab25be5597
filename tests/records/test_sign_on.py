"""What stands against guessing: locks that outlive a restart, weak PINs, salts, equal time."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import BadInput, Refused
from counter_app.records.operators import operator_by_number
from counter_app.records.pins import check_new_pin, hash_pin, pin_matches
from counter_app.records.sign_on import SignOn
from counter_app.station import Station
from tests.stores import BADGES, CLERK, NOON, PINS


def answer(station: Station, number: str, pin: str) -> str:
    """The code of the refusal, or "" for a yes."""
    with pytest.raises(Refused) as no:
        station.sign_on_with_pin(number, pin)
    return no.value.code


def test_b2_80_a_lock_outlives_a_restart_and_a_clock_set_back(
    store_folder: Path, clock: FrozenClock
) -> None:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as first:
        assert {answer(first, CLERK, "111222") for _ in range(10)} == {"wrong_pin"}
    yesterday = FrozenClock(NOON - timedelta(days=1))
    with closing(open_station(store_folder, store_folder, "D01", yesterday)) as again:
        assert answer(again, CLERK, PINS[CLERK]) == "locked"


def test_b2_81_guesses_do_not_lock_a_person_out_at_the_other_desk(
    store_folder: Path, clock: FrozenClock
) -> None:
    """Each desk counts for itself, so nobody can lock a manager out of the store from one desk."""
    with closing(open_station(store_folder, store_folder, "D01", clock)) as first:
        for _ in range(10):
            answer(first, CLERK, "111222")
        with closing(open_station(store_folder, store_folder, "D02", clock)) as second:
            assert second.sign_on_with_pin(CLERK, PINS[CLERK]).number == CLERK
        assert answer(first, CLERK, PINS[CLERK]) == "locked"


def test_b2_82_an_unknown_number_takes_as_long_as_a_wrong_pin(station: Station) -> None:
    known = hash_pin(station.keys, PINS[CLERK])
    assert known.startswith("$argon2id$v=19$m=19456,t=2,p=1$")

    def spent(pin_hash: str | None) -> float:
        start = time.process_time()
        for _ in range(5):
            assert not pin_matches(station.keys, pin_hash, "111222")
        return time.process_time() - start

    assert 0.5 < spent(None) / spent(known) < 2
    assert answer(station, "7777", "111222") == answer(station, CLERK, "111222") == "wrong_pin"


@pytest.mark.parametrize(
    "pin",
    ["0000", "1234", "000000", "123456", "876543", "274274", "002047", "204720", "12a456", ""],
)
def test_b2_83_weak_pins_are_refused(pin: str) -> None:
    with pytest.raises(BadInput) as no:
        check_new_pin(pin, CLERK)
    assert no.value.code == "weak_pin"


def test_b2_84_the_same_pin_of_two_people_is_stored_differently(station: Station) -> None:
    one, other = (hash_pin(station.keys, "385162") for _ in range(2))
    assert one != other
    assert pin_matches(station.keys, one, "385162")
    assert pin_matches(station.keys, other, "385162")
    with station.look() as work:
        row = operator_by_number(work.connection, CLERK)
    assert row is not None
    assert row.pin_hash is not None
    assert PINS[CLERK] not in row.pin_hash


def test_a_badge_needs_its_pin_where_the_policy_says_so(either_station: Station) -> None:
    with either_station.open_work() as work:
        usual = work.policy()
        strict = replace(usual, sign_on=replace(usual.sign_on, badge_needs_pin=True))
        asked = SignOn(work.connection, either_station.keys, "D01", strict, NOON)
        assert asked.by_badge(BADGES[CLERK]).code == "pin_needed"
        assert asked.by_badge(BADGES[CLERK], "111222").code == "wrong_pin"
        found = asked.by_badge(BADGES[CLERK], PINS[CLERK]).operator
    assert found is not None
    assert found.number == CLERK
