"""F10: what has no key of its own on the rail, and how the window looks and speaks.

A manager also finds the colleagues here whom wrong PINs keep out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.intent import Intent
from counter_app.ui import theme
from counter_app.ui.locked_out import LockedOut, find_locked_out, let_in
from counter_app.ui.parked import WorkRow
from counter_app.ui.places import MORE, REQUESTS, behind_more, intent_of
from counter_app.ui.screen import Desk, Screen
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.context_panel import ContextPanel, KeyRow, Section, SectionStyle
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.option_row import Option, OptionRow
from counter_app.ui.widgets.scroll import scrolling_rows


@dataclass(frozen=True, slots=True)
class Choices:
    """What the shell does when it is chosen here."""

    switch_theme: Callable[[], None]
    switch_language: Callable[[], None]
    full_screen: Callable[[], None]
    search: Callable[[], None]
    help: Callable[[], None]
    lock: Callable[[], None]


class MoreScreen(Screen):
    """Rows with a letter or key each; touch and keys reach the same."""

    def __init__(self, desk: Desk, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._choices = choices
        self._head = ScreenHead()
        self._card = Card()
        self._card.column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._head)
        inner = QVBoxLayout()
        inner.addWidget(self._card)
        inner.addStretch(1)
        column.addWidget(scrolling_rows(inner), 1)
        self._keys: dict[str, Callable[[], None]] = {}
        self._locked_out: tuple[LockedOut, ...] | None = None
        self._panel = ContextPanel()
        self._block = AmountBlock()
        self._block.pressed.connect(self.primary)
        self._panel.set_foot(self._block)

    def start(self, intent: Intent) -> None:
        self._locked_out = None
        self.show_draft(None)

    def show_draft(self, draft: None) -> None:
        """Write the rows anew, in the language and theme of now."""
        clear(self._card.column)
        self._keys = {}
        if self._locked_out is None:
            self._show_choices()
        else:
            self._show_locked_out(self._locked_out)
        station = self.desk.station
        self._panel.show_sections(
            (
                Section(
                    station.store.name,
                    sub=station.title,
                    rows=(
                        KeyRow(self.tr("Store"), station.store.number),
                        KeyRow(self.tr("Station"), station.name),
                    ),
                    style=SectionStyle.HEAD,
                ),
            )
        )
        back = self.tr("Home") if self._locked_out is None else self.tr("More")
        self._block.show_amount(
            Amount(self.tr("Next"), self.tr("Go back"), back, key="Esc", money=False)
        )

    def _show_choices(self) -> None:
        self._head.set_words(self.tr("More"), self.tr("Press a letter, or touch a row."))
        operator = self.desk.station.operator
        for entry in behind_more(self.desk.tasks, operator):
            option = Option(entry.name, entry.words, entry.icon, key=entry.key)
            self._add(option, entry.key, partial(self.desk.open, intent_of(entry.name)))
        if operator is not None and operator.may("operators.unlock"):
            title = self.tr("Unlock a colleague")
            self._add(Option("unlock", title, "user-round", key="U"), "U", self._look)
        asked = Option("requests", self.tr("Requests for a manager"), "shield-user", key="W")
        self._add(asked, "W", partial(self.desk.open, Intent(REQUESTS)))
        shown = self.desk.customer.shown
        words = self.tr("Close the customer’s screen") if shown else self.tr("Customer’s screen")
        self._add(Option("customer", words, "eye", key="C"), "C", self._customer)
        dark = theme.is_dark()
        look = self.tr("Light colors") if dark else self.tr("Dark colors")
        icon = "sun" if dark else "moon"
        chosen = self._choices
        self._add(Option("theme", look, icon, key="D"), "D", chosen.switch_theme)
        speak = Option("language", self.tr("Español"), "languages", key="E")
        self._add(speak, "E", chosen.switch_language)
        full = Option("full", self.tr("Full screen, or window"), "layout-grid", key="F11")
        self._add(full, "", chosen.full_screen)
        search = Option("search", self.tr("Search everything"), "search", key="Ctrl+K")
        self._add(search, "", chosen.search)
        keys = Option("help", self.tr("Keys"), "circle-question-mark", key="F1")
        self._add(keys, "", chosen.help)
        lock = Option("lock", self.tr("Lock the desk"), "lock", key="Ctrl+L")
        self._add(lock, "", chosen.lock)

    def _show_locked_out(self, found: tuple[LockedOut, ...]) -> None:
        self._head.set_words(
            self.tr("Unlock a colleague"),
            self.tr("Press the number of the colleague who stands in front of you."),
        )
        if not found:
            fact = self.tr("Nobody is locked out")
            line = self.tr("Wrong PINs keep no colleague from signing on.")
            self._card.column.addWidget(EmptyState("lock", fact, line))
        for place, person in enumerate(found, start=1):
            at = self.tr("Too many wrong PINs: {0}").replace("{0}", ", ".join(person.desks))
            row = WorkRow(place, "lock", f"{person.name} · {person.number}", at, "")
            self._add_row(row, str(place), partial(self._let_in, person.number))

    def _customer(self) -> None:
        self.desk.customer.toggle()
        self.show_draft(None)

    def _look(self) -> None:
        self.desk.runner.run(find_locked_out, done=self._found, busy=self._block)

    def _found(self, found: tuple[LockedOut, ...]) -> None:
        self._locked_out = found
        self.show_draft(None)

    def _let_in(self, number: str) -> None:
        self.desk.runner.run(let_in, number, done=self._is_in, busy=self._block)

    def _is_in(self, name: str) -> None:
        self.desk.banner(self.tr("{0} is unlocked and can sign on again.").replace("{0}", name))
        self._look()

    def leave(self) -> None:
        self._locked_out = None
        self.show_draft(None)

    def escape(self) -> bool:
        if self._locked_out is None:
            return False
        self.start(Intent(MORE))
        return True

    def take_key(self, key: str) -> bool:
        act = self._keys.get(key.upper())
        if act is None:
            return False
        act()
        return True

    def panel(self) -> QWidget:
        return self._panel

    def primary(self) -> None:
        if not self.escape():
            self.desk.go_home()

    def _add(self, option: Option, key: str, act: Callable[[], None]) -> None:
        row = OptionRow(option, line=self._card.column.count() > 0)
        self._add_row(row, key, act)

    def _add_row(self, row: Pressable, key: str, act: Callable[[], None]) -> None:
        row.clicked.connect(lambda _checked=False: act())
        self._card.column.addWidget(row)
        if key:
            self._keys[key] = act
