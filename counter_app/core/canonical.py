"""Canonical JSON: sorted keys, no spaces, so that the same content has the same digest."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final


def canonical_encoder(plain: Callable[[Any], object] | None = None) -> json.JSONEncoder:
    """Encodes values made of mappings, lists, text, whole numbers, booleans and None.

    `plain` turns anything else in them into such a value.
    """
    return json.JSONEncoder(
        default=plain,
        ensure_ascii=False,
        check_circular=False,
        sort_keys=True,
        separators=(",", ":"),
    )


_ENCODER: Final = canonical_encoder()


def canonical_json(value: object) -> str:
    """The one text of a plain value."""
    return _ENCODER.encode(value)
