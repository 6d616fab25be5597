"""Parts of the first-run wizard: the steps at the left, a card of fields, a card of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegularExpressionValidator
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.rules import set_up
from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.field import Field, as_field
from counter_app.ui.widgets.keypad import Keypad
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.option_row import OptionRow
from counter_app.ui.widgets.pin_field import PinField
from counter_app.ui.widgets.rail import paint_mark
from counter_app.ui.wizard_answers import ASKED, Answers, Step
from counter_app.ui.wizard_words import WizardWords

_COLUMN: Final = 608
_PLACES: Final[Mapping[str, tuple[int, int, int]]] = {
    "number": (0, 0, 1),
    "phone": (0, 1, 1),
    "name": (1, 0, 2),
    "street": (2, 0, 2),
    "city": (3, 0, 2),
    "station": (1, 0, 1),
    "title": (1, 1, 1),
    "tills": (0, 0, 2),
    "currency": (0, 0, 2),
    "zone": (1, 0, 2),
}
"""Row, column and width of a field in its card; people's fields stand under one another."""
_DIGITS: Final[Mapping[str, str]] = {
    "number": f"[0-9]{{0,{set_up.STORE_DIGITS}}}",
    "first_number": f"[0-9]{{0,{set_up.OPERATOR_DIGITS}}}",
    "second_number": f"[0-9]{{0,{set_up.OPERATOR_DIGITS}}}",
    "tills": "[0-9, ]{0,200}",
}


class StepsPanel(QWidget):
    """The dark side: what is being done, and how far it has come. Painted; not touchable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._line = ""
        self._steps: tuple[str, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(theme.px(360))

    def show_steps(self, title: str, line: str, steps: Sequence[str], at: int) -> None:
        """Write the list with the step that is open; past the last one all are done."""
        self._title, self._line, self._steps, self._at = title, line, tuple(steps), at
        now = self._steps[at] if at < len(self._steps) else line
        self.setAccessibleName(f"{title}. {now}")
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(560))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            painter.fillRect(self.rect(), QColor(t.block))
            left, side = float(theme.px(40)), theme.px(36)
            paint_mark(painter, QRectF(left, theme.px(42), side, side), t.go, t.on_go)
            beside = left + side + theme.px(14)
            self._text(painter, beside, theme.px(40), self._title, Text.LEAD, t.on_block)
            self._text(painter, beside, theme.px(61), self._line, Text.HINT, t.block_text2)
            top = float(theme.px(150))
            for place, words in enumerate(self._steps):
                self._step(painter, left, top + place * theme.px(52), place, words)

    def _step(self, painter: QPainter, left: float, top: float, place: int, words: str) -> None:
        t = theme.tokens()
        side = float(theme.px(28))
        ring = QRectF(left, top, side, side)
        done, here = place < self._at, place == self._at
        if done:
            paint.box(painter, ring, side / 2, t.go)
            mark = theme.px(16)
            draw_icon(painter, "check", t.on_go, left + theme.px(6), top + theme.px(6), mark)
        else:
            edge = t.go if here else t.block_text2
            paint.box(painter, ring, side / 2, t.well, edge, 2 if here else 1)
            ink = t.on_block if here else t.block_text2
            paint.text(painter, ring, str(place + 1), Text.HEADING, ink, paint.CENTRE)
        style, ink = (Text.STRONG, t.on_block) if here else (Text.ROW, t.block_text2)
        height = theme.line_height(style)
        self._text(painter, left + theme.px(42), top + (side - height) / 2, words, style, ink)

    def _text(
        self, painter: QPainter, x: float, y: float, words: str, style: Text, ink: str
    ) -> None:
        room = QRectF(x, y, self.width() - x - theme.px(16), theme.line_height(style))
        paint.text(painter, room, words, style, ink)


class ChoicesCard(QWidget):
    """The ways to begin, one row each."""

    chosen = Signal(str)
    """`new`, `practice` or `demo`."""

    def __init__(self, words: WizardWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: list[OptionRow] = []
        self._card = Card(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the rows anew; the focus stays where it was."""
        here = next((place for place, row in enumerate(self._rows) if row.hasFocus()), None)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [
            OptionRow(option, line=place > 0) for place, option in enumerate(self._words.choices())
        ]
        for row in self._rows:
            row.clicked.connect(lambda _=False, name=row.option.name: self.chosen.emit(name))
            self._card.column.addWidget(row)
        if here is not None:
            self._rows[here].setFocus()

    def begin(self) -> None:
        """Go to the first row."""
        self._rows[0].setFocus()


class FieldsCard(QWidget):
    """The fields of one step on a card, their rule under them, a keypad beside people's."""

    edited = Signal(str, str)
    """A field's name and what it holds now."""
    completed = Signal()
    """Return was pressed in the last field."""

    def __init__(self, step: Step, words: WizardWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._words = words
        self.fields: dict[str, Field] = {}
        self._rule = Label("", Text.HINT, "ink2", wrap=True)
        self._keypad: Keypad | None = None
        card = Card(24)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        for row, name in enumerate(ASKED[step]):
            made = Field("", self._edit(name))
            self.fields[name] = made
            grid.addWidget(made, *_place(name, row), Qt.AlignmentFlag.AlignTop)
            made.edit.textChanged.connect(lambda text, name=name: self.edited.emit(name, text))
            made.edit.installEventFilter(self)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        card.column.addLayout(grid)
        card.column.addWidget(self._rule)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(24))
        across.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        if step in (Step.FIRST, Step.SECOND):
            self._keypad = Keypad()
            self._keypad.setFixedSize(theme.px(264), theme.px(360))
            across.addWidget(self._keypad, 0, Qt.AlignmentFlag.AlignTop)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the words anew."""
        for name, made in self.fields.items():
            made.set_label(self._words.label(name))
            made.edit.setPlaceholderText(self._words.example(name))
        self._rule.setText(self._words.rule(self._step))
        self._rule.setVisible(bool(self._rule.text()))

    def show_answers(self, answers: Answers) -> None:
        """Fill the fields."""
        for name, made in self.fields.items():
            made.edit.setText(answers.get(name))

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong where it is wrong, and go to the first of it."""
        for name, made in self.fields.items():
            made.set_fault(self._words.fault(name, faults[name]) if name in faults else "")
        for name in faults:
            self.fields[name].edit.setFocus()
            self.fields[name].edit.selectAll()
            return

    def begin(self) -> None:
        """Go to the first field."""
        first = next(iter(self.fields.values())).edit
        first.setFocus()
        first.selectAll()

    def walk_on(self) -> None:
        """Return: to the next field, or on to the next step."""
        edits = [made.edit for made in self.fields.values()]
        here = next((n for n, edit in enumerate(edits) if edit.hasFocus()), len(edits))
        if here + 1 < len(edits):
            edits[here + 1].setFocus()
            edits[here + 1].selectAll()
        else:
            self.completed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and self._keypad is not None:
            digits = [f.edit for name, f in self.fields.items() if not name.endswith("_name")]
            target = next((edit for edit in digits if edit is watched), None)
            self._keypad.type_into(target)
            self._keypad.setEnabled(target is not None)
        return super().eventFilter(watched, event)

    def _edit(self, name: str) -> QLineEdit:
        if name.endswith(("_pin", "_again")):
            return PinField()
        edit = QLineEdit()
        as_field(edit)
        edit.setMaxLength(200)
        if name in _DIGITS:
            edit.setValidator(QRegularExpressionValidator(QRegularExpression(_DIGITS[name]), edit))
            edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        if name == "zone":
            completer = QCompleter(set_up.zones(), edit)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            # In the line itself: a list that opens would take the keys.
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            edit.setCompleter(completer)
        return edit


class FactsCard(QWidget):
    """Words at the left, values at the right, a hairline between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside: QWidget | None = None
        self._card = Card(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Write other facts."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        self._inside.setProperty("kind", "clear")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(7))
        for place, (words, value) in enumerate(facts):
            if place:
                column.addWidget(Rule())
            row = QHBoxLayout()
            row.setSpacing(theme.px(24))
            row.addWidget(Label(words, Text.VALUE, "ink2"), 0, Qt.AlignmentFlag.AlignTop)
            shown = Label(value, Text.VALUE_STRONG, wrap=True)
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
            row.addWidget(shown, 1)
            column.addLayout(row)
        self._card.column.addWidget(self._inside)


def lay_out(
    window: QWidget,
    steps: StepsPanel,
    above: Sequence[QWidget],
    pages: QWidget,
    buttons: Sequence[QWidget],
) -> None:
    """The steps at the left; words, pages and buttons in one column beside them.

    The first button stands at the left, the others, with the next step last, at the right.
    """
    foot = QHBoxLayout()
    foot.setSpacing(theme.px(8))
    foot.addWidget(buttons[0])
    foot.addStretch(1)
    for button in buttons[1:]:
        foot.addWidget(button)
    inside = QWidget()
    inside.setProperty("kind", "clear")
    inside.setFixedWidth(theme.px(_COLUMN))
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, theme.px(40), 0, theme.px(32))
    column.setSpacing(theme.px(4))
    for widget in above:
        column.addWidget(widget)
    column.addSpacing(theme.px(16))
    column.addWidget(pages, 1)
    column.addSpacing(theme.px(16))
    column.addLayout(foot)
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(steps)
    row.addStretch(1)
    row.addWidget(inside)
    row.addStretch(1)


def _place(name: str, row: int) -> tuple[int, int, int, int]:
    at, column, width = _PLACES.get(name, (row, 0, 2))
    return at, column, 1, width
