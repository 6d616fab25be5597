"""Parked work as rows, on the home screen and behind F9; returns may be taken up by anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from counter_app.core.intent import Intent
from counter_app.ui import theme
from counter_app.ui.desk_state import DeskState, Parked
from counter_app.ui.icons import draw_icon
from counter_app.ui.refusals import said_in
from counter_app.ui.screen import Desk, Screen
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.context_panel import ContextPanel, Section, SectionStyle
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.paint import KeyTone
from counter_app.ui.widgets.pill import Tone
from counter_app.ui.widgets.scroll import scrolling_rows
from counter_app.ui.words import Words

ROWS = 9
"""One for each digit."""
_MOST: Final = 30
"""Rows of parked work in a list; the search finds what is younger still."""


class WorkRow(Pressable):
    """Digit, icon, title with a line under it, amount; 64 pixels high.

    Rows beyond the ninth have no digit.
    """

    def __init__(self, number: int, icon: str, title: str, line: str, amount: str) -> None:
        super().__init__()
        self._number = str(number) if number <= ROWS else ""
        self._icon, self._title, self._line, self._amount = icon, title, line, amount
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say(f"{title}, {line}, {amount}".rstrip(", "), self._number)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(64))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            if self.isChecked():
                paint.box(painter, rect, theme.px(8), t.accent_tint)
            elif self.underMouse() and self.isEnabled():
                paint.box(painter, rect, theme.px(8), t.canvas)
            if self.hasFocus():
                paint.focus_ring(painter, rect, theme.px(8), t.accent)
            ink = t.ink if self.isEnabled() else t.ink3
            middle = rect.center().y()
            if self._number:
                paint.keycap(painter, theme.px(2), middle, self._number, KeyTone.PLAIN)
            size = theme.px(20)
            draw_icon(painter, self._icon, t.ink2, theme.px(34), middle - size / 2, size)
            left = theme.px(66)
            amount = theme.text_width(self._amount, Text.STRONG, tabular=True)
            room = rect.width() - left - amount - theme.px(16)
            title = QRectF(left, theme.px(11), room, theme.px(22))
            paint.text(painter, title, self._title, Text.BODY, ink)
            line = QRectF(left, theme.px(33), rect.width() - left, theme.px(20))
            paint.text(painter, line, self._line, Text.HINT, t.ink2)
            right = QRectF(0, theme.px(11), rect.width() - theme.px(2), theme.px(22))
            paint.text(painter, right, self._amount, Text.STRONG, ink, paint.RIGHT, tabular=True)


class ParkedRow(WorkRow):
    """One piece of parked work: its title, whose it is and how old, its amount."""

    def __init__(self, number: int, parked: Parked, words: Words, now: datetime) -> None:
        amount = words.money(parked.amount) if parked.amount is not None else ""
        line = QCoreApplication.translate("ParkedRow", "{0} · {1}").format(
            parked.owner.split(" ")[0], words.age(now - parked.since)
        )
        if parked.left_at:
            left = QCoreApplication.translate("ParkedRow", "{0}, left open at {1}")
            line = left.format(line, parked.left_at)
        title = said_in(parked.title, words.language)
        super().__init__(number, "circle-pause", title, line, amount)
        self.parked = parked


class ParkedList(QWidget):
    """Rows of parked work, which scroll where there is no room for all of them.

    Opening another person's is refused in words by the shell.
    """

    opened = Signal(object)
    """The `Parked` that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "clear")
        self._shown: tuple[Parked, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling_rows(self._column))

    def show_parked(self, parked: Sequence[Parked], words: Words, now: datetime) -> None:
        """Show these, oldest first, and how to begin when there is none."""
        self._shown = tuple(parked)[:_MOST]
        clear(self._column)
        if not self._shown:
            empty = EmptyState(
                "circle-pause",
                self.tr("Nothing is parked"),
                self.tr("F9 puts a return aside while the customer fetches something."),
                self.tr("Parked work survives a power cut and a change of shift."),
            )
            self._column.addWidget(empty, 1)
            return
        for place, piece in enumerate(self._shown):
            if place:
                self._column.addWidget(Rule())
            row = ParkedRow(place + 1, piece, words, now)
            row.clicked.connect(lambda _=False, piece=piece: self.opened.emit(piece))
            self._column.addWidget(row)
        self._column.addStretch(1)

    def press(self, key: str) -> bool:
        """Open by digit; says whether there was such a row."""
        if not (key.isdigit() and key.isascii() and 1 <= int(key) <= len(self._shown)):
            return False
        self.opened.emit(self._shown[int(key) - 1])
        return True


def open_parked(desk: Desk, piece: Parked) -> None:
    """Go on with a piece of parked work: the operator's own, or what colleagues may take up."""
    own = desk.station.operator is not None and desk.station.operator.id == piece.owner_id
    if not own and not any(t.key == piece.task and t.shared_work for t in desk.tasks):
        name = piece.owner.split(" ")[0]
        words = QCoreApplication.translate(
            "ParkedList", "This is {0}’s work. It opens when {0} signs on."
        ).format(name)
        desk.banner(words, Tone.INFORM)
        return
    desk.open(Intent(piece.task, draft_id=piece.draft_id))


class ParkedScreen(Screen):
    """Everything that is parked in the store."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._head = ScreenHead()
        self._list = ParkedList()
        self._list.opened.connect(lambda piece: open_parked(desk, piece))
        card = Card()
        card.column.addWidget(self._list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._head)
        column.addWidget(card, 1)
        self._panel = ContextPanel()
        self._block = AmountBlock()
        self._block.pressed.connect(self.primary)
        self._panel.set_foot(self._block)
        self._count = 0

    def show_state(self, state: DeskState) -> None:
        """Show what is parked now."""
        self._count = len(state.parked)
        self.show_draft(state)

    def show_draft(self, draft: DeskState) -> None:
        """The rows, the heading and the panel."""
        self._head.set_words(
            self.tr("Parked"), self.tr("Press a number to go on, at this desk or another one.")
        )
        self._list.show_parked(draft.parked, self.desk.words, draft.now)
        self._panel.show_sections(
            (
                Section(
                    self.tr("Parked"),
                    note=str(self._count),
                    sub=self.tr("Parked work survives a power cut and a change of shift."),
                    style=SectionStyle.HEAD,
                ),
            )
        )
        self._block.show_amount(
            Amount(
                self.tr("Next"),
                self.tr("Go on"),
                self.tr("Oldest first"),
                key="F12",
                note=self.tr("It opens where it was left."),
                enabled=bool(self._count),
                money=False,
            )
        )

    def take_key(self, key: str) -> bool:
        return self._list.press(key)

    def panel(self) -> QWidget:
        return self._panel

    def primary(self) -> None:
        self._list.press("1")
