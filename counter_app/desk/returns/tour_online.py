"""The tour's flow of an online order that is brought to the desk."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step

PAN, SHIRT = "078742229874", "193608223459"
DAMAGED, WRONG_ITEM = "3", "4"


def _type_number(guide: Guide) -> None:
    guide.press("F2")
    guide.write("W20411")
    guide.press("Return")


def _pan(guide: Guide) -> None:
    guide.scan(PAN)
    guide.press(DAMAGED)


def _shirt(guide: Guide) -> None:
    guide.scan(SHIRT)
    guide.press(WRONG_ITEM)


STEPS: Final = (
    Flow(
        "returns",
        "An online order",
        178,
        (
            Step("F2, and the order’s number is typed: what was short or sent instead is told.",
                 _type_number, "online-order"),
            Step("The pan came broken: its share of the delivery goes back with it.",
                 _pan, "online-delivery-share"),
            Step("The shirt was sent instead of another: no fee.", _shirt, "online-sent-instead"),
            Step("F12: the web shop gives the money back, no terminal and no drawer.",
                 lambda guide: guide.press("F12"), "online-done"),
            Step("Return: the next customer.", lambda guide: guide.press("Return")),
        ),
        posts=1,
    ),
)  # fmt: skip
