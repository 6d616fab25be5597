"""Machine settings: which store, which devices, how it looks. TOML read strictly, by line.

One file per computer; whatever concerns the store itself is policy and lies in the database.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal, TypeVar, cast, get_args

from counter_app.core.errors import BadInput
from counter_app.core.words import LANGUAGES

APPLICATION: Final = "counter_app"
FILE_NAME: Final = "settings.toml"
MAX_FILE: Final = 64_000  # characters
_MAX_TEXT: Final = 1_000
_HEADER = re.compile(r"\s*\[\s*([A-Za-z0-9_.-]+)\s*\]")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")

Transport = Literal["file", "tcp", "usb", "serial", "cups", "windows"]
Processor = Literal["manual", "simulated"]
Theme = Literal["system", "light", "dark"]
Section = TypeVar("Section")


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where the store is: `location` a folder or postgresql:// address, `home` and `station`."""

    location: str = ""
    home: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """The receipt printer: how it is reached, how wide it prints, whether it answers."""

    transport: Transport = "file"
    folder: str = ""
    host: str = ""
    port: int = 9100
    device: str = ""
    baud: int = 9600
    vendor: int = 0
    product: int = 0
    queue: str = ""
    columns: int = 48
    acknowledge: bool = True
    cuts: bool = True


@dataclass(frozen=True, slots=True)
class DrawerSettings:
    """The cash drawer on the printer: connector pin 2 or 5, pulse and pause in milliseconds."""

    pin: int = 2
    pulse_ms: int = 100
    pause_ms: int = 500
    at_once: bool = False
    sensor: Literal["none", "open_is_high", "open_is_low"] = "none"


@dataclass(frozen=True, slots=True)
class CardSettings:
    """The card processor; `simulated` moves no money and is for practice.

    `benefits` is the terminal that EBT cards go through, "" where it is the same one.
    """

    processor: Processor = "manual"
    benefits: Processor | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """The scanner: a keyboard wedge always, and a serial port where one is named.

    `gap_ms` is the longest pause between two keys of one scan.
    """

    gap_ms: int = 35
    prefix: str = ""
    suffix: str = "enter"
    port: str = ""
    baud: int = 9600


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """How the desk looks: `scale_percent` of the designed size, theme and language."""

    scale_percent: int = 100
    theme: Theme = "system"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between two computers."""

    store: StoreSettings = field(default_factory=StoreSettings)
    printer: PrinterSettings = field(default_factory=PrinterSettings)
    drawer: DrawerSettings = field(default_factory=DrawerSettings)
    card: CardSettings = field(default_factory=CardSettings)
    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    display: DisplaySettings = field(default_factory=DisplaySettings)


_RANGES: Final[Mapping[str, tuple[int, int]]] = {
    "printer.port": (1, 65_535),
    "printer.baud": (300, 921_600),
    "printer.vendor": (0, 0xFFFF),
    "printer.product": (0, 0xFFFF),
    "drawer.pulse_ms": (2, 500),
    "drawer.pause_ms": (8, 510),
    "scanner.gap_ms": (5, 500),
    "scanner.baud": (300, 921_600),
    "display.scale_percent": (75, 300),
}
_CHOICES: Final[Mapping[str, tuple[object, ...]]] = {
    "printer.transport": get_args(Transport),
    "printer.columns": (48, 42, 32),
    "drawer.pin": (2, 5),
    "drawer.sensor": ("none", "open_is_high", "open_is_low"),
    "card.processor": get_args(Processor),
    "card.benefits": ("", *get_args(Processor)),
    "scanner.suffix": ("enter", "tab", "none"),
    "display.theme": get_args(Theme),
    "display.language": ("", *LANGUAGES),
}
_NEEDED: Final[Mapping[str, str]] = {
    "tcp": "host",
    "usb": "vendor",
    "serial": "device",
    "cups": "queue",
    "windows": "queue",
}


def config_folder() -> Path:
    """The platform's folder for this program's settings."""
    import platformdirs

    return platformdirs.user_config_path(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """The platform's folder for this program's data: the default store."""
    import platformdirs

    return platformdirs.user_data_path(APPLICATION, appauthor=False)


def settings_path() -> Path:
    """The machine settings file."""
    return config_folder() / FILE_NAME


def load_settings(path: Path | None = None) -> Settings:
    """The machine's settings, defaults where there is no file; `BadInput` names the line."""
    path = path or settings_path()
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadInput(f"The settings file {path} cannot be read.", code="bad_settings") from error
    try:
        return parse_settings(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _bad("it is not UTF-8 text", 0, path) from error
    except BadInput as error:
        raise BadInput(f"{path}: {error.text}", code="bad_settings") from error


def parse_settings(text: str) -> Settings:
    """Read settings text; raises `BadInput` with the line for anything unknown or wrong."""
    if len(text) > MAX_FILE:
        raise _bad("it is too large", 0)
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"The settings cannot be read: {error}.", code="bad_settings") from error
    lines = _line_numbers(text)
    sections = {f.name: f.default_factory for f in fields(Settings)}
    values: dict[str, Any] = {}
    for name, table in content.items():
        if name not in sections or not isinstance(table, dict):
            raise _bad(f"“{name[:40]}” is not known", lines.get(name, 0))
        values[name] = _section(cast("Any", sections[name]), name, table, lines)
    settings = Settings(**values)
    _check_whole(settings, lines)
    return settings


def render_settings(settings: Settings) -> str:
    """The settings as TOML; only what differs from the defaults. Read back it is the same."""
    parts: list[str] = []
    for section in fields(settings):
        table = getattr(settings, section.name)
        changed = [
            f"{f.name} = {_toml(getattr(table, f.name))}"
            for f in fields(table)
            if getattr(table, f.name) != f.default
        ]
        if changed:
            parts.append("\n".join([f"[{section.name}]", *changed]) + "\n")
    return "\n".join(parts)


def _section(
    kind: type[Section], name: str, table: Mapping[str, object], lines: Mapping[str, int]
) -> Section:
    known = {f.name: f.default for f in fields(cast("Any", kind))}
    values: dict[str, object] = {}
    for key, value in table.items():
        place = f"{name}.{key}"
        line = lines.get(place, lines.get(name, 0))
        if key not in known:
            raise _bad(f"“{place[:60]}” is not known", line)
        values[key] = _value(place, value, known[key], line)
    return kind(**values)


def _value(place: str, value: object, default: object, line: int) -> object:
    if type(value) is not type(default):
        wanted = {bool: "true or false", int: "a whole number", str: "text in quotation marks"}
        raise _bad(f"{place} must be {wanted[type(default)]}", line)
    if isinstance(value, str) and (len(value) > _MAX_TEXT or not value.isprintable()):
        raise _bad(f"{place} is too long or holds characters that cannot be shown", line)
    choices = _CHOICES.get(place)
    if choices is not None and value not in choices:
        shown = ", ".join(str(c) for c in choices if c != "")
        raise _bad(f"{place} must be one of {shown}", line)
    bounds = _RANGES.get(place)
    if bounds and isinstance(value, int) and not bounds[0] <= value <= bounds[1]:
        raise _bad(f"{place} must be {bounds[0]} to {bounds[1]}", line)
    return value


def _check_whole(settings: Settings, lines: Mapping[str, int]) -> None:
    printer, drawer = settings.printer, settings.drawer
    needed = _NEEDED.get(printer.transport)
    if needed is not None and not getattr(printer, needed):
        line = lines.get("printer.transport", 0)
        raise _bad(f"a {printer.transport} printer needs printer.{needed}", line)
    # Longer and the coil of the drawer burns.
    if drawer.pause_ms < 4 * drawer.pulse_ms:
        line = lines.get("drawer.pulse_ms", lines.get("drawer", 0))
        raise _bad("drawer.pause_ms must be at least 4 times drawer.pulse_ms", line)


def _line_numbers(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            section = header[1]
            found.setdefault(section, number)
        elif key:
            found.setdefault(f"{section}.{key[1]}" if section else key[1], number)
    return found


def _bad(what: str, line: int, path: Path | None = None) -> BadInput:
    where = f"line {line}: " if line else ""
    start = f"{path}: " if path else ""
    return BadInput(f"{start}{where}{what}.", code="bad_settings")


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case _:
            text = str(value).replace("\\", "\\\\").replace('"', '\\"')
            return f'"{text}"'
