"""Policy about identity cards that are seen at the desk: what is kept of them, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter_app.codes.jurisdictions import JURISDICTIONS
from counter_app.rules.policy_text import Table

MAX_KEEP_DAYS: Final = 1_825


@dataclass(frozen=True, slots=True)
class IdentityPolicy:
    """What is kept of a card that was seen: a keyed hash and four digits, or nothing.

    `look_only` are states whose cards are looked at and nothing is kept; cards of `ask_consent`
    states are scanned only if the customer agrees (New Hampshire prohibits it otherwise).
    """

    keep: bool = True
    keep_days: int = 400
    look_only: frozenset[str] = frozenset({"NJ"})
    ask_consent: frozenset[str] = frozenset({"NH"})
    home: str = ""

    def keeps(self, jurisdiction: str) -> bool:
        """True if a card of this state may be remembered by its hash."""
        return self.keep and jurisdiction not in self.look_only


_PLAIN: Final = IdentityPolicy()


def parse_identity(table: Table, plain: IdentityPolicy = _PLAIN) -> IdentityPolicy:
    """Read a table about identity cards; raises `BadInput` with the line."""
    home = table.text("home", "", 2).upper()
    if home and home not in JURISDICTIONS:
        raise table.wrong("home", "must be the two letters of a state or province")
    found = IdentityPolicy(
        keep=table.flag("keep", plain.keep),
        keep_days=table.whole("keep_days", 1, MAX_KEEP_DAYS, plain.keep_days),
        look_only=_states(table, "look_only", plain.look_only),
        ask_consent=_states(table, "ask_consent", plain.ask_consent),
        home=home,
    )
    table.done()
    return found


def _states(table: Table, key: str, default: frozenset[str]) -> frozenset[str]:
    found = frozenset(table.texts(key, tuple(sorted(default))))
    if unknown := found - JURISDICTIONS:
        raise table.wrong(key, f"names {min(unknown)}, which is no state or province")
    return found
