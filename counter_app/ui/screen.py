"""What a task's screen is inside the shell, and what the shell is to a screen.

A screen calls use cases through `desk.runner` and writes its widgets in `show_draft` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from counter_app.ui.customer_display import CustomerSide
from counter_app.ui.places import rail_place
from counter_app.ui.refusals import in_words
from counter_app.ui.widgets.banner import Message
from counter_app.ui.widgets.pages import Pages
from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.codes.receipt_codes import Scanned
    from counter_app.core.errors import CounterError
    from counter_app.core.intent import Intent
    from counter_app.core.task import Task
    from counter_app.devices.card_processor import CardProcessor, Terminals
    from counter_app.spool import Kick
    from counter_app.station import Station
    from counter_app.ui.desk_state import DeskState
    from counter_app.ui.runner import Runner
    from counter_app.ui.unsettled import Unsettled
    from counter_app.ui.words import Words


class Grid(Enum):
    """The three window sizes: rail, panel, gap (pixels at scale 1)."""

    SMALL = (88, 280, 12)
    MEDIUM = (96, 304, 16)
    LARGE = (200, 400, 16)

    @property
    def rail(self) -> int:
        """Width of the rail."""
        return self.value[0]

    @property
    def panel(self) -> int:
        """Width of the context panel."""
        return self.value[1]

    @property
    def gap(self) -> int:
        """Space between the parts of the middle column."""
        return self.value[2]


class Desk:
    """The shell's face to its screens: everything they may use, nothing they could break."""

    def __init__(
        self,
        station: Station,
        runner: Runner,
        words: Words,
        tasks: tuple[Task, ...],
        *,
        show: Callable[[Message, Callable[[], None] | None], None],
        open_intent: Callable[[Intent], None],
        go_home: Callable[[], None],
        unknown: Callable[[str], None],
        prompt: Callable[[str], None],
        refresh: Callable[[], None],
        kick: Callable[[Kick], None],
        place: Callable[[str], None],
    ) -> None:
        self.station = station
        self.runner = runner
        self.words = words
        self.tasks = tasks
        self._cards: CardProcessor | Terminals | None = None
        self.customer = CustomerSide()
        """What the customer reads on a screen of their own."""
        self._show = show
        self._open = open_intent
        self._home = go_home
        self._unknown = unknown
        self._prompt = prompt
        self._refresh = refresh
        self._kick = kick
        self._place = place

    @property
    def cards(self) -> CardProcessor | Terminals:
        """How money goes back to a card at this desk; by hand where nothing else is there.

        Two terminals where EBT cards have one of their own.
        """
        if self._cards is None:
            from counter_app.devices.card_processor import ManualProcessor

            self._cards = ManualProcessor()
        return self._cards

    @cards.setter
    def cards(self, cards: CardProcessor | Terminals) -> None:
        self._cards = cards

    def banner(
        self,
        words: str,
        tone: Tone = Tone.OK,
        *,
        icon: str = "",
        action: str = "",
        key: str = "",
        then: Callable[[], None] | None = None,
        fault: bool = False,
    ) -> None:
        """Say one sentence in the work column, with one thing that can be done about it.

        It goes after 8 seconds unless it is a fault; `key` presses its button.
        """
        self._show(Message(words, tone, icon, action, key, fault), then)

    def refusal(self, error: CounterError) -> None:
        """Say an expected "no": why, and what would help."""
        told = in_words(error, self.words.language)
        self.banner(" ".join(part for part in (told.text, told.remedy) if part), Tone.DENY)

    def open(self, intent: Intent) -> None:
        """Go to another task."""
        self._open(intent)

    def go_home(self) -> None:
        """Go to the home screen; the screen's `leave` is called first."""
        self._home()

    def unknown_code(self, text: str) -> None:
        """Mark a code that nobody knows: beep, chip and icon in the scan field."""
        self._unknown(text)

    def scan_prompt(self, words: str = "") -> None:
        """What the empty scan field asks for; empty words: anything."""
        self._prompt(words)

    def at_door(self, task: str, door: str = "") -> None:
        """Mark on the rail by which of a task's doors the work in front came in."""
        self._place(rail_place(task, door))

    def refresh(self) -> None:
        """Look again at till, parked work and the rest of the status bar, soon."""
        self._refresh()

    def kick_drawer(self, kick: Kick) -> None:
        """Open the cash drawer once, now. The print worker is woken after every action anyway."""
        self._kick(kick)


class Screen(QWidget):
    """One task in the middle of the window; made once per operator and shown again.

    The shell calls these methods, a screen overrides what it needs. A key is named as
    `QKeySequence` writes it: "1", "Return", "Up", "Alt+C", "Shift+F12", "Ctrl+P".
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def start(self, intent: Intent) -> None:
        """Come to the front: fresh, or about the receipt, customer, case or draft named."""

    def wants(self, scanned: Scanned) -> bool:
        """True while the work in front takes a scan that opens another task otherwise."""
        return False

    def take_scan(self, scanned: Scanned) -> bool:
        """Use a scan of a kind the task takes; False lets the shell mark it as unknown."""
        return False

    def take_key(self, key: str) -> bool:
        """Use a key that nothing typed needs (the scan field is empty); False passes it on."""
        return False

    def panel(self) -> QWidget:
        """The widget for the right side, with the amount block at its foot; always the same."""
        raise NotImplementedError

    def primary(self) -> None:
        """F12: pay, approve, finish. Never called by Enter, a held key or during an action."""

    def escape(self) -> bool:
        """Esc: one step back, losing nothing; False when there is no step left (then home)."""
        return False

    def park(self) -> None:
        """F9: put the work aside under its operator's name; does nothing without any."""

    def has_work(self) -> bool:
        """True while something unfinished is on the screen (F9 parks it then)."""
        return False

    def leave(self) -> None:
        """Another screen, or another operator, comes to the front: store the draft."""

    def show_state(self, state: DeskState) -> None:
        """There is a newer look at the desk."""

    def show_unsettled(self, found: tuple[Unsettled, ...]) -> None:
        """Card refunds whose end is not known, as last looked for."""

    def show_draft(self, draft: Any) -> None:
        """Write the widgets from a draft; the only method that does."""

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""


def bring_page(pages: Pages, page: QWidget) -> None:
    """Bring a page to the front; a field on the one that leaves passes its focus on to nobody.

    Otherwise it would go to the first button in line, and Space would press that.
    """
    held = QApplication.focusWidget()
    if held is not None and pages.isAncestorOf(held) and not page.isAncestorOf(held):
        held.clearFocus()
    pages.bring(page)
