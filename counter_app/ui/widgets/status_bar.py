"""The status bar: small facts as icon and words at the foot of the window; not touchable."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; `good` tints its icon, `fault` makes it loud, `short` serves a small window."""

    icon: str
    words: str
    short: str = ""
    good: bool = False
    fault: bool = False
    optional: bool = False


class StatusBar(QFrame):
    """36 pixels of facts and the clock; what does not fit is shortened, then left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self._facts: tuple[Fact, ...] = ()
        self._clock = ""
        self.setFixedHeight(theme.px(36))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: Sequence[Fact], clock: str) -> None:
        """Show these facts from the left and the time at the right."""
        self._facts = tuple(facts)
        self._clock = clock
        self.setAccessibleName(", ".join([fact.words for fact in facts] + [clock]))
        self.update()

    def shown(self) -> tuple[Fact, ...]:
        """The facts that fit, with the words they are shown with."""
        free = self.width() - theme.px(48) - theme.text_width(self._clock, Text.CAPTION_STRONG)
        facts = self._facts
        if _total(facts) > free:
            facts = tuple(replace(f, words=f.short or f.words) for f in facts)
        for loose in (True, False):
            place = len(facts) - 1
            while _total(facts) > free and place > 0:
                if not facts[place].fault and (facts[place].optional or not loose):
                    facts = facts[:place] + facts[place + 1 :]
                place -= 1
        return facts

    def sizeHint(self) -> QSize:
        return QSize(theme.px(640), theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            x = float(theme.px(16))
            facts = self.shown()
            for place, fact in enumerate(facts):
                x = self._paint_fact(painter, fact, x)
                if place < len(facts) - 1:
                    bar = QRectF(x + theme.px(9), (self.height() - theme.px(16)) / 2, 1, 16)
                    painter.fillRect(bar, paint.colour(t.hair))
                x += theme.px(18)
            rect = QRectF(0, 0, self.width() - theme.px(17), self.height())
            paint.text(painter, rect, self._clock, Text.CAPTION_STRONG, t.ink, paint.RIGHT)

    def _paint_fact(self, painter: QPainter, fact: Fact, x: float) -> float:
        t = theme.tokens()
        size = theme.px(16)
        icon_ink = t.deny if fact.fault else t.accent if fact.good else t.ink2
        draw_icon(painter, fact.icon, icon_ink, x, (self.height() - size) / 2, size)
        x += size + theme.px(5)
        style = _style(fact)
        width = theme.text_width(fact.words, style)
        ink = t.deny if fact.fault else t.ink2
        paint.text(painter, QRectF(x, 0, width, self.height()), fact.words, style, ink)
        return x + width


def _style(fact: Fact) -> Text:
    return Text.CAPTION if fact.fault else Text.STATUS


def _total(facts: Sequence[Fact]) -> int:
    each = theme.px(16 + 5 + 18)
    return sum(each + theme.text_width(fact.words, _style(fact)) for fact in facts)
