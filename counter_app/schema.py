"""All table metadata in one place, for migrations and for the test that both agree."""

from __future__ import annotations

from typing import Final

from counter_app.records import (  # noqa: F401  imported so that their tables are registered
    approval_requests,
    audit,
    cash_movements,
    credits,  # noqa: A004  a module of that name; the site builtin is not used here
    customers,
    decisions,
    drafts,
    export_batches,
    items,
    journal_tables,
    lane_takings,
    morning_books,
    nightly_steps,
    operators,
    overcharge_offers,
    overcharges,
    payments,
    persons,
    policy_versions,
    price_audits,
    price_corrections,
    print_jobs,
    recalls,
    receipts,
    stores,
    tills,
)
from counter_app.storage.base import METADATA

metadata: Final = METADATA
