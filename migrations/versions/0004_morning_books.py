"""Sealed Morning Books, and what a nightly run has finished."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "morning_books",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("sealed_at", sa.BigInteger(), nullable=False),
        sa.Column("previous_seal", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["station"], ["stations.name"], name=op.f("fk_morning_books_station_stations")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_morning_books_transaction_id_transactions"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_morning_books")),
        sa.UniqueConstraint(
            "business_date", "edition", name=op.f("uq_morning_books_business_date_edition")
        ),
        sa.UniqueConstraint("transaction_id", name=op.f("uq_morning_books_transaction_id")),
    )
    op.create_table(
        "nightly_steps",
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("business_date", "edition", "step", name=op.f("pk_nightly_steps")),
    )


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")
