"""The tour's flows of credits: a gift card sold, cash under the law's floor, one that pays."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

MILK, PAN = "011110416605", "078742229874"
SPOILED = "7"


def _sell(guide: Guide) -> None:
    guide.press("F10", "G")


def _amount(guide: Guide) -> None:
    guide.press("F12", "5", "0", "0", "0")


def _cash(guide: Guide) -> None:
    guide.press("Return", "6", "0", "0", "0")


def _done(guide: Guide) -> None:
    guide.press("F12")


def _next(guide: Guide) -> None:
    guide.press("Return")


def _exchange(guide: Guide) -> None:
    guide.scan_receipt("spanish")
    guide.scan(MILK)
    guide.press(SPOILED)
    guide.scan(PAN)


def _language(guide: Guide) -> None:
    guide.press("F10", "E", "F10", "G")


STEPS: Final = (
    Flow(
        "credits",
        "A gift card is sold",
        190,
        (
            Step("F10 and G: store credit and gift cards.", _sell, "credits"),
            Step("F12 and the amount: the buyer is told about scams.", _amount, "gift-card-scam"),
            Step("Return: told; three twenties are handed over.", _cash, "gift-card-cash"),
            Step("F12 sells it: the change, and the card prints.", _done, "gift-card-sold"),
            Step("Return: the next customer.", _next),
        ),
        posts=1,
    ),
    Flow(
        "credits",
        "Cash for what is left on a gift card",
        192,
        (
            Step("A card is scanned anywhere: what is left, its story, and the law.",
                 lambda guide: guide.scan_credit("gift_card"), "gift-card-open"),
            Step("2: cash is refused above the floor of the law, and nobody can allow it.",
                 lambda guide: guide.press("2"), "gift-card-above-the-floor"),
            Step("The same in Spanish.", _language),
            Step("The card again.",
                 lambda guide: guide.scan_credit("gift_card"), "gift-card-spanish"),
            Step("Back to English.", _language),
            Step("Another card holds less than the floor.",
                 lambda guide: guide.scan_credit("gift_card_small"), "gift-card-below-the-floor"),
            Step("2: all of it is paid out.", lambda guide: guide.press("2"), "gift-card-cash-out"),
            Step("F12 pays it, and the drawer opens.", _done, "gift-card-paid-out"),
            Step("Return: the next customer.", _next),
        ),
        posts=1,
    ),
    Flow(
        "credits",
        "An expired store credit",
        194,
        (
            Step("It is scanned: a manager can replace it.",
                 lambda guide: guide.scan_credit("credit_expired"), "credit-expired"),
            Step("F12, and why.", lambda guide: guide.press("F12", "3"), "credit-replace"),
            Step("F12 asks a manager.", _done, "credit-replace-approval"),
            Step("A lead scans the badge: the new paper is good again.",
                 lambda guide: guide.scan_badge("3001"), "credit-replaced"),
            Step("Return: the next customer.", _next),
        ),
        posts=1,
    ),
    Flow(
        "credits",
        "A gift card pays in an exchange",
        196,
        (
            Step("Spoiled milk comes back, a pan goes home.", _exchange, "exchange-to-pay"),
            Step("The gift card is scanned: it pays what is due.",
                 lambda guide: guide.scan_credit("gift_card"), "exchange-gift-card"),
            Step("F12: one slip shows all of it.", _done, "exchange-gift-card-paid"),
            Step("Return: the next customer.", _next),
        ),
        posts=2,
    ),
)  # fmt: skip
