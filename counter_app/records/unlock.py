"""A manager lets somebody in again who typed too many wrong PINs."""

from __future__ import annotations

from counter_app.core.errors import NotFound, Refused
from counter_app.core.said import said
from counter_app.records.audit import note_event
from counter_app.records.operators import clear_failures, operator_by_number
from counter_app.records.work import Work


def unlock(work: Work, operator_id: int | None, number: str) -> str:
    """Forget the wrong guesses of an operator at every station and give their name; not committed.

    Whoever is signed on (`operator_id`) needs `operators.unlock`. Raises `Refused` and `NotFound`.
    """
    who = work.operator(operator_id)
    if not who.may("operators.unlock"):
        raise Refused(
            said("{who} may not unlock people.", who=who.name),
            code="not_permitted",
            remedy="Ask a manager.",
        )
    row = operator_by_number(work.connection, number)
    if row is None:
        raise NotFound("There is no operator with this number.", code="operator_unknown")
    if row.id == who.id:
        raise Refused("Nobody unlocks themselves.", code="own_unlock")
    clear_failures(work.connection, row.id)
    note_event(
        work.connection,
        station=work.station,
        event="operator_unlocked",
        at=work.now(),
        operator_id=who.id,
        operator=row.number,
    )
    return row.name
