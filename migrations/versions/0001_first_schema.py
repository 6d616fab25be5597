"""The first schema: receipts in, the journal out, and what a returned receipt needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def whole(table: str, *columns: str) -> list[sa.CheckConstraint]:
    """SQLite would store 1.5 in an integer column; PostgreSQL would not."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    return [
        sa.CheckConstraint(f"typeof({c}) IN ('integer','null')", name=op.f(f"ck_{table}_{c}_whole"))
        for c in columns
    ]


def _audit_events() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("transaction_id", sa.String(length=36), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
    )
    op.create_index("ix_audit_events_event", "audit_events", ["event", "occurred_at"], unique=False)


def _customers() -> None:
    op.create_table(
        "customers",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
        sa.UniqueConstraint("number", name=op.f("uq_customers_number")),
    )


def _import_rejects() -> None:
    op.create_table(
        "import_rejects",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("receipt", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("rejected_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_rejects")),
    )


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("weighed", sa.Boolean(), nullable=False),
        sa.Column("returnable", sa.Boolean(), nullable=False),
        sa.Column("tax", sa.String(length=40), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_items")),
        *whole("items", "price"),
    )
    op.create_index("ix_items_description", "items", ["description"], unique=False)


def _operators() -> None:
    op.create_table(
        "operators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("badge_mac", sa.String(length=64), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("customer_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operators")),
        sa.UniqueConstraint("badge_mac", name=op.f("uq_operators_badge_mac")),
        sa.UniqueConstraint("number", name=op.f("uq_operators_number")),
    )


def _payment_attempts() -> None:
    op.create_table(
        "payment_attempts",
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("task", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("processor", sa.String(length=40), nullable=False),
        sa.Column("tender", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("receipt_tender_id", sa.String(length=36), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.Column("resolved_by", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_payment_attempts")),
        *whole("payment_attempts", "amount"),
    )
    op.create_index(
        "ix_payment_attempts_state", "payment_attempts", ["state", "station"], unique=False
    )
    op.create_index(
        "ix_payment_attempts_transaction_id", "payment_attempts", ["transaction_id"], unique=False
    )


def _policy_versions() -> None:
    op.create_table(
        "policy_versions",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("effective_from", sa.String(length=10), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("loaded_by", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_policy_versions")),
    )


def _receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("store", sa.String(length=20), nullable=False),
        sa.Column("workstation", sa.String(length=20), nullable=False),
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("receipt_number", sa.String(length=40), nullable=False),
        sa.Column("barcode", sa.String(length=80), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("operator", sa.String(length=40), nullable=False),
        sa.Column("customer_ref", sa.String(length=60), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("total_paid", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_digest", sa.String(length=64), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
        sa.UniqueConstraint(
            "store",
            "workstation",
            "business_date",
            "sequence",
            name=op.f("uq_receipts_store_workstation_business_date_sequence"),
        ),
        *whole("receipts", "total_paid"),
    )
    op.create_index(op.f("ix_receipts_barcode"), "receipts", ["barcode"], unique=False)
    op.create_index(op.f("ix_receipts_ended_at"), "receipts", ["ended_at"], unique=False)
    op.create_index(
        op.f("ix_receipts_receipt_number"), "receipts", ["receipt_number"], unique=False
    )


def _stations() -> None:
    op.create_table(
        "stations",
        sa.Column("name", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
        sa.Column("chain_count", sa.BigInteger(), nullable=False),
        sa.Column("chain_head", sa.String(length=64), nullable=False),
        sa.Column("in_use_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_stations")),
    )


def _stores() -> None:
    op.create_table(
        "stores",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("exponent", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("roll_hour", sa.Integer(), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stores")),
    )


def _tills() -> None:
    op.create_table(
        "tills",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tills")),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("task", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.String(length=36), nullable=False),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["operators.id"], name=op.f("fk_decisions_approver_id")
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("fk_decisions_operator_id")
        ),
        sa.ForeignKeyConstraint(["station"], ["stations.name"], name=op.f("fk_decisions_station")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index("ix_decisions_request_id", "decisions", ["request_id"], unique=False)
    op.create_index(
        "ix_decisions_operator_id", "decisions", ["operator_id", "decided_at"], unique=False
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("task", sa.String(length=40), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("fk_drafts_operator_id")
        ),
        sa.ForeignKeyConstraint(["station"], ["stations.name"], name=op.f("fk_drafts_station")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        *whole("drafts", "amount"),
    )
    op.create_index("ix_drafts_operator_id", "drafts", ["operator_id", "state"], unique=False)


def _import_changes() -> None:
    op.create_table(
        "import_changes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("stored_digest", sa.String(length=64), nullable=False),
        sa.Column("seen_digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipts.id"], name=op.f("fk_import_changes_receipt_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_changes")),
    )


def _receipt_lines() -> None:
    op.create_table(
        "receipt_lines",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("item_code", sa.String(length=40), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("department", sa.String(length=60), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("weighed", sa.Boolean(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("food_stampable", sa.Boolean(), nullable=False),
        sa.Column("serial", sa.String(length=60), nullable=False),
        sa.Column("source_sequence", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("link_store", sa.String(length=20), nullable=True),
        sa.Column("link_workstation", sa.String(length=20), nullable=True),
        sa.Column("link_date", sa.String(length=10), nullable=True),
        sa.Column("link_sequence", sa.BigInteger(), nullable=True),
        sa.Column("link_line", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipts.id"], name=op.f("fk_receipt_lines_receipt_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_lines")),
        sa.UniqueConstraint(
            "receipt_id", "number", name=op.f("uq_receipt_lines_receipt_id_number")
        ),
        *whole("receipt_lines", "gross", "net", "quantity", "unit_price"),
    )
    op.create_index("ix_receipt_lines_item_code", "receipt_lines", ["item_code"], unique=False)
    op.create_index(
        "ix_receipt_lines_link",
        "receipt_lines",
        ["link_store", "link_workstation", "link_date", "link_sequence"],
        unique=False,
    )


def _receipt_tenders() -> None:
    op.create_table(
        "receipt_tenders",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("receipt_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tender", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("masked", sa.String(length=8), nullable=False),
        sa.Column("card_type", sa.String(length=30), nullable=False),
        sa.Column("authorization", sa.String(length=30), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("source_type", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipts.id"], name=op.f("fk_receipt_tenders_receipt_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_tenders")),
        sa.UniqueConstraint(
            "receipt_id", "number", name=op.f("uq_receipt_tenders_receipt_id_number")
        ),
        *whole("receipt_tenders", "amount"),
    )


def _sequences() -> None:
    op.create_table(
        "sequences",
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["station"], ["stations.name"], name=op.f("fk_sequences_station")),
        sa.PrimaryKeyConstraint("station", "business_date", name=op.f("pk_sequences")),
    )


def _sign_on_failures() -> None:
    op.create_table(
        "sign_on_failures",
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("locked_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("fk_sign_on_failures_operator_id")
        ),
        sa.PrimaryKeyConstraint("operator_id", "station", name=op.f("pk_sign_on_failures")),
    )


def _till_sessions() -> None:
    op.create_table(
        "till_sessions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("till_id", sa.Integer(), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("previous_id", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["operators.id"], name=op.f("fk_till_sessions_closed_by")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["operators.id"], name=op.f("fk_till_sessions_opened_by")
        ),
        sa.ForeignKeyConstraint(
            ["station"], ["stations.name"], name=op.f("fk_till_sessions_station")
        ),
        sa.ForeignKeyConstraint(["till_id"], ["tills.id"], name=op.f("fk_till_sessions_till_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_till_sessions")),
        sa.UniqueConstraint("previous_id", name=op.f("uq_till_sessions_previous_id")),
    )
    op.create_index(
        "uq_till_sessions_one_open",
        "till_sessions",
        ["till_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('open','suspended')"),
        postgresql_where=sa.text("state IN ('open','suspended')"),
    )


def _receipt_discounts() -> None:
    op.create_table(
        "receipt_discounts",
        sa.Column("line_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=120), nullable=False),
        sa.Column("basket_wide", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["receipt_lines.id"], name=op.f("fk_receipt_discounts_line_id")
        ),
        sa.PrimaryKeyConstraint("line_id", "number", name=op.f("pk_receipt_discounts")),
        *whole("receipt_discounts", "amount"),
    )


def _receipt_taxes() -> None:
    op.create_table(
        "receipt_taxes",
        sa.Column("line_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("rate_ppm", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("taxable", sa.BigInteger(), nullable=True),
        sa.Column("included", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["receipt_lines.id"], name=op.f("fk_receipt_taxes_line_id")
        ),
        sa.PrimaryKeyConstraint("line_id", "number", name=op.f("pk_receipt_taxes")),
        *whole("receipt_taxes", "amount", "taxable"),
    )


def _transactions() -> None:
    op.create_table(
        "transactions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("store_id", sa.String(length=36), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("chain_position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("task", sa.String(length=40), nullable=False),
        sa.Column("occurred_at", sa.BigInteger(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("witness_id", sa.Integer(), nullable=True),
        sa.Column("till_session_id", sa.String(length=36), nullable=True),
        sa.Column("receipt_id", sa.String(length=36), nullable=True),
        sa.Column("visit_id", sa.String(length=36), nullable=True),
        sa.Column("customer_id", sa.String(length=36), nullable=True),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("reverses", sa.String(length=36), nullable=True),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("previous_mac", sa.String(length=64), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("fk_transactions_operator_id")
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipts.id"], name=op.f("fk_transactions_receipt_id")
        ),
        sa.ForeignKeyConstraint(
            ["reverses"], ["transactions.id"], name=op.f("fk_transactions_reverses")
        ),
        sa.ForeignKeyConstraint(
            ["station"], ["stations.name"], name=op.f("fk_transactions_station")
        ),
        sa.ForeignKeyConstraint(["store_id"], ["stores.id"], name=op.f("fk_transactions_store_id")),
        sa.ForeignKeyConstraint(
            ["till_session_id"], ["till_sessions.id"], name=op.f("fk_transactions_till_session_id")
        ),
        sa.ForeignKeyConstraint(
            ["witness_id"], ["operators.id"], name=op.f("fk_transactions_witness_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transactions")),
        sa.UniqueConstraint("reverses", name=op.f("uq_transactions_reverses")),
        sa.UniqueConstraint(
            "station", "chain_position", name=op.f("uq_transactions_station_chain_position")
        ),
        sa.UniqueConstraint(
            "store_id",
            "station",
            "business_date",
            "number",
            name=op.f("uq_transactions_store_id_station_business_date_number"),
        ),
    )
    op.create_index(
        "ix_transactions_business_date", "transactions", ["business_date", "kind"], unique=False
    )
    op.create_index(
        "ix_transactions_customer_id",
        "transactions",
        ["customer_id", "business_date"],
        unique=False,
    )
    op.create_index("ix_transactions_receipt_id", "transactions", ["receipt_id"], unique=False)


def _overrides() -> None:
    op.create_table(
        "overrides",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=False),
        sa.Column("requester_id", sa.Integer(), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.String(length=64), nullable=False),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("approver_id <> requester_id", name=op.f("ck_overrides_two_people")),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["operators.id"], name=op.f("fk_overrides_approver_id")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["operators.id"], name=op.f("fk_overrides_requester_id")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"], ["transactions.id"], name=op.f("fk_overrides_transaction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overrides")),
        sa.UniqueConstraint("transaction_id", name=op.f("uq_overrides_transaction_id")),
    )


def _postings() -> None:
    op.create_table(
        "postings",
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("tender", sa.String(length=20), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("business_date", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["transaction_id"], ["transactions.id"], name=op.f("fk_postings_transaction_id")
        ),
        sa.PrimaryKeyConstraint("transaction_id", "number", name=op.f("pk_postings")),
        *whole("postings", "amount"),
    )
    op.create_index(
        "ix_postings_account", "postings", ["account", "tender", "business_date"], unique=False
    )


def _till_counts() -> None:
    op.create_table(
        "till_counts",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("occasion", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tender", sa.String(length=20), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name=op.f("fk_till_counts_operator_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["till_sessions.id"], name=op.f("fk_till_counts_session_id")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"], ["transactions.id"], name=op.f("fk_till_counts_transaction_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_till_counts")),
        *whole("till_counts", "counted"),
    )
    op.create_index("ix_till_counts_session_id", "till_counts", ["session_id"], unique=False)
    op.create_index(
        "ix_till_counts_transaction_id", "till_counts", ["transaction_id"], unique=False
    )


def _transaction_documents() -> None:
    op.create_table(
        "transaction_documents",
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_documents_transaction_id"),
        ),
        sa.PrimaryKeyConstraint("transaction_id", "number", name=op.f("pk_transaction_documents")),
    )


def _transaction_line_taxes() -> None:
    op.create_table(
        "transaction_line_taxes",
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("rate_ppm", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_line_taxes_transaction_id"),
        ),
        sa.PrimaryKeyConstraint(
            "transaction_id", "line", "number", name=op.f("pk_transaction_line_taxes")
        ),
        *whole("transaction_line_taxes", "amount"),
    )


def _transaction_lines() -> None:
    op.create_table(
        "transaction_lines",
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("item_code", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("receipt_line_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("condition", sa.String(length=60), nullable=False),
        sa.Column("disposition", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_line_id"],
            ["receipt_lines.id"],
            name=op.f("fk_transaction_lines_receipt_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_lines_transaction_id"),
        ),
        sa.PrimaryKeyConstraint("transaction_id", "number", name=op.f("pk_transaction_lines")),
        *whole("transaction_lines", "fee", "net", "quantity"),
    )
    op.create_index(
        "ix_transaction_lines_receipt_line_id",
        "transaction_lines",
        ["receipt_line_id"],
        unique=False,
    )


def _transaction_tenders() -> None:
    op.create_table(
        "transaction_tenders",
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tender", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("receipt_tender_id", sa.String(length=36), nullable=True),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["receipt_tender_id"],
            ["receipt_tenders.id"],
            name=op.f("fk_transaction_tenders_receipt_tender_id"),
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_transaction_tenders_transaction_id"),
        ),
        sa.PrimaryKeyConstraint("transaction_id", "number", name=op.f("pk_transaction_tenders")),
        *whole("transaction_tenders", "amount"),
    )
    op.create_index(
        "ix_transaction_tenders_receipt_tender_id",
        "transaction_tenders",
        ["receipt_tender_id"],
        unique=False,
    )


def _print_jobs() -> None:
    op.create_table(
        "print_jobs",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("transaction_id", sa.String(length=36), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("station", sa.String(length=12), nullable=False),
        sa.Column("copy_number", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["transaction_id", "document"],
            ["transaction_documents.transaction_id", "transaction_documents.number"],
            name=op.f("fk_print_jobs_transaction_id_document"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_jobs")),
    )
    op.create_index(
        "ix_print_jobs_state", "print_jobs", ["station", "state", "created_at"], unique=False
    )


def upgrade() -> None:
    _audit_events()
    _customers()
    _import_rejects()
    _items()
    _operators()
    _payment_attempts()
    _policy_versions()
    _receipts()
    _stations()
    _stores()
    _tills()
    _decisions()
    _drafts()
    _import_changes()
    _receipt_lines()
    _receipt_tenders()
    _sequences()
    _sign_on_failures()
    _till_sessions()
    _receipt_discounts()
    _receipt_taxes()
    _transactions()
    _overrides()
    _postings()
    _till_counts()
    _transaction_documents()
    _transaction_line_taxes()
    _transaction_lines()
    _transaction_tenders()
    _print_jobs()


def downgrade() -> None:
    raise NotImplementedError("The books are never taken apart; restore a backup instead.")
