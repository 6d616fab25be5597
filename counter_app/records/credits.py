"""Store credits and gift cards: who may spend what is owed. A balance is a sum of postings only.

Each has its own account (``owed:store_credit:ID``). A code is kept as a keyed hash, and sealed so
that the first paper can be printed; no table says how much is left.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Column, Connection, ForeignKey, Row, String, Table, func, insert, select

from counter_app.codes.credit_code import (
    GIFT_CARD,
    RANDOM_BYTES,
    STORE_CREDIT,
    CreditCode,
    make_code,
    parse_credit,
)
from counter_app.core.document import QR, Barcode, Block, Document, Image
from counter_app.core.errors import NotFound
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.records.audit import audit_events, note_event
from counter_app.records.journal_tables import postings, transactions
from counter_app.storage.base import METADATA
from counter_app.storage.cipher import seal, unseal
from counter_app.storage.keys import Keys
from counter_app.storage.types import DateType, StampType

credit_table: Final = Table(
    "credits",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("code_mac", String(64), nullable=False, unique=True),
    Column("sealed_code", String(200), nullable=False),
    Column("tail", String(4), nullable=False),
    Column("issued_by", ForeignKey("transactions.id"), nullable=False, index=True),
    Column("issued_on", DateType, nullable=False),
    Column("expires_on", DateType, nullable=True),
    Column("customer_id", String(36), nullable=True),
    Column("created_at", StampType, nullable=False),
    Column("mac", String(64), nullable=False),
)

_PREFIX: Final = {Tender.STORE_CREDIT: STORE_CREDIT, Tender.GIFT_CARD: GIFT_CARD}
_PLACE: Final = "credit:"
"""Where a stored slip holds the place of a code: an `Image` of this name and the credit's id."""
GUESS: Final = "credit_guess"


@dataclass(frozen=True, slots=True)
class Credit:
    """One store credit or gift card; it is good through `expires_on` (None: for ever)."""

    id: str
    kind: Tender
    tail: str
    issued_by: str
    issued_on: date
    expires_on: date | None
    customer_id: str | None
    created_at: datetime

    @property
    def account(self) -> str:
        """The ledger account that says what is owed to its holder (negative)."""
        return credit_account(self.kind, self.id)

    def expired(self, day: date) -> bool:
        """True after its last day."""
        return self.expires_on is not None and day > self.expires_on


@dataclass(frozen=True, slots=True)
class NewCredit:
    """A credit about to be issued, with its code: written once its transaction is posted."""

    credit: Credit
    code: CreditCode


@dataclass(frozen=True, slots=True)
class CreditMove:
    """One entry in a credit's history; `amount` is what its balance gained.

    `reason` and `note` are the transaction's, `station` is where it was made.
    """

    transaction_id: str
    number: int
    business_date: date
    kind: str
    task: str
    amount: Money
    reason: str = ""
    note: str = ""
    station: str = ""


def credit_account(kind: Tender, credit_id: str) -> str:
    """``owed:store_credit:ID`` or ``owed:gift_card:ID``."""
    assert kind in _PREFIX
    return f"owed:{kind.value}:{credit_id}"


def credit_of(account: str) -> str | None:
    """The id of the credit an account belongs to, None for any other account."""
    prefix, _, rest = account.partition(":")
    kind, _, credit_id = rest.partition(":")
    known = [t.value for t in _PREFIX]
    return credit_id if prefix == "owed" and kind in known and credit_id else None


def new_credit(keys: Keys, credit: Credit) -> NewCredit:
    """Draw a code for a credit that is about to be issued (its `tail` is filled in)."""
    code = None
    while code is None:
        code = make_code(_PREFIX[credit.kind], secrets.token_bytes(RANDOM_BYTES), keys.pepper)
    return NewCredit(replace(credit, tail=code.tail), code)


def add_credit(connection: Connection, keys: Keys, new: NewCredit) -> None:
    """Write an issued credit; its transaction is posted already."""
    credit = new.credit
    row = {
        "id": credit.id,
        "kind": credit.kind.value,
        "code_mac": _code_mac(keys, new.code),
        "sealed_code": seal(keys, _PLACE + credit.id, new.code.text),
        "tail": credit.tail,
        "issued_by": credit.issued_by,
        "issued_on": credit.issued_on,
        "expires_on": credit.expires_on,
        "customer_id": credit.customer_id,
        "created_at": credit.created_at,
    }
    connection.execute(insert(credit_table).values(**row, mac=_row_mac(keys, row)))


def credit_by_code(connection: Connection, keys: Keys, text: str) -> Credit | None:
    """The credit of a code; raises `BadInput` for wrong check characters before it looks."""
    code = parse_credit(text, keys.pepper)
    row = connection.execute(
        select(credit_table).where(credit_table.c.code_mac == _code_mac(keys, code))
    ).first()
    return _credit(row) if row else None


def credit_by_id(connection: Connection, credit_id: str) -> Credit | None:
    """A credit by its id."""
    row = connection.execute(select(credit_table).where(credit_table.c.id == credit_id)).first()
    return _credit(row) if row else None


def credits_issued_by(connection: Connection, transaction_id: str) -> tuple[Credit, ...]:
    """What a transaction issued."""
    rows = connection.execute(
        select(credit_table)
        .where(credit_table.c.issued_by == transaction_id)
        .order_by(credit_table.c.id)
    )
    return tuple(_credit(row) for row in rows)


def replaced_by(connection: Connection, credit: Credit) -> Credit | None:
    """What a credit's money went to when its paper was replaced, None if it was not."""
    taken = select(postings.c.transaction_id).where(
        postings.c.account == credit.account, postings.c.amount > ZERO
    )
    row = connection.execute(
        select(credit_table).where(
            credit_table.c.issued_by.in_(taken), credit_table.c.kind == credit.kind.value
        )
    ).first()
    return _credit(row) if row else None


def lock_credit(connection: Connection, credit_id: str) -> Credit:
    """Hold a credit until the database transaction ends; raises `NotFound`."""
    row = connection.execute(
        select(credit_table).where(credit_table.c.id == credit_id).with_for_update()
    ).first()
    if row is None:
        raise NotFound("This credit is not known here.", code="credit.unknown")
    return _credit(row)


def credits_touched_by(connection: Connection, transaction_id: str) -> tuple[Credit, ...]:
    """What a transaction issued, loaded or took from."""
    accounts = connection.execute(
        select(postings.c.account).where(
            postings.c.transaction_id == transaction_id, postings.c.account.like("owed:%:%")
        )
    ).scalars()
    found = (credit_by_id(connection, credit_of(account) or "") for account in accounts)
    return tuple(dict.fromkeys(credit for credit in found if credit is not None))


def credits_of_customer(
    connection: Connection, customer_id: str, limit: int = 50
) -> tuple[Credit, ...]:
    """What was issued in a customer's name, newest first."""
    rows = connection.execute(
        select(credit_table)
        .where(credit_table.c.customer_id == customer_id)
        .order_by(credit_table.c.created_at.desc(), credit_table.c.id)
        .limit(limit)
    )
    return tuple(_credit(row) for row in rows)


def credit_balance(connection: Connection, credit: Credit) -> Money:
    """What is left on it: what its account owes. One sum through the index on accounts."""
    owed = connection.execute(
        select(func.sum(postings.c.amount)).where(postings.c.account == credit.account)
    ).scalar()
    return -owed if owed else ZERO


def credit_moves(connection: Connection, credit: Credit, limit: int = 50) -> tuple[CreditMove, ...]:
    """What happened to it, oldest first."""
    rows = connection.execute(
        select(
            transactions.c.id,
            transactions.c.number,
            transactions.c.business_date,
            transactions.c.kind,
            transactions.c.task,
            transactions.c.reason,
            transactions.c.note,
            transactions.c.station,
            postings.c.amount,
        )
        .join(transactions, transactions.c.id == postings.c.transaction_id)
        .where(postings.c.account == credit.account)
        .order_by(transactions.c.occurred_at, transactions.c.id)
        .limit(limit)
    )
    return tuple(
        CreditMove(
            r.id,
            r.number,
            r.business_date,
            r.kind,
            r.task,
            -r.amount,
            r.reason,
            r.note,
            r.station,
        )
        for r in rows
    )


def note_guess(connection: Connection, station: str, operator_id: int, at: datetime) -> None:
    """Remember that a code was wrong or unknown, and nothing of what was typed."""
    note_event(connection, station=station, event=GUESS, at=at, operator_id=operator_id)


def guesses_since(connection: Connection, station: str, at: datetime, minutes: int) -> int:
    """How many wrong codes this station saw in the last minutes."""
    found = connection.execute(
        select(func.count()).where(
            audit_events.c.event == GUESS,
            audit_events.c.occurred_at > at - timedelta(minutes=minutes),
            audit_events.c.station == station,
        )
    ).scalar_one()
    return int(found)


def place_of(credit_id: str) -> Image:
    """Where a slip will show a credit's code: the stored slip never holds it."""
    return Image(_PLACE + credit_id)


def with_codes(connection: Connection, keys: Keys, document: Document) -> Document:
    """The slip as its first paper shows it: bars, square code and groups of each credit."""
    if not any(_is_place(block) for block in document.blocks):
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        blocks += _revealed(connection, keys, block) if _is_place(block) else [block]
    return replace(document, blocks=tuple(blocks))


def sealed_code(connection: Connection, keys: Keys, credit_id: str) -> CreditCode:
    """A credit's own code, for its first paper and for the answer to who just issued it."""
    sealed = connection.execute(
        select(credit_table.c.sealed_code).where(credit_table.c.id == credit_id)
    ).scalar_one()
    return parse_credit(unseal(keys, _PLACE + credit_id, sealed), keys.pepper)


def changed_credits(connection: Connection, keys: Keys) -> tuple[str, ...]:
    """Ids of credits whose row is not the one that was written."""
    rows = connection.execute(select(credit_table).order_by(credit_table.c.id))
    changed = []
    for row in rows.mappings():
        content = {name: value for name, value in row.items() if name != "mac"}
        if row["mac"] != _row_mac(keys, content):
            changed.append(str(row["id"]))
    return tuple(changed)


def _is_place(block: Block) -> bool:
    return isinstance(block, Image) and block.ref.startswith(_PLACE)


def _revealed(connection: Connection, keys: Keys, block: Block) -> Iterable[Block]:
    assert isinstance(block, Image)
    code = sealed_code(connection, keys, block.ref.removeprefix(_PLACE))
    return [Barcode(code.text, code.grouped), QR(code.text)]


def _code_mac(keys: Keys, code: CreditCode) -> str:
    return hmac.new(keys.pepper, b"credit\n" + code.text.encode(), hashlib.sha256).hexdigest()


def _row_mac(keys: Keys, row: dict[str, Any]) -> str:
    values = [str(row[name]) for name in sorted(row)]
    return keys.mac(b"credit-row\n", "\n".join(values).encode())


def _credit(row: Row[Any]) -> Credit:
    return Credit(
        row.id,
        Tender(row.kind),
        row.tail,
        row.issued_by,
        row.issued_on,
        row.expires_on,
        row.customer_id,
        row.created_at,
    )
