"""The composition root: finds the tasks, opens a store as a station, makes a new store."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import counter_app.desk
from counter_app.core.errors import BadInput, StorageError
from counter_app.core.said import said
from counter_app.core.task import Task, resolve
from counter_app.paths import migrations, resources
from counter_app.station import Station
from counter_app.storage.engine import Database, is_url
from counter_app.storage.files import private_folder
from counter_app.storage.keys import FILE_NAME as KEYS_FILE
from counter_app.storage.keys import STAGED_NAME as STAGED_KEYS
from counter_app.storage.keys import Keys, fresh_keys, load_keys, stage_keys, take_staged_keys
from counter_app.storage.migrate import check_schema, schema_of, upgrade, upgrade_within

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from counter_app.core.clock import Clock
    from counter_app.core.money import Currency
    from counter_app.core.operator import Role
    from counter_app.core.store import Store
    from counter_app.rules.policy import Policy

DATABASE_FILE = "store.db"
UNFINISHED = tuple(f"{DATABASE_FILE}.new{end}" for end in ("", "-wal", "-shm", "-journal"))
"""Files of a new store's database that is not whole yet."""
_DOLLAR_PIECES = re.compile(r"^\[till\.safe\..*\n(?:[^\[\n].*\n|\n)*", re.MULTILINE)


@cache
def discover_tasks() -> tuple[Task, ...]:
    """Every task folder under `desk/`, in rail order; keys are folder names, hotkeys unique."""
    found: list[Task] = []
    for module in pkgutil.iter_modules(counter_app.desk.__path__):
        task = import_module(f"counter_app.desk.{module.name}.task").TASK
        assert isinstance(task, Task), module.name
        assert task.key == module.name, module.name
        found.append(task)
    hotkeys = [t.hotkey for t in found if t.hotkey]
    hotkeys += [door.hotkey for t in found for door in t.doors if door.hotkey]
    assert len(set(hotkeys)) == len(hotkeys), "two tasks share a hotkey"
    return tuple(sorted(found, key=lambda t: (t.order, t.key)))


def read_policy(text: str, store: Store) -> Policy:
    """Policy text as this store's tasks understand it; `BadInput` names the faulty line."""
    return _parsed_policy(text, store.currency)


@lru_cache(maxsize=4)
def _parsed_policy(text: str, currency: Currency) -> Policy:
    """Set-up, each station and each look at a policy's history read the same text."""
    from counter_app.rules.policy import parse_policy

    readers = {t.key: resolve(t.policy_section) for t in discover_tasks() if t.policy_section}
    return parse_policy(text, readers, currency)


def default_policy(currency: str = "USD") -> str:
    """The policy a new store starts with; with the safe's notes and coins for dollars alone."""
    text = (resources("policy") / "default.toml").read_text("utf-8")
    return text if currency == "USD" else _DOLLAR_PIECES.sub("", text)


@dataclass(frozen=True, slots=True)
class NewOperator:
    """Somebody to be added to a store; the PIN is only passed through."""

    number: str
    name: str
    role: Role
    pin: str
    badge: str | None = None
    language: str = "en"
    customer_id: str | None = None


def open_database(location: str | Path) -> Database:
    """The database of a store folder or URL; a missing folder store is `no_store`.

    Where its keys are still there it was lost, and nothing new may be set up in its place.
    """
    if isinstance(location, str) and is_url(location):
        return Database(location)
    path = Path(location) / DATABASE_FILE
    if not path.exists():
        if path.with_name(KEYS_FILE).exists():
            raise StorageError(
                said(
                    "The store's database in {place} is gone; its keys are there.",
                    place=str(location),
                ),
                code="no_store",
                remedy="Bring a backup back with: counter restore FILE",
            )
        raise StorageError(
            said("No store is set up in {place} yet.", place=str(location)), code="no_store"
        )
    return Database(path)


def open_station(location: str | Path, home: Path, name: str, clock: Clock) -> Station:
    """The store as seen from one workstation; refuses older and newer schemas."""
    database = open_database(location)
    try:
        check_schema(database, migrations())
        station = Station(database, home, name, load_keys(home), clock, read_policy)
        station.check_anchor()
    except BaseException:
        database.close()
        raise
    return station


def create_store(
    location: str | Path,
    home: Path,
    store: Store,
    *,
    station: tuple[str, str],
    people: Sequence[NewOperator],
    tills: Sequence[int],
    policy_text: str,
    effective_from: date,
    clock: Clock,
) -> Keys:
    """Make a new store: schema, keys, store, station, tills, policy, people; all or nothing.

    `station` is (name, title). Raises `StorageError` if a store is already there. A power cut
    leaves no store or a whole one: what was begun lies beside, and the next set-up begins anew.
    """
    from counter_app.core.store import SAFE_ID, SessionKind
    from counter_app.records.pins import check_new_pin
    from counter_app.records.policy_versions import add_policy
    from counter_app.records.station_file import write_station
    from counter_app.records.stores import add_station, add_store
    from counter_app.records.tills import add_till
    from counter_app.rules.set_up import station_name

    station_name(station[0])
    if not people:
        raise BadInput("A store needs at least one operator.", code="no_operator")
    for person in people:
        check_new_pin(person.pin, person.number)
    read_policy(policy_text, store)
    private_folder(home)
    with _fresh_database(location) as (database, made):
        with database.read() as connection:
            if schema_of(connection) is not None:
                raise StorageError("A store is already set up here.", code="store_exists")
        if database.is_sqlite:
            upgrade(database, migrations())
        keys = fresh_keys(store.id)
        stage_keys(home, keys)
        made.append(home / STAGED_KEYS)
        now = clock.now()
        with database.write() as connection:
            if not database.is_sqlite:
                upgrade_within(connection, migrations())
            add_store(connection, store, now)
            add_station(connection, station[0], station[1], now)
            add_till(connection, SAFE_ID, "Safe", SessionKind.SAFE)
            for till in tills:
                add_till(connection, till, f"Till {till}")
            add_policy(connection, keys, policy_text, effective_from, "set-up", now)
            for person in people:
                _add_person(connection, keys, person, now)
            connection.commit()
    take_staged_keys(home)
    write_station(home, station[0])
    return keys


def _add_person(connection: Connection, keys: Keys, person: NewOperator, at: datetime) -> None:
    from counter_app.records.operators import add_operator
    from counter_app.records.pins import badge_mac, hash_pin

    add_operator(
        connection,
        keys,
        number=person.number,
        name=person.name,
        role=person.role.value,
        language=person.language,
        pin_hash=hash_pin(keys, person.pin),
        badge_mac=badge_mac(keys, person.badge) if person.badge else None,
        at=at,
        customer_id=person.customer_id,
    )


@contextmanager
def _fresh_database(location: str | Path) -> Iterator[tuple[Database, list[Path]]]:
    """A new store's database, and the files made for it: gone again if the store is not finished.

    A database file has its name once it is whole; else the folder of a set-up that failed, or
    that a power cut ended, would pass for a store's.
    """
    from counter_app.storage.backup import move_in

    made: list[Path] = []
    path: Path | None = None
    if isinstance(location, str) and is_url(location):
        database = Database(location)
    else:
        path = private_folder(Path(location)) / DATABASE_FILE
        if path.exists():
            raise StorageError("A store is already set up here.", code="store_exists")
        made += [path.with_name(name) for name in UNFINISHED]
        for file in made:
            file.unlink(missing_ok=True)
        made[0].touch(mode=0o600)
        database = Database(made[0])
    try:
        yield database, made
        database.close()
        if path is not None:
            move_in(made[0], path)
    except BaseException:
        database.close()
        for file in made:
            file.unlink(missing_ok=True)
        raise
