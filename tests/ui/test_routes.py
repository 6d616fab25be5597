"""Where keys and scans lead: doors of a task on the rail, and licences."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.ui.hands import Hands
from counter_app.ui.shell import Shell
from tests.stores import BADGES, CLERK
from tests.ui.probe import ProbeScreen

Settle = Callable[[], None]


def on(shell: Shell, hands: Hands, settle: Settle) -> None:
    hands.scan(BADGES[CLERK])
    settle()


def test_a_door_of_a_task_has_a_key_and_a_place_of_its_own(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    on(shell, hands, settle)
    hands.press("F5")
    settle()
    screen = shell.front
    assert isinstance(screen, ProbeScreen)
    rail = shell.frame.rail
    assert (shell.place, screen.doors[-1]) == ("probe", "side")
    assert (rail.item("probe:side").isChecked(), rail.item("probe").isChecked()) == (True, False)
    assert [item.entry.key for item in rail._items.values()] == ["Esc", "F2", "F5", "F9", "F10"]
    screen.show_draft(("something open",))
    hands.click(rail.item("probe:side"))
    settle()
    assert screen.doors[-1] == "side"
    hands.press("F2")
    settle()
    assert len(screen.doors) == 3


def test_a_licence_that_cannot_be_read_is_told_and_not_shown(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    on(shell, hands, settle)
    hands.scan("@ANSI 636015090002DL00410287DLDAQ12345678DCSDOE")
    settle()
    assert "line ends" in shell.frame.banner.accessibleName()
    assert shell.frame.scan.edit.text() == ""
    assert shell.place == "home"
