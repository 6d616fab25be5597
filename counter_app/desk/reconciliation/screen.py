"""The Morning Book at the desk: the shelf, the pages as they are on paper, and what to look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.book import EvidenceKind, Oddity
from counter_app.core.intent import Intent
from counter_app.desk.reconciliation.screen_words import BookSides
from counter_app.desk.reconciliation.service import (
    READ,
    OpenBook,
    Shelf,
    likely_causes,
    make_book,
    open_book,
    pdf_of,
    shelf,
)
from counter_app.desk.reconciliation.task import TREND, VARIANCE
from counter_app.documents.book_front import evidence_section
from counter_app.rules.variance.case import Explanation
from counter_app.ui import theme
from counter_app.ui.screen import Desk, Grid, Screen
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.book_view import BookView
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel, Section, SectionStyle
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.option_row import Option, OptionRow
from counter_app.ui.widgets.scroll import scrolling

SHOWN = 9
"""Books and oddities that a digit reaches."""


class BookScreen(Screen):
    """The shelf first; a digit opens a Book, Page Down turns, a digit then goes to the evidence."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._shelf: Shelf | None = None
        self._opened: OpenBook | None = None
        self._likely: tuple[Explanation, ...] | None = None
        self._asked = ""
        self._words = BookSides(desk)
        self._keys: dict[str, Callable[[], None]] = {}
        self._head = ScreenHead()
        self._back = self._head.add_button(Button("", key="PgUp", icon="chevron-left"))
        self._found = self._head.add_button(Button("", key="Alt+F", icon="file-text"))
        self._found.clicked.connect(self._slip)
        self._trend = self._head.add_button(Button("", key="Alt+T", icon="eye"))
        self._trend.clicked.connect(self._trends)
        self._next = self._head.add_button(Button("", key="PgDown", icon="chevron-right"))
        self._back.clicked.connect(lambda: self._turn(-1))
        self._next.clicked.connect(lambda: self._turn(1))
        self._card = Card()
        self._card.column.setSpacing(0)
        self._view = BookView()
        self._scroll = scrolling(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._head)
        column.addWidget(self._card)
        column.addWidget(self._scroll, 1)
        column.addStretch(0)
        self._panel = ContextPanel()
        self._block = AmountBlock()
        self._block.pressed.connect(self.primary)
        self._panel.set_foot(self._block)
        self.show_draft(None)

    # ------------------------------------------------------------------ what the shell calls

    def start(self, intent: Intent) -> None:
        self._opened, self._likely = None, None
        if self._may_read():
            self.desk.runner.run(shelf, done=self._looked, busy=self._block)
        else:
            self._looked(None)

    def panel(self) -> QWidget:
        return self._panel

    def set_grid(self, grid: Grid) -> None:
        self._panel.set_width(grid.panel)

    def take_key(self, key: str) -> bool:
        if self._opened is not None and key in ("PgDown", "Right"):
            self._turn(1)
        elif self._opened is not None and key in ("PgUp", "Left"):
            self._turn(-1)
        elif self._opened is not None and key in ("Down", "Up"):
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + theme.px(120) * (1 if key == "Down" else -1))
        elif key in self._keys:
            self._keys[key]()
        else:
            return False
        return True

    def primary(self) -> None:
        """F12: the newest Book, the missing one, or the PDF of the open one."""
        if self._opened is not None:
            number = self._opened.sealed.number
            self.desk.runner.run(pdf_of, number, done=self._show_pdf, busy=self._block)
        elif self._shelf is not None and self._shelf.missing:
            self._make(self._shelf.missing[0])
        elif self._shelf is not None and self._shelf.titles:
            self._open(self._shelf.titles[0].number)

    def escape(self) -> bool:
        if self._opened is None:
            return False
        self.start(Intent("reconciliation"))
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_draft(None)
        super().changeEvent(event)

    def _may_read(self) -> bool:
        operator = self.desk.station.operator
        return operator is not None and operator.may(READ)

    # ------------------------------------------------------------------ showing

    def show_draft(self, draft: None) -> None:
        """Write every widget from the shelf or from the open Book."""
        clear(self._card.column)
        self._keys = {}
        opened = self._opened
        self._card.setVisible(opened is None)
        self._scroll.setVisible(opened is not None)
        self._back.setVisible(opened is not None)
        self._next.setVisible(opened is not None)
        self._found.setVisible(self._likely is not None)
        self._trend.setVisible(opened is None and self._may_read())
        self._back.setAccessibleName(self.tr("Page back"))
        self._next.setAccessibleName(self.tr("Next page"))
        if opened is None:
            self._show_shelf()
        else:
            self._show_book(opened)

    def _show_shelf(self) -> None:
        self._head.set_words(
            self.tr("Morning Book"), self.tr("One report for each day, sealed. Press its number.")
        )
        self._trend.set_words(self.tr("Trends"))
        if self._may_read():
            self._keys["Alt+T"] = self._trends
        found = self._shelf or Shelf((), ())
        place = 0
        for day in found.missing[:3]:
            place += 1
            note = self.tr("not made yet")
            self._add(place, self._day(day), "circle-dashed", note, partial(self._make, day))
        for title in found.titles[: SHOWN - place]:
            place += 1
            edition = self.tr("edition {0}").replace("{0}", str(title.edition))
            note = edition if title.edition > 1 else ""
            act = partial(self._open, title.number)
            self._add(place, self._day(title.business_date), "book-open-check", note, act)
        if not self._may_read():
            self._card.column.addWidget(
                EmptyState(
                    "lock",
                    self.tr("Leads and managers read the Morning Book"),
                    self.tr("Scan the badge of one of them; your work stays yours."),
                )
            )
        elif place == 0 and self._shelf is not None:
            self._card.column.addWidget(
                EmptyState(
                    "book-open-check",
                    self.tr("No Morning Book yet"),
                    self.tr("The first one is made in the night after a till was opened."),
                )
            )
        self._panel.show_sections(
            (
                Section(
                    self.tr("Morning Book"),
                    sub=self.tr("What is in it cannot be changed afterwards."),
                    style=SectionStyle.HEAD,
                ),
            )
        )
        words, ready = self.tr("Open the newest"), bool(found.titles or found.missing)
        shown = self._day(found.titles[0].business_date) if found.titles else ""
        if not self._may_read():
            shown = self.tr("Ask a lead")
        if found.missing:
            words, shown = self.tr("Make the Book"), self._day(found.missing[0])
        self._block.show_amount(
            Amount(self.tr("Next"), shown, words, key="F12", money=False, enabled=ready)
        )

    def _show_book(self, opened: OpenBook) -> None:
        pages = len(opened.laid.pages)
        line = self.tr("Page {0} of {1}. A number goes to the evidence.")
        line = line.replace("{0}", str(self._view.number + 1)).replace("{1}", str(pages))
        self._head.set_words(self._day(opened.book.business_date), line)
        for number, oddity in enumerate(_first(opened), 1):
            self._keys[str(number)] = partial(self._look_at, oddity)
        self._found.set_words(self.tr("A slip was found"))
        self._keys["Alt+F"] = self._slip
        self._panel.show_sections(self._words.sections(_first(opened), self._likely))
        seal = " ".join(opened.sealed.seal[i : i + 4].upper() for i in (0, 4))
        self._block.show_amount(
            Amount(self.tr("Sealed"), seal, self.tr("Open the PDF"), key="F12", money=False)
        )

    def _day(self, day: date) -> str:
        return self.desk.words.full_day(day)

    def _add(self, place: int, words: str, icon: str, note: str, act: Callable[[], None]) -> None:
        row = OptionRow(
            Option(str(place), words, icon, note=note, key=str(place)),
            line=self._card.column.count() > 0,
        )
        row.clicked.connect(lambda _checked=False: act())
        self._card.column.addWidget(row)
        self._keys[str(place)] = act

    # ------------------------------------------------------------------ doing

    def _looked(self, found: Shelf | None) -> None:
        self._shelf = found
        self.show_draft(None)

    def _open(self, number: int) -> None:
        self.desk.runner.run(open_book, number, done=self._opened_one, busy=self._block)

    def _make(self, day: date) -> None:
        self.desk.runner.run(make_book, day, self.desk.tasks, done=self._open, busy=self._block)

    def _opened_one(self, opened: OpenBook) -> None:
        self._opened, self._likely = opened, None
        self._go(0)

    def _turn(self, by: int) -> None:
        self._go(self._view.number + by)

    def _go(self, page: int) -> None:
        if self._opened is not None:
            self._view.show_page(self._opened.laid, page)
            self._scroll.verticalScrollBar().setValue(0)
            self.show_draft(None)

    def _look_at(self, oddity: Oddity) -> None:
        """Go to the page with the evidence; for a till's variance, ask what explains it."""
        assert self._opened is not None, "oddities are shown with their Book"
        self._likely = None
        self._go(self._opened.laid.places.get(evidence_section(oddity), self._view.number))
        evidence = oddity.evidence
        variance = oddity.code == "tills.variance" and evidence is not None
        if variance and evidence is not None and evidence.kind is EvidenceKind.TILL_SESSION:
            self._asked = evidence.id
            self.desk.runner.run(likely_causes, evidence.id, (), done=self._explained)

    def _explained(self, found: tuple[Explanation, ...]) -> None:
        self._likely = found
        self.show_draft(None)

    def _trends(self) -> None:
        self.desk.open(Intent("reconciliation", door=TREND))

    def _slip(self) -> None:
        """Put a slip that was found to the detective."""
        if self._likely is not None:
            self.desk.open(Intent("reconciliation", door=VARIANCE, case_id=self._asked))

    def _show_pdf(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.desk.banner(self.tr("The PDF is in {0}.").replace("{0}", str(path.parent)))


def _first(opened: OpenBook) -> tuple[Oddity, ...]:
    return opened.book.oddities[:SHOWN]
