"""The frame of a manager's approval: a scrim over the work, a card with two columns on it.

Rail and status bar stay in view and in use. What stands in the columns is the owner's.
"""

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.label import Label, Rule

FADE_MS = 120
_SHADOW = 24
_SHADOW_DOWN = 8


class ApprovalFrame(QWidget):
    """Lies over its parent where `set_area` says; fill `left` and `right`."""

    backed = Signal()
    """Back was pressed, or Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shade = 1.0
        self._title = Label("", Text.TITLE)
        self._line = Label("", Text.VALUE, "ink2")
        self._back = Button(self.tr("Back"), key="Esc")
        self._back.clicked.connect(self.backed)
        self.left = QVBoxLayout()
        self.right = QVBoxLayout()
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setDuration(FADE_MS)
        self._fade.valueChanged.connect(self._faded)
        self._card = QWidget(self)
        self._fill()
        self.hide()

    def set_words(self, title: str, line: str) -> None:
        """What is asked, and who asks where."""
        self._title.setText(title)
        self._line.setText(line)
        self.setAccessibleName(f"{title}. {line}")

    def set_area(self, area: QRect) -> None:
        """Cover this part of the parent; the card keeps to its right side."""
        self.setGeometry(area)
        gap = theme.px(12)
        width = min(theme.px(752), area.width() - 2 * gap)
        height = min(theme.px(740), area.height() - 2 * gap)
        top = max(gap, (area.height() - height) // 2)
        self._card.setGeometry(area.width() - width - gap, top, width, height)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.raise_()
        if self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0:
            self._fade.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.backed.emit()
        else:
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The work under the scrim cannot be touched."""
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._back.set_words(self.tr("Back"))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            scrim = QColor(t.scrim)
            scrim.setAlphaF(scrim.alphaF() * self._shade)
            painter.fillRect(self.rect(), scrim)
            card = QRectF(self._card.geometry())
            self._paint_shadow(painter, card)
            paint.box(painter, card, theme.px(16), t.surface)
            side = theme.px(48)
            badge = QRectF(card.x() + theme.px(29), card.y() + theme.px(25), side, side)
            paint.box(painter, badge, theme.px(10), t.approve_tint)
            size = theme.px(24)
            left, top = badge.x() + theme.px(12), badge.y() + theme.px(12)
            draw_icon(painter, "shield-user", t.approve, left, top, size)

    def _paint_shadow(self, painter: QPainter, card: QRectF) -> None:
        reach, down = theme.px(_SHADOW), theme.px(_SHADOW_DOWN)
        for step in range(reach, 0, -2):
            alpha = round(9 * self._shade * (1 - step / reach)) + 1
            ring = card.adjusted(-step, -step + down, step, step + down)
            paint.box(painter, ring, theme.px(16) + step, QColor(0, 0, 0, alpha).name(_ARGB))

    def _fill(self) -> None:
        column = QVBoxLayout(self._card)
        edge = theme.px(29)
        column.setContentsMargins(edge, theme.px(25), edge, edge)
        column.setSpacing(theme.px(16))
        head = QHBoxLayout()
        head.addSpacing(theme.px(62))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        head.addLayout(words, 1)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        column.addWidget(Rule())
        body = QHBoxLayout()
        body.setSpacing(theme.px(30))
        body.addLayout(self.left, 360)
        body.addLayout(self.right, 304)
        column.addLayout(body, 1)

    def _faded(self, value: object) -> None:
        if isinstance(value, float):
            self._shade = value
            self.update()


_ARGB = QColor.NameFormat.HexArgb
