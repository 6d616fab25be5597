"""The approval card: name first, then PIN, or a badge; nothing typed there is shown or kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from sqlalchemy import select

from counter_app.core.approval import Severity, Verdict
from counter_app.core.money import USD, Money
from counter_app.records.decisions import decisions
from counter_app.records.operators import operators
from counter_app.station import Station
from counter_app.trade.wording import say
from counter_app.ui.asked import Asked
from counter_app.ui.hands import Hands
from counter_app.ui.shell import Shell
from counter_app.ui.widgets.approval_parts import BadgeHint, PersonKey
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.words import Words
from tests.stores import BADGES, CLERK, CLERK_2, LEAD, MANAGER, MANAGER_2, PINS
from tests.ui.probe import VERDICT, Probe, ProbeScreen

Settle = Callable[[], None]


@pytest.fixture
def asked(shell: Shell, hands: Hands, settle: Settle) -> Shell:
    """Maria asks for $115.26 over her limit of $100.00."""
    ask_for(shell, hands, settle, Money(11_526))
    return shell


def ask_for(shell: Shell, hands: Hands, settle: Settle, amount: Money) -> None:
    hands.scan(BADGES[CLERK])
    settle()
    hands.press("F2")
    settle()
    assert isinstance(shell.front, ProbeScreen)
    shell.front.amount = amount
    hands.press("F12")
    settle()
    assert shell.card.isVisible()


def declined(station: Station) -> list[tuple[Any, ...]]:
    """Number of who asked, number of who declined, and what was shown to them."""
    asked, said_no = operators.alias(), operators.alias()

    def read() -> list[tuple[Any, ...]]:
        with station.database.read() as connection:
            rows = connection.execute(
                select(asked.c.number, said_no.c.number, decisions)
                .join(asked, asked.c.id == decisions.c.operator_id)
                .join(said_no, said_no.c.id == decisions.c.approver_id, isouter=True)
                .where(decisions.c.status == "declined")
            )
            return [(row[0], row[1], row.task, row.request, row.findings) for row in rows]

    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(read).result()


def press(shell: Shell, hands: Hands, name: str) -> None:
    buttons = [b for b in shell.card.findChildren(Button) if b.accessibleName() == name]
    hands.click(buttons[0])


def names(shell: Shell) -> list[PersonKey]:
    QApplication.processEvents()
    return [key for key in shell.card.findChildren(PersonKey) if key.isVisible()]


def hint(shell: Shell) -> str:
    return shell.card.findChildren(BadgeHint)[0].accessibleName()


def choose(shell: Shell, hands: Hands, number: str) -> None:
    for _ in range(4):
        for key in names(shell):
            if key.name == number:
                hands.click(key)
                return
        press(shell, hands, "More names")
    raise AssertionError(number)


def test_the_card_says_who_asks_what_and_how_far_over(asked: Shell) -> None:
    words = {label.text() for label in asked.card.findChildren(QLabel) if label.isVisible()}
    assert {"Manager approval", "Maria Alvarez asks, Desk 1", "Refund in cash", "$115.26"} <= words
    assert {"What comes back", "Coffee maker", "Faulty", "Asked today", "1 time"} <= words
    area = asked.frame.work_area()
    assert asked.card.geometry() == area
    assert asked.frame.rail.width() == area.left()


def test_a_spanish_card_says_why_in_spanish_whichever_task_asks(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    hands.scan(BADGES[CLERK])
    settle()
    found = say(
        "sale.price_change", Severity.APPROVE, USD, item="Radio", old=Money(6_000),
        new=Money(4_500), amount=Money(1_500), operator="Maria A.", limit=Money(1_000),
    )  # fmt: skip
    asked = Asked(Verdict("d" * 64, (found,)), None, lambda _: None, lambda: None)
    operator = shell.station.operator
    assert operator is not None
    shell.card.ask(asked, Words(shell.station.store, "es"), operator, "Mostrador 1")
    settle()
    said = " ".join(label.text() for label in shell.card.findChildren(QLabel))
    assert "Radio: $45.00 en vez de $60.00 cambia la línea en $15.00" in said
    assert found.text not in said


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


def test_b2_36_a_scan_in_the_pin_field_is_a_badge_or_nothing(
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


def test_managers_come_first_and_leads_last(asked: Shell, hands: Hands, settle: Settle) -> None:
    offered = [key.name for key in names(asked)]
    press(asked, hands, "More names")
    assert [*offered, *(key.name for key in names(asked))] == [MANAGER, MANAGER_2, LEAD]


def test_a_limit_that_is_too_low_is_said_and_cannot_be_chosen(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    ask_for(shell, hands, settle, Money(20_001))
    chosen = []
    for _ in range(3):
        hands.press("Right")
        chosen += [key.name for key in names(shell) if key.isChecked()]
    assert chosen == [MANAGER, MANAGER_2, MANAGER]
    press(shell, hands, "More names")
    (lead,) = names(shell)
    assert (lead.name, lead.isEnabled()) == (LEAD, False)
    assert lead.accessibleDescription() == "Only up to $200.00"


def test_nobody_with_a_limit_high_enough_is_said_at_once(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    ask_for(shell, hands, settle, Money(100_001))
    assert hint(shell).startswith("Nobody here may approve this amount")
    hands.press("Right")
    assert not any(key.isEnabled() or key.isChecked() for key in names(shell))


def test_a_decline_is_kept_with_what_was_shown_and_who_asked(
    asked: Shell, hands: Hands, settle: Settle, station: Station, probe: Probe
) -> None:
    hands.press("Alt+D")
    settle()
    shown = [finding.as_json() for finding in VERDICT.findings]
    assert declined(station) == [(CLERK, None, "probe", {"amount": 11_526}, shown)]
    assert (asked.card.isHidden(), asked.runner.busy, probe.paid) == (True, False, [])


def test_a_decline_with_a_pin_says_who_declined(
    asked: Shell, hands: Hands, settle: Settle, station: Station
) -> None:
    choose(asked, hands, MANAGER)
    hands.write("918273")
    hands.press("Alt+D")
    settle()
    assert (asked.card.isVisible(), declined(station)) == (True, [])
    assert "PIN is not right" in hint(asked)
    hands.write(PINS[MANAGER])
    press(asked, hands, "Decline")
    settle()
    assert [row[:2] for row in declined(station)] == [(CLERK, MANAGER)]
    assert asked.frame.banner.accessibleName().startswith("No manager agreed.")


@pytest.mark.parametrize("way", ["Esc", "home"])
def test_going_back_is_nobodys_decline(
    asked: Shell, hands: Hands, settle: Settle, station: Station, way: str
) -> None:
    if way == "Esc":
        hands.press("Esc")
    else:
        hands.click(asked.frame.rail.item(way))
    settle()
    assert (asked.card.isHidden(), declined(station)) == (True, [])


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
    assert (asked.place, asked.card.isVisible(), asked.overlays.help.isHidden()) == (
        "probe",
        True,
        True,
    )


def test_leaving_by_the_rail_asks_nobody_any_more(
    asked: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    hands.click(asked.frame.rail.item("home"))
    settle()
    assert (asked.place, asked.card.isHidden(), probe.paid) == ("home", True, [])
