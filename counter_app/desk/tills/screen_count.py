"""The blind count: cash by pieces or as one total, and every other tender in a tab of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import ONE_BY_ONE, CountDraft, Occasion
from counter_app.desk.tills.screen_parts import CASH, LEAVE, BulkPage, LeavePage, Part, PartTabs
from counter_app.desk.tills.screen_pieces import PiecesPage
from counter_app.desk.tills.screen_slips import SlipsPage
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.denomination_grid import Denomination
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.money_edit import MoneyEdit

_SLIPS = frozenset(tender.value for tender in ONE_BY_ONE)


class CountPage(QWidget):
    """Shows and takes what is typed; what it means is the screen's business."""

    changed = Signal()
    row_entered = Signal()
    turned = Signal()
    """Another part is on view."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words
        self._writing = False
        self._part = CASH
        self._total_wanted = False
        self.head = ScreenHead()
        self.total_only = self.head.add_button(Button("", key="Alt+T"))
        self.park = self.head.add_button(Button("", key="F9", icon="circle-pause"))
        self.bar = FindingsBar()
        self.tabs = PartTabs()
        self.tabs.picked.connect(self.go)
        exponent, symbol = words.currency.exponent, words.symbol()
        self.cash = PiecesPage(words)
        self.cash.changed.connect(self._typed)
        self.cash.row_entered.connect(self.row_entered)
        self.cash.finished.connect(self.go_on)
        self.total = MoneyEdit(exponent, symbol)
        self.total.changed.connect(self._typed)
        self._total_title = Label("", Text.STRONG)
        self._total_hint = Label("", Text.HINT, "ink2", wrap=True)
        self.slips = SlipsPage(exponent, symbol)
        self.bulk = BulkPage(exponent, symbol)
        self.leave = LeavePage(exponent, symbol)
        for part in (self.bulk, self.leave):
            part.changed.connect(self._typed)
        for walks in (self.slips, self.bulk, self.leave):
            walks.walked.connect(self.go_on)
        self._pages = QStackedWidget()
        for page in (self.cash, self._total_page(), self.slips, self.bulk, self.leave):
            self._pages.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self.bar, self.tabs):
            self._column.addWidget(widget)
        self._column.addWidget(self._pages, 1)
        self.set_gap(16)

    @property
    def part(self) -> str:
        """Which part is on view: cash, a tender, or what stays."""
        return self._part

    @property
    def by_total(self) -> bool:
        """Whether the cash is typed as one total instead of pieces."""
        return self._total_wanted

    def set_gap(self, gap: int) -> None:
        """Space between the parts."""
        self._column.setSpacing(theme.px(gap))
        self.bar.set_compact(gap < 16)
        self.cash.set_gap(gap)

    def pieces(self) -> dict[str, int]:
        """Pieces by key, where a number was typed."""
        return self.cash.pieces()

    def rows(self) -> tuple[Denomination, ...]:
        """The denominations on view, in the order in which Return walks."""
        return self.cash.rows()

    def current(self) -> Denomination | None:
        """The row that is counted now; None while anything else is typed."""
        return None if self.by_total or self._part != CASH else self.cash.current()

    def edit(self) -> QLineEdit:
        """The line edit that the keypad types into."""
        if self._part == LEAVE:
            return self.leave.edit
        if self._part in _SLIPS:
            return self.slips.edit
        if self._part != CASH:
            return self.bulk.typing()
        return self.total if self.by_total else self.cash.edit()

    def show_draft(self, draft: CountDraft, finding: Finding, parts: Sequence[Part] = ()) -> None:
        """Write what a draft holds, and the one thing to know."""
        self._writing = True
        if draft.total_only is not None or not self.rows():
            self._total_wanted = True
        if self._words.has_seldom(draft):
            self.cash.show_seldom(hands=False)
        if draft.total_only is not None or not draft.pieces:
            minor = None if draft.total_only is None else draft.total_only.minor
            if self.by_total and self.total.minor() != minor:
                self.total.set_minor(minor)
        if not self.by_total and self.pieces() != dict(draft.pieces):
            self.cash.set_counts(draft.pieces, draft.rolls)
        self.tabs.show_parts(parts, self._part)
        self.leave.show_leave(draft.leave.minor)
        self.bar.show_findings([finding])
        self.park.setVisible(draft.occasion is not Occasion.OPENING)
        self.park.setEnabled(bool(draft.pieces) or draft.total_only is not None)
        self._show_page()
        self._writing = False

    def show_bulk(self, many: int, minor: int, words: str) -> None:
        """What was typed of the tender that is on view."""
        self._writing = True
        self.bulk.show_bulk(many, minor, words)
        self._writing = False

    def start(self) -> None:
        """Put the hands where the first number is missing."""
        if self._part == CASH and not self.by_total:
            self.cash.start()
        else:
            self.edit().setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """Forget everything that was typed, as for a second count."""
        self._writing = True
        self._part = CASH
        self._total_wanted = not self.rows()
        self.cash.clear()
        self.total.clear()
        self.slips.edit.clear()
        self.bulk.show_bulk(0, 0, "")
        self.leave.show_leave(0)
        self._show_page()
        self._writing = False

    def go(self, part: str) -> None:
        """Another part of the count; what was typed on this one is kept."""
        if part in self.tabs.keys:
            self._part = part
            self._writing = True
            self.turned.emit()
            self._writing = False
            self._show_page()
            self.start()
            self.row_entered.emit()

    def go_on(self) -> None:
        """The part after this one; after the last, cash again."""
        keys = self.tabs.keys
        if len(keys) > 1:
            self.go(keys[(keys.index(self._part) + 1) % len(keys)])

    def toggle_total(self) -> None:
        """From pieces to one total and back; what was typed on the other side is kept."""
        if self._part != CASH:
            self.go(CASH)
        self._total_wanted = not (self._total_wanted and self.rows())
        self._show_page()
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

    def retranslate(self) -> None:
        """Write the words that do not depend on what is typed."""
        by_pieces, by_total = self.tr("By pieces"), self.tr("Total only")
        self.total_only.set_words(by_pieces if self.by_total else by_total)
        self.total_only.setVisible(bool(self.rows()))
        self.park.set_words(self.tr("Park"))
        self.cash.retranslate()
        self._total_title.setText(self.tr("All cash in the drawer, as one total"))
        self._total_hint.setText(
            self.tr("Digits fill in from the right. By pieces finds a miscount sooner.")
        )
        self.total.setAccessibleName(self.tr("Total"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A held Return walks no further; Return after the total opens the next part."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            if not event.isAutoRepeat() and watched is self.total:
                self.go_on()
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if not self._writing:
            self.changed.emit()

    def _show_page(self) -> None:
        if self._part == CASH:
            self._pages.setCurrentIndex(int(self._total_wanted))
        elif self._part == LEAVE:
            self._pages.setCurrentWidget(self.leave)
        else:
            self._pages.setCurrentWidget(self.slips if self._part in _SLIPS else self.bulk)

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


def is_bulk(part: str) -> bool:
    """Whether a part is a number and a sum."""
    return part not in (CASH, LEAVE, *_SLIPS) and part in {t.value for t in Tender}


def type_into(edit: QLineEdit, key: str) -> bool:
    """Type a digit into an edit that has lost the focus; says whether it was one."""
    if not (len(key) == 1 and key in "0123456789"):
        return False
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key(ord(key)), Qt.KeyboardModifier.NoModifier, key)
        QCoreApplication.sendEvent(edit, event)
    return True
