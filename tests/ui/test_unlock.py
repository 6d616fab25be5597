"""A manager unlocks a colleague at the desk, by keys alone; others do not find it there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton
from sqlalchemy import select

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.records.audit import audit_events
from counter_app.station import Station
from counter_app.ui.hands import Hands
from counter_app.ui.shell import Shell
from tests.stores import BADGES, CLERK, CLERK_2, MANAGER, PINS

Settle = Callable[[], None]
T = TypeVar("T")


def guess(station: Station, number: str) -> None:
    """Ten wrong PINs."""
    for _ in range(10):
        with pytest.raises(Refused):
            station.sign_on_with_pin(number, "111222")


def rows(shell: Shell) -> list[str]:
    assert shell.front is not None
    found = shell.front.findChildren(QAbstractButton)
    return [b.accessibleName() for b in found if not b.isHidden()]


def banner(shell: Shell) -> str:
    return shell.frame.banner.accessibleName()


@pytest.fixture
def locked_out(station: Station, store_folder: Path, clock: FrozenClock) -> None:
    """Maria typed ten wrong PINs at desk 1 and Sam at desk 2, before the window opened."""
    guess(station, CLERK)
    with closing(open_station(store_folder, store_folder, "D02", clock)) as second:
        guess(second, CLERK_2)


def unlocked(station: Station) -> list[tuple[int, str]]:
    """Who unlocked whom, from the audit events."""
    with station.look() as work:
        rows = work.connection.execute(
            select(audit_events.c.operator_id, audit_events.c.detail)
            .where(audit_events.c.event == "operator_unlocked")
            .order_by(audit_events.c.id)
        )
        return [(row.operator_id, row.detail["operator"]) for row in rows]


def elsewhere(call: Callable[[], T]) -> T:
    """Off the GUI thread, where the desk asks its database, too."""
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(call).result(30)


def test_a_manager_unlocks_who_is_locked_here_and_at_another_desk(
    locked_out: None, shell: Shell, station: Station, hands: Hands, settle: Settle
) -> None:
    hands.scan(BADGES[MANAGER])
    settle()
    hands.press("F10")
    settle()
    hands.press("U")
    settle()
    assert rows(shell) == [
        "Maria Alvarez · 2047, Too many wrong PINs: Desk 1",
        "Sam Boone · 2048, Too many wrong PINs: Desk 2",
    ]
    hands.press("2")
    settle()
    assert "Sam Boone is unlocked and can sign on again." in banner(shell)
    hands.press("1")
    settle()
    assert rows(shell) == []
    manager = station.operator_id
    assert elsewhere(lambda: unlocked(station)) == [(manager, CLERK_2), (manager, CLERK)]
    hands.press("Esc")
    settle()
    assert (shell.place, "Unlock a colleague" in rows(shell)) == ("more", True)
    hands.press("Ctrl+L")
    settle()
    again = elsewhere(lambda: station.sign_on_with_pin(CLERK, PINS[CLERK]))
    assert again.number == CLERK


def test_who_may_not_unlock_does_not_find_it(shell: Shell, hands: Hands, settle: Settle) -> None:
    hands.scan(BADGES[CLERK])
    settle()
    hands.press("F10")
    settle()
    hands.press("U")
    settle()
    assert "Unlock a colleague" not in rows(shell)
    assert "Lock the desk" in rows(shell)


def test_a_lock_that_ran_out_is_not_shown_and_esc_goes_back_in_steps(
    locked_out: None, shell: Shell, hands: Hands, settle: Settle, clock: FrozenClock
) -> None:
    clock.advance(timedelta(minutes=31))
    hands.scan(BADGES[MANAGER])
    settle()
    hands.press("F10")
    settle()
    hands.press("U")
    settle()
    assert rows(shell) == []
    for place in ("more", "home"):
        hands.press("Esc")
        settle()
        assert shell.place == place
