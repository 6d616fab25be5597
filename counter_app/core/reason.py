"""Coded reasons, conditions of goods and where returned goods go (dispositions)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One coded reason of a group ("return", "void", "no_sale" …) as policy defines it.

    `condition` and `disposition` are what choosing the reason fills in; `needs_note` asks for text.
    """

    code: str
    group: str
    label: str
    condition: str = ""
    disposition: str = ""
    needs_note: bool = False
    waives_fee: bool = False
