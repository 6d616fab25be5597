"""A whole return posted by the desk's own use case, beside its SQL replayed on the bare driver.

The same returns on two copies of one store, in turns, so that each starts after the other's fsync
with cold caches. CPU time as it is; wall time with 5 ms added to each fsync of both sides, which a
small library loaded before libc does (needs gcc). As at the desk, the receipt was read,
the draft judged and the body of its slip made when they were shown, nobody waits for the anchor, and garbage is collected between
returns; the CPU time of the last two counts.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event
from sqlcipher3 import dbapi2

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.words import Words as Sentences
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.screen_case import Shown
from counter_app.desk.returns.screen_reads import look_around
from counter_app.desk.returns.service import complete, start
from counter_app.station import Station
from counter_app.ui.collector import collect_due
from counter_app.ui.words import Words
from tests.desk.returns import goods
from tests.desk.returns.desk import coming_back, sell, working
from tests.stores import CLERK, NOON, PINS, build_store

RETURNS: Final = 180
WARM_UP: Final = 15
PRICE: Final = 250  # cents; the float of the till must last for all of them
WALL_RUNS: Final = 7
CPU_BAR: Final = 8.0
WALL_BAR: Final = 1.25
_ANEW: Final = "--anew"
_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "cache_size=-65536",
)

Statement = tuple[str, Any, bool]
"""SQL, parameters, and whether there are many sets of them."""


def run() -> dict[str, object]:
    """Both ratios with their bars; the wall ratio is None where nothing can slow the disk."""
    cpu = _in_process({}, _ANEW)
    wall = _slow()
    ratio = wall["wall_ratio"] if wall else None
    return {
        "cpu_ratio": cpu["cpu_ratio"],
        "cpu_bar": CPU_BAR,
        "desk_cpu_ms": cpu["desk_cpu_ms"],
        "bare_cpu_ms": cpu["bare_cpu_ms"],
        "wall_ratio_5_ms": ratio,
        "wall_bar": WALL_BAR,
        "desk_wall_ms": wall["desk_wall_ms"] if wall else None,
        "bare_wall_ms": wall["bare_wall_ms"] if wall else None,
        "statements": cpu["statements"],
        "returns": RETURNS - WARM_UP,
        "passed": cpu["cpu_ratio"] <= CPU_BAR and (ratio is None or ratio <= WALL_BAR),
    }


def _slow() -> dict[str, Any] | None:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    with tempfile.TemporaryDirectory() as room:
        library = Path(room) / "slowsync.so"
        source = Path(__file__).with_name("slowsync.c")
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True
        )
        runs = [_in_process({"LD_PRELOAD": str(library)}) for _ in range(WALL_RUNS)]
        return min(runs, key=lambda run: float(run["bare_wall_ms"]))  # it was disturbed least


def _in_process(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    """`measure` in a fresh process, so that nothing else counts."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.posting", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def measure(*, anew: bool) -> dict[str, object]:
    """Both sides over returns that take turns; the replay must leave the very same rows.

    `anew` leaves the desk without the judgement of its screen, as a script is.
    """
    with tempfile.TemporaryDirectory() as room:
        timed, spoken, bare = (Path(room) / name for name in ("timed", "spoken", "bare"))
        build_store(timed, timed)
        with closing(_desk(timed)) as station:
            working(station, CLERK)
            receipts = [sell(station, goods.line(1, PRICE), sequence=n + 1) for n in range(RETURNS)]
            drafts = [coming_back(station, receipt, {1: 1}) for receipt in receipts]
        shutil.copytree(timed, spoken)
        shutil.copytree(timed, bare)
        scripts = _statements(spoken, drafts, anew)
        desk, floor = _Times(), _Times()
        with closing(_desk(timed)) as station, _bare(bare) as connection:
            seen = _scanned(station, drafts)
            gc.collect()
            gc.disable()
            _undisturbed()
            for shown, script in zip(seen, scripts, strict=True):
                desk.add(partial(_post, station, shown, anew), partial(_afterwards, station))
                floor.add(partial(_replay, connection, script))
        assert _rows(bare) == _rows(spoken), "the replay is not the same work"
    return {
        "cpu_ratio": round(desk.cpu() / floor.cpu(), 2),
        "desk_cpu_ms": round(desk.cpu(), 3),
        "bare_cpu_ms": round(floor.cpu(), 3),
        "wall_ratio": round(desk.wall() / floor.wall(), 3),
        "desk_wall_ms": round(desk.wall(), 2),
        "bare_wall_ms": round(floor.wall(), 2),
        "statements": len(scripts[-1]),
    }


class _Times:
    """CPU and wall time of each return, in milliseconds."""

    def __init__(self) -> None:
        self._cpu: list[float] = []
        self._wall: list[float] = []

    def add(
        self, job: Callable[[], object], afterwards: Callable[[], object] | None = None
    ) -> None:
        """Do it and take its times; nobody waits for what is done afterwards."""
        cpu, wall = time.process_time_ns(), time.perf_counter_ns()
        job()
        self._wall.append((time.perf_counter_ns() - wall) / 1e6)
        if afterwards is not None:
            afterwards()
        self._cpu.append((time.process_time_ns() - cpu) / 1e6)

    def cpu(self) -> float:
        """The mean without the slowest tenth, so that what is done now and then counts."""
        kept = sorted(self._cpu[WARM_UP:])
        return statistics.fmean(kept[: -len(kept) // 10])

    def wall(self) -> float:
        """The median; the first returns only warm up."""
        return statistics.median(self._wall[WARM_UP:])


def _desk(folder: Path) -> Station:
    return open_station(folder, folder, "D01", FrozenClock(NOON))


def _scanned(station: Station, drafts: list[ReturnDraft]) -> list[Shown]:
    """The clerk signed on and every receipt scanned: what the screen shows of each draft."""
    station.sign_on_with_pin(CLERK, PINS[CLERK])
    opened = [look_around(start(station, draft.receipt.id), station) for draft in drafts]
    words, sentences = Words(station.store), Sentences()
    return [
        Shown.judge(new, replace(draft, receipt=new.draft.receipt), words, sentences)
        for draft, new in zip(drafts, opened, strict=True)
    ]


def _post(station: Station, shown: Shown, anew: bool) -> None:
    if anew:
        complete(shown.draft, station)
    else:
        complete(shown.draft, station, ahead=shown.ahead)


def _undisturbed() -> None:
    """Real-time priority where the system allows it: what others take is no part of either side."""
    if sys.platform == "linux":
        with suppress(PermissionError):
            os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


def _afterwards(station: Station) -> None:
    station.settle_anchor()
    collect_due()


def _statements(folder: Path, drafts: list[ReturnDraft], anew: bool) -> list[list[Statement]]:
    """What the desk says to the database for each return, transaction control included."""
    said: list[Statement] = []
    scripts: list[list[Statement]] = []
    with closing(_desk(folder)) as station:
        seen = _scanned(station, drafts)
        _listen(station.database.engine, said)
        for shown in seen:
            _post(station, shown, anew)
            scripts.append(said.copy())
            said.clear()
    return scripts


def _listen(engine: Engine, said: list[Statement]) -> None:
    @event.listens_for(engine, "before_cursor_execute")
    def _said(_c: Any, _cu: Any, sql: str, parameters: Any, _x: Any, many: bool) -> None:
        said.append((sql, parameters, many))

    @event.listens_for(engine, "begin")
    def _begun(_connection: Any) -> None:
        said.append(("BEGIN IMMEDIATE", (), False))

    @event.listens_for(engine, "commit")
    def _committed(_connection: Any) -> None:
        said.append(("COMMIT", (), False))

    @event.listens_for(engine, "rollback")
    def _rolled_back(_connection: Any) -> None:
        said.append(("ROLLBACK", (), False))


@contextmanager
def _bare(folder: Path) -> Iterator[dbapi2.Connection]:
    connection = dbapi2.connect(str(folder / "store.db"), isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    with closing(connection):
        yield connection


def _replay(connection: dbapi2.Connection, script: list[Statement]) -> None:
    for sql, parameters, many in script:
        if many:
            connection.executemany(sql, parameters)
        else:
            connection.execute(sql, parameters).fetchall()


def _rows(folder: Path) -> list[Any]:
    with _bare(folder) as connection:
        names = "transactions", "postings", "transaction_lines", "decisions", "print_jobs"
        return [connection.execute(f"SELECT * FROM {n} ORDER BY 1, 2").fetchall() for n in names]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(anew=_ANEW in sys.argv)))
