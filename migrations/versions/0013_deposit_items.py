"""Which deposit a drink's container carries: an empty one is known by the drink's own barcode."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "items",
        sa.Column(
            "deposit_item", sa.String(length=40), server_default=sa.text("''"), nullable=False
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")
