"""What shows that goods were bought here, people by a keyed hash, and receipts' clues."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _persons()
    _proofs()
    _clues()


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")


def _persons() -> None:
    op.create_table(
        "persons",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("jurisdiction", sa.String(length=3), nullable=False),
        sa.Column("last_four", sa.String(length=4), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("forget_after", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("mac", name=op.f("uq_persons_mac")),
    )
    op.create_index("ix_persons_forget_after", "persons", ["forget_after"], unique=False)


def _proofs() -> None:
    op.create_table(
        "transaction_proofs",
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("exempt", sa.String(length=20), nullable=False),
        sa.Column("recall", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_proofs_transaction_id"),
        ),
        sa.PrimaryKeyConstraint("transaction_id", "number", name=op.f("pk_transaction_proofs")),
    )
    op.create_index(
        "ix_transaction_proofs_person_id", "transaction_proofs", ["person_id"], unique=False
    )


def _clues() -> None:
    """What receipts are found by, and what items sold for, each through an index."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    check = (
        " CONSTRAINT ck_receipt_lines_selling_price_whole"
        " CHECK (typeof(selling_price) IN ('integer','null'))"
    )
    op.add_column("receipt_lines", sa.Column("sold_on", sa.String(length=10), nullable=True))
    op.execute(
        f"ALTER TABLE receipt_lines ADD COLUMN selling_price BIGINT{check if sqlite else ''}"
    )
    op.execute(
        "UPDATE receipt_lines SET sold_on ="
        " (SELECT business_date FROM receipts WHERE receipts.id = receipt_lines.receipt_id)"
    )
    op.execute(
        "UPDATE receipt_lines SET selling_price = net * 1000 / quantity"
        " WHERE direction = 'sold' AND net > 0 AND quantity > 0"
    )
    op.drop_index("ix_receipt_lines_item_code", table_name="receipt_lines")
    op.create_index(
        "ix_receipt_lines_item_code",
        "receipt_lines",
        ["item_code", "sold_on", "selling_price"],
        unique=False,
    )
    op.create_index("ix_receipt_tenders_masked", "receipt_tenders", ["masked"], unique=False)
    op.create_index(
        "ix_receipts_business_date", "receipts", ["business_date", "total_paid"], unique=False
    )
    op.create_index("ix_receipts_customer_ref", "receipts", ["customer_ref"], unique=False)
    op.add_column("customers", sa.Column("phone", sa.String(length=20), nullable=True))
    op.create_index("ix_customers_phone", "customers", ["phone"], unique=False)
