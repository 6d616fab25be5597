"""A kept picture, as large as there is room for and never larger than it is."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme


class PictureArea(QWidget):
    """Draws a PNG or JPEG in the middle; a file that is none shows nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = b""
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def shows(self) -> bool:
        """True while there is a picture that could be read."""
        return not self._image.isNull()

    def show_picture(self, content: bytes) -> None:
        """Show this file's picture from now on; empty for none."""
        if content != self._content:
            self._content = content
            self._image = QImage.fromData(QByteArray(content)) if content else QImage()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        room = self.size()
        size = self._image.size()
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            left, top = (room.width() - size.width()) // 2, 0
            painter.fillRect(left, top, size.width(), size.height(), theme.tokens().canvas)
            painter.drawImage(
                left,
                top,
                self._image.scaled(
                    size,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                ),
            )
