"""The tills of the store while this desk's till is open: where they are, never what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.tills.screen_open import TillCards
from counter_app.ui import theme
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar, Level
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.till_card import TillView


class OverviewPage(QWidget):
    """A head with the one action, and a card for each till."""

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.count = self.head.add_button(Button("", key="Shift+F8", icon="hash"))
        self.tills = TillCards()
        self._bar = FindingsBar()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._bar)
        self._column.addWidget(self.tills, 1)
        self._column.addStretch(0)

    def set_gap(self, gap: int) -> None:
        """Space between the parts."""
        self._column.setSpacing(theme.px(gap))

    def show_tills(
        self, till: str, tills: Sequence[tuple[int, TillView, bool]], owner: str, *, second: bool
    ) -> None:
        """The open till's name, all tills, and who must agree if it is somebody else's."""
        self.head.set_words(till, self.tr("Open. What it holds stays hidden until it is counted."))
        self.count.set_words(self.tr("Count and close"))
        self.tills.show_tills(tills, digits=False)
        findings = []
        if owner:
            findings.append(
                Finding(
                    "owner",
                    Level.APPROVE,
                    self.tr("{0} opened this till.").format(owner),
                    self.tr("You can count it; a manager agrees at the end."),
                )
            )
        if second:
            findings.append(
                Finding(
                    "second",
                    Level.WARN,
                    self.tr("The first count did not match."),
                    self.tr("Count once more; the second count is final."),
                )
            )
        self._bar.show_findings(findings)
