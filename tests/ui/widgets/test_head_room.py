"""A head whose words and buttons do not fit side by side gives up icons, never a word."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.widgets.buttons import Button, TickButton
from counter_app.ui.widgets.head import ScreenHead
from tests.ui.widgets import look_checks

pytestmark = pytest.mark.usefixtures("look")

ENGLISH = ("Return", "3 of 6 lines · 4 items", "Gift receipt", "Duplicate", "Give up", "Park")
SPANISH = (
    "Devolución", "3 de 6 líneas · 4 artículos",
    "Recibo regalo", "Duplicado", "Abandonar", "Apartar",
)  # fmt: skip


def head_of(qtbot: QtBot, words: tuple[str, ...], width: int) -> tuple[QWidget, list[Button]]:
    title, line, gift, twice, up, park = words
    head = ScreenHead(title, line)
    buttons = [
        head.add_button(TickButton(gift, key="Alt+T")),
        head.add_button(TickButton(twice, key="Alt+R")),
        head.add_button(Button(up, key="Alt+G", icon="trash-2")),
        head.add_button(Button(park, key="F9", icon="circle-pause")),
    ]
    column = QWidget()
    qtbot.addWidget(column)
    inside = QVBoxLayout(column)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(head)
    column.setFixedSize(width, 48)
    column.show()
    for _ in range(3):  # a button that gives up its icon lays the row out anew
        QApplication.processEvents()
    return column, buttons


@pytest.mark.parametrize(
    ("words", "width"),
    [(ENGLISH, 848), (SPANISH, 848), (SPANISH, 1288), (ENGLISH, 624), (SPANISH, 624)],
)
def test_every_button_has_the_room_it_asks_for(
    qtbot: QtBot, words: tuple[str, ...], width: int
) -> None:
    """In Spanish the first button was narrower than its words, and the line broke in two."""
    column, buttons = head_of(qtbot, words, width)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    assert column.height() == 48
    told = {text.text for text in look_checks.painted(column)}
    assert set(words) <= told, told


def test_icons_come_back_with_the_room(qtbot: QtBot) -> None:
    column, buttons = head_of(qtbot, SPANISH, 848)
    narrow = buttons[2].sizeHint().width()
    column.setFixedSize(1288, 48)
    qtbot.waitUntil(lambda: buttons[2].sizeHint().width() > narrow)
    assert buttons[2].sizeHint().width() == buttons[2].full_width()


def test_keys_are_given_up_from_the_first_and_only_where_they_must(qtbot: QtBot) -> None:
    """In a small window "Duplicate" was left out: nobody could touch it."""
    column, buttons = head_of(qtbot, ENGLISH, 624)
    keys = ("Alt+T", "Alt+R", "Alt+G", "F9")
    told = {text.text for text in look_checks.painted(column)}
    assert [key in told for key in keys] == [False, False, True, True]
    assert [button.accessibleDescription() for button in buttons] == list(keys)
    column.setFixedSize(848, 48)
    qtbot.waitUntil(lambda: buttons[0].width() == buttons[0].full_width())
    assert set(keys) <= {text.text for text in look_checks.painted(column)}
