"""Whatever Tab reaches shows that it has the focus, chosen or not, in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui import theme
from tests.ui.widgets import look_checks
from tests.ui.widgets.gallery import Gallery

AROUND = 8
LEAST = 60
"""Pixels of a mark that are told from what was there before, at 3 to 1 (WCAG 2.2, 2.4.13)."""


def stops(gallery: Gallery) -> list[QWidget]:
    """What Tab stops at."""
    return [
        widget
        for widget in gallery.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    ]


def marked(gallery: Gallery, widget: QWidget) -> int:
    """How many pixels of it and around it tell the focus."""
    place = QRect(widget.mapTo(gallery, QPoint()), widget.size())
    place.adjust(-AROUND, -AROUND, AROUND, AROUND)
    if isinstance(widget, QLineEdit):  # its frame may be the mark
        place.adjust(-6 * AROUND, -AROUND, 16 * AROUND, AROUND)
    if (there := gallery.focusWidget()) is not None:
        there.clearFocus()
    before = picture(gallery, place)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    after = picture(gallery, place)
    pairs = zip(pixels(before), pixels(after), strict=True)
    return sum(one != two and look_checks._contrast(one, two) >= 3 for one, two in pairs)


def picture(gallery: Gallery, place: QRect) -> QImage:
    QApplication.processEvents()
    image = gallery.grab(place.intersected(gallery.rect())).toImage()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def pixels(image: QImage) -> memoryview:
    return memoryview(bytes(image.constBits())).cast("I")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_focus_is_seen_on_everything_that_takes_it(
    qtbot: QtBot, look: QApplication, dark: bool
) -> None:
    """A chosen plan, reason or name looked the same with the focus and without."""
    theme.apply_theme(look, dark)
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(gallery.sizeHint().expandedTo(gallery.minimumSizeHint()))
    with qtbot.waitActive(gallery):
        gallery.show()
    found = stops(gallery)
    assert len(found) > 30
    hidden = []
    for widget in found:
        for checked in (False, True):
            if isinstance(widget, QAbstractButton) and widget.isCheckable():
                widget.setChecked(checked)
            elif checked:
                continue
            if (seen := marked(gallery, widget)) < LEAST:
                hidden.append(
                    f"{type(widget).__name__} {widget.accessibleName()} {checked}: {seen}"
                )
    assert not hidden, "\n".join(hidden)
