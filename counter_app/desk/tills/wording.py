"""The words of every finding about a till: one sentence why, one that says what would help.

Templates are the message ids for translation. No text says what the till should hold, nor which
way a count is off: it stays blind.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Finding, Severity
from counter_app.core.words import Template

WORDS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "tills.not_permitted": Template(
            "{operator} may not open or close tills.", "Ask someone who may to sign on."
        ),
        "tills.not_yours": Template(
            "This till was opened by someone else.",
            "Its operator counts it, or someone who may close other people's tills.",
        ),
        "tills.count_again": Template(
            "This count does not match. Count once more.", "The second count is final."
        ),
        "tills.count_final": Template(
            "The second count is final, so its figures cannot change.",
            "Choose a reason for it, then finish.",
        ),
        "tills.reason_missing": Template(
            "The count still does not match, so it needs a reason.",
            "Choose a reason, then finish.",
        ),
        "tills.variance": Template(
            "The count is off by more than you may accept.", "A manager can accept it here."
        ),
    }
)
"""Templates by finding code."""


def say(code: str, severity: Severity, **params: str) -> Finding:
    """The finding `code` with its words filled in."""
    words = WORDS[code]
    return Finding(
        code,
        severity,
        words.text.format_map(params),
        words.remedy.format_map(params),
        words.audience,
        params,
    )
