"""Checks a value against the part of JSON Schema (2020-12) that desk actions are described in.

Only these keywords: type, required, properties, additionalProperties, enum, minimum, maximum,
minLength, maxLength, pattern, items, minItems, maxItems, minProperties, maxProperties, format date
(of the years 2000 to 2099).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from counter_app.core.errors import BadInput
from counter_app.core.text import shown

Schema = Mapping[str, Any]

KEYWORDS: Final = frozenset({
    "type", "required", "properties", "additionalProperties", "enum", "minimum", "maximum",
    "minLength", "maxLength", "pattern", "items", "minItems", "maxItems", "minProperties",
    "maxProperties", "format",
})  # fmt: skip
REMARKS: Final = frozenset({"title", "description", "examples", "default"})
_MAX_ITEMS: Final = 10_000


def check_schema(schema: Schema, where: str = "schema") -> None:
    """Assert that a schema uses nothing that `check_value` would pass over."""
    unknown = set(schema) - KEYWORDS - REMARKS
    assert not unknown, f"{where}: {sorted(unknown)} is not understood"
    assert schema.get("format", "date") == "date", f"{where}: only the format date is understood"
    anchored = re.fullmatch(r"\^[^^$\\]+\$", schema.get("pattern", "^.$"))
    assert anchored, f"{where}: a pattern says what the whole text is, like ^[0-9]{{4}}$"
    for name, part in schema.get("properties", {}).items():
        check_schema(part, f"{where}.{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            check_schema(schema[key], f"{where}.{key}")


def check_value(value: object, schema: Schema, where: str) -> None:
    """Raise `BadInput`, naming the place, for the first thing that does not fit."""
    kinds = schema.get("type")
    if kinds is not None:
        names = [kinds] if isinstance(kinds, str) else kinds
        if not any(_is(value, name) for name in names):
            raise _bad(where, f"must be {' or '.join(_SPOKEN[n] for n in names)}")
    if "enum" in schema and not any(_same(value, one) for one in schema["enum"]):
        raise _bad(where, f"must be one of {', '.join(str(v) for v in schema['enum'])}")
    match value:
        case str():
            _check_text(value, schema, where)
        case bool() | None:
            pass  # the type says it all
        case int():
            _check_number(value, schema, where)
        case list():
            _check_list(value, schema, where)
        case dict():
            _check_object(value, schema, where)
        case _:
            raise AssertionError(f"{type(value)} is no JSON value")


_SPOKEN: Final = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}


def _is(value: object, name: str) -> bool:
    match name:
        case "object":
            return isinstance(value, dict)
        case "array":
            return isinstance(value, list)
        case "string":
            return isinstance(value, str)
        case "integer":
            return type(value) is int
        case "boolean":
            return isinstance(value, bool)
        case "null":
            return value is None
        case _:
            raise AssertionError(f"the type {name} is not understood")


def _same(value: object, other: object) -> bool:
    return type(value) is type(other) and value == other


def _check_text(value: str, schema: Schema, where: str) -> None:
    if len(value) > schema.get("maxLength", len(value)):
        raise _bad(where, f"has more than {schema['maxLength']} characters")
    if len(value) < schema.get("minLength", 0):
        raise _bad(where, f"has less than {schema['minLength']} characters")
    # The whole text: Python's own `$` lets a line end follow.
    if "pattern" in schema and not re.fullmatch(schema["pattern"].strip("^$"), value):
        raise _bad(where, f"does not look like {schema['pattern']}")
    if schema.get("format") == "date":
        try:
            day = date.fromisoformat(value)
            fits = day.isoformat() == value and 2000 <= day.year <= 2099
        except ValueError:
            fits = False
        if not fits:
            raise _bad(where, "must be a date like 2026-11-21")


def _check_number(value: int, schema: Schema, where: str) -> None:
    if value < schema.get("minimum", value):
        raise _bad(where, f"must be at least {schema['minimum']}")
    if value > schema.get("maximum", value):
        raise _bad(where, f"must be at most {schema['maximum']}")


def _check_list(value: Sequence[object], schema: Schema, where: str) -> None:
    if len(value) > schema.get("maxItems", _MAX_ITEMS):
        raise _bad(where, f"has more than {schema.get('maxItems', _MAX_ITEMS)} entries")
    if len(value) < schema.get("minItems", 0):
        raise _bad(where, f"has less than {schema['minItems']} entries")
    if "items" in schema:
        for number, one in enumerate(value):
            check_value(one, schema["items"], f"{where}[{number}]")


def _check_object(value: Mapping[str, object], schema: Schema, where: str) -> None:
    if len(value) > schema.get("maxProperties", _MAX_ITEMS):
        raise _bad(where, f"has more than {schema.get('maxProperties', _MAX_ITEMS)} fields")
    if len(value) < schema.get("minProperties", 0):
        raise _bad(where, f"has less than {schema['minProperties']} fields")
    for name in schema.get("required", ()):
        if name not in value:
            raise _bad(where, f"lacks “{name}”")
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for name, one in value.items():
        if name in known:
            check_value(one, known[name], f"{where}.{name}")
        elif others is False:
            raise _bad(where, f"has no field {shown(name)}")
        elif isinstance(others, Mapping):
            check_value(one, others, f"{where}.{name[:40]}")


def _bad(where: str, what: str) -> BadInput:
    return BadInput(f"{where} {what}.", code="bad_request")
