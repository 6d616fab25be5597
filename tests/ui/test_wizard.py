"""The first-run wizard, driven by its keys: what it refuses, what it keeps, what it makes."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import StorageError
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.operator import Role
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.service import open_till
from counter_app.records.operators import all_operators
from counter_app.storage.keys import load_keys, unseal_keys
from counter_app.ui import theme
from counter_app.ui.i18n import set_language
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.wizard import Ending
from counter_app.ui.wizard_answers import Step, faults, first_answers
from tests.stores import NOON
from tests.ui.widgets import look_checks
from tests.ui.wizard_house import PIN, PIN_2, House

PASSPHRASE = "seven red lanterns"


def test_a_store_is_made_by_keys_alone_and_can_be_worked_in(house: House) -> None:
    house.to_review()
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: house.at(None))
    assert all(name.startswith("wizard") for name in house.threads)
    house.press(Qt.Key.Key_Escape)
    assert house.endings == [Ending.CREATED]
    with closing(open_station(house.folder, house.folder, "D01", FrozenClock(NOON))) as station:
        store = station.store
        assert (store.number, store.name, store.phone) == ("12", "Northgate Market", "512 555 0142")
        assert store.address == ("410 Harbor Road", "Austin, TX 78701")
        assert (store.currency.code, store.calendar.zone) == ("USD", "America/Chicago")
        assert (store.mode, station.title) == ("live", "Front desk")
        with station.look() as work:
            people = {row.number: (row.name, row.role) for row in all_operators(work.connection)}
            assert work.policy().version == 1
        assert people == {
            "5001": ("Grace Tan", Role.ADMINISTRATOR.value),
            "4001": ("Ken Osei", Role.MANAGER.value),
        }
        assert station.sign_on_with_pin("5001", PIN).may("approve")
        assert station.sign_on_with_pin("4001", PIN_2).may("approve")
        assert open_till(OpenDraft(new_id(), 8, Money(10000)), station).transaction_id


def test_the_keys_are_copied_under_a_passphrase_before_the_desk_opens(house: House) -> None:
    house.to_review()
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: house.at(None))
    house.type(PASSPHRASE, PASSPHRASE, str(house.copies / "copy.json"))
    copy = house.copies / "copy.json"
    house.wait(lambda: copy.exists() and house.wizard.next.isEnabled())
    assert unseal_keys(copy.read_bytes(), PASSPHRASE) == load_keys(house.folder)
    assert PASSPHRASE not in house.wizard.keys_page.passphrase.text()
    assert house.endings == []
    house.press(Qt.Key.Key_F12)
    assert house.endings == [Ending.CREATED]


def test_a_copy_never_replaces_a_file_and_a_short_passphrase_is_no_passphrase(house: House) -> None:
    house.to_review()
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: house.at(None))
    page, there = house.wizard.keys_page, house.copies / "there.json"
    there.write_text("{}", "utf-8")
    house.type("short", "short", str(there))
    assert page.passphrase.edit.accessibleDescription() == "Type at least 12 characters."
    house.type(PASSPHRASE, "something else", str(there))
    assert page.again.edit.accessibleDescription().startswith("This is not the same")
    house.type(PASSPHRASE, str(there))
    house.wait(lambda: bool(page.file.edit.accessibleDescription()))
    assert "there already" in page.file.edit.accessibleDescription()
    assert json.loads(there.read_text("utf-8")) == {}


def test_b2_a_weak_pin_is_refused_in_place_with_the_rule_in_sight(house: House) -> None:
    house.press(Qt.Key.Key_Return)
    house.type("12", "Northgate Market", "", "", "")
    house.type("USD", "America/Chicago")
    house.type("1", "D01", "")
    house.type("5001", "Grace Tan", "123456", "123456")
    assert house.at(Step.FIRST)
    field = house.wizard.cards[Step.FIRST].fields["first_pin"]
    assert field.edit.hasFocus()
    assert "by the rule below" in field.edit.accessibleDescription()
    assert any("no run like 123456" in text.text for text in look_checks.painted(house.wizard))
    house.type(PIN, "274952")
    again = house.wizard.cards[Step.FIRST].fields["first_again"]
    assert house.at(Step.FIRST)
    assert "Not the same" in again.edit.accessibleDescription()
    house.type(PIN)
    assert house.at(Step.SECOND)


def test_going_back_loses_nothing(house: House) -> None:
    house.to_review()
    before = house.wizard.answers
    for _ in range(6):
        house.press(Qt.Key.Key_Escape)
    assert house.at(Step.BEGIN)
    house.press(Qt.Key.Key_Escape)
    assert house.at(Step.BEGIN)
    assert house.endings == []
    house.press(Qt.Key.Key_Return)
    house.press(*[Qt.Key.Key_F12] * 5)
    assert house.at(Step.REVIEW)
    assert house.wizard.answers == before


def test_return_never_makes_the_store(house: House) -> None:
    house.to_review()
    house.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    house.wizard.next.setFocus()
    house.press(Qt.Key.Key_Return)
    assert house.at(Step.REVIEW)
    assert house.threads == []


def test_a_store_that_cannot_be_made_keeps_every_answer(house: House) -> None:
    house.failure = StorageError("A store is already set up here.", code="store_exists")
    house.to_review()
    before = house.wizard.answers
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: bool(house.threads) and house.wizard.next.isEnabled())
    shown = [text.text for text in look_checks.painted(house.wizard)]
    assert "A store is already set up here." in shown
    assert house.at(Step.REVIEW)
    assert house.wizard.answers == before
    house.failure = None
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: house.at(None))


def test_the_window_stays_while_the_store_is_being_made(house: House) -> None:
    house.to_review()
    house.press(Qt.Key.Key_F12)
    assert not house.wizard.close()
    house.wait(lambda: house.at(None))
    assert house.endings == []
    house.wizard.close()
    assert house.endings == [Ending.CREATED]


def test_pins_are_forgotten_once_the_store_is_made(house: House) -> None:
    house.to_review()
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: house.at(None))
    assert not {PIN, PIN_2} & set(house.wizard.answers.typed.values())
    texts = {edit.text() for edit in house.wizard.findChildren(QLineEdit)}
    assert not {PIN, PIN_2} & texts


def test_the_demo_store_is_offered_instead_with_its_people(house: House) -> None:
    house.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    house.wait(lambda: bool(house.threads) and house.wizard.next.isEnabled())
    shown = [text.text for text in look_checks.painted(house.wizard)]
    assert {"2047 Maria Alvarez, clerk", PIN} <= set(shown)
    house.press(Qt.Key.Key_Return)
    assert house.endings == []
    house.press(Qt.Key.Key_F12)
    assert house.endings == [Ending.DEMO]
    assert not house.folder.exists()


def test_a_store_to_practise_in_is_no_live_store(house: House) -> None:
    house.press(Qt.Key.Key_Down)
    house.to_review()
    assert any(t.text == "A store to practise in" for t in look_checks.painted(house.wizard))
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: house.at(None))
    with closing(open_station(house.folder, house.folder, "D01", FrozenClock(NOON))) as station:
        assert station.store.mode == "practice"


def test_closing_the_window_leaves_nothing_behind(house: House) -> None:
    house.to_review()
    house.wizard.close()
    assert house.endings == [Ending.LEFT]
    assert not house.folder.exists()


def test_the_wizard_is_complete_by_touch(house: House) -> None:
    house.press(Qt.Key.Key_Return)
    for step in (Step.STORE, Step.PLACE, Step.DESK):
        values = {"number": "12", "name": "Northgate", "zone": "America/Chicago"}
        for name, field in house.wizard.cards[step].fields.items():
            field.edit.setText(values.get(name, field.edit.text()))
        QTest.mouseClick(house.wizard.next, Qt.MouseButton.LeftButton)
    card = house.wizard.cards[Step.FIRST]
    QTest.mouseClick(card.fields["first_number"].edit, Qt.MouseButton.LeftButton)
    for digit in "5001":
        visible = [
            b for b in house.wizard.findChildren(Button) if b.text() == digit and b.isVisible()
        ]
        QTest.mouseClick(visible[0], Qt.MouseButton.LeftButton)
    assert card.fields["first_number"].text() == "5001"
    QTest.mouseClick(house.wizard.back, Qt.MouseButton.LeftButton)
    assert house.at(Step.DESK)


@pytest.mark.parametrize(
    ("step", "field", "text", "code"),
    [
        (Step.STORE, "number", "", "bad_store_number"),
        (Step.STORE, "number", "12345", "bad_store_number"),
        (Step.STORE, "number", "１２", "bad_store_number"),
        (Step.STORE, "name", " \u200b ", "empty_name"),
        (Step.STORE, "name", "N" * 61, "text_too_long"),
        (Step.STORE, "street", "a\x00b", "bad_text"),
        (Step.STORE, "phone", "5" * 41, "text_too_long"),
        (Step.PLACE, "currency", "dollars", "bad_input"),
        (Step.PLACE, "currency", "jpy", "policy_in_dollars"),
        (Step.PLACE, "currency", "uds", "bad_currency"),
        (Step.PLACE, "zone", "Mars/Olympus", "bad_zone"),
        (Step.PLACE, "zone", "", "bad_zone"),
        (Step.DESK, "tills", "", "bad_tills"),
        (Step.DESK, "tills", "7,7", "bad_tills"),
        (Step.DESK, "tills", "0", "bad_tills"),
        (Step.DESK, "station", "desk1", "bad_station"),
        (Step.FIRST, "first_number", "12a", "bad_operator_number"),
        (Step.FIRST, "first_pin", "747474", "weak_pin"),
        (Step.FIRST, "first_pin", "274", "weak_pin"),
        (Step.SECOND, "second_number", "5001", "same_number"),
    ],
)
def test_b2_what_cannot_be_is_refused_by_field(
    step: Step, field: str, text: str, code: str
) -> None:
    answers = first_answers("en").with_text("first_number", "5001")
    assert faults(answers.with_text(field, text), step)[field] == code


def test_answers_and_people_never_show_a_pin() -> None:
    answers = first_answers("en").with_text("first_pin", PIN)
    assert PIN not in repr(answers)
    assert PIN not in repr(answers.without_secrets().typed)


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_step_can_be_read_reached_and_named(
    qtbot: QtBot,
    app: QApplication,
    tmp_path: Path,
    size: tuple[int, int],
    language: str,
    dark: bool,
) -> None:
    theme.apply_theme(app, dark)
    assert set_language(app, language)
    house = House(qtbot, tmp_path, language)
    house.wizard.resize(*size)
    typed = {"number": "12", "name": "Northgate Market", "first_number": "5001"}
    typed |= {"first_name": "Grace Tan", "second_number": "4001", "second_name": "Ken Osei"}
    typed |= {"first_pin": PIN, "first_again": PIN, "second_pin": PIN_2, "second_again": PIN_2}
    house.press(Qt.Key.Key_Return)
    for step in list(Step)[1:]:
        assert house.at(step)
        if step in house.wizard.cards:
            house.press(Qt.Key.Key_F12)
            check(app, house)
            for name, field in house.wizard.cards[step].fields.items():
                field.edit.setText(typed.get(name, field.edit.text()))
            house.press(Qt.Key.Key_F12) if house.at(step) else None
        else:
            check(app, house)
    house.press(Qt.Key.Key_F12)
    house.wait(lambda: house.at(None))
    check(app, house)


def check(app: QApplication, house: House) -> None:
    app.processEvents()
    assert look_checks.elided(house.wizard) == []
    assert look_checks.clipped_labels(house.wizard) == []
    assert look_checks.small_controls(house.wizard) == []
    assert look_checks.nameless(house.wizard) == []
    assert look_checks.faint(house.wizard) == []


def test_the_language_changes_while_it_is_open(house: House, app: QApplication) -> None:
    house.press(Qt.Key.Key_Return)
    house.type("12")
    QTest.mouseClick(house.wizard.language, Qt.MouseButton.LeftButton)
    app.processEvents()
    app.processEvents()
    assert house.wizard.windowTitle() == "Preparar el mostrador de devoluciones"
    assert house.wizard.cards[Step.STORE].fields["number"].text() == "12"
    assert house.wizard.answers.language == "es"
