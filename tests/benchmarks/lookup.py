"""Looking up a receipt by what its barcode says, among a million and among ten thousand."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.ids import new_id
from counter_app.records.receipts import find_receipts
from counter_app.records.returned import returned_so_far
from counter_app.station import Station
from counter_app.storage.types import stamp
from tests.stores import NOON, build_store

FEW: Final = 10_000
MANY: Final = 1_000_000
BAR: Final = 1.15
BLOCKS: Final = 30
PER_BLOCK: Final = 60
LINES: Final = 2
_CHUNK: Final = 20_000
_DAYS: Final = 90
_SQL: Final = {
    "receipts": "INSERT INTO receipts (id, store, workstation, business_date, sequence,"
    " receipt_number, barcode, ended_at, operator, customer_ref, currency, status, provisional,"
    " total_paid, source, source_digest, content_digest, flags, extra, version, imported_at)"
    " VALUES (?,'0012',?,?,?,?,?,?,'1001','','USD','finished',0,?,'bench','','','[]','{}',1,?)",
    "receipt_lines": "INSERT INTO receipt_lines (id, receipt_id, number, direction, item_code,"
    " description, department, quantity, unit, weighed, unit_price, gross, net, food_stampable,"
    " serial, reason, sold_on, selling_price)"
    " VALUES (?,?,?,'sold',?,'Soap','','1000','EA',0,499,499,499,0,'','',?,499)",
    "receipt_taxes": "INSERT INTO receipt_taxes (line_id, number, authority, name, rate_ppm,"
    " amount, taxable, included) VALUES (?,1,'TX','Sales tax',82500,41,499,0)",
    "receipt_tenders": "INSERT INTO receipt_tenders (id, receipt_id, number, tender, amount,"
    ' masked, card_type, "authorization", reference, source_type)'
    " VALUES (?,?,1,'cash',1080,'','','','','')",
}


def run(few_receipts: int = FEW, many_receipts: int = MANY) -> dict[str, object]:
    """Median times in microseconds and their ratio, in turns on both stores."""
    with tempfile.TemporaryDirectory() as room, ExitStack() as stack:
        few = stack.enter_context(closing(_store(Path(room) / "few", few_receipts)))
        many = stack.enter_context(closing(_store(Path(room) / "many", many_receipts)))
        chance = random.Random(20261121)
        times: dict[str, list[float]] = {"few": [], "many": []}
        for block in range(BLOCKS + 1):
            for name, station, count in (
                ("few", few, few_receipts),
                ("many", many, many_receipts),
            ):
                wanted = [chance.randrange(count) for _ in range(PER_BLOCK)]
                for number in wanted:  # the disk's own cache is not what is measured
                    _look_up(station, number)
                begun = time.process_time_ns()
                for number in wanted:
                    _look_up(station, number)
                if block:
                    times[name].append((time.process_time_ns() - begun) / 1e3 / PER_BLOCK)
        plans = _plans(many)
    few_us, many_us = statistics.median(times["few"]), statistics.median(times["many"])
    ratio = many_us / few_us
    return {
        "ten_thousand_us": round(few_us, 1),
        "a_million_us": round(many_us, 1),
        "ratio": round(ratio, 3),
        "bar": BAR,
        "scans": plans,
        "passed": ratio <= BAR and not plans,
    }


def _look_up(station: Station, number: int) -> None:
    """What a scan does: find the receipt, read it whole, and sum what came back of it."""
    with station.look() as work:
        (receipt,) = find_receipts(work.connection, _barcode(number))
        assert receipt.key.sequence == number
        returned_so_far(work.connection, receipt)


def _barcode(number: int) -> str:
    return f"99{number:012d}"


def _store(folder: Path, count: int) -> Station:
    build_store(folder, folder)
    connection = dbapi2.connect(str(folder / "store.db"), isolation_level=None)
    with closing(connection):
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=OFF")
        for start in range(0, count, _CHUNK):
            connection.execute("BEGIN")
            for table, rows in _rows(range(start, min(count, start + _CHUNK))).items():
                connection.executemany(_SQL[table], rows)
            connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return open_station(folder, folder, "D01", FrozenClock(NOON))


def _rows(numbers: range) -> dict[str, list[tuple[Any, ...]]]:
    made: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _SQL}
    for number in numbers:
        receipt, ended = new_id(), NOON - timedelta(days=number % _DAYS, seconds=number % 40_000)
        day = (date(2026, 11, 20) - timedelta(days=number % _DAYS)).isoformat()
        at = stamp(ended)
        made["receipts"].append(
            (receipt, f"R{number % 20}", day, number, str(number), _barcode(number), at, 1080, at)
        )
        for place in range(1, LINES + 1):
            line = new_id()
            made["receipt_lines"].append((line, receipt, place, f"{number % 5000:06d}", day))
            made["receipt_taxes"].append((line,))
        made["receipt_tenders"].append((new_id(), receipt))
    return made


def _plans(station: Station) -> list[str]:
    """Every statement of a look-up that reads a whole table, by the engine's own plan."""
    from sqlalchemy import event

    said: list[tuple[str, Any]] = []
    engine = station.database._reader

    @event.listens_for(engine, "before_cursor_execute")
    def _said(_c: Any, _cu: Any, sql: str, parameters: Any, _x: Any, _many: bool) -> None:
        said.append((sql, parameters))

    _look_up(station, 1)
    selects = [(sql, p) for sql, p in said if sql.startswith("SELECT")]
    with station.look() as work:
        return [step for sql, p in selects for step in _scans(work.connection, sql, p)]


def _scans(connection: Any, sql: str, parameters: Any) -> Iterator[str]:
    for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters).all():
        if str(row[3]).startswith("SCAN") and "CONSTANT" not in str(row[3]):
            yield str(row[3])
