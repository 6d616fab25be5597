"""The tour's flows of the price desk: a wrong price, a price before payment, and an audit."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

COFFEE_MAKER: Final = "041196910117"
SHELF_TAG: Final = "1"
MANAGER: Final = "4001"
CLERK: Final = "2047"
SHAMPOO: Final = "381370019237"
TAG_HANGS_DAYS: Final = 20


def _begin(guide: Guide) -> None:
    guide.press("F7")
    guide.scan_receipt("void")


def _right_price(guide: Guide) -> None:
    guide.press("1", "9", "9", "9")


def _shown(guide: Guide) -> None:
    guide.press("Return", SHELF_TAG)


def _before_payment(guide: Guide) -> None:
    guide.press("F7")
    guide.scan(COFFEE_MAKER)
    guide.press("4", "4", "9", "9", "Return", SHELF_TAG)


def _audit(guide: Guide) -> None:
    guide.press("F7", "Alt+A")


def _shelves(guide: Guide) -> None:
    guide.press("Return", "Return", "Return")


def _confirm(guide: Guide) -> None:
    guide.scan_badge(MANAGER)
    guide.press("F7")
    guide.scan_receipt("own_sale")
    guide.scan(SHAMPOO)
    guide.press("3", "9", "9", "Return", SHELF_TAG)


def _since(guide: Guide) -> None:
    guide.press("Alt+D", "2")
    guide.write_day(TAG_HANGS_DAYS)
    guide.press("Return")


def _clerk_again(guide: Guide) -> None:
    guide.press("Esc", "Esc")
    guide.scan_badge(CLERK)


def _language(guide: Guide) -> None:
    guide.press("F10", "E", "F7")


STEPS: Final = (
    Flow(
        "price_correction",
        "A wrong price is put right",
        180,
        (
            Step("F7, and the receipt is scanned: its lines with what was charged.",
                 _begin, "price-receipt"),
            Step("The right price is typed for the line.", _right_price, "price-typed"),
            Step("The shelf tag shows it: the difference and its tax are ready.",
                 _shown, "price-ready"),
            Step("The same in Spanish.", _language, "price-spanish"),
            Step("Back to English.", _language),
            Step("F12 pays, and the slip names prices, evidence and rule.",
                 lambda guide: guide.press("F12"), "price-done"),
            Step("Return: the next customer.", lambda guide: guide.press("Return", "Esc")),
        ),
        posts=1,
    ),
    Flow(
        "price_correction",
        "A price before payment",
        182,
        (
            Step("The register calls: the item is scanned, the tag's price typed.",
                 _before_payment, "price-before-payment"),
            Step("F12 asks a manager.", lambda guide: guide.press("F12"), "price-approval"),
            Step("The manager scans the badge; the slip goes to the register.",
                 lambda guide: guide.scan_badge(MANAGER), "price-approved"),
            Step("Return: done.", lambda guide: guide.press("Return", "Esc")),
        ),
        posts=1,
    ),
    Flow(
        "price_correction",
        "An error is looked for on every receipt",
        183,
        (
            Step("A manager puts the wrong price of a shampoo right.", _confirm),
            Step("Alt+D says since when the tag hangs.", _since, "price-tag-day"),
            Step("F12 pays; what was kept stands beside the slip.",
                 lambda guide: guide.press("F12"), "price-record"),
            Step("Alt+R: every other receipt, and what is owed in all.",
                 lambda guide: guide.press("Alt+R"), "price-radar"),
            Step("F12 opens a task to put the tag right.",
                 lambda guide: guide.press("F12"), "price-radar-task"),
            Step("Alt+K offers known customers the credit: a letter each.",
                 lambda guide: guide.press("Alt+K"), "price-letters"),
            Step("Return reads one.", lambda guide: guide.press("Return"), "price-letter"),
            Step("The same in Spanish.", _language, "price-letters-spanish"),
            Step("Back to English.", _language),
            Step("F12 prints them.",
                 lambda guide: guide.press("Esc", "F12"), "price-letters-print"),
            Step("The task waits until the tag is right.",
                 lambda guide: guide.press("Esc", "Esc", "Alt+T"), "price-tags"),
            Step("F12: it is right now.", lambda guide: guide.press("F12"), "price-tags-done"),
            Step("Home, and the clerk again.", _clerk_again),
        ),
        posts=3,  # the correction, and letters to two customers whom the stories name
        or_more=True,
    ),
    Flow(
        "price_correction",
        "Prices audited shelf by shelf",
        184,
        (
            Step("Alt+A draws a random sample of every department.", _audit, "price-audit"),
            Step("Each shelf that says the same takes one key.", _shelves, "price-audit-shelves"),
            Step("F12 ends it: the report says how many were right.",
                 lambda guide: guide.press("F12"), "price-audit-report"),
            Step("Return: done.", lambda guide: guide.press("F12", "Esc")),
        ),
        posts=1,
    ),
)  # fmt: skip
