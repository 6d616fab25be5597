"""A set-up killed at any write leaves a whole store, or nothing that the next set-up minds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.app import open_station
from counter_app.cli.places import Place
from counter_app.cli.set_up_command import refuse_existing
from counter_app.core.clock import FrozenClock
from counter_app.records.verify import verify_store
from counter_app.settings import Settings
from tests.faults.set_up_once import set_up
from tests.faults.test_kills import ROOT, STRACE, WRITES, needs_strace, spread
from tests.stores import NOON

pytestmark = [pytest.mark.faults, needs_strace]

CALLS = tuple(call for call in WRITES if call != "write")
WHOLE = {"store.db", "keys.json", "station.toml"}


def start(folder: Path, *options: str) -> None:
    command: Sequence[str] = [str(STRACE), "-f", "-qq", *options, sys.executable]
    subprocess.run(
        [*command, "-m", "tests.faults.set_up_once", str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        timeout=60,
        check=False,
    )


def sound(folder: Path) -> None:
    with closing(open_station(folder, folder, "D01", FrozenClock(NOON))) as station:
        assert verify_store(station.database, station.home, station.keys).problems == ()


def test_a_set_up_killed_anywhere_is_whole_or_begun_anew(tmp_path: Path) -> None:
    folder, log = tmp_path / "store", tmp_path / "calls.txt"
    start(folder, "-o", str(log), "-e", "trace=" + ",".join(CALLS))
    assert {p.name for p in folder.iterdir()} == WHOLE
    lines = log.read_text("utf-8", "replace").splitlines()
    made = {call: sum(f" {call}(" in line for line in lines) for call in CALLS}
    sweep = [(call, n) for call, many in made.items() for n in range(1, many + 1)]
    assert len(sweep) > 10
    late = [("rename", n) for n in range(1, made["rename"] + 1)]
    ended = set()
    for call, n in dict.fromkeys((*spread(sweep, 12), *late)):
        shutil.rmtree(folder)
        inject = f"inject={call}:error=EIO:signal=SIGKILL:when={n}"
        start(folder, "-o", os.devnull, "-e", inject)
        whole = (folder / "store.db").exists()
        ended.add(whole)
        if not whole:
            refuse_existing(Place(folder, folder, Settings()))
            set_up(folder)
        sound(folder)
        assert {p.name for p in folder.iterdir() if p.suffix != ".json"} >= WHOLE - {
            "keys.json", "station.toml" if whole else "",
        }, (call, n)  # fmt: skip
        if not whole:
            assert not [p.name for p in folder.iterdir() if ".new" in p.name], (call, n)
    assert ended == {False, True}
