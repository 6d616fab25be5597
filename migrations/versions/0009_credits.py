"""Store credits and gift cards: who may spend what the ledger says is owed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "credits",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code_mac", sa.String(length=64), nullable=False),
        sa.Column("sealed_code", sa.String(length=200), nullable=False),
        sa.Column("tail", sa.String(length=4), nullable=False),
        sa.Column("issued_by", sa.String(length=36), nullable=False),
        sa.Column("issued_on", sa.String(length=10), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=True),
        sa.Column("customer_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credits")),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["transactions.id"], name=op.f("fk_credits_issued_by_transactions")
        ),
        sa.UniqueConstraint("code_mac", name=op.f("uq_credits_code_mac")),
    )
    op.create_index(op.f("ix_credits_issued_by"), "credits", ["issued_by"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")
