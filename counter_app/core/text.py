"""Hygiene for everything a person types or a scanner sends as text, before any rule sees it.

Refuses what can only be damage or mischief (NUL, control characters, surrogates, too much text)
and quietly drops what cannot be seen (bidi overrides, zero width characters).
"""

from __future__ import annotations

import unicodedata
from typing import Final

from counter_app.core.errors import BadInput
from counter_app.core.said import said

MAX_NOTE: Final = 255
"""Longest note a person may type on one line of work (characters)."""


def clean_text(raw: str, max_length: int = MAX_NOTE) -> str:
    """One line of typed text in NFC, without invisible characters, spaces joined.

    Raises `BadInput` for more than `max_length` characters (judged before anything else is done),
    for NUL and other control characters, for lone surrogates and unassigned code points. Line ends
    and tabs become one space, so that nothing typed can forge a second line in a log or on a slip.
    """
    if len(raw) > max_length * 4:
        raise _too_long(max_length)
    kept: list[str] = []
    for character in raw:
        category = unicodedata.category(character)
        if character in "\t\n\r\x0b\x0c\x85\u2028\u2029":
            kept.append(" ")
        elif category in ("Cc", "Cs", "Cn", "Co"):
            raise BadInput(
                "This text holds a character that cannot be kept. Type it again.", code="bad_text"
            )
        elif category != "Cf":
            kept.append(character)
    text = " ".join(unicodedata.normalize("NFC", "".join(kept)).split())
    if len(text) > max_length:
        raise _too_long(max_length)
    return text


def shown(raw: str, max_length: int = 40) -> str:
    """Any text in quotation marks, cut and made harmless, for use inside a message."""
    cut = raw[:max_length] + ("…" if len(raw) > max_length else "")
    return "“" + "".join(c if c.isprintable() else "\ufffd" for c in cut) + "”"


def _too_long(max_length: int) -> BadInput:
    return BadInput(
        said("This text is too long. Use at most {max_length} characters.", max_length=max_length),
        code="text_too_long",
    )
