"""What an import did: counts, every leniency with the receipts it was used on, and the rejects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal, assert_never

from counter_app.intake.outcome import Note, Skipped

MAX_LABELS: Final = 1_000
"""So many receipts are named per leniency; the count goes on."""
MAX_REJECTS: Final = 10_000
"""So many rejects are listed; all of them are in quarantine."""

CHANGED: Final = "content_changed"
"""The code under which changed receipts are named."""

Added = Literal["new", "unchanged", "changed"]


@dataclass(slots=True)
class Normalisation:
    """One leniency: how often it was used and on which receipts (at most 1,000 named)."""

    code: str
    text: str
    count: int = 0
    receipts: list[str] = field(default_factory=list)

    def used_on(self, label: str) -> None:
        self.count += 1
        if len(self.receipts) < MAX_LABELS:
            self.receipts.append(label)


@dataclass(frozen=True, slots=True)
class Rejected:
    """One receipt or file that did not come in; `receipt` is "" for a whole file."""

    file: str
    receipt: str
    reason: str


@dataclass(slots=True)
class ImportReport:
    """Grows while an import runs; bounded whatever the files hold."""

    new: int = 0
    unchanged: int = 0
    changed: int = 0
    rejected: int = 0
    rejects: list[Rejected] = field(default_factory=list)
    _notes: dict[str, Normalisation] = field(default_factory=dict)

    def added(self, what: Added, label: str, notes: Iterable[Note]) -> None:
        """Count one receipt that the store knows now, and the leniencies it needed."""
        match what:
            case "new":
                self.new += 1
            case "unchanged":
                self.unchanged += 1
            case "changed":
                self.changed += 1
                self._note(CHANGED, "The store knows this receipt with other content.", label)
            case _:
                assert_never(what)
        for note in notes:
            self._note(note.code, note.text, label)

    def skipped(self, outcome: Skipped) -> None:
        """Count one transaction that is no sale."""
        text = f"A transaction that is no sale ({outcome.kind}) was passed over."
        self._note(f"skipped_{outcome.kind}", text, outcome.label)

    def reject(self, file: str, receipt: str, reason: str) -> None:
        """Count one receipt or file that did not come in."""
        self.rejected += 1
        if len(self.rejects) < MAX_REJECTS:
            self.rejects.append(Rejected(file, receipt, reason))

    def _note(self, code: str, text: str, label: str) -> None:
        self._notes.setdefault(code, Normalisation(code, text)).used_on(label)

    @property
    def normalisations(self) -> list[Normalisation]:
        """Every leniency used, the most frequent first."""
        return sorted(self._notes.values(), key=lambda n: (-n.count, n.code))

    @property
    def changes(self) -> tuple[str, ...]:
        """The receipts that came with other content than is stored (at most 1,000 named)."""
        note = self._notes.get(CHANGED)
        return tuple(note.receipts) if note else ()

    @property
    def receipts(self) -> int:
        """How many receipts were read, whatever became of them."""
        return self.new + self.unchanged + self.changed + self.rejected

    def as_json(self) -> dict[str, Any]:
        """The public form of the report."""
        return {
            "receipts": {
                "new": self.new,
                "unchanged": self.unchanged,
                "changed": self.changed,
                "rejected": self.rejected,
            },
            "normalisations": [
                {"code": n.code, "text": n.text, "count": n.count, "receipts": list(n.receipts)}
                for n in self.normalisations
            ],
            "rejects": [
                {"file": r.file, "receipt": r.receipt, "reason": r.reason} for r in self.rejects
            ],
        }
