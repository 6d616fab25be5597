"""`counter play` actions without the paper: returns of such goods, their quote, finding a sale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from counter_app.codes.gtin import is_gtin, normalise
from counter_app.core.approval import Outcome
from counter_app.core.errors import BadInput
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.transaction import ProofKind, Tender
from counter_app.core.words import Words
from counter_app.desk.returns import unreceipted
from counter_app.desk.returns.draft import ReturnDraft, acknowledge, choose_tender
from counter_app.desk.returns.new_goods import pay_with
from counter_app.desk.returns.play_exchange import NEW, PAYMENT_CODE, read_new, told
from counter_app.desk.returns.quote import Quote, Wanted, choose, with_new
from counter_app.desk.returns.reading import situation
from counter_app.desk.returns.rules import assess
from counter_app.desk.returns.service import complete
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.rules.receipt_clues import Clues
from counter_app.station import Station
from counter_app.trade.identity import CARD_FIELDS, card_in
from counter_app.trade.receipt_finder import find_by_clues

_CODE: Final = {"type": "string", "maxLength": 60}
WITHOUT_SCHEMA: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "type": "object",
        "properties": {
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 100,
                "items": {
                    "type": "object",
                    "properties": {
                        "item": {"type": "string", "minLength": 1, "maxLength": 40},
                        "quantity_milli": {"type": "integer", "minimum": 1, "maximum": 999_000},
                        "reason": _CODE,
                        "condition": _CODE,
                        "disposition": _CODE,
                        "note": {"type": "string", "maxLength": 500},
                        "empty": {
                            "type": "boolean",
                            "description": "The empty container of this drink, for its deposit.",
                        },
                    },
                    "required": ["item", "quantity_milli"],
                    "additionalProperties": False,
                },
            },
            "reason": _CODE,
            "tender": {"type": "string", "enum": [t.value for t in Tender]},
            **CARD_FIELDS,
            **NEW,
            "payment_code": PAYMENT_CODE,
            "same_again": {
                "type": "boolean",
                "description": "What comes back is replaced by the same items.",
            },
        },
        "required": ["items"],
        "additionalProperties": False,
    }
)


def _return(station: Station, request: PlayRequest) -> PlayResult:
    draft, found = _prepared(station, request.do, request.id)
    for finding in found.assessment.to_acknowledge(draft):
        draft = acknowledge(draft, finding)
    code = request.do.get("payment_code")
    done = complete(draft, station, request.approval, payment_code=code)
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


def _quote(station: Station, request: PlayRequest) -> PlayResult:
    _, found = _prepared(station, request.do, new_id())
    verdict = found.assessment.verdict
    return PlayResult(verdict.outcome.value, (), verdict.findings, found.as_json())


def _prepared(station: Station, do: Mapping[str, Any], draft_id: str) -> tuple[ReturnDraft, Quote]:
    draft = unreceipted.start_without(station, ProofKind.NONE, draft_id=draft_id)
    wanted = []
    for row in do["items"]:
        code = _item(row["item"])
        if row.get("empty"):
            code = unreceipted.empty_container(code, station)
        draft, number = unreceipted.priced(draft, code, station)
        wanted.append(
            Wanted(
                number,
                Quantity(row["quantity_milli"]),
                row.get("reason", ""),
                row.get("condition", ""),
                row.get("disposition", ""),
                row.get("note", ""),
            )
        )
    card = card_in(do)
    if card is not None:
        draft = unreceipted.identify(draft, card, station)
    with station.look() as work:
        where = situation(work, draft.receipt, work.operator(station.operator_id), draft.as_of)
    draft = choose(draft, tuple(wanted), where.terms, do.get("reason", ""))
    for row in (x for x in draft.choices if not x.reason):
        draft = unreceipted.with_own_reason(draft, row.line_number, station)
    draft = choose_tender(draft, Tender(do["tender"]) if "tender" in do else None)
    draft = _taking_home(draft, do, station)
    return draft, Quote(draft, assess(draft, where))


def _taking_home(draft: ReturnDraft, do: Mapping[str, Any], station: Station) -> ReturnDraft:
    """What goes home for it: the same items again, or those that the request names."""
    if do.get("same_again"):
        if "new" in do:
            raise BadInput("Name new goods, or take the same again.", code="bad_request")
        draft = unreceipted.same_again(draft, station)
        offers = read_new({"pay": do.get("pay", [])}, station).offers
        return replace(draft, new=pay_with(draft.new, *offers))
    wanted = read_new(do, station)
    with station.look() as work:
        return with_new(work, draft, wanted)


def _item(text: str) -> str:
    return normalise(text) if is_gtin(text) else text


CLUES_SCHEMA: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "type": "object",
        "properties": {
            "last_four": {"type": "string", "pattern": "^[0-9]{4}$"},
            "phone": {"type": "string", "maxLength": 30},
            "item": {"type": "string", "minLength": 3, "maxLength": 60},
            "day": {"type": "string", "format": "date"},
            "until": {"type": "string", "format": "date"},
            "total_cents": {"type": "integer", "minimum": 1, "maximum": 100_000_000},
            "store": {"type": "string", "maxLength": 20},
        },
        "required": [],
        "additionalProperties": False,
    }
)


def _find(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    clues = Clues(
        do.get("last_four", ""),
        do.get("phone", ""),
        do.get("item", ""),
        date.fromisoformat(do["day"]) if "day" in do else None,
        Money(do["total_cents"]) if "total_cents" in do else None,
        do.get("store", ""),
        date.fromisoformat(do["until"]) if "until" in do else None,
    )
    words = Words("en", station.store.currency)
    calendar = station.store.calendar
    found = [match.as_json(words, calendar) for match in find_by_clues(clues, station)]
    return PlayResult(Outcome.APPROVED.value, data={"matches": found})


WITHOUT_ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {
        "return_without_receipt": PlayAction(WITHOUT_SCHEMA, _return),
        "quote_without_receipt": PlayAction(WITHOUT_SCHEMA, _quote),
        "find_receipt": PlayAction(CLUES_SCHEMA, _find),
    }
)
