"""Proving who someone is: by badge, or by number and PIN, with wrong guesses counted per station.

PCI DSS 4.0 8.3.4 (adopted): locked after 10 failures for 30 minutes; guesses at one station never
lock a person out at another. The functions write; the caller commits even when the answer is no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from counter_app.core.operator import Operator, Role
from counter_app.core.said import said
from counter_app.records.audit import note_event
from counter_app.records.operators import (
    Failures,
    OperatorRow,
    clear_failures,
    failures,
    is_sealed,
    note_failures,
    operator_by_badge,
    operator_by_number,
)
from counter_app.records.pins import badge_mac, pin_matches
from counter_app.rules.policy import Policy
from counter_app.storage.keys import Keys

MAX_PIN_LENGTH: Final = 16


@dataclass(frozen=True, slots=True)
class Identified:
    """The answer: an operator, or a refusal code and a sentence."""

    operator: Operator | None
    code: str = ""
    text: str = ""


def as_operator(row: OperatorRow, policy: Policy) -> Operator:
    """The stored person with the permissions and limits the policy gives their role."""
    role = Role(row.role)
    granted = policy.role(role)
    return Operator(
        id=row.id,
        number=row.number,
        name=row.name,
        role=role,
        permissions=granted.permissions,
        limits=dict(granted.limits),
        language=row.language,
        customer_id=row.customer_id,
    )


class SignOn:
    """Identifies people at one station, on one connection, under one policy."""

    def __init__(
        self, connection: Connection, keys: Keys, station: str, policy: Policy, now: datetime
    ) -> None:
        self._connection = connection
        self._keys = keys
        self._station = station
        self._policy = policy
        self._now = now

    def by_pin(self, number: str, pin: str) -> Identified:
        """Number and PIN; the same answer for an unknown number as for a wrong PIN."""
        row = operator_by_number(self._connection, number)
        locked = self._locked(row)
        if locked is not None:
            return locked
        usable = row is not None and row.active
        right = pin_matches(
            self._keys,
            row.pin_hash if row is not None and usable else None,
            pin[:MAX_PIN_LENGTH],
        )
        if row is None or not right:
            self._wrong(row)
            return Identified(None, "wrong_pin", "The number or the PIN is not right.")
        return self._right(row, "pin")

    def by_badge(self, code: str, pin: str | None = None) -> Identified:
        """A badge; with a PIN when policy asks for one."""
        row = operator_by_badge(self._connection, badge_mac(self._keys, code))
        if row is None or not row.active:
            self._note("sign_on_failed", None, method="badge")
            return Identified(None, "unknown_badge", "This badge is not known in this store.")
        locked = self._locked(row)
        if locked is not None:
            return locked
        if self._policy.sign_on.badge_needs_pin:
            if pin is None:
                return Identified(
                    None, "pin_needed", said("{name}, type your PIN, too.", name=row.name)
                )
            if not pin_matches(self._keys, row.pin_hash, pin[:MAX_PIN_LENGTH]):
                self._wrong(row)
                return Identified(None, "wrong_pin", "The number or the PIN is not right.")
        return self._right(row, "badge")

    def _locked(self, row: OperatorRow | None) -> Identified | None:
        if row is None:
            return None
        until = failures(self._connection, row.id, self._station).locked_until
        if until is None or until <= self._now:
            return None
        minutes = max(1, -(-(until - self._now) // timedelta(minutes=1)))
        return Identified(
            None,
            "locked",
            said(
                "Too many wrong PINs at this desk. Wait {minutes} minutes, or ask a manager.",
                minutes=minutes,
            ),
        )

    def _wrong(self, row: OperatorRow | None) -> None:
        self._note("sign_on_failed", row.id if row else None, method="pin")
        if row is None:
            return
        before = failures(self._connection, row.id, self._station)
        expired = before.locked_until is not None and before.locked_until <= self._now
        count = 1 if expired else before.count + 1
        rules = self._policy.sign_on
        until = None
        if count >= rules.lock_after_failures:
            until = self._now + timedelta(minutes=rules.lock_minutes)
            self._note("sign_on_locked", row.id, failures=count)
        note_failures(self._connection, row.id, self._station, Failures(count, until), self._now)

    def _right(self, row: OperatorRow, method: str) -> Identified:
        if not is_sealed(self._connection, self._keys, row.id):
            self._note("sign_on_failed", row.id, method=method, changed="by hand")
            return Identified(
                None,
                "operator_changed",
                "What is stored about this person was changed outside the program. "
                "Ask whoever runs the store to check its books.",
            )
        clear_failures(self._connection, row.id, self._station)
        self._note("identified", row.id, method=method)
        return Identified(as_operator(row, self._policy))

    def _note(self, event: str, operator_id: int | None, **detail: str | int | None) -> None:
        note_event(
            self._connection,
            station=self._station,
            event=event,
            at=self._now,
            operator_id=operator_id,
            transaction_id=None,
            **detail,
        )
