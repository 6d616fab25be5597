"""The tour's flows of goods without a receipt: set against new ones, replaced, empty bottles."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

SHAMPOO, PAN, DEPOSIT = "381370019237", "078742229874", "073410558508"
CAN = "012000001291"
NOT_WANTED, FAULTY = "1", "2"


def _shampoo(guide: Guide) -> None:
    guide.press("F5")
    guide.scan(SHAMPOO)
    guide.press(NOT_WANTED)


def _leaking(guide: Guide) -> None:
    guide.press("F5")
    guide.scan(SHAMPOO)
    guide.press(FAULTY)


def _pan_home(guide: Guide) -> None:
    guide.press("F6")
    guide.scan(PAN)


def _two_dozen(guide: Guide) -> None:
    guide.press("F5")
    guide.scan(DEPOSIT)
    guide.press("*")
    guide.write("24")
    guide.press("Return")


def _two_cans(guide: Guide) -> None:
    guide.scan(CAN)
    guide.scan(CAN)


WITHOUT_EXCHANGES: Final[tuple[Flow, ...]] = (
    Flow(
        "returns",
        "An exchange without a receipt",
        173,
        (
            Step("F5, and a bottle comes back: its price is found, its tax stays.", _shampoo),
            Step("F6, and a pan goes home: the customer pays the difference.",
                 _pan_home, "no-receipt-exchange"),
            Step("F12 takes it: one slip shows both.",
                 lambda guide: guide.press("F12"), "no-receipt-exchanged"),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=2,
    ),
    Flow(
        "returns",
        "The same again without a receipt",
        175,
        (
            Step("F5, and a bottle that leaks: under ten dollars nobody's card is needed.",
                 _leaking, "no-receipt-small"),
            Step("Alt+E gives the same again: even, with its tax.",
                 lambda guide: guide.press("Alt+E"), "no-receipt-same-again"),
            Step("F12 exchanges it; it counts towards the clerk's day.",
                 lambda guide: guide.press("F12")),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=2,
    ),
    Flow(
        "returns",
        "Empty bottles",
        177,
        (
            Step("F5, the deposit's code is scanned, and * says how many: no card, no reason.",
                 _two_dozen, "empty-bottles"),
            Step("Among empties a drink's own barcode is on an empty can: two more.", _two_cans,
                 "empty-cans"),
            Step("F12 pays the deposit in cash.", lambda guide: guide.press("F12")),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=1,
    ),
)  # fmt: skip
