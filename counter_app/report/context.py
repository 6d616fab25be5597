"""What every section of the Book is made from: one snapshot, one date, the store's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy import select

from counter_app.core.book import Section
from counter_app.core.words import Words
from counter_app.records.day_ledger import DayLedger, day_ledger
from counter_app.records.day_tills import DaySession, day_sessions
from counter_app.records.operators import operators
from counter_app.records.stores import stations
from counter_app.records.work import Work

SectionMaker: TypeAlias = Callable[[Work, date, Words], Sequence[Section]]
"""What `Task.morning_book` names: (a look that cannot write, business date, the store's words) to
the task's sections. It reads records of that date only, so that a later run says the same; `work`
stands at the station of the run, so its own till and operator are not asked for."""


@dataclass(frozen=True)
class BookContext:
    """One day as all sections see it; read once."""

    work: Work
    day: date
    words: Words
    ledger: DayLedger
    sessions: tuple[DaySession, ...]
    people: dict[int, str] = field(default_factory=dict)
    stations: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, work: Work, day: date, words: Words) -> BookContext:
        """Everything of one business date that more than one section needs."""
        c = work.connection
        names = c.execute(select(operators.c.id, operators.c.name))
        titles = c.execute(select(stations.c.name, stations.c.title))
        return cls(
            work,
            day,
            words,
            day_ledger(c, day),
            tuple(s for s in day_sessions(c, day) if s.was_used(day)),
            {row.id: row.name for row in names},
            {row.name: row.title for row in titles},
        )

    def person(self, operator_id: int | None) -> str:
        """A name, or nothing."""
        return "" if operator_id is None else self.people.get(operator_id, str(operator_id))

    def station(self, name: str) -> str:
        """A station's title."""
        return self.stations.get(name, name)

    def local(self, at: datetime) -> datetime:
        """An instant on the store's wall clock."""
        return self.work.store.calendar.local(at)

    def span(self) -> tuple[datetime, datetime]:
        """The business day's first instant and the first of the next one."""
        return day_span(self.work, self.day), day_span(self.work, self.day + timedelta(days=1))


def day_span(work: Work, day: date) -> datetime:
    """The instant a business date begins; on a day of two clocks, the first of them."""
    calendar = work.store.calendar
    return datetime.combine(day, time(calendar.roll_hour), ZoneInfo(calendar.zone))


def short_names(names: Sequence[str]) -> str:
    """``Maria Alvarez``, or ``Maria A., Sam B.`` for several."""
    if len(names) == 1:
        return names[0]
    return ", ".join(_short(name) for name in names)


def _short(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{first} {rest[:1]}." if rest else first
