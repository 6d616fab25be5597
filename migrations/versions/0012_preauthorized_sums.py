"""How much a yes in advance covers in sum, and every use of it; older ones end with the upgrade."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

USES = "preauthorization_uses"


def upgrade() -> None:
    name = "ck_preauthorizations_total_whole"
    check = f" CONSTRAINT {name} CHECK (typeof(total) IN ('integer','null'))"
    if op.get_bind().dialect.name != "sqlite":
        check = ""
    op.execute(f"ALTER TABLE preauthorizations ADD COLUMN total BIGINT NOT NULL DEFAULT 0{check}")
    op.create_table(
        USES,
        sa.Column("approval_id", sa.String(length=36), nullable=False),
        sa.Column("preauthorization_id", sa.String(length=36), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        *_whole(USES),
        sa.ForeignKeyConstraint(
            ["preauthorization_id"],
            ["preauthorizations.id"],
            name=op.f(f"fk_{USES}_preauthorization_id"),
        ),
        sa.PrimaryKeyConstraint("approval_id", name=op.f(f"pk_{USES}")),
    )
    op.create_index(f"ix_{USES}_preauthorization_id", USES, ["preauthorization_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")


def _whole(table: str) -> list[sa.CheckConstraint]:
    if op.get_bind().dialect.name != "sqlite":
        return []
    name = op.f(f"ck_{table}_amount_whole")
    return [sa.CheckConstraint("typeof(amount) IN ('integer','null')", name=name)]
