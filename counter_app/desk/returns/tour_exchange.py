"""The tour's flows of exchanges and promotions."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

SHAMPOO, PAN = "381370019237", "078742229874"
NOT_WANTED, FAULTY = "1", "2"


def _faulty_bottle(guide: Guide) -> None:
    guide.scan(SHAMPOO)
    guide.press(FAULTY)


def _the_same_again(guide: Guide) -> None:
    guide.press("F6")
    guide.scan(SHAMPOO)


def _shampoo_back(guide: Guide) -> None:
    guide.scan(SHAMPOO)
    guide.press(NOT_WANTED)


def _something_dearer(guide: Guide) -> None:
    guide.scan(PAN)


def _by_card(guide: Guide) -> None:
    guide.press("Shift+F12")


def _approval_code(guide: Guide) -> None:
    guide.write("118204")
    guide.press("F12")


def _pay(guide: Guide) -> None:
    guide.press("F12")


def _next(guide: Guide) -> None:
    guide.press("Return")


def _give_up(guide: Guide) -> None:
    guide.press("Alt+G")


STEPS: Final = (
    Flow(
        "returns",
        "An even exchange",
        145,
        (
            Step("The receipt is scanned.", lambda guide: guide.scan_receipt("cash")),
            Step("A bottle leaks.", _faulty_bottle),
            Step("F6, and the same goes home new: even.", _the_same_again, "exchange-even"),
            Step("F12 exchanges it; no money moves.", _pay, "exchange-even-done"),
            Step("Return: the next customer.", _next),
        ),
        posts=2,
    ),
    Flow(
        "returns",
        "An exchange the customer pays for",
        146,
        (
            Step("The receipt is scanned again.", lambda guide: guide.scan_receipt("cash")),
            Step("The other bottle comes back.", _shampoo_back),
            Step("A pan is not on the receipt, so it goes home new.", _something_dearer,
                 "exchange-customer-pays"),
            Step("Shift+F12: the customer would rather pay by card.", _by_card),
            Step("F12 asks for it: the terminal shows a code.", _pay, "exchange-terminal"),
            Step("The code is typed, F12: one slip shows both.", _approval_code, "exchange-paid"),
            Step("Return: the next customer.", _next),
        ),
        posts=2,
    ),
    Flow(
        "returns",
        "Part of a promotion",
        147,
        (
            Step("Three bottles were sold for the price of two.",
                 lambda guide: guide.scan_receipt("promotion")),
            Step("One comes back: priced anew nothing goes back, and both ways are shown.",
                 _shampoo_back, "promotion-priced-anew"),
            Step("A second one comes back, too.", lambda guide: guide.scan(SHAMPOO),
                 "promotion-two-back"),
            Step("The return is given up.", _give_up),
        ),
    ),
)  # fmt: skip
