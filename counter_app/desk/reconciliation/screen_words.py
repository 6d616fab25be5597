"""The panel beside an open Book: what to look at first, and the likeliest cause of a variance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from counter_app.core.book import Oddity
from counter_app.desk.reconciliation.service import told_in
from counter_app.rules.variance.case import Explanation
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle


class BookSides(QObject):
    """Sections in the language of the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def sections(
        self, oddities: Sequence[Oddity], causes: tuple[Explanation, ...] | None
    ) -> tuple[Section, ...]:
        """Oddities with their digits; causes once a till was asked about."""
        found = [
            Section(
                self.tr("Look at these first"),
                rows=tuple(self._oddity(n, o) for n, o in enumerate(oddities, 1)),
                sub="" if oddities else self.tr("Nothing stands out."),
                style=SectionStyle.HEAD,
            )
        ]
        if causes is None:
            return tuple(found)
        likely = told_in(self._desk.words.language, causes[:3], self._desk.station.store)
        told = self.tr("No cause fits.")
        if likely:
            told = f"{likely[0].title}. {likely[0].evidence}"
        found.append(Section(self.tr("Likeliest cause"), sub=told))
        found += [Section(self.tr("Or"), sub=f"{x.title}. {x.evidence}") for x in likely[1:]]
        if likely:
            entry = likely[0].entry.replace("+", "+\N{WORD JOINER}")  # a line may not end in it
            found.append(Section(self.tr("What corrects it"), sub=entry))
        return tuple(found)

    def _oddity(self, place: int, oddity: Oddity) -> KeyRow:
        value = "" if oddity.amount is None else self._desk.words.money(oddity.amount)
        if oddity.amount is None and oddity.count is not None:
            value = f"{oddity.count} ×"
        return KeyRow(f"{place}  {oddity.title}", value)
