"""Builds the demo store, or finds, checks and upgrades the one that is there."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select

from counter_app.app import create_store, default_policy, open_database, open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import BadInput, StorageError
from counter_app.core.item import ItemRow
from counter_app.core.operator import Role
from counter_app.core.recall import Recall
from counter_app.core.said import said
from counter_app.demo.cash_room import furnish
from counter_app.demo.credits import demo_policy, trade_credits
from counter_app.demo.people import CUSTOMERS, PEOPLE, STATIONS, TILLS, card, demo_store
from counter_app.demo.sale import ZONE, number_all
from counter_app.demo.stories import DESIGNED_NUMBER, stories
from counter_app.demo.trading import trade
from counter_app.intake.csv_items import read_items_csv
from counter_app.intake.mapping import ITEM_FIELDS, load_mapping
from counter_app.intake.metered import MeteredStream
from counter_app.intake.poslog import ReadOptions
from counter_app.paths import migrations, resources
from counter_app.records.customers import add_customer
from counter_app.records.items import put_items
from counter_app.records.journal_tables import transactions
from counter_app.records.recalls import put_recalls
from counter_app.records.receipt_intake import ReceiptSink
from counter_app.records.stores import add_station, the_store
from counter_app.storage.files import private_folder, write_private
from counter_app.storage.migrate import check_schema, schema_head, schema_of, upgrade

MARKER: Final = "demo.json"
CARD: Final = "people.txt"
STATION: Final = STATIONS[0][0]
SEED: Final = 2026
FURNISHED: Final = time(6)
"""When on the store's day its cash room was filled, before anything else happened."""
RECALL: Final = Recall("R-2026-31", "885909950737", "USB-C charger may overheat")
_MAX_MARKER: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class DemoStore:
    """A demo store that is ready: its folder, its desk's day, its receipts and credits by name."""

    folder: Path
    date: date
    seed: int
    receipts: dict[str, str]
    credits: dict[str, str]
    built: bool
    """True if it was made now, False if it was there before."""


def build_demo(folder: Path, *, date: date, seed: int = SEED, fresh: bool = False) -> DemoStore:
    """The demo store in `folder`, made now or reused and upgraded.

    `fresh` replaces a demo store. Raises `BadInput` for a folder that holds anything else and
    `StorageError` for a demo store of a newer program.
    """
    found = _read_marker(folder)
    if found is not None and not fresh and found.get("complete") is True:
        return _reuse(folder, found)
    if found is not None:
        _refuse_other_stores(folder)
        shutil.rmtree(folder)
    private_folder(folder)
    marker: dict[str, object] = {"demo": 1, "date": date.isoformat(), "seed": seed}
    _write_marker(folder, marker | {"complete": False})
    receipts, issued = _fill(folder, date, seed)
    write_private(folder / CARD, card().encode())
    _write_marker(folder, marker | {"complete": True, "receipts": receipts, "credits": issued})
    return DemoStore(folder, date, seed, receipts, issued, built=True)


def demo_items() -> dict[str, ItemRow]:
    """The goods of the demo store by code, as an item file brings them."""
    options = ReadOptions(ZONE)
    with resources("demo", "items.csv").open("rb") as file:
        source = MeteredStream(file, options.limits)
        rows = list(read_items_csv(source, load_mapping("items", ITEM_FIELDS), options))
    assert all(isinstance(row, ItemRow) for row in rows)
    return {row.code: row for row in rows if isinstance(row, ItemRow)}


def _fill(folder: Path, today: date, seed: int) -> tuple[dict[str, str], dict[str, str]]:
    """Everything the store holds; gives the codes of the named receipts and credits."""
    clock = FrozenClock(datetime.combine(today, FURNISHED, ZONE).astimezone(UTC))
    create_store(
        folder,
        folder,
        demo_store(),
        station=STATIONS[0],
        people=[person.as_operator() for person in PEOPLE],
        tills=TILLS,
        policy_text=demo_policy(default_policy()),
        effective_from=today - timedelta(days=366),
        clock=clock,
    )
    items = demo_items()
    told = stories(items, today)
    sales = [*trade(items, today, seed), *told]
    number_all(sales, told[0], DESIGNED_NUMBER)
    with closing(open_station(folder, folder, STATION, clock)) as station:
        with station.open_work() as work:
            put_items(work.connection, items.values(), clock.now())
            put_recalls(work.connection, (RECALL,), clock.now())
            for name, title in STATIONS[1:]:
                add_station(work.connection, name, title, clock.now())
            for customer in CUSTOMERS:
                add_customer(work.connection, customer, clock.now())
            work.commit()
        giver, taker = (p for p in PEOPLE if p.role is Role.MANAGER)
        furnish(station, giver, taker)
        sink = ReceiptSink(station.database, clock)
        ordered = sorted(sales, key=lambda s: (s.day, s.at, s.register))
        for sale in ordered:
            sink.add(sale.receipt())
        sink.flush()
        issued = dict(trade_credits(station, clock, ordered, today))
    return {sale.story: sale.barcode for sale in told if sale.story}, issued


def _reuse(folder: Path, found: dict[str, object]) -> DemoStore:
    _refuse_other_stores(folder)
    with closing(open_database(folder)) as database:
        with database.read() as connection:
            stored = schema_of(connection) or ""
        if stored < schema_head(migrations()):
            upgrade(database, migrations())
        check_schema(database, migrations())
    receipts, seed = found.get("receipts"), found.get("seed")
    issued = found.get("credits", {})
    try:
        day = date.fromisoformat(str(found.get("date")))
    except ValueError:
        day = None
    codes = isinstance(receipts, dict) and isinstance(issued, dict)
    if not codes or not isinstance(seed, int) or day is None:
        raise BadInput(
            said(
                "{file} is damaged. Build the demo store anew: --fresh.", file=str(folder / MARKER)
            )
        )
    return DemoStore(folder, day, seed, _texts(receipts), _texts(issued), built=False)


def _texts(values: object) -> dict[str, str]:
    return {str(k): str(v) for k, v in values.items()} if isinstance(values, dict) else {}


def _read_marker(folder: Path) -> dict[str, object] | None:
    """What the folder's demo marker says; None for a folder that is missing or empty.

    Raises `BadInput` for a folder with anything else in it.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInput(
            said("{folder} is a file, not a folder.", folder=str(folder)), code="not_a_demo"
        )
    if not folder.exists() or not any(folder.iterdir()):
        return None
    try:
        with (folder / MARKER).open("rb") as file:
            found = json.loads(file.read(_MAX_MARKER))
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("demo") != 1:
        raise BadInput(
            said(
                "{folder} is not empty and holds no demo store. Name another folder.",
                folder=str(folder),
            ),
            code="not_a_demo",
        )
    return found


def _refuse_other_stores(folder: Path) -> None:
    """A real store is never touched, whatever lies beside it."""
    try:
        database = open_database(folder)
    except StorageError:
        return
    with closing(database), database.read() as connection:
        if schema_of(connection) is None:
            return
        try:
            mode = the_store(connection).mode
        except StorageError:
            return
    if mode != "demo":
        raise BadInput(
            said("The store in {folder} is not a demo store.", folder=str(folder)),
            code="not_a_demo",
        )


def _write_marker(folder: Path, marker: dict[str, object]) -> None:
    write_private(folder / MARKER, json.dumps(marker, indent=1, sort_keys=True).encode())


def is_used(store: DemoStore) -> bool:
    """True once anything was posted in the store beside what it was furnished with."""
    opens = datetime.combine(store.date, FURNISHED, ZONE).astimezone(UTC)
    with closing(open_database(store.folder)) as database, database.read() as connection:
        later = select(transactions.c.id).where(transactions.c.occurred_at > opens).limit(1)
        return connection.execute(later).first() is not None
