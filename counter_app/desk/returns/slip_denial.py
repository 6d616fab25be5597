"""The slip of a return that was not accepted: what, why, what would help, whom to ask.

A reason that is not for the customer's eyes (a limit of the clerk, say) is told as what it means
for the customer: that a manager would have to agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counter_app.core.approval import Audience, Finding, Outcome
from counter_app.core.document import BOLD, Block, Document, Feed, Rule, Text
from counter_app.core.quantity import ONE
from counter_app.core.words import Words
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.slip import receipt_text
from counter_app.documents.standard import INDENT, closing, transaction_barcode, two_sides
from counter_app.trade.offers import Offer
from counter_app.trade.slip_head import GROUPS, Head, slip_header

MAX_LINES = 20


@dataclass(frozen=True, slots=True)
class DenialPaper:
    """What the slip of a denial tells: the draft, what speaks against it, and how final that is."""

    draft: ReturnDraft
    against: tuple[Finding, ...]
    outcome: Outcome
    contact: str = ""
    offers: tuple[Offer, ...] = ()


def denial_slip(head: Head, paper: DenialPaper, words: Words) -> Document:
    """The customer's slip; it moves no money and says so by having no sums."""
    number = f"{head.number:04d}"
    title = words.say("NOT ACCEPTED {number}", number=number)
    if paper.outcome is Outcome.APPROVAL_NEEDED:
        title = words.say("NEEDS APPROVAL {number}", number=number)
    receipt = receipt_text(paper.draft, words)
    blocks: list[Block] = [
        *slip_header(head, title, receipt, words),
        Text(_decision(paper.outcome, words), style=BOLD),
        *_goods(paper.draft, words),
        Rule(),
        Text(words.say("Why"), style=BOLD),
        *(Text(reason) for reason in reasons(paper.against, words)),
        *_instead(paper.offers, words),
        Feed(),
    ]
    blocks.append(Text(words.say("Questions? Name this ticket:"), style=BOLD))
    blocks.append(Text(head.code.grouped))
    if paper.contact:
        blocks.append(Text(words.term(paper.contact)))
    blocks.extend(transaction_barcode(head.code.text, GROUPS))
    blocks.extend(closing([words.say("Nothing was refunded. Keep this slip.")]))
    return Document(tuple(blocks), "denial", title, words.language)


def reasons(against: tuple[Finding, ...], words: Words) -> tuple[str, ...]:
    """The reasons in the customer's words, each once, worst first."""
    said = [
        " ".join(filter(None, words.finding(f))) for f in against if f.audience is Audience.CUSTOMER
    ]
    if any(f.audience is not Audience.CUSTOMER for f in against):
        said.append(words.say("A manager has to agree to this return and has not done so."))
    return tuple(dict.fromkeys(said))


def _instead(offers: tuple[Offer, ...], words: Words) -> Iterator[Block]:
    """What the customer can have instead, at once or if a manager agrees."""
    told = [o for o in offers if o.allowed and o.on_slip]
    if not told:
        return
    yield Feed()
    yield Text(words.say("What is possible"), style=BOLD)
    for offer in told:
        value = words.figure(offer.amount) if offer.amount is not None else ""
        yield two_sides(offer.text(words), value)
        if offer.manager:
            yield Text(words.say("if a manager agrees"), indent=INDENT)


def _decision(outcome: Outcome, words: Words) -> str:
    match outcome:
        case Outcome.DENIED:
            return words.say("This return cannot be accepted.")
        case Outcome.DENIED_OVERRIDABLE:
            return words.say("This return was not accepted. Only a manager can decide otherwise.")
        case _:
            return words.say("This return needs a manager’s approval, which was not given.")


def _goods(draft: ReturnDraft, words: Words) -> Iterator[Block]:
    for choice in draft.choices[:MAX_LINES]:
        line = draft.line(choice.line_number)
        count = words.quantity(choice.quantity) if choice.quantity != ONE else ""
        yield two_sides(line.description, count)
    if len(draft.choices) > MAX_LINES:
        yield Text(words.say("and {count} more", count=len(draft.choices) - MAX_LINES))
