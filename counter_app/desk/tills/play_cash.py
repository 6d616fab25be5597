"""Movements of money from a script: the same use cases as on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.core.cash import MovementKind
from counter_app.core.errors import NotFound
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.advances import AdvanceDraft, close_advance
from counter_app.desk.tills.draft import MAX_SLIPS
from counter_app.desk.tills.lanes import (
    IssueDraft,
    issue_drawer,
    rescue_late_sales,
    return_drawer,
)
from counter_app.desk.tills.movement_draft import MovementDraft, NoSaleDraft, ReceiveDraft
from counter_app.desk.tills.moving import Moved, ask_for_loan, move, open_drawer
from counter_app.desk.tills.play_fields import (
    CENTS,
    NOTE,
    PIECES,
    SHORT,
    TILL,
    fields,
    session_of,
)
from counter_app.desk.tills.receiving import receive, resolve_movement
from counter_app.desk.tills.safe import count_safe, hand_over_key, order_change, take_delivery
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.records.cash_movements import movement_by_bag
from counter_app.records.tills import last_session_id
from counter_app.station import Station

_TENDERS: Final = ("cash", "check", "coupon", "money_order", "gift_card")
TENDER: Final = {"enum": list(_TENDERS)}
_AMOUNTS: Final = {
    "type": "object",
    "properties": dict.fromkeys(_TENDERS, CENTS),
    "additionalProperties": False,
}
_BAG: Final = {
    "amount_cents": CENTS,
    "tenders_cents": _AMOUNTS,
    "pieces": PIECES,
    "bag": SHORT,
    "seal": SHORT,
    "note": NOTE,
}
_PAPERS: Final = {"type": "array", "items": SHORT, "maxItems": MAX_SLIPS}
_MOVEMENT: Final = {"movement": SHORT, "bag": SHORT}


def amounts(do: Mapping[str, Any]) -> dict[Tender, Money]:
    """What moves: so many cents of cash, or cents by tender."""
    found = {Tender(name): Money(cents) for name, cents in do.get("tenders_cents", {}).items()}
    if "amount_cents" in do:
        found[Tender.CASH] = Money(do["amount_cents"])
    return found


def movement_id(station: Station, do: Mapping[str, Any]) -> str:
    """The movement a line speaks of, by its id or its bag."""
    if "movement" in do:
        return str(do["movement"])
    with station.look() as work:
        found = movement_by_bag(work.connection, do.get("bag", ""))
    if found is None:
        raise NotFound("No bag like that is on its way.", code="unknown_movement")
    return found.id


def _draft(station: Station, request: PlayRequest, kind: MovementKind) -> MovementDraft:
    do = request.do
    return MovementDraft(
        id=request.id,
        kind=kind,
        session_id=None if do.get("safe") else session_of(station, request).id,
        tenders=amounts(do),
        pieces=do.get("pieces", {}),
        pieces_back=do.get("pieces_back", {}),
        into=Tender(do["into"]) if "into" in do else None,
        reason=do.get("reason", ""),
        note=do.get("note", ""),
        party=do.get("payee", ""),
        reference=do.get("reference", ""),
        bag=do.get("bag", ""),
        seal=do.get("seal", ""),
        asked=do.get("asked"),
        papers=tuple(do.get("papers", ())),
    )


def _moving(kind: MovementKind, **properties: Any) -> PlayAction:
    def run(station: Station, request: PlayRequest) -> PlayResult:
        return _moved(move(_draft(station, request, kind), station, request.approval))

    return PlayAction(fields(till=TILL, **properties), run)


def _moved(moved: Moved) -> PlayResult:
    data = {"movement": moved.movement_id, "in_transit": moved.in_transit}
    return PlayResult(Outcome.APPROVED.value, (moved.transaction_id,), data=data)


def _ask(station: Station, request: PlayRequest) -> PlayResult:
    asked = ask_for_loan(_draft(station, request, MovementKind.LOAN), station)
    return PlayResult(Outcome.APPROVED.value, data={"movement": asked})


def _receive(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = ReceiveDraft(
        id=request.id,
        movement_id=movement_id(station, do),
        tenders=amounts(do),
        pieces=do.get("pieces", {}),
        note=do.get("note", ""),
    )
    return _moved(receive(draft, station, request.approval))


def _settle(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    found = movement_id(station, do)
    return _moved(resolve_movement(found, request.id, do["how"], do["note"], station))


def _close_advance(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = AdvanceDraft(
        id=request.id,
        movement_id=do["movement"],
        spent=Money(do["spent_cents"]),
        change=Money(do["change_cents"]),
        reason=do["reason"],
        reference=do.get("reference", ""),
        note=do.get("note", ""),
    )
    return _moved(close_advance(draft, station))


def _no_sale(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    session = session_of(station, request)
    draft = NoSaleDraft(request.id, session.id, do["reason"], do.get("note", ""))
    posted = open_drawer(draft, station, request.approval)
    return PlayResult(Outcome.APPROVED.value, (posted,))


def _issue(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = IssueDraft(
        request.id,
        do["till"],
        Money(do["float_cents"]),
        do["tag"],
        do.get("seal", ""),
        do.get("cashier", ""),
        do.get("pieces", {}),
    )
    issue_drawer(draft, station)
    return PlayResult(Outcome.APPROVED.value, (request.id,))


def _return(station: Station, request: PlayRequest) -> PlayResult:
    session = session_of(station, request)
    return_drawer(session.id, request.id, request.do["tag"], station)
    return PlayResult(Outcome.APPROVED.value, (request.id,))


def _rescue(station: Station, request: PlayRequest) -> PlayResult:
    with station.look() as work:
        last = last_session_id(work.connection, request.do["till"])
    rescue = None if last is None else rescue_late_sales(last, station)
    return PlayResult(Outcome.APPROVED.value, data={"session": rescue})


def _deposit(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = MovementDraft(
        id=request.id,
        kind=MovementKind.DEPOSIT,
        session_id=None,
        tenders=amounts(do),
        pieces=do.get("pieces", {}),
        note=do.get("note", ""),
        party=do.get("courier", ""),
        bag=do["bag"],
        seal=do["seal"],
    )
    return _moved(move(draft, station, request.approval))


def _count_safe(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    counted = do.get("counted_cents")
    draft = SafeDraft(
        request.id,
        do.get("pieces", {}),
        None if counted is None else Money(counted),
        do.get("reason", ""),
        do.get("note", ""),
    )
    done = count_safe(draft, station, request.approval)
    return PlayResult(
        Outcome.APPROVED.value,
        (done.transaction_id,),
        data={
            "counted_cents": done.counted.minor,
            "difference_cents": done.difference.minor,
            "order": dict(done.order),
        },
    )


def _order(station: Station, request: PlayRequest) -> PlayResult:
    order = order_change(request.id, request.do["pieces"], station)
    return PlayResult(Outcome.APPROVED.value, data={"movement": order})


def _delivery(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    return _moved(
        take_delivery(
            do["movement"], request.id, do["pieces"], do["courier"], do.get("note", ""), station
        )
    )


def _key(station: Station, request: PlayRequest) -> PlayResult:
    posted = hand_over_key(request.id, request.do["key"], station, request.approval)
    return PlayResult(Outcome.APPROVED.value, (posted,))


_PAID: Final = {"amount_cents": CENTS, "reason": SHORT, "payee": NOTE, "note": NOTE}

ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {
        "loan": _moving(MovementKind.LOAN, **_BAG, asked=SHORT),
        "ask_loan": PlayAction(fields(till=TILL, **_BAG), _ask),
        "pickup": _moving(MovementKind.PICKUP, **_BAG, papers=_PAPERS),
        "drop": _moving(MovementKind.DROP, **_BAG, papers=_PAPERS),
        "receive": PlayAction(fields(**_BAG, movement=SHORT), _receive),
        "settle_movement": PlayAction(
            fields(("how", "note"), how={"enum": ["back", "accept"]}, note=NOTE, **_MOVEMENT),
            _settle,
        ),
        "paid_in": _moving(MovementKind.PAID_IN, **_PAID),
        "paid_out": _moving(MovementKind.PAID_OUT, **_PAID),
        "exchange": _moving(
            MovementKind.EXCHANGE, tenders_cents=_AMOUNTS, into=TENDER, reference=SHORT, note=NOTE
        ),
        "change": _moving(
            MovementKind.CHANGE,
            amount_cents=CENTS,
            pieces=PIECES,
            pieces_back=PIECES,
            bag=SHORT,
            note=NOTE,
        ),
        "counterfeit": _moving(
            MovementKind.COUNTERFEIT,
            amount_cents=CENTS,
            pieces=PIECES,
            reference=SHORT,
            payee=NOTE,
            note=NOTE,
            safe={"type": "boolean"},
        ),
        "advance": _moving(
            MovementKind.ADVANCE,
            amount_cents=CENTS,
            payee=NOTE,
            note=NOTE,
            safe={"type": "boolean"},
        ),
        "close_advance": PlayAction(
            fields(
                ("movement", "spent_cents", "change_cents", "reason"),
                movement=SHORT,
                spent_cents=CENTS,
                change_cents=CENTS,
                reason=SHORT,
                reference=SHORT,
                note=NOTE,
            ),
            _close_advance,
        ),
        "deposit": PlayAction(fields(("bag", "seal"), **_BAG, courier=NOTE), _deposit),
        "count_safe": PlayAction(
            fields(counted_cents=CENTS, pieces=PIECES, reason=SHORT, note=NOTE), _count_safe
        ),
        "order_change": PlayAction(fields(("pieces",), pieces=PIECES), _order),
        "delivery": PlayAction(
            fields(
                ("movement", "pieces", "courier"),
                movement=SHORT,
                pieces=PIECES,
                courier=NOTE,
                note=NOTE,
            ),
            _delivery,
        ),
        "key": PlayAction(fields(("key",), key=SHORT), _key),
        "issue_drawer": PlayAction(
            fields(
                ("till", "float_cents", "tag"),
                till=TILL,
                float_cents=CENTS,
                tag=SHORT,
                seal=SHORT,
                cashier=SHORT,
                pieces=PIECES,
            ),
            _issue,
        ),
        "return_drawer": PlayAction(fields(("till", "tag"), till=TILL, tag=SHORT), _return),
        "rescue": PlayAction(fields(("till",), till=TILL), _rescue),
        "no_sale": PlayAction(fields(("reason",), till=TILL, reason=SHORT, note=NOTE), _no_sale),
    }
)
"""The actions of the task `tills` that move money without a sale."""
