"""Till work from a script: the same use cases as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.core.money import Money
from counter_app.desk.tills.draft import CountDraft, Occasion, OpenDraft
from counter_app.desk.tills.play_cash import ACTIONS as CASH_ACTIONS
from counter_app.desk.tills.play_fields import (
    CENTS,
    NOTE,
    PIECES,
    SHORT,
    TILL,
    disputed_of,
    fields,
    session_of,
)
from counter_app.desk.tills.preparing import PrepareDraft, prepare_till, return_prepared
from counter_app.desk.tills.reports import past_zs, print_x, print_z, stored_z, x_report
from counter_app.desk.tills.service import (
    CountAgain,
    audit_till,
    close_till,
    open_till,
    till_state,
)
from counter_app.desk.tills.standing import (
    Stood,
    close_uncounted,
    force_close,
    resolve_dispute,
    resume_till,
    suspend_till,
)
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.station import Station

COUNT_FIELDS: Final[Mapping[str, Any]] = {
    "till": TILL,
    "counted_cents": CENTS,
    "pieces": PIECES,
    "slips_cents": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": CENTS, "maxItems": 500},
    },
    "bundles": {
        "type": "object",
        "additionalProperties": fields(
            ("count", "sum_cents"),
            count={"type": "integer", "minimum": 1, "maximum": 99_999},
            sum_cents=CENTS,
        ),
    },
    "reason": SHORT,
    "note": NOTE,
}


def _open(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = OpenDraft(
        request.id,
        do["till"],
        Money(do["float_cents"]),
        do.get("pieces", {}),
        do.get("reason", ""),
    )
    opened = open_till(draft, station, request.approval)
    return PlayResult(Outcome.APPROVED.value, (opened.transaction_id,))


def _prepare(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    draft = PrepareDraft(
        request.id,
        do["till"],
        Money(do["float_cents"]),
        do.get("pieces", {}),
        do.get("tag", ""),
        do.get("seal", ""),
    )
    made = prepare_till(draft, station)
    return PlayResult(Outcome.APPROVED.value, (made.transaction_id,))


def _unprepare(station: Station, request: PlayRequest) -> PlayResult:
    session = session_of(station, request)
    posted = return_prepared(session.id, request.id, station)
    return PlayResult(Outcome.APPROVED.value, (posted,))


def _count(station: Station, request: PlayRequest, occasion: Occasion) -> CountDraft:
    do = request.do
    counted = do.get("counted_cents")
    return CountDraft(
        id=request.id,
        session_id=session_of(station, request).id,
        pieces=do.get("pieces", {}),
        total_only=None if counted is None else Money(counted),
        reason=do.get("reason", ""),
        note=do.get("note", ""),
        others={name: tuple(slips) for name, slips in do.get("slips_cents", {}).items()},
        bulk={n: (b["count"], b["sum_cents"]) for n, b in do.get("bundles", {}).items()},
        leave=Money(do.get("leave_cents", 0)),
        occasion=occasion,
        dispute=do.get("dispute", False),
    )


def _close(station: Station, request: PlayRequest) -> PlayResult:
    draft = _count(station, request, Occasion.CLOSING)
    closed = close_till(draft, station, request.approval)
    if isinstance(closed, CountAgain):
        return _again(closed)
    return PlayResult(
        Outcome.APPROVED.value,
        closed.transaction_ids,
        data={
            "counted_cents": closed.counted.minor,
            "difference_cents": closed.difference.minor,
        },
    )


def _audit(station: Station, request: PlayRequest) -> PlayResult:
    audited = audit_till(_count(station, request, Occasion.AUDIT), station, request.approval)
    if isinstance(audited, CountAgain):
        return _again(audited)
    data = {
        "counted_cents": audited.counted.minor,
        "difference_cents": audited.difference.minor,
    }
    return PlayResult(Outcome.APPROVED.value, (audited.transaction_id,), data=data)


def _again(again: CountAgain) -> PlayResult:
    return PlayResult("count_again", (again.transaction_id,), data={"text": again.text})


def _step(change: Callable[[str, str, Station], Stood]) -> PlayAction:
    def run(station: Station, request: PlayRequest) -> PlayResult:
        session = session_of(station, request)
        return _stood(change(session.id, request.id, station))

    return PlayAction(fields(till=TILL), run)


def _force(station: Station, request: PlayRequest) -> PlayResult:
    session = session_of(station, request)
    return _stood(force_close(session.id, request.id, request.do["why"], station))


def _resolve(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    session, note = disputed_of(station, request), do.get("note", "")
    return _stood(resolve_dispute(session.id, request.id, do["reason"], note, station))


def _x(station: Station, request: PlayRequest) -> PlayResult:
    session = session_of(station, request)
    return PlayResult(Outcome.APPROVED.value, slips=(x_report(session.id, station),))


def _print_x(station: Station, request: PlayRequest) -> PlayResult:
    session = session_of(station, request)
    posted = print_x(session.id, request.id, station)
    return PlayResult(Outcome.APPROVED.value, (posted,))


def _past_zs(station: Station, _request: PlayRequest) -> PlayResult:
    found = [
        {"till": z.till_id, "number": z.z_number, "at": z.at.isoformat()} for z in past_zs(station)
    ]
    return PlayResult(Outcome.APPROVED.value, data={"zs": found})


def _waiting(station: Station, _request: PlayRequest) -> PlayResult:
    """What somebody must act on; an amount only where it is no secret to who receives it."""
    found = [
        {
            "movement": p.id,
            "kind": p.kind.value,
            "state": p.state.value,
            "till": p.till_id,
            "bag": p.bag,
            "amount_cents": None if p.amount is None else p.amount.minor,
        }
        for p in till_state(station).pending
    ]
    return PlayResult(Outcome.APPROVED.value, data={"waiting": found})


def _z(station: Station, request: PlayRequest) -> PlayResult:
    found = print_z(request.do["till"], request.do["number"], station)
    return PlayResult(Outcome.APPROVED.value, slips=(stored_z(found, station),))


def _stood(stood: Stood) -> PlayResult:
    data = {"state": str(stood.session.state), "parked": stood.parked}
    return PlayResult(Outcome.APPROVED.value, (stood.transaction_id,), data=data)


ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {
        "open": PlayAction(
            fields(("till", "float_cents"), till=TILL, float_cents=CENTS, pieces=PIECES,
                   reason=SHORT),
            _open,
        ),
        "prepare": PlayAction(
            fields(("till", "float_cents"), till=TILL, float_cents=CENTS, pieces=PIECES,
                   tag=SHORT, seal=SHORT),
            _prepare,
        ),
        "unprepare": PlayAction(fields(("till",), till=TILL), _unprepare),
        "suspend": _step(suspend_till),
        "resume": _step(resume_till),
        "close_uncounted": _step(close_uncounted),
        "force_close": PlayAction(fields(("till", "why"), till=TILL, why=NOTE), _force),
        "audit": PlayAction(fields(**COUNT_FIELDS), _audit),
        "close": PlayAction(
            fields(**COUNT_FIELDS, leave_cents=CENTS, dispute={"type": "boolean"}), _close
        ),
        "resolve": PlayAction(
            fields(("till", "reason"), till=TILL, reason=SHORT, note=NOTE), _resolve
        ),
        "x": PlayAction(fields(till=TILL), _x),
        "print_x": PlayAction(fields(till=TILL), _print_x),
        "past_zs": PlayAction(fields(), _past_zs),
        "waiting": PlayAction(fields(), _waiting),
        "z": PlayAction(
            fields(
                ("till", "number"),
                till=TILL,
                number={"type": "integer", "minimum": 1, "maximum": 99_999_999},
            ),
            _z,
        ),
        **CASH_ACTIONS,
    }
)  # fmt: skip
"""The actions of the task `tills`: sessions and counts here, movements in `play_cash`."""
