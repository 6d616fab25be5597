"""Returns from a script: the same use cases as on the screen, so the same answers and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.core.errors import NotFound
from counter_app.core.ids import is_id
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.transaction import Tender
from counter_app.desk.returns.crediting import go_onto
from counter_app.desk.returns.denials import deny
from counter_app.desk.returns.keyed import (
    KeyedLine,
    KeyedReceipt,
    KeyedTender,
    key_provisional,
)
from counter_app.desk.returns.play_exchange import NEW, PAYMENT_CODE, read_new, told
from counter_app.desk.returns.play_goods import GOODS_ACTIONS
from counter_app.desk.returns.play_without import WITHOUT_ACTIONS
from counter_app.desk.returns.quote import Wanted, prepare, quote
from counter_app.desk.returns.service import complete
from counter_app.desk.returns.voids import reprint, todays_returns, void
from counter_app.play import (
    NOTE,
    TERMINAL_CODE,
    PlayAction,
    PlayRequest,
    PlayResult,
    object_schema,
    run_void,
    void_schema,
)
from counter_app.station import Station
from counter_app.trade.answers import Completed
from counter_app.trade.offers import offers_of
from counter_app.trade.receipt_lookup import find_slip, the_one

_CODE: Final = {"type": "string", "minLength": 1, "maxLength": 60}
_CENTS: Final = {"type": "integer", "minimum": 0, "maximum": 100_000_000}
_MILLI: Final = {"type": "integer", "minimum": 1, "maximum": 1_000_000_000}
_RECEIPT: Final = {"type": "string", "minLength": 1, "maxLength": 120}
_DAY: Final = {"type": "string", "format": "date"}
_LINES: Final = {
    "type": "array",
    "minItems": 1,
    "maxItems": 500,
    "items": {
        "type": "object",
        "properties": {
            "line": {"type": "integer", "minimum": 1, "maximum": 99_999},
            "quantity_milli": _MILLI,
            "reason": _CODE,
            "condition": _CODE,
            "disposition": _CODE,
            "note": NOTE,
            "serial": {"type": "string", "maxLength": 60},
            "answers": {
                "type": "object",
                "description": "Yes or no to the policy's questions, by their codes.",
                "maxProperties": 20,
                "additionalProperties": {"type": "boolean"},
            },
        },
        "required": ["line", "quantity_milli"],
        "additionalProperties": False,
    },
}
_TENDER: Final = {"type": "string", "enum": [t.value for t in Tender]}
_RETURN_OF: Final = {
    "type": "string",
    "minLength": 1,
    "maxLength": 60,
    "description": "A transaction id, a slip's barcode, or the number of a return of today here.",
}


RETURN_SCHEMA: Final = object_schema(
    {
        "receipt": _RECEIPT,
        "lines": _LINES,
        "reason": _CODE,
        "tender": _TENDER,
        "duplicate_receipt": {"type": "boolean"},
        "gift_receipt": {"type": "boolean"},
        "onto_credit": {
            "type": "string",
            "minLength": 22,
            "maxLength": 60,
            "description": "The code of the customer's store credit that the refund goes onto.",
        },
        "card_codes": {
            "type": "object",
            "description": "Approval codes from the terminal by the payment's number.",
            "maxProperties": 20,
            "additionalProperties": TERMINAL_CODE,
        },
    },
    "receipt",
    "lines",
)
DENY_SCHEMA: Final = object_schema(
    {
        "receipt": _RECEIPT,
        "lines": _LINES,
        "reason": _CODE,
        "tender": _TENDER,
        "duplicate_receipt": {"type": "boolean"},
    },
    "receipt",
    "lines",
)
EXCHANGE_SCHEMA: Final = object_schema(
    {**RETURN_SCHEMA["properties"], **NEW, "payment_code": PAYMENT_CODE}, "receipt", "lines", "new"
)
QUOTE_SCHEMA: Final = object_schema(
    {
        "receipt": _RECEIPT,
        "lines": _LINES,
        "reason": _CODE,
        "tender": _TENDER,
        "as_of": _DAY,
        **NEW,
    },
    "receipt",
    "lines",
)
VOID_SCHEMA: Final = void_schema("return", _RETURN_OF)
REPRINT_SCHEMA: Final = object_schema({"return": _RETURN_OF}, "return")
KEY_RECEIPT_SCHEMA: Final = object_schema(
    {
        "workstation": {"type": "string", "minLength": 1, "maxLength": 20},
        "business_date": _DAY,
        "sequence": {"type": "integer", "minimum": 0, "maximum": 9_999_999_999},
        "number": {"type": "string", "maxLength": 40},
        "lines": {
            "type": "array",
            "minItems": 1,
            "maxItems": 200,
            "items": {
                "type": "object",
                "properties": {
                    "description": {"type": "string", "maxLength": 120},
                    "quantity_milli": _MILLI,
                    "price_cents": _CENTS,
                    "tax_cents": _CENTS,
                    "item": {"type": "string", "maxLength": 40},
                    "department": {"type": "string", "maxLength": 60},
                    "weighed": {"type": "boolean"},
                },
                "required": ["description", "quantity_milli", "price_cents"],
                "additionalProperties": False,
            },
        },
        "tenders": {
            "type": "array",
            "minItems": 1,
            "maxItems": 10,
            "items": {
                "type": "object",
                "properties": {
                    "tender": _TENDER,
                    "amount_cents": _CENTS,
                    "masked": {"type": "string", "pattern": "^[0-9]{0,4}$"},
                },
                "required": ["tender", "amount_cents"],
                "additionalProperties": False,
            },
        },
    },
    "workstation",
    "business_date",
    "sequence",
    "lines",
    "tenders",
)


def _return(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = prepare(
        station,
        the_one(station, do["receipt"]),
        _wanted(do),
        draft_id=request.id,
        reason=do.get("reason", ""),
        tender=_tender(do),
        reprint=do.get("duplicate_receipt", False),
        new=read_new(do, station),
        gift=do.get("gift_receipt", False),
    )
    if "onto_credit" in do:
        draft = go_onto(draft, do["onto_credit"], station)
    codes = {int(k): v for k, v in do.get("card_codes", {}).items() if k.isdecimal()}
    code = do.get("payment_code")
    return _answer(complete(draft, station, request.approval, card_codes=codes, payment_code=code))


def _quote(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    found = quote(
        station,
        the_one(station, do["receipt"]),
        _wanted(do),
        reason=do.get("reason", ""),
        tender=_tender(do),
        as_of=date.fromisoformat(do["as_of"]) if "as_of" in do else None,
        new=read_new(do, station),
        tasks=request.tasks,
    )
    verdict = found.assessment.verdict
    return PlayResult(verdict.outcome.value, (), verdict.findings, found.as_json())


def _deny(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = prepare(
        station,
        the_one(station, do["receipt"]),
        _wanted(do),
        draft_id=request.id,
        reason=do.get("reason", ""),
        tender=_tender(do),
        reprint=do.get("duplicate_receipt", False),
    )
    denied = deny(draft, station, offers_of(request.tasks, draft.receipt.id, station))
    data = {"ticket": denied.ticket, "number": denied.number}
    return PlayResult(denied.outcome.value, (denied.transaction_id,), denied.findings, data)


def _void(station: Station, request: PlayRequest) -> PlayResult:
    what = _transaction(station, request.do["return"])
    return _answer(run_void(void, what, station, request))


def _reprint(station: Station, request: PlayRequest) -> PlayResult:
    done = reprint(_transaction(station, request.do["return"]), station)
    return PlayResult(
        Outcome.APPROVED.value, data={"copy": done.copy_number}, slips=(done.document,)
    )


def _key_receipt(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    keyed = KeyedReceipt(
        id=request.id,
        workstation=do["workstation"],
        business_date=date.fromisoformat(do["business_date"]),
        sequence=do["sequence"],
        number=do.get("number", ""),
        lines=tuple(
            KeyedLine(
                x["description"],
                Quantity(x["quantity_milli"]),
                Money(x["price_cents"]),
                Money(x.get("tax_cents", 0)),
                x.get("item", ""),
                x.get("department", ""),
                x.get("weighed", False),
            )
            for x in do["lines"]
        ),
        tenders=tuple(
            KeyedTender(Tender(t["tender"]), Money(t["amount_cents"]), t.get("masked", ""))
            for t in do["tenders"]
        ),
    )
    receipt_id = key_provisional(keyed, station, request.approval)
    return PlayResult(Outcome.APPROVED.value, (request.id,), data={"receipt": receipt_id})


def _answer(done: Completed) -> PlayResult:
    return PlayResult(
        Outcome.APPROVED.value,
        (done.transaction_id,),
        done.findings,
        {
            "refund_cents": done.refund.minor,
            "handed_cents": done.handed.minor,
            "drawer_kick": done.drawer_kick,
            **told(done),
        },
    )


def _wanted(do: Mapping[str, Any]) -> tuple[Wanted, ...]:
    return tuple(
        Wanted(
            x["line"],
            Quantity(x["quantity_milli"]),
            x.get("reason", ""),
            x.get("condition", ""),
            x.get("disposition", ""),
            x.get("note", ""),
            x.get("serial", ""),
            x.get("answers", {}),
        )
        for x in do["lines"]
    )


def _tender(do: Mapping[str, Any]) -> Tender | None:
    return Tender(do["tender"]) if "tender" in do else None


def _transaction(station: Station, text: str) -> str:
    """The return a script names; raises `NotFound`."""
    if is_id(text):
        return text
    if text.isdecimal() and len(text) <= 6:
        for row in todays_returns(station):
            if row.number == int(text):
                return row.transaction_id
        raise NotFound("No return of today has this number here.", code="return_unknown")
    return find_slip(station, text).transaction_id


ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {
        "return": PlayAction(RETURN_SCHEMA, _return),
        "exchange": PlayAction(EXCHANGE_SCHEMA, _return),
        "deny": PlayAction(DENY_SCHEMA, _deny),
        "quote": PlayAction(QUOTE_SCHEMA, _quote),
        "void": PlayAction(VOID_SCHEMA, _void),
        "reprint": PlayAction(REPRINT_SCHEMA, _reprint),
        "key_receipt": PlayAction(KEY_RECEIPT_SCHEMA, _key_receipt),
        **WITHOUT_ACTIONS,
        **GOODS_ACTIONS,
    }
)
