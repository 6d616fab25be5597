"""Morning Books and the variance detective from a script."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.core.errors import NotFound
from counter_app.core.money import Money
from counter_app.desk.reconciliation.service import (
    FLOWS,
    FoundSlip,
    likely_causes,
    open_book,
    shelf,
    told_in,
)
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.station import Station

READ_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {"date": {"type": "string", "format": "date"}},
    "additionalProperties": False,
}
EXPLAIN_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "session": {"type": "string", "minLength": 36, "maxLength": 36},
        "slips": {
            "type": "array",
            "maxItems": 20,
            "items": {
                "type": "object",
                "properties": {
                    "number": {"type": "string", "minLength": 1, "maxLength": 40},
                    "flow": {"enum": list(FLOWS)},
                    "amount_cents": {"type": "integer", "minimum": 1, "maximum": 100_000_000},
                },
                "required": ["number", "flow", "amount_cents"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["session"],
    "additionalProperties": False,
}


def _read(station: Station, request: PlayRequest) -> PlayResult:
    titles = shelf(station).titles
    wanted = request.do.get("date")
    found = [t for t in titles if wanted is None or t.business_date.isoformat() == wanted]
    if not found:
        raise NotFound("There is no Morning Book of that date.", code="book_unknown")
    opened = open_book(found[0].number, station)
    oddities = opened.book.oddities
    return PlayResult(
        Outcome.APPROVED.value,
        data={
            "number": opened.sealed.number,
            "date": opened.sealed.business_date.isoformat(),
            "edition": opened.sealed.edition,
            "seal": opened.sealed.seal,
            "pages": len(opened.laid.pages),
            "exceptions": [
                {
                    "code": o.code,
                    "title": o.title,
                    "amount_cents": None if o.amount is None else o.amount.minor,
                }
                for o in oddities
            ],
        },
    )


def _explain(station: Station, request: PlayRequest) -> PlayResult:
    slips = [
        FoundSlip(s["number"], s["flow"], Money(s["amount_cents"]))
        for s in request.do.get("slips", [])
    ]
    causes = likely_causes(request.do["session"], slips, station)
    with station.look() as work:
        reader = work.operator(station.operator_id)
    told = told_in(reader.language, causes, station.store)
    return PlayResult(
        Outcome.APPROVED.value,
        data={
            "causes": [
                {
                    "cause": one.cause.value,
                    "flow": one.flow,
                    "amount_cents": one.amount.minor,
                    "left_cents": one.left.minor,
                    "title": words.title,
                    "evidence": words.evidence,
                    "entry": words.entry,
                    "score": one.score,
                    "slips": list(one.references),
                    "transactions": list(one.events),
                }
                for one, words in zip(causes, told, strict=True)
            ]
        },
    )


ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {"book": PlayAction(READ_SCHEMA, _read), "explain": PlayAction(EXPLAIN_SCHEMA, _explain)}
)
