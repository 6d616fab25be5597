"""An X or a Z on the screen before it is printed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.document import Document
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.slip_parts import slip_parts
from counter_app.ui.theme import Text
from counter_app.ui.widgets.banner import BannerPlace
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.slip_area import SlipArea

WIDE, NARROW = 48, 32


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to look at: an X of a session (`z_number` 0), or a past Z of a till."""

    slip: Document
    title: str
    line: str
    facts: tuple[str, ...]
    session_id: str = ""
    till_id: int = 0
    z_number: int = 0


class PaperPage(QWidget):
    """The paper at the left, what it is at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._paper: Paper | None = None
        self._columns = WIDE
        self._slip = SlipArea()
        self.head = ScreenHead()
        self._card = Card(20)
        self._card.column.setSpacing(theme.px(8))
        self._facts = [Label("", Text.VALUE, "ink2", wrap=True) for _ in range(3)]
        for fact in self._facts:
            self._card.column.addWidget(fact)
        right = QVBoxLayout()
        right.setSpacing(theme.px(16))
        right.addWidget(self.head)
        right.addWidget(self._card, 0, Qt.AlignmentFlag.AlignTop)
        right.addWidget(BannerPlace(), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self._slip)
        row.addLayout(right, 1)

    def set_grid(self, grid: Grid) -> None:
        """Narrow paper on a small window."""
        self._columns = NARROW if grid is Grid.SMALL else WIDE
        if self._paper is not None:
            self.show_paper(self._paper)

    def show_paper(self, paper: Paper) -> None:
        """Show a paper from its top."""
        self._paper = paper
        self._slip.show_slip(slip_parts(paper.slip, self._columns), self._columns)
        self.head.set_words(paper.title, paper.line)
        for label, words in zip(self._facts, (*paper.facts, "", "", ""), strict=False):
            label.setText(words)
            label.setVisible(bool(words))
