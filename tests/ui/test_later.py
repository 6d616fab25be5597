"""What is loaded behind the first picture: one module a step, and Qt only on the window's thread."""

from __future__ import annotations

import subprocess
import sys

_ASK = """
import sys
from importlib import import_module
from counter_app.app import discover_tasks
from counter_app.ui.later import plan
loaded = set()
qt_later = []
for task in discover_tasks():
    if task.screen is None:
        continue
    for name, qt in plan(task.screen.partition(":")[0]).items():
        if qt or name in sys.modules:
            qt_later += [name] if qt else []
            continue
        before = {m for m in sys.modules if m.startswith("counter_app.")}
        import_module(name)
        more = {m for m in sys.modules if m.startswith("counter_app.")} - before - {name}
        assert len(more) <= 4, (name, more)
assert "PySide6.QtWidgets" not in sys.modules, "a worker would make Qt's classes"
assert len(qt_later) > 50
"""


def test_what_the_worker_loads_has_no_qt_in_it_and_comes_module_by_module() -> None:
    """In a fresh process, for here everything is loaded already."""
    subprocess.run([sys.executable, "-c", _ASK], check=True, timeout=120)
