"""Makes the screen of a place: the shell's own ones here, a task's where the task says."""

from __future__ import annotations

from counter_app.core.task import resolve
from counter_app.ui.desk_watch import DeskWatch
from counter_app.ui.elsewhere import Elsewhere
from counter_app.ui.home import HomeScreen
from counter_app.ui.more import Choices, MoreScreen
from counter_app.ui.parked import ParkedScreen
from counter_app.ui.places import (
    HOME,
    MORE,
    PARKED,
    REQUESTS,
    SETTLE,
    screen_at,
)
from counter_app.ui.requests import RequestsScreen
from counter_app.ui.screen import Desk, Screen
from counter_app.ui.settle import SettleScreen


def make_screen(
    place: str, desk: Desk, choices: Choices, watch: DeskWatch, elsewhere: Elsewhere
) -> Screen:
    """The screen of a place; a task's key or one of the shell's own places."""
    match place:
        case _ if place == HOME:
            return HomeScreen(desk)
        case _ if place == PARKED:
            return ParkedScreen(desk)
        case _ if place == SETTLE:
            return SettleScreen(desk, watch.look_for_unsettled)
        case _ if place == MORE:
            return MoreScreen(desk, choices)
        case _ if place == REQUESTS:
            return RequestsScreen(desk, elsewhere.open)
    where = screen_at(desk.tasks, place)
    assert where is not None, place
    made = resolve(where)(desk)
    assert isinstance(made, Screen), where
    return made
