"""The findings bar: what it is, why, and what would change it. The worst finding comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import assert_never

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.buttons import Button, Kind, TickButton
from counter_app.ui.widgets.label import Label

LEAST_WORDS = 200
"""Pixels that the words of a finding have beside its buttons; else the buttons go under them."""


class Level(IntEnum):
    """How much a finding weighs; the highest is shown first."""

    INFORM = 1
    WARN = 2
    APPROVE = 3
    DENY = 4
    FORBID = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a finding; `primary` is the manager's button of an APPROVE finding."""

    name: str
    words: str
    key: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in words; `tick` is the acknowledgement a warning asks for."""

    code: str
    level: Level
    title: str
    remedy: str = ""
    choices: tuple[Choice, ...] = ()
    tick: str = ""
    tick_key: str = "Return"
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Tint:
    """Colours and icon of one level."""

    icon: str
    ink: str
    fill: str
    border: str


def tint_of(level: Level) -> Tint:
    """How a level looks; its word is said by the accessible name."""
    t = theme.tokens()
    match level:
        case Level.INFORM:
            return Tint("info", t.inform, t.inform_tint, t.inform_line)
        case Level.WARN:
            return Tint("triangle-alert", t.warn, t.warn_tint, t.warn_line)
        case Level.APPROVE:
            return Tint("shield-user", t.approve, t.approve_tint, t.approve_line)
        case Level.DENY:
            return Tint("octagon-x", t.deny, t.deny_tint, t.deny_line)
        case Level.FORBID:
            return Tint("ban", t.on_forbid, t.forbid, t.forbid)
        case _:
            assert_never(level)


class FindingsBar(QWidget):
    """Shows one finding at a time and how many wait behind it; hidden when there is none."""

    chosen = Signal(str, str)
    """A finding's code and the name of the choice that was pressed."""
    ticked = Signal(str, bool)
    """A finding's code and whether it is acknowledged."""

    def __init__(self, *, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = compact
        self._findings: tuple[Finding, ...] = ()
        self._place = 0
        self._row: _FindingRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def set_compact(self, compact: bool) -> None:
        """Less air above and below the buttons, for a small window."""
        if compact != self._compact:
            self._compact = compact
            self._rebuild()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, worst first, in the given order within a level."""
        ordered = tuple(sorted(findings, key=lambda finding: -finding.level))
        if ordered == self._findings:
            return
        shown = self._findings[self._place].code if self._findings else ""
        same = [finding.code for finding in ordered] == [f.code for f in self._findings]
        self._findings = ordered
        if not same:
            self._place = 0
        self._rebuild()
        self.setVisible(bool(ordered))
        if ordered and ordered[self._place].code != shown:
            self._announce()

    def current(self) -> Finding | None:
        """The finding that is on view."""
        return self._findings[self._place] if self._findings else None

    def show_next(self) -> None:
        """Go to the next finding, from the last back to the worst."""
        if len(self._findings) > 1:
            self._place = (self._place + 1) % len(self._findings)
            self._rebuild()
            self._announce()

    def press_tick(self) -> bool:
        """Acknowledge the warning on view, as its key does; says whether there was one."""
        row = self._row
        if row is None or row.tick is None:
            return False
        row.tick.click()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A row that stands for another width is laid out anew once this is over."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        if self._row is not None:
            self._row.fit(self.width())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._rebuild()
        super().changeEvent(event)

    def _rebuild(self) -> None:
        if self._row is not None:
            self._column.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
            self._row = None
        finding = self.current()
        if finding is None:
            return
        name = f"{self._level_word(finding.level)}: {finding.title} {finding.remedy}".strip()
        row = _FindingRow(finding, name, 10 if self._compact else 12)
        self._row = row
        waiting = len(self._findings) - 1
        if waiting:
            more = Button(self.tr("+{0} more").format(waiting))
            more.setAccessibleName(self.tr("Show the next of {0} more").format(waiting))
            more.clicked.connect(self.show_next)
            row.add_more(more)
        row.chosen.connect(lambda name: self.chosen.emit(finding.code, name))
        row.ticked.connect(lambda on: self.ticked.emit(finding.code, on))
        row.fit(self.width())
        self._column.addWidget(row)
        self.setAccessibleName(name)

    def _announce(self) -> None:
        if self.isVisible():
            event = QAccessibleAnnouncementEvent(self, self.accessibleName())
            QAccessible.updateAccessibility(event)

    def _level_word(self, level: Level) -> str:
        match level:
            case Level.INFORM:
                return self.tr("Note")
            case Level.WARN:
                return self.tr("Warning")
            case Level.APPROVE:
                return self.tr("Needs a manager")
            case Level.DENY:
                return self.tr("Refused")
            case Level.FORBID:
                return self.tr("Not allowed")
            case _:
                assert_never(level)


class _FindingRow(QWidget):
    """Words, and beside them the buttons; under them where the words would get too little room."""

    chosen = Signal(str)
    ticked = Signal(bool)

    def __init__(self, finding: Finding, name: str, margin: int) -> None:
        super().__init__()
        self._level = finding.level
        self.tick: TickButton | None = None
        self.setAccessibleName(name)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        edge = theme.px(margin)
        self._line.setContentsMargins(theme.px(52), edge, theme.px(12), edge)
        self._line.setSpacing(theme.px(12))
        solid = finding.level is Level.FORBID
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addStretch(1)
        title = Label(finding.title, Text.STRONG, "on_forbid" if solid else "ink", wrap=True)
        words.addWidget(title)
        if finding.remedy:
            ink = "on_forbid" if solid else "ink2"
            words.addWidget(Label(finding.remedy, Text.VALUE, ink, wrap=True))
        words.addStretch(1)
        self._line.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(12))
        self._buttons.addStretch(1)
        self._line.addLayout(self._buttons)
        for choice in finding.choices:
            self._buttons.addWidget(self._button(choice), 0, Qt.AlignmentFlag.AlignVCenter)
        if finding.tick:
            self.tick = TickButton(finding.tick, key=finding.tick_key)
            self.tick.setChecked(finding.ticked)
            self.tick.toggled.connect(self.ticked)
            self._buttons.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme.px(64 if margin > 10 else 60))

    def add_more(self, button: Button) -> None:
        """Put the chip that leads to the next finding before the buttons."""
        self._buttons.insertWidget(1, button, 0, Qt.AlignmentFlag.AlignVCenter)

    def fit(self, width: int) -> None:
        """Put the buttons beside the words, or under them on a bar of this width."""
        edges = self._line.contentsMargins()
        beside = width - edges.left() - edges.right() - self._line.spacing()
        under = beside - self._buttons.sizeHint().width() < theme.px(LEAST_WORDS)
        way = QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight
        if way != self._line.direction():
            self._line.setDirection(way)
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        tint = tint_of(self._level)
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint.box(painter, QRectF(self.rect()), theme.px(10), tint.fill, tint.border)
            size = theme.px(24)
            draw_icon(painter, tint.icon, tint.ink, theme.px(16), (self.height() - size) / 2, size)

    def _button(self, choice: Choice) -> Button:
        kind = Kind.APPROVE if choice.primary else Kind.SECONDARY
        button = Button(choice.words, kind, key=choice.key)
        button.clicked.connect(lambda: self.chosen.emit(choice.name))
        return button
