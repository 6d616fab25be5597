"""The number of an online order, by which it is found at the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "receipts",
        sa.Column(
            "order_number", sa.String(length=40), server_default=sa.text("''"), nullable=False
        ),
    )
    op.create_index("ix_receipts_order_number", "receipts", ["order_number"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")
