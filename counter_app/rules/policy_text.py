"""Reads policy TOML strictly: every value typed, every key known, every refusal with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from counter_app.core.errors import BadInput
from counter_app.core.money import ZERO, Currency, Money, parse_money
from counter_app.core.text import clean_text, shown

MAX_SOURCE: Final = 256_000
MAX_ITEMS: Final = 1000
ONE_MILLION: Final = 1_000_000
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39}){0,2}")
_HEADER = re.compile(r"\s*(\[{1,2})\s*([A-Za-z0-9_.\"' -]+?)\s*\]{1,2}\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"'-]+)\s*=")
_TIME = re.compile(r"[0-2][0-9]:[0-5][0-9]")
_PERCENT = re.compile(r"(?P<whole>[0-9]{1,3})(?:\.(?P<part>[0-9]{1,4}))?")

Path = tuple[str | int, ...]


class _Inexact(str):
    """A number written with a point; policy has no use for those outside quotation marks."""

    __slots__ = ()


def read_source(text: str, currency: Currency) -> Table:
    """The whole file as a `Table`; raises `BadInput` with the line for what is not TOML."""
    if len(text) > MAX_SOURCE:
        raise BadInput("This policy file is too large.", code="bad_policy")
    try:
        values = tomllib.loads(text, parse_float=_Inexact)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"The policy file cannot be read: {error}.", code="bad_policy") from error
    return Table(values, (), _line_numbers(text), currency)


class Table:
    """One TOML table being read: what is asked for is checked, what nobody asked for is refused."""

    def __init__(
        self,
        values: Mapping[str, object],
        path: Path,
        lines: Mapping[Path, int],
        currency: Currency,
    ) -> None:
        self._values = values
        self._path = path
        self._lines = lines
        self._currency = currency
        self._read: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def currency(self) -> Currency:
        """The currency amounts are read in."""
        return self._currency

    def entries(self) -> tuple[str, ...]:
        """The keys present, in the file's order; at most `MAX_ITEMS`."""
        if len(self._values) > MAX_ITEMS:
            raise self.wrong("", f"has more than {MAX_ITEMS} entries")
        return tuple(self._values)

    def wrong(self, key: str, reason: str) -> BadInput:
        """The refusal to raise about `key`: line, full name and reason in one sentence."""
        path = (*self._path, key) if key else self._path
        name = ".".join(str(p + 1) if isinstance(p, int) else p for p in path) or "the file"
        return BadInput(f"Line {self.line(path)}: {name} {reason}.", code="bad_policy")

    def line(self, path: Path) -> int:
        """The source line of a value, or of the nearest thing around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def done(self) -> None:
        """Refuse the first key that nothing asked for."""
        for key in self.entries():
            if key not in self._read:
                raise self.wrong(key, "is not a setting this program knows")

    def text(self, key: str, default: str | None = None, max_length: int = 200) -> str:
        """A line of text."""
        value = self._get(key, default)
        if not isinstance(value, str) or isinstance(value, _Inexact):
            raise self.wrong(key, "must be text in quotation marks")
        try:
            return clean_text(value, max_length)
        except BadInput as error:
            raise self.wrong(key, f"cannot be used: {error.text.rstrip('.')}") from error

    def name(self, key: str, default: str | None = None) -> str:
        """A code: small letters, digits and underscores."""
        value = self.text(key, default, 120)
        if not _NAME.fullmatch(value) and value != default:
            raise self.wrong(key, f"must be a code in small letters, not {shown(value)}")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Either true or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number within limits (both included)."""
        value = self._get(key, default)
        if type(value) is not int:
            raise self.wrong(key, "must be a whole number")
        if not low <= value <= high:
            raise self.wrong(key, f"must be between {low} and {high}")
        return value

    def day(self, key: str) -> date:
        """A calendar date written like 2026-11-21."""
        value = self._get(key, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(key, "must be a date like 2026-11-21, without quotation marks")
        return value

    def money(self, key: str, default: Money | None = None) -> Money:
        """An amount ≥ 0: "12.50" in quotation marks, or a whole number of minor units."""
        value = self._get(key, default)
        if isinstance(value, Money):
            return value
        if type(value) is int:
            amount = Money(value) if 0 <= value <= 10**12 else None
        elif isinstance(value, str) and not isinstance(value, _Inexact):
            try:
                amount = parse_money(value, self._currency)
            except BadInput as error:
                raise self.wrong(key, f"is refused: {error.text.rstrip('.')}") from error
        else:
            raise self.wrong(key, 'must be an amount in quotation marks like "12.50"')
        if amount is None or amount < ZERO:
            raise self.wrong(key, "must be an amount from zero upwards")
        return amount

    def ppm(self, key: str, default: int | None = None) -> int:
        """A percentage in quotation marks ("15", "6.25"), as parts per million, at most 100."""
        value = self._get(key, default)
        if type(value) is int and value == default:
            return value
        match = (
            _PERCENT.fullmatch(value)
            if isinstance(value, str) and not isinstance(value, _Inexact)
            else None
        )
        if match is None or not match[0].isascii():
            raise self.wrong(key, 'must be a percentage in quotation marks like "6.25"')
        ppm = int(match["whole"]) * 10_000 + int((match["part"] or "").ljust(4, "0"))
        if ppm > ONE_MILLION:
            raise self.wrong(key, "must be at most 100 percent")
        return ppm

    def names(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of codes, each once."""
        found = self.texts(key, default)
        for value in found:
            if not _NAME.fullmatch(value):
                raise self.wrong(key, f"holds {shown(value)}, which is not a code")
        return found

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts, each once."""
        found: list[str] = []
        for value in self._list(key, default):
            if not isinstance(value, str) or isinstance(value, _Inexact):
                raise self.wrong(key, "must be a list of texts in quotation marks")
            if value in found:
                raise self.wrong(key, f"names {shown(value)} twice")
            found.append(value)
        return tuple(found)

    def days(self, key: str) -> frozenset[date]:
        """A list of calendar dates (none when absent)."""
        found: set[date] = set()
        for value in self._list(key, ()):
            if not isinstance(value, date) or isinstance(value, datetime):
                raise self.wrong(key, "must be a list of dates like 2026-12-25")
            found.add(value)
        return frozenset(found)

    def weekdays(self, key: str, default: frozenset[int] = frozenset()) -> frozenset[int]:
        """A list of weekdays like "Mon", as numbers (0 is Monday)."""
        texts = self.texts(key, tuple(_WEEKDAYS[d] for d in sorted(default)))
        if not all(t in _WEEKDAYS for t in texts):
            raise self.wrong(key, f"takes weekdays: {', '.join(_WEEKDAYS)}")
        return frozenset(_WEEKDAYS.index(t) for t in texts)

    def time(self, key: str, default: time) -> time:
        """A time of the store's day in quotation marks, like "08:30"."""
        text = self.text(key, f"{default:%H:%M}", 5)
        if not _TIME.fullmatch(text) or text >= "24":
            raise self.wrong(key, 'must be a time like "08:30"')
        return time.fromisoformat(text)

    def table(self, key: str) -> Table:
        """The table under `key`; an absent one reads as empty."""
        value = self._get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "must be a table")
        return Table(value, (*self._path, key), self._lines, self._currency)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The array of tables under `key`; an absent one reads as empty."""
        found: list[Table] = []
        for i, value in enumerate(self._list(key, ())):
            if not isinstance(value, dict):
                raise self.wrong(key, "must be an array of tables")
            found.append(Table(value, (*self._path, key, i), self._lines, self._currency))
        return tuple(found)

    def _list(self, key: str, default: tuple[object, ...] | None) -> tuple[object, ...]:
        value = self._get(key, default)
        if not isinstance(value, list | tuple):
            raise self.wrong(key, "must be a list")
        if len(value) > MAX_ITEMS:
            raise self.wrong(key, f"has more than {MAX_ITEMS} entries")
        return tuple(value)

    def _get(self, key: str, default: object) -> object:
        self._read.add(key)
        value = self._values.get(key, default)
        if value is None:
            raise self.wrong(key, "is missing")
        return value


def _line_numbers(text: str) -> dict[Path, int]:
    """Where each table and key stands, by a plain look at the lines (TOML itself keeps none)."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    here: Path = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line.rstrip("\r")):
            here = ()
            parts = _split(header[2])
            for i, part in enumerate(parts):
                here = (*here, part)
                last = i == len(parts) - 1
                if last and header[1] == "[[":
                    counts[here] = counts.get(here, -1) + 1
                    lines.setdefault(here, number)
                if here in counts:
                    here = (*here, counts[here])
            lines.setdefault(here, number)
        elif key := _KEY.match(line):
            lines.setdefault((*here, *_split(key[1])), number)
    return lines


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip(" \"'") for part in dotted.split("."))
