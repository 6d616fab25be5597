"""What a check of the books finds: one problem, with a stable code and the place it is at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter_app.core.approval import Severity

REMEDY: Final = "Keep this store as it is, and bring a backup back with: counter restore"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: code, a plain sentence, and the record or table it was found in."""

    code: str
    text: str
    where: str = ""

    def as_json(self) -> dict[str, str]:
        """The form of every finding, and where it is."""
        return {
            "code": self.code,
            "severity": Severity.FORBID.name.lower(),
            "text": self.text,
            "remedy": REMEDY,
            "where": self.where,
        }
