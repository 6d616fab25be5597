"""What screens do with layouts whose content changes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLayout, QWidget


def clear(layout: QLayout, keep: QWidget | None = None) -> None:
    """Take everything out; widgets go out of sight at once and are then deleted, all but `keep`."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None and widget is not keep:
            widget.hide()
            widget.deleteLater()


def remove(layout: QLayout, widgets: Iterable[QWidget]) -> None:
    """Take these out: out of sight at once, and then deleted."""
    for widget in widgets:
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
