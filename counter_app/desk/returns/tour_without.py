"""The tour's flows without the plain paper: no receipt, a recall, lost paper, a gift receipt."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

HAMMER, COFFEE_MAKER, JEANS = "076174554328", "041196910117", "193608323456"
CHARGER = "885909950737"
NOT_WANTED, FAULTY, WRONG_ITEM = "1", "2", "4"
LICENCE: Final = (
    "@\n\x1e\rANSI 636015100002DL00410278ZT03190008DLDAQ40128765\nDCSEXAMPLE\nDACJO\nDBB01011980\n"
    "DBA01012031\nDAJTX\nDCGUSA\n"
)
"""A card of nobody: its number is made up."""


def _hammer(guide: Guide) -> None:
    guide.scan(HAMMER)
    guide.press(NOT_WANTED)


def _charger(guide: Guide) -> None:
    guide.scan(CHARGER)
    guide.press(FAULTY)


def _coffee_maker_lost(guide: Guide) -> None:
    guide.scan(COFFEE_MAKER)
    guide.press("F12")


def _jeans(guide: Guide) -> None:
    guide.scan(JEANS)
    guide.press(WRONG_ITEM)


WITHOUT: Final[tuple[Flow, ...]] = (
    Flow(
        "returns",
        "No receipt",
        172,
        (
            Step("F5: the receipt is not there.", lambda guide: guide.press("F5"), "no-receipt"),
            Step("The item is scanned: the lowest price of 180 days, never above today's.",
                 _hammer, "no-receipt-price"),
            Step("The customer's licence is scanned: only a hash and four digits are kept.",
                 lambda guide: guide.scan(LICENCE), "no-receipt-card"),
            Step("F12: store credit, with its slip.",
                 lambda guide: guide.press("F12"), "no-receipt-credit"),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "A recalled item",
        171,
        (
            Step("F5: the receipt is not there.", lambda guide: guide.press("F5")),
            Step("The charger was recalled: no receipt, no card and no limit stand in the way.",
                 _charger, "recalled"),
            Step("F12: it is put aside and never sold again.",
                 lambda guide: guide.press("F12"), "recalled-done"),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=1,
    ),
    Flow(
        "returns",
        "Find it without paper",
        174,
        (
            Step("Alt+W asks what the customer remembers.",
                 lambda guide: guide.press("F2", "Alt+W"), "without-paper"),
            Step("The item in the customer's hand is scanned: the receipts that fit, with reasons.",
                 _coffee_maker_lost, "receipts-that-fit"),
            Step("1 opens the first.", lambda guide: guide.press("1"), "found-without-paper"),
            Step("It is given up; nothing was paid.", lambda guide: guide.press("Alt+G")),
        ),
    ),
    Flow(
        "returns",
        "A gift receipt",
        176,
        (
            Step("The receipt is scanned.", lambda guide: guide.scan_receipt("parked")),
            Step("A pair of jeans comes back.", _jeans),
            Step("Alt+T: it is a gift receipt; prices and the buyer are hidden.",
                 lambda guide: guide.press("Alt+T"), "gift-receipt"),
            Step("It is given up; nothing was paid.", lambda guide: guide.press("Alt+G")),
        ),
    ),
)  # fmt: skip
