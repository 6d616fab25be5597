"""The lists of returned goods in a desk script: read, or put on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.desk.returns.goods_lists import goods_of, print_goods
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.station import Station

_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "day": {"type": "string", "format": "date", "description": "A business date; else today."},
        "goes_to": {
            "type": "string",
            "minLength": 1,
            "maxLength": 60,
            "description": "A disposition of the policy; else all of them.",
        },
    },
    "additionalProperties": False,
}


def _goods(station: Station, request: PlayRequest) -> PlayResult:
    found = goods_of(_day(request), station)
    wanted = request.do.get("goes_to", "")
    lists = [
        {
            "goes_to": one.disposition,
            "count": len(one.rows),
            "goods": [
                {
                    "department": row.department,
                    "item": row.item_code,
                    "description": row.description,
                    "quantity_milli": row.quantity.milli,
                    "net_cents": row.net.minor,
                    "reason": row.reason,
                    "ticket": row.ticket,
                }
                for row in one.rows
            ],
        }
        for one in found.lists
        if wanted in ("", one.disposition)
    ]
    return PlayResult(Outcome.APPROVED.value, data={"day": found.day.isoformat(), "lists": lists})


def _print(station: Station, request: PlayRequest) -> PlayResult:
    day = _day(request) or goods_of(None, station).day
    done = print_goods(day, request.do.get("goes_to", ""), request.id, station)
    return PlayResult(Outcome.APPROVED.value, (done,))


def _day(request: PlayRequest) -> date | None:
    return date.fromisoformat(request.do["day"]) if "day" in request.do else None


GOODS_ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {"goods": PlayAction(_SCHEMA, _goods), "print_goods": PlayAction(_SCHEMA, _print)}
)
