"""What a till prints: that it was opened with so much, and how it was settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter_app.core.document import Block, Cut, Document, Rule, Text
from counter_app.core.money import Money, plain
from counter_app.core.operator import Operator
from counter_app.core.store import Store, TillSession
from counter_app.documents.standard import (
    amount_row,
    signature_lines,
    store_header,
    total_row,
    two_sides,
)


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


def opening_slip(
    store: Store,
    station_title: str,
    operator: Operator,
    session: TillSession,
    amount: Money,
    number: int,
    at: datetime,
) -> Document:
    """The slip that stays in the drawer with the float."""
    blocks: tuple[Block, ...] = (
        *store_header(store.name, _address(store)),
        two_sides(f"TILL OPENED {number:04d}", _stamp(store, at)),
        two_sides(f"{station_title}, till {session.till_id}", operator.short_name),
        *total_row("FLOAT", plain(amount, store.currency)),
        *signature_lines((operator.name,)),
        Cut(),
    )
    return Document(blocks, "till_opening", "Till opened", operator.language)


def settlement_slip(store: Store, settlement: Settlement) -> Document:
    """The slip of a counted till; it carries the anchor of the books."""
    count, head = settlement.chain
    currency = store.currency
    blocks: tuple[Block, ...] = (
        *store_header(store.name, _address(store)),
        two_sides(f"TILL SETTLED {settlement.number:04d}", _stamp(store, settlement.at)),
        two_sides(
            f"Station {settlement.station}, till {settlement.session.till_id}",
            settlement.operator.short_name,
        ),
        two_sides("Opened", _stamp(store, settlement.session.opened_at)),
        Rule(),
        amount_row("Cash counted", plain(settlement.counted, currency)),
        amount_row("Variance", plain(settlement.difference, currency)),
        *total_row("TO SAFE", plain(settlement.counted, currency)),
        Text(f"Books before this: {count} entries"),
        Text(" ".join(head[i : i + 8] for i in range(0, 32, 8)) if head else "none yet"),
        *signature_lines((settlement.operator.name, "Witness")),
        Cut(),
    )
    return Document(blocks, "till_settlement", "Till settled", settlement.operator.language)


def _address(store: Store) -> tuple[str, ...]:
    return (f"Store {store.number}, {', '.join(store.address)}", store.phone)


def _stamp(store: Store, at: datetime) -> str:
    local = store.calendar.local(at)
    return f"{local:%Y-%m-%d} {local:%H:%M}"
