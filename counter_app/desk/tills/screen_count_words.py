"""What a count's tabs, checks and slips say: only what somebody typed or has in hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from PySide6.QtCore import QObject

from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.board import TillState
from counter_app.desk.tills.draft import ONE_BY_ONE, CountDraft, Occasion
from counter_app.desk.tills.screen_parts import CASH, LEAVE, Part
from counter_app.desk.tills.screen_slips import SlipView
from counter_app.desk.tills.screen_words import TillWords
from counter_app.desk.tills.slips_on_hand import SlipOnHand

Slips: TypeAlias = Mapping[Tender, tuple[SlipOnHand, ...]]
"""What came into a till, by tender."""


class CountWords(QObject):
    """Texts in the language of the window."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words

    def parts(self, state: TillState, draft: CountDraft) -> tuple[Part, ...]:
        """The tabs of a count: cash, every tender the till may hold, and what stays in it."""
        if draft.occasion is Occasion.OPENING:
            return (Part(CASH, self._words.tender(Tender.CASH), ""),)
        typed = bool(draft.pieces) or draft.total_only is not None
        cash = self._words.money(draft.counted) if typed else self.tr("Not counted")
        found = [Part(CASH, self._words.tender(Tender.CASH), cash)]
        found += [
            Part(tender.value, self._words.tender(tender), self.typed(draft, tender))
            for tender in state.tenders
            if tender is not Tender.CASH
        ]
        if draft.occasion is Occasion.CLOSING:
            leaves = self._words.money(draft.leave) if draft.leave else self.tr("Nothing")
            found.append(Part(LEAVE, self.tr("Stays"), leaves))
        return tuple(found)

    def slips(self, listed: Slips, draft: CountDraft, tender: Tender) -> list[SlipView]:
        """The list of a tender: what came in, ticked or not, and what is in no list."""
        views = []
        for slip in listed.get(tender, ()):
            minor = draft.ticks.get(slip.id)
            number = self.tr("No. {0}").format(slip.reference)
            words = number if slip.reference else self._one(tender)
            under = " · ".join((self._words.time(slip.at), slip.operator))
            value = "" if minor is None else self._words.money(Money(minor))
            views.append(SlipView(slip.id, words, under, value))
        under = self.tr("Not in the list; touch it to take it out")
        if not views:
            under = self.tr("Touch it to take it out")
        ticked = [m for k, m in draft.ticks.items() if any(v.key == k for v in views)]
        for minor in draft.others.get(tender.value, ()):
            if minor in ticked:
                ticked.remove(minor)
                continue
            views.append(
                SlipView(f"+{minor}", self._one(tender), under, self._words.money(Money(minor)))
            )
        return views

    def slip_words(self, draft: CountDraft, tender: Tender, listed: Slips) -> tuple[str, str, str]:
        """Over the amount, about it, and over the list."""
        title = self.tr("Amount on the check")
        if tender is not Tender.CHECK:
            title = self.tr("Amount on the paper")
        hint = self.tr("Enter adds it and ticks it off. Or touch each one that is in your hand.")
        if not listed.get(tender):
            hint = self.tr("Enter adds it. Touch one in the list to take it out again.")
        return title, hint, self.typed(draft, tender)

    def bulk_words(self, tender: Tender) -> str:
        """About a number and a sum."""
        return self.tr("{0}: count them, then add up what they say.").format(
            self._words.tender(tender)
        )

    def typed(self, draft: CountDraft, tender: Tender) -> str:
        many = draft.papers(tender)
        if not many:
            return self.tr("None counted")
        return f"{many} · {self._words.money(draft.counted_in(tender))}"

    def _one(self, tender: Tender) -> str:
        return self.tr("Check") if tender is ONE_BY_ONE[0] else self.tr("Money order")
