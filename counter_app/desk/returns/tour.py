"""The tour's flows of the returns desk: from the plain refund to a void, and how it all looks."""

from __future__ import annotations

from typing import Final

from counter_app.desk.returns.tour_exchange import STEPS as EXCHANGES
from counter_app.desk.returns.tour_goods import STEPS as GOODS
from counter_app.desk.returns.tour_online import STEPS as ONLINE
from counter_app.desk.returns.tour_others import OTHERS
from counter_app.desk.returns.tour_plans import PLANS
from counter_app.desk.returns.tour_without import WITHOUT
from counter_app.desk.returns.tour_without_exchange import WITHOUT_EXCHANGES
from counter_app.ui.tour import Flow, Guide, Step

HAMMER, COFFEE_MAKER, TOWEL, BIN = "076174554328", "041196910117", "073410558201", "071691288305"
DRILL, SPEAKER, SHEETS, BLOCKS = "045242505333", "043859764341", "850011223345", "673419340502"
PAN, GAME, JEANS, JACKET = "078742229874", "045496596439", "193608323456", "193608423453"
SOCKS: Final = "193608123452"
NOT_WANTED, FAULTY, DAMAGED, WRONG_ITEM = "1", "2", "3", "4"
OPENED: Final = "2"
NO: Final = "2"
MANAGER, MANAGER_NAME = "4001", "Ken Osei"


def _receipt(story: str) -> Step:
    return Step("The receipt is scanned.", lambda guide: guide.scan_receipt(story))


def _coffee_maker(guide: Guide) -> None:
    guide.scan(COFFEE_MAKER)
    guide.press(NOT_WANTED, "Alt+C", OPENED)


def _towels_and_bin(guide: Guide) -> None:
    guide.scan(TOWEL)
    guide.press(WRONG_ITEM)
    guide.scan(TOWEL)
    guide.scan(BIN)
    guide.press(DAMAGED, "Home")


def _drill(guide: Guide) -> None:
    guide.scan(DRILL)
    guide.press(FAULTY)


def _pin(guide: Guide) -> None:
    guide.touch(MANAGER_NAME)
    guide.write_pin(MANAGER)


def _approve(guide: Guide) -> None:
    guide.press("F12")


def _speaker(guide: Guide) -> None:
    guide.scan(SPEAKER)
    guide.press(FAULTY)


def _does_not_work(guide: Guide) -> None:
    guide.press(NO)


def _approval_code(guide: Guide) -> None:
    guide.write("064412")
    guide.press("F12")


def _void_with_manager(guide: Guide) -> None:
    guide.press("Alt+V", "1")
    guide.scan_badge(MANAGER)


def _split(guide: Guide) -> None:
    guide.scan(SHEETS)
    guide.press(NOT_WANTED)
    guide.scan(BLOCKS)
    guide.scan(PAN)


def _game(guide: Guide) -> None:
    guide.scan(GAME)
    guide.press(NOT_WANTED)
    guide.press("F12")


def _jeans(guide: Guide) -> None:
    guide.scan(JEANS)
    guide.press(WRONG_ITEM)
    guide.scan(JACKET)


def _socks(guide: Guide) -> None:
    guide.scan(SOCKS)
    guide.press(WRONG_ITEM)
    guide.scan(SHEETS)


def _old(guide: Guide) -> None:
    guide.scan_receipt("old")
    guide.scan(PAN)
    guide.press(NOT_WANTED)


def _theme(guide: Guide) -> None:
    guide.press("F10", "D", "F2")


def _language(guide: Guide) -> None:
    guide.press("F10", "E", "F2")


def _smaller(guide: Guide) -> None:
    _language(guide)
    guide.resize(1024, 768)


def _next(guide: Guide) -> None:
    guide.press("Return")


STEPS: Final = (
    Flow(
        "returns",
        "Refund in cash within the clerk's limit",
        100,
        (
            Step("The receipt is scanned: the return is open.",
                 lambda guide: guide.scan_receipt("cash"), "receipt-open"),
            Step("The item is scanned: one comes back now.",
                 lambda guide: guide.scan(HAMMER), "item-scanned"),
            Step("1 says why it comes back: the refund is ready.",
                 lambda guide: guide.press(NOT_WANTED), "refund-ready"),
            Step("F12 pays: the slip prints, the drawer opens once.",
                 lambda guide: guide.press("F12"), "refund-done"),
            Step("Return: the desk is ready for the next customer.", _next),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "Parts of a receipt, with a fee the customer must hear of",
        110,
        (
            _receipt("designed"),
            Step("The opened coffee maker costs a restocking fee, and the bar says so.",
                 _coffee_maker, "fee-to-tell"),
            Step("Two of three towels and a cracked bin come back, too.",
                 _towels_and_bin, "parts-of-a-receipt"),
            Step("Return ticks off that the customer was told.",
                 lambda guide: guide.press("Return"), "customer-told"),
            Step("The same in the dark theme.", _theme, "return-dark"),
            Step("Back to the light theme.", _theme),
            Step("The same in Spanish.", _language, "return-spanish"),
            Step("On a screen of 1024 by 768.", _smaller, "return-1024x768"),
            Step("On a screen of 1920 by 1080.",
                 lambda guide: guide.resize(1920, 1080), "return-1920x1080"),
            Step("The usual size again.", lambda guide: guide.resize(1280, 800)),
            Step("F12 pays, and a store copy prints for the signature.",
                 lambda guide: guide.press("F12"), "fee-refund-done"),
            Step("Return: the next customer.", _next),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "Over the limit: a manager approves",
        120,
        (
            _receipt("over_limit"),
            Step("The drill is dearer than the clerk may refund.", _drill, "over-the-limit"),
            Step("F12 asks a manager, on the same screen.",
                 lambda guide: guide.press("F12"), "approval"),
            Step("The manager touches his name and types his PIN.", _pin, "approval-pin"),
            Step("F12 approves, and the refund is done.", _approve, "approved-done"),
            Step("Return: the next customer.", _next),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "Back to the card",
        130,
        (
            _receipt("card"),
            Step("Faulty: the policy's question is asked where the reason stood.",
                 _speaker, "question"),
            Step("2 is no. It was paid by card, so it goes back to the card.",
                 _does_not_work, "to-the-card"),
            Step("F12 asks for the approval code of the card terminal.",
                 lambda guide: guide.press("F12"), "card-code"),
            Step("The code is typed, F12 finishes.", _approval_code, "card-done"),
            Step("Return: the next customer.", _next),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "Paid in two ways, refunded in two ways",
        140,
        (
            _receipt("split"),
            Step("The plan gives each way back what it paid, cash last.", _split, "split-plan"),
            Step("F12 asks for the card's approval code.",
                 lambda guide: guide.press("F12"), "split-code"),
            Step("The code is typed, F12 finishes.", _approval_code, "split-done"),
            Step("A mistake: Alt+V, why, a manager's badge. The terminal is asked first.",
                 _void_with_manager, "split-void-code"),
            Step("Its code is typed: card and cash come back together.",
                 _approval_code, "split-voided"),
            Step("Return: the next customer.", _next),
        ),
        posts=2,
    ),
    Flow(
        "returns",
        "Too late",
        150,
        (
            Step("The receipt is older than the policy allows: denied, with the reason.",
                 _old, "too-late"),
            Step("Alt+N: the customer gets the reason on paper, with a ticket number.",
                 lambda guide: guide.press("Alt+N"), "not-accepted"),
            Step("The ticket's receipt is opened again: it says that it was not accepted.",
                 lambda guide: guide.scan_receipt("old"), "not-accepted-before"),
            Step("The return is given up.", lambda guide: guide.press("Alt+G")),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "Print again and void",
        160,
        (
            _receipt("void"),
            Step("A game comes back and is refunded.", _game),
            Step("Ctrl+P prints the slip again, marked as a duplicate.",
                 lambda guide: guide.press("Ctrl+P"), "printed-again"),
            Step("Alt+V asks why it is voided.",
                 lambda guide: guide.press("Alt+V"), "void-reason"),
            Step("1 says why; a lead or a manager must agree.",
                 lambda guide: guide.press("1"), "void-approval"),
            Step("The manager's badge is scanned: the cash goes back into the till.",
                 lambda guide: guide.scan_badge(MANAGER), "voided"),
            Step("Return: the next customer.", _next),
        ),
        posts=2,
    ),
    Flow(
        "returns",
        "A customer who speaks Spanish",
        165,
        (
            _receipt("spanish"),
            Step("Two things come back.", _socks, "for-a-spanish-customer"),
            Step("F12 pays: the slip speaks the customer's language.",
                 lambda guide: guide.press("F12"), "spanish-slip"),
            Step("Return: the next customer.", _next),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "Park and go on",
        170,
        (
            _receipt("parked"),
            Step("Two things come back.", _jeans, "before-parking"),
            Step("F9 asks for a name to park it under.",
                 lambda guide: guide.press("F9"), "park-name"),
            Step("F9 again puts the return aside.",
                 lambda guide: guide.press("F9"), "parked-home"),
            Step("F9 shows what is parked.", lambda guide: guide.press("F9"), "parked"),
            Step("1 goes on with it.", lambda guide: guide.press("1"), "parked-again"),
            Step("It is given up; nothing was paid.", lambda guide: guide.press("Alt+G")),
        ),
    ),
    *PLANS,
    *OTHERS,
    *WITHOUT,
    *WITHOUT_EXCHANGES,
    *EXCHANGES,
    *ONLINE,
    *GOODS,
)  # fmt: skip
