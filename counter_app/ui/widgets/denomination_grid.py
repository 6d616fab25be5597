"""Counting notes or coins: pieces per denomination, Return walks down, amounts in minor units."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QRegularExpression, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegularExpressionValidator,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.label import Label, Rule

MAX_PIECES_DIGITS = 5
BOX = 92
LEFT = 178
COMPACT_LEFT = 92
"""Where the box of pieces begins, with and without the picture before it."""


@dataclass(frozen=True, slots=True)
class Denomination:
    """One note or coin: its address, its words (`$5`), its worth in minor units."""

    key: str
    words: str
    minor: int
    coin: bool = False


class DenominationGrid(QFrame):
    """A card of count rows and their total; says which row is current and when the last is done."""

    changed = Signal()
    row_entered = Signal(str)
    """The key of the denomination that is being counted now."""
    finished = Signal()
    """Return was pressed on the last row."""

    def __init__(
        self,
        denominations: Sequence[Denomination],
        write: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        """`write` turns minor units into words, with sign and separators of the store."""
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._write = write
        self._title = Label("", Text.STRONG)
        self._pieces_head = Label("", Text.CAPTION, "ink2")
        self._amount_head = Label("", Text.CAPTION, "ink2")
        self._pieces_head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._total_words = Label("", Text.STRONG)
        self._total = Label("", Text.LEAD, tabular=True)
        self.rows = [_CountRow(denomination, write) for denomination in denominations]
        column = QVBoxLayout(self)
        column.setContentsMargins(1, theme.px(4), 1, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        for place, row in enumerate(self.rows):
            row.last = place == len(self.rows) - 1
            column.addWidget(row)
            row.edited.connect(self._edited)
            row.entered.connect(self._entered)
            row.walked.connect(lambda by, place=place: self._walk(place + by))
        column.addWidget(Rule())
        column.addLayout(self._foot())
        column.addStretch(1)
        self._retranslate()
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """Without the pictures of notes and coins, for a small window."""
        left = COMPACT_LEFT if compact else LEFT
        self._title.setFixedWidth(theme.px(left - 20))
        self._pieces_head.setFixedWidth(theme.px(BOX - 12))
        for row in self.rows:
            row.set_left(left)

    def set_title(self, words: str, total: str) -> None:
        """What is counted here, and the word before its total."""
        self._title.setText(words)
        self._total_words.setText(total)

    def pieces(self) -> dict[str, int | None]:
        """Pieces by key; None where nothing was typed."""
        return {row.denomination.key: row.pieces() for row in self.rows}

    def set_pieces(self, pieces: dict[str, int | None]) -> None:
        """Show counts that were typed before; keys that are missing become empty."""
        for row in self.rows:
            row.set_pieces(pieces.get(row.denomination.key))

    def total_minor(self) -> int:
        """What was counted, in minor units."""
        return sum(row.minor() or 0 for row in self.rows)

    def start(self) -> None:
        """Put the focus on the first row."""
        self._walk(0)

    def edit_of(self, key: str) -> QLineEdit:
        """The box of one denomination, for a keypad. Raises KeyError for an unknown key."""
        for row in self.rows:
            if row.denomination.key == key:
                return row.box
        raise KeyError(key)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(20), theme.px(4), theme.px(16), theme.px(5))
        self._title.setFixedHeight(theme.px(28))
        line.setSpacing(0)
        line.addWidget(self._title)
        line.addWidget(self._pieces_head)
        line.addStretch(1)
        line.addWidget(self._amount_head)
        return line

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        edge = theme.px(12)
        line.setContentsMargins(theme.px(20), edge, theme.px(16), edge)
        line.addWidget(self._total_words, 1)
        line.addWidget(self._total)
        return line

    def _edited(self) -> None:
        counted = any(row.pieces() is not None for row in self.rows)
        self._total.setText(self._write(self.total_minor()) if counted else "–")
        self.changed.emit()

    def _entered(self, key: str) -> None:
        for row in self.rows:
            row.set_current(row.denomination.key == key)
        self.row_entered.emit(key)

    def _walk(self, place: int) -> None:
        if place >= len(self.rows):
            self.finished.emit()
        elif place >= 0:
            row = self.rows[place]
            if row.box.hasFocus():
                self._entered(row.denomination.key)
            row.box.setFocus(Qt.FocusReason.TabFocusReason)
            row.box.selectAll()

    def _retranslate(self) -> None:
        self._pieces_head.setText(self.tr("Pieces"))
        self._amount_head.setText(self.tr("Amount"))
        self._edited()


class _CountRow(QWidget):
    """58 pixels: picture, worth, box, amount. The whole row is the target of a touch."""

    edited = Signal()
    entered = Signal(str)
    walked = Signal(int)

    def __init__(self, denomination: Denomination, write: Callable[[int], str]) -> None:
        super().__init__()
        self.denomination = denomination
        self.last = False
        self._write = write
        self._current = False
        self._left = LEFT
        self.box = QLineEdit(self)
        self.box.setProperty("kind", "pieces")
        self.box.setProperty("target", "row")
        self.box.setFont(theme.font(Text.COUNT, tabular=True))
        self.box.setFixedSize(theme.px(BOX), theme.px(44))
        self.box.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.box.setAccessibleName(denomination.words)
        self.box.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        digits = QRegularExpression(f"[0-9]{{0,{MAX_PIECES_DIGITS}}}")
        self.box.setValidator(QRegularExpressionValidator(digits, self.box))
        self.box.textChanged.connect(self._edited)
        self.box.installEventFilter(self)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addStretch(1)
        self.set_left(LEFT)
        self.setFixedHeight(theme.px(58))

    def set_left(self, left: int) -> None:
        self._left = left
        self._line.setContentsMargins(theme.px(left), 0, theme.px(16), 0)
        self.update()

    def pieces(self) -> int | None:
        text = self.box.text()
        return int(text) if text else None

    def set_pieces(self, pieces: int | None) -> None:
        self.box.setText("" if pieces is None else str(pieces))

    def minor(self) -> int | None:
        pieces = self.pieces()
        return None if pieces is None else pieces * self.denomination.minor

    def set_current(self, current: bool) -> None:
        self._current = current
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.box.setFocus(Qt.FocusReason.MouseFocusReason)
        self.box.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.denomination.key)
        elif event.type() == QEvent.Type.FocusOut:
            self.set_current(False)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self.walked.emit(1)
                return True
            if key == Qt.Key.Key_Up:
                self.walked.emit(-1)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            if self._current:
                painter.fillRect(rect, paint.colour(t.accent_tint))
                painter.fillRect(QRectF(0, 0, theme.px(4), rect.height()), paint.colour(t.accent))
            elif not self.last:
                left, right = theme.px(16), rect.width() - theme.px(16)
                paint.line(painter, left, right, rect.bottom() - 1, t.hair)
            start = 20
            if self._left == LEFT:
                self._paint_piece(painter, rect.center().y())
                start = 72
            words = QRectF(theme.px(start), 0, theme.px(self._left - 22 - start), rect.height())
            paint.text(painter, words, self.denomination.words, Text.LEAD, t.ink)
            times = QRectF(theme.px(self._left - 24), 0, theme.px(16), rect.height())
            paint.text(painter, times, "×", Text.ROW, t.ink2, paint.CENTRE)
            minor = self.minor()
            if minor is not None:
                left = theme.px(self._left + BOX + 8)
                amount = QRectF(left, 0, rect.width() - left - theme.px(16), rect.height())
                ink = t.ink if minor else t.ink3
                words_of = self._write(minor)
                paint.text(
                    painter, amount, words_of, Text.FIELD_MEDIUM, ink, paint.RIGHT, tabular=True
                )

    def _paint_piece(self, painter: QPainter, middle: float) -> None:
        t = theme.tokens()
        fill = t.surface if self._current else t.sunken
        if self.denomination.coin:
            side = theme.px(24)
            coin = QRectF(theme.px(28), middle - side / 2, side, side)
            paint.box(painter, coin, side / 2, fill, t.line)
            return
        note = QRectF(theme.px(20), middle - theme.px(11), theme.px(40), theme.px(22))
        paint.box(painter, note, theme.px(4), fill, t.line)
        ring = theme.px(9)
        centre = note.center()
        circle = QRectF(centre.x() - ring / 2, centre.y() - ring / 2, ring, ring)
        paint.box(painter, circle, ring / 2, None, t.edge)

    def _edited(self) -> None:
        theme.restyle(self.box, "filled", "true" if self.box.text() else "false")
        self.update()
        self.edited.emit()
