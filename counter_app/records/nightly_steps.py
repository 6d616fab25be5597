"""What the nightly run of a date has finished, so that the next goes on where one was cut off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Column, Connection, Integer, String, Table, delete, insert, select

from counter_app.storage.base import METADATA
from counter_app.storage.types import DateType, JsonType, StampType

nightly_steps: Final = Table(
    "nightly_steps",
    METADATA,
    Column("business_date", DateType, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("step", String(20), primary_key=True),
    Column("state", String(10), nullable=False),  # done | failed
    Column("detail", JsonType, nullable=False),
    Column("finished_at", StampType, nullable=False),
)


@dataclass(frozen=True, slots=True)
class FinishedStep:
    """One step of one run: done or failed, and what it left for later ones."""

    state: str
    detail: Any


def steps_of(connection: Connection, day: date, edition: int) -> dict[str, FinishedStep]:
    """What was finished for an edition, by step."""
    rows = connection.execute(
        select(nightly_steps).where(
            nightly_steps.c.business_date == day, nightly_steps.c.edition == edition
        )
    )
    return {r.step: FinishedStep(r.state, r.detail) for r in rows}


def finish_step(
    connection: Connection, day: date, edition: int, step: str, detail: Any, at: datetime,
    *, failed: bool = False,
) -> None:  # fmt: skip
    """Note that a step is done, or that it failed and must be tried again."""
    key = (
        (nightly_steps.c.business_date == day)
        & (nightly_steps.c.edition == edition)
        & (nightly_steps.c.step == step)
    )
    connection.execute(delete(nightly_steps).where(key))
    connection.execute(
        insert(nightly_steps).values(
            business_date=day,
            edition=edition,
            step=step,
            state="failed" if failed else "done",
            detail=detail,
            finished_at=at,
        )
    )
