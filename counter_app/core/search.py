"""Searching everything from one field (Ctrl+K): what was typed, what fits, and how well it fits.

A task's `search` names a provider: called with a `Query` and the open work, it gives `Hit`s.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Final

from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.core.words import Words

MAX_TYPED: Final = 60
PER_GROUP: Final = 4
MOST_HITS: Final = 8


class Group(IntEnum):
    """Under which heading a hit stands; those of equal fit stand in this order."""

    ACTIONS = 0
    PARKED = 1
    TRANSACTIONS = 2
    RECEIPTS = 3
    ITEMS = 4


class Fit(IntEnum):
    """How well something fits what was typed; lower is better."""

    SAME = 0
    BEGINS = 1
    WORDS = 2
    ALSO = 3
    WITHIN = 4


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, and the words of who typed it."""

    text: str
    words: Words

    @property
    def digits(self) -> str:
        """The text if it is a whole number, else nothing."""
        return self.text if self.text.isascii() and self.text.isdigit() else ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that can be opened: by an intent, by its code as if that was scanned, or by a key.

    A code with an intent goes to the work in front if that takes it, else where the intent leads.
    `at` is when it was, `dated` whether its day is shown.
    """

    group: Group
    title: str
    fit: Fit
    icon: str
    intent: Intent | None = None
    code: str = ""
    line: str = ""
    key: str = ""
    at: datetime | None = None
    dated: bool = False
    amount: Money | None = None


def fold(text: str) -> str:
    """Lower case without accents, for comparing what people type."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold().strip()


def fit(typed: str, title: str, also: Iterable[str] = ()) -> Fit | None:
    """How well a title fits, or another word for the same thing; None if it does not."""
    wanted, name, others = fold(typed), fold(title), [fold(word) for word in also]
    if not wanted:
        return None
    if name == wanted:
        return Fit.SAME
    if name.startswith(wanted) or wanted in others:
        return Fit.BEGINS
    parts = wanted.split()
    if _all_begin(parts, name.split()):
        return Fit.WORDS
    if any(_all_begin(parts, [*name.split(), *other.split()]) for other in others):
        return Fit.ALSO
    return Fit.WITHIN if len(wanted) >= 3 and wanted in name else None


def ranked(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The best hits by heading: the heading with the best hit first, few of each."""
    by_group: dict[Group, list[Hit]] = {}
    for hit in sorted(hits, key=lambda h: (h.fit, h.group)):
        by_group.setdefault(hit.group, []).append(hit)
    groups = list(by_group.values())
    room = MOST_HITS
    kept: list[Sequence[Hit]] = []
    for place, group in enumerate(groups):
        others = len(groups) - place - 1
        most = max(1, min(len(group), PER_GROUP if others else MOST_HITS, room - others))
        kept.append(group[:most])
        room -= most
    return tuple(hit for group in kept for hit in group)[:MOST_HITS]


def _all_begin(parts: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)
