"""Findings, verdicts and approvals: the one way a rule speaks and a manager answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Final

from counter_app.core.canonical import canonical_json, sha256_hex
from counter_app.core.money import Money

APPROVAL_LIFETIME: Final = timedelta(seconds=60)
"""An approval is good for this long, once."""

WITNESS: Final = ".witness"
"""Ending of the codes of findings that any second person may cover by looking on."""


class Severity(IntEnum):
    """How far a finding stands in the way; higher is worse."""

    INFORM = 0
    WARN = 1
    APPROVE = 2
    DENY = 3
    FORBID = 4


class Audience(StrEnum):
    """Who may read a finding's text."""

    CUSTOMER = "customer"
    CLERK = "clerk"
    MANAGER = "manager"
    COMPLIANCE = "compliance"


class Outcome(StrEnum):
    """The four outcomes of a decision (named as in returns-management practice)."""

    APPROVED = "approved"
    APPROVAL_NEEDED = "approval_needed"
    DENIED_OVERRIDABLE = "denied_overridable"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's word: a stable code, one plain sentence why, and what would change the answer.

    `params` are the values the texts were made from (already formatted), so that a template in
    another language can be filled; `line` is the number of the line it is about, if any.
    """

    code: str
    severity: Severity
    text: str
    remedy: str = ""
    audience: Audience = Audience.CLERK
    params: dict[str, str] = field(default_factory=dict)
    line: int | None = None

    def as_json(self) -> dict[str, str]:
        """The public form: code, severity, text, remedy."""
        return {
            "code": self.code,
            "severity": self.severity.name.lower(),
            "text": self.text,
            "remedy": self.remedy,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings about one request, and the digest of exactly that request."""

    request_digest: str
    findings: tuple[Finding, ...] = ()
    amount: Money | None = None
    """The money at stake, None where a request has no one amount."""

    @property
    def worst(self) -> Severity:
        """The highest severity, INFORM when there are none."""
        return max((f.severity for f in self.findings), default=Severity.INFORM)

    @property
    def outcome(self) -> Outcome:
        """The decision the findings add up to."""
        worst = self.worst
        if worst is Severity.FORBID:
            return Outcome.DENIED
        if worst is Severity.DENY:
            return Outcome.DENIED_OVERRIDABLE
        if worst is Severity.APPROVE:
            return Outcome.APPROVAL_NEEDED
        return Outcome.APPROVED

    def to_cover(self) -> frozenset[str]:
        """Codes a manager must have seen before the journal writes."""
        asking = (Severity.APPROVE, Severity.DENY)
        return frozenset(f.code for f in self.findings if f.severity in asking)

    @property
    def witness_is_enough(self) -> bool:
        """Whether it only takes a second person to look on, whatever their role."""
        covered = self.to_cover()
        return bool(covered) and all(code.endswith(WITNESS) for code in covered)

    def worst_first(self) -> tuple[Finding, ...]:
        """Findings as a person should read them."""
        return tuple(sorted(self.findings, key=lambda f: -f.severity))


@dataclass(frozen=True, slots=True)
class Approval:
    """A manager's yes: to this digest and these finding codes, for 60 seconds and once."""

    id: str
    approver_id: int
    requester_id: int
    station: str
    request_digest: str
    codes: frozenset[str]
    granted_at: datetime
    method: str = "pin"
    reason: str = ""

    def expired(self, now: datetime) -> bool:
        """True once 60 seconds have passed (or the clock went backwards)."""
        return not timedelta(0) <= now - self.granted_at <= APPROVAL_LIFETIME


def digest(content: object) -> str:
    """SHA-256 of canonical JSON: sorted keys, no spaces, UTF-8; str, int, bool and None inside."""
    return sha256_hex(canonical_json(content))
