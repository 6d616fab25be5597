"""Fonts and theme for the widget tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.paths import resources
from counter_app.ui import theme
from counter_app.ui.i18n import set_language


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> theme.Loaded:
    """The shipped fonts, registered once."""
    return theme.load_fonts(resources("fonts"))


@pytest.fixture
def look(qapp: QApplication, fonts: theme.Loaded) -> Iterator[QApplication]:
    """The application in the light theme and in English, and so again afterwards."""
    theme.apply_theme(qapp, dark=False)
    yield qapp
    set_language(qapp, "en")
    theme.apply_theme(qapp, dark=False)
