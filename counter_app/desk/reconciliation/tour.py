"""The tour's flow of the Morning Book: made on the next morning, read, and asked about a till."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

MANAGER: Final = "4001"
NIGHT: Final = timedelta(hours=22)
"""From the settled till to the next morning, past the hour at which the business date rolls."""


def _next_morning(guide: Guide) -> None:
    guide.wait(NIGHT)
    guide.scan_badge(MANAGER)


def _ask(guide: Guide) -> None:
    guide.press("F10", "B", "F12", "1")


def _slip(guide: Guide) -> None:
    guide.press("Alt+F", "1")
    guide.write("PO-118")
    guide.press("Return")
    guide.write("2000")


STEPS: Final = (
    Flow(
        "reconciliation",
        "Read the Morning Book",
        990,
        (
            Step("A night passes; the manager's badge is scanned.", _next_morning),
            Step("F10 and B show the Morning Books, and the date that has none yet.",
                 lambda guide: guide.press("F10", "B"), "morning-books"),
            Step("F12 makes it, as the nightly run does, and opens it.",
                 lambda guide: guide.press("F12"), "morning-book"),
            Step("Page Down turns to the till.",
                 lambda guide: guide.press("PgDown", "PgDown"), "morning-book-till"),
            Step("Esc and Alt+T show thirty days of over and short and of refunds.",
                 lambda guide: guide.press("Esc", "Alt+T"), "trends"),
        ),
        posts=1,
    ),
    Flow(
        "reconciliation",
        "Ask why a till differs",
        998,
        (
            Step("Another night passes.", _next_morning),
            Step("The Book of the day is made; a number goes to the lane that was short.",
                 _ask, "variance-cause"),
            Step("Alt+F: a slip was found in the drawer; what it says, its number, its amount.",
                 _slip, "variance-slip"),
            Step("F12 asks again, and the slip explains it.",
                 lambda guide: guide.press("F12"), "variance-explained"),
        ),
        posts=1,
    ),
)  # fmt: skip
