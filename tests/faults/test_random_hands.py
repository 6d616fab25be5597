"""Hours of random keys, scans and touches: no fault, nothing small or nameless, Esc leads home."""

from __future__ import annotations

import random
from typing import Final

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app.station import Station
from counter_app.ui import theme
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, CLERK, LEAD, MANAGER
from tests.ui.widgets import look_checks

pytestmark = pytest.mark.faults

STEPS: Final = 250
LONG: Final = "Wolfeschlegelsteinhausenbergerdorff, blue and white, 500 pc, with every cable"
KEYS: Final = (
    *"1234567890+-*ABCDLPSXZ",
    *(f"F{n}" for n in (1, 2, 5, 6, 7, 8, 9, 10, 12)),
    *(f"Alt+{letter}" for letter in "ABCDEGIKLMNOPRSTUVWZ"),
    *("Shift+F12", "Shift+F8", "Ctrl+K", "Ctrl+P", "Ctrl+Z", "Ctrl+F8", "PgUp", "PgDown"),
    *("Escape", "Return", "Return", "Tab", "Tab", "Up", "Down", "Left", "Right", "Backspace"),
)
SIZES: Final = ((1024, 768), (1280, 800), (1920, 1080))
NOT_TOUCHED: Final = ("Full screen or window", "Pantalla completa o ventana")


class Monkey:
    """Somebody who knows nothing and tries everything; what was done is told when it fails."""

    def __init__(self, desk: DeskWindow, codes: list[str], seed: int) -> None:
        self._desk = desk
        self._codes = codes
        self._random = random.Random(seed)
        self.did: list[str] = []

    def step(self) -> None:
        """One thing, chosen by chance."""
        chance = self._random.random()
        if chance < 0.15:
            self._did("scan", self._random.choice(self._codes), self._desk.scan)
        elif chance < 0.55:
            self._did("press", self._random.choice(KEYS), self._desk.press)
        elif chance < 0.62:
            words = ("1", "1234", "20000", "TX 12345678", LONG)
            self._did("write", self._random.choice(words), self._desk.write)
        elif chance < 0.66:
            self._desk.shell.resize(*self._random.choice(SIZES))
            self._desk.rest()
        else:
            self._touch()

    def _touch(self) -> None:
        shell = self._desk.shell
        there = [b for b in shell.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()]
        free = [b for b in there if in_sight(b, shell) and b.accessibleName() not in NOT_TOUCHED]
        if free:
            button = self._random.choice(free)
            self.did.append(f"touch {button.accessibleName()}")
            self._desk.hands.click(button)
            self._desk.rest()

    def _did(self, what: str, which: str, how: object) -> None:
        self.did.append(f"{what} {which}")
        assert callable(how)
        how(which)


def in_sight(widget: QWidget, window: QWidget) -> bool:
    """True if a finger on its middle meets it."""
    there = window.childAt(widget.mapTo(window, widget.rect().center()))
    return there is widget or (there is not None and widget.isAncestorOf(there))


def outside(window: QWidget) -> list[str]:
    """Buttons that stick out of the window, but for those that scroll."""
    found = []
    for button in window.findChildren(QAbstractButton):
        place = QRect(button.mapTo(window, QPoint()), button.size())
        if button.isVisible() and not window.rect().contains(place) and not scrolls(button):
            found.append(f"{button.accessibleName()} at {place}")
    return found


def scrolls(widget: QWidget) -> bool:
    """True if it lies in something that scrolls."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent is not None


def home(desk: DeskWindow) -> bool:
    """Esc again and again, and a badge where nobody is signed on, lead home."""
    for _ in range(12):
        if desk.shell.place == "home" and not desk.shell.overlays.asking:
            return True
        if desk.shell.place == "lock":
            desk.scan(BADGES[CLERK])
        desk.press("Escape")
    return desk.shell.place == "home"


@pytest.mark.parametrize(("seed", "language", "dark"), [(101, "en", False), (102, "es", True)])
def test_random_hands_find_no_fault_and_esc_leads_home(
    qtbot: QtBot, station: Station, qapp: QApplication, seed: int, language: str, dark: bool
) -> None:
    theme.apply_theme(qapp, dark)
    working(station)
    sold = [
        sell(station, line(1, 1299), line(2, 500, description=LONG), sequence=n)
        for n in range(1, 6)
    ]
    codes = [*(str(receipt.key) for receipt in sold), "4001", "4002", "999999"]
    codes += [BADGES[CLERK], BADGES[LEAD], BADGES[MANAGER]]
    crashed: list[str] = []
    with desk_window(qtbot, station, language=language) as desk:
        desk.shell.runner.crashed.connect(crashed.append)
        monkey = Monkey(desk, codes, seed)
        for _ in range(STEPS):
            monkey.step()
            told = "\n".join(monkey.did[-12:])
            assert crashed == [], told
            assert look_checks.small_controls(desk.shell) == [], told
            assert look_checks.nameless(desk.shell) == [], told
            assert outside(desk.shell) == [], told
        assert home(desk), monkey.did[-12:]
