"""Signals in a desk script: the same that the manager's page shows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from counter_app.desk.patterns.service import read_signals
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.station import Station

SCHEMA: Final[Mapping[str, Any]] = MappingProxyType(
    {"type": "object", "properties": {}, "additionalProperties": False}
)


def _read(station: Station, _request: PlayRequest) -> PlayResult:
    found = read_signals(station)
    rows = [
        {
            "code": s.finding.code,
            "text": s.finding.text,
            "based_on": s.finding.remedy,
            "amount_cents": s.amount.minor,
            "count": s.count,
            "transactions": list(s.evidence),
        }
        for s in found
    ]
    return PlayResult("done", data={"signals": rows})


ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType({"read": PlayAction(SCHEMA, _read)})
