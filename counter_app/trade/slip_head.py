"""The head that all slips of goods and money share: the store, and where, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from counter_app.codes.own_code import OwnCode
from counter_app.core.document import BOLD, Block, Rule
from counter_app.core.store import Store
from counter_app.core.words import Words
from counter_app.documents.standard import store_header, two_sides

GROUPS: Final = (2, 4, 2, 6, 4)
"""How a slip's own code is grouped for people to read."""


@dataclass(frozen=True, slots=True)
class Place:
    """The store, and at which desk, in which till and by whom."""

    store: Store
    desk: str
    till: int | None
    operator: str


@dataclass(frozen=True, slots=True)
class Head:
    """What every slip says first: where and by whom it was made, when, and its own number."""

    place: Place
    at: datetime
    number: int
    code: OwnCode


def slip_header(head: Head, title: str, receipt: str, words: Words) -> tuple[Block, ...]:
    """Store, title and time, desk and operator, and at the right what the slip is about."""
    made = title_row(head, title, words)
    return (*store_rows(head.place.store, words), made, *place_rows(head.place, receipt, words))


def store_rows(store: Store, words: Words) -> tuple[Block, ...]:
    """Whose paper it is."""
    first = store.address[0] if store.address else ""
    number = store.number.lstrip("0") or "0"
    where = words.say("Store {number}, {address}", number=number, address=first).rstrip(", ")
    under = [where, *store.address[1:]]
    if store.phone:
        under.append(words.say("Returns desk {phone}", phone=store.phone))
    return store_header(store.name.upper(), under)


def title_row(head: Head, title: str, words: Words) -> Block:
    """What paper it is, and when it was made."""
    return two_sides(title, words.stamp(head.at), BOLD)


def place_rows(place: Place, receipt: str, words: Words) -> tuple[Block, ...]:
    """Where and by whom it was made, at the right what it is about, and a line below."""
    if place.till is None:
        where = words.say("{desk}, {operator}", desk=place.desk, operator=place.operator)
    else:
        where = words.say(
            "{desk}, till {till}, {operator}",
            desk=place.desk,
            till=place.till,
            operator=place.operator,
        )
    return (two_sides(where, receipt), Rule())


def own_store(number: str) -> int:
    """A store's number as the four digits of a slip's barcode."""
    return _digits(number) % 10_000


def own_station(name: str) -> int:
    """A station's name as the two digits of a slip's barcode."""
    return _digits(name) % 100


@lru_cache(maxsize=32)
def _digits(text: str) -> int:
    return int("".join(c for c in text if c.isascii() and c.isdigit()) or "0")
