"""Answers given to lines of a desk script that carry an id: a repeated line changes nothing.

Kept as audit events under the line's own id, which is made from the store's id and the line's. Of
the line itself only a keyed hash is kept: it may hold a licence, which a plain hash gives away.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from counter_app.core.errors import Conflict
from counter_app.records.audit import audit_events
from counter_app.storage.keys import Keys

EVENT: Final = "script_answer"
PLAIN: Final = "script_line"
"""Events of older programs, which kept the digest of a line as it was."""
_PURPOSE: Final = b"script line\0"


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered, and the keyed hash of the line that asked."""

    request_mac: str
    answer: dict[str, Any]


def request_id(store_id: str, line_id: str) -> str:
    """A script line's id in this store, always the same for the same line id (RFC 9562, v5)."""
    return str(uuid.uuid5(uuid.UUID(store_id), line_id))


def request_mac(keys: Keys, request_digest: str) -> str:
    """The keyed hash under which a line is known, from its digest."""
    return keys.mac(_PURPOSE, request_digest.encode())


def key_old_answers(connection: Connection, keys: Keys) -> int:
    """Put keyed hashes in the place of plain digests, for ever; gives how many there were."""
    rows = connection.execute(
        select(audit_events.c.id, audit_events.c.detail).where(audit_events.c.event == PLAIN)
    ).all()
    for row in rows:
        keyed = row.detail | {"request": request_mac(keys, row.detail["request"])}
        connection.execute(
            update(audit_events)
            .where(audit_events.c.id == row.id)
            .values(event=EVENT, detail=keyed)
        )
    return len(rows)


def kept_answer(connection: Connection, line_request: str, line_mac: str) -> dict[str, Any] | None:
    """The answer this line already got; `Conflict` if its id stood for something else."""
    row = connection.execute(
        select(audit_events.c.detail).where(
            audit_events.c.id == line_request, audit_events.c.event == EVENT
        )
    ).first()
    if row is None:
        return None
    if row.detail["request"] != line_mac:
        raise Conflict("This id was already used for something else.", code="id_reused")
    answer: dict[str, Any] = json.loads(row.detail["answer"])
    return answer


def keep_answer(
    connection: Connection,
    line_request: str,
    kept: KeptAnswer,
    *,
    station: str,
    operator_id: int | None,
    at: datetime,
) -> None:
    """Note the answer to a line that did something."""
    answer = json.dumps(kept.answer, ensure_ascii=False)
    connection.execute(
        insert(audit_events).values(
            id=line_request,
            station=station,
            operator_id=operator_id,
            event=EVENT,
            transaction_id=None,
            detail={"request": kept.request_mac, "answer": answer},
            occurred_at=at,
        )
    )
