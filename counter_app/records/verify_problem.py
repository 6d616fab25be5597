"""What a check of the books finds: one problem, with a stable code and the place it is at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: code, a plain sentence, and the record or table it was found in."""

    code: str
    text: str
    where: str = ""
