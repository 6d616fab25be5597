"""What a task that gives money back answers: when it posts, and again when it is asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counter_app.core.approval import Finding
from counter_app.core.document import Document
from counter_app.core.document_json import read_document
from counter_app.core.money import Money, total
from counter_app.core.transaction import Kind, Posting, RefundTender, cash_rounding
from counter_app.records.decisions import posted_request
from counter_app.records.journal import id_reused
from counter_app.records.transaction_reader import StoredTransaction, read_transaction
from counter_app.records.work import Work
from counter_app.trade.stored_basket import as_asked


@dataclass(frozen=True, slots=True)
class SaleHalf:
    """What a posted exchange sold: its transaction, what was due and paid for it, and the change.

    `paid` differs from `due` by what cash was rounded.
    """

    transaction_id: str
    due: Money
    paid: Money
    change: Money
    receipt_number: str = ""


@dataclass(frozen=True, slots=True)
class Completed:
    """A posted return, price correction, or void of one.

    `refund` is what left as money, or comes back by a void; `sale` is the other half of an
    exchange. `drawer_kick` asks for one opening; never true for a replay.
    """

    transaction_id: str
    number: int
    kind: Kind
    refund: Money
    tenders: tuple[RefundTender, ...]
    postings: tuple[Posting, ...]
    documents: tuple[Document, ...]
    drawer_kick: bool
    findings: tuple[Finding, ...] = ()
    replayed: bool = False
    sale: SaleHalf | None = None

    @property
    def handed(self) -> Money:
        """What left as money, or came back by a void; cash as it was rounded."""
        return self.refund + cash_rounding(self.postings, self.tenders)


def stored_answer(work: Work, transaction_id: str) -> Completed:
    """The answer of a stored transaction, to be given again."""
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    return answer_of(stored)


def answer_of(stored: StoredTransaction) -> Completed:
    """The same of one that was read already."""
    base = stored.transaction
    return Completed(
        base.id,
        base.number,
        base.kind,
        total(t.amount for t in base.tenders),
        base.tenders,
        base.postings,
        tuple(read_document(content) for _, content, _ in stored.documents),
        drawer_kick=False,
        replayed=True,
    )


def check_same(work: Work, draft_id: str, content: Mapping[str, Any], read: frozenset[str]) -> None:
    """Raise `Conflict` unless a posted draft asked for this; what was only `read` may differ."""
    before = posted_request(work.connection, draft_id)
    if before is None or before.station != work.station:
        raise id_reused()
    asked = _comparable(before.request.get("draft", {}))
    now = _comparable(content)
    if any(asked.get(k) != now.get(k) for k in {*asked, *now} - read):
        raise id_reused()


def _comparable(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**content, "offers": as_asked(content.get("offers"))}
