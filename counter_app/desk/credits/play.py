"""Credits from a script: the same use cases as at the desk; codes are never told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Outcome
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.credits.buyer import see_card
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.reading import again, find_lost
from counter_app.desk.credits.service import CreditDone, complete, history, look_up
from counter_app.desk.credits.voids import void_sale
from counter_app.play import (
    TERMINAL_CODE,
    PlayAction,
    PlayRequest,
    PlayResult,
    object_schema,
    run_void,
    void_schema,
)
from counter_app.station import Station
from counter_app.trade.identity import CARD_FIELDS, card_in

_CODE: Final = {"type": "string", "minLength": 22, "maxLength": 60}
_CENTS: Final = {"type": "integer", "minimum": 1, "maximum": 100_000_000}
_TEXT: Final = {"type": "string", "minLength": 1, "maxLength": 60}


LOOK_UP_SCHEMA: Final = object_schema({"code": _CODE}, "code")
USE_SCHEMA: Final = object_schema(
    {"code": _CODE, "amount_cents": _CENTS, "register_receipt": _TEXT},
    "code",
    "amount_cents",
    "register_receipt",
)
CASH_OUT_SCHEMA: Final = object_schema({"code": _CODE}, "code")
SELL_SCHEMA: Final = object_schema(
    {
        "amount_cents": _CENTS,
        "customer": {"type": "string", "maxLength": 36},
        **CARD_FIELDS,
        "warning_told": {
            "type": "boolean",
            "description": "The buyer heard that nobody is paid with gift cards.",
        },
        "tender": {"type": "string", "enum": [Tender.CASH.value, Tender.CARD.value]},
        "card_code": TERMINAL_CODE,
        "given_cents": {**_CENTS, "description": "Cash that was counted; else what is asked for."},
    },
    "amount_cents",
    "warning_told",
)
FIND_SCHEMA: Final = object_schema(
    {
        "text": {
            **_TEXT,
            "description": "The slip of what issued it, a customer's number, or a phone.",
        }
    },
    "text",
)
VOID_SCHEMA: Final = void_schema("credit", _TEXT)
REPLACE_SCHEMA: Final = object_schema({"credit": _TEXT, "why": _TEXT}, "credit", "why")


def _look_up(station: Station, request: PlayRequest) -> PlayResult:
    state = look_up(station, request.do["code"])
    credit = state.credit
    return PlayResult(
        Outcome.APPROVED.value,
        data={
            "credit": credit.id,
            "kind": credit.kind.value,
            "balance_cents": state.balance.minor,
            "expires_on": credit.expires_on.isoformat() if credit.expires_on else None,
            "cancelled": state.cancelled,
            "standing": again(credit.id, station).standing.value,
            "moves": [
                {"day": day, "amount_cents": amount.minor}
                for day, amount in history(station, state)
            ],
        },
    )


def _use(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = CreditDraft(
        request.id,
        Action.USE,
        look_up(station, do["code"]).credit.id,
        Money(do["amount_cents"]),
        do["register_receipt"],
    )
    return _answer(complete(draft, station, request.approval))


def _cash_out(station: Station, request: PlayRequest) -> PlayResult:
    credit_id = look_up(station, request.do["code"]).credit.id
    draft = CreditDraft(request.id, Action.CASH_OUT, credit_id)
    return _answer(complete(draft, station, request.approval))


def _sell(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    card = card_in(do)
    shown = see_card(card, station) if card is not None else None
    draft = CreditDraft(
        request.id,
        Action.SELL,
        amount=Money(do["amount_cents"]),
        customer_id=do.get("customer"),
        person_id=shown.person_id if shown else None,
        told=do["warning_told"],
        tender=Tender(do.get("tender", Tender.CASH.value)),
        given=Money(do["given_cents"]) if "given_cents" in do else None,
    )
    code = do.get("card_code")
    return _answer(complete(draft, station, request.approval, card_code=code))


def _replace(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = CreditDraft(request.id, Action.REPLACE, do["credit"], reference=do["why"])
    return _answer(complete(draft, station, request.approval))


def _find(station: Station, request: PlayRequest) -> PlayResult:
    """Credits whose code is not there; their codes are not told."""
    found = [
        {
            "credit": one.state.credit.id,
            "kind": one.state.credit.kind.value,
            "standing": one.standing.value,
            "balance_cents": one.state.balance.minor,
        }
        for one in find_lost(request.do["text"], station)
    ]
    return PlayResult(Outcome.APPROVED.value, data={"found": found})


def _void(station: Station, request: PlayRequest) -> PlayResult:
    what = request.do["credit"]
    return _answer(run_void(void_sale, what, station, request))


def _answer(done: CreditDone) -> PlayResult:
    return PlayResult(
        Outcome.APPROVED.value,
        (done.transaction_id,),
        done.findings,
        {
            "amount_cents": done.amount.minor,
            "left_cents": done.left.minor,
            "cash_cents": done.cash.minor,
            "change_cents": done.change.minor,
            "credit": done.issued,
            "drawer_kick": done.drawer_kick,
        },
    )


ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {
        "look_up": PlayAction(LOOK_UP_SCHEMA, _look_up),
        "use": PlayAction(USE_SCHEMA, _use),
        "cash_out": PlayAction(CASH_OUT_SCHEMA, _cash_out),
        "sell_gift_card": PlayAction(SELL_SCHEMA, _sell),
        "find": PlayAction(FIND_SCHEMA, _find),
        "replace": PlayAction(REPLACE_SCHEMA, _replace),
        "void_sale": PlayAction(VOID_SCHEMA, _void),
    }
)
