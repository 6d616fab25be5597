"""The blind count: notes and coins by pieces, Return walks down; or one total."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.core.money import Money
from counter_app.desk.tills.draft import SELDOM_COINS, CountDraft
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button, Size
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.denomination_grid import Denomination, DenominationGrid
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.money_edit import MoneyEdit


class CountPage(QWidget):
    """Shows and takes what is typed; what it means is the screen's business."""

    changed = Signal()
    row_entered = Signal()

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words
        self._key = ""
        self._writing = False
        self._compact = False
        self.head = ScreenHead()
        self.total_only = self.head.add_button(Button("", key="Alt+T"))
        self.park = self.head.add_button(Button("", key="F9", icon="circle-pause"))
        self.bar = FindingsBar()
        self._notes = self._grid(words.notes())
        self._coins = self._grid(words.coins(seldom=False))
        self.more = Button("", key="Alt+C", icon="coins", size=Size.SPREAD)
        self.more.clicked.connect(self.show_seldom)
        self._seldom = False
        self.total = MoneyEdit(words.currency.exponent, words.symbol())
        self.total.changed.connect(self._typed)
        self._total_title = Label("", Text.STRONG)
        self._total_hint = Label("", Text.HINT, "ink2", wrap=True)
        self._pages = QStackedWidget()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._between = QHBoxLayout()
        self._pages.addWidget(self._pieces_page())
        self._pages.addWidget(self._total_page())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self.bar):
            self._column.addWidget(widget)
        self._column.addWidget(self._pages, 1)
        self.set_gap(16)

    @property
    def by_total(self) -> bool:
        """Whether one total is typed instead of pieces."""
        return self._pages.currentIndex() == 1

    def set_gap(self, gap: int) -> None:
        """Space between the parts."""
        for layout in (self._column, self._between, self._right):
            layout.setSpacing(theme.px(gap))
        self.bar.set_compact(gap < 16)
        self._compact = gap < 16
        for grid in (self._notes, self._coins):
            grid.set_compact(self._compact)

    def pieces(self) -> dict[str, int]:
        """Pieces by key, where a number was typed."""
        both = {**self._notes.pieces(), **self._coins.pieces()}
        return {key: count for key, count in both.items() if count is not None}

    def rows(self) -> tuple[Denomination, ...]:
        """The denominations on view, in the order in which Return walks."""
        return tuple(row.denomination for row in (*self._notes.rows, *self._coins.rows))

    def current(self) -> Denomination | None:
        """The row that is counted now; None while one total is typed."""
        if self.by_total:
            return None
        rows = self.rows()
        return next((d for d in rows if d.key == self._key), rows[0] if rows else None)

    def edit(self) -> QLineEdit:
        """The line edit that the keypad types into."""
        row = self.current()
        return self.total if row is None else self._edit_of(row.key)

    def show_draft(self, draft: CountDraft, finding: Finding) -> None:
        """Write what a draft holds, and the one thing to know."""
        self._writing = True
        if draft.total_only is not None or not self.rows():
            self._pages.setCurrentIndex(1)
        if self._words.has_seldom(draft) and not self._seldom:
            self.show_seldom()
        if self.by_total:
            minor = None if draft.total_only is None else draft.total_only.minor
            if self.total.minor() != minor:
                self.total.set_minor(minor)
        elif self.pieces() != dict(draft.pieces):
            shown: dict[str, int | None] = dict(draft.pieces)
            self._notes.set_pieces(shown)
            self._coins.set_pieces(shown)
        self.bar.show_findings([finding])
        self.park.setEnabled(bool(draft.pieces) or draft.total_only is not None)
        self._writing = False

    def start(self) -> None:
        """Put the hands where the first number is missing."""
        if self.by_total:
            self.total.setFocus(Qt.FocusReason.TabFocusReason)
            return
        typed = self.pieces()
        rows = self.rows()
        missing = next((d for d in rows if d.key not in typed), rows[0] if rows else None)
        if missing is not None:
            self._edit_of(missing.key).setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """Forget everything that was typed, as for a second count."""
        self._writing = True
        self._pages.setCurrentIndex(0 if self.rows() else 1)
        self._notes.set_pieces({})
        self._coins.set_pieces({})
        self.total.clear()
        self._key = ""
        self._writing = False

    def toggle_total(self) -> None:
        """From pieces to one total and back; what was typed on the other side is kept."""
        self._pages.setCurrentIndex(0 if self.by_total and self.rows() else 1)
        self.retranslate()
        self.start()
        self._typed()

    def walk_on(self) -> None:
        """The next row, as Return does."""
        edit = self.edit()
        edit.setFocus(Qt.FocusReason.TabFocusReason)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            QCoreApplication.sendEvent(edit, event)

    def show_seldom(self) -> None:
        """Show the rows of coins that hardly ever come in."""
        if self._seldom or not self._has_seldom():
            return
        self._seldom = True
        typed = self._coins.pieces()
        old, self._coins = self._coins, self._grid(self._words.coins(seldom=True))
        self._right.replaceWidget(old, self._coins)
        old.hide()
        old.deleteLater()
        self._coins.set_pieces(typed)
        self.more.hide()
        self.retranslate()
        first = self._coins.rows[0].denomination.key
        if not self._writing:
            self._edit_of(first).setFocus(Qt.FocusReason.TabFocusReason)
            self.row_entered.emit()

    def retranslate(self) -> None:
        """Write the words that do not depend on what is typed."""
        self._notes.set_title(self.tr("Notes"), self.tr("Total notes"))
        self._coins.set_title(self.tr("Coins"), self.tr("Total coins"))
        by_pieces, by_total = self.tr("By pieces"), self.tr("Total only")
        self.total_only.set_words(by_pieces if self.by_total else by_total)
        self.total_only.setVisible(bool(self.rows()))
        self.park.set_words(self.tr("Park"))
        self.more.set_words(self.tr("Dollar and half-dollar coins"))
        self.more.setVisible(self._has_seldom() and not self._seldom)
        self._total_title.setText(self.tr("All cash in the drawer, as one total"))
        self._total_hint.setText(
            self.tr("Digits fill in from the right. By pieces finds a miscount sooner.")
        )
        self.total.setAccessibleName(self.tr("Total"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return on an empty row says that there is none; a held key walks no further."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(watched, QLineEdit)
        ):
            if event.isAutoRepeat():
                return True
            if not watched.text() and watched is not self.total:
                watched.setText("0")
        return super().eventFilter(watched, event)

    def _has_seldom(self) -> bool:
        return self._words.currency.code in SELDOM_COINS

    def _grid(self, denominations: tuple[Denomination, ...]) -> DenominationGrid:
        grid = DenominationGrid(denominations, lambda minor: self._words.money(Money(minor)))
        grid.set_compact(self._compact)
        grid.changed.connect(self._typed)
        grid.row_entered.connect(self._entered)
        grid.finished.connect(lambda: self._finished(grid))
        for row in grid.rows:
            row.box.installEventFilter(self)
        return grid

    def _typed(self) -> None:
        if not self._writing:
            self.changed.emit()

    def _entered(self, key: str) -> None:
        self._key = key
        self._scroll.ensureWidgetVisible(self._edit_of(key), 0, theme.px(24))
        self.row_entered.emit()

    def _finished(self, grid: DenominationGrid) -> None:
        """After the last note the first coin; after the last coin whatever is missing."""
        if grid is self._notes and self._coins.rows:
            self._coins.start()
        elif len(self.pieces()) < len(self.rows()):
            self.start()

    def _edit_of(self, key: str) -> QLineEdit:
        for grid in (self._notes, self._coins):
            if any(row.denomination.key == key for row in grid.rows):
                return grid.edit_of(key)
        return self._notes.rows[0].box

    def _pieces_page(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self._between = QHBoxLayout(inside)
        self._between.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self._notes)
        self._left.addStretch(1)
        self._right.addWidget(self._coins)
        self._right.addWidget(self.more)
        self._right.addStretch(1)
        self._between.addLayout(self._left, 1)
        self._between.addLayout(self._right, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        return self._scroll

    def _total_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(20)
        self.total.setFixedHeight(theme.px(56))
        self.total.installEventFilter(self)
        for widget in (self._total_title, self.total, self._total_hint):
            card.column.addWidget(widget)
        column.addWidget(card)
        column.addStretch(1)
        return page
