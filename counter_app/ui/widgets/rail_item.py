"""One place on the rail: icon, key, word, selection bar and badge."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint


@dataclass(frozen=True, slots=True)
class RailEntry:
    """What a rail item shows; `name` is its address, `initials` replace the icon."""

    name: str
    words: str
    icon: str = ""
    key: str = ""
    badge: int = 0
    initials: str = ""


class RailItem(QAbstractButton):
    """A checkable rail button as wide as the rail, 60 pixels high on a small window."""

    def __init__(
        self, entry: RailEntry, *, wide: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.entry = entry
        self._wide = wide
        self.setCheckable(not entry.initials)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_entry(entry)

    def set_entry(self, entry: RailEntry) -> None:
        """Show other words, another badge or icon."""
        self.entry = entry
        self.setText(entry.words.replace("&", "&&"))
        name = entry.words if not entry.badge else f"{entry.words}, {entry.badge}"
        self.setAccessibleName(name)
        self.setAccessibleDescription(entry.key)
        self.update()

    def set_wide(self, wide: bool) -> None:
        """One line with the word beside the icon (1920) or under it."""
        self._wide = wide
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200 if self._wide else 88), theme.px(60))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(88), theme.px(theme.TOUCH))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            self._paint_ground(painter)
            if self._wide:
                self._paint_wide(painter)
            else:
                self._paint_narrow(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        t = theme.tokens()
        inset = theme.px(6)
        ground = QRectF(inset, 0, self.width() - 2 * inset, self.height())
        if self.isChecked():
            paint.box(painter, ground, theme.px(10), t.accent_tint)
            bar = QRectF(-theme.px(4), theme.px(10), theme.px(8), self.height() - theme.px(20))
            paint.box(painter, bar, theme.px(2), t.accent)
        elif self.underMouse() and self.isEnabled():
            paint.box(painter, ground, theme.px(10), t.canvas)
        if self.hasFocus():
            paint.focus_ring(painter, ground, theme.px(10), t.accent)

    def _inks(self) -> tuple[str, str, str]:
        t = theme.tokens()
        if not self.isEnabled():
            return t.ink3, t.ink3, t.ink3
        if self.isChecked():
            return t.accent_ink, t.accent_ink, t.accent_ink
        return t.ink2, t.ink, t.ink2

    def _paint_narrow(self, painter: QPainter) -> None:
        icon_ink, word_ink, key_ink = self._inks()
        top = (self.height() - theme.px(60)) / 2
        left = theme.px(16)
        row = QRectF(left, top + theme.px(9), self.width() - left - theme.px(16), theme.px(22))
        if self.entry.initials:
            self._paint_initials(painter, theme.px(11), row.y() - theme.px(1))
        else:
            draw_icon(painter, self.entry.icon, icon_ink, left, row.y(), theme.px(22))
        key = paint.key_words(self.entry.key)
        paint.text(painter, row, key, Text.STATUS, key_ink, paint.RIGHT)
        words = QRectF(left, top + theme.px(34), self.width() - left - theme.px(2), theme.px(19))
        style = self._narrow_style(words.width())
        paint.text(painter, words, self.entry.words, style, word_ink)
        self._paint_badge(painter, left + theme.px(26), row.y() + theme.px(1))

    def _narrow_style(self, room: float) -> Text:
        """The word at 13 pixels, or at 12 where it would be cut."""
        usual = Text.HEADING if self.isChecked() else Text.LABEL
        smaller = Text.CAPTION_STRONG if self.isChecked() else Text.CAPTION
        return usual if theme.text_width(self.entry.words, usual) <= room else smaller

    def _paint_wide(self, painter: QPainter) -> None:
        icon_ink, word_ink, key_ink = self._inks()
        middle = self.height() / 2
        size = theme.px(22)
        if self.entry.initials:
            self._paint_initials(painter, theme.px(18), middle - theme.px(16), theme.px(32))
        else:
            draw_icon(painter, self.entry.icon, icon_ink, theme.px(22), middle - size / 2, size)
        left = theme.px(60 if self.entry.initials else 56)
        words = QRectF(left, 0, self.width() - left - theme.px(20), self.height())
        key = paint.key_words(self.entry.key)
        paint.text(painter, words, key, Text.STATUS, key_ink, paint.RIGHT)
        style = Text.STRONG if self.isChecked() else Text.BODY
        words.setRight(words.right() - theme.text_width(key, Text.STATUS) - theme.px(4))
        paint.text(painter, words, self.entry.words, style, word_ink)
        used = theme.text_width(self.entry.words, style)
        self._paint_badge(painter, left + used + theme.px(20), middle)

    def _paint_initials(
        self, painter: QPainter, left: float, top: float, side: float | None = None
    ) -> None:
        t = theme.tokens()
        side = side or theme.px(24)
        circle = QRectF(left, top, side, side)
        paint.box(painter, circle, side / 2, t.hair if theme.is_dark() else t.sunken)
        paint.text(painter, circle, self.entry.initials[:2], Text.BADGE, t.ink, paint.CENTRE)

    def _paint_badge(self, painter: QPainter, x: float, y: float) -> None:
        if not self.entry.badge:
            return
        t = theme.tokens()
        words = str(self.entry.badge) if self.entry.badge < 100 else "99+"
        height = theme.px(18)
        width = max(height, theme.text_width(words, Text.BADGE) + theme.px(8))
        pill = QRectF(x - width / 2, y - height / 2, width, height)
        paint.box(painter, pill, height / 2, t.accent)
        paint.text(painter, pill, words, Text.BADGE, t.on_accent, paint.CENTRE)
