"""The tour's flows with others: a manager who is away, and the customer's own screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counter_app.ui.tour import At, Flow, Guide, Step

PAN, SHEETS, TOMATOES, BREAD = "078742229874", "850011223345", "4087", "072250013727"
NOT_WANTED, SPOILED = "1", "7"
MANAGER, MANAGER_NAME = "4001", "Ken Osei"
DONE: Final = "Next customer"


def _sheets(guide: Guide) -> None:
    guide.scan_receipt("old")
    guide.scan(SHEETS)
    guide.press(NOT_WANTED)


def _pan(guide: Guide) -> None:
    guide.scan_receipt("old")
    guide.scan(PAN)
    guide.press(NOT_WANTED)


def _manager_sits_down(guide: Guide) -> None:
    guide.scan_badge(MANAGER)
    guide.wait_for("Look")


def _for_a_while(guide: Guide) -> None:
    guide.press("F12", "Alt+T")
    guide.touch(MANAGER_NAME)
    guide.write_pin(MANAGER)


def _older(item: str) -> Callable[[Guide], None]:
    def bring(guide: Guide) -> None:
        guide.scan_receipt("older")
        guide.scan(item)
        guide.press(NOT_WANTED)

    return bring


def _by_telephone(guide: Guide) -> None:
    guide.touch(MANAGER_NAME)
    guide.telephone(MANAGER, "Read out")


def _finish(guide: Guide) -> None:
    guide.press("F12")


def _customer(guide: Guide) -> None:
    guide.press("F10", "C", "F2")


def _food(guide: Guide) -> None:
    guide.scan_receipt("weighed")
    guide.scan(TOMATOES)
    guide.press(SPOILED)
    guide.scan(BREAD)


OTHERS: Final[tuple[Flow, ...]] = (
    Flow(
        "returns",
        "The manager is at another desk",
        152,
        (
            Step("A receipt that is too old; a manager may make an exception.", _sheets),
            Step("F12 asks: the request goes up at every desk.",
                 lambda guide: guide.press("F12"), "asked-everywhere"),
            Step("The manager signs on at desk 2, and a banner says who asks.",
                 _manager_sits_down, "other-desk-banner", At.OTHER_DESK),
            Step("Alt+W opens the request there.",
                 lambda guide: guide.press("Alt+W"), "other-desk-request", At.OTHER_DESK),
            Step("The badge is scanned: yes.",
                 lambda guide: guide.scan_badge(MANAGER), "", At.OTHER_DESK),
            Step("The answer comes to the clerk’s desk, and the refund is done.",
                 lambda guide: guide.wait_for(DONE), "answered-elsewhere"),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "The manager is on the telephone",
        154,
        (
            Step("The pan of the same receipt.", _pan),
            Step("F12 asks; Alt+C: a code will come by telephone.",
                 lambda guide: guide.press("F12", "Alt+C"), "code-read-out"),
            Step("The line is read out; the manager’s name is touched, the code is typed.",
                 _by_telephone, "code-typed"),
            Step("F12: it fits this request, this amount and this clerk, once.",
                 _finish, "code-done"),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "A manager agrees for half an hour",
        155,
        (
            Step("The sheets of an old receipt.", _older(SHEETS)),
            Step("F12 asks; Alt+T: yes to this and to the like for 30 minutes.",
                 _for_a_while, "yes-for-a-while"),
            Step("F12 approves.", _finish),
            Step("The pan of the same receipt.", _older(PAN)),
            Step("F12: the yes still holds, for as much each time, within its number and sum.",
                 _finish, "yes-used"),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=2,
    ),
    Flow(
        "returns",
        "What the customer sees",
        156,
        (
            Step("F10 and C open the customer’s screen.",
                 _customer, "customer-welcome", At.CUSTOMER),
            Step("Tomatoes and bread come back: lines, the refund and how it is paid.",
                 _food, "customer-lines", At.CUSTOMER),
            Step("At the desk the same return, with what the customer need not read.",
                 lambda guide: guide.rest(), "customer-desk"),
            Step("F12: the customer reads what was paid back.",
                 _finish, "customer-done", At.CUSTOMER),
            Step("Return: the next customer. F10 and C close the screen.",
                 lambda guide: guide.press("Return", "F10", "C", "F2")),
        ),
        posts=1,
    ),
)  # fmt: skip
