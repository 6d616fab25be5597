"""Canonical JSON: sorted keys, no spaces, so that the same content has the same digest."""

from __future__ import annotations

import json
from typing import Final

_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
)


class JsonText(str):
    """Canonical JSON that was made before it is stored; it is written as it stands."""

    __slots__ = ()


def canonical_json(value: object) -> str:
    """The one text of a value made of mappings, lists, text, whole numbers, booleans and None."""
    return _ENCODER.encode(value)
