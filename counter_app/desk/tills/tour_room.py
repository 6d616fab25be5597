"""The tour's flows of the cash room, on the next morning, by the manager who read the Book."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

CLERK: Final = "2047"
COUNTED: Final = ("10", "0", "101", "60", "100", "150", "400", "250", "200", "250")
"""The safe's pieces from the largest note down, one twenty too many."""


def _board(guide: Guide) -> None:
    guide.press("Ctrl+F8")


def _count(guide: Guide) -> None:
    for pieces in COUNTED:
        guide.write(pieces)
        guide.press("Return")


def _issue(guide: Guide) -> None:
    guide.press("Return")
    guide.write("T-104")
    guide.press("Return")
    guide.write("S-881")


def _count_short(guide: Guide) -> None:
    guide.press("6")
    for _ in range(2):
        guide.press("Alt+T")
        guide.write("18000")
        guide.press("F12")
    guide.press("2", "F12")


STEPS: Final = (
    Flow(
        "tills",
        "Order change for the safe",
        992,
        (
            Step("Ctrl+F8 shows all tills with their levels, and what waits for the manager.",
                 _board, "board"),
            Step("Alt+S goes to the safe: what waits, par levels, the cash that today will need.",
                 lambda guide: guide.press("Alt+S"), "safe"),
            Step("1 begins its count, blind: who hands it over types every piece.",
                 lambda guide: guide.press("1"), "safe-count"),
            Step("All pieces are typed.", _count, "safe-counted"),
            Step("Esc leaves the count; 2 orders change, filled in as the par levels say.",
                 lambda guide: guide.press("Esc", "2"), "safe-order"),
            Step("F12 keeps the order. It is counted when it is delivered.",
                 lambda guide: guide.press("F12"), "safe-ordered"),
        ),
    ),
    Flow(
        "tills",
        "Issue a lane's drawer",
        994,
        (
            Step("Alt+L from the board shows the lanes.",
                 lambda guide: guide.press("Ctrl+F8", "Alt+L"), "lanes"),
            Step("1 picks lane 1, and 1 issues a drawer: float, tag and seal.",
                 lambda guide: guide.press("1", "1"), "lane-issue"),
            Step("The suggested float stays; tag and seal are scanned.", _issue, "lane-tag"),
            Step("F12 gives the drawer out; its slip prints.",
                 lambda guide: guide.press("F12"), "lane-out"),
        ),
        posts=1,
    ),
    Flow(
        "tills",
        "Count a lane",
        996,
        (
            Step("6 counts the lane, blind and twice: it does not match, so a reason is chosen.",
                 _count_short, "lane-witness"),
            Step("A colleague's badge is the witness; only now the variance is shown.",
                 lambda guide: guide.scan_badge(CLERK), "lane-settled"),
        ),
        posts=4,
    ),
)  # fmt: skip
