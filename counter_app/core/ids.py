"""Ids made by the program: UUIDv7 (RFC 9562), so that they sort by time and never need a server."""

from __future__ import annotations

import os
import time
import uuid


def new_id() -> str:
    """A fresh UUIDv7 as 36 lower-case characters."""
    stamp_ms = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (stamp_ms & ((1 << 48) - 1)) << 80 | 0x7 << 76 | (random >> 64 & 0xFFF) << 64
    value |= 0b10 << 62 | random & ((1 << 62) - 1)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def derived_id(base: str, purpose: str) -> str:
    """The id of a second thing that belongs to `base`: the same every time (UUIDv5, RFC 9562)."""
    return str(uuid.uuid5(uuid.UUID(base), purpose))


def is_id(text: str) -> bool:
    """True if `text` is a UUID in its plain 36-character form."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
