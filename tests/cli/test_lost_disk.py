"""A disk or a server is gone: the keys' sealed copy and a backup bring the store back elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counter

PHRASE = "correct horse battery staple"


def copies(counter: Counter, where: tuple[object, ...], folder: Path, **more: object) -> list[Path]:
    """The sealed keys and the backup of a store."""
    keys, backup = folder / "keys.sealed", folder / "store.backup"
    made = counter("keys", "backup", keys, *where, stdin=f"{PHRASE}\n", **more)
    assert made.code == 0, made.err
    assert counter("backup", backup, *where, **more).code == 0
    return [keys, backup]


def test_a_store_comes_back_in_an_empty_folder(
    counter: Counter, store_folder: Path, tmp_path: Path
) -> None:
    keys, backup = copies(counter, ("--store", store_folder), tmp_path)
    new = tmp_path / "new disk"
    new.mkdir()
    (new / "store.db").touch()  # what a torn copy left behind
    where = ("--store", new)
    brought = counter("keys", "restore", keys, *where, stdin=f"{PHRASE}\n")
    assert brought.code == 0, brought.err
    (new / "store.db").unlink()
    assert counter("restore", backup, *where).code == 0
    assert counter("verify", *where).code == 0


@pytest.mark.postgres
def test_a_store_comes_back_on_an_empty_server(
    counter: Counter, postgres_store: tuple[str, Path], empty_database: str, tmp_path: Path
) -> None:
    url, home = postgres_store
    old = {"COUNTER_HOME": str(home)}
    keys, backup = copies(counter, ("--store", url), tmp_path, env=old)
    new = {"COUNTER_HOME": str(tmp_path / "new")}
    where = ("--store", empty_database)
    brought = counter("keys", "restore", keys, *where, stdin=f"{PHRASE}\n", env=new)
    assert brought.code == 0, brought.err
    assert counter("restore", backup, *where, env=new).code == 0
    assert counter("verify", *where, env=new).code == 0


@pytest.mark.postgres
def test_a_station_that_has_just_joined_may_verify(
    counter: Counter, postgres_store: tuple[str, Path], tmp_path: Path
) -> None:
    """It keeps nobody's anchor yet; the other station's is kept there."""
    url, home = postgres_store
    where, first = ("--store", url), {"COUNTER_HOME": str(home), "COUNTER_STATION": "D01"}
    lines = tmp_path / "open.jsonl"
    lines.write_text(
        '{"station":"D01","operator":"2047","pin":"274951","task":"tills",'
        '"do":{"action":"open","till":7,"float_cents":20000}}\n',
        "utf-8",
    )
    assert counter("play", lines, *where, env=first).code == 0
    join = tmp_path / "D03.join"
    enrolled = counter("station", "enrol", "D03", join, *where, stdin=f"{PHRASE}\n", env=first)
    assert enrolled.code == 0, enrolled.err
    second = {"COUNTER_HOME": str(tmp_path / "second"), "COUNTER_STATION": None}
    joined = counter("station", "join", join, *where, stdin=f"{PHRASE}\n", env=second)
    assert joined.code == 0, joined.err
    told = counter("verify", *where, env=second)
    assert (told.code, "D01 is kept at that station" in told.out) == (0, True), told.out
    (home / "anchor-D01.json").unlink()
    lost = counter("verify", *where, env=first)
    assert (lost.code, "anchor of station D01 is missing" in lost.out) == (1, True), lost.out
