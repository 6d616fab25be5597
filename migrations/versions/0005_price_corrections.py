"""Corrected prices with their evidence, shelf tag tasks, offers to customers, price audits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _corrections()
    _evidence()
    _tag_tasks()
    _offers()
    _audits()
    _audit_items()


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")


def whole(table: str, *columns: str) -> list[sa.CheckConstraint]:
    """SQLite would store 1.5 in an integer column; PostgreSQL would not."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    return [
        sa.CheckConstraint(f"typeof({c}) IN ('integer','null')", name=op.f(f"ck_{table}_{c}_whole"))
        for c in columns
    ]


def text(name: str, length: int, *, nullable: bool = False) -> sa.Column[str]:
    """A column of bounded text."""
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """A column of money, quantity or time."""
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A foreign key named as everywhere."""
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _corrections() -> None:
    table = "price_corrections"
    amounts = ("difference", "off", "goodwill", "bonus", "tax")
    op.create_table(
        table,
        text("transaction_id", 36),
        sa.Column("line", sa.Integer(), nullable=False),
        text("receipt_line_id", 36, nullable=True),
        text("item_code", 40),
        text("sort", 20),
        number("charged"),
        number("right_price", nullable=True),
        number("quantity"),
        *(number(name) for name in amounts),
        text("pack", 40),
        text("edition", 10),
        text("why", 30),
        sa.Column("content", sa.Text(), nullable=False),
        key(table, "transaction_id", "transactions.id"),
        key(table, "receipt_line_id", "receipt_lines.id"),
        sa.PrimaryKeyConstraint("transaction_id", "line", name=op.f(f"pk_{table}")),
        *whole(table, "charged", "right_price", "quantity", *amounts),
    )
    for column in ("receipt_line_id", "item_code"):
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def _evidence() -> None:
    op.create_table(
        "price_evidence",
        text("digest", 64),
        text("name", 120),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        number("stored_at"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_price_evidence")),
    )


def _tag_tasks() -> None:
    table = "shelf_tag_tasks"
    op.create_table(
        table,
        text("id", 36),
        text("item_code", 40),
        text("description", 200),
        number("charged"),
        number("right_price"),
        text("transaction_id", 36, nullable=True),
        number("opened_at"),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        number("closed_at", nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        key(table, "transaction_id", "transactions.id"),
        key(table, "opened_by", "operators.id"),
        key(table, "closed_by", "operators.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *whole(table, "charged", "right_price"),
    )
    op.create_index(f"ix_{table}_item_code", table, ["item_code"], unique=False)


def _offers() -> None:
    table = "overcharge_offers"
    op.create_table(
        table,
        text("id", 36),
        text("task_id", 36),
        text("receipt_id", 36),
        text("receipt_line_id", 36),
        text("customer_id", 36),
        number("right_price"),
        number("amount"),
        number("offered_at"),
        sa.Column("offered_by", sa.Integer(), nullable=False),
        key(table, "task_id", "shelf_tag_tasks.id"),
        key(table, "receipt_id", "receipts.id"),
        key(table, "receipt_line_id", "receipt_lines.id"),
        key(table, "offered_by", "operators.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "task_id", "receipt_line_id", name=op.f(f"uq_{table}_task_id_receipt_line_id")
        ),
        *whole(table, "right_price", "amount"),
    )
    for column in ("receipt_id", "customer_id"):
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def _audits() -> None:
    table = "price_audits"
    op.create_table(
        table,
        text("id", 36),
        text("station", 12),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        text("business_date", 10),
        number("started_at"),
        number("closed_at", nullable=True),
        sa.Column("population", sa.Integer(), nullable=False),
        text("seed", 36),
        key(table, "station", "stations.name"),
        key(table, "operator_id", "operators.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _audit_items() -> None:
    table = "price_audit_items"
    op.create_table(
        table,
        text("audit_id", 36),
        sa.Column("number", sa.Integer(), nullable=False),
        text("item_code", 40),
        text("description", 200),
        text("department", 60),
        number("scanned_price"),
        number("shelf_price", nullable=True),
        sa.Column("missing", sa.Boolean(), nullable=False),
        number("checked_at", nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        key(table, "audit_id", "price_audits.id"),
        key(table, "operator_id", "operators.id"),
        sa.PrimaryKeyConstraint("audit_id", "number", name=op.f(f"pk_{table}")),
        *whole(table, "scanned_price", "shelf_price"),
    )
