"""The contract between `counter play` and the tasks: an action is a schema and a use case.

A task's actions run exactly the use cases its screen runs; nothing here knows any task.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, TypeVar

from counter_app.core.approval import Approval, Finding
from counter_app.core.document import Document
from counter_app.core.task import Task
from counter_app.station import Station

Done = TypeVar("Done")

NOTE: Final = {"type": "string", "maxLength": 255}
TERMINAL_CODE: Final = {"type": "string", "minLength": 4, "maxLength": 12}
"""What a card terminal shows once it said yes."""


@dataclass(frozen=True, slots=True)
class PlayResult:
    """What an action did: outcome, ids of posted transactions, findings told, extra data.

    `slips` are papers besides those the transactions stored, like reprints.
    """

    outcome: str
    transactions: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    slips: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """One line's `do`, checked against the action's schema.

    `id` is the request's id: the same for a repeated line, so that it posts nothing twice.
    `tasks` are those of the desk, for what they could do for a customer instead.
    """

    id: str
    do: Mapping[str, Any]
    approval: Approval | None = None
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class PlayAction:
    """JSON Schema (2020-12) of the fields of `do` besides "action", and the use case.

    `run` raises the same `CounterError`s a screen would see; `ApprovalRequired` makes the player
    ask the script's `approve` and run it again.
    """

    schema: Mapping[str, Any]
    run: Callable[[Station, PlayRequest], PlayResult]


def object_schema(properties: Mapping[str, Any], *required: str) -> Mapping[str, Any]:
    """The JSON Schema of an object with these properties and no others."""
    return MappingProxyType(
        {
            "type": "object",
            "properties": dict(properties),
            "required": list(required),
            "additionalProperties": False,
        }
    )


def void_schema(name: str, what: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a void; the field `name` says what is taken back."""
    reason = {"type": "string", "minLength": 1, "maxLength": 60}
    fields = {name: what, "reason": reason, "note": NOTE, "card_code": TERMINAL_CODE}
    return object_schema(fields, name, "reason")


def run_void(void: Callable[..., Done], what: str, station: Station, request: PlayRequest) -> Done:
    """Take something back by a task's use case, with what the line says beside it."""
    do = request.do
    return void(
        what,
        do["reason"],
        station,
        request.approval,
        note=do.get("note", ""),
        request_id=request.id,
        card_code=do.get("card_code"),
    )
