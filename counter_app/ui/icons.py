"""Icons from `resources/icons`: SVG line drawings tinted with a colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from counter_app.paths import resources


def draw_icon(painter: QPainter, name: str, colour: str, x: float, y: float, size: int) -> None:
    """Paint an icon with its top left corner at x, y."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(round(x), round(y), QPixmap.fromImage(_image(name, colour, size, ratio)))


@lru_cache(maxsize=512)
def _image(name: str, colour: str, size: int, ratio: float) -> QImage:
    source = (resources("icons") / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
    side = max(1, round(size * ratio))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, side, side))
    image.setDevicePixelRatio(ratio)
    return image
