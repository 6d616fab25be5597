"""Makes text from outside safe to print, show and store: no control or hidden characters, NFC."""

from __future__ import annotations

import re
import unicodedata

from counter_app.core.errors import BadInput

MAX_TEXT = 2_000  # characters

# A whole escape sequence: terminal control strings, else ESC, its command letter and what
# control characters follow as parameters; and the real-time commands, which start with DLE.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"
    r"|\x1b+[ -~]?[\x00-\x1a\x1c-\x1f\x7f-\x9f]*"
    r"|\x10[\x04\x05\x14][\x00-\x1a\x1c-\x1f]*"
)
_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


def is_hidden(character: str) -> bool:
    """Tell control, format (bidi override, zero width), surrogate and unassigned characters."""
    return unicodedata.category(character)[0] == "C"


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Return `text` without hidden characters, in NFC; more than `limit` characters is BadInput.

    Line breaks and tabs become one space; escape sequences go as a whole.
    """
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text  # what nearly all text is
    if len(text) > 4 * limit:
        raise BadInput(f"A text of {len(text)} characters is too long; {limit} are allowed.")
    text = _BREAKS.sub(" ", _ESCAPES.sub("", text))
    kept = unicodedata.normalize("NFC", "".join(c for c in text if not is_hidden(c)))
    if len(kept) > limit:
        raise BadInput(f"A text of {len(kept)} characters is too long; {limit} are allowed.")
    return kept
