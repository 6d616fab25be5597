"""Requests for a manager who is not at the desk, and approvals given in advance."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "approval_requests",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("requester_id", sa.Integer(), nullable=False),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("challenge", sa.String(length=12), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("wrong_tries", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=False),
        *_whole("approval_requests"),
        sa.ForeignKeyConstraint(
            ["station"], ["stations.name"], name=op.f("fk_approval_requests_station")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["operators.id"], name=op.f("fk_approval_requests_requester_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["operators.id"], name=op.f("fk_approval_requests_answered_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_requests")),
    )
    op.create_index(
        "ix_approval_requests_state", "approval_requests", ["state", "expires_at"], unique=False
    )
    op.create_table(
        "preauthorizations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=False),
        sa.Column("clerk_id", sa.Integer(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        *_whole("preauthorizations"),
        sa.ForeignKeyConstraint(
            ["granted_by"], ["operators.id"], name=op.f("fk_preauthorizations_granted_by")
        ),
        sa.ForeignKeyConstraint(
            ["clerk_id"], ["operators.id"], name=op.f("fk_preauthorizations_clerk_id")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["operators.id"], name=op.f("fk_preauthorizations_revoked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preauthorizations")),
    )
    op.create_index(
        "ix_preauthorizations_clerk_id", "preauthorizations", ["clerk_id", "ends_at"], unique=False
    )


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")


def _whole(table: str) -> list[sa.CheckConstraint]:
    """SQLite would store 1.5 in an INTEGER column; on PostgreSQL the type itself refuses."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    name = op.f(f"ck_{table}_amount_whole")
    return [sa.CheckConstraint("typeof(amount) IN ('integer','null')", name=name)]
