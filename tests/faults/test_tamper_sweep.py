"""Every column of every table changed by somebody who has the database and not the keys.

`docs/verify.md` says what is seen and what is not; what is not is listed here, and nothing else may
go unnoticed. Minutes: every change is followed by a whole `verify`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from sqlalchemy import Connection, MetaData, Table, bindparam, column, select, table, update
from sqlalchemy.exc import DBAPIError

from counter_app.cli.verify_command import task_checks
from counter_app.core.clock import FrozenClock
from counter_app.records.verify import verify_store
from counter_app.station import Station
from tests.days.everything import EveryKind
from tests.days.trading import FIRST
from tests.records.tampering import tamper

pytestmark = pytest.mark.faults

UNSEEN: Final = {
    "alembic_version": "*",
    "approval_requests": "*",
    "audit_events": "*",
    "cash_movements": "id kind state target pieces bag seal party reference reason note witness_id"
    " received resolved_by resolved_at resolved_transaction source",
    "customers": "*",
    "decisions": "id outcome status findings request decided_at request_id approver_id operator_id"
    " request_digest policy_version task",  # of those that led to no posting
    "drafts": "*",
    "items": "*",
    "nightly_steps": "*",
    "payment_attempts": "*",
    "persons": "*",
    "print_jobs": "*",
    "recalls": "*",
    "receipt_discounts": "number description basket_wide",
    "receipt_lines": "department unit weighed unit_price food_stampable source_sequence reason"
    " link_store link_workstation link_date link_sequence link_line",
    "receipt_taxes": "number name taxable",
    "receipt_tenders": "id number card_type authorization reference source_type",
    "receipts": "barcode ended_at operator customer_ref provisional source source_digest flags"
    " extra version imported_at",
    "shelf_tag_tasks": "*",
    "stations": "name title enrolled_at in_use_by",
    "stores": "number name phone exponent zone roll_hour locale mode created_at address",
    "till_sessions": "business_date state opened_by opened_at closed_by closed_at previous_id kind"
    " drawer operator_id carried tag seal workstation cashier changed_at z_number till_id",
    "tills": "*",
}
"""Table to columns of which a changed value can go unnoticed."""
ROWS: Final = 2
"""Rows of each table whose values are changed: the first and the last."""


def others(value: Any) -> Iterator[Any]:
    """Other values of the same kind, and some that no program writes."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
        yield -value - 5
        yield 2**63 - 1
    elif isinstance(value, str) and value:
        if value[0] not in "[{":  # blanks beside JSON say nothing
            yield value + " "
        yield value.swapcase()
        yield ("0" if value[0] != "0" else "1") + value[1:]
        yield ""
        yield "[5"
    elif value is None:
        yield 1
    if value is not None:
        yield None


def test_only_what_is_listed_can_be_changed_unnoticed(station: Station, clock: FrozenClock) -> None:
    trading = EveryKind(station, clock, 1)
    trading.everything(FIRST)
    trading.settle_anchors()
    unnoticed: set[str] = set()
    tables = MetaData()
    with station.database.read() as connection:
        tables.reflect(connection)
    for found in tables.sorted_tables:
        for name, was, value, key in list(cells(station, found)):
            if value == was or not put(station, found, key, name, value):
                continue
            report = verify_store(station.database, station.home, station.keys, task_checks())
            if report.clean:
                unnoticed.add(f"{found.name}.{name}")
            for problem in report.problems:
                problem.text.encode()
            back = key | ({name: value} if name in key else {})
            assert put(station, found, back, name, was)
    listed = {f"{t}.{c}" for t, names in UNSEEN.items() for c in names.split()}
    whole = {t for t, names in UNSEEN.items() if names == "*"}
    assert {c for c in unnoticed if c.partition(".")[0] not in whole} - listed == set()
    assert verify_store(station.database, station.home, station.keys, task_checks()).clean


def cells(station: Station, found: Table) -> Iterator[tuple[str, Any, Any, dict[str, Any]]]:
    """Column, stored value, another one and the row's key, for some rows of a table."""
    if UNSEEN.get(found.name) == "*" and found.name != "payment_attempts":
        return
    with station.database.read() as connection:
        rows = [dict(r) for r in connection.execute(select(plain(found))).mappings()]
    for row in rows[:1] + rows[1:][-ROWS + 1 :]:
        key = {c.name: row[c.name] for c in found.primary_key}
        for name, was in row.items():
            for value in others(was):
                yield name, was, value, key


def plain(found: Table) -> Any:
    """The table without types: values go in and come out as they are stored."""
    return table(found.name, *(column(c.name) for c in found.columns))


def put(station: Station, found: Table, key: dict[str, Any], name: str, value: Any) -> bool:
    """Write one value into one row; False where the database itself refuses it."""
    rows = plain(found)
    change = update(rows).where(*(rows.c[k] == bindparam(f"key_{k}") for k in key))
    values = {f"key_{k}": v for k, v in key.items()} | {"value": value}

    def write(connection: Connection) -> None:
        connection.execute(change.values({name: bindparam("value")}), values)

    try:
        tamper(station, write)
    except DBAPIError:
        return False
    return True
