"""A return as promotions see it: every sold line with what came back and what comes back now."""

from __future__ import annotations

from counter_app.core.quantity import NONE
from counter_app.core.receipt import ReceiptLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.terms import Terms
from counter_app.rules import promoted as rules
from counter_app.rules.promoted import Going, Promoted


def promoted(draft: ReturnDraft, terms: Terms) -> Promoted:
    """What promotions make of a draft; nothing where policy names none of the receipt's."""
    if draft.without is not None:
        return Promoted()
    lines = going(draft, terms)
    return rules.promoted(terms.today.promotions, terms.now.partial_refund, lines)


def going(draft: ReturnDraft, terms: Terms) -> list[Going]:
    """All sold lines, with what came back of them and what comes back now."""
    return [_going(draft, line, terms) for line in draft.receipt.sold]


def _going(draft: ReturnDraft, line: ReceiptLine, terms: Terms) -> Going:
    history, choice = draft.returned(line.number), draft.choice(line.number)
    return Going(
        line,
        history.quantity,
        history.price_of(line),
        tuple(history.tax_of(line, i) for i in range(len(line.taxes))),
        max(min(draft.returning(line.number), draft.returnable(line.number)), NONE),
        choice is not None and choice.reason in terms.now.online.short_reasons,
    )
