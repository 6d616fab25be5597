"""A till on the board: name, state, operator, cash level in five steps, what happened last."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.meter import paint_level
from counter_app.ui.widgets.pill import Tone, paint_pill, pill_width


@dataclass(frozen=True, slots=True)
class TillView:
    """What a card shows; `fact` stands in the place of the level; `act` draws the border."""

    name: str
    words: str
    operator: str
    state: str
    tone: Tone = Tone.OK
    icon: str = ""
    level: str = ""
    level_caption: str = ""
    steps: int = 0
    over: bool = False
    fact: str = ""
    last: str = ""
    act: Tone | None = None


SHORT_NAME = 72
"""Room that a till's name has beside its state, in pixels at scale 1."""


class TillCard(Pressable):
    """158 pixels high; pressing it opens the till."""

    def __init__(self, till: TillView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.till = till
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_till(till)

    def set_till(self, till: TillView) -> None:
        """Show another state of the till."""
        self.till = till
        level = f"{till.level_caption}: {till.level}" if till.level else till.fact
        parts = (till.state, till.operator, level, till.last)
        self.say(till.words, ". ".join(part for part in parts if part))

    def sizeHint(self) -> QSize:
        till = self.till
        head = theme.text_width(till.words, Text.LEAD) + pill_width(till.state) + theme.px(8)
        level = theme.text_width(till.level_caption + till.level, Text.CAPTION_STRONG)
        lines = [head, level + theme.px(32), theme.text_width(till.fact, Text.VALUE_STRONG)]
        lines += [theme.text_width(words, Text.HINT) for words in (till.operator, till.last)]
        return QSize(max(lines) + theme.px(32), theme.px(158))

    def minimumSizeHint(self) -> QSize:
        """A long name ends in an ellipsis; the state beside it is always whole."""
        hint = self.sizeHint()
        short = pill_width(self.till.state) + theme.px(SHORT_NAME + 32)
        return QSize(min(hint.width(), max(short, theme.px(190))), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        till = self.till
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            border, width = self._border()
            fill = t.canvas if self.underMouse() else t.surface
            paint.box(painter, rect, theme.px(12), fill, border, width)
            if self.hasFocus() and till.act is not None:
                paint.inner_ring(painter, rect, theme.px(12), t.accent)
            edge = theme.px(16)
            inner = rect.adjusted(edge, 0, -edge, 0)
            pill = pill_width(till.state)
            place = QRectF(inner.right() - pill + 1, theme.px(12), pill, theme.px(24))
            paint_pill(painter, place, till.state, till.tone, till.icon)
            name = QRectF(edge, theme.px(12), inner.width() - pill - theme.px(6), theme.px(24))
            paint.text(painter, name, till.words, Text.LEAD, t.ink)
            operator = QRectF(edge, theme.px(37), inner.width(), theme.px(20))
            paint.text(painter, operator, till.operator, Text.HINT, t.ink2)
            middle = QRectF(edge, theme.px(67), inner.width(), theme.px(36))
            if till.level:
                paint_level(
                    painter, middle, till.level_caption, till.level, till.steps, over=till.over
                )
            else:
                ink = t.deny if till.tone is Tone.DENY else t.ink
                style = Text.VALUE_STRONG if till.tone is Tone.DENY else Text.VALUE_MEDIUM
                middle.setHeight(theme.px(40))
                paint.text(painter, middle, till.fact, style, ink)
            paint.line(painter, edge, rect.width() - edge, theme.px(116), t.hair)
            last = QRectF(edge, theme.px(126), inner.width(), theme.px(20))
            paint.text(painter, last, till.last, Text.HINT, t.ink2)

    def _border(self) -> tuple[str, float]:
        t = theme.tokens()
        if self.till.act is None:
            return (t.accent, 2) if self.hasFocus() else (t.hair, 1)
        return (t.deny if self.till.act is Tone.DENY else t.warn_fill), 2
