"""The tour's flows of the tills: opened with a float, counted blind, counted again, closed."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

TILL: Final = "7"
FLOAT: Final = "50000"
"""500.00: digits fill in from the right."""
MISCOUNTED: Final = "1042112110"
"""Pieces of each note and coin from the largest down; one 20 was taken for a 10."""
COUNTED: Final = "1051112110"
"""216.65: the float, a gift card that was sold, less refunds, a paid-out and a card paid out."""


def _float(guide: Guide) -> None:
    guide.touch(f"Till {TILL}")
    guide.write(FLOAT)


def _count(guide: Guide, pieces: str) -> None:
    for number in pieces:
        guide.write(number)
        guide.press("Return")


def _pay_out(guide: Guide, cents: str) -> None:
    guide.press("1")
    guide.press("2")
    guide.write(cents)


STEPS: Final = (
    Flow(
        "tills",
        "Open a till",
        20,
        (
            Step("F8 shows the tills; none is open at this desk.",
                 lambda guide: guide.press("F8"), "open-a-till"),
            Step("Till 7 is touched and its float typed.", _float, "float-typed"),
            Step("F12 opens it: the float moves from the safe to the till.",
                 lambda guide: guide.press("F12"), "till-open"),
        ),
        posts=1,
    ),
    Flow(
        "tills",
        "Pay out",
        880,
        (
            Step("F8 shows what can be done with the till, and its level; never its balance.",
                 lambda guide: guide.press("F8"), "till-to-do"),
            Step("1 is a paid-out; 2 says why, the digits how much.",
                 lambda guide: _pay_out(guide, "300"), "paid-out"),
            Step("F12 pays it out: the drawer opens, the slip prints.",
                 lambda guide: guide.press("F12"), "paid-out-done"),
        ),
        posts=1,
    ),
    Flow(
        "tills",
        "Count and close",
        900,
        (
            Step("F8 shows the open till, and not what is in it.",
                 lambda guide: guide.press("F8"), "till-before-count"),
            Step("F12 begins the count; the drawer opens.",
                 lambda guide: guide.press("F12"), "count"),
            Step("Pieces are typed, largest first; one note is taken for another.",
                 lambda guide: _count(guide, MISCOUNTED), "counted"),
            Step("F12 finishes: it does not match, so it is counted once more, still blind.",
                 lambda guide: guide.press("F12"), "count-again"),
            Step("Now every piece is right.",
                 lambda guide: _count(guide, COUNTED), "counted-again"),
            Step("F12 settles the till: the cash goes to the safe, the slip prints.",
                 lambda guide: guide.press("F12"), "till-settled"),
        ),
        posts=3,
    ),
)  # fmt: skip
