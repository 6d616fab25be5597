"""A PIN leaves its field by no other way than `take`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.ui.widgets.pin_field import PinField


def filled(qtbot: QtBot) -> PinField:
    pin = PinField()
    qtbot.addWidget(pin)
    pin.show()
    QTest.keyClicks(pin, "274951")
    return pin


def test_b2_61_a_pin_cannot_be_copied_or_cut(qtbot: QtBot, look: QApplication) -> None:
    QGuiApplication.clipboard().setText("before")
    pin = filled(qtbot)
    pin.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Insert):
        QTest.keyClick(pin, key, Qt.KeyboardModifier.ControlModifier)
    pin.copy()
    pin.cut()
    assert QGuiApplication.clipboard().text() == "before"
    assert pin.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


def test_b2_62_a_screen_reader_and_a_picture_show_dots(qtbot: QtBot, look: QApplication) -> None:
    pin = filled(qtbot)
    told = QAccessible.queryAccessibleInterface(pin)
    words = " ".join(
        told.text(part)
        for part in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    )
    assert "PIN" in words
    for shown in (words, pin.displayText(), pin.toolTip(), pin.accessibleName()):
        assert not any(digit in shown for digit in "274951")
