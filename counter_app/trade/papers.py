"""What the papers of every task begin with, and a void's transaction: the same for all of them."""

from __future__ import annotations

from functools import lru_cache

from counter_app.codes.own_code import OwnCode
from counter_app.core.money import Currency
from counter_app.core.operator import Operator
from counter_app.core.transaction import Kind, Posting, Transaction
from counter_app.core.words import Words
from counter_app.paths import resources
from counter_app.records.customers import find_customer
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.slip_head import Head, Place, own_station, own_store


def head(work: Work, station: Station, operator: Operator, number: int, kind: str) -> Head:
    """What a slip of this station says first; `kind` is the prefix of its own code."""
    store, day = work.store, work.today()
    return Head(
        place_of(work, station, operator),
        store.calendar.local(work.now()),
        number,
        OwnCode(kind, own_store(store.number), own_station(station.name), day, number),
    )


def place_of(work: Work, station: Station, operator: Operator) -> Place:
    """Where and by whom a slip of now is made."""
    session = work.till_session()
    till = session.till_id if session else None
    return Place(work.store, station.title, till, operator.short_name)


def words_for(work: Work, customer_id: str | None) -> Words:
    """The customer's language, or the store's."""
    customer = find_customer(work.connection, customer_id or "")
    language = customer.language if customer else work.store.locale
    return _words(language, work.store.currency)


def words_of(work: Work, operator: Operator) -> Words:
    """The words of the operator who signs what is printed."""
    return _words(operator.language, work.store.currency)


@lru_cache(maxsize=8)
def _words(language: str, currency: Currency) -> Words:
    return Words.load(language, currency, resources("i18n"))


def reversal_of(
    work: Work, base: Transaction, operator: Operator, reason: str, note: str, transaction_id: str
) -> Transaction:
    """The transaction that voids another: the same goods and tenders, postings turned round."""
    return Transaction(
        id=transaction_id,
        kind=Kind.VOID,
        task=base.task,
        station=work.station,
        operator_id=operator.id,
        business_date=work.today(),
        occurred_at=work.now(),
        postings=tuple(Posting(p.account, -p.amount, p.tender) for p in base.postings),
        lines=base.lines,
        tenders=base.tenders,
        carried=base.carried,
        till_session_id=base.till_session_id,
        receipt_id=base.receipt_id,
        visit_id=base.visit_id,
        customer_id=base.customer_id,
        case_id=base.case_id,
        reverses=base.id,
        policy_version=work.policy().version,
        reason=reason,
        note=note,
    )
