"""Finding lost receipts by clues, among a million and among ten thousand.

A hundred times the sales hold more receipts that fit, so the time may grow somewhat; no statement
may read a whole table of them. Beside it stands the bare SQL that fetches what fits all clues.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event
from sqlcipher3 import dbapi2

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.rules.receipt_clues import Clues
from counter_app.station import Station
from counter_app.storage.types import stamp
from counter_app.trade.receipt_finder import ReceiptMatch, find_matches
from tests.stores import NOON, build_store

FEW: Final = 10_000
MANY: Final = 1_000_000
BAR: Final = 2.5
ROUNDS: Final = 15
LINES: Final = 3
ITEMS: Final = 5_000
BUYERS: Final = 20_000
DAYS: Final = 90
_CHUNK: Final = 20_000
_TODAY: Final = date(2026, 11, 20)
_WHOLE: Final = ("SCAN receipts", "SCAN receipt_lines", "SCAN receipt_tenders")
_SQL: Final = {
    "receipts": "INSERT INTO receipts (id, store, workstation, business_date, sequence,"
    " receipt_number, barcode, ended_at, operator, customer_ref, currency, status, provisional,"
    " total_paid, source, source_digest, content_digest, flags, extra, version, imported_at)"
    " VALUES (?,'0012',?,?,?,?,?,?,'1001',?,'USD','finished',0,?,'bench','','','[]','{}',1,?)",
    "receipt_lines": "INSERT INTO receipt_lines (id, receipt_id, number, direction, item_code,"
    " description, department, quantity, unit, weighed, unit_price, gross, net, food_stampable,"
    " serial, reason, sold_on, selling_price)"
    " VALUES (?,?,?,'sold',?,'Milk','','1000','EA',0,299,299,299,0,'','',?,299)",
    "receipt_tenders": "INSERT INTO receipt_tenders VALUES (?,?,1,?,?,?,'','','','')",
}
_CARDS: Final = "SELECT receipt_id FROM receipt_tenders WHERE masked = ?"
_GOODS: Final = (
    "SELECT receipt_id FROM receipt_lines WHERE item_code = ? AND sold_on BETWEEN ? AND ?"
)
_FOUND: Final = (
    "SELECT id, store, workstation, business_date, sequence, receipt_number, ended_at, total_paid"
    " FROM receipts WHERE {lead} AND status = 'finished'"
)
_SIFTED: Final = " AND +business_date BETWEEN ? AND ? AND +total_paid BETWEEN ? AND ?"
_HAS: Final = (
    " AND +business_date BETWEEN ? AND ? AND EXISTS (SELECT 1 FROM receipt_lines l"
    " WHERE l.receipt_id = receipts.id AND l.item_code = ?)"
)


@dataclass(frozen=True, slots=True)
class _Case:
    """The same question for the finder and for the bare driver."""

    clues: Clues
    sql: str
    parameters: tuple[Any, ...]


def run(few: int = FEW, many: int = MANY) -> dict[str, object]:
    """Median times in milliseconds for each set of clues, in turns on both stores."""
    with tempfile.TemporaryDirectory() as room, ExitStack() as stack:
        stores = [_store(Path(room) / str(count), count, stack) for count in (few, many)]
        results: dict[str, object] = {}
        ratios = []
        for name, made in _CASES.items():
            few_ms, many_ms, sql_ms = _measure(made, *stores)
            ratios.append(many_ms / few_ms)
            results[name] = {
                "ten_thousand_ms": round(few_ms, 2),
                "a_million_ms": round(many_ms, 2),
                "bare_sql_ms": round(sql_ms, 2),
                "ratio": round(ratios[-1], 2),
            }
        scans = sorted(set(_scans(stores[-1])))
    passed = max(ratios) <= BAR and not scans
    return {**results, "bar": BAR, "scans": scans, "passed": passed}


@dataclass(frozen=True, slots=True)
class _Store:
    count: int
    station: Station
    bare: Any


def _store(folder: Path, count: int, stack: ExitStack) -> _Store:
    build_store(folder, folder)
    _fill(folder, count)
    station = stack.enter_context(closing(open_station(folder, folder, "D01", FrozenClock(NOON))))
    bare = stack.enter_context(closing(dbapi2.connect(str(folder / "store.db"))))
    bare.execute("PRAGMA cache_size=-65536")
    return _Store(count, station, bare)


def _measure(
    made: Callable[[random.Random, int], _Case], few: _Store, many: _Store
) -> tuple[float, float, float]:
    chance = random.Random(20261128)
    times: list[tuple[float, float, float]] = []
    for _ in range(ROUNDS + 1):
        few_ms, _sql_ms = _asked(few, made(chance, few.count))
        times.append((few_ms, *_asked(many, made(chance, many.count))))
    few_all, many_all, sql_all = zip(*times[1:], strict=True)
    return statistics.median(few_all), statistics.median(many_all), statistics.median(sql_all)


def _asked(store: _Store, case: _Case) -> tuple[float, float]:
    """Milliseconds of the finder and of the bare driver, which sifts by the same clues once."""
    _find(store, case)  # the disk's own cache is not what is measured
    begun = time.process_time_ns()
    matches = _find(store, case)
    between = time.process_time_ns()
    fitting = _bare(store.bare, case)
    ended = time.process_time_ns()
    assert {m.receipt.id for m in matches if m.all_clues} <= fitting
    return (between - begun) / 1e6, (ended - between) / 1e6


def _find(store: _Store, case: _Case) -> tuple[ReceiptMatch, ...]:
    with store.station.look() as work:
        return find_matches(work, case.clues)


def _lost(chance: random.Random, receipts: int) -> tuple[int, date, Money]:
    """One receipt of the store by number, with a day and an amount somebody may remember."""
    number = chance.randrange(receipts)
    named = _paid(number) * (10_000 + chance.randint(-1_000, 1_000)) // 10_000
    return number, _day(number) + timedelta(days=chance.randint(-3, 3)), Money(named)


def _span(clues: Clues) -> tuple[str, str]:
    return clues.days[0].isoformat(), clues.days[-1].isoformat()


def _around(clues: Clues) -> tuple[int, int]:
    assert clues.totals is not None
    return clues.totals[0].minor, clues.totals[1].minor


def _by_item(chance: random.Random, receipts: int) -> _Case:
    number, day, total = _lost(chance, receipts)
    clues = Clues(item=_item(number, chance.randrange(LINES)), day=day, total=total)
    sql = _FOUND.format(lead=f"id IN ({_GOODS})") + " AND +total_paid BETWEEN ? AND ?"
    return _Case(clues, sql, (clues.item, *_span(clues), *_around(clues)))


def _by_card(chance: random.Random, receipts: int) -> _Case:
    number, day, total = _lost(chance, receipts)
    clues = Clues(last_four=_four(number), day=day, total=total)
    sql = _FOUND.format(lead=f"id IN ({_CARDS})") + _SIFTED
    return _Case(clues, sql, (clues.last_four, *_span(clues), *_around(clues)))


def _by_phone(chance: random.Random, receipts: int) -> _Case:
    number, day, _ = _lost(chance, receipts)
    clues = Clues(phone=_phone(number), day=day, item=_item(number, 0))
    lead = "customer_ref IN (SELECT number FROM customers WHERE phone = ?)"
    parameters = (clues.phone, *_span(clues), clues.item)
    return _Case(clues, _FOUND.format(lead=lead) + _HAS, parameters)


_CASES: Final[dict[str, Callable[[random.Random, int], _Case]]] = {
    "item_day_total": _by_item,
    "card_day_total": _by_card,
    "phone_day_item": _by_phone,
}


def _bare(connection: Any, case: _Case) -> set[str]:
    """What fits, with the lines and the cards of each, as the ranking needs them."""
    found = [row[0] for row in connection.execute(case.sql, case.parameters)]
    marks = ",".join("?" * len(found))
    connection.execute(
        "SELECT receipt_id, count(*), sum(item_code = ?) FROM receipt_lines"
        f" WHERE receipt_id IN ({marks}) GROUP BY receipt_id",
        (case.clues.item, *found),
    ).fetchall()
    connection.execute(
        f"SELECT receipt_id FROM receipt_tenders WHERE masked <> '' AND receipt_id IN ({marks})",
        found,
    ).fetchall()
    return set(found)


def _scans(store: _Store) -> Iterator[str]:
    """Every statement that reads a whole table of sales, by the engine's own plan."""
    said: list[tuple[str, Any]] = []

    def note(_c: Any, _cu: Any, sql: str, parameters: Any, _x: Any, _many: bool) -> None:
        said.append((sql, parameters))

    engine, chance = store.station.database._reader, random.Random(1)
    event.listen(engine, "before_cursor_execute", note)
    for made in _CASES.values():
        _find(store, made(chance, store.count))
    _find(store, _Case(Clues(total=Money(50_00)), "", ()))
    event.remove(engine, "before_cursor_execute", note)
    selects = [(sql, p) for sql, p in said if sql.startswith(("SELECT", "WITH"))]
    with store.station.look() as work:
        for sql, parameters in selects:
            plan = work.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters).all()
            yield from (row[3] for row in plan if str(row[3]).startswith(_WHOLE))


def _day(number: int) -> date:
    return _TODAY - timedelta(days=number % DAYS)


def _paid(number: int) -> int:
    return 200 + number * 7919 % 30_000


def _item(number: int, place: int) -> str:
    return f"{(number * 31 + place * 1777) % ITEMS:06d}"


def _four(number: int) -> str:
    return f"{number * 7 % 10_000:04d}"


def _phone(number: int) -> str:
    return f"512{number % BUYERS:07d}"


def _fill(folder: Path, count: int) -> None:
    with closing(dbapi2.connect(str(folder / "store.db"), isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.executemany(
            "INSERT INTO customers (id, number, name, language, created_at, phone)"
            " VALUES (?,?,'A buyer','en',0,?)",
            [(new_id(), f"L{buyer}", _phone(buyer)) for buyer in range(BUYERS)],
        )
        for start in range(0, count, _CHUNK):
            connection.execute("BEGIN")
            for table, rows in _rows(range(start, min(count, start + _CHUNK))).items():
                connection.executemany(_SQL[table], rows)
            connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _rows(numbers: range) -> dict[str, list[tuple[Any, ...]]]:
    made: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _SQL}
    for number in numbers:
        receipt, day, total = new_id(), _day(number).isoformat(), _paid(number)
        ended = stamp(NOON - timedelta(days=number % DAYS + 1, seconds=number % 40_000))
        buyer = f"L{number % BUYERS}"
        made["receipts"].append(
            (receipt, f"R{number % 20}", day, number, str(number), f"99{number:012d}", ended,
             buyer, total, ended)
        )  # fmt: skip
        for place in range(LINES):
            line = (new_id(), receipt, place + 1, _item(number, place), day)
            made["receipt_lines"].append(line)
        made["receipt_tenders"].append((new_id(), receipt, "card", total, _four(number)))
    return made
