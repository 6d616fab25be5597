"""Movements of money that somebody still has to act on, as the cash room's screens list them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.money import Money
from counter_app.core.store import SAFE_ID
from counter_app.core.transaction import Tender
from counter_app.records.cash_movements import CashMovement, pending_movements
from counter_app.records.operators import operator_by_id
from counter_app.records.tills import store_tills
from counter_app.records.work import Work

_K, _S = MovementKind, MovementState
_KNOWN: Final = frozenset(
    {
        (_K.LOAN, _S.ASKED),
        (_K.DEPOSIT, _S.SENT),
        (_K.ADVANCE, _S.SENT),
    }
)
"""What may be told with its amount: it was asked for, or the safe itself has counted it."""

PERMISSION: Final[Mapping[tuple[MovementKind, MovementState], str]] = MappingProxyType(
    {
        (_K.LOAN, _S.ASKED): "tills.loan",
        (_K.LOAN, _S.SENT): "tills.open",
        (_K.CHANGE_ORDER, _S.ASKED): "safe.order",
        (_K.PICKUP, _S.SENT): "tills.receive",
        (_K.DROP, _S.SENT): "tills.receive",
        (_K.DEPOSIT, _S.SENT): "tills.receive",
        (_K.ADVANCE, _S.SENT): "safe.advance",
    }
)
"""What somebody must be allowed to do to take the next step of a movement from the cash room."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A movement and what is to be done with it next.

    `amount` is told only where that gives nothing away: of a bag that is still to be counted only
    where that was asked for; `holds` says merely which tenders lie in it. Of a dispute the amount
    is what differs.
    """

    id: str
    kind: MovementKind
    state: MovementState
    sender: str
    at: datetime
    till: str = ""
    session_id: str | None = None
    bag: str = ""
    party: str = ""
    note: str = ""
    amount: Money | None = None
    tenders: Mapping[Tender, Money] = field(default_factory=dict)
    pieces: Mapping[str, int] = field(default_factory=dict)
    late: bool = False
    to_safe: bool = False
    holds: tuple[Tender, ...] = ()

    @property
    def to_till(self) -> bool:
        """Whether a till or lane, not the safe, takes the next step."""
        return self.kind is MovementKind.LOAN and self.state is MovementState.SENT

    @property
    def permission(self) -> str:
        """What its next step needs."""
        if self.state is MovementState.DISPUTED:
            return "tills.resolve"
        return PERMISSION[(self.kind, self.state)]


def waiting(work: Work, *, sealed: bool = False) -> tuple[Waiting, ...]:
    """Everything the cash room has to act on, oldest first; late after the policy's minutes.

    `sealed`: also what each bag should hold. Only the board asks for it, for who settles disputes.
    """
    names = {f"till:{t.id}": t.name for t in store_tills(work.connection) if t.id != SAFE_ID}
    limit = timedelta(minutes=work.policy().till.late_after_minutes)
    found = []
    for movement in pending_movements(work.connection):
        step = (movement.kind, movement.state)
        if movement.state is not MovementState.DISPUTED and step not in PERMISSION:
            continue
        one = _waiting(work, movement, names, limit)
        found.append(replace(one, amount=movement.amount) if sealed and one.to_safe else one)
    return tuple(found)


def _waiting(
    work: Work, movement: CashMovement, names: Mapping[str, str], limit: timedelta
) -> Waiting:
    sent = movement.state is MovementState.SENT
    bagged = sent and movement.kind in (MovementKind.PICKUP, MovementKind.DROP)
    known = (movement.kind, movement.state) in _KNOWN
    amount = movement.amount if known else None
    if movement.state is MovementState.DISPUTED:
        amount = movement.open_amount
    return Waiting(
        id=movement.id,
        kind=movement.kind,
        state=movement.state,
        sender=operator_by_id(work.connection, movement.sent_by).name,
        at=movement.sent_at,
        till=names.get(movement.source, names.get(movement.target, "")),
        session_id=movement.session_id,
        bag=movement.bag,
        party=movement.party,
        note=movement.note,
        amount=amount,
        tenders=movement.tenders if known else {},
        pieces=movement.pieces if known else {},
        late=bagged and work.now() - movement.sent_at > limit,
        to_safe=bagged,
        holds=tuple(movement.tenders),
    )
