"""Finding the sale without its paper: clues in, the likeliest receipts out, each with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from counter_app.core.clock import StoreCalendar
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.money import Money
from counter_app.core.operator import check_may
from counter_app.core.words import Words
from counter_app.records.receipt_search import (
    FoundReceipt,
    line_counts,
    paid_by_card,
    search_receipts,
)
from counter_app.records.work import Work
from counter_app.rules.receipt_clues import (
    Clue,
    Clues,
    Fit,
    Seen,
    day_fit,
    likelihood,
    total_fit,
)
from counter_app.station import Station

MAX_MATCHES: Final = 7
ENOUGH: Final = 3
PERMISSION: Final = "receipts.search"


@dataclass(frozen=True, slots=True)
class ReceiptMatch:
    """One receipt that may be meant, how well it fits, and why."""

    receipt: FoundReceipt
    fits: tuple[Fit, ...]
    all_clues: bool
    line_count: int
    likelihood: Fraction
    """Of the clues, if this receipt is meant; only for comparing."""

    def as_json(self, words: Words, calendar: StoreCalendar) -> dict[str, Any]:
        """The public form, on the store's wall clock."""
        found = self.receipt
        return {
            "id": found.id,
            "key": str(found.key),
            "number": found.number,
            "ended_at": calendar.local(found.ended_at).isoformat(),
            "total_cents": found.total.minor,
            "lines": self.line_count,
            "all_clues": self.all_clues,
            "reasons": [fit_words(fit, words) for fit in self.fits],
        }


def find_by_clues(clues: Clues, station: Station) -> tuple[ReceiptMatch, ...]:
    """The likeliest receipts, the best first; raises `BadInput` without a clue, and `NotFound`."""
    with station.look() as work:
        operator = work.operator(station.operator_id)
        check_may(operator, PERMISSION, "{operator} may not search receipts.")
        return find_matches(work, clues)


def find_matches(work: Work, clues: Clues) -> tuple[ReceiptMatch, ...]:
    """The same for somebody who was let in already."""
    if not clues.known or clues.known == (Clue.STORE,):
        raise BadInput("Say at least one thing about the purchase.", code="no_clue")
    matches = {m.receipt.id: m for m in _fitting(work, clues, clues.known)}
    if len(matches) < ENOUGH and len(clues.known) > 1:
        for left_out in clues.known:
            rest = tuple(c for c in clues.known if c is not left_out)
            if rest == (Clue.STORE,):
                continue
            for match in _fitting(work, clues, rest):
                matches.setdefault(match.receipt.id, match)
    if not matches:
        raise NotFound(
            "No receipt fits what the customer remembers.",
            code="receipt_unknown",
            remedy="Leave a clue out that may be wrong, or go on without a receipt.",
        )
    best = sorted(matches.values(), key=lambda m: (m.likelihood, m.receipt.ended_at), reverse=True)
    return tuple(best[:MAX_MATCHES])


def fit_words(fit: Fit, words: Words) -> str:
    """Why a receipt was found, in words."""
    match fit.clue:
        case Clue.LAST_FOUR:
            return words.say("card ends in {digits}", digits=fit.value)
        case Clue.PHONE:
            return words.say("this phone number")
        case Clue.ITEM:
            return words.say("has {item}", item=fit.value)
        case Clue.STORE:
            return words.say("store {number}", number=fit.value)
        case Clue.DAY:
            day = date.fromisoformat(fit.value)
            if not fit.off:
                return words.say("sold on {day}", day=day)
            if fit.off == 1:
                return words.say("sold on {day}, 1 day off", day=day)
            return words.say("sold on {day}, {days} days off", day=day, days=fit.off)
        case Clue.TOTAL:
            amount = Money(int(fit.value))
            if not fit.off:
                return words.say("total {amount}", amount=amount)
            return words.say("total {amount}, off by {percent} %", amount=amount, percent=fit.off)


def _fitting(work: Work, clues: Clues, using: tuple[Clue, ...]) -> list[ReceiptMatch]:
    whole = len(using) == len(clues.known)
    matches = []
    found = search_receipts(work.connection, clues, using)
    ids = [receipt.id for receipt in found]
    counts = line_counts(work.connection, clues, ids)
    by_card = paid_by_card(work.connection, ids) if not clues.last_four else frozenset()
    for receipt in found:
        near = (day_fit(clues, receipt.key.business_date), total_fit(clues, receipt.total))
        fits = [Fit(clue, str(getattr(clues, clue.value))) for clue in using if clue not in _NEAR]
        fits += [fit for fit in near if fit is not None]
        lines, of_item = counts.get(receipt.id, (0, 0))
        seen = Seen(receipt.total, lines, of_item, receipt.id in by_card)
        fitted = tuple(fits)
        how = likelihood(clues, fitted, seen)
        matches.append(ReceiptMatch(receipt, fitted, whole, lines, how))
    return matches


_NEAR: Final = (Clue.DAY, Clue.TOTAL)
