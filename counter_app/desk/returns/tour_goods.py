"""The tour's flow of the lists of goods that came back."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Guide, Step


def _open(guide: Guide) -> None:
    guide.press("F10", "R")


STEPS: Final = (
    Flow(
        "returns",
        "Where returned goods go",
        179,
        (
            Step("F10 and R show what came back today, by where it goes.", _open, "goods-back"),
            Step("2 shows one of the lists.", lambda guide: guide.press("2"), "goods-list"),
            Step("F12 prints it for who puts the goods away.",
                 lambda guide: guide.press("F12"), "goods-printed"),
            Step("Esc: home.", lambda guide: guide.press("Esc")),
        ),
        posts=1,
    ),
)  # fmt: skip
