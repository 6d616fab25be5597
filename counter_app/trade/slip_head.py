"""The head that all slips of goods and money share: the store, and where, when and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from counter_app.codes.own_code import OwnCode
from counter_app.core.document import BOLD, Block, Rule
from counter_app.core.words import Words
from counter_app.documents.standard import store_header, two_sides

GROUPS: Final = (2, 4, 2, 6, 4)
"""How a slip's own code is grouped for people to read."""


@dataclass(frozen=True, slots=True)
class Head:
    """What every slip says first: the store, and where, when and by whom it was made."""

    store_name: str
    store_number: str
    address: tuple[str, ...]
    phone: str
    desk: str
    till: int | None
    operator: str
    at: datetime
    number: int
    code: OwnCode


def slip_header(head: Head, title: str, receipt: str, words: Words) -> Iterator[Block]:
    """Store, title and time, desk and operator, and at the right what the slip is about."""
    store = words.say(
        "Store {number}, {address}",
        number=head.store_number.lstrip("0") or "0",
        address=head.address[0] if head.address else "",
    ).rstrip(", ")
    under = [store, *head.address[1:]]
    if head.phone:
        under.append(words.say("Returns desk {phone}", phone=head.phone))
    yield from store_header(head.store_name.upper(), under)
    yield two_sides(title, words.stamp(head.at), BOLD)
    if head.till is None:
        where = words.say("{desk}, {operator}", desk=head.desk, operator=head.operator)
    else:
        where = words.say(
            "{desk}, till {till}, {operator}",
            desk=head.desk,
            till=head.till,
            operator=head.operator,
        )
    yield two_sides(where, receipt)
    yield Rule()


def own_store(number: str) -> int:
    """A store's number as the four digits of a slip's barcode."""
    return _digits(number) % 10_000


def own_station(name: str) -> int:
    """A station's name as the two digits of a slip's barcode."""
    return _digits(name) % 100


@lru_cache(maxsize=32)
def _digits(text: str) -> int:
    return int("".join(c for c in text if c.isascii() and c.isdigit()) or "0")
