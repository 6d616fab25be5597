"""A wizard on an empty folder, and hands that only press keys."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import StorageError
from counter_app.first_run import make_store
from counter_app.storage.keys import Keys
from counter_app.ui.wizard import Ending, Wizard
from counter_app.ui.wizard_answers import NewStore, Step
from tests.stores import NOON
from tests.ui.waiting import until

PIN, PIN_2 = "274951", "496273"


class House:
    """A wizard on an empty folder, and hands that only press keys."""

    def __init__(self, qtbot: QtBot, folder: Path, language: str = "en") -> None:
        self.qtbot = qtbot
        self.folder = folder / "store"
        self.copies = folder
        self.threads: list[str] = []
        self.endings: list[Ending] = []
        self.failure: StorageError | OSError | None = None
        self.wizard = Wizard(
            str(self.folder), self.make, self.demo, copies=folder, language=language
        )
        qtbot.addWidget(self.wizard)
        self.wizard.ended.connect(self.endings.append)
        self.wizard.resize(1280, 800)
        with qtbot.waitActive(self.wizard):
            self.wizard.show()

    def make(self, wanted: NewStore) -> Keys:
        self.threads.append(threading.current_thread().name)
        if self.failure is not None:
            raise self.failure
        return make_store(self.folder, self.folder, wanted, FrozenClock(NOON))

    def demo(self) -> tuple[tuple[str, str], ...]:
        self.threads.append(threading.current_thread().name)
        return (("2047 Maria Alvarez, clerk", PIN),)

    def type(self, *parts: str) -> None:
        """Each part into the field with the focus, then Return."""
        for part in parts:
            focus = self.wizard.focusWidget()
            assert isinstance(focus, QLineEdit), focus
            focus.selectAll()
            QTest.keyClicks(focus, part) if part else focus.clear()
            self.press(Qt.Key.Key_Return)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            focus: QWidget | None = self.wizard.focusWidget()
            QTest.keyClick(self.wizard if focus is None else focus, key)

    def at(self, step: Step | None) -> bool:
        return self.wizard.step is step

    def to_review(self) -> None:
        self.press(Qt.Key.Key_Return)
        self.type("12", "Northgate Market", "410 Harbor Road", "Austin, TX 78701", "512 555 0142")
        self.type("usd", "america/chicago")
        self.type("7,8", "D01", "Front desk")
        self.type("5001", "Grace Tan", PIN, PIN)
        self.type("4001", "Ken Osei", PIN_2, PIN_2)
        assert self.at(Step.REVIEW)

    def wait(self, what: Callable[[], bool]) -> None:
        until(what, 20)
