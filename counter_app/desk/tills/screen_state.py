"""What the till screen is at, as one value: every change of it is shown anew."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from counter_app.core.approval import Finding
from counter_app.core.money import Money
from counter_app.desk.tills.draft import CountDraft, Occasion
from counter_app.desk.tills.screen_action import MoveInput
from counter_app.desk.tills.screen_list import Listing
from counter_app.desk.tills.screen_paper import Paper
from counter_app.desk.tills.service import Settled, TillChoice, TillState

NOTHING_KNOWN: Final = TillState(None)


class Mode(Enum):
    """What the screen is at."""

    WAIT = "wait"
    OPEN = "open"
    OVERVIEW = "overview"
    COUNT = "count"
    REASON = "reason"
    DONE = "done"
    MOVE = "move"
    LIST = "list"
    PAPER = "paper"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class TillWork:
    """Everything the screen shows; nothing in it tells what a till should hold.

    `again`: a spot count did not match, and is made once more.
    """

    mode: Mode = Mode.WAIT
    state: TillState = NOTHING_KNOWN
    till_id: int | None = None
    opening_float: Money | None = None
    count: CountDraft | None = None
    finding: Finding | None = None
    settled: Settled | None = None
    moving: MoveInput | None = None
    listing: Listing | None = None
    paper: Paper | None = None
    again: bool = False

    @property
    def free_tills(self) -> tuple[int, ...]:
        """Tills that could be opened."""
        return tuple(till.id for till in self.state.tills if till.free)

    @property
    def chosen(self) -> TillChoice | None:
        """The till that was picked to be opened."""
        return next((till for till in self.state.tills if till.id == self.till_id), None)

    @property
    def opens(self) -> bool:
        """Whether what is counted is the float of a till that is being opened."""
        return self.count is not None and self.count.occasion is Occasion.OPENING

    @property
    def has_figures(self) -> bool:
        """Whether anything was counted so far."""
        return (
            self.count is not None
            and not self.opens
            and (bool(self.count.pieces) or self.count.total_only is not None)
        )
