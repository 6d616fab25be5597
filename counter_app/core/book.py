"""The Morning Book as data: sections of typed columns and rows, charts, and what to look at first.

Every task may add sections (`Task.morning_book`); paper, screen, CSV and JSON draw them alike.
Words are already in the store's language; amounts, counts and times stay values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import isqrt
from typing import Final, TypeAlias

from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import Quantity

Cell: TypeAlias = str | int | Money | Quantity | date | datetime | None
"""A value in a table; None is shown as a dash."""

MAX_STRANGENESS: Final = 100


class Unit(StrEnum):
    """What a column holds: decides how its values are written and on which side they stand."""

    TEXT = "text"
    MONEY = "money"
    COUNT = "count"
    QUANTITY = "quantity"
    DAY = "day"
    TIME = "time"


class Tone(StrEnum):
    """How a row or a figure stands out: as usual, faded (nothing happened), or to be looked at."""

    PLAIN = "plain"
    QUIET = "quiet"
    ALERT = "alert"


class EvidenceKind(StrEnum):
    """What can be opened to see for oneself."""

    TRANSACTION = "transaction"
    TILL_SESSION = "till_session"
    RECEIPT = "receipt"
    OPERATOR = "operator"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where to look: an id of the books, or the key of a section of the same Book."""

    kind: EvidenceKind
    id: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `signed` writes a plus before gains (over/short), `strong` sets it in bold.

    Numbers stand right by themselves; `right` sets words there, too.
    """

    title: str
    unit: Unit = Unit.TEXT
    strong: bool = False
    signed: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for every column, and what proves it."""

    cells: tuple[Cell, ...]
    tone: Tone = Tone.PLAIN
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something to look at: what, why, how much money is in it and how strange it is (1 to 100).

    `amount` keeps its sign for showing; `count` stands in its place where there is no money.
    """

    code: str
    title: str
    why: str
    strangeness: int
    amount: Money | None = None
    count: int | None = None
    evidence: Evidence | None = None
    section: str = ""

    def __post_init__(self) -> None:
        assert 1 <= self.strangeness <= MAX_STRANGENESS, self.code

    @property
    def weight(self) -> int:
        """Money × strangeness: strangeness by the root of the amount, at least that of 1.00.

        The root keeps one large, ordinary sum from burying many small, strange ones.
        """
        return self.strangeness * isqrt(max(abs((self.amount or ZERO).minor), 100))


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the Book; without rows `empty` says that nothing happened.

    `order` places it (tills 100, money 200, goods back 300, people 400, owed 500, the rest 600 on);
    `starts_page` begins a page of its own; `totals` has a cell for every column.
    """

    key: str
    title: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    note: str = ""
    totals: tuple[Cell, ...] | None = None
    empty: str = ""
    order: int = 600
    starts_page: bool = False
    oddities: tuple[Oddity, ...] = ()

    def __post_init__(self) -> None:
        width = len(self.columns)
        assert all(len(row.cells) == width for row in self.rows), self.key
        assert self.totals is None or len(self.totals) == width, self.key


@dataclass(frozen=True, slots=True)
class Trend:
    """One bar a day, oldest first; None is a day without figures, `limit` draws dashed lines."""

    key: str
    title: str
    days: tuple[tuple[date, Money | None], ...]
    note: str = ""
    limit: Money | None = None
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the day's few figures at the top of the first page."""

    title: str
    value: Cell
    note: str = ""
    tone: Tone = Tone.PLAIN
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of the sentence that says how the day went."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """Where a station's chain stood at the end of the day: how many records, and the last mac."""

    station: str
    count: int
    mac: str


@dataclass(frozen=True, slots=True)
class Book:
    """A whole Morning Book of one business date, before it is sealed."""

    store: str
    store_title: str
    business_date: date
    language: str
    currency: str
    exponent: int
    zone: str
    headline: tuple[Run, ...] = ()
    tiles: tuple[Tile, ...] = ()
    sections: tuple[Section, ...] = ()
    trends: tuple[Trend, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    heads: tuple[Head, ...] = ()

    def section(self, key: str) -> Section | None:
        """The section of a key, if the Book has one."""
        return next((s for s in self.sections if s.key == key), None)


def ranked(oddities: tuple[Oddity, ...]) -> tuple[Oddity, ...]:
    """Heaviest first; what weighs the same stays in order of code and title, so never by chance."""
    return tuple(sorted(oddities, key=lambda o: (-o.weight, o.code, o.title, o.why)))
