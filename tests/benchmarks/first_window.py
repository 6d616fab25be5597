"""From process start to the desk's first window and first turn of its event loop.

Beside it, in the same run: a bare PySide6 window and `import sqlalchemy.orm`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.stores import build_store

RUNS: Final = 12
"""Of each kind, in turn, after one of each that only warms the disk."""
BAR: Final = 1.3
MODULES_BAR: Final = 480
HEAVY: Final = (
    "alembic", "reportlab", "escpos", "keyring", "psycopg", "PIL", "typer", "rich", "structlog",
    "pydantic",
)  # fmt: skip
"""Libraries that nobody waits for before the first window."""

_REPORT: Final = """
import json, sys, time
from PySide6.QtCore import QCoreApplication, QTimer
def second():
    stamp = time.monotonic_ns()
    print(json.dumps({"at": stamp, "modules": sorted(sys.modules)}), flush=True)
    QCoreApplication.quit()
def first():
    QTimer.singleShot(0, second)
"""
_BARE: Final = f"""
{_REPORT}
from PySide6.QtWidgets import QApplication, QWidget
import sqlalchemy.orm
app = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, first)
QApplication.exec()
"""
_DESK: Final = f"""
{_REPORT}
from counter_app.__main__ import main
from counter_app.ui.desk_window import application
app = application()
QTimer.singleShot(0, first)
sys.exit(main(["--store", sys.argv[1]]))
"""
_LIMIT_S: Final = 60


def run() -> dict[str, object]:
    """Both times in milliseconds, their ratio, and what the desk had loaded by then."""
    with tempfile.TemporaryDirectory() as room:
        store = Path(room) / "store"
        build_store(store, store)
        start(_BARE, store)
        modules = set(start(_DESK, store)[1])
        bare: list[float] = []
        desk: list[float] = []
        for _ in range(RUNS):
            bare.append(start(_BARE, store)[0])
            desk.append(start(_DESK, store)[0])
    ratio = statistics.median(desk) / statistics.median(bare)
    others = [name for name in modules if name.partition(".")[0] != "counter_app"]
    heavy = sorted(set(HEAVY) & modules)
    return {
        "desk_ms": round(statistics.median(desk), 1),
        "bare_ms": round(statistics.median(bare), 1),
        "ratio": round(ratio, 3),
        "bar": BAR,
        "modules": len(others),
        "modules_bar": MODULES_BAR,
        "heavy": heavy,
        "runs": RUNS,
        "passed": ratio <= BAR and len(others) <= MODULES_BAR and not heavy,
    }


def start(program: str, store: Path) -> tuple[float, list[str]]:
    """One fresh process: milliseconds to its first turn, and the modules loaded by then."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "COUNTER_STATION": "D01",
        "XDG_CONFIG_HOME": str(store.parent),
    }
    begun = time.monotonic_ns()
    ran = subprocess.run(
        [sys.executable, "-c", program, str(store)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=_LIMIT_S,
    )
    answer = json.loads(ran.stdout.splitlines()[0])
    return (answer["at"] - begun) / 1e6, answer["modules"]


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))  # noqa: T201 its answer
