"""The cash room: till sessions with drawers and owners, movements between repositories, lanes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UNSETTLED = (
    "kind <> 'rescue' AND state IN ('prepared','open','suspended','blind_closed',"
    "'force_closed','counted','recounted')"
)
OPEN_AT_A_DESK = "state = 'open' AND kind = 'desk'"
PENDING = "state IN ('asked','sent','disputed')"


def whole(table: str, *columns: str) -> list[sa.CheckConstraint]:
    """SQLite would store 1.5 in an integer column; PostgreSQL would not."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    return [
        sa.CheckConstraint(f"typeof({c}) IN ('integer','null')", name=op.f(f"ck_{table}_{c}_whole"))
        for c in columns
    ]


def _add_text(table: str, column: str, length: int, default: str) -> None:
    op.add_column(
        table,
        sa.Column(
            column, sa.String(length=length), server_default=sa.text(f"'{default}'"), nullable=False
        ),
    )


def _tills() -> None:
    _add_text("tills", "kind", 10, "desk")
    _add_text("tills", "workstation", 20, "")
    # Whatever store there is gets its safe; a new one has none yet.
    op.execute(
        "INSERT INTO tills (id, name, kind, workstation) "
        "SELECT 0, 'Safe', 'safe', '' WHERE EXISTS (SELECT 1 FROM stores)"
    )


def _till_sessions() -> None:
    table = "till_sessions"
    _add_text(table, "kind", 10, "desk")
    op.add_column(
        table, sa.Column("drawer", sa.Integer(), server_default=sa.text("1"), nullable=False)
    )
    # In one statement, as neither engine's short form names the link of an added column.
    op.execute(
        "ALTER TABLE till_sessions ADD COLUMN operator_id INTEGER "
        "CONSTRAINT fk_till_sessions_operator_id REFERENCES operators (id)"
    )
    check = (
        "CONSTRAINT ck_till_sessions_carried_whole CHECK (typeof(carried) IN ('integer','null'))"
    )
    if op.get_bind().dialect.name != "sqlite":
        check = ""
    op.execute(
        f"ALTER TABLE till_sessions ADD COLUMN carried BIGINT DEFAULT 0 NOT NULL {check}".strip()
    )
    _add_text(table, "tag", 40, "")
    _add_text(table, "seal", 40, "")
    _add_text(table, "workstation", 20, "")
    _add_text(table, "cashier", 40, "")
    op.add_column(table, sa.Column("changed_at", sa.BigInteger(), nullable=True))
    op.add_column(table, sa.Column("z_number", sa.Integer(), nullable=True))
    op.drop_index("uq_till_sessions_one_open", table_name=table)
    op.create_index("ix_till_sessions_business_date", table, ["business_date"], unique=False)
    for name, columns, condition in (
        ("uq_till_sessions_unsettled", ["till_id"], UNSETTLED),
        ("uq_till_sessions_drawer", ["station", "drawer"], OPEN_AT_A_DESK),
    ):
        op.create_index(
            name,
            table,
            columns,
            unique=True,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
    op.create_index("uq_till_sessions_z_number", table, ["till_id", "z_number"], unique=True)


def _cash_movements() -> None:
    people = ("sent_by", "witness_id", "received_by", "resolved_by")
    papers = ("sent_transaction", "received_transaction", "resolved_transaction")
    op.create_table(
        "cash_movements",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("target", sa.String(length=60), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=True),
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tenders", sa.Text(), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("bag", sa.String(length=40), nullable=False),
        sa.Column("seal", sa.String(length=40), nullable=False),
        sa.Column("party", sa.String(length=80), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_transaction", sa.String(length=36), nullable=True),
        sa.Column("witness_id", sa.Integer(), nullable=True),
        sa.Column("received_by", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=True),
        sa.Column("received_transaction", sa.String(length=36), nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=True),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
        sa.Column("resolved_transaction", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["till_sessions.id"], name=op.f("fk_cash_movements_session_id")
        ),
        *(
            sa.ForeignKeyConstraint([c], ["operators.id"], name=op.f(f"fk_cash_movements_{c}"))
            for c in people
        ),
        *(
            sa.ForeignKeyConstraint([c], ["transactions.id"], name=op.f(f"fk_cash_movements_{c}"))
            for c in papers
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_movements")),
        *whole("cash_movements", "amount", "received"),
    )
    for column in ("session_id", "business_date"):
        op.create_index(f"ix_cash_movements_{column}", "cash_movements", [column], unique=False)
    op.create_index(
        "ix_cash_movements_pending",
        "cash_movements",
        ["state"],
        unique=False,
        sqlite_where=sa.text(PENDING),
        postgresql_where=sa.text(PENDING),
    )


def _session_receipts() -> None:
    op.create_table(
        "session_receipts",
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipts.id"], name=op.f("fk_session_receipts_receipt_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["till_sessions.id"], name=op.f("fk_session_receipts_session_id")
        ),
        sa.PrimaryKeyConstraint("receipt_id", name=op.f("pk_session_receipts")),
    )
    op.create_index(
        "ix_session_receipts_session_id", "session_receipts", ["session_id"], unique=False
    )


def upgrade() -> None:
    _tills()
    _till_sessions()
    _cash_movements()
    _session_receipts()
