"""Recall notices by item."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recalls",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("item_code", sa.String(length=40), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("sold_from", sa.String(length=10), nullable=True),
        sa.Column("sold_to", sa.String(length=10), nullable=True),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", "item_code", "lot", name=op.f("pk_recalls")),
    )
    op.create_index("ix_recalls_item_code", "recalls", ["item_code"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")
