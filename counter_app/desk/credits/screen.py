"""Store credit and gift cards at the desk: look up, use, pay out, sell, replace, void.

What is being done is a `Mode`; the page shows its view, and every key and scan goes to it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.codes.receipt_codes import Scanned
from counter_app.core.intent import Intent
from counter_app.core.money import ZERO, Money
from counter_app.core.scan import ScanKind
from counter_app.desk.credits.reading import OpenCredit, find_lost, open_code
from counter_app.desk.credits.screen_credit import Holding
from counter_app.desk.credits.screen_done import Done, Home, Lost
from counter_app.desk.credits.screen_mode import Mode
from counter_app.desk.credits.screen_page import CreditPage
from counter_app.desk.credits.screen_sale import Selling
from counter_app.desk.credits.service import CreditDone
from counter_app.spool import Kick
from counter_app.ui import retold
from counter_app.ui.screen import Desk, Grid, Screen

CREDITS = "credits"


class CreditsScreen(Screen):
    """Holds the mode in front; every change of it is shown by `show_draft`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        symbol = desk.words.money(ZERO)
        self.page = CreditPage(
            desk.station.store.currency.exponent, symbol[: len(symbol) - len(symbol.lstrip("$€£¥"))]
        )
        self.mode: Mode = Home(desk, self.page, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        page = self.page
        page.block.pressed.connect(self.primary)
        page.block.tender_pressed.connect(self._tender)
        page.typed.connect(self._typed)
        page.wrote.connect(self._wrote)
        page.entered.connect(self._entered)
        page.picked.connect(self._picked)
        page.chosen.connect(self._chosen)
        page.findings.ticked.connect(self._ticked)
        page.findings.chosen.connect(self._finding_chosen)
        self.show_draft(self.mode)

    # ------------------------------------------------------------------ what the shell calls

    def start(self, intent: Intent) -> None:
        """Come to the front with nothing open."""
        self.go_home()

    def panel(self) -> QWidget:
        return self.page.panel

    def set_grid(self, grid: Grid) -> None:
        self.page.set_grid(grid)
        self.show_draft(self.mode)

    def wants(self, scanned: Scanned) -> bool:
        """A licence says who buys a gift card."""
        return scanned.kind is ScanKind.LICENCE and isinstance(self.mode, Selling)

    def take_scan(self, scanned: Scanned) -> bool:
        """A code opens its credit; a slip leads to the credit it issued."""
        if scanned.kind is ScanKind.CREDIT:
            self.desk.runner.run(
                open_code,
                scanned.text,
                done=self.go_open,
                failed=self.desk.refusal,
                busy=self.page.block,
            )
            return True
        if scanned.kind is ScanKind.LICENCE and isinstance(self.mode, Selling):
            if scanned.licence is not None:
                self.mode.take_licence(scanned.licence)
            return True
        if scanned.kind is ScanKind.SLIP:
            if not self.mode.take_slip(scanned):
                self.desk.runner.run(
                    find_lost, scanned.text, done=self._found, failed=self.desk.refusal
                )
            return True
        return False

    def take_key(self, key: str) -> bool:
        return self.mode.take_key(key)

    def primary(self) -> None:
        """F12."""
        if self.page.block.button.isEnabled() and not self.desk.runner.busy:
            self.mode.primary()

    def escape(self) -> bool:
        if self.mode.back():
            return True
        if isinstance(self.mode, Home):
            return False
        self.go_home()
        return True

    def leave(self) -> None:
        """What is on view belongs to the customer who was here."""
        self.show_draft(Home(self.desk, self.page, self))

    def show_draft(self, draft: Mode) -> None:
        """Write every widget from the mode in front."""
        self.mode = draft
        self.page.show_view(draft.view())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.refresh)

    # ------------------------------------------------------------------ where a mode can go

    def refresh(self) -> None:
        """Write the mode in front again."""
        self.show_draft(self.mode)

    def go_home(self) -> None:
        """Nothing open any more."""
        self.desk.scan_prompt(
            retold.translate(
                "CreditsScreen", "Scan a store credit or a gift card, or type its code"
            )
        )
        home = Home(self.desk, self.page, self)
        self.show_draft(home)
        home.begin()

    def go_sell(self) -> None:
        """A new gift card."""
        selling = Selling(self.desk, self.page, self)
        self.show_draft(selling)
        selling.begin()

    def go_lost(self) -> None:
        """A credit whose code is not there."""
        self.show_draft(Lost(self.desk, self.page, self))

    def go_open(self, opened: OpenCredit) -> None:
        """One credit."""
        self.show_draft(Holding(self.desk, self.page, self, opened))

    def go_done(self, done: CreditDone, title: str, word: str, shown: Money, note: str) -> None:
        """What was done, with the amount that matters now."""
        operator = self.desk.station.operator
        if done.drawer_kick and operator is not None:
            self.desk.kick_drawer(Kick(operator.id, CREDITS, done.transaction_id))
        self.desk.refresh()
        self.show_draft(Done(self.desk, self.page, self, done, title, word, shown, note))

    def _tender(self) -> None:
        self.mode.tender()

    def _typed(self, minor: int | None) -> None:
        self.mode.typed(minor)

    def _wrote(self, text: str) -> None:
        self.mode.wrote(text)

    def _entered(self, text: str) -> None:
        self.mode.entered(text)

    def _picked(self, key: str) -> None:
        self.mode.picked(key)

    def _chosen(self, name: str) -> None:
        self.mode.chosen(name)

    def _ticked(self, code: str, _on: bool) -> None:
        self.mode.ticked(code)

    def _found(self, found: tuple[OpenCredit, ...]) -> None:
        if len(found) == 1:
            self.go_open(found[0])
        else:
            self.show_draft(Lost(self.desk, self.page, self, found))

    def _finding_chosen(self, code: str, choice: str) -> None:
        if choice == "ask":
            self.primary()
        else:
            self.mode.chosen(choice)
