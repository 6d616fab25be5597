"""Journal entries as CSV in the columns of QuickBooks Online (Intuit: Import journal entries).

Every Journal No balances; account numbers must be switched off in the company being imported into.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Final

from counter_app.core.money import ZERO, Currency, Money, plain
from counter_app.export.entries import JournalEntry

HEAD: Final = (
    "Journal No", "Journal Date", "Account Name", "Debits", "Credits", "Description", "Name",
)  # fmt: skip


def write_journal(entries: Sequence[JournalEntry], currency: Currency) -> bytes:
    """Return the CSV; the same entries give the same bytes."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for entry in entries:
        for account, amount in entry.lines:
            writer.writerow(
                (
                    entry.number,
                    f"{entry.day:%m/%d/%Y}",
                    account.plain,
                    _side(amount, currency),
                    _side(-amount, currency),
                    entry.description,
                    "",
                )
            )
    return out.getvalue().encode()


def _side(amount: Money, currency: Currency) -> str:
    return plain(amount, currency) if amount > ZERO else ""
