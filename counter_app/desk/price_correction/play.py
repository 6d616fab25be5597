"""Price corrections from a script: the same use cases as on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.draft import (
    Correction,
    CorrectionDraft,
    Evidence,
    Sort,
    acknowledge,
    put,
)
from counter_app.desk.price_correction.play_watch import WATCH_ACTIONS
from counter_app.desk.price_correction.rules import Assessment
from counter_app.desk.price_correction.voids import reprint, void
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
from counter_app.trade.receipt_lookup import slip_transaction

_CODE: Final = {"type": "string", "minLength": 1, "maxLength": 60}
_CENTS: Final = {"type": "integer", "minimum": 0, "maximum": 100_000_000}
_MILLI: Final = {"type": "integer", "minimum": 1, "maximum": 1_000_000_000}
_DAY: Final = {"type": "string", "format": "date"}
_FLAG: Final = {"type": "boolean"}
_RECEIPT: Final = {"type": "string", "minLength": 1, "maxLength": 120}
_CORRECTION_OF: Final = {
    "type": "string",
    "minLength": 1,
    "maxLength": 60,
    "description": "A transaction id or a slip's barcode.",
}
_EVIDENCE: Final = {
    "type": "object",
    "properties": {
        "source": _CODE,
        "note": NOTE,
        "file": {"type": "string", "maxLength": 400, "description": "A PNG, JPEG or PDF to keep."},
        "item": {"type": "string", "maxLength": 40},
        "unit": {"type": "string", "maxLength": 20},
        "day": _DAY,
    },
    "additionalProperties": False,
}
_LINE: Final = {
    "type": "object",
    "properties": {
        "line": {"type": "integer", "minimum": 1, "maximum": 99_999},
        "sort": {"type": "string", "enum": [s.value for s in Sort]},
        "right_cents": _CENTS,
        "quantity_milli": _MILLI,
        "amount_cents": _CENTS,
        "percent_ppm": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
        "reason": _CODE,
        "evidence": _EVIDENCE,
        "exemption": _CODE,
        "tampered": _FLAG,
        "intended": _FLAG,
        "asked": _FLAG,
        "checks": {"type": "array", "items": _CODE, "maxItems": 20},
        "certificate": _CODE,
        "expires": _DAY,
    },
    "required": ["line"],
    "additionalProperties": False,
}
_CORRECTION: Final = {
    "receipt": _RECEIPT,
    "lines": {"type": "array", "minItems": 1, "maxItems": 100, "items": _LINE},
    "tender": {"type": "string", "enum": [t.value for t in Tender]},
    "customer": _CODE,
    "case": {"type": "string", "maxLength": 36},
    "notified_on": _DAY,
}


CORRECT_SCHEMA: Final = object_schema(
    {
        **_CORRECTION,
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
QUOTE_SCHEMA: Final = object_schema(_CORRECTION, "receipt", "lines")
VOID_SCHEMA: Final = void_schema("correction", _CORRECTION_OF)
REPRINT_SCHEMA: Final = object_schema({"correction": _CORRECTION_OF}, "correction")


def _correct(station: Station, request: PlayRequest) -> PlayResult:
    draft = _draft(station, request)
    found = service.assess(draft, station)
    for finding in found.to_acknowledge(draft):
        draft = acknowledge(draft, finding)
    codes = {int(k): v for k, v in request.do.get("card_codes", {}).items() if k.isdecimal()}
    done = service.complete(draft, station, request.approval, card_codes=codes)
    return _answer(done)


def _quote(station: Station, request: PlayRequest) -> PlayResult:
    found = service.assess(_draft(station, request), station)
    verdict = found.verdict
    return PlayResult(verdict.outcome.value, (), verdict.findings, amounts_json(found))


def _void(station: Station, request: PlayRequest) -> PlayResult:
    what = slip_transaction(station, request.do["correction"])
    return _answer(run_void(void, what, station, request))


def _reprint(station: Station, request: PlayRequest) -> PlayResult:
    done = reprint(slip_transaction(station, request.do["correction"]), station)
    return PlayResult(Outcome.APPROVED.value, slips=(done.document,))


def amounts_json(found: Assessment) -> dict[str, Any]:
    """The public form of a correction's amounts: each line with its rule, and how it leaves."""
    amounts = found.amounts
    return {
        "total_cents": amounts.total.minor,
        "lines": [
            {
                "line": put.line.number,
                "sort": put.correction.sort.value,
                "charged_cents": put.charged.minor,
                "difference_cents": put.difference.minor,
                "off_cents": put.off.minor,
                "goodwill_cents": put.goodwill.minor,
                "bonus_cents": put.bonus.minor,
                "tax_cents": put.line.tax.minor,
                "coupon_cents": put.coupon.minor,
                "pack": put.pack.key if put.pack else None,
                "rule": put.edition.words["en"] if put.edition else None,
                "source": put.edition.source if put.edition else None,
                "why": put.award.why.value if put.award else None,
            }
            for put in amounts.puts
        ],
        "tenders": [
            {"tender": t.tender.value, "amount_cents": t.amount.minor} for t in amounts.tenders
        ],
    }


def _answer(done: Completed) -> PlayResult:
    return PlayResult(
        Outcome.APPROVED.value,
        (done.transaction_id,),
        done.findings,
        {
            "total_cents": done.refund.minor,
            "handed_cents": done.handed.minor,
            "drawer_kick": done.drawer_kick,
        },
    )


def _draft(station: Station, request: PlayRequest) -> CorrectionDraft:
    """The correction a script describes, on what the books say."""
    do = request.do
    draft = service.start(station, service.the_one(station, do["receipt"]), draft_id=request.id)
    if "customer" in do:
        draft = service.name_customer(draft, do["customer"], station).draft
    draft = replace(
        draft,
        tender=Tender(do["tender"]) if "tender" in do else None,
        case_id=do.get("case"),
        notified_on=_day(do, "notified_on") or draft.as_of,
    )
    for line in do["lines"]:
        draft = put(draft, _correction(station, line))
    return draft


def _correction(station: Station, line: Mapping[str, Any]) -> Correction:
    said = line.get("evidence", {})
    name, digest = "", ""
    if "file" in said:
        name, digest = service.keep_evidence(Path(said["file"]), station)
    evidence = Evidence(
        said.get("source", ""),
        said.get("note", ""),
        name,
        digest,
        said.get("item", ""),
        said.get("unit", ""),
        _day(said, "day"),
    )
    quantity = line.get("quantity_milli")
    return Correction(
        line_number=line["line"],
        sort=Sort(line.get("sort", Sort.WRONG_PRICE.value)),
        right=_cents(line, "right_cents"),
        quantity=None if quantity is None else Quantity(quantity),
        amount=_cents(line, "amount_cents"),
        ppm=line.get("percent_ppm"),
        reason=line.get("reason", ""),
        evidence=evidence,
        exemption=line.get("exemption", ""),
        tampered=line.get("tampered", False),
        intended=line.get("intended"),
        asked=line.get("asked", True),
        checks=frozenset(line.get("checks", ())),
        certificate=line.get("certificate", ""),
        expires=_day(line, "expires"),
    )


def _cents(values: Mapping[str, Any], key: str) -> Money | None:
    return Money(values[key]) if key in values else None


def _day(values: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(values[key]) if key in values else None


ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {
        "correct": PlayAction(CORRECT_SCHEMA, _correct),
        "quote": PlayAction(QUOTE_SCHEMA, _quote),
        "void": PlayAction(VOID_SCHEMA, _void),
        "reprint": PlayAction(REPRINT_SCHEMA, _reprint),
        **WATCH_ACTIONS,
    }
)
