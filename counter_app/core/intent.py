"""Going from one task to another: the shell opens it, the tasks never import each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intent:
    """Open `task`, about this receipt, customer, case or draft (ids; all optional).

    `door` is the key of one of the task's doors.
    """

    task: str
    receipt_id: str | None = None
    customer_id: str | None = None
    case_id: str | None = None
    draft_id: str | None = None
    door: str = ""
