"""Where somebody can look at a window, and where only the tour makes sense."""

from __future__ import annotations

import sys

import pytest

from counter_app.cli.desk import is_seen


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a display")
@pytest.mark.parametrize(
    ("environment", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal"}, False),
        ({"QT_QPA_PLATFORM": "vnc:size=1280x800"}, False),
        ({"QT_QPA_PLATFORM": "eglfs"}, True),
    ],
)
def test_an_offscreen_platform_shows_a_window_to_nobody(
    environment: dict[str, str], seen: bool
) -> None:
    assert is_seen(environment) == seen
