"""The place for one slip: set tighter if it is long, and scrolled only if that is not enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.document_view import LINE, DocumentView, SlipPart

LEADINGS: Final = (LINE, 18, 17, 16)
"""Line heights to try, in pixels at scale 1; the last is the least that reads well."""
SCROLL_BAR: Final = 14


class SlipArea(QScrollArea):
    """As wide as the paper and its scroll bar; never ends in the middle of a printed line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = DocumentView()
        self._columns = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_slip(self, parts: Sequence[SlipPart], columns: int) -> None:
        """Show a slip from its top; one that is on view already stays where it was scrolled to."""
        view = DocumentView(columns)
        view.show_parts(parts)
        same = columns == self._columns and view.accessibleName() == self._view.accessibleName()
        if same:
            view.deleteLater()
            return
        self._view, self._columns = view, columns
        self.setWidget(view)
        self.setFixedWidth(view.sizeHint().width() + theme.px(SCROLL_BAR))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The widest leading at which all of it is seen, else whole lines above a scroll bar."""
        room, left_over = self.height(), 0
        for leading in LEADINGS:
            self._view.set_leading(leading)
            if self._view.sizeHint().height() <= room:
                break
        else:
            left_over = room - self._view.whole_lines(room)
        self._view.resize(self._view.sizeHint())
        if self.viewportMargins().bottom() != left_over:
            self.setViewportMargins(0, 0, 0, left_over)
