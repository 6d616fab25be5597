"""The one tree of expected errors: each says in one sentence what the person should know.

An expected "no" is a `CounterError`; a broken invariant is an `assert`; anything else is a bug.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.core.approval import Verdict


class CounterError(Exception):
    """Root of everything the program expects to go wrong; `code` is stable, `text` is shown."""

    code = "error"

    def __init__(self, text: str, *, code: str | None = None, remedy: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.remedy = remedy
        if code is not None:
            self.code = code


class BadInput(CounterError):
    """Something typed, scanned or read cannot be what it claims to be; nothing was written."""

    code = "bad_input"


class Refused(CounterError):
    """A rule or a permission says no; `verdict` holds the findings when rules were asked."""

    code = "refused"

    def __init__(
        self,
        text: str,
        *,
        code: str | None = None,
        remedy: str = "",
        verdict: Verdict | None = None,
    ) -> None:
        super().__init__(text, code=code, remedy=remedy)
        self.verdict = verdict


class ApprovalRequired(Refused):
    """The verdict holds findings that a manager must cover before the journal will write."""

    code = "approval_required"


class Conflict(CounterError):
    """Someone else changed the same thing first, or an id was reused for different content."""

    code = "conflict"


class NotFound(CounterError):
    """What was scanned or typed is not in this store."""

    code = "not_found"


class DeviceError(CounterError):
    """A printer, drawer, scanner or terminal did not do what it was asked."""

    code = "device"


class StorageError(CounterError):
    """The database or its files cannot be used safely."""

    code = "storage"


class ImportRejected(CounterError):
    """A sales or item file, or one receipt in it, cannot be taken in."""

    code = "import_rejected"
