"""Sign-on, locks and the station itself, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counter_app.core.approval import Finding, Severity, Verdict
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.records.operators import clear_failures, operator_by_number
from counter_app.station import Station
from tests.stores import BADGES, CLERK, MANAGER, PINS


def test_a_clerk_signs_on_with_number_and_pin(either_station: Station) -> None:
    operator = either_station.sign_on_with_pin(CLERK, PINS[CLERK])
    assert (operator.name, operator.short_name, operator.initials) == (
        "Maria Alvarez",
        "Maria A.",
        "MA",
    )
    assert operator.may("returns.refund")
    assert not operator.may("approve")


def test_a_badge_switches_the_operator_in_one_scan(station: Station) -> None:
    station.sign_on_with_badge(BADGES[CLERK])
    assert station.sign_on_with_badge(BADGES[MANAGER]).name == "Ken Osei"
    with pytest.raises(Refused) as refusal:
        station.sign_on_with_badge("OP999999999999")
    assert refusal.value.code == "unknown_badge"


def test_ten_wrong_pins_lock_for_half_an_hour_here_but_not_at_another_desk(
    either_station: Station, clock: FrozenClock
) -> None:
    for _ in range(10):
        with pytest.raises(Refused) as refusal:
            either_station.sign_on_with_pin(CLERK, "111222")
        assert refusal.value.code == "wrong_pin"
    with pytest.raises(Refused) as refusal:
        either_station.sign_on_with_pin(CLERK, PINS[CLERK])
    assert refusal.value.code == "locked"
    assert "30 minutes" in refusal.value.text
    other = Station(
        either_station.database,
        either_station.home,
        "D02",
        either_station.keys,
        clock,
        either_station._parse_policy,
    )
    assert other.sign_on_with_pin(CLERK, PINS[CLERK]).number == CLERK
    clock.advance(timedelta(minutes=30, seconds=1))
    assert either_station.sign_on_with_pin(CLERK, PINS[CLERK]).number == CLERK


def test_another_manager_can_unlock(station: Station) -> None:
    for _ in range(10):
        with pytest.raises(Refused):
            station.sign_on_with_pin(CLERK, "111222")
    with station.open_work() as work:
        row = operator_by_number(work.connection, CLERK)
        assert row is not None
        clear_failures(work.connection, row.id)
        work.commit()
    assert station.sign_on_with_pin(CLERK, PINS[CLERK]).number == CLERK


def test_o08_nobody_approves_their_own_request(station: Station) -> None:
    verdict = Verdict("d" * 64, (Finding("returns.over_limit", Severity.APPROVE, "Too much."),))
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    with pytest.raises(Refused) as refusal:
        station.approve_with_pin(verdict, MANAGER, PINS[MANAGER])
    assert refusal.value.code == "own_approval"


def test_o01_a_manager_approves_and_the_clerk_stays_signed_on(station: Station) -> None:
    verdict = Verdict("d" * 64, (Finding("returns.over_limit", Severity.APPROVE, "Too much."),))
    clerk = station.sign_on_with_pin(CLERK, PINS[CLERK])
    approval = station.approve_with_pin(verdict, MANAGER, PINS[MANAGER])
    assert approval.requester_id == clerk.id != approval.approver_id
    assert approval.codes == {"returns.over_limit"}
    assert station.operator == clerk
