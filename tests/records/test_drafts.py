"""Unfinished work lies sealed in the store (B2-90) and goes on at any of its stations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from counter_app.core.errors import StorageError
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.records.drafts import (
    StoredDraft,
    draft_by_id,
    drafts,
    drafts_of,
    parked_drafts,
    save_draft,
    take_up,
    unfinished,
)
from counter_app.records.verify import verify_store
from counter_app.station import Station
from counter_app.storage.keys import fresh_keys, load_keys, save_keys, seal_keys, unseal_keys
from tests.records.books import operator_id
from tests.stores import CLERK_2, NOON, PINS

SECRET = "Dolores Quintero, 512 555 0142"
PASSPHRASE = "seven red lanterns"


def a_draft(operator: int, state: str = "open") -> StoredDraft:
    return StoredDraft(
        new_id(), "returns", "D01", operator, state, SECRET, Money(4711), {"note": SECRET}, NOON
    )


def stored(station: Station, state: str = "open") -> StoredDraft:
    with station.open_work() as work:
        draft = a_draft(operator_id(work), state)
        save_draft(work.connection, work.keys, draft)
        work.commit()
    return draft


def second_desk(station: Station, home: Path) -> Station:
    """Desk 2 on a computer of its own, its keys brought there as a join file brings them."""
    home.mkdir()
    save_keys(home, unseal_keys(seal_keys(station.keys, PASSPHRASE), PASSPHRASE))
    other = Station(
        station.database, home, "D02", load_keys(home), station.clock, station._parse_policy
    )
    other.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    return other


def test_b2_90_a_draft_left_behind_shows_nothing_to_who_reads_the_database(
    either_station: Station,
) -> None:
    draft = stored(either_station)
    with either_station.look() as work:
        [row] = work.connection.execute(select(drafts)).all()
        assert drafts_of(work.connection, work.keys, draft.operator_id, "open") == (draft,)
    raw = " ".join(map(str, row))
    assert (row.id, row.task, row.station, row.state) == (draft.id, "returns", "D01", "open")
    assert row.amount is None
    assert not any(word in raw for word in ("Dolores", "Quintero", "note"))


def test_the_database_file_holds_no_word_of_it(station: Station) -> None:
    stored(station)
    folder = station.home
    files = [f for f in folder.rglob("*") if f.is_file() and f.name != "keys.json"]
    assert any(f.suffix == ".db" for f in files)
    assert [f for f in files if b"Quintero" in f.read_bytes()] == []


def test_parked_work_is_read_and_taken_up_at_another_station(
    either_station: Station, tmp_path: Path
) -> None:
    draft = stored(either_station, "parked")
    desk_2 = second_desk(either_station, tmp_path / "desk 2")
    with desk_2.open_work() as work:
        assert parked_drafts(work.connection, work.keys) == (draft,)
        assert desk_2.operator_id is not None
        taken = take_up(
            work.connection, work.keys, draft.id,
            station="D02", operator_id=desk_2.operator_id, at=NOON,
        )  # fmt: skip
        assert (taken.title, taken.amount, taken.content) == (SECRET, Money(4711), {"note": SECRET})
        changed = replace(taken, content={"note": "and the lid"})
        save_draft(work.connection, work.keys, changed)
        work.commit()
    with either_station.look() as work:
        assert draft_by_id(work.connection, work.keys, draft.id) == changed


def test_a_plain_row_of_an_older_version_is_read_and_sealed_when_it_changes(
    either_station: Station,
) -> None:
    with either_station.open_work() as work:
        old = a_draft(operator_id(work))
        values = {name: getattr(old, name) for name in StoredDraft.__dataclass_fields__}
        work.connection.execute(insert(drafts).values(values))
        work.commit()
    with either_station.open_work() as work:
        assert draft_by_id(work.connection, work.keys, old.id) == old
        save_draft(work.connection, work.keys, old)
        work.commit()
    with either_station.look() as work:
        [row] = work.connection.execute(select(drafts)).all()
        assert (row.title, row.amount, list(row.content)) == ("", None, ["sealed"])
        assert draft_by_id(work.connection, work.keys, old.id) == old


def test_what_was_changed_or_put_into_another_draft_is_found_and_stops_nobody(
    either_station: Station,
) -> None:
    first, second = stored(either_station), stored(either_station)
    with either_station.open_work() as work:
        sealed = select(drafts.c.content).where(drafts.c.id == first.id).scalar_subquery()
        work.connection.execute(
            update(drafts).where(drafts.c.id == second.id).values(content=sealed)
        )
        work.commit()
    with either_station.look() as work:
        assert unfinished(work.connection, work.keys) == (first,)
        with pytest.raises(StorageError, match="changed"):
            draft_by_id(work.connection, work.keys, second.id)
        assert unfinished(work.connection, fresh_keys(work.store.id)) == ()
    s = either_station
    report = verify_store(s.database, s.home, s.keys)
    assert ("draft_changed", second.id) in {(p.code, p.where) for p in report.problems}
