"""The tour's flow of the Morning Book: where it stands, and what is not there yet."""

from __future__ import annotations

from typing import Final

from counter_app.ui.tour import Flow, Step

STEPS: Final = (
    Flow(
        "reconciliation",
        "Read the Morning Book",
        950,
        (
            Step("F10 and B show the Morning Books; the night makes one for each day.",
                 lambda guide: guide.press("F10", "B"), "morning-books"),
        ),
    ),
)  # fmt: skip
