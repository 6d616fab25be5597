"""X and Z of a till: figures from the books, papers from the journal, reprints of any past Z."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import case, func, select

from counter_app.core.approval import Verdict, digest
from counter_app.core.document import Document
from counter_app.core.errors import NotFound
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.tills.report_slip import Did, TillReport, report_place, report_slip
from counter_app.desk.tills.transactions import transaction_of
from counter_app.desk.tills.wording import may_not
from counter_app.records.journal import NumberedDocument
from counter_app.records.journal_tables import (
    postings,
    transaction_documents,
    transactions,
)
from counter_app.records.operators import operators
from counter_app.records.till_figures import session_activity
from counter_app.records.tills import session_by_id, till_sessions
from counter_app.records.transaction_reader import stored_document
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.papers import words_of
from counter_app.trade.reprinting import queue_copy

Z_KIND = "z_report"
X_REASON = "x_report"
MAX_PAST = 400
"""Past Zs that a list offers; any older one is printed by its number."""
_NOT_TRADE = (Kind.CASH_MOVEMENT.value, Kind.COUNT.value, Kind.CONTROL.value)


@dataclass(frozen=True, slots=True)
class PastZ:
    """A settled session's Z, as a list names it: which till's, its number, when and by whom."""

    transaction_id: str
    till_id: int
    z_number: int
    at: datetime
    operator: str


def x_report(session_id: str, station: Station) -> Document:
    """What a till did so far: numbers of things, no amounts; nothing is posted."""
    with station.look() as work:
        return _x(work, station, _reader(work, station), session_id)


def print_x(session_id: str, request_id: str, station: Station) -> str:
    """Put an X on paper, numbered and chained; gives its transaction. It moves nothing."""
    verdict = Verdict(digest(["tills.x_report", request_id, session_id]))
    with station.open_work() as work:
        answered = work.journal.answered(request_id, verdict.request_digest)
        if answered is not None:
            return answered.id
        operator = _reader(work, station)
        session = session_by_id(work.connection, session_id)
        now = work.now()
        made = transaction_of(work, request_id, Kind.CONTROL, operator, session, now)
        document = NumberedDocument("slip", _x(work, station, operator, session_id))
        posted = work.journal.post(replace(made, reason=X_REASON), verdict, documents=(document,))
        work.print_jobs.add(posted.id, 1, operator.id, now)
        work.commit()
    return posted.id


def past_zs(station: Station) -> tuple[PastZ, ...]:
    """The Zs of all tills, newest first; `Refused` for who may not read them."""
    with station.look() as work:
        _reader(work, station)
        t, d, s, o = transactions.c, transaction_documents.c, till_sessions.c, operators.c
        rows = work.connection.execute(
            select(t.id, s.till_id, s.z_number, t.occurred_at, o.name)
            .join_from(transactions, till_sessions, s.id == t.till_session_id)
            .join(transaction_documents, d.transaction_id == t.id)
            .join(operators, o.id == t.operator_id)
            .where(d.kind == Z_KIND, s.z_number.is_not(None))
            .order_by(t.occurred_at.desc(), s.z_number.desc(), s.till_id)
            .limit(MAX_PAST)
        )
        return tuple(PastZ(r.id, r.till_id, r.z_number, r.occurred_at, r.name) for r in rows)


def z_report(
    work: Work,
    title: str,
    operator: Operator,
    session: TillSession,
    z_number: int,
    expected: Mapping[Tender, Money],
    counted: Mapping[Tender, Money],
    at: datetime,
) -> Document:
    """The Z of a till whose count is final; stored and chained with its settlement."""
    taken, paid = perpetual_totals(work, session.account)
    report = TillReport(
        station=title,
        operator=operator,
        session=session,
        at=at,
        did=activity_of(work, session),
        z_number=z_number,
        expected=expected,
        counted=counted,
        taken_ever=taken,
        paid_ever=paid,
    )
    return report_slip(work.store, report, words_of(work, operator))


def print_z(till_id: int, z_number: int, station: Station) -> str:
    """Print any past Z again, marked as a duplicate; gives its transaction."""
    with station.open_work() as work:
        operator = _reader(work, station)
        t, d, s = transactions.c, transaction_documents.c, till_sessions.c
        row = work.connection.execute(
            select(t.id, d.number)
            .join_from(transactions, till_sessions, s.id == t.till_session_id)
            .join(transaction_documents, d.transaction_id == t.id)
            .where(s.till_id == till_id, s.z_number == z_number, d.kind == Z_KIND)
        ).first()
        if row is None:
            raise NotFound(
                said("Till {till_id} has no Z {z_number}.", till_id=till_id, z_number=z_number),
                code="unknown_settlement",
            )
        queue_copy(work, operator, row.id, row.number)
        work.commit()
    return str(row.id)


def stored_z(transaction_id: str, station: Station) -> Document:
    """The Z that was made with a settlement; raises `NotFound` if there is none."""
    with station.look() as work:
        found = stored_document(work.connection, transaction_id, 2)
    if found is None:
        raise NotFound("This settlement is not known.", code="unknown_settlement")
    return found


def activity_of(work: Work, session: TillSession) -> tuple[Did, ...]:
    """What a session did, grouped as a report's lines are."""
    counts: dict[str, int] = {}
    amounts: dict[str, dict[Tender, Money]] = {}
    for one in session_activity(work.connection, session):
        head = one.account.partition(":")[0] if one.kind is Kind.CASH_MOVEMENT else ""
        if one.kind is Kind.CONTROL and one.reason.startswith("no_sale"):
            head = "no_sale"
        key = f"{one.kind.value}/{head}"
        counts[key] = counts.get(key, 0) + one.count
        if one.tender is not None:
            held = amounts.setdefault(key, {})
            held[one.tender] = held.get(one.tender, ZERO) + one.amount
    lines = sorted(counts, key=report_place)
    return tuple(Did(key, counts[key], amounts.get(key, {})) for key in lines)


def perpetual_totals(work: Work, account: str) -> tuple[Money, Money]:
    """All that trade ever brought into a till's cash, and all it ever took out (both ≥ 0)."""
    p, t = postings.c, transactions.c
    row = work.connection.execute(
        select(
            func.sum(case((p.amount > ZERO, p.amount))).label("taken"),
            func.sum(case((p.amount < ZERO, p.amount))).label("paid"),
        )
        .join_from(postings, transactions, t.id == p.transaction_id)
        .where(
            p.account == account,
            p.tender == Tender.CASH.value,
            t.kind.not_in(_NOT_TRADE),
        )
    ).one()
    return _money(row.taken), -_money(row.paid)


def _reader(work: Work, station: Station) -> Operator:
    """Who is signed on, if they may read a till's reports."""
    operator = work.operator(station.operator_id)
    if not operator.may("tills.x_report"):
        raise may_not(operator)
    return operator


def _x(work: Work, station: Station, operator: Operator, session_id: str) -> Document:
    session = session_by_id(work.connection, session_id)
    did = activity_of(work, session)
    report = TillReport(station.title, operator, session, work.now(), did)
    return report_slip(work.store, report, words_of(work, operator))


def _money(found: object) -> Money:
    if isinstance(found, Money):
        return found
    return Money(int(str(found))) if found is not None else ZERO
