"""Tables of the journal: transactions and all that hangs on them. Append-only by trigger."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from counter_app.storage.base import METADATA
from counter_app.storage.types import (
    DateType,
    JsonType,
    MoneyType,
    QuantityType,
    StampType,
    whole,
)

transactions: Final = Table(
    "transactions",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("store_id", ForeignKey("stores.id"), nullable=False),
    Column("station", ForeignKey("stations.name"), nullable=False),
    Column("business_date", DateType, nullable=False),
    Column("number", Integer, nullable=False),
    Column("chain_position", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("task", String(40), nullable=False),
    Column("occurred_at", StampType, nullable=False),
    Column("operator_id", ForeignKey("operators.id"), nullable=False),
    Column("witness_id", ForeignKey("operators.id"), nullable=True),
    Column("till_session_id", ForeignKey("till_sessions.id"), nullable=True),
    Column("receipt_id", ForeignKey("receipts.id"), nullable=True),
    Column("visit_id", String(36), nullable=True),
    Column("customer_id", String(36), nullable=True),
    Column("case_id", String(36), nullable=True),
    Column("reverses", ForeignKey("transactions.id"), nullable=True, unique=True),
    Column("policy_version", Integer, nullable=False),
    Column("reason", String(60), nullable=False),
    Column("note", Text, nullable=False),
    Column("request_digest", String(64), nullable=False),
    Column("content_digest", String(64), nullable=False),
    Column("previous_mac", String(64), nullable=False),
    Column("mac", String(64), nullable=False),
    UniqueConstraint("store_id", "station", "business_date", "number"),
    UniqueConstraint("station", "chain_position"),
    Index("ix_transactions_receipt_id", "receipt_id"),
    Index("ix_transactions_business_date", "business_date", "kind"),
    Index("ix_transactions_customer_id", "customer_id", "business_date"),
)

transaction_lines: Final = Table(
    "transaction_lines",
    METADATA,
    Column("transaction_id", ForeignKey("transactions.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("description", String(200), nullable=False),
    Column("item_code", String(40), nullable=False),
    Column("quantity", QuantityType, nullable=False),
    Column("net", MoneyType, nullable=False),
    Column("fee", MoneyType, nullable=False),
    Column("receipt_line_id", ForeignKey("receipt_lines.id"), nullable=True),
    Column("reason", String(60), nullable=False),
    Column("condition", String(60), nullable=False),
    Column("disposition", String(60), nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_transaction_lines_receipt_line_id", "receipt_line_id"),
    *whole("quantity", "net", "fee"),
)

transaction_line_taxes: Final = Table(
    "transaction_line_taxes",
    METADATA,
    Column("transaction_id", ForeignKey("transactions.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("authority", String(40), nullable=False),
    Column("name", String(60), nullable=False),
    Column("rate_ppm", Integer, nullable=False),
    Column("amount", MoneyType, nullable=False),
    *whole("amount"),
)

transaction_tenders: Final = Table(
    "transaction_tenders",
    METADATA,
    Column("transaction_id", ForeignKey("transactions.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("tender", String(20), nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("receipt_tender_id", ForeignKey("receipt_tenders.id"), nullable=True),
    Column("reference", String(60), nullable=False),
    Index("ix_transaction_tenders_receipt_tender_id", "receipt_tender_id"),
    *whole("amount"),
)

transaction_proofs: Final = Table(
    "transaction_proofs",
    METADATA,
    Column("transaction_id", ForeignKey("transactions.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("person_id", String(36), nullable=True),
    Column("exempt", String(20), nullable=False),
    Column("recall", String(40), nullable=False),
    Index("ix_transaction_proofs_person_id", "person_id"),
)
"""How a return was proven when its plain receipt was not there. A person can be forgotten, so
`person_id` is no foreign key."""
transaction_carried: Final = Table(
    "transaction_carried",
    METADATA,
    Column("transaction_id", ForeignKey("transactions.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("tender", String(20), nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("receipt_tender_id", ForeignKey("receipt_tenders.id"), nullable=True),
    Column("reference", String(60), nullable=False),
    Index("ix_transaction_carried_receipt_tender_id", "receipt_tender_id"),
    *whole("amount"),
)

transaction_price_changes: Final = Table(
    "transaction_price_changes",
    METADATA,
    Column("transaction_id", ForeignKey("transactions.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("old_price", MoneyType, nullable=False),
    Column("new_price", MoneyType, nullable=False),
    Column("reason", String(60), nullable=False),
    Column("note", Text, nullable=False),
    *whole("old_price", "new_price"),
)

postings: Final = Table(
    "postings",
    METADATA,
    Column("transaction_id", ForeignKey("transactions.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("account", String(60), nullable=False),
    Column("tender", String(20), nullable=True),
    Column("amount", MoneyType, nullable=False),
    Column("business_date", DateType, nullable=False),
    Index("ix_postings_account", "account", "tender", "business_date"),
    *whole("amount"),
)

transaction_documents: Final = Table(
    "transaction_documents",
    METADATA,
    Column("transaction_id", ForeignKey("transactions.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("content", Text, nullable=False),
    Column("digest", String(64), nullable=False),
)

overrides: Final = Table(
    "overrides",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("transaction_id", ForeignKey("transactions.id"), nullable=False, unique=True),
    Column("approver_id", ForeignKey("operators.id"), nullable=False),
    Column("requester_id", ForeignKey("operators.id"), nullable=False),
    Column("station", String(12), nullable=False),
    Column("codes", JsonType, nullable=False),
    Column("request_digest", String(64), nullable=False),
    Column("granted_at", StampType, nullable=False),
    Column("method", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    CheckConstraint("approver_id <> requester_id", name="two_people"),
)

sequences: Final = Table(
    "sequences",
    METADATA,
    Column("station", ForeignKey("stations.name"), primary_key=True),
    Column("business_date", DateType, primary_key=True),
    Column("last", Integer, nullable=False),
)
