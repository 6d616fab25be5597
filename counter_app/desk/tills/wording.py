"""The words of every finding about a till: one sentence why, one that says what would help.

Templates are the message ids for translation. No text says what the till should hold, nor which
way a count is off: it stays blind.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Finding, Severity
from counter_app.core.errors import Refused
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.words import Template, finding_of
from counter_app.rules.drawer_limits import WORDS as DRAWER_WORDS

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
        "tills.witness": Template(
            "A second person must see this count.", "Anyone else signs here as the witness."
        ),
        "tills.in_transit": Template(
            "Money of this till is still on its way: {count}.",
            "It is received or settled first; then the till closes.",
        ),
        "tills.opening_reason": Template(
            "This is not what the drawer should hold at opening, so it needs a reason.",
            "Count it again, or choose a reason.",
        ),
        "tills.opening_variance": Template(
            "The opening float is off by more than you may accept.",
            "A manager can accept it here.",
        ),
        "tills.may_not_move": Template(
            "{operator} may not do this.", "Ask someone who may to sign on."
        ),
        "tills.not_enough": Template(
            "There is not that much cash to take.", "Move less, or have a loan brought first."
        ),
        "tills.not_held": Template(
            "This till did not take in that much of it.", "Look at what is in your hand again."
        ),
        "tills.why_missing": Template("This needs a reason.", "Choose one."),
        "tills.note_missing": Template("“{reason}” needs a few words.", "Type what happened."),
        "tills.payee_missing": Template(
            "Nobody is named who gets this money.", "Type who is paid."
        ),
        "tills.over_limit": Template(
            "This is above {operator}’s limit.", "A lead or manager can agree here."
        ),
        "tills.over_ceiling": Template(
            "Nobody may move that much at once.", "Have the office pay it another way."
        ),
        "tills.no_sale": Template(
            "Opening the drawer without a sale needs an approval.", "A lead or manager can agree."
        ),
        "safe.witness": Template(
            "The safe is counted by two people.", "Who takes it over signs here."
        ),
        "safe.key.witness": Template(
            "A key changes hands between two people.", "Who takes it signs here."
        ),
        "tills.change.witness": Template(
            "A change of money is made by two people.", "Anyone else signs here as the second."
        ),
        "tills.received_differs": Template(
            "This is not what was sent.", "Count it again, or say what happened."
        ),
        "tills.received.witness": Template(
            "Who sent this money does not receive it alone.",
            "Anyone else signs here as the witness.",
        ),
        **DRAWER_WORDS,
        "tills.variance": Template(
            "The count is off by more than you may accept.", "A manager can accept it here."
        ),
    }
)
"""Templates by finding code."""


def say(code: str, severity: Severity, **params: str) -> Finding:
    """The finding `code` with its words filled in."""
    return finding_of(WORDS[code], code, severity, params)


def may_not(operator: Operator) -> Refused:
    """The refusal of somebody whose role does not allow it."""
    return Refused(
        said("{operator} may not do this.", operator=operator.name),
        code="tills.not_permitted",
        remedy="Ask someone who may to sign on.",
    )
