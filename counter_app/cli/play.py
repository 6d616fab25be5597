"""Plays desk scripts: every line runs the use case that the screen would run, and gets an answer.

A bad or refused line is answered and the script goes on; nothing here knows what a task does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO, Final

from counter_app.app import discover_tasks
from counter_app.cli.json_schema import check_value
from counter_app.cli.play_lines import LINE_SCHEMA, Approver, ScriptLine, read_lines
from counter_app.core.approval import Approval, Verdict, digest
from counter_app.core.clock import SystemClock
from counter_app.core.document_json import read_document
from counter_app.core.errors import ApprovalRequired, BadInput, CounterError, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.task import resolve
from counter_app.documents.text import render_text
from counter_app.granting import preauthorize, revoke, standing_approval
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.records.audit import note_event
from counter_app.records.play_answers import (
    KeptAnswer,
    keep_answer,
    kept_answer,
    key_old_answers,
    request_id,
    request_mac,
)
from counter_app.records.transaction_reader import StoredTransaction, read_transaction
from counter_app.records.unlock import unlock
from counter_app.station import Station

SESSION: Final = "session"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_NOTHING: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {},
    "additionalProperties": False,
}
_NUMBER: Final[Mapping[str, Any]] = {
    **_NOTHING,
    "properties": {"number": {"type": "string", "minLength": 1, "maxLength": 12}},
    "required": ["number"],
}

_PREAUTHORIZE: Final[Mapping[str, Any]] = {
    **_NOTHING,
    "properties": {
        "clerk": {"type": "string", "minLength": 1, "maxLength": 12},
        "findings": {
            "type": "array",
            "items": {"type": "string", "minLength": 1, "maxLength": 80},
            "minItems": 1,
            "maxItems": 100,
        },
        "amount_cents": {"type": "integer", "minimum": 0, "maximum": 100_000_000},
        "total_cents": {
            "type": "integer",
            "minimum": 0,
            "maximum": 100_000_000,
            "description": "In sum; else what the policy allows.",
        },
        "minutes": {"type": "integer", "minimum": 1, "maximum": 1440},
    },
    "required": ["clerk", "findings", "amount_cents", "minutes"],
}
_REVOKE: Final[Mapping[str, Any]] = {
    **_NOTHING,
    "properties": {"preauthorization": {"type": "string", "minLength": 36, "maxLength": 36}},
    "required": ["preauthorization"],
}

Answer = dict[str, Any]


class ScriptClock:
    """The computer's clock, until a script of a practice store says what time it is."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self._at: datetime | None = None

    def now(self) -> datetime:
        """The instant the script set, else the present one."""
        return self._at or self._system.now()

    def set(self, at: datetime) -> None:
        """Stand at this instant from now on."""
        self._at = at.astimezone(self._system.now().tzinfo)


@dataclass(frozen=True, slots=True)
class Script:
    """What a run of scripts needs: a way to open a station by name, its clock, the slip's width."""

    open_station: Callable[[str, ScriptClock], Station]
    columns: int = 48


class Player:
    """Plays lines at one store's stations; `close()` gives them back."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._clock = ScriptClock()
        self._stations: dict[str, Station] = {}

    def play(self, stream: BinaryIO) -> Iterator[Answer]:
        """One answer for each line that is not blank."""
        for number, line in read_lines(stream):
            try:
                if isinstance(line, BadInput):
                    raise line
                answer = self._answer(line)
            except CounterError as error:
                answer = _refusal(error)
            yield {"line": number, **answer}

    def close(self) -> None:
        """Give every station back."""
        for station in self._stations.values():
            station.close()
        self._stations.clear()

    def _answer(self, line: ScriptLine) -> Answer:
        action = find_action(line)
        check_value(line.do, action.schema, "do")
        station = self._station(line.station)
        if line.at is not None:
            if station.store.is_live:
                raise Refused("Only a practice store's clock can be set.", code="clock_not_ours")
            self._clock.set(line.at)
        if line.task == SESSION:
            return _told(_session(station, line))
        _sign_on(station, line)
        asked = request_id(station.store.id, line.id) if line.id is not None else new_id()
        said = digest([line.station, line.operator, line.task, line.action, dict(line.do)])
        content = request_mac(station.keys, said)
        if line.id is not None:
            with station.look() as work:
                kept = kept_answer(work.connection, asked, content)
            if kept is not None:
                return kept
        result = _run(
            action, station, PlayRequest(asked, line.do, tasks=discover_tasks()), line.approve
        )
        answer = self._results(station, result)
        if line.id is not None:
            with station.open_work() as work:
                keep_answer(
                    work.connection,
                    asked,
                    KeptAnswer(content, answer),
                    station=station.name,
                    operator_id=station.operator_id,
                    at=work.now(),
                )
                work.commit()
        return answer

    def _station(self, name: str) -> Station:
        if name not in self._stations:
            station = self._script.open_station(name, self._clock)
            try:
                station.claim("a desk script")
                with station.open_work() as work:
                    key_old_answers(work.connection, station.keys)
                    work.commit()
            except BaseException:
                station.database.close()
                raise
            self._stations[name] = station
        return self._stations[name]

    def _results(self, station: Station, result: PlayResult) -> Answer:
        with station.look() as work:
            found = [read_transaction(work.connection, one) for one in result.transactions]
        stored = [one for one in found if one is not None]
        assert len(stored) == len(result.transactions), "an action named what it did not post"
        return _told(result, stored, self._script.columns)


def find_action(line: ScriptLine) -> PlayAction:
    """The action a line names; raises `BadInput`."""
    actions = actions_of(line.task)
    if line.action not in actions:
        raise BadInput(
            f"The task {line.task} has no action “{line.action}”; it has {', '.join(actions)}.",
            code="bad_request",
        )
    return actions[line.action]


def actions_of(task: str) -> Mapping[str, PlayAction]:
    """What a task can do in a script; raises `BadInput` for a task there is not."""
    if task == SESSION:
        return _SESSION_ACTIONS
    for known in discover_tasks():
        if known.key == task and known.play is not None:
            found: Mapping[str, PlayAction] = resolve(known.play)
            return found
    raise BadInput(
        f"There is no task “{task}”; there are {', '.join(playable())}.", code="bad_request"
    )


def playable() -> tuple[str, ...]:
    """The tasks a script can name."""
    return (SESSION, *(task.key for task in discover_tasks() if task.play is not None))


def schema_of(task: str) -> dict[str, Any]:
    """JSON Schema of a task's `do`."""
    return {
        "$schema": DIALECT,
        "title": task,
        "oneOf": [_with_action(name, one.schema) for name, one in actions_of(task).items()],
    }


def line_schema() -> dict[str, Any]:
    """JSON Schema of a whole line, whatever its task."""
    return {"$schema": DIALECT, "title": "line", **LINE_SCHEMA}


def _with_action(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **schema,
        "properties": {"action": {"const": name}, **schema.get("properties", {})},
        "required": ["action", *schema.get("required", ())],
    }


def _sign_on(station: Station, line: ScriptLine) -> None:
    if line.pin is not None:
        station.sign_on_with_pin(line.operator, line.pin)
    elif station.operator is None or station.operator.number != line.operator:
        raise Refused(f"Operator {line.operator} is not signed on here.", code="not_signed_on")


def _session(station: Station, line: ScriptLine) -> PlayResult:
    match line.action:
        case "sign_on":
            if line.pin is None:
                raise BadInput("Signing on needs the PIN.", code="bad_request")
            _sign_on(station, line)
        case "sign_off":
            _sign_on(station, line)
            station.sign_off()
        case "lock":
            _sign_on(station, line)
            with station.open_work() as work:
                note_event(
                    work.connection,
                    station=station.name,
                    event="lock",
                    at=work.now(),
                    operator_id=station.operator_id,
                )
                work.commit()
            station.operator = None
        case "unlock":
            _sign_on(station, line)
            with station.open_work() as work:
                unlock(work, station.operator_id, line.do["number"])
                work.commit()
        case "preauthorize":
            _sign_on(station, line)
            do = line.do
            granted = preauthorize(
                do["clerk"],
                tuple(do["findings"]),
                Money(do["amount_cents"]),
                do["minutes"],
                station.identify_with_pin(line.operator, line.pin or ""),
                station,
                Money(do["total_cents"]) if "total_cents" in do else None,
            )
            return PlayResult("done", data={"preauthorization": granted.id})
        case "revoke":
            _sign_on(station, line)
            revoke(line.do["preauthorization"], station)
        case _:
            raise AssertionError(line.action)
    return PlayResult("done")


def _session_action(_station: Station, _request: PlayRequest) -> PlayResult:
    raise AssertionError("the player itself signs on and off")


_SESSION_ACTIONS: Final[Mapping[str, PlayAction]] = {
    **{name: PlayAction(_NOTHING, _session_action) for name in ("sign_on", "sign_off", "lock")},
    "unlock": PlayAction(_NUMBER, _session_action),
    "preauthorize": PlayAction(_PREAUTHORIZE, _session_action),
    "revoke": PlayAction(_REVOKE, _session_action),
}


def _run(
    action: PlayAction, station: Station, request: PlayRequest, approver: Approver | None
) -> PlayResult:
    try:
        return action.run(station, request)
    except ApprovalRequired as error:
        if error.verdict is None:
            raise
        if approver is not None:
            approval = _approval(station, error.verdict, approver)
        else:
            given = standing_approval(error.verdict, station)
            if given is None:
                raise
            approval = given
    return action.run(station, replace(request, approval=approval))


def _approval(station: Station, verdict: Verdict, approver: Approver) -> Approval:
    if approver.findings is not None and not verdict.to_cover() <= approver.findings:
        missing = ", ".join(sorted(verdict.to_cover() - approver.findings))
        raise ApprovalRequired(f"The approval does not cover {missing}.", verdict=verdict)
    return station.approve_with_pin(verdict, approver.operator, approver.pin)


def _told(
    result: PlayResult, stored: list[StoredTransaction] | None = None, columns: int = 48
) -> Answer:
    stored = stored or []
    answer: Answer = {
        "ok": True,
        "outcome": result.outcome,
        "transactions": [
            {"id": one.transaction.id, "number": one.transaction.number} for one in stored
        ],
        "postings": [
            {
                "account": p.account,
                "tender": p.tender.value if p.tender else None,
                "amount_cents": p.amount.minor,
            }
            for one in stored
            for p in one.transaction.postings
        ],
        "slips": [
            render_text(document, columns)
            for document in (
                *(read_document(text) for one in stored for _, text, _ in one.documents),
                *result.slips,
            )
        ],
        "findings": [f.as_json() for f in result.findings],
    }
    return answer | ({"data": dict(result.data)} if result.data else {})


def _refusal(error: CounterError) -> Answer:
    verdict = error.verdict if isinstance(error, Refused) else None
    return {
        "ok": False,
        "refused": error.code,
        "message": f"{error.text} {error.remedy}".strip(),
        "findings": [f.as_json() for f in verdict.worst_first()] if verdict else [],
    }
