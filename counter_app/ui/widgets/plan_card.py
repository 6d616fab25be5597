"""A refund plan to choose: name, when the money arrives, tenders and amounts, and why."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.paint import KeyTone

MAX_TENDERS = 3


@dataclass(frozen=True, slots=True)
class PlanTender:
    """One tender of a plan and its amount, as words."""

    words: str
    amount: str
    icon: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to give the money back; three tenders fit on a card, the rest is counted."""

    name: str
    words: str
    when: str
    tenders: tuple[PlanTender, ...]
    reason: str = ""
    key: str = ""
    suggested: bool = False


class PlanCard(Pressable):
    """224 pixels high; checked is the plan that will be carried out."""

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_plan(plan)

    def set_plan(self, plan: Plan) -> None:
        """Show another plan."""
        self.plan = plan
        tenders = ", ".join(f"{tender.words} {tender.amount}" for tender in plan.tenders)
        self.say(plan.words, ". ".join(part for part in (plan.when, tenders, plan.reason) if part))

    def sizeHint(self) -> QSize:
        hints = [theme.text_width(part, Text.HINT) for part in (self.plan.when, self.plan.reason)]
        return QSize(max(self._need(), *hints) + theme.px(32), theme.px(224))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._need() + theme.px(32), theme.px(224))

    def _need(self) -> int:
        """The width of the name with its key, and of the widest tender with its amount."""
        words = [theme.text_width(self.plan.words, Text.LEAD) + theme.px(36 + 28)]
        for tender in self.plan.tenders:
            row = theme.text_width(tender.words, Text.ROW)
            words.append(row + theme.text_width(tender.amount, Text.STRONG) + theme.px(36))
        return max(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            marked = self.isChecked() or self.hasFocus()
            fill = t.canvas if self.underMouse() and not self.isChecked() else t.surface
            border = t.accent if marked else t.hair
            paint.box(painter, rect, theme.px(12), fill, border, 2 if marked else 1)
            if self.isChecked() and self.hasFocus():
                paint.inner_ring(painter, rect, theme.px(12), t.accent)
            self._paint_head(painter, rect)
            edge = theme.px(16)
            paint.line(painter, edge, rect.width() - edge, theme.px(78), t.hair)
            self._paint_tenders(painter, rect)
            foot = QRectF(edge, theme.px(190), rect.width() - 2 * edge, theme.px(20))
            ink = t.accent_ink if self.plan.suggested else t.ink2
            style = Text.LABEL if self.plan.suggested else Text.HINT
            paint.text(painter, foot, self.plan.reason, style, ink)

    def _paint_head(self, painter: QPainter, rect: QRectF) -> None:
        t = theme.tokens()
        edge, side = theme.px(16), theme.px(24)
        ring = QRectF(edge, theme.px(16), side, side)
        if self.isChecked():
            paint.box(painter, ring, side / 2, t.accent)
            paint.check(painter, ring, t.on_accent)
        else:
            paint.box(painter, ring, side / 2, None, t.edge, 1.5)
        left = edge + side + theme.px(12)
        cap = paint.keycap_width(self.plan.key)
        words = QRectF(left, ring.y(), rect.width() - left - cap - theme.px(20), side)
        paint.text(painter, words, self.plan.words, Text.LEAD, t.ink)
        right = rect.width() - edge - cap
        paint.keycap(painter, right, ring.center().y(), self.plan.key, KeyTone.PLAIN)
        when = QRectF(edge, theme.px(48), rect.width() - 2 * edge, theme.px(20))
        paint.text(painter, when, self.plan.when, Text.HINT, t.ink2)

    def _paint_tenders(self, painter: QPainter, rect: QRectF) -> None:
        t = theme.tokens()
        edge, size = theme.px(16), theme.px(20)
        for place, tender in enumerate(self.plan.tenders[:MAX_TENDERS]):
            middle = theme.px(99 + 32 * place)
            draw_icon(painter, tender.icon, t.ink2, edge, middle - size / 2, size)
            left = edge + size + theme.px(10)
            line = QRectF(left, middle - theme.px(12), rect.width() - left - edge, theme.px(24))
            paint.text(painter, line, tender.amount, Text.STRONG, t.ink, paint.RIGHT, tabular=True)
            used = theme.text_width(tender.amount, Text.STRONG, tabular=True)
            line.setRight(line.right() - used - theme.px(6))
            paint.text(painter, line, tender.words, Text.ROW, t.ink)
        more = len(self.plan.tenders) - MAX_TENDERS
        if more > 0:
            line = QRectF(edge, theme.px(176), rect.width() - 2 * edge, theme.px(16))
            paint.text(painter, line, f"+{more}", Text.STATUS, t.ink2, paint.RIGHT)
