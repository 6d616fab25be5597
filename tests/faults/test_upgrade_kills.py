"""An upgrade killed at every write call leaves the old schema or the new one, never a mixture."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from counter_app.paths import migrations
from counter_app.storage.engine import Database
from counter_app.storage.guards import trigger_faults
from counter_app.storage.migrate import schema_head, schema_of, upgrade
from tests.faults.test_kills import ROOT, STRACE, WRITES, needs_strace, spread

pytestmark = [pytest.mark.faults, needs_strace]

HEAD: Final = schema_head(migrations())
SECOND = f"""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{HEAD}"


def upgrade():
    op.add_column("drafts", sa.Column("colour", sa.String(length=10), nullable=True))
    with op.batch_alter_table("transactions") as batch:
        batch.alter_column("reason", type_=sa.String(length=120))
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
"""


State: TypeAlias = tuple[str | None, bool, bool, list[str]]
OLD: Final[State] = (HEAD, False, False, [])
NEW: Final[State] = ("9999", True, True, [])


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The migrations with one more revision that rebuilds a guarded table."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations(), folder)
    (folder / "versions" / "9999_second.py").write_text(SECOND, "utf-8")
    return folder


def start(database: Path, scripts: Path, wrapped: Sequence[str] = ()) -> str:
    command = [*wrapped, sys.executable, "-m", "tests.faults.upgrade_once"]
    done = subprocess.run(
        [*command, str(database), str(scripts)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.strip()


def state(path: Path) -> State:
    """(schema, has the new column, has the new table, guard faults), and the file is sound."""
    with closing(Database(path)) as database, database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        columns = connection.exec_driver_sql("PRAGMA table_info(drafts)").all()
        assert not [n for n in names if n.startswith("_alembic_tmp")]
        return (
            schema_of(connection),
            "colour" in [c[1] for c in columns],
            "extra" in names,
            trigger_faults(connection),
        )


@pytest.mark.parametrize("fresh", [False, True])
def test_r4_an_upgrade_is_whole_or_not_at_all(
    store_folder: Path, tmp_path: Path, scripts: Path, fresh: bool
) -> None:
    before = tmp_path / "before.db"
    if fresh:
        before.touch(mode=0o600)
        scripts = migrations()
    else:
        shutil.copy(store_folder / "store.db", before)
    log, trial = tmp_path / "calls.txt", tmp_path / "trial.db"

    def traced(*options: str) -> list[str]:
        paths = [part for end in ("", "-wal") for part in ("-P", f"{trial}{end}")]
        return [str(STRACE), "-f", "-qq", *options, *paths]

    def reset() -> None:
        for end in ("-wal", "-shm"):
            trial.with_name(trial.name + end).unlink(missing_ok=True)
        shutil.copy(before, trial)

    reset()
    assert (
        start(trial, scripts, traced("-o", str(log), "-e", "trace=" + ",".join(WRITES))) == "done"
    )
    lines = log.read_text("utf-8", "replace").splitlines()
    made = {call: sum(f" {call}(" in line for line in lines) for call in WRITES}
    sweep = [(call, n) for call, many in made.items() for n in range(1, many + 1)]
    assert len(sweep) > 10
    after = OLD if fresh else NEW
    for call, n in spread(sweep, 25):
        reset()
        inject = f"inject={call}:error=EIO:signal=SIGKILL:when={n}"
        start(trial, scripts, traced("-o", os.devnull, "-e", inject))
        found = state(trial)
        assert found[0] is None if fresh and found != after else found in (OLD, after), (call, n)
        with closing(Database(trial)) as database:
            upgrade(database, scripts)
        assert state(trial) == after, (call, n)
