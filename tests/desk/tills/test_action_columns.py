"""Groups of actions in columns: short ones stand below each other, a long one stays alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.desk.tills.screen_actions import ActionColumns, ActionView
from counter_app.ui.widgets.card import Card


@pytest.mark.parametrize(
    ("sizes", "columns"),
    [((6, 2, 2), 2), ((8, 4, 7), 3), ((6, 2), 2), ((3,), 1), ((6, 2, 4), 3), ((4, 4, 4), 3)],
)
def test_short_groups_share_a_column(qtbot: QtBot, sizes: tuple[int, ...], columns: int) -> None:
    """A clerk's till page had one long column and two that were nearly empty."""
    shown = ActionColumns()
    qtbot.addWidget(shown)
    groups = [
        (f"Group {n}", [ActionView(f"{n}{m}", f"Action {m}", str(m), "lock") for m in range(size)])
        for n, size in enumerate(sizes)
    ]
    shown.show_actions(groups)
    shown.resize(1200, 600)
    shown.show()
    QApplication.processEvents()
    cards = [card.geometry() for card in shown.findChildren(Card) if card.isVisible()]
    assert len(cards) == len(sizes)
    assert len({card.x() for card in cards}) == columns
    assert max(card.bottom() for card in cards) <= shown.height()
