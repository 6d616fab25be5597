"""The overcharge radar over a million receipts, against the bare SQL that finds the same lines.

Both take turns in the same run on the same store; the bar is 1.5 times the SQL's time.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.price_correction.radar import Confirmed, sweep
from counter_app.station import Station
from counter_app.storage.types import stamp
from tests.stores import NOON, build_store

RECEIPTS: Final = 1_000_000
BAR: Final = 1.5
ROUNDS: Final = 15
HOT_EVERY: Final = 50
"""One receipt in so many holds the item whose price went wrong."""
DAYS: Final = 90
WRONG_DAYS: Final = 30
ITEM: Final = "000000"
RIGHT, WRONG = 249, 299
_CHUNK: Final = 20_000
_TODAY: Final = date(2026, 11, 20)
_SQL: Final = {
    "receipts": "INSERT INTO receipts (id, store, workstation, business_date, sequence,"
    " receipt_number, barcode, ended_at, operator, customer_ref, currency, status, provisional,"
    " total_paid, source, source_digest, content_digest, flags, extra, version, imported_at)"
    " VALUES (?,'0012','R1',?,?,?,?,?,'1001','','USD','finished',0,?,'bench','','','[]','{}',1,?)",
    "receipt_lines": "INSERT INTO receipt_lines (id, receipt_id, number, direction, item_code,"
    " description, department, quantity, unit, weighed, unit_price, gross, net, food_stampable,"
    " serial, reason, sold_on, selling_price)"
    " VALUES (?,?,1,'sold',?,'Milk','','1000','EA',0,?,?,?,0,'','',?,?)",
    "receipt_taxes": "INSERT INTO receipt_taxes (line_id, number, authority, name, rate_ppm,"
    " amount, included) VALUES (?,1,'TX','Sales tax',82500,25,0)",
}
_SINCE: Final = (
    "SELECT r.ended_at FROM receipts r JOIN receipt_lines l ON l.receipt_id = r.id"
    " WHERE l.item_code = ? AND l.direction = 'sold' AND r.status = 'finished'"
    " AND l.sold_on >= ? AND l.sold_on <= ? AND r.ended_at < ? AND l.unit_price <= ?"
    " AND l.unit_price > 0 ORDER BY l.sold_on DESC, r.ended_at DESC LIMIT 1"
)
_FIND: Final = (
    "SELECT l.id, r.id, r.receipt_number, r.business_date, r.ended_at, r.customer_ref,"
    " l.quantity, l.net, l.weighed, l.selling_price, (SELECT coalesce(sum(t.amount), 0)"
    " FROM receipt_taxes t WHERE t.line_id = l.id AND t.included = 0)"
    " FROM receipt_lines l JOIN receipts r ON r.id = l.receipt_id"
    " WHERE l.item_code = ? AND l.direction = 'sold' AND r.status = 'finished'"
    " AND l.sold_on >= ? AND l.sold_on <= ? AND l.selling_price > ? AND r.ended_at >= ?"
    " ORDER BY r.ended_at, l.id"
)


def run(receipts: int = RECEIPTS) -> dict[str, object]:
    """Median times in milliseconds and their ratio, in turns."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "store"
        build_store(folder, folder)
        _fill(folder, receipts)
        with closing(open_station(folder, folder, "D01", FrozenClock(NOON))) as station:
            return _measure(station, folder)


def _measure(station: Station, folder: Path) -> dict[str, object]:
    times: dict[str, list[float]] = {"radar": [], "sql": []}
    found = lines = 0
    with closing(dbapi2.connect(str(folder / "store.db"))) as bare:
        for number in range(ROUNDS + 1):
            begun = time.perf_counter_ns()
            lines = len(_bare(bare))
            between = time.perf_counter_ns()
            with station.look() as work:
                found = len(sweep(_confirmed(), work).found)
            ended = time.perf_counter_ns()
            if number:  # the first round warms the disk's cache
                times["sql"].append((between - begun) / 1e6)
                times["radar"].append((ended - between) / 1e6)
    sql_ms, radar_ms = statistics.median(times["sql"]), statistics.median(times["radar"])
    ratio = radar_ms / sql_ms
    return {
        "lines_found": found,
        "sql_ms": round(sql_ms, 2),
        "radar_ms": round(radar_ms, 2),
        "ratio": round(ratio, 3),
        "bar": BAR,
        "passed": ratio <= BAR and found == lines > 0,
    }


def _confirmed() -> Confirmed:
    return Confirmed(ITEM, "Milk", Money(WRONG), Money(RIGHT), NOON, _TODAY)


def _bare(connection: Any) -> list[Any]:
    first = (_TODAY - timedelta(days=365)).isoformat()
    row = connection.execute(
        _SINCE, (ITEM, first, _TODAY.isoformat(), stamp(NOON), RIGHT)
    ).fetchone()
    last = (_TODAY + timedelta(days=2)).isoformat()
    rows: list[Any] = connection.execute(_FIND, (ITEM, first, last, RIGHT, row[0])).fetchall()
    return rows


def _fill(folder: Path, count: int) -> None:
    with closing(dbapi2.connect(str(folder / "store.db"), isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=OFF")
        for start in range(0, count, _CHUNK):
            connection.execute("BEGIN")
            for table, rows in _rows(range(start, min(count, start + _CHUNK))).items():
                connection.executemany(_SQL[table], rows)
            connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _rows(numbers: range) -> dict[str, list[tuple[Any, ...]]]:
    made: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _SQL}
    for number in numbers:
        ago = number // HOT_EVERY % DAYS
        hot = number % HOT_EVERY == 0
        price = WRONG if hot and ago < WRONG_DAYS else RIGHT
        day = (_TODAY - timedelta(days=ago)).isoformat()
        ended = stamp(NOON - timedelta(days=ago + 1, seconds=number % 40_000))
        receipt, line = new_id(), new_id()
        made["receipts"].append(
            (receipt, day, number, str(number), f"99{number:012d}", ended, price + 25, ended)
        )
        item = ITEM if hot else f"{number % 5000 + 1:06d}"
        made["receipt_lines"].append((line, receipt, item, price, price, price, day, price))
        made["receipt_taxes"].append((line,))
    return made
