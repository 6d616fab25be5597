"""The approval card: name first, then PIN, or a badge; nothing typed there is shown or kept."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from counter_app.core.money import Money
from counter_app.ui.hands import Hands
from counter_app.ui.shell import Shell
from counter_app.ui.widgets.approval_parts import BadgeHint, PersonKey
from tests.stores import BADGES, CLERK, CLERK_2, LEAD, MANAGER, MANAGER_2, PINS
from tests.ui.probe import Probe, ProbeScreen

Settle = Callable[[], None]


@pytest.fixture
def asked(shell: Shell, hands: Hands, settle: Settle) -> Shell:
    """Maria asks for $115.26 over her limit of $100.00."""
    hands.scan(BADGES[CLERK])
    settle()
    hands.press("F2")
    settle()
    assert isinstance(shell.front, ProbeScreen)
    shell.front.amount = Money(11_526)
    hands.press("F12")
    settle()
    assert shell.card.isVisible()
    return shell


def names(shell: Shell) -> list[PersonKey]:
    return [key for key in shell.card.findChildren(PersonKey) if key.isVisible()]


def hint(shell: Shell) -> str:
    return shell.card.findChildren(BadgeHint)[0].accessibleName()


def choose(shell: Shell, hands: Hands, number: str) -> None:
    for _ in range(4):
        for key in names(shell):
            if key.name == number:
                hands.click(key)
                return
        hands.press("Right")
    raise AssertionError(number)


def test_the_card_says_who_asks_what_and_how_far_over(asked: Shell) -> None:
    words = {label.text() for label in asked.card.findChildren(QLabel) if label.isVisible()}
    assert {"Manager approval", "Maria Alvarez asks, Desk 1", "Refund in cash", "$115.26"} <= words
    assert {"What comes back", "Coffee maker", "Faulty", "Asked today", "1 time"} <= words
    area = asked.frame.work_area()
    assert asked.card.geometry() == area
    assert asked.frame.rail.width() == area.left()


def test_the_requester_is_not_offered_and_their_badge_is_refused(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    offered: set[str] = set()
    for _ in range(4):
        settle()
        offered |= {key.name for key in names(asked)}
        hands.press("Right")
    assert offered == {LEAD, MANAGER, MANAGER_2}
    hands.scan(BADGES[CLERK])
    settle()
    assert "own request" in hint(asked)
    hands.scan(BADGES[CLERK_2])
    settle()
    assert "may not approve" in hint(asked)
    assert (asked.card.isVisible(), probe.paid) == (True, [])


def test_o01_name_and_pin_approve_and_the_clerk_stays(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    choose(asked, hands, MANAGER)
    hands.write(PINS[MANAGER])
    hands.press("F12")
    settle()
    assert probe.paid == [Money(11_526)]
    assert asked.card.isHidden()
    assert asked.station.operator is not None
    assert asked.station.operator.number == CLERK
    assert probe.approvals[0].method == "pin"


def test_the_keypad_alone_approves(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    choose(asked, hands, MANAGER)
    keys = {b.accessibleName(): b for b in asked.card.findChildren(type(asked.card._approve))}
    for digit in PINS[MANAGER]:
        hands.click(keys[digit])
    hands.click(keys["Approve"])
    settle()
    assert probe.paid == [Money(11_526)]


def test_o02_another_name_clears_the_pin(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    choose(asked, hands, LEAD)
    hands.write(PINS[LEAD])
    settle()
    assert len(asked.card.pin.text()) == 6
    choose(asked, hands, MANAGER)
    assert asked.card.pin.text() == ""
    hands.press("F12")
    settle()
    assert "PIN is missing" in hint(asked)
    assert probe.paid == []


def test_wrong_pins_are_counted_in_plain_words_and_never_logged(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe, caplog: pytest.LogCaptureFixture
) -> None:
    choose(asked, hands, MANAGER)
    with caplog.at_level(logging.DEBUG):
        for _ in range(2):
            hands.write("918273")
            hands.press("F12")
            settle()
    assert hint(asked) == "That PIN is not right Wrong PINs so far: 2. Type it again."
    assert asked.card.pin.text() == ""
    assert "918273" not in caplog.text
    assert probe.paid == []


def test_the_tenth_wrong_pin_locks_that_name_at_this_desk(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    choose(asked, hands, MANAGER)
    for _ in range(10):
        hands.write("918273")
        hands.press("F12")
        settle()
    hands.write(PINS[MANAGER])
    hands.press("F12")
    settle()
    assert "Too many wrong PINs" in hint(asked)
    assert probe.paid == []


def test_a_scan_in_the_pin_field_is_a_badge_or_nothing(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    choose(asked, hands, MANAGER)
    hands.write("49")
    hands.scan("4006381333931")
    settle()
    assert asked.card.pin.text() == ""
    assert "not a badge" in hint(asked)
    assert "4006381333931" not in hint(asked)
    assert all("4006" not in edit.text() for edit in asked.findChildren(QLineEdit))
    assert asked.card.pin.echoMode() is QLineEdit.EchoMode.Password
    hands.scan(BADGES[MANAGER])
    settle()
    assert probe.approvals[0].method == "badge"


def test_return_never_approves_and_no_name_means_no(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    hands.write(PINS[MANAGER])
    hands.press("F12")
    settle()
    assert "Who approves?" in hint(asked)
    choose(asked, hands, MANAGER)
    hands.write(PINS[MANAGER])
    hands.press("Return")
    settle()
    assert (asked.card.isVisible(), probe.paid) == (True, [])


@pytest.mark.parametrize("key", ["Esc", "Alt+D"])
def test_back_and_decline_leave_the_work_as_it_was(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe, key: str
) -> None:
    hands.press(key)
    settle()
    assert asked.card.isHidden()
    assert (asked.runner.busy, probe.paid) == (False, [])
    assert asked.frame.banner.accessibleName().startswith("No manager agreed.")
    hands.press("F12")
    settle()
    assert asked.card.isVisible()


def test_no_command_passes_the_card(asked: Shell, hands: Hands, settle: Settle) -> None:
    for key in ("F9", "F10", "F1", "Ctrl+Z"):
        hands.press(key)
    settle()
    assert (asked.place, asked.card.isVisible(), asked.help.isHidden()) == ("probe", True, True)


def test_leaving_by_the_rail_asks_nobody_any_more(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    hands.click(asked.frame.rail.item("home"))
    settle()
    assert (asked.place, asked.card.isHidden(), probe.paid) == ("home", True, [])
