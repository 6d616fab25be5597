"""A fresh upgrade equals the models; newer and older schemas are told apart."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from counter_app import schema
from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import StorageError
from counter_app.paths import migrations
from counter_app.station import Station
from counter_app.storage.engine import Database
from counter_app.storage.guards import trigger_faults
from counter_app.storage.migrate import check_schema, schema_head, schema_of, upgrade


def test_a_fresh_upgrade_equals_the_models(either_station: Station) -> None:
    with either_station.database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, schema.metadata) == []
        connection.rollback()


def test_every_check_and_link_of_the_models_is_in_the_database(station: Station) -> None:
    with station.database.read() as connection:
        for table in schema.metadata.sorted_tables:
            sql = connection.exec_driver_sql(
                f"SELECT sql FROM sqlite_master WHERE name='{table.name}'"
            ).scalar_one()
            for constraint in table.constraints:
                if constraint.name and str(constraint.name).startswith(("ck_", "fk_", "uq_")):
                    assert str(constraint.name) in sql, (table.name, constraint.name)


def test_revisions_are_in_one_line() -> None:
    names = sorted(p.name for p in (migrations() / "versions").glob("[0-9]*.py"))
    assert names
    for n, name in enumerate(names, 1):
        text = (migrations() / "versions" / name).read_text("utf-8")
        before = f'"{n - 1:04d}"' if n > 1 else "None"
        assert f'revision = "{n:04d}"' in text
        assert f"down_revision = {before}" in text


def test_an_upgrade_again_changes_nothing(either_station: Station) -> None:
    upgrade(either_station.database, migrations())
    with either_station.look() as work:
        assert schema_of(work.connection) == schema_head(migrations())
        assert trigger_faults(work.connection) == []


@pytest.mark.parametrize(("found", "code"), [("9999", "newer_schema"), ("0000", "older_schema")])
def test_another_schema_is_refused(either_station: Station, found: str, code: str) -> None:
    with either_station.database.write() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{found}'")
        connection.commit()
    with pytest.raises(StorageError) as refusal:
        check_schema(either_station.database, migrations())
    assert refusal.value.code == code


def test_a_station_does_not_open_another_schema(store_folder: Path, clock: FrozenClock) -> None:
    with closing(Database(store_folder / "store.db")) as database, database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StorageError, match="newer version"):
        open_station(store_folder, store_folder, "D01", clock)


def test_an_empty_database_holds_no_store(tmp_path: Path) -> None:
    with (
        closing(Database(tmp_path / "store.db")) as database,
        pytest.raises(StorageError) as refusal,
    ):
        check_schema(database, migrations())
    assert refusal.value.code == "no_store"


def test_a_failing_upgrade_leaves_the_store_as_it_was(store_folder: Path, tmp_path: Path) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrations(), scripts)
    head = schema_head(migrations())
    (scripts / "versions" / "9999_bad.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        'revision = "9999"\n'
        f'down_revision = "{head}"\n'
        "def upgrade():\n"
        '    op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))\n'
        '    op.execute("INSERT INTO nowhere VALUES (1)")\n',
        "utf-8",
    )
    with closing(Database(store_folder / "store.db")) as database:
        with pytest.raises(StorageError):
            upgrade(database, scripts)
        with database.read() as connection:
            assert schema_of(connection) == head
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        assert "half" not in tables
        check_schema(database, migrations())
