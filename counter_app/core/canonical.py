"""Canonical JSON: sorted keys, no spaces, so that the same content has the same digest."""

from __future__ import annotations

import hashlib
import json
from typing import Final

_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
)
_NOTHING: Final = hashlib.sha256()
"""The digest of nothing, never changed: a copy is cheaper than a new one."""


class JsonText(str):
    """Canonical JSON that was made before it is stored; it is written as it stands."""

    __slots__ = ()


def canonical_json(value: object) -> str:
    """The one text of a value made of mappings, lists, text, whole numbers, booleans and None."""
    return _ENCODER.encode(value)


def sha256_hex(text: str) -> str:
    """SHA-256 of a text in UTF-8, as hex; lone surrogates count as they stand."""
    made = _NOTHING.copy()
    made.update(text.encode("utf-8", "surrogatepass"))
    return made.hexdigest()
