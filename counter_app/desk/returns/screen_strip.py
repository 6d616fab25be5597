"""The strip below the grid, where the next question about a line is asked in place.

Reasons and conditions are number keys; a note, a weight, a serial number and a card's approval code
are typed. Only one question stands there at a time, always in the same place.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.core.text import MAX_NOTE
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.field import as_field, mark_fault
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.reason_picker import MAX_REASONS, Reason, ReasonPicker


class Ask(Enum):
    """What the strip asks for."""

    REASON = "reason"
    CONDITION = "condition"
    NOTE = "note"
    QUESTION = "question"
    QUANTITY = "quantity"
    SERIAL = "serial"
    CODE = "code"
    PARK = "park"
    IDENTITY = "identity"
    CASH = "cash"
    PRICE_REASON = "price_reason"
    PRICE = "price"


_TYPED = (Ask.NOTE, Ask.QUANTITY, Ask.SERIAL, Ask.CODE, Ask.PARK, Ask.IDENTITY, Ask.CASH, Ask.PRICE)
_LIMITS = {
    Ask.NOTE: MAX_NOTE,
    Ask.QUANTITY: 9,
    Ask.SERIAL: 60,
    Ask.CODE: 12,
    Ask.PARK: 40,
    Ask.IDENTITY: 60,
    Ask.CASH: 12,
    Ask.PRICE: 80,
}


class AskStrip(QStackedWidget):
    """One question at a time; says what was answered and decides nothing."""

    picked = Signal(str)
    """A reason's or a condition's code, according to `asking`."""
    typed = Signal(str)
    """Return was pressed on a text, according to `asking`."""
    edited = Signal(str)
    left_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asking = Ask.REASON
        self._across = 6
        self._keys = 1
        self.reasons = ReasonPicker()
        self.conditions = ReasonPicker()
        self.edit = QLineEdit()
        as_field(self.edit)
        self._label = Label("", Text.HEADING)
        self._fault = Label("", Text.STATUS, "deny")
        self.back = Button(key="Esc")
        self._page = self._text_page()
        for page in (self.reasons, self.conditions, self._page):
            self.addWidget(page)
        self.reasons.picked.connect(self.picked)
        self.conditions.picked.connect(self.picked)
        self.edit.textEdited.connect(self._edited)
        self.edit.returnPressed.connect(self.take_return)
        self.back.clicked.connect(self.left_back)
        self.retranslate()

    def retranslate(self) -> None:
        """Words of its own in the language of now."""
        waiting = self.asking is Ask.CODE
        self.back.set_words(self.tr("Declined") if waiting else self.tr("Back"))
        self.back.set_key("Alt+D" if waiting else "Esc")

    def set_grid(self, grid: Grid) -> None:
        """Six keys side by side, or three."""
        self._across = 3 if grid is Grid.SMALL else 6
        self.reasons.set_across(self._across)
        self.conditions.set_across(self._across)
        self._fit()

    def begin(self) -> None:
        """Another return: as high as its own questions need."""
        self._keys = 1

    def ask_reason(self, title: str, reasons: Sequence[Reason], chosen: str) -> None:
        """Why the line comes back."""
        self._fill(self.reasons, title, reasons, chosen)
        self._show(Ask.REASON, self.reasons)

    def ask_condition(self, title: str, conditions: Sequence[Reason], chosen: str) -> None:
        """In what state it comes back."""
        self._fill(self.conditions, title, conditions, chosen)
        self._show(Ask.CONDITION, self.conditions)

    def ask_question(self, title: str, answers: Sequence[Reason], chosen: str) -> None:
        """A question about the line, answered by a number key."""
        self._fill(self.conditions, title, answers, chosen)
        self._show(Ask.QUESTION, self.conditions)

    def ask_price_reason(self, title: str, reasons: Sequence[Reason], chosen: str) -> None:
        """Why new goods cost something else than the item file says."""
        self._fill(self.conditions, title, reasons, chosen)
        self._show(Ask.PRICE_REASON, self.conditions)

    def ask_text(self, ask: Ask, title: str, text: str = "", fault: str = "") -> None:
        """Something to type; the field takes the focus, for cash with the first figure."""
        assert ask in _TYPED, "numbers keys have questions of their own"
        fresh = self.asking is not ask
        self._label.setText(title)
        self.edit.setAccessibleName(title)
        self.edit.setMaxLength(_LIMITS[ask])
        if fresh:
            self.edit.setText(text)
        self.set_fault(fault)
        self._show(ask, self._page)
        self._offer_back()
        if fresh and ask is not Ask.CASH:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edit.selectAll()

    def set_fault(self, words: str) -> None:
        """What is wrong with the text."""
        self._fault.setText(words)
        mark_fault(self.edit, bool(words))
        self._make_room()

    def has_fault(self) -> bool:
        """True while something is wrong with the text."""
        return bool(self._fault.text())

    def is_typing(self) -> bool:
        """True while keys belong to the field."""
        return self.asking in _TYPED and self.edit.hasFocus()

    def takes(self, key: str) -> bool:
        """True for number keys, and while cash is asked for what else an amount is typed with."""
        return len(key) == 1 and key in ("0123456789.," if self.asking is Ask.CASH else "123456789")

    def take_number(self, key: str) -> bool:
        """A figure begins an amount of cash, else picks what stands there."""
        if self.asking is not Ask.CASH:
            return self.take_digit(int(key))
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.insert(key)
        return True

    def take_digit(self, digit: int) -> bool:
        """A number key picks what stands there."""
        if self.asking is Ask.REASON:
            return self.reasons.pick_digit(digit)
        if self.asking in (Ask.CONDITION, Ask.QUESTION, Ask.PRICE_REASON):
            return self.conditions.pick_digit(digit)
        return False

    def take_return(self) -> bool:
        """Return hands over what was typed."""
        if self.asking not in _TYPED:
            return False
        self.typed.emit(self.edit.text())
        return True

    def _fill(
        self, picker: ReasonPicker, title: str, reasons: Sequence[Reason], chosen: str
    ) -> None:
        picker.set_title(title)
        picker.set_reasons(reasons[:MAX_REASONS])
        picker.set_chosen(chosen)
        self._keys = max(self._keys, min(len(reasons), MAX_REASONS))
        self._fit()

    def _fit(self) -> None:
        """As high as the most keys it ever shows, so that nothing above it moves."""
        rows = -(-self._keys // self._across)
        keys = rows * theme.px(theme.TOUCH) + (rows - 1) * theme.px(8)
        self.setFixedHeight(theme.line_height(Text.HEADING) + theme.px(8) + keys)

    def _make_room(self) -> None:
        """What is wrong stands in for the question where there is no room for both."""
        asked, wrong = self._label.sizeHint().width(), self._fault.sizeHint().width()
        both = asked + theme.px(8) + wrong <= self.width()
        self._label.setVisible(both or not self.has_fault())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _show(self, ask: Ask, page: QWidget) -> None:
        self.asking = ask
        self.retranslate()
        if page is not self._page and self.edit.hasFocus():
            self.edit.clearFocus()  # else Qt gives the focus to the first key
        self.setCurrentWidget(page)

    def _edited(self, text: str) -> None:
        self.set_fault("")
        self._offer_back()
        self.edited.emit(text)

    def holds(self) -> bool:
        """False for what is asked while nothing else is: a reason, or cash before it is typed."""
        return bool(self.edit.text()) if self.asking is Ask.CASH else self.asking is not Ask.REASON

    def _offer_back(self) -> None:
        self.back.setVisible(self.holds())

    def _text_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._label)
        head.addWidget(self._fault)
        head.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.edit, 1)
        row.addWidget(self.back)
        column.addStretch(1)
        column.addLayout(head)
        column.addLayout(row)
        return page
