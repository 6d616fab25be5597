"""What a desk that stopped in the middle of a count comes back to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.desk.tills.screen_safe import SafeScreen
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import open_till
from counter_app.desk.tills.task import TASK
from counter_app.records.drafts import unfinished
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import held, signed
from tests.desk.tills.test_safe import counted
from tests.desk.tills.test_screen_blind import everything_said, tells
from tests.desk.tills.test_screen_safe import at_the_safe
from tests.stores import BADGES, CLERK, LEAD, MANAGER
from tests.ui.opened import opened_shell


@contextmanager
def desk_of(station: Station, qtbot: QtBot, who: str) -> Iterator[Person]:
    """The window, started anew, with somebody signed on."""
    station.sign_off()
    with opened_shell(station, (TASK,)) as shell:
        person = Person(shell, qtbot)
        person.scan(BADGES[who])
        yield person


def test_what_stays_in_the_till_outlives_a_restart_before_the_reason(
    station: Station, qtbot: QtBot
) -> None:
    signed(station, CLERK)
    open_till(OpenDraft(new_id(), 7, Money(33300)), station)
    with desk_of(station, qtbot, CLERK) as clerk:
        clerk.press("F8", "F12")
        for _ in range(2):
            clerk.press("Alt+T")
            clerk.write("30000")
            clerk.press("Alt+5")
            clerk.write("15000")
            clerk.press("F12")
        assert clerk.mode() is Mode.REASON
    with desk_of(station, qtbot, CLERK) as clerk:
        assert clerk.mode() is Mode.REASON, "the count comes back by itself"
        assert clerk.count().leave == Money(15000)
        clerk.press("1", "F12")
        clerk.scan(BADGES[MANAGER])
        assert clerk.mode() is Mode.DONE
    assert held(station, "till:7") == Money(15000)
    with station.look() as work:
        assert unfinished(work.connection, work.keys) == ()


def test_a_half_done_count_of_the_safe_comes_back_after_a_restart(
    station: Station, qtbot: QtBot
) -> None:
    counted(station, SafeDraft(new_id(), {"note:10000": 50}, reason="unexplained"))
    with desk_of(station, qtbot, MANAGER) as manager:
        at_the_safe(manager)
        manager.press("1")
        manager.write("50")
        manager.press("Return")
    with desk_of(station, qtbot, MANAGER) as manager:
        front = manager.shell.front
        assert isinstance(front, SafeScreen), "the count comes back by itself"
        assert front.job is not None
        assert front.job.pieces["safe"] == {"note:10000": 50}
        assert tells(everything_said(manager.shell), Money(500000)) == ["5000.00"], "as typed"
        manager.press(*["Return"] * 10, "F12")
        manager.scan(BADGES[LEAD])
        assert "Variance: None" in manager.said
    with station.look() as work:
        assert unfinished(work.connection, work.keys) == ()
