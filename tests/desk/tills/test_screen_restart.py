"""What a desk that stopped in the middle of a count comes back to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import open_till
from counter_app.desk.tills.task import TASK
from counter_app.records.drafts import unfinished
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import held, signed
from tests.stores import BADGES, CLERK, MANAGER
from tests.ui.opened import opened_shell


@contextmanager
def desk_of(station: Station, qtbot: QtBot, who: str) -> Iterator[Person]:
    """The window, started anew, with somebody signed on."""
    station.sign_off()
    with opened_shell(qtbot, station, (TASK,)) as shell:
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
