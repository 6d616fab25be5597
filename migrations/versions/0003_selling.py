"""What an exchange carries over, and prices that a person changed; the way of a card payment."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def whole(table: str, *columns: str) -> list[sa.CheckConstraint]:
    """SQLite would store 1.5 in an INTEGER column; on PostgreSQL the type itself refuses."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    return [
        sa.CheckConstraint(
            f"typeof({name}) IN ('integer','null')", name=op.f(f"ck_{table}_{name}_whole")
        )
        for name in columns
    ]


def upgrade() -> None:
    op.create_table(
        "transaction_carried",
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tender", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("receipt_tender_id", sa.String(length=36), nullable=True),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_tender_id"],
            ["receipt_tenders.id"],
            name=op.f("fk_transaction_carried_receipt_tender_id"),
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_carried_transaction_id"),
        ),
        sa.PrimaryKeyConstraint("transaction_id", "number", name=op.f("pk_transaction_carried")),
        *whole("transaction_carried", "amount"),
    )
    op.create_index(
        "ix_transaction_carried_receipt_tender_id",
        "transaction_carried",
        ["receipt_tender_id"],
        unique=False,
    )
    op.create_table(
        "transaction_price_changes",
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("old_price", sa.BigInteger(), nullable=False),
        sa.Column("new_price", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_price_changes_transaction_id"),
        ),
        sa.PrimaryKeyConstraint(
            "transaction_id", "line", name=op.f("pk_transaction_price_changes")
        ),
        *whole("transaction_price_changes", "old_price", "new_price"),
    )
    op.add_column("payment_attempts", sa.Column("receipt_id", sa.String(length=36), nullable=True))
    op.add_column(
        "payment_attempts",
        sa.Column("direction", sa.String(length=3), server_default="out", nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")
