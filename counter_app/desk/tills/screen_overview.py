"""The tills of the store while this desk's till is open: where they are, never what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from counter_app.desk.tills.screen_open import TillCards, add_steps
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar, Level
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.till_card import TillView


class OverviewPage(QWidget):
    """A head with the one action, and a card for each till."""

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.count = self.head.add_button(Button("", key="Shift+F8", icon="hash"))
        self.tills = TillCards()
        self._bar = FindingsBar()
        self._title = Label("", Text.STRONG)
        self._steps = [Label("", Text.VALUE, "ink2", wrap=True) for _ in range(3)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._bar)
        self._column.addWidget(self.tills, 1)
        self._column.addWidget(self._steps_card())
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
        self._title.setText(self.tr("How a till closes"))
        for label, words in zip(
            self._steps,
            (
                self.tr("You count notes and coins, and see only what you type."),
                self.tr("A count that does not match is counted once more. The second is final."),
                self.tr("The cash goes to the safe, and a slip says what was over or short."),
            ),
            strict=True,
        ):
            label.setText(words)
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

    def _steps_card(self) -> Card:
        card = Card(20)
        card.column.setSpacing(theme.px(12))
        card.column.addWidget(self._title)
        add_steps(card, ("hash", "refresh-cw", "vault"), self._steps)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return card
