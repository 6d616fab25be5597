"""The foot of a done return: what can still be done, why it is voided, and a terminal's code.

One of them stands there; it only says what was pressed, picked or typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.core.text import MAX_NOTE
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button, Kind
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.reason_picker import MAX_REASONS, Reason, ReasonPicker

FEW_REASONS = 4


class _At(IntEnum):
    BUTTONS = 0
    REASONS = 1
    CODE = 2
    NOTE = 3


class DoneFoot(QStackedWidget):
    """Print again and void; a void's reasons, the note of one; the code that a terminal shows."""

    void_picked = Signal(str)
    typed = Signal(str)
    """A note or a code, whichever is awaited, was ended with Return."""
    code_declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid, self._keys = Grid.MEDIUM, 0
        self.print_again = Button(key="Ctrl+P", icon="printer")
        self.void = Button(key="Alt+V", icon="undo-2", kind=Kind.SECONDARY)
        self.reasons = ReasonPicker(across=1)
        self._asked_for = Label("", Text.HEADING, wrap=True)
        self.code = Field("")
        self.code.edit.setMaxLength(12)
        self.declined = Button(key="Alt+D")
        self.note = Field("")
        self.note.edit.setMaxLength(MAX_NOTE)
        self._lay_out()
        self.reasons.picked.connect(self.void_picked)
        self.code.submitted.connect(self.typed)
        self.note.submitted.connect(self.typed)
        self.declined.clicked.connect(self.code_declined)
        self.retranslate()

    def retranslate(self) -> None:
        """Words of its own in the language of now."""
        self.print_again.set_words(self.tr("Print again"))
        self.void.set_words(self.tr("Void"))
        self.declined.set_words(self.tr("Declined"))
        self.code.set_label(self.tr("Approval code"))
        self.note.set_label(self.tr("What happened?"))
        self.reasons.set_title(self.tr("Why is it voided?"))

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        self._grid = grid
        small = grid is Grid.SMALL
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._buttons.setDirection(down if small else across)
        self._go(_At(self.currentIndex()), self._keys)  # a question stays through another size

    def show_buttons(self) -> None:
        """What can still be done."""
        self._go(_At.BUTTONS)

    def ask_reason(self, reasons: Sequence[Reason]) -> None:
        """Why is it voided? By number keys."""
        self.reasons.set_reasons(reasons[:MAX_REASONS])
        self.reasons.set_across(1 if len(reasons) <= FEW_REASONS else 2)
        self._go(_At.REASONS, len(reasons))

    def ask_note(self) -> None:
        """The reason needs a few words."""
        self.note.edit.clear()
        self._go(_At.NOTE)
        self.note.setFocus()

    def ask_code(self) -> None:
        """A stand-alone terminal gives money to a card or calls a refund back, and shows a code."""
        self.code.edit.clear()
        self._go(_At.CODE)
        self.code.setFocus()

    def say_code(self, amount: str, *, to_card: bool) -> None:
        """The words of that question; what is typed stays."""
        words = self.tr("Void the refund of {0} on the terminal, then type its approval code")
        if to_card:
            words = self.tr("Refund {0} to the card on the terminal, then type its approval code")
        self._asked_for.setText(words.replace("{0}", amount))
        self._go(_At.CODE)  # the words take room

    def hand_over(self) -> None:
        """Say what is typed by now, as Return would."""
        field = self.code if self.asks_code else self.note
        self.typed.emit(field.text())

    def refuse(self, words: str) -> None:
        """What is wrong with what was typed; the words take room."""
        field = self.code if self.asks_code else self.note
        field.set_fault(words)
        self._go(_At(self.currentIndex()))

    @property
    def asks_reason(self) -> bool:
        """True while the reasons of a void are on view."""
        return self.currentIndex() == _At.REASONS

    @property
    def asks_note(self) -> bool:
        """True while a reason's note is awaited."""
        return self.currentIndex() == _At.NOTE

    @property
    def asks_code(self) -> bool:
        """True while a terminal's code is awaited."""
        return self.currentIndex() == _At.CODE

    def _go(self, at: _At, keys: int = 0) -> None:
        self._keys = keys
        for place, field in ((_At.CODE, self.code), (_At.NOTE, self.note)):
            if at is not place and field.edit.hasFocus():
                field.edit.clearFocus()  # a button would get it, and Enter means "next customer"
        self.setFixedHeight(self._height(at, keys))
        self.setCurrentIndex(at)

    def _height(self, at: _At, keys: int) -> int:
        touch, gap = theme.px(theme.TOUCH), theme.px(8)
        if at is _At.CODE:
            wide = self._asked_for.heightForWidth(self.width())
            fields = self.code.sizeHint().height() + self.declined.sizeHint().height()
            return wide + fields + 2 * gap
        if at is _At.NOTE:
            return self.note.sizeHint().height()
        if at is _At.REASONS:
            rows = keys if keys <= FEW_REASONS else -(-keys // 2)
            head = theme.line_height(Text.HEADING) + gap
            return rows * touch + (rows - 1) * gap + head
        rows = 2 if self._grid is Grid.SMALL else 1
        return rows * touch + (rows - 1) * gap

    def _lay_out(self) -> None:
        buttons, asked = QWidget(), QWidget()
        self._buttons = QHBoxLayout(buttons)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(theme.px(8))
        self._buttons.addWidget(self.print_again, 1)
        self._buttons.addWidget(self.void, 1)
        row = QVBoxLayout(asked)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._asked_for)
        row.addWidget(self.code)
        row.addWidget(self.declined)
        for page in (_at_bottom(buttons), self.reasons, asked, self.note):
            self.addWidget(page)


def _at_bottom(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(widget)
    return holder
