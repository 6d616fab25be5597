"""`counter doctor`: what this computer lacks to run the desk, each fault with what mends it."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Final

from counter_app.app import DATABASE_FILE, open_database
from counter_app.cli.answers import JsonOption, StoreOption, counted, print_json, say
from counter_app.cli.boundary import DONE, FAULTS
from counter_app.cli.desk import has_display, is_new, is_seen
from counter_app.cli.places import Place, find_place, station_here
from counter_app.core.approval import Finding, Severity
from counter_app.core.errors import CounterError
from counter_app.devices.drawer import Drawer, DrawerState
from counter_app.devices.printer import Printer, PrinterConfig, Trouble, trouble_in
from counter_app.devices.transports import Folder
from counter_app.equipment import drawer_config, printer_config
from counter_app.paths import migrations, resources
from counter_app.records.anchor import read_anchor
from counter_app.records.stores import station_names, the_store
from counter_app.storage.keys import FILE_NAME as KEYS_FILE
from counter_app.storage.keys import load_keys
from counter_app.storage.migrate import check_schema, schema_head

# What Qt loads on Linux: library → Debian package.
OFFSCREEN_LIBRARIES: Final[Mapping[str, str]] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES: Final[Mapping[str, str]] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
FONTS: Final = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
    "JetBrainsMono-Regular.ttf",
    "JetBrainsMono-Bold.ttf",
)
_TRUETYPE: Final = (b"\x00\x01\x00\x00", b"true", b"OTTO")
_TRY_S: Final = 20
_SCARCE_BYTES: Final = 200_000_000
_LIBRARIES: Final = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "alembic", "python-escpos")

Findings = Iterator[Finding]


def doctor(store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Look at fonts, libraries, printer, drawer, database and files; exit 1 for any fault."""
    place = find_place(store)
    checks: tuple[Callable[[Place], Findings], ...] = (
        versions,
        fonts,
        libraries,
        database,
        file_modes,
        keys,
        disk,
        printer,
    )
    found = [finding for check in checks for finding in _safely(check, place)]
    faults = [f for f in found if f.severity is Severity.FORBID]
    if as_json:
        print_json({"sound": not faults, "findings": [f.as_json() for f in found]})
    else:
        for finding in found:
            sign = {Severity.INFORM: "   ", Severity.WARN: " ! "}.get(finding.severity, "XX ")
            say(f"{sign}{finding.text} {finding.remedy}".rstrip())
        say("Nothing is wrong." if not faults else f"{counted(len(faults), 'faults')}.")
    return FAULTS if faults else DONE


def _safely(check: Callable[[Place], Findings], place: Place) -> list[Finding]:
    found: list[Finding] = []
    try:
        found.extend(check(place))
    except CounterError as error:
        found.append(_fault(error.code, error.text, error.remedy))
    except OSError as error:
        found.append(_fault("system", f"{error.filename or check.__name__}: {error.strerror}."))
    return found


def versions(_place: Place) -> Findings:
    """The program and what it stands on."""
    python = ".".join(map(str, sys.version_info[:3]))
    told = [f"counter_app {_version('counter-app')}", f"Python {python}"]
    told += [f"{name} {_version(name)}" for name in _LIBRARIES]
    yield _fine("versions", f"{', '.join(told)}, schema {schema_head(migrations())}.")
    qt = _version("PySide6-Essentials").split(".")[:2]
    if sys.version_info[:2] == (3, 11) and qt == ["6", "12"]:
        yield _fault("qt_version", "PySide6 6.12 on Python 3.11 ends the desk without warning.")


def fonts(_place: Place) -> Findings:
    """The shipped fonts are there and are fonts."""
    for name in FONTS:
        path = resources("fonts", name)
        try:
            with path.open("rb") as file:
                sound = file.read(4) in _TRUETYPE
        except FileNotFoundError:
            sound = False
        if not sound:
            yield _fault("font", f"The font {name} is missing or damaged.", "Install again.")
            return
    yield _fine("fonts", f"{len(FONTS)} fonts are in {resources('fonts')}.")


def libraries(_place: Place) -> Findings:
    """What Qt needs of the system (Linux only; other systems' wheels bring everything)."""
    if not sys.platform.startswith("linux"):
        return
    needed = missing_packages(OFFSCREEN_LIBRARIES)
    window = missing_packages(WINDOW_LIBRARIES)
    remedy = f"On Debian: apt-get install {' '.join([*needed, *window])}"
    if needed or (window and "DISPLAY" in os.environ):
        yield _fault("libraries", "Qt lacks libraries of the system.", remedy)
    elif window:
        yield _warn("libraries", "A window would lack libraries of the system.", remedy)
    else:
        yield _fine("libraries", "Qt finds all libraries of the system.")
    if not has_display(os.environ):
        yield _warn("display", "There is no display here.")
    elif is_seen(os.environ) and not _draws():
        yield _fault(
            "display", "Qt cannot draw on the display here.", "Check DISPLAY, or Wayland's."
        )


def database(place: Place) -> Findings:
    """The database answers, is of this program's schema, and its engine is safe."""
    if is_new(place):
        yield _warn("no_store", f"No store is set up in {place.shown}.", "Run: counter init")
        return
    with closing(open_database(place.location)) as opened:
        yield _fine("database", f"{opened.version()}, {place.shown}.")
        check_schema(opened, migrations())
        with opened.read() as connection:
            store = the_store(connection)
        yield _fine("store", f"Store {store.number} {store.name} ({store.mode}).")
        yield _fine("station", f"This computer is station {place.station or station_here(place)}.")


def file_modes(place: Place) -> Findings:
    """Nobody else on this computer can read keys and books."""
    if is_new(place):
        return
    key_file = place.home / KEYS_FILE
    if os.name != "posix":
        return
    private = [place.home, key_file]
    if isinstance(place.location, Path):
        private.append(place.location / DATABASE_FILE)
    for path in (p for p in private if p.exists()):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            yield _fault(
                "file_mode", f"Others can read {path} ({mode:o}).", f"Run: chmod go= {path}"
            )
            return
    yield _fine("file_modes", "Keys and books can be read by this account only.")


def keys(place: Place) -> Findings:
    """The keys are there, whole and this store's; nobody has touched the stations' anchors."""
    if is_new(place):
        return
    found = load_keys(place.home)
    try:
        with closing(open_database(place.location)) as opened, opened.read() as connection:
            store = the_store(connection)
            stations = station_names(connection)
    except CounterError:
        return  # what is wrong with the database is told already
    if found.store_id != store.id:
        yield _fault(
            "foreign_keys",
            "The keys here belong to another store.",
            "Bring this store's back with: counter keys restore FILE",
        )
        return
    for name in stations:
        read_anchor(place.home, found, name)
    yield _fine("keys", "The keys are this store's.")


def disk(place: Place) -> Findings:
    """There is room to write."""
    folder = place.home if place.home.exists() else Path.home()
    free = shutil.disk_usage(folder).free
    if free < _SCARCE_BYTES:
        yield _fault("disk", f"Only {free // 1_000_000} MB are left in {folder}.")
    else:
        yield _fine("disk", f"{free // 1_000_000} MB are left in {folder}.")


def printer(place: Place) -> Findings:
    """The printer answers, and the drawer on it."""
    config = printer_config(place.settings.printer, place.home)
    kind = place.settings.printer.transport
    if isinstance(config.connection, Folder):
        yield from _folder_printer(config.connection.path)
        return
    device = Printer(config)
    status = device.status()
    if isinstance(status, Trouble):
        yield _silent_printer(kind, status, config)
        return
    trouble = trouble_in(status)
    if trouble is not None:
        yield _fault("printer", f"The {kind} printer cannot print: {_spoken(trouble)}.")
    else:
        yield _fine("printer", f"The {kind} printer is ready.")
    state = Drawer(device, drawer_config(place.settings.drawer)).state()
    if state is DrawerState.OPEN:
        yield _warn("drawer", "The drawer is open.")
    else:
        yield _fine("drawer", f"The drawer is {state.value}.")


def _folder_printer(path: Path) -> Findings:
    nearest = next((p for p in (path, *path.parents) if p.exists()), path)
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        yield _fault("printer", f"Slips cannot be written to {path}.")
    else:
        yield _fine("printer", f"Slips go to the folder {path}; there is no drawer.")


def _silent_printer(kind: str, status: Trouble, config: PrinterConfig) -> Finding:
    """A queue never answers, and neither do some cheap printers: only the others are at fault."""
    silent = status is Trouble.NO_ANSWER
    if silent and kind in ("cups", "windows"):
        return _fine("printer", "Slips go to a print queue, which tells nothing about the printer.")
    if silent and config.acknowledgement.value == "none":
        return _fine("printer", f"The {kind} printer is reached; it never answers.")
    return _fault("printer", f"The {kind} printer: {_spoken(status)}.")


def missing_packages(names: Mapping[str, str]) -> list[str]:
    """The Debian packages of those libraries that the loader cannot open."""
    missing = []
    for library, package in names.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def _draws() -> bool:
    """Tried in a process of its own: where Qt cannot draw, it ends the process."""
    if getattr(sys, "frozen", False):
        return True
    tried = "from PySide6.QtGui import QGuiApplication as A; A([])"
    try:
        ran = subprocess.run(  # noqa: S603 this Python, with our own line
            [sys.executable, "-c", tried], capture_output=True, timeout=_TRY_S, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


def _spoken(trouble: Trouble) -> str:
    return trouble.value.replace("_", " ")


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"


def _fine(code: str, text: str) -> Finding:
    return Finding(code, Severity.INFORM, text)


def _warn(code: str, text: str, remedy: str = "") -> Finding:
    return Finding(code, Severity.WARN, text, remedy)


def _fault(code: str, text: str, remedy: str = "") -> Finding:
    return Finding(code, Severity.FORBID, text, remedy)
