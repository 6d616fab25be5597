"""From what was typed to the use case that does it, and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.advances import AdvanceDraft, close_advance
from counter_app.desk.tills.board import TillState
from counter_app.desk.tills.draft import worth
from counter_app.desk.tills.movement_draft import MovementDraft, NoSaleDraft, ReceiveDraft
from counter_app.desk.tills.moving import ask_for_loan, move, open_drawer
from counter_app.desk.tills.preparing import PrepareDraft, prepare_till
from counter_app.desk.tills.receiving import receive, resolve_movement
from counter_app.desk.tills.screen_action import SPREADS, Action, MoveInput
from counter_app.desk.tills.standing import force_close

Order: TypeAlias = tuple[Callable[..., Any], tuple[object, ...]]
_PARTY: Final = "party"


def order_of(request_id: str, moving: MoveInput, state: TillState) -> Order:
    """The use case and its arguments; the same id gives the same answer twice."""
    texts, amount = moving.texts, moving.amount or ZERO
    note = texts.get("note", "")
    match moving.action:
        case Action.RECEIVE:
            arrived = ReceiveDraft(request_id, moving.subject, moving.tenders, note=note)
            return receive, (arrived,)
        case Action.NO_SALE:
            return open_drawer, (NoSaleDraft(request_id, _session(state), moving.reason, note),)
        case Action.ASK_LOAN:
            return ask_for_loan, (_movement(request_id, moving, state),)
        case Action.SETTLE_ADVANCE:
            closed = AdvanceDraft(
                request_id, moving.subject, amount, moving.back, moving.reason,
                texts.get("reference", ""), note,
            )  # fmt: skip
            return close_advance, (closed,)
        case Action.DECIDE:
            return resolve_movement, (moving.subject, request_id, moving.reason, note)
        case Action.PREPARE:
            tag, seal = texts.get("tag", ""), texts.get("seal", "")
            draft = PrepareDraft(request_id, int(moving.subject), amount, tag=tag, seal=seal)
            return prepare_till, (draft,)
        case Action.FORCE_CLOSE:
            return force_close, (moving.subject, request_id, note)
        case _:
            return move, (_movement(request_id, moving, state),)


def _movement(request_id: str, moving: MoveInput, state: TillState) -> MovementDraft:
    kind = Action.LOAN.kind if moving.action is Action.ASK_LOAN else moving.action.kind
    assert kind is not None
    texts = moving.texts
    tenders, into = {Tender.CASH: _amount(moving)}, None
    if moving.action is Action.EXCHANGE:
        goes, _, comes = moving.reason.partition(":")
        tenders, into = {Tender(goes): moving.amount or ZERO}, Tender(comes)
    if moving.action in SPREADS:
        tenders = moving.tenders
    asked = next((p for p in state.pending if p.id == moving.subject), None)
    reasoned = bool(moving.action.reasons)
    return MovementDraft(
        request_id,
        kind,
        _session(state) if asked is None else asked.session_id,
        tenders,
        pieces=_pieces(moving),
        pieces_back=moving.pieces_back,
        into=into,
        reason=moving.reason if reasoned else "",
        note=texts.get("note", ""),
        party=texts.get(_PARTY, ""),
        reference=texts.get("reference", ""),
        bag=texts.get("bag", ""),
        seal=texts.get("seal", ""),
        asked=None if asked is None else asked.id,
        papers=tuple(moving.papers.ticks),
    )


def _amount(moving: MoveInput) -> Money:
    pieces = _pieces(moving)
    return worth(pieces) if pieces else moving.amount or ZERO


def _pieces(moving: MoveInput) -> dict[str, int]:
    """One note that is kept, or what comes in when money is changed."""
    if moving.action is Action.COUNTERFEIT:
        return {moving.reason: 1}
    return moving.pieces


def _session(state: TillState) -> str:
    assert state.session is not None, "a movement is made at an open till"
    return state.session.id
