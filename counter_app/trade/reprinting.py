"""Printing a stored slip once more: marked DUPLICATE with its copy number, and on record."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.document import Document
from counter_app.core.errors import NotFound
from counter_app.core.operator import Operator, check_may
from counter_app.documents.reprint import as_copy
from counter_app.records.audit import note_event
from counter_app.records.transaction_reader import read_transaction, stored_document
from counter_app.records.work import Work
from counter_app.station import Station


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A queued reprint: the marked document, and which copy it is."""

    document: Document
    copy_number: int


def reprint(transaction_id: str, task: str, station: Station) -> Reprinted:
    """Print a task's first stored slip again; nothing else changes. `NotFound` or `Refused`."""
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        check_may(operator, "returns.reprint", "{operator} may not reprint slips.")
        document = stored_document(work.connection, transaction_id, 1)
        found = read_transaction(work.connection, transaction_id)
        if document is None or found is None or found.transaction.task != task:
            raise NotFound("No such slip is stored here.", code="slip_unknown")
        copy = queue_copy(work, operator, transaction_id, 1)
        work.commit()
    return Reprinted(as_copy(document, copy), copy)


def queue_copy(work: Work, operator: Operator, transaction_id: str, place: int) -> int:
    """Queue one more copy of a stored slip and note who asked for it; gives its copy number."""
    now = work.now()
    job_id = work.print_jobs.add(transaction_id, place, operator.id, now, duplicate=True)
    jobs = work.print_jobs.of_transaction(transaction_id)
    copy = next(j.copy_number for j in jobs if j.id == job_id)
    note_event(
        work.connection,
        station=work.station,
        event="reprint",
        at=now,
        operator_id=operator.id,
        transaction_id=transaction_id,
        copy=copy,
    )
    return copy
