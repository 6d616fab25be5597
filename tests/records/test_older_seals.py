"""A store from before people and rules were sealed gets its seals once, with its upgrade."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.records.backups import backup, restore, upgrade_store
from counter_app.records.operators import operators
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.storage.engine import Database
from tests.stores import CLERK, PINS


def as_before_seals(database: Database) -> None:
    """The store as the program before schema 0014 left it."""
    with database.write() as connection:
        for name in ("operators", "policy_versions"):
            connection.exec_driver_sql(f"ALTER TABLE {name} DROP COLUMN seal")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0013'")
        connection.commit()


def test_an_upgrade_seals_the_people_and_rules_of_an_older_store(
    either_station: Station, clock: FrozenClock
) -> None:
    station = either_station
    as_before_seals(station.database)
    file = upgrade_store(station.database, station.home, station.keys, clock)
    assert file is not None
    assert verify_store(station.database, station.home, station.keys).clean
    assert station.sign_on_with_pin(CLERK, PINS[CLERK]).number == CLERK
    with station.database.write() as connection:
        connection.execute(update(operators).values(role="administrator"))
        connection.commit()
    with pytest.raises(Refused) as no:
        station.sign_on_with_pin(CLERK, PINS[CLERK])
    assert no.value.code == "operator_changed"


def test_a_backup_from_before_seals_comes_back_sealed(
    station: Station, clock: FrozenClock, tmp_path: Path
) -> None:
    as_before_seals(station.database)
    file = tmp_path / "older.backup"
    backup(station.database, station.keys, clock, file)
    location, home, keys = station.database.location, station.home, station.keys
    station.close()
    restore(file, location, home, keys, clock)
    with closing(open_station(home, home, "D01", clock)) as again:
        assert again.sign_on_with_pin(CLERK, PINS[CLERK]).number == CLERK
        assert verify_store(again.database, home, keys).problems == ()
