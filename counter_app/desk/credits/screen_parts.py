"""Parts of the credits page: the card's face, and the strip that asks one question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.field import as_field
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.pill import Pill, Tone
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker


class Ask(Enum):
    """What the strip asks for."""

    NOTHING = 0
    MONEY = 1
    TEXT = 2
    PICK = 3


@dataclass(frozen=True, slots=True)
class Face:
    """A credit at a glance: what it is, its masked code, how it stands, until when it is good."""

    icon: str
    title: str
    code: str
    state: str
    tone: Tone
    line: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the strip, and what was answered so far."""

    ask: Ask = Ask.NOTHING
    title: str = ""
    hint: str = ""
    minor: int | None = None
    text: str = ""
    reasons: tuple[Reason, ...] = ()
    chosen: str = ""


NO_QUESTION: Final = Asked()


class FaceCard(Card):
    """The card's face: icon, kind and code at the left, its state at the right."""

    def __init__(self) -> None:
        super().__init__(margin=12)
        self._icon = IconMark("gift", 28, "accent")
        self._title = Label("", Text.LEAD)
        self._code = Label("", Text.VALUE, "ink2", tabular=True)
        self._pill = Pill()
        self._line = Label("", Text.HINT, "ink2")
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._title)
        left.addWidget(self._code)
        right.setSpacing(theme.px(4))
        right.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(self._icon)
        row.addLayout(left, 1)
        row.addLayout(right)
        self.column.addLayout(row)

    def show_face(self, face: Face) -> None:
        """Write it."""
        self._icon.set_icon(face.icon, "accent")
        self._title.setText(face.title)
        self._code.setText(face.code)
        self._pill.set_state(face.state, face.tone)
        self._line.setText(face.line)
        self.setAccessibleName(f"{face.title}, {face.code}, {face.state}, {face.line}")


def at_left(widget: QWidget) -> QWidget:
    """The slip where every task shows its slips."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return place


class Strip(QWidget):
    """The question at the foot of the middle: an amount, a text, or a reason."""

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.edit = MoneyEdit(exponent, symbol)
        self.edit.setFixedHeight(theme.px(56))
        self.text = QLineEdit()
        as_field(self.text, 56)
        self.text.setMaxLength(60)
        self.picker = ReasonPicker()
        self._titles = (Label("", Text.HEADING, wrap=True), Label("", Text.HEADING, wrap=True))
        self._hints = (
            Label("", Text.HINT, "ink2", wrap=True),
            Label("", Text.HINT, "ink2", wrap=True),
        )
        self._pages = {
            Ask.MONEY: self._field(0, self.edit),
            Ask.TEXT: self._field(1, self.text),
            Ask.PICK: self.picker,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for page in self._pages.values():
            column.addWidget(page)

    def show_question(self, asked: Asked) -> None:
        """Ask it; the field gets the focus when the question is new."""
        for ask, page in self._pages.items():
            page.setVisible(ask is asked.ask)
        self.setVisible(asked.ask is not Ask.NOTHING)
        for title, hint in zip(self._titles, self._hints, strict=True):
            title.setText(asked.title)
            hint.setText(asked.hint)
            hint.setVisible(bool(asked.hint))
        fresh = self.text.accessibleName() != asked.title
        self.edit.setAccessibleName(asked.title)
        self.text.setAccessibleName(asked.title)
        if self.edit.minor() != asked.minor:
            self.edit.set_minor(asked.minor)
        if asked.ask is Ask.TEXT:
            if fresh or not self.text.hasFocus():
                self.text.setText(asked.text)
                self.text.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.text.hasFocus():
            self.text.clearFocus()
        if asked.ask is Ask.PICK:
            self.picker.set_title(asked.title)
            self.picker.set_reasons(asked.reasons)
            self.picker.set_chosen(asked.chosen)

    def _field(self, place: int, edit: QLineEdit) -> Card:
        card = Card(margin=12)
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(theme.px(16))
        words.setSpacing(0)
        words.addWidget(self._titles[place])
        words.addWidget(self._hints[place])
        row.addLayout(words, 1)
        edit.setMaximumWidth(theme.px(300))
        row.addWidget(edit, 1)
        card.column.addLayout(row)
        return card
