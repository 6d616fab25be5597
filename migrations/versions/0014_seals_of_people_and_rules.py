"""Seals on what decides who may do what: the rows of operators and of policy versions.

The key lies outside the database, so the rows that are there get theirs from the program that
upgrades (`records.sealed_rows`), and from then on one without a seal is one that somebody put
there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("operators", "policy_versions"):
        op.add_column(table, sa.Column("seal", sa.String(length=64), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")
