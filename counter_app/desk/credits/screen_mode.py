"""What a mode of the credits screen answers to, and what every mode may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from counter_app.codes.receipt_codes import Scanned
from counter_app.core.errors import CounterError
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.core.words import Words as Catalogue
from counter_app.desk.credits.reading import OpenCredit
from counter_app.desk.credits.screen_page import CreditPage, View
from counter_app.desk.credits.service import CreditDone
from counter_app.desk.credits.settling import card_declined
from counter_app.paths import resources
from counter_app.ui.screen import Desk
from counter_app.ui.void_questions import DECLINED
from counter_app.ui.widgets.head import Press
from counter_app.ui.widgets.pill import Tone

translate = QCoreApplication.translate
TILLS = "tills"


class Nav(Protocol):
    """Where a mode can go."""

    def refresh(self) -> None:
        """Write the mode in front again."""
        ...

    def go_home(self) -> None:
        """Nothing open any more."""
        ...

    def go_sell(self) -> None:
        """A new gift card."""
        ...

    def go_lost(self) -> None:
        """A credit whose code is not there."""
        ...

    def go_open(self, opened: OpenCredit) -> None:
        """One credit."""
        ...

    def go_done(self, done: CreditDone, title: str, word: str, shown: Money, note: str) -> None:
        """What was done, with the amount that matters now."""
        ...


def declined_press() -> tuple[Press, ...]:
    """The way out while a terminal's code is awaited."""
    return (Press(DECLINED, translate("Credits", "Declined"), DECLINED),)


@dataclass(slots=True)
class Mode:
    """One thing the screen does: what it shows, and what keys, scans and presses mean."""

    desk: Desk
    page: CreditPage
    nav: Nav

    def view(self) -> View:
        """What is on the screen now."""
        raise NotImplementedError

    def take_key(self, key: str) -> bool:
        """Use a key; False passes it on."""
        return False

    def take_slip(self, scanned: Scanned) -> bool:
        """Use a slip of ours; False lets the screen look for the credit it issued."""
        return False

    def primary(self) -> None:
        """F12."""

    def back(self) -> bool:
        """Esc: one step back; False when there is none left."""
        return False

    def typed(self, minor: int | None) -> None:
        """The money field changed."""

    def wrote(self, text: str) -> None:
        """The text field changed."""

    def entered(self, text: str) -> None:
        """Return in the money or text field."""

    def picked(self, key: str) -> None:
        """A reason key was pressed."""

    def chosen(self, name: str) -> None:
        """A row of what can be done, or a button of the head, was pressed."""

    def ticked(self, code: str) -> None:
        """A finding was acknowledged."""

    def tender(self) -> None:
        """Another way to pay."""

    @property
    def said(self) -> Catalogue:
        """Findings and reasons in the language of the window."""
        store = self.desk.station.store
        return Catalogue.load(self.desk.words.language, store.currency, resources("i18n"))

    def money(self, amount: Money) -> str:
        """An amount with its sign."""
        return self.desk.words.money(amount)

    def not_heard(self, error: CounterError, again: Callable[[], None]) -> None:
        """Nobody knows what became of a card's money: the same request may ask again."""
        self.desk.banner(
            f"{error.text} {error.remedy}",
            Tone.WARN,
            icon="credit-card",
            action=translate("Credits", "Ask again"),
            then=again,
            fault=True,
        )

    def failed(self, error: CounterError) -> None:
        """Say an expected "no", with what leads on from it."""
        if error.code == "till_not_open":
            self.desk.banner(
                error.text,
                Tone.WARN,
                icon="wallet",
                action=translate("Credits", "Open a till"),
                then=partial(self.desk.open, Intent(TILLS)),
            )
        else:
            self.desk.refusal(error)

    def say_declined(self, request: str) -> None:
        """Alt+D: the terminal said no to what waits for its code."""
        self.desk.runner.run(card_declined, request, done=self._declined, failed=self.failed)

    def free_again(self) -> None:
        """The card said no: it can be tried again, or something else done."""

    def _declined(self, _: None) -> None:
        self.free_again()
        words = translate("Credits", "The card was declined. No money moved.")
        self.desk.banner(words, Tone.WARN, icon="credit-card")

    def pick_digit(self, key: str, names: list[str], act: Callable[[str], None]) -> bool:
        """Choose a row by its number; says whether there is one."""
        place = int(key) if len(key) == 1 and key in "123456789" else 0
        if not 1 <= place <= len(names):
            return False
        act(names[place - 1])
        return True
