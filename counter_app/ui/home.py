"""The home screen: what can be scanned, what is parked, the till, the day, and the next step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.core.intent import Intent
from counter_app.core.money import total
from counter_app.core.task import Task
from counter_app.ui import theme
from counter_app.ui.desk_state import DeskState
from counter_app.ui.icons import draw_icon
from counter_app.ui.parked import ParkedList, open_parked
from counter_app.ui.places import SETTLE, ScanHint, door_title, scan_hints, task_title
from counter_app.ui.screen import Desk, Grid, Screen
from counter_app.ui.settle_words import heading
from counter_app.ui.theme import Text
from counter_app.ui.unsettled import Unsettled
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel, KeyRow, Section, SectionStyle
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.keycap import Keycap
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.pill import Pill, Tone
from counter_app.ui.words import Words

_TILLS = "tills"


class HomeScreen(Screen):
    """Opens at sign-on and after each customer."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._state: DeskState | None = None
        self._unsettled: tuple[Unsettled, ...] = ()
        self._head = ScreenHead()
        self._hints = _HintCard()
        self._parked_title = Label("", Text.STRONG)
        self._parked_count = Label("", Text.ROW, "ink2")
        self._list = ParkedList()
        self._list.opened.connect(lambda piece: open_parked(desk, piece))
        self._card = Card(17)
        heading = QHBoxLayout()
        heading.setSpacing(theme.px(8))
        heading.addWidget(self._parked_title)
        heading.addWidget(self._parked_count)
        heading.addStretch(1)
        heading.addWidget(Keycap("F9"))
        self._card.column.addLayout(heading)
        self._card.column.addWidget(self._list, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(16))
        self._column.addWidget(self._head)
        self._column.addWidget(self._hints)
        self._column.addWidget(self._card, 1)
        self._panel = _HomePanel()
        self._panel.block.pressed.connect(self.primary)
        self._panel.cash.clicked.connect(self._count)
        self._retranslate()

    def show_state(self, state: DeskState) -> None:
        """Show another look at the desk."""
        self._state = state
        self.show_draft(state)

    def show_unsettled(self, found: tuple[Unsettled, ...]) -> None:
        """Card refunds that were interrupted come before anything else."""
        self._unsettled = found
        if self._state is not None:
            self.show_draft(self._state)

    def show_draft(self, draft: DeskState) -> None:
        """Write cards, panel and the next step."""
        words = self.desk.words
        self._parked_count.setText(str(len(draft.parked)))
        self._list.show_parked(draft.parked, words, draft.now)
        tills = next((t for t in self.desk.tasks if t.key == _TILLS and t.screen), None)
        self._panel.show_state(draft, words, self.desk.tasks, self.desk.station.title, tills)
        self._panel.block.show_amount(
            self._next(must_open=draft.till is None and tills is not None)
        )

    def _next(self, *, must_open: bool) -> Amount:
        if self._unsettled:
            amount = total(one.amount for one in self._unsettled)
            return Amount(
                heading(self._unsettled),
                self.desk.words.money(amount),
                self.tr("Look at them"),
                key="F12",
                note=self.tr("They were interrupted. Ask again, or a manager settles them."),
            )
        return (
            Amount(
                self.tr("Next"),
                self.tr("Open the till"),
                self.tr("Open the till"),
                key="F12",
                note=self.tr("Money moves only from an open till."),
                money=False,
            )
            if must_open
            else Amount(
                self.tr("Next"),
                self.tr("Scan a receipt"),
                self.tr("Find a receipt"),
                key="F2",
                note=self.tr("No barcode? Type the number that is printed."),
                money=False,
                enabled=any(t.key == "returns" for t in self.desk.tasks),
            )
        )

    def take_key(self, key: str) -> bool:
        return self._list.press(key)

    def panel(self) -> QWidget:
        return self._panel

    def primary(self) -> None:
        if self._unsettled:
            self.desk.open(Intent(SETTLE))
        elif self._state is not None and self._state.till is None:
            self._open(_TILLS)
        else:
            self._open("returns")

    def set_grid(self, grid: Grid) -> None:
        self._column.setSpacing(theme.px(grid.gap))
        self._panel.block.set_large(grid is Grid.LARGE)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _open(self, task: str) -> None:
        if any(t.key == task and t.screen for t in self.desk.tasks):
            self.desk.open(Intent(task))

    def _count(self) -> None:
        """To the count, by the door the cash task has for it."""
        task = next((t for t in self.desk.tasks if t.key == _TILLS and t.screen), None)
        if task is not None:
            self.desk.open(Intent(_TILLS, door=task.doors[0].key if task.doors else ""))

    def _retranslate(self) -> None:
        self._head.set_words(
            self.tr("Ready for the next customer"),
            self.tr("Scan something. The desk opens the right task by itself."),
        )
        self._parked_title.setText(self.tr("Parked"))
        self._hints.show_hints(scan_hints(self.desk.tasks))
        if self._state is not None:
            self.show_draft(self._state)


class _HintCard(Card):
    """What can be scanned: icon tile, title and what it does, two to a row."""

    def __init__(self) -> None:
        super().__init__(20)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(24))
        self.column.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_hints(self, hints: Sequence[ScanHint]) -> None:
        """Show these."""
        clear(self._grid)
        for place, hint in enumerate(hints):
            self._grid.addWidget(_HintTile(hint), place // 2, place % 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)


class _HintTile(QWidget):
    """One kind of scan."""

    def __init__(self, hint: ScanHint) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addWidget(Label(hint.title, Text.BODY))
        words.addWidget(Label(hint.line, Text.HINT, "ink2"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(_Tile(hint.icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setAccessibleName(f"{hint.title}: {hint.line}")


class _Tile(QWidget):
    """An icon on a tinted square."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(theme.px(40), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        size = theme.px(20)
        edge = (self.width() - size) / 2
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint.box(painter, QRectF(self.rect()), theme.px(8), t.accent_tint)
            draw_icon(painter, self._icon, t.accent_ink, edge, edge, size)


class _HomePanel(ContextPanel):
    """The till, the day at this desk, and the block with the next step."""

    def __init__(self) -> None:
        super().__init__()
        self._till = Label("", Text.LEAD)
        self._since = Label("", Text.HINT, "ink2", wrap=True)
        self._pill = Pill()
        self.cash = Button("")
        self.block = AmountBlock()
        head = QWidget()
        head.setProperty("kind", "clear")
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._till)
        names.addWidget(self._since)
        row.addLayout(names, 1)
        row.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        self._outer.insertWidget(0, head)
        self.set_foot(self.block)
        self.add_body(self.cash)

    def show_state(
        self,
        state: DeskState,
        words: Words,
        tasks: Sequence[Task],
        desk: str,
        tills: Task | None,
    ) -> None:
        """Write everything but the block."""
        till = state.till
        if till is None:
            self._till.setText(self.tr("No till open"))
            self._since.setText(desk)
            self._pill.set_state(self.tr("Closed"), Tone.QUIET)
        else:
            since = words.time(till.opened_at)
            self._till.setText(self.tr("Till {0}").format(till.till_id))
            self._since.setText(self.tr("{0} · since {1}").format(desk, since))
            self._pill.set_state(self.tr("Open"), Tone.OK)
        self.cash.setVisible(tills is not None and till is not None)
        if tills is not None:
            way = tills.doors[0] if tills.doors else None
            self.cash.set_key(way.hotkey if way else tills.hotkey)
            self.cash.set_words(door_title(way) if way else task_title(tills))
        rows = [
            KeyRow(task_title(task), str(state.day.by_task.get(task.key, 0)))
            for task in tasks
            if task.screen is not None and task.group == "desk" and task.key != _TILLS
        ]
        rows.append(KeyRow(self.tr("Asked a manager"), str(state.day.approved)))
        if state.doubtful_slips:
            rows.append(KeyRow(self.tr("Slips to check"), str(state.doubtful_slips), ink="deny"))
        self.show_sections(
            (
                Section(
                    rows=(
                        KeyRow(self.tr("Business date"), words.day(state.business_date)),
                        KeyRow(self.tr("Parked"), str(len(state.parked))),
                    )
                ),
                Section(self.tr("Today at this desk"), rows=tuple(rows), style=SectionStyle.PLAIN),
            )
        )
