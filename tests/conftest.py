"""What every test run needs: no display, no home folder, no key ring and no settings of the person
who runs it, and the hypothesis profiles.
"""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

# Set before anything imports Qt: it reads these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_ROOM = Path(tempfile.mkdtemp(prefix="counter-tests-"))
atexit.register(shutil.rmtree, _ROOM, ignore_errors=True)
for _variable in ("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
    _folder = _ROOM / _variable.lower()
    _folder.mkdir(mode=0o700)
    os.environ[_variable] = str(_folder)
for _variable in [name for name in os.environ if name.startswith("COUNTER_")]:
    if _variable != "COUNTER_EXTRA_VECTORS":
        del os.environ[_variable]

# A slow machine is no fault of the code, so no example has a deadline.
settings.register_profile(
    "default", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("quick", parent=settings.get_profile("default"), max_examples=15)
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


pytest_plugins = ["tests.stores"]

_WINDOWS_AT_ONCE: Final = 20
_OPENED: Final = pytest.StashKey[int]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Garbage of windows is collected here, on the GUI thread, and for many tests at once.

    After every window it was a quarter of the whole run.
    """
    window = isinstance(item, pytest.Function) and "qapp" in item.fixturenames
    opened = item.config.stash.get(_OPENED, _WINDOWS_AT_ONCE)
    if window:
        gc.disable()
        opened += 1
    if opened > _WINDOWS_AT_ONCE or (opened and not window):
        gc.unfreeze()
        gc.collect()
        gc.freeze()  # tests and libraries stay to the end: no later collection looks through them
        opened = 0
    if not window:
        gc.enable()
    item.config.stash[_OPENED] = opened
