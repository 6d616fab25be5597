"""The tour as tasks contribute to it: what is done at the desk, step by step, and what it shows.

A task's `tour.py` lists flows as data; a step's callable gets the `Guide` and uses the window only
as a person could: keys, scans and touches. The engine that takes the pictures is `demo.tour`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from itertools import chain
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import CounterError
from counter_app.ui.hands import Hands
from counter_app.ui.wedge import InputCounter

MAX_ROUNDS: Final = 15_000
"""Rounds of waiting, 2 ms each, before a tour says that the desk does not come to rest."""
_ROUND_MS: Final = 2
_QUIET_ROUNDS: Final = 3
"""So long nothing was under way before the desk is at rest: what an answer begins has begun."""
_NEWS_ROUNDS: Final = 40
_LOOKS: Final = 250
"""How often a tour looks for news, each after so many quiet rounds, before it gives them up."""
_A_STEP: Final = timedelta(seconds=7)


class At(Enum):
    """The window at which a step is done, and of which its picture is."""

    DESK = auto()
    OTHER_DESK = auto()
    """The store's second desk; it is open until the end of the flow that needs it."""
    CUSTOMER = auto()
    """What the customer sees; hands stay at the desk."""


@dataclass(frozen=True, slots=True)
class Codes:
    """What a tour may scan and type: receipts by story, badges and PINs by operator number.

    `credits` are codes of store credits and gift cards by name; `telephone` is what the manager of
    this number answers to the line that is read out.
    """

    receipts: Mapping[str, str]
    badges: Mapping[str, str]
    pins: Mapping[str, str]
    credits: Mapping[str, str]
    telephone: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done and, with a name, the picture taken when the desk has come to rest."""

    does: str
    do: Callable[[Guide], None]
    picture: str = ""
    at: At = At.DESK


@dataclass(frozen=True, slots=True)
class Flow:
    """Steps that belong together; flows of all tasks run by `order`, each from a desk at rest.

    `posts` is how many transactions must be in the books after it; anything else stops the tour.
    With `or_more` it is the least: how many there are depends on who bought what in the demo store.
    """

    task: str
    flow: str
    order: int
    steps: tuple[Step, ...]
    posts: int = 0
    or_more: bool = False


class Guide:
    """A person at the desk: everything ends when the desk is at rest again."""

    def __init__(
        self,
        window: QWidget,
        codes: Codes,
        clock: FrozenClock,
        counter: InputCounter,
        busy: Callable[[], bool],
        fall_silent: Callable[[], None],
        drawer: Callable[[str], int],
    ) -> None:
        """`busy` says whether something is under way that will change the window by itself.

        `fall_silent` tells the desk that no key follows, as it learns from a pause otherwise.
        `drawer` gives the cents that lie in a till: no flow has to know what the others left.
        """
        self._window = window
        self._codes = codes
        self._clock = clock
        self._busy = busy
        self._fall_silent = fall_silent
        self._drawer = drawer
        self._hands = Hands(window)
        self.counter = counter

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before has had its effect."""
        for key in keys:
            self._hands.press(key)
            self.rest()

    def write(self, text: str) -> None:
        """Type a text, or digits, as a person does."""
        self._hands.write(text)
        self.rest()

    def write_day(self, days_ago: int) -> None:
        """Type the date of so many days before the day of the tour."""
        self.write((self._clock.now() - timedelta(days=days_ago)).date().isoformat())

    def scan(self, code: str) -> None:
        """Scan a code."""
        self._hands.scan(code)
        self.rest()

    def scan_receipt(self, story: str) -> None:
        """Scan the paper of one of the named receipts."""
        self.scan(self._codes.receipts[story])

    def scan_credit(self, name: str) -> None:
        """Scan the code of one of the named store credits and gift cards."""
        self.scan(self._codes.credits[name])

    def scan_badge(self, number: str) -> None:
        """Scan the badge of an operator."""
        self.scan(self._codes.badges[number])

    def in_drawer(self, till: str, kinds: Sequence[int]) -> list[int]:
        """How many pieces of each kind (cents, largest first) somebody finds who opens a till."""
        left, found = self._drawer(till), []
        for kind in kinds:
            pieces, left = divmod(left, kind)
            found.append(pieces)
        return found

    def write_pin(self, number: str) -> None:
        """Type the PIN of an operator."""
        self.write(self._codes.pins[number])

    def telephone(self, number: str, begins: str) -> None:
        """Read the line that begins so to a manager, and type the code that comes back."""
        lines = (label.text() for label in self._window.findChildren(QLabel) if label.isVisible())
        line = next((line for line in lines if line.startswith(begins)), None)
        if line is None:
            raise _stopped(f"No line begins with {begins}.")
        self.write(self._codes.telephone(number, line))

    def touch(self, words: str) -> None:
        """Touch the button that says (or is called) this; its beginning is enough."""
        self._hands.click(self._button(words))
        self.rest()

    def wait(self, span: timedelta) -> None:
        """Time passes while nobody is at the desk: a night."""
        self._clock.advance(span)
        self.rest()

    def resize(self, width: int, height: int) -> None:
        """Use another screen."""
        self._window.resize(width, height)
        self.rest()

    def wait_for(self, words: str) -> None:
        """Wait until a button says this, or is called so: news that come by themselves."""
        for _ in range(_LOOKS):
            if self._named(words) is not None:
                break
            self._work(_NEWS_ROUNDS)
        self._button(words)
        self.rest()

    def rest(self) -> None:
        """Work through events until nothing is under way, then let the clock move a little."""
        self._fall_silent()
        self._work(_QUIET_ROUNDS)
        self._clock.advance(_A_STEP)

    def _work(self, enough: int) -> None:
        """Work through events until nothing was under way for so many rounds."""
        quiet = rounds = 0

        def look() -> None:
            nonlocal quiet, rounds
            rounds += 1
            quiet = 0 if self._busy() else quiet + 1

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(_ROUND_MS)
        while quiet < enough and rounds < MAX_ROUNDS:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        timer.stop()
        QCoreApplication.sendPostedEvents()
        if rounds >= MAX_ROUNDS:
            raise _stopped("The desk did not come to rest.")

    def _button(self, words: str) -> QAbstractButton:
        if (button := self._named(words)) is not None:
            return button
        there = ", ".join(sorted({b.accessibleName() or b.text() for b in self._buttons()}))
        raise _stopped(f"No button says {words}. There are: {there}.")

    def _named(self, words: str) -> QAbstractButton | None:
        """The button that says just this, else the first one that begins with it."""
        said = [((b.accessibleName(), b.text()), b) for b in self._buttons()]
        exact = (b for names, b in said if words in names)
        begun = (b for names, b in said if any(name.startswith(words) for name in names))
        return next(chain(exact, begun), None)

    def _buttons(self) -> list[QAbstractButton]:
        found = self._window.findChildren(QAbstractButton)
        return [b for b in found if b.isVisible() and b.isEnabled()]

    def _field(self, name: str) -> QLineEdit:
        for edit in self._window.findChildren(QLineEdit):
            if edit.isVisible() and edit.accessibleName() == name:
                return edit
        raise _stopped(f"No field is called {name}.")


def _stopped(text: str) -> CounterError:
    """The window did not do what a step needs: the tour's fault, or a screen's."""
    return CounterError(text, code="tour_stopped")
