"""What a date's returns did to loyalty points, as CSV for whoever keeps the accounts.

One row for each return or price correction that changed points, and one the other way for each
void. `change` is the same however often a date is exported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from counter_app.core.transaction import Kind
from counter_app.export.day_csv import DayFile, write_rows
from counter_app.records.decisions import posted_request
from counter_app.records.journal_tables import transactions
from counter_app.records.receipts import receipts
from counter_app.records.work import Work

HEAD: Final = ("change", "account", "taken_back", "given_back", "net", "receipt", "at", "slip")
_KINDS: Final = (Kind.RETURN.value, Kind.PRICE_CORRECTION.value, Kind.VOID.value)


def write_points(work: Work, day: date) -> DayFile:
    """The changes of one business date."""
    return write_rows(HEAD, _rows(work, day))


def _rows(work: Work, day: date) -> Iterator[tuple[object, ...]]:
    t = transactions.c
    found = work.connection.execute(
        select(transactions, receipts.c.receipt_number)
        .outerjoin(receipts, receipts.c.id == t.receipt_id)
        .where(t.business_date == day, t.kind.in_(_KINDS))
        .order_by(t.station, t.number)
    )
    for x in found:
        points = _points(work, x.reverses or x.id)
        taken, given = int(points.get("taken_back", 0)), int(points.get("given_back", 0))
        if not taken and not given:
            continue
        if x.reverses:
            taken, given = -taken, -given
        yield (
            x.id,
            str(points.get("account", "")),
            taken,
            given,
            given - taken,
            x.receipt_number,
            x.occurred_at.isoformat(timespec="seconds"),
            f"{x.station}-{x.business_date:%Y%m%d}-{x.number:04d}",
        )


def _points(work: Work, transaction_id: str) -> Mapping[str, Any]:
    """What was decided about points when a return was posted."""
    posted = posted_request(work.connection, transaction_id)
    found = posted.request.get("points") if posted is not None else None
    return found if isinstance(found, dict) else {}
