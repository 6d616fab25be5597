"""PySide6 must not lose references to None: 6.12 on Python 3.11 does, and then kills the process."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 20_000
# Other threads and caches move the count a little; the fault moves it by one per call.
TOLERANCE = CALLS // 100


def test_none_keeps_its_references_over_many_widget_calls(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS // 4):
        label.setText("4.20")
        label.setEnabled(True)
        label.setToolTip("refund")
        label.update()
    after = sys.getrefcount(None)
    assert abs(after - before) < TOLERANCE
