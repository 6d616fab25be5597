"""What is made of a return while the clerk reads, so that paying need not wait for it.

Nothing of it is trusted: it is taken over only if, under the receipt's lock, all that it was made
of is read again just so.
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.approval import Outcome
from counter_app.core.canonical import JsonText, canonical_json
from counter_app.core.transaction import Posting
from counter_app.core.words import Words
from counter_app.desk.returns import stored_draft
from counter_app.desk.returns.postings import own_side
from counter_app.desk.returns.rules import Assessment
from counter_app.desk.returns.slip import SlipBody
from counter_app.trade.slip_head import Place


@dataclass(frozen=True, slots=True)
class Ahead:
    """How the person saw a return judged, and what will be written of it as it stands."""

    assessment: Assessment
    slip: SlipBody | None = None
    request: JsonText | None = None
    """The record of the decision (see `asked_of`)."""
    goods: tuple[Posting, ...] | None = None
    """The goods' side of the books (see `own_side`)."""

    @classmethod
    def of(cls, assessment: Assessment, place: Place, words: Words) -> Ahead:
        """Slip and record in full for what can be posted as it stands; `words` is the slip's.

        Where more must happen first (a manager agrees, a warning is told) they will say more.
        """
        if assessment.verdict.outcome is not Outcome.APPROVED:
            return cls(assessment)
        slip = SlipBody.planned(place, assessment, words)
        request = JsonText(canonical_json(asked_of(assessment)))
        return cls(assessment, slip, request, own_side(assessment.refund))


def asked_of(assessment: Assessment) -> dict[str, object]:
    """A decision as it is remembered: what was asked for, and what each rule said to it."""
    return {
        "draft": stored_draft.content(assessment.draft),
        "as_of": assessment.draft.as_of.isoformat(),
        "chain": assessment.chain(),
        **assessment.refund.beside,
    }
