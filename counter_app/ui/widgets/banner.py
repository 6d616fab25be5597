"""A banner in the work column: what just happened, and one thing that can be done about it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.buttons import Button, Kind
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.pill import Tone, tone_colours, tone_icon

GONE_AFTER_MS = 8_000


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence and one action; a fault stays until it is dealt with."""

    words: str
    tone: Tone = Tone.OK
    icon: str = ""
    action: str = ""
    key: str = ""
    fault: bool = False


class BannerPlace(QWidget):
    """Room a page leaves for a banner, at its lower end; a page without one lends its head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(0)

    def make_room(self, height: int) -> bool:
        """Take what is missing from the neighbours, if they can spare it; says whether it is there.

        A table lends a row for as long as the banner stands.
        """
        holder = self.parentWidget()
        layout = holder.layout() if holder is not None else None
        if self.height() >= height:
            return True
        if not isinstance(layout, QVBoxLayout):
            return False
        items = [layout.itemAt(n) for n in range(layout.count())]
        others = [item.widget() for item in items if item is not None]
        spare = sum(
            max(w.height() - max(w.minimumSizeHint().height(), w.minimumHeight()), 0)
            for w in others
            if w is not None and w is not self and w.isVisible()
        )
        if self.height() + spare < height:
            return False
        self.setMinimumHeight(height)
        layout.activate()
        return self.height() >= height

    def give_back(self) -> None:
        """The banner has gone: the neighbours have their room again."""
        self.setMinimumHeight(0)


class Banner(QWidget):
    """60 pixels, hidden while there is nothing to say."""

    acted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = Message("")
        self._words = Label("", Text.BODY, wrap=True)
        self._button = Button("", Kind.GHOST)
        self._button.clicked.connect(self.acted)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(48), theme.px(6), theme.px(6), theme.px(6))
        row.setSpacing(theme.px(12))
        row.addWidget(self._words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(theme.px(60))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Say it now, in place of what was said before."""
        self._message = message
        self._words.setText(message.words)
        self._button.set_kind(Kind.SECONDARY if message.fault else Kind.GHOST)
        self._button.set_key(message.key)
        self._button.set_words(message.action)
        self._button.setVisible(bool(message.action))
        self.setAccessibleName(message.words)
        self.show()
        self.update()
        if message.fault:
            self._timer.stop()
        else:
            self._timer.start(GONE_AFTER_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, message.words))

    def move_on(self) -> None:
        """Another screen comes to the front: what was said of the last one goes, faults stay."""
        if not self._message.fault:
            self.dismiss()

    def dismiss(self) -> None:
        """Take the banner away."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, tint, border = tone_colours(self._message.tone)
        t = theme.tokens()
        if self._message.tone is Tone.OK:
            border = t.accent_tint if theme.is_dark() else t.line
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint.box(painter, QRectF(self.rect()), theme.px(10), tint, border)
            size = theme.px(20)
            name = self._message.icon or tone_icon(self._message.tone)
            draw_icon(painter, name, ink, theme.px(16), (self.height() - size) / 2, size)
