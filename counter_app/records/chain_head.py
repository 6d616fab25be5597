"""Where a station's chain stands in the database, and whether it goes on from an anchor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, column, func, select, table

from counter_app.records.anchor import Anchor
from counter_app.records.stores import stations
from counter_app.storage.types import DateType, damaged

if TYPE_CHECKING:
    from counter_app.core.book import Head

RESTORED: Final = "restored"
"""The reason of the authenticated record that restoring a backup appends to each chain."""

_transactions: Final = table(
    "transactions",
    column("station"),
    column("business_date", DateType),
    column("chain_position"),
    column("mac"),
    column("kind"),
    column("reason"),
    column("note"),
)
"""What is read here of the journal, whose whole tables no start of a desk has to wait for."""


def chain_head(connection: Connection, station: str) -> Anchor | None:
    """Count and head as the station's row has them; None if it was never enrolled."""
    row = connection.execute(
        select(stations.c.chain_count, stations.c.chain_head).where(stations.c.name == station)
    ).first()
    if row is None:
        return None
    if type(row.chain_count) is not int:
        raise damaged()
    return Anchor(station, row.chain_count, str(row.chain_head))


def continues(connection: Connection, anchor: Anchor | None, stored: Anchor) -> bool:
    """True if the stored chain contains the anchor's transaction (it may have grown since).

    Or if a restored record says that it replaced a chain with the anchor's head. A chain that has
    begun must have an anchor: losing the file must not be a way round it.
    """
    if anchor is None:
        return stored.count == 0
    if anchor.count == 0:
        return anchor.head == ""
    t = _transactions.c
    of_station = t.station == anchor.station
    row = connection.execute(
        select(t.mac).where(of_station, t.chain_position == anchor.count)
    ).first()
    if row is not None and row.mac == anchor.head:
        return True
    from counter_app.core.transaction import Kind

    restored = select(t.note).where(of_station, t.kind == Kind.CONTROL.value, t.reason == RESTORED)
    return any(anchor.head in str(row.note).split() for row in connection.execute(restored))


def heads_on(connection: Connection, day: date) -> tuple[Head, ...]:
    """Where each station's chain stood when its last record of a business date, or before, came.

    Records of later dates may stand between those of a till that closed late; they come after.
    """
    from counter_app.core.book import Head

    t = _transactions.c
    last = (
        select(t.station, func.max(t.chain_position).label("position"))
        .where(t.business_date <= day)
        .group_by(t.station)
        .subquery()
    )
    rows = connection.execute(
        select(t.station, t.chain_position, t.mac)
        .join_from(
            _transactions,
            last,
            (t.station == last.c.station) & (t.chain_position == last.c.position),
        )
        .order_by(t.station)
    )
    return tuple(Head(r.station, int(r.chain_position), str(r.mac)) for r in rows)
