"""Radar, tag tasks, price approvals and audits from a script: the use cases of the screens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.money import Money
from counter_app.core.quantity import ONE, Quantity
from counter_app.desk.price_correction import audits, overrides, radar
from counter_app.play import NOTE, PlayAction, PlayRequest, PlayResult, object_schema
from counter_app.records.price_audits import Audit
from counter_app.rules.price_sampling import AuditCounts
from counter_app.station import Station
from counter_app.trade.receipt_lookup import slip_transaction

_CODE: Final = {"type": "string", "minLength": 1, "maxLength": 60}
_CENTS: Final = {"type": "integer", "minimum": 0, "maximum": 100_000_000}
_MILLI: Final = {"type": "integer", "minimum": 1, "maximum": 1_000_000_000}
_DAY: Final = {"type": "string", "format": "date"}
_FLAG: Final = {"type": "boolean"}


OVERRIDE_SCHEMA: Final = object_schema(
    {
        "item": _CODE,
        "charged_cents": _CENTS,
        "right_cents": _CENTS,
        "quantity_milli": _MILLI,
        "source": _CODE,
        "note": NOTE,
        "exemption": _CODE,
    },
    "item",
    "right_cents",
    "source",
)
RADAR_SCHEMA: Final = object_schema(
    {
        "correction": _CODE,
        "line": {"type": "integer", "minimum": 1, "maximum": 99_999},
        "item": _CODE,
        "right_cents": _CENTS,
        "shown_since": _DAY,
        "open_task": _FLAG,
        "offer_credit": _FLAG,
    }
)
CLOSE_TASK_SCHEMA: Final = object_schema({"task": _CODE, "note": NOTE}, "task")
AUDIT_SCHEMA: Final = object_schema(
    {
        "size": {"type": "integer", "minimum": 1, "maximum": 1000},
        "departments": {"type": "array", "items": _CODE, "maxItems": 200},
        "seed": {"type": "string", "minLength": 1, "maxLength": 36},
    },
    "size",
)
CHECK_SCHEMA: Final = object_schema(
    {"item": _CODE, "shelf_cents": _CENTS, "missing": _FLAG}, "item"
)
FINISH_SCHEMA: Final = object_schema({})


def _override(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    quantity = do.get("quantity_milli")
    wanted = overrides.Override(
        id=request.id,
        item_code=do["item"],
        right=Money(do["right_cents"]),
        charged=_cents(do, "charged_cents"),
        quantity=ONE if quantity is None else Quantity(quantity),
        source=do["source"],
        note=do.get("note", ""),
        exemption=do.get("exemption", ""),
    )
    done = overrides.issue(wanted, station, request.approval)
    return PlayResult(
        Outcome.APPROVED.value,
        (done.transaction_id,),
        done.findings,
        {"to_pay_cents": done.to_pay.minor},
    )


def _radar(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    since = _day(do, "shown_since")
    if "correction" in do:
        wanted = slip_transaction(station, do["correction"])
        found = radar.find(wanted, do.get("line"), station, shown_since=since)
    elif "item" in do and "right_cents" in do:
        right = Money(do["right_cents"])
        found = radar.find_item(do["item"], right, station, shown_since=since)
    else:
        raise BadInput("Name a correction, or an item and its right price.", code="radar_what")
    data = sweep_json(found)
    data["compensation_cents"] = radar.compensation(found, station).minor
    if do.get("open_task") or do.get("offer_credit"):
        data["task"] = radar.open_task(found, station).id
    if do.get("offer_credit"):
        offering = radar.offer_credit(found, station)
        data["offered"], data["letters"] = offering.lines, offering.letters
    return PlayResult(Outcome.APPROVED.value, data=data)


def _tasks(station: Station, _request: PlayRequest) -> PlayResult:
    rows = [
        {
            "id": t.id,
            "item": t.item_code,
            "description": t.description,
            "charged_cents": t.charged.minor,
            "right_cents": t.right.minor,
            "opened_at": t.opened_at.isoformat(),
        }
        for t in radar.open_tasks(station)
    ]
    return PlayResult(Outcome.APPROVED.value, data={"tasks": rows})


def _close_task(station: Station, request: PlayRequest) -> PlayResult:
    radar.close_task(request.do["task"], station, note=request.do.get("note", ""))
    return PlayResult(Outcome.APPROVED.value)


def _audit(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    audit = audits.begin(
        station, do["size"], departments=do.get("departments", ()), seed=do.get("seed")
    )
    rows = [{"item": x.code, "department": x.department} for x in audit.items]
    data = {"audit": audit.id, "population": audit.population, "sample": rows}
    return PlayResult(Outcome.APPROVED.value, data=data)


def _check(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    audit = _running(station)
    item = audits.find(audit, do["item"])
    missing = do.get("missing", False)
    shelf = _cents(do, "shelf_cents")
    audit = audits.check(audit.id, item.number, station, shelf=shelf, missing=missing)
    return PlayResult(Outcome.APPROVED.value, data=counts_json(audits.counts(audit)))


def _finish(station: Station, _request: PlayRequest) -> PlayResult:
    done = audits.finish(_running(station).id, station)
    data = {**counts_json(done.counts), "passes": done.passes}
    return PlayResult(Outcome.APPROVED.value, (done.transaction_id,), data=data)


def _running(station: Station) -> Audit:
    audit = audits.current(station)
    if audit is None:
        raise NotFound("No price audit is open.", code="audit_unknown")
    return audit


def sweep_json(found: radar.Sweep) -> dict[str, Any]:
    """The public form of what the radar found."""
    return {
        "item": found.confirmed.item_code,
        "right_cents": found.confirmed.right.minor,
        "since": found.since.isoformat(),
        "known_by": found.known.value,
        "receipts": found.receipts,
        "liability_cents": found.liability.minor,
        "lines": [
            {
                "receipt": x.sold.receipt_number,
                "sold_on": x.sold.sold_on.isoformat(),
                "charged_cents": x.sold.charged.minor,
                "quantity_milli": x.kept.milli,
                "owed_cents": x.owed.minor,
                "customer": found.customers.get(x.sold.customer_ref),
            }
            for x in found.found
        ],
    }


def counts_json(found: AuditCounts) -> dict[str, Any]:
    """The public form of an audit's counts."""
    return {
        "checked": found.checked,
        "right": found.right,
        "over": found.over,
        "under": found.under,
        "missing": found.missing,
        "accuracy_ppm": found.accuracy_ppm(),
        "over_cents": found.over_by.minor,
        "under_cents": found.under_by.minor,
    }


def _cents(values: Mapping[str, Any], key: str) -> Money | None:
    return Money(values[key]) if key in values else None


def _day(values: Mapping[str, Any], key: str) -> date | None:
    return date.fromisoformat(values[key]) if key in values else None


WATCH_ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {
        "approve_price": PlayAction(OVERRIDE_SCHEMA, _override),
        "radar": PlayAction(RADAR_SCHEMA, _radar),
        "tag_tasks": PlayAction(FINISH_SCHEMA, _tasks),
        "close_tag_task": PlayAction(CLOSE_TASK_SCHEMA, _close_task),
        "audit": PlayAction(AUDIT_SCHEMA, _audit),
        "audit_check": PlayAction(CHECK_SCHEMA, _check),
        "audit_finish": PlayAction(FINISH_SCHEMA, _finish),
    }
)
