"""What the books promise about corrected prices: each line carries the seal of what was claimed.

The line is in the chain, so evidence, prices and the rule that was used cannot change unnoticed.
"""

from __future__ import annotations

import hashlib
from typing import Final

from sqlalchemy import Connection, select

from counter_app.core.transaction import Kind
from counter_app.records.journal_tables import transaction_lines, transactions
from counter_app.records.overcharge_offers import LETTER
from counter_app.records.price_corrections import corrections_in, picture
from counter_app.records.verify_problem import Problem

TASK: Final = "price_correction"
MAX_PROBLEMS: Final = 100


def verify_prices(connection: Connection) -> list[Problem]:
    """All lines whose claim is missing or altered, and pictures that are gone or other ones."""
    found: list[Problem] = []
    rows = connection.execute(
        select(transactions.c.id, transaction_lines.c.number, transaction_lines.c.note)
        .join(transaction_lines, transaction_lines.c.transaction_id == transactions.c.id)
        .where(
            transactions.c.task == TASK,
            transactions.c.kind != Kind.VOID.value,
            transactions.c.reason != LETTER,  # it claims nothing: the offers beside it do
        )
        .order_by(transactions.c.id)
    ).all()
    for row in rows:
        kept = {x.line: x for x in corrections_in(connection, row.id)}.get(row.number)
        where = f"transaction {row.id}"
        if kept is None or not row.note.endswith(kept.seal):
            text = f"The claim behind line {row.number} is missing or was altered."
            found.append(Problem("correction_altered", text, where))
        elif wanted := str(kept.content.get("file_digest") or ""):
            stored = picture(connection, wanted)
            if stored is None or hashlib.sha256(stored[1]).hexdigest() != wanted:
                text = f"The picture behind line {row.number} is missing or was altered."
                found.append(Problem("evidence_altered", text, where))
        if len(found) >= MAX_PROBLEMS:
            break
    return found
