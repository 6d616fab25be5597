"""Before and after: nothing open yet, a credit without its paper, and what was done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from counter_app.codes.receipt_codes import Scanned
from counter_app.core.money import Money
from counter_app.desk.credits.reading import OpenCredit, Terms, find_lost, terms
from counter_app.desk.credits.screen_mode import Mode
from counter_app.desk.credits.screen_page import View
from counter_app.desk.credits.screen_panel import terms_sections
from counter_app.desk.credits.screen_parts import Ask, Asked
from counter_app.desk.credits.screen_words import icon_of, kind_words, standing_words
from counter_app.desk.credits.service import CreditDone
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.head import Press
from counter_app.ui.widgets.option_row import Option

translate = QCoreApplication.translate

SELL, LOST = "Alt+S", "Alt+L"


@dataclass(slots=True)
class Home(Mode):
    """Nothing open yet: a code opens its credit, F12 sells a gift card."""

    terms: Terms | None = None

    def view(self) -> View:
        return View(
            title=translate("Credits", "Store credit and gift cards"),
            line=translate("Credits", "Scan the code, or type its six groups and press Enter."),
            empty=(
                translate("Credits", "No credit is open."),
                translate("Credits", "Scan a store credit or a gift card: it opens anywhere."),
                translate("Credits", "Looking at it takes nothing off it."),
            ),
            presses=(
                Press(LOST, translate("Credits", "No paper"), LOST),
                Press(SELL, translate("Credits", "Sell a card"), SELL),
            ),
            sections=terms_sections(self.terms, self.desk.words),
            amount=Amount(
                translate("Credits", "Nothing open"),
                translate("Credits", "Scan a code"),
                translate("Credits", "Sell a card"),
                money=False,
            ),
        )

    def begin(self) -> None:
        """Read the rules of today."""
        self.desk.runner.background(terms, done=self._read)

    def _read(self, found: Terms) -> None:
        self.terms = found
        self.nav.refresh()

    def take_key(self, key: str) -> bool:
        if key == SELL:
            self.nav.go_sell()
        elif key == LOST:
            self.nav.go_lost()
        else:
            return False
        return True

    def chosen(self, name: str) -> None:
        self.take_key(name)

    def primary(self) -> None:
        self.nav.go_sell()


@dataclass(slots=True)
class Lost(Mode):
    """A credit whose code is not there: found by its slip, a customer's number or a phone."""

    found: tuple[OpenCredit, ...] = ()

    def view(self) -> View:
        rows = tuple(
            Option(
                one.state.credit.id,
                f"{kind_words(one.state.credit.kind)} •••• {one.state.credit.tail}",
                icon_of(one.state.credit.kind),
                note=self._note(one),
                value=self.money(one.state.balance),
                key=str(place),
            )
            for place, one in enumerate(self.found, 1)
        )
        return View(
            title=translate("Credits", "No paper"),
            line=translate("Credits", "What is found can be replaced, never spent or cashed."),
            options=rows,
            empty=(
                translate("Credits", "Look for it."),
                translate("Credits", "Scan the slip of the return or sale that issued it,"),
                translate("Credits", "or type the customer’s number or phone."),
            ),
            asked=Asked(
                Ask.NOTHING if rows else Ask.TEXT,
                translate("Credits", "Slip, customer’s number or phone"),
            ),
            amount=Amount(
                translate("Credits", "Next"),
                translate("Credits", "Choose one") if rows else translate("Credits", "Look for it"),
                translate("Credits", "Open the first") if rows else translate("Credits", "Look"),
                money=False,
            ),
        )

    def _note(self, one: OpenCredit) -> str:
        day = self.desk.words.full_day(one.state.credit.issued_on)
        return f"{day} · {standing_words(one.standing)[0]}"

    def take_key(self, key: str) -> bool:
        return self.pick_digit(key, [x.state.credit.id for x in self.found], self.chosen)

    def take_slip(self, scanned: Scanned) -> bool:
        self._find(scanned.text)
        return True

    def chosen(self, name: str) -> None:
        self.nav.go_open(next(x for x in self.found if x.state.credit.id == name))

    def entered(self, text: str) -> None:
        self._find(text)

    def primary(self) -> None:
        if self.found:
            self.nav.go_open(self.found[0])
        else:
            self._find(self.page.text.text())

    def back(self) -> bool:
        if not self.found:
            return False
        self.found = ()
        self.nav.refresh()
        return True

    def _find(self, text: str) -> None:
        if text.strip():
            self.desk.runner.run(
                find_lost, text.strip(), done=self._seen, failed=self.failed, busy=self.page.block
            )

    def _seen(self, found: tuple[OpenCredit, ...]) -> None:
        if len(found) == 1:
            self.nav.go_open(found[0])
        else:
            self.found = found
            self.nav.refresh()


@dataclass(slots=True)
class Done(Mode):
    """What was posted: its slip, and the amount that matters now."""

    done: CreditDone
    title: str
    word: str
    shown: Money
    note: str

    def view(self) -> View:
        number = translate("Credits", "Number {0}; the slip prints now").format(
            f"{self.done.number:04d}"
        )
        return View(
            title=self.title,
            line=number,
            slip=self.done.documents[0],
            sections=(
                Section(
                    self.title,
                    rows=(
                        KeyRow(translate("Credits", "Amount"), self.money(self.done.amount)),
                        KeyRow(translate("Credits", "Left on it"), self.money(self.done.left)),
                    ),
                    style=SectionStyle.HEAD,
                ),
            ),
            amount=Amount(
                self.word,
                self.money(self.shown),
                translate("Credits", "Next customer"),
                key="Return",
                note=self.note,
            ),
        )

    def take_key(self, key: str) -> bool:
        if key != "Return":
            return False
        self.primary()
        return True

    def primary(self) -> None:
        self.nav.go_home()
        self.desk.go_home()
