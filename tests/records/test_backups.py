"""Backups are whole, sealed and read back; a bad file changes nothing; a restore is on record."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import BadInput, Conflict, CounterError, StorageError
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.paths import migrations
from counter_app.records.backups import backup, restore, upgrade_store
from counter_app.records.chain_head import chain_head
from counter_app.records.journal import balance
from counter_app.records.journal_tables import transactions
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.storage.backup import Manifest, seal
from counter_app.storage.engine import Database
from counter_app.storage.keys import Keys, fresh_keys
from counter_app.storage.migrate import schema_head
from tests.records.books import open_till, post_full_return, post_return
from tests.stores import build_store


def till_cash(station: Station) -> Money:
    with station.look() as work:
        return balance(work.connection, "till:7", Tender.CASH)


def reopened(station: Station, clock: FrozenClock) -> Station:
    location = station.database.location
    where = location.parent if isinstance(location, Path) else location
    return open_station(where, station.home, "D01", clock)


def test_a_backup_is_sealed_private_and_true(either_station: Station, tmp_path: Path) -> None:
    session = open_till(either_station)
    post_full_return(either_station, session, 1)
    file = tmp_path / "store.backup"
    manifest = backup(either_station.database, either_station.keys, either_station.clock, file)
    assert manifest.store_id == either_station.store.id
    assert manifest.schema == schema_head(migrations())
    assert manifest.chains["D01"][0] == 2
    assert manifest.created_at == "2026-11-21T18:00:00+00:00"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.stat().st_size > manifest.size
    assert list(tmp_path.glob(".backup-*")) == []
    with pytest.raises(BadInput) as refusal:
        backup(either_station.database, either_station.keys, either_station.clock, file)
    assert refusal.value.code == "file_exists"


def test_b2_77_a_backup_goes_only_where_it_can(station: Station, tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "x.backup", station.home / "store.db", Path(os.devnull)):
        with pytest.raises(BadInput):
            backup(station.database, station.keys, station.clock, path)


def test_a_restore_brings_the_books_back_and_says_so(
    either_station: Station, clock: FrozenClock, tmp_path: Path
) -> None:
    station = either_station
    session = open_till(station)
    post_full_return(station, session, 1)
    cash = till_cash(station)
    file = tmp_path / "store.backup"
    backup(station.database, station.keys, clock, file)
    lost = post_return(station, session, 2)
    location, home, keys = station.database.location, station.home, station.keys
    station.close()

    restored = restore(file, location, home, keys, clock)

    assert restored.kept
    with closing(reopened(station, clock)) as again:
        assert till_cash(again) == cash
        report = verify_store(again.database, home, keys)
        assert report.problems == ()
        assert len(report.notes) == 2  # one a station
        assert report.notes[0].startswith("Restored from a backup: D01 2026-11-21 no. 3.")
        assert lost.mac in report.notes[0]
        post_return(again, session, 3)
        assert verify_store(again.database, home, keys).clean
        with again.look() as work:
            kinds = work.connection.execute(
                select(transactions.c.reason).order_by(transactions.c.chain_position)
            ).scalars()
            assert list(kinds)[-1] == "changed_mind"
    if isinstance(location, Path):
        with closing(Database(Path(restored.kept))) as kept, kept.read() as connection:
            ids = connection.execute(select(transactions.c.id)).scalars().all()
        assert lost.id in ids


def test_a_restored_server_numbers_new_people_on(
    postgres_store: tuple[str, Path], clock: FrozenClock, tmp_path: Path
) -> None:
    from counter_app.records.operators import add_operator, all_operators

    url, home = postgres_store
    with closing(open_station(url, home, "D01", clock)) as station:
        backup(station.database, station.keys, clock, tmp_path / "b")
    kept = restore(tmp_path / "b", url, home, station.keys, clock).kept
    with closing(open_station(url, home, "D01", clock)) as station, station.open_work() as work:
        new = add_operator(
            work.connection,
            work.keys,
            number="2050",
            name="New",
            role="clerk",
            language="en",
            pin_hash="x",
            badge_mac=None,
            at=clock.now(),
        )
        assert new == max(o.id for o in all_operators(work.connection))
        found = work.connection.exec_driver_sql(f"SELECT count(*) FROM {kept}.operators")
        assert found.scalar_one() == 5


def test_a_server_s_store_is_not_replaced_while_a_desk_is_connected(
    postgres_store: tuple[str, Path], clock: FrozenClock, tmp_path: Path
) -> None:
    url, home = postgres_store
    with closing(open_station(url, home, "D01", clock)) as station:
        backup(station.database, station.keys, clock, tmp_path / "b")
        with station.look() as work:
            before = chain_head(work.connection, "D01")
        with pytest.raises(Conflict) as refusal:
            restore(tmp_path / "b", url, home, station.keys, clock)
        assert refusal.value.code == "store_in_use"
        with station.look() as work:
            assert chain_head(work.connection, "D01") == before
    assert restore(tmp_path / "b", url, home, station.keys, clock).kept


@pytest.fixture
def saved(station: Station, clock: FrozenClock, tmp_path: Path) -> tuple[Path, Path, Keys]:
    """A closed store and a backup of it: (backup file, store folder, keys)."""
    session = open_till(station)
    post_full_return(station, session, 1)
    file = tmp_path / "store.backup"
    backup(station.database, station.keys, clock, file)
    station.close()
    return file, station.home, station.keys


def untouched(home: Path) -> dict[str, bytes]:
    return {
        p.name: p.read_bytes()
        for p in sorted(home.iterdir())
        if p.is_file() and p.suffix != ".lock"
    }


def _truncated(data: bytes) -> bytes:
    return data[:-1000]


def _longer(data: bytes) -> bytes:
    return data + b"\0"


def _flipped(data: bytes) -> bytes:
    at = len(data) * 2 // 3
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _line_changed(data: bytes) -> bytes:
    return data.replace(b'"created_at": "2026', b'"created_at": "2027', 1)


def _no_line(data: bytes) -> bytes:
    return data[data.index(b"\n") + 1 :]


def _empty(data: bytes) -> bytes:
    return b""


def _endless_line(data: bytes) -> bytes:
    return b"{" * 3_000_000


@pytest.mark.parametrize(
    "damage", [_truncated, _longer, _flipped, _line_changed, _no_line, _empty, _endless_line]
)
def test_b2_76_a_damaged_backup_changes_nothing(
    saved: tuple[Path, Path, Keys], clock: FrozenClock, damage: Callable[[bytes], bytes]
) -> None:
    file, home, keys = saved
    file.write_bytes(damage(file.read_bytes()))
    before = untouched(home)
    with pytest.raises(BadInput):
        restore(file, home / "store.db", home, keys, clock)
    assert untouched(home) == before
    assert list(home.glob(".backup-*")) == []


def test_b2_76_every_bit_of_the_first_line_counts(
    saved: tuple[Path, Path, Keys], clock: FrozenClock
) -> None:
    file, home, keys = saved
    data = file.read_bytes()
    for at in range(0, data.index(b"\n") + 1, 7):
        file.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        with pytest.raises(BadInput):
            restore(file, home / "store.db", home, keys, clock)


def test_b2_76_another_stores_backup_is_refused(
    saved: tuple[Path, Path, Keys], clock: FrozenClock
) -> None:
    file, home, _ = saved
    for keys, code in ((fresh_keys("another"), "foreign_backup"),):
        with pytest.raises(BadInput) as refusal:
            restore(file, home / "store.db", home, keys, clock)
        assert refusal.value.code == code
    same_name = fresh_keys("01980000-0000-7000-8000-000000000001")
    with pytest.raises(BadInput) as refusal:
        restore(file, home / "store.db", home, same_name, clock)
    assert refusal.value.code == "damaged_backup"


def _resealed(saved: tuple[Path, Path, Keys], image: Path, schema: str) -> Path:
    file, _, keys = saved
    content = json.loads(file.read_bytes().split(b"\n", 1)[0])
    manifest = Manifest(keys.store_id, schema, content["created_at"], {})
    other = file.with_name("other.backup")
    seal(image, other, manifest, keys)
    return other


def test_b2_76_a_newer_schema_is_refused(
    saved: tuple[Path, Path, Keys], clock: FrozenClock
) -> None:
    _, home, keys = saved
    newer = _resealed(saved, home / "store.db", "9999")
    with pytest.raises(BadInput) as refusal:
        restore(newer, home / "store.db", home, keys, clock)
    assert refusal.value.code == "newer_schema"


def test_altered_books_are_not_brought_back(
    saved: tuple[Path, Path, Keys], clock: FrozenClock, tmp_path: Path
) -> None:
    _, home, keys = saved
    altered = Path(shutil.copy(home / "store.db", tmp_path / "altered.db"))
    with closing(Database(altered)) as database, database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER append_only_postings_update")
        connection.exec_driver_sql("UPDATE postings SET amount = amount * 2")
        connection.commit()
    before = untouched(home)
    with pytest.raises(BadInput, match="do not verify"):
        restore(_resealed(saved, altered, "0001"), home / "store.db", home, keys, clock)
    assert untouched(home) == before


def test_a_store_in_use_is_not_replaced(saved: tuple[Path, Path, Keys], clock: FrozenClock) -> None:
    file, home, keys = saved
    with closing(open_station(home, home, "D01", clock)) as desk:
        desk.claim("test")
        with pytest.raises(Conflict):
            restore(file, home / "store.db", home, keys, clock)
    with closing(open_station(home, home, "D01", clock)) as reader, reader.look() as work:
        work.connection.exec_driver_sql("SELECT 1 FROM stores")
        with pytest.raises(StorageError) as refusal:
            restore(file, home / "store.db", home, keys, clock)
        assert refusal.value.code == "storage_busy"


@pytest.mark.parametrize("disaster", ["gone", "garbage", "cut"])
def test_a_lost_or_damaged_store_comes_back(
    saved: tuple[Path, Path, Keys], clock: FrozenClock, disaster: str
) -> None:
    file, home, keys = saved
    live = home / "store.db"
    match disaster:
        case "gone":
            live.unlink()
        case "garbage":
            live.write_bytes(b"\xff" * 50_000)
        case _:
            live.write_bytes(live.read_bytes()[:9000])
    restore(file, live, home, keys, clock)
    with closing(open_station(home, home, "D01", clock)) as station:
        assert verify_store(station.database, home, keys).clean


def test_the_lost_disk_comes_back_from_keys_and_backup(
    saved: tuple[Path, Path, Keys], clock: FrozenClock, tmp_path: Path
) -> None:
    from counter_app.storage.keys import save_keys

    file, _, keys = saved
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    save_keys(fresh, keys)
    assert restore(file, fresh / "store.db", fresh, keys, clock).kept == ""
    with closing(open_station(fresh, fresh, "D01", clock)) as station:
        report = verify_store(station.database, fresh, keys)
    assert report.clean
    assert (fresh / "store.db").stat().st_mode & 0o777 == 0o600


def test_a_restored_copy_put_back_by_hand_later_is_found(
    saved: tuple[Path, Path, Keys], clock: FrozenClock, tmp_path: Path
) -> None:
    file, home, keys = saved
    restore(file, home / "store.db", home, keys, clock)
    older = shutil.copy(home / "store.db", tmp_path / "older.db")
    with closing(open_station(home, home, "D01", clock)) as station, station.look() as work:
        session = work.till_session()
    assert session is not None
    with closing(open_station(home, home, "D01", clock)) as station:
        post_return(station, session, 5)
    shutil.copy(older, home / "store.db")
    with closing(Database(home / "store.db")) as database:
        assert not verify_store(database, home, keys).clean


def test_an_upgrade_takes_a_backup_first(either_station: Station, clock: FrozenClock) -> None:
    station = either_station
    assert upgrade_store(station.database, station.home, station.keys, clock) is None
    assert not (station.home / "backups").exists()


def test_an_upgrade_of_a_strange_schema_is_refused(station: Station, clock: FrozenClock) -> None:
    with station.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StorageError) as refusal:
        upgrade_store(station.database, station.home, station.keys, clock)
    assert refusal.value.code == "newer_schema"


def test_an_empty_place_has_nothing_to_back_up(station: Station, tmp_path: Path) -> None:
    with closing(Database(tmp_path / "empty.db")) as empty, pytest.raises(CounterError) as refusal:
        backup(empty, station.keys, station.clock, tmp_path / "x.backup")
    assert refusal.value.code == "no_store"


def test_a_backup_is_taken_while_the_desk_works(
    station: Station, clock: FrozenClock, tmp_path: Path
) -> None:
    session = open_till(station)
    with station.look() as look:
        look.connection.exec_driver_sql("SELECT 1 FROM stores")
        post_return(station, session, 1)
        backup(station.database, station.keys, clock, tmp_path / "a")
        post_return(station, session, 2)
    second = tmp_path / "second"
    build_store(second, second)
    assert backup(station.database, station.keys, clock, tmp_path / "b").chains["D01"][0] == 3
