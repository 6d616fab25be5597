"""Reads a desk script line by line: strict JSON with limits, so that one bad line is only that.

Numbers are whole, keys are unique, and a line is neither long nor deep. Nothing is kept in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final

from counter_app.cli.json_schema import check_value
from counter_app.core.errors import BadInput

MAX_LINE: Final = 64 * 1024  # bytes
MAX_DEPTH: Final = 16
MAX_LINES: Final = 1_000_000
_MAX_SKIPPED: Final = 1000  # times MAX_LINE
_MAX_DIGITS: Final = 18
_TEXT: Final = {"type": "string", "minLength": 1}
_OPERATOR: Final = {**_TEXT, "maxLength": 12, "pattern": "^[0-9]+$"}
_PIN: Final = {"type": "string", "maxLength": 16}

LINE_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "id": {**_TEXT, "maxLength": 100},
        "at": {**_TEXT, "maxLength": 40},
        "station": {**_TEXT, "maxLength": 12},
        "operator": _OPERATOR,
        "pin": _PIN,
        "task": {**_TEXT, "maxLength": 40},
        "do": {
            "type": "object",
            "properties": {"action": {**_TEXT, "maxLength": 40}},
            "required": ["action"],
        },
        "approve": {
            "type": "object",
            "properties": {
                "operator": _OPERATOR,
                "pin": _PIN,
                "findings": {
                    "type": "array",
                    "items": {**_TEXT, "maxLength": 80},
                    "maxItems": 100,
                },
            },
            "required": ["operator", "pin"],
            "additionalProperties": False,
        },
    },
    "required": ["station", "operator", "task", "do"],
    "additionalProperties": False,
}
"""JSON Schema of one line of a script."""


@dataclass(frozen=True, slots=True)
class Approver:
    """Who approves on this line; `findings` None means whatever is asked."""

    operator: str
    pin: str
    findings: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line as it was meant."""

    station: str
    operator: str
    task: str
    action: str
    do: Mapping[str, Any]
    id: str | None = None
    at: datetime | None = None
    pin: str | None = None
    approve: Approver | None = None


def read_lines(stream: BinaryIO) -> Iterator[tuple[int, ScriptLine | BadInput]]:
    """Each line that is not blank with its number, counted from 1; or what is wrong with it."""
    for number in range(1, MAX_LINES + 1):
        raw = stream.readline(MAX_LINE + 1)
        if not raw:
            return
        if len(raw) > MAX_LINE:
            ends = _skip_rest(stream, raw)
            yield number, _bad(f"The line is longer than {MAX_LINE} bytes.")
            if not ends:
                return
            continue
        if not raw.strip():
            continue
        try:
            yield number, parse_line(raw)
        except BadInput as error:
            yield number, error
    if stream.readline(1):
        yield MAX_LINES + 1, _bad(f"A script has at most {MAX_LINES} lines.")


def parse_line(raw: bytes) -> ScriptLine:
    """One line; raises `BadInput` with the code bad_request."""
    try:
        text = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise _bad("The line is not UTF-8 text.") from error
    _check_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_no_duplicates,
            parse_int=_whole,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except ValueError as error:
        raise _bad("The line is not JSON.") from error
    check_value(value, LINE_SCHEMA, "line")
    _check_text(value)
    return _line(value)


def _line(value: dict[str, Any]) -> ScriptLine:
    do = dict(value["do"])
    approve = value.get("approve")
    return ScriptLine(
        station=value["station"],
        operator=value["operator"],
        task=value["task"],
        action=do.pop("action"),
        do=do,
        id=value.get("id"),
        at=_instant(value["at"]) if "at" in value else None,
        pin=value.get("pin"),
        approve=Approver(
            approve["operator"],
            approve["pin"],
            frozenset(approve["findings"]) if "findings" in approve else None,
        )
        if approve
        else None,
    )


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None or not 2000 <= at.year <= 2099:
        raise _bad("line.at must be a time with offset, like 2026-11-21T12:00:00-06:00.")
    return at


def _check_depth(text: str) -> None:
    """Brackets are counted before the parser recurses into them."""
    depth = 0
    inside = escaped = False
    for character in text:
        if inside:
            inside = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            inside = True
        elif character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise _bad(f"The line is nested more than {MAX_DEPTH} deep.")
        elif character in "]}":
            depth -= 1


def _check_text(value: object) -> None:
    """No text may hold what no database can keep: NUL, or half of a character."""
    match value:
        case str():
            if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
                raise _bad("The line holds a character that cannot be kept.")
        case list():
            for one in value:
                _check_text(one)
        case dict():
            for key, one in value.items():
                _check_text(key)
                _check_text(one)
        case _:
            pass


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _bad("The line names the same field twice.")
    return found


def _whole(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise _bad("The line holds a number that is too large.")
    return int(text)


def _no_fraction(text: str) -> object:
    raise _bad(f"{text[:24]} is not a whole number; amounts are whole minor units.")


def _skip_rest(stream: BinaryIO, raw: bytes) -> bool:
    """Read to the line's end; False for a line without end, behind which no script follows."""
    for _ in range(_MAX_SKIPPED):
        if not raw or raw.endswith(b"\n"):
            return True
        raw = stream.readline(MAX_LINE)
    return False


def _bad(text: str) -> BadInput:
    return BadInput(text, code="bad_request")
