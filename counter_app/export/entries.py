"""The day's postings as journal entries: one for every settled till, one for the store's own money.

Entries are posted on close, never per sale; each balances or nothing is exported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from counter_app.core.errors import StorageError
from counter_app.core.money import ZERO, Money, total
from counter_app.core.store import SessionKind
from counter_app.core.transaction import Tender
from counter_app.export.accounts import Account, account_named
from counter_app.records.day_tills import DaySession, day_sessions
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.work import Work


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry; amounts are debits where positive, credits where negative."""

    number: str
    day: date
    description: str
    lines: tuple[tuple[Account, Money], ...]


@dataclass(frozen=True, slots=True)
class DayEntries:
    """The entries of a date, and the tills that are not settled yet and so not in them."""

    entries: tuple[JournalEntry, ...]
    left_out: tuple[str, ...]


def day_entries(work: Work, day: date, own: Mapping[str, Account] | None = None) -> DayEntries:
    """All entries of one business date; raises `StorageError` if one does not balance."""
    sums = _sums(work, day)
    entries: list[JournalEntry] = []
    left_out: list[str] = []
    seen: dict[int, int] = {}
    store_sums = dict(sums.get(None, {}))
    for session in day_sessions(work.connection, day):
        if _of_store(session):
            for key, amount in sums.get(session.id, {}).items():
                store_sums[key] = store_sums.get(key, ZERO) + amount
            continue
        seen[session.till_id] = seen.get(session.till_id, 0) + 1
        if session.accounted_on is None:
            if session.id in sums:
                left_out.append(f"{session.till_name} ({session.now})")
            continue
        entry = _entry(
            f"{day:%Y%m%d}-T{session.till_id}-{seen[session.till_id]}",
            day,
            _title(session),
            sums.get(session.id, {}),
            own,
        )
        if entry.lines:
            entries.append(entry)
    store = _entry(f"{day:%Y%m%d}-STORE", day, "Safe, bank and store", store_sums, own)
    if store.lines:
        entries.append(store)
    return DayEntries(tuple(entries), tuple(left_out))


def _of_store(session: DaySession) -> bool:
    """The safe, which is never settled, and a float that was made ready and is not opened yet."""
    opened = any(c.occasion == "opening" for c in session.counts)
    return session.kind == SessionKind.SAFE or (session.kind == SessionKind.DESK and not opened)


def _title(session: DaySession) -> str:
    return f"{session.till_name} at {session.station}"


def _sums(work: Work, day: date) -> dict[str | None, dict[tuple[str, Tender | None], Money]]:
    t, p = transactions.c, postings.c
    rows = work.connection.execute(
        select(t.till_session_id, p.account, p.tender, func.sum(p.amount).label("amount"))
        .join_from(transactions, postings, p.transaction_id == t.id)
        .where(t.business_date == day)
        .group_by(t.till_session_id, p.account, p.tender)
    )
    found: dict[str | None, dict[tuple[str, Tender | None], Money]] = {}
    for row in rows:
        tender = None if row.tender is None else Tender(row.tender)
        found.setdefault(row.till_session_id, {})[row.account, tender] = row.amount or ZERO
    return found


def _entry(
    number: str,
    day: date,
    description: str,
    sums: Mapping[tuple[str, Tender | None], Money],
    own: Mapping[str, Account] | None,
) -> JournalEntry:
    lines: dict[Account, Money] = {}
    for (name, tender), amount in sums.items():
        account = account_named(name, tender, own)
        lines[account] = lines.get(account, ZERO) + amount
    kept = tuple((a, m) for a, m in sorted(lines.items(), key=lambda x: (x[1] < ZERO, x[0])) if m)
    if total(m for _, m in kept) != ZERO:
        raise StorageError(f"Journal entry {number} does not balance; nothing was exported.",
                           code="unbalanced_entry")  # fmt: skip
    return JournalEntry(number, day, description, kept)
