"""The tour's flows of how money goes back: plan cards, a declined card, too little cash."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

SHEETS, PAN, DRILL = "850011223345", "078742229874", "045242505333"
GAME, JACKET, BREAD, DETERGENT = (
    "045496596439", "193608423453", "072250013727", "037000863892",
)  # fmt: skip
NOT_WANTED: Final = "1"
FASTEST, STORE_CREDIT = "2", "3"


def _two_ways(guide: Guide) -> None:
    guide.scan(SHEETS)
    guide.press(NOT_WANTED)
    guide.scan(PAN)


def _benefits(guide: Guide) -> None:
    guide.scan_receipt("food_benefits")
    guide.scan(BREAD)
    guide.press(NOT_WANTED)
    guide.scan(DETERGENT)
    guide.press("Shift+F12")


def _game(guide: Guide) -> None:
    guide.scan(GAME)
    guide.press(NOT_WANTED)


def _once_more(guide: Guide) -> None:
    guide.press("1", "F12", "Alt+D")


def _jacket_and_drill(guide: Guide) -> None:
    guide.scan(JACKET)
    guide.press(NOT_WANTED)
    guide.scan(DRILL)


PLANS: Final[tuple[Flow, ...]] = (
    Flow(
        "returns",
        "How should the money go back?",
        136,
        (
            Step("A receipt that was paid by card and in cash.",
                 lambda guide: guide.scan_receipt("split")),
            Step("Two of its three things come back.", _two_ways),
            Step("Shift+F12: up to three plans; the one that F12 pays is ticked.",
                 lambda guide: guide.press("Shift+F12"), "plans"),
            Step("2: the fastest gives cash first, up to what was paid in cash.",
                 lambda guide: guide.press(FASTEST), "plan-fastest"),
            Step("Esc leads back to the lines: the panel shows the chosen plan.",
                 lambda guide: guide.press("Esc"), "plan-chosen"),
            Step("The return is given up; nothing was paid.",
                 lambda guide: guide.press("Alt+G")),
            Step("What food benefits paid can go back to nothing else, and the page says so.",
                 _benefits, "plans-benefits"),
            Step("It is given up, too.", lambda guide: guide.press("Esc", "Alt+G")),
        ),
    ),
    Flow(
        "returns",
        "A card that is declined",
        138,
        (
            Step("A receipt that was paid by card.",
                 lambda guide: guide.scan_receipt("declined")),
            Step("A game comes back.", _game),
            Step("F12: the terminal is to give it back to the card.",
                 lambda guide: guide.press("F12")),
            Step("Alt+D: it declines. No money moved; ask again, or choose another way.",
                 lambda guide: guide.press("Alt+D"), "card-declined"),
            Step("1 and F12 try once more; the terminal declines again.", _once_more),
            Step("Store credit instead.",
                 lambda guide: guide.press(STORE_CREDIT), "declined-to-credit"),
            Step("F12: the return and the store credit have a slip each.",
                 lambda guide: guide.press("F12"), "declined-done"),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "A drawer that holds too little",
        886,
        (
            Step("A receipt that was paid in cash.",
                 lambda guide: guide.scan_receipt("drawer")),
            Step("A jacket and a drill come back.", _jacket_and_drill),
            Step("F12: the drawer holds too little; no figure is said, and no manager asked.",
                 lambda guide: guide.press("F12"), "drawer-short"),
            Step("Store credit instead.", lambda guide: guide.press("2"), "drawer-to-credit"),
            Step("F12 finishes; the drawer stays closed.",
                 lambda guide: guide.press("F12"), "drawer-credit-done"),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=1,
    ),
)  # fmt: skip
