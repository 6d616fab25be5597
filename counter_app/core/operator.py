"""Who works at the desk: role, permissions and money limits as the policy in force gives them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from counter_app.core.errors import Refused
from counter_app.core.money import Money
from counter_app.core.said import said


class Role(StrEnum):
    """The four roles; what each may do is policy, not code."""

    CLERK = "clerk"
    LEAD = "lead"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Operator:
    """A person signed on, or named as approver or witness.

    `permissions` are strings owned by tasks ("returns.refund", "approve", "operators.unlock");
    `limits` maps a limit name of the policy ("refund_card", "refund_cash") to the role's maximum.
    """

    id: int
    number: str
    name: str
    role: Role
    permissions: frozenset[str] = frozenset()
    limits: dict[str, Money] = field(default_factory=dict)
    language: str = "en"
    customer_id: str | None = None

    def may(self, permission: str) -> bool:
        """True if the role holds the permission."""
        return permission in self.permissions

    @property
    def short_name(self) -> str:
        """First name and initial, as slips show it, like ``Maria A.``."""
        first, _, last = self.name.partition(" ")
        return f"{first} {last[0]}." if last else first

    @property
    def initials(self) -> str:
        """Two letters for the rail."""
        parts = self.name.split()
        return "".join(p[0] for p in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()


def check_may(operator: Operator, permission: str, told: str) -> None:
    """Raise `Refused` with what is `told` of an `{operator}` who lacks a permission."""
    if not operator.may(permission):
        raise Refused(said(told, operator=operator.short_name), code="not_permitted")
