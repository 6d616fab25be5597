"""Killed, out of disk, or with a dead disk: what was acknowledged is there, once, and whole."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.ids import derived_id
from counter_app.records.journal_tables import transactions
from counter_app.records.verify import verify_store
from tests.faults.desk_loop import BASE, post_many
from tests.stores import NOON

pytestmark = pytest.mark.faults

STRACE = shutil.which("strace")
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace is not installed")
ROOT = Path(__file__).parents[2]
WRITES = ("pwrite64", "fdatasync", "fsync", "rename", "ftruncate", "write", "unlink")


def loop(
    store: str | Path, home: Path, seed: int, attempts: int, wrapped: Sequence[str] = ()
) -> list[str]:
    command = [*wrapped, sys.executable, "-m", "tests.faults.desk_loop"]
    return [*command, str(store), str(home), "D01", str(seed), str(attempts)]


def run(command: Sequence[str], timeout: float = 60) -> list[str]:
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False
    )
    return done.stdout.splitlines()


def resent(store: str | Path, home: Path, seed: int, attempts: int) -> list[str]:
    """The same requests again, by a desk started anew."""
    told: list[str] = []
    with closing(open_station(store, home, "D01", FrozenClock(NOON))) as station:
        post_many(station, str(seed), attempts, told.append)
    return told


def acknowledged(lines: Sequence[str]) -> set[int]:
    """Numbers the desk had told, a half line left out."""
    pairs = (line.split() for line in lines)
    return {int(p[1]) for p in pairs if len(p) == 2 and p[0] in ("posted", "again")}


def check(store: str | Path, home: Path, seed: int, told: set[int]) -> int:
    """The books are clean and hold everything that was told; how many they hold."""
    with closing(open_station(store, home, "D01", FrozenClock(NOON))) as station:
        report = verify_store(station.database, home, station.keys)
        assert report.problems == ()
        with station.look() as work:
            ids = set(work.connection.execute(select(transactions.c.id)).scalars())
            returns = select(func.count()).where(transactions.c.kind == "return")
            many = int(work.connection.execute(returns).scalar_one())
    missing = {n for n in told if derived_id(BASE, f"D01-{seed}-{n}") not in ids}
    assert missing == set()
    return many


def kill_after(command: Sequence[str], lines: int) -> list[str]:
    """Start, read that many acknowledgements, kill -9, and give everything that was told."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(lines)]
        process.kill()
        told += process.stdout.read().splitlines()
    return told


def test_r1_a_desk_killed_at_any_moment_keeps_what_it_told(store_folder: Path) -> None:
    chance = random.Random(20261121)
    for seed in range(1, 13):
        told = acknowledged(
            kill_after(loop(store_folder, store_folder, seed, 500), chance.randint(1, 40))
        )
        assert told
        check(store_folder, store_folder, seed, told)
        again = acknowledged(resent(store_folder, store_folder, seed, max(told) + 2))
        assert again == set(range(max(told) + 2))
        check(store_folder, store_folder, seed, again)


@pytest.mark.postgres
def test_r6_the_same_on_a_server(postgres_store: tuple[str, Path]) -> None:
    url, home = postgres_store
    chance = random.Random(20261122)
    for seed in range(1, 5):
        told = acknowledged(kill_after(loop(url, home, seed, 500), chance.randint(1, 30)))
        check(url, home, seed, told)
        assert acknowledged(resent(url, home, seed, 5)) == set(range(5))


def calls_made(store: Path) -> dict[str, int]:
    """How often the loop makes each write call, counted on a copy of the store."""
    log = store.with_name("calls.txt")
    traced = [str(STRACE), "-f", "-qq", "-o", str(log), "-e", "trace=" + ",".join(WRITES)]
    run(loop(store, store, 1, 2, [*traced, *paths_of(store)]))
    found = dict.fromkeys(WRITES, 0)
    for line in log.read_text("utf-8", "replace").splitlines():
        for call in WRITES:
            if f" {call}(" in line and "resumed" not in line:
                found[call] += 1
    return found


def paths_of(store: Path) -> list[str]:
    names = ("store.db", "store.db-wal", "anchor-D01.json", ".")
    return [part for name in names for part in ("-P", str(store / name))]


def spread(sweep: Sequence[tuple[str, int]], many: int) -> Sequence[tuple[str, int]]:
    """About that many points, evenly; FAULT_POINTS in the environment asks for more."""
    wanted = int(os.environ.get("FAULT_POINTS", many))
    return sweep[:: max(1, len(sweep) // wanted)]


@needs_strace
@pytest.mark.parametrize("fault", ["signal=SIGKILL", "error=EIO", "error=ENOSPC"])
def test_r1_r2_every_write_call_may_fail(store_folder: Path, tmp_path: Path, fault: str) -> None:
    counting = tmp_path / "counting"
    shutil.copytree(store_folder, counting)
    made = calls_made(counting)
    sweep = [(call, n) for call, many in made.items() for n in range(1, many + 1)]
    assert len(sweep) > 40
    for number, (call, n) in enumerate(spread(sweep, 60 if "KILL" in fault else 25)):
        store = tmp_path / f"{fault[-5:]}-{number}"
        shutil.copytree(store_folder, store)
        inject = f"inject={call}:{fault}:when={n}"
        if fault == "signal=SIGKILL":
            inject = f"inject={call}:error=EIO:{fault}:when={n}"
        wrapped = [str(STRACE), "-f", "-qq", "-o", os.devnull, *paths_of(store), "-e", inject]
        told = acknowledged(run(loop(store, store, 1, 2, wrapped)))
        check(store, store, 1, told)
        assert acknowledged(resent(store, store, 1, 2)) == {0, 1}, (call, n)
        assert check(store, store, 1, {0, 1}) == 2, (call, n)
        shutil.rmtree(store)
