"""The tour's flows that belong to no task: the locked desk, signing on, home, and locking again."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

CLERK: Final = "2047"


def _nothing(guide: Guide) -> None:
    guide.rest()


def _sign_on(guide: Guide) -> None:
    guide.scan_badge(CLERK)


def _home(guide: Guide) -> None:
    guide.press("Esc")


def _dark(guide: Guide) -> None:
    guide.press("F10", "D", "Esc")


def _light(guide: Guide) -> None:
    guide.press("F10", "D", "Esc")


def _search(guide: Guide) -> None:
    guide.press("Ctrl+K")
    guide.write("c")


def _search_coffee(guide: Guide) -> None:
    guide.write("offee")


def _leave_search(guide: Guide) -> None:
    guide.press("Esc")


def _lock(guide: Guide) -> None:
    guide.press("Ctrl+L")


FLOWS: Final = (
    Flow(
        "desk",
        "Sign on",
        10,
        (
            Step("The desk is locked and waits for a badge.", _nothing, "lock"),
            Step("A clerk's badge is scanned: the desk is hers.", _sign_on, "signed-on"),
        ),
    ),
    Flow(
        "desk",
        "Home",
        30,
        (
            Step("Home shows what can be scanned, the till and the day.", _home, "home"),
            Step("The same in the dark theme.", _dark, "home-dark"),
            Step("Back to the light theme.", _light),
        ),
    ),
    Flow(
        "desk",
        "Search everything",
        35,
        (
            Step("Ctrl+K, then a letter: what can be done here.", _search, "search"),
            Step("A word more: items with their price.", _search_coffee, "search-items"),
            Step("Esc leads back to where the clerk was.", _leave_search),
        ),
    ),
    Flow(
        "desk",
        "Lock",
        990,
        (Step("Ctrl+L locks the desk.", _lock, "locked"),),
    ),
)
