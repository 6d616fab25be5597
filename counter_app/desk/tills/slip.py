"""What a till prints: that it was opened with so much, and how it was settled.

Sums stand in one column; all words come in the language of who signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from counter_app.core.document import BOLD, Block, Cut, Document, Feed, Rule, Text
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.core.store import Store, TillSession
from counter_app.core.words import Words
from counter_app.documents.standard import (
    amount_row,
    signature_lines,
    store_header,
    total_row,
    two_sides,
)

MAX_ROWS = 30
"""No currency has more notes and coins."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Everything a settlement slip says; `chain` is (count, head) before this transaction."""

    station: str
    operator: Operator
    session: TillSession
    counted: Money
    difference: Money
    number: int
    at: datetime
    chain: tuple[int, str]
    opened_by: str = ""
    pieces: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    approver: str = ""


def opening_slip(
    store: Store,
    station_title: str,
    operator: Operator,
    session: TillSession,
    amount: Money,
    number: int,
    at: datetime,
    words: Words,
) -> Document:
    """The slip that stays in the drawer with the float."""
    title = words.say("TILL OPENED {number}", number=f"{number:04d}")
    blocks: tuple[Block, ...] = (
        *_header(store, title, at, words),
        _where(station_title, session, operator, words),
        Rule(),
        Text(words.say("This float came from the safe and belongs to the till.")),
        *total_row(words.say("FLOAT"), words.figure(amount)),
        Text(words.say("Keep this slip in the drawer.")),
        *signature_lines((operator.name,)),
        Cut(),
    )
    return Document(blocks, "till_opening", title, words.language)


def settlement_slip(store: Store, settlement: Settlement, words: Words) -> Document:
    """The slip of a counted till; it carries the anchor of the books."""
    title = words.say("TILL SETTLED {number}", number=f"{settlement.number:04d}")
    session = settlement.session
    blocks: tuple[Block, ...] = (
        *_header(store, title, settlement.at, words),
        _where(settlement.station, session, settlement.operator, words),
        two_sides(words.say("Opened"), words.stamp(store.calendar.local(session.opened_at))),
        *_opened_by(settlement, words),
        Rule(),
        *_pieces(settlement, words),
        amount_row(words.say("Cash counted"), words.figure(settlement.counted)),
        amount_row(_variance(settlement.difference, words), words.figure(settlement.difference)),
        *total_row(words.say("TO SAFE"), words.figure(settlement.counted)),
        *_why(settlement, words),
        *_books(settlement.chain, words),
        *signature_lines((settlement.operator.name, words.say("Witness"))),
        Cut(),
    )
    return Document(blocks, "till_settlement", title, words.language)


def _header(store: Store, title: str, at: datetime, words: Words) -> Iterator[Block]:
    first = store.address[0] if store.address else ""
    number = store.number.lstrip("0") or "0"
    place = words.say("Store {number}, {address}", number=number, address=first).rstrip(", ")
    under = [place, *store.address[1:]]
    if store.phone:
        under.append(words.say("Returns desk {phone}", phone=store.phone))
    yield from store_header(store.name.upper(), under)
    yield two_sides(title, words.stamp(store.calendar.local(at)), BOLD)


def _where(station: str, session: TillSession, operator: Operator, words: Words) -> Block:
    place = words.say("{station}, till {till}", station=station, till=session.till_id)
    return two_sides(place, operator.short_name)


def _opened_by(settlement: Settlement, words: Words) -> Iterator[Block]:
    if settlement.opened_by and settlement.opened_by != settlement.operator.name:
        yield two_sides(words.say("Opened by"), settlement.opened_by)


def _pieces(settlement: Settlement, words: Words) -> Iterator[Block]:
    """What lay in the drawer, piece by piece; nothing where only a total was counted."""
    counted = sorted(
        ((int(key.partition(":")[2]), key.startswith("note:"), n))
        for key, n in settlement.pieces.items()
        if n
    )
    noted = {worth for worth, note, _ in counted if note}
    for worth, note, count in reversed(counted[-MAX_ROWS:]):
        figure = words.figure(Money(worth))
        label = f"{count} x {figure}"
        if worth in noted and not note:
            label = words.say("{pieces} in coins", pieces=label)
        yield amount_row(label, words.figure(Money(worth) * count))
    if counted:
        yield Rule()


def _variance(difference: Money, words: Words) -> str:
    if difference > Money(0):
        return words.say("Variance, over")
    return words.say("Variance, short") if difference else words.say("Variance")


def _why(settlement: Settlement, words: Words) -> Iterator[Block]:
    if settlement.reason:
        yield Text(words.say("Reason: {reason}", reason=words.term(settlement.reason)))
    if settlement.approver:
        yield Text(words.say("Approved by {name}", name=settlement.approver))


def _books(chain: tuple[int, str], words: Words) -> Iterator[Block]:
    count, head = chain
    yield Feed()
    yield Text(words.say("Books before this slip: {count} entries", count=count))
    if head:
        yield Text(grouped_head(head))


def grouped_head(head: str) -> str:
    """The first half of a chain's head in groups that can be compared by eye."""
    return " ".join(head[i : i + 8] for i in range(0, 32, 8))
