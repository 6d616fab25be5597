"""The first window in a fresh interpreter: nothing heavy is loaded before it is painted."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from pytestqt.qtbot import QtBot

from counter_app.station import Station
from counter_app.ui.desk_window import open_window
from tests.ui.probe import TASKS

HEAVY = (
    "alembic", "reportlab", "escpos", "keyring", "psycopg", "PIL", "typer", "rich", "structlog",
    "pydantic",
)  # fmt: skip
MOST_MODULES = 480
MOST_OF_OURS = 110
FIRST_WINDOW = """
import json, sys
from pathlib import Path
from counter_app.app import discover_tasks, open_station
from counter_app.core.clock import SystemClock
from counter_app.ui.desk_window import open_window
from PySide6.QtWidgets import QApplication
station = open_station(Path(sys.argv[1]), Path(sys.argv[1]), "D01", SystemClock())
shell = open_window(station, discover_tasks())
shell.show()
QApplication.processEvents()
names = sorted(sys.modules)
shell.close()
station.close()
print(json.dumps(names))
"""


def test_the_first_window_loads_nothing_heavy(store_folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", FIRST_WINDOW, str(store_folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    names: list[str] = json.loads(run.stdout)
    roots = {name.partition(".")[0] for name in names}
    assert not roots & set(HEAVY)
    assert "counter_app.ui.shell" in names
    foreign = [name for name in names if not name.startswith("counter_app")]
    assert len(foreign) <= MOST_MODULES
    assert len(names) - len(foreign) <= MOST_OF_OURS


NOT_YET = (
    "counter_app.equipment",
    "counter_app.records.work",
    "counter_app.rules.policy",
    "counter_app.ui.approve",
    "counter_app.ui.home",
)
BEHIND_IT = """
import json, sys, threading
from pathlib import Path
class Threads:
    # which modules were loaded on another thread than the one of the window
    def __init__(self):
        self.elsewhere = []
    def find_spec(self, name, path=None, target=None):
        imports = sys._getframe(2).f_code.co_name == "_find_and_load_unlocked"  # or only looks
        if imports and threading.current_thread() is not threading.main_thread():
            self.elsewhere.append(name)
threads = Threads()
sys.meta_path.insert(0, threads)
from counter_app.app import discover_tasks, open_station
from counter_app.core.clock import SystemClock
from counter_app.settings import Settings
from counter_app.ui.desk_window import application
from counter_app.ui.start import open_desk
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
told = {}
def shell():
    return next(w for w in QApplication.topLevelWidgets() if hasattr(w, "jobs"))
def first():
    told["first"] = sorted(sys.modules)
    told["bar"] = shell().frame.status.accessibleName()
    watch.start(20)
def look():
    wanted = {task.screen.partition(":")[0] for task in shell().tasks if task.screen}
    if wanted <= set(sys.modules) and shell().jobs.pending == 0:
        watch.stop()
        told["then"] = sorted(sys.modules)
        told["operator"] = shell().station.operator is not None
        told["elsewhere"] = threads.elsewhere
        shell().close()
app = application()
watch = QTimer()
watch.timeout.connect(look)
QTimer.singleShot(0, first)
station = open_station(Path(sys.argv[1]), Path(sys.argv[1]), "D01", SystemClock())
open_desk(station, discover_tasks(), Settings())
station.close()
print(json.dumps(told))
"""


def uses_qt(name: str) -> bool:
    if name.startswith("PySide6"):
        return True
    spec = find_spec(name) if name.startswith("counter_app") else None
    return bool(spec and spec.origin and "PySide6" in Path(spec.origin).read_text("utf-8"))


def test_what_the_first_window_does_not_show_is_loaded_behind_it_before_anybody_signs_on(
    store_folder: Path,
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", BEHIND_IT, str(store_folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = json.loads(run.stdout)
    assert not set(told["first"]) & set(NOT_YET)
    assert "Printer ready" in told["bar"]
    assert set(told["then"]) >= set(NOT_YET)
    assert told["operator"] is False
    assert "counter_app.equipment" in told["elsewhere"]
    with_qt = [name for name in told["elsewhere"] if uses_qt(name)]
    assert with_qt == [], "Qt's classes are made on two threads at once, which ends the program"


def test_the_first_look_at_the_desk_waits_for_the_first_picture(
    qtbot: QtBot, station: Station
) -> None:
    shell = open_window(station, TASKS)
    qtbot.addWidget(shell)
    assert shell.jobs.pending == 0
    shell.show()
    qtbot.waitUntil(lambda: shell.watch.state is not None)
    shell.close()
