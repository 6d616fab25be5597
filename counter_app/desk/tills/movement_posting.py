"""What a movement leaves behind: postings, a slip for each side, and where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from counter_app.core.cash import (
    ADVANCES,
    BANK,
    COUNTERFEIT,
    SAFE,
    MovementKind,
    MovementState,
    transit_to,
)
from counter_app.core.operator import Operator
from counter_app.core.store import TillSession
from counter_app.core.transaction import Posting, Tender, Transaction
from counter_app.core.words import Words
from counter_app.desk.tills.movement_draft import MovementDraft
from counter_app.desk.tills.movement_slip import MovementPaper, movement_slip
from counter_app.records.cash_movements import (
    CashMovement,
    add_movement,
    change_movement,
    paper_key,
)
from counter_app.records.journal import NumberedDocument
from counter_app.records.work import Work

TWO_SIDED: Final = frozenset(
    {MovementKind.LOAN, MovementKind.PICKUP, MovementKind.DROP, MovementKind.DEPOSIT}
)
"""Kinds that lie in transit until the other side has received them."""


def sides(draft: MovementDraft, session: TillSession | None) -> tuple[str, str]:
    """The accounts that money leaves and enters in the end."""
    here = SAFE if session is None else session.account
    match draft.kind:
        case MovementKind.LOAN:
            return SAFE, here
        case MovementKind.PICKUP | MovementKind.DROP:
            return here, SAFE
        case MovementKind.DEPOSIT:
            return SAFE, BANK
        case MovementKind.PAID_IN:
            return f"paid_in:{draft.reason}"[:60], here
        case MovementKind.PAID_OUT:
            return here, f"paid_out:{draft.reason}"[:60]
        case MovementKind.ADVANCE:
            return here, ADVANCES
        case MovementKind.COUNTERFEIT:
            return here, COUNTERFEIT
        case _:
            return here, here


def account_words(account: str, words: Words) -> str:
    """An account as slips call it."""
    head, _, rest = account.partition(":")
    if head == "till":
        return words.say("Till {till}", till=rest)
    known = {
        SAFE: words.say("Safe"),
        BANK: words.say("Bank"),
        "paid_in": words.say("Outside"),
        "paid_out": words.say("Outside"),
        "advances": words.say("Outside"),
        "losses": words.say("Evidence"),
    }
    return known.get(head, account)


def movement_postings(draft: MovementDraft, session: TillSession | None) -> tuple[Posting, ...]:
    """What a movement does to the books; a change of money for as much does nothing."""
    source, target = sides(draft, session)
    if draft.kind is MovementKind.CHANGE:
        return ()
    if draft.kind is MovementKind.EXCHANGE:
        out = tuple(Posting(source, -m, t) for t, m in draft.tenders.items())
        return (*out, Posting(target, draft.amount, draft.into))
    if draft.kind in TWO_SIDED:
        target = transit_to(target)
    found: list[Posting] = []
    for tender, amount in draft.tenders.items():
        found.append(Posting(source, -amount, tender_at(source, tender)))
        found.append(Posting(target, amount, tender_at(target, tender)))
    return tuple(found)


def tender_at(account: str, tender: Tender) -> Tender | None:
    """Only what can be counted carries a tender."""
    countable = ("till:", "transit:", SAFE, BANK)
    return tender if account.startswith(countable) else None


def movement_documents(
    work: Work, draft: MovementDraft, paper: MovementPaper, words: Words
) -> tuple[NumberedDocument, ...]:
    """One slip for each side where there are two: one goes with the money, one stays."""
    if draft.kind not in TWO_SIDED:
        return (NumberedDocument("slip", movement_slip(work.store, paper, words)),)
    with_it = replace(paper, copy_for=words.say("This copy goes with the money."))
    stays = replace(paper, copy_for=words.say("This copy stays where the money came from."))
    return (
        NumberedDocument("slip", movement_slip(work.store, with_it, words)),
        NumberedDocument("store_copy", movement_slip(work.store, stays, words)),
    )


def _inside(draft: MovementDraft) -> dict[str, int]:
    """Notes and coins, and which of the till's checks are in the bag."""
    return {**draft.pieces, **dict.fromkeys(map(paper_key, draft.papers), 1)}


def keep_movement(
    work: Work,
    draft: MovementDraft,
    operator: Operator,
    session: TillSession | None,
    made: Transaction,
) -> None:
    """Write where the movement stands now: on its way, or done."""
    source, target = sides(draft, session)
    open_still = draft.kind in TWO_SIDED or draft.kind is MovementKind.ADVANCE
    state = MovementState.SENT if open_still else MovementState.RECEIVED
    if draft.asked is not None:
        change_movement(
            work.connection,
            draft.asked,
            MovementState.ASKED,
            state=state.value,
            tenders={t.value: m.minor for t, m in draft.tenders.items()},
            amount=draft.amount,
            pieces=_inside(draft),
            bag=draft.bag,
            seal=draft.seal,
            sent_by=operator.id,
            sent_at=made.occurred_at,
            sent_transaction=made.id,
            business_date=made.business_date,
        )
        return
    add_movement(
        work.connection,
        CashMovement(
            id=draft.id,
            kind=draft.kind,
            state=state,
            source=source,
            target=target,
            session_id=draft.session_id,
            business_date=made.business_date,
            tenders=draft.tenders,
            sent_by=operator.id,
            sent_at=made.occurred_at,
            pieces=_inside(draft),
            bag=draft.bag,
            seal=draft.seal,
            party=draft.party,
            reference=draft.reference,
            reason=draft.reason,
            note=draft.note,
            sent_transaction=made.id,
            witness_id=made.witness_id,
            received_by=None if open_still else operator.id,
            received_at=None if open_still else made.occurred_at,
            received_transaction=None if open_still else made.id,
            received=None if open_still else draft.amount,
        ),
    )
