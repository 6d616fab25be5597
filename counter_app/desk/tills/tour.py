"""The tour's flows of the tills: opened with a float, counted blind, counted again, closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counter_app.desk.tills.tour_room import STEPS as ROOM
from counter_app.ui.tour import Flow, Guide, Step

CLERK, LEAD, MANAGER = "2047", "3001", "4001"
TILL: Final = "7"
FLOAT: Final = "50000"
"""500.00: digits fill in from the right."""
PIECES: Final = (10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1)
"""What is counted, in the order of the page."""
NOTES: Final = 6
CHECK: Final = "2500"


def _float(guide: Guide) -> None:
    guide.touch(f"Till {TILL}")
    guide.write(FLOAT)


def _count(guide: Guide, pieces: Sequence[int]) -> None:
    for number in pieces:
        guide.write(str(number))
        guide.press("Return")


def _miscount(guide: Guide) -> None:
    """The smallest note that has a larger one is taken for that."""
    pieces = guide.in_drawer(TILL, PIECES)
    smallest = max(place for place in range(1, NOTES) if pieces[place])
    pieces[smallest] -= 1
    pieces[smallest - 1] += 1
    _count(guide, pieces)


def _pay_out(guide: Guide, cents: str) -> None:
    guide.press("1")
    guide.press("2")
    guide.write(cents)


def _swap(guide: Guide) -> None:
    guide.press("6", "1")
    guide.write(CHECK)
    guide.press("Return")
    guide.write("1046")


def _bag(guide: Guide) -> None:
    guide.press("3", "Alt+2")
    _check(guide)


def _counterfeit(guide: Guide) -> None:
    guide.press("Esc", "7", "3")
    guide.write("MK 04417823 B")


def _count_all(guide: Guide) -> None:
    """Cash down the denominations; Return on the last one leads to the checks."""
    _count(guide, guide.in_drawer(TILL, PIECES))
    _check(guide)


def _check(guide: Guide) -> None:
    guide.write(CHECK)
    guide.press("Return")


def _advance(guide: Guide) -> None:
    guide.press("8")
    guide.write("2000")
    guide.press("Return")
    guide.write("Ana Reyes")


def _settle(guide: Guide) -> None:
    guide.press("9", "1")
    guide.write("1460")
    guide.press("Return")
    guide.write("540")


def _sign_on(guide: Guide, number: str) -> None:
    guide.scan_badge(number)
    guide.press("Esc", "F8")


def _settled(guide: Guide) -> None:
    guide.press("F12")
    _sign_on(guide, CLERK)


def _past_z(guide: Guide) -> None:
    guide.scan_badge(LEAD)
    guide.press("F8", "Alt+Z")


STEPS: Final = (
    *ROOM,
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
        "A check for cash, and a counterfeit note",
        882,
        (
            Step("6 swaps tenders: 1 takes a check and gives cash for it.", _swap, "check-swapped"),
            Step("F12 does it; the slip prints.", lambda guide: guide.press("F12")),
            Step("3 would send it to the safe: Alt+2 lists the checks, ticked one by one.",
                 _bag, "drop-checks"),
            Step("Esc leaves that. 7 keeps a counterfeit note: 3 is a 20, then its number.",
                 _counterfeit, "counterfeit"),
            Step("F12 books it as a loss; the note is evidence.",
                 lambda guide: guide.press("F12"), "counterfeit-kept"),
        ),
        posts=2,
    ),
    Flow(
        "tills",
        "Spot count, X report and petty cash",
        884,
        (
            Step("A manager scans a badge: more can be done with the till now.",
                 lambda guide: _sign_on(guide, MANAGER), "till-manager"),
            Step("A counts the till while it stays open.",
                 lambda guide: guide.press("A"), "spot-count"),
            Step("Cash by pieces; then each check that is in hand is typed and ticked off.",
                 _count_all, "spot-count-checks"),
            Step("F12: it matches, and nothing is posted but the count.",
                 lambda guide: guide.press("F12"), "spot-counted"),
            Step("X shows what the till did so far, without an amount.",
                 lambda guide: guide.press("X"), "x-report"),
            Step("F12 prints it.", lambda guide: guide.press("F12")),
            Step("8 hands out petty cash: how much, to whom.", _advance, "advance"),
            Step("F12: it is open until receipt and change are back.",
                 lambda guide: guide.press("F12"), "advance-open"),
            Step("9 settles it: a reason, the receipt, the change.", _settle, "advance-back"),
            Step("F12 settles it; the clerk scans a badge and goes on.",
                 _settled, "advance-settled"),
        ),
        posts=4,
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
                 _miscount, "counted"),
            Step("Return leads on to the checks: each is typed as it is in hand.",
                 _check, "counted-checks"),
            Step("F12 finishes: it does not match, so it is counted once more, still blind.",
                 lambda guide: guide.press("F12"), "count-again"),
            Step("Now every piece is right.", _count_all, "counted-again"),
            Step("F12 settles the till: the cash goes to the safe, the slip prints.",
                 lambda guide: guide.press("F12"), "till-settled"),
        ),
        posts=3,
    ),
    Flow(
        "tills",
        "Print a past Z",
        905,
        (
            Step("A lead scans a badge; Alt+Z lists every settlement of every till.",
                 _past_z, "past-zs"),
            Step("1 shows the newest.", lambda guide: guide.press("1"), "past-z"),
            Step("F12 prints it again, marked as a duplicate.",
                 lambda guide: guide.press("F12"), "past-z-printed"),
        ),
    ),
)  # fmt: skip
