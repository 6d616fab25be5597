"""The print queue's worker: one thread, one printer, one drawer. The screen never waits for it.

Jobs come from the database, written with their transactions. A kick is its own command: never
stored, never repeated, each an audit row. Nothing whose outcome is unknown is sent again by itself.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, assert_never

from sqlalchemy import Connection

from counter_app.core.clock import Clock
from counter_app.core.document import Document
from counter_app.core.errors import CounterError, StorageError
from counter_app.devices.drawer import Drawer, Opened, OpenFailed, OpenResult, OpenUnknown
from counter_app.devices.printer import Job, NotSent, Outcome, Printed, Printer, Sent, Unknown
from counter_app.documents.reprint import as_copy
from counter_app.documents.text import render_text
from counter_app.records.audit import note_event
from counter_app.records.print_jobs import PrintJob, PrintJobs
from counter_app.records.transaction_reader import stored_document
from counter_app.storage.engine import Database

AGE_LIMIT: Final = timedelta(minutes=30)
"""A slip older than this is offered for reprint, not printed into someone else's business."""

_WAITS_S: Final = (1, 2, 5, 10, 30)
_LOG: Final = logging.getLogger(__name__)

Reveal = Callable[[Connection, Document], Document]
"""A stored slip as its first paper shows it: with the codes of credits, which no copy has."""


@dataclass(frozen=True, slots=True)
class Kick:
    """A drawer opening that a person or a posted transaction asked for."""

    operator_id: int
    reason: str
    transaction_id: str | None = None


@dataclass(frozen=True, slots=True)
class SpoolNews:
    """What just happened, for whoever watches: a job's or a kick's end, or a printer's trouble.

    `what`: "printed", "sent", "waiting", "unknown", "expired", "failed", "drawer_opened",
    "drawer_failed", "drawer_unknown"; `detail` is a stable trouble code, "" when all is well.
    """

    what: str
    detail: str = ""
    transaction_id: str | None = None


class Spool:
    """Works the queue of one station; `start()` and `close()` belong to the desk process."""

    def __init__(
        self,
        database: Database,
        station: str,
        clock: Clock,
        printer: Printer,
        drawer: Drawer,
        reveal: Reveal,
        tell: Callable[[SpoolNews], None],
    ) -> None:
        self._database = database
        self._station = station
        self._clock = clock
        self._printer = printer
        self._drawer = drawer
        self._reveal = reveal
        self._tell = tell
        self._kicks: deque[Kick] = deque(maxlen=8)
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._waits = False
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name="spool", daemon=True)

    @property
    def at_rest(self) -> bool:
        """True once what was asked for is done and told, or waits for the printer."""
        return not self._wake.is_set() and self._waits  # it ends its wait before it takes the wake

    def start(self) -> None:
        """Mark what a crash left in the middle, then begin to work."""
        with self._database.write() as connection:
            PrintJobs(connection, self._station).after_restart(self._clock.now())
            connection.commit()
        self._thread.start()

    def wake(self) -> None:
        """Something was queued."""
        self._wake.set()

    def kick(self, kick: Kick) -> None:
        """Open the drawer now, before any waiting paper."""
        self._kicks.append(kick)
        self._wake.set()

    def close(self, timeout_s: int = 30) -> bool:
        """Finish the job at hand and stop; True if the worker is gone."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def work_once(self) -> bool:
        """Kicks first, then one job; True if there may be more to do now."""
        if self._kicks:
            self._open_drawer(self._kicks.popleft())
            return True
        job, document = self._next()
        if job is None:
            return False
        if document is None:
            self._end(job, "failed", "The stored slip is missing.")
            return True
        return self._print(job, document)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._waits = False
            self._wake.clear()
            try:
                more = self.work_once()
            except StorageError as error:
                _LOG.warning("print queue waits for the database: %s", error.code)
                more = False
                self._failures += 1
            except Exception:  # noqa: BLE001  the queue must outlive a bug in one slip
                _LOG.exception("print worker")
                self._tell(SpoolNews("failed", "bug"))
                more = False
                self._failures += 1
            if not more:
                wait = _WAITS_S[min(self._failures, len(_WAITS_S) - 1)] if self._failures else None
                self._waits = True
                self._wake.wait(wait)

    def _next(self) -> tuple[PrintJob | None, Document | None]:
        """The oldest job that is not too old, marked as being sent; older ones expire here."""
        now = self._clock.now()
        with self._database.write() as connection:
            jobs = PrintJobs(connection, self._station)
            waiting = jobs.waiting()
            expired = [j for j in waiting if now - j.created_at > AGE_LIMIT]
            for old in expired:
                jobs.set_state(old.id, "expired", "It waited too long for the printer.", now)
            job = next((j for j in waiting if j not in expired), None)
            document = None
            if job is not None:
                document = stored_document(connection, job.transaction_id, job.document)
                if document is not None and not job.copy_number:
                    document = self._reveal(connection, document)
                jobs.set_state(job.id, "sending", "", now)
            connection.commit()
        for old in expired:
            self._tell(SpoolNews("expired", "", old.transaction_id))
        return job, document

    def _print(self, job: PrintJob, document: Document) -> bool:
        from counter_app.documents.escpos import render_escpos

        if job.copy_number:
            document = as_copy(document, job.copy_number)
        config = self._printer.config
        try:
            data = render_escpos(document, config.columns, cuts=config.cuts)
            text = render_text(document, config.columns)
        except CounterError as error:
            self._end(job, "failed", error.text)
            return True
        return self._settle(job, self._printer.print_bytes(Job(data, text)))

    def _settle(self, job: PrintJob, outcome: Outcome) -> bool:
        self._failures = 0
        match outcome:
            case Printed():
                self._end(job, "printed", "paper_low" if outcome.paper_low else "")
            case Sent():
                self._end(job, "sent", "")
            case NotSent():
                self._failures += 1
                self._end(job, "queued", outcome.reason.value)
                return False
            case Unknown():
                self._end(job, "unknown", outcome.reason.value)
            case _:
                assert_never(outcome)
        return True

    def _end(self, job: PrintJob, state: str, detail: str) -> None:
        with self._database.write() as connection:
            jobs = PrintJobs(connection, self._station)
            jobs.set_state(job.id, state, detail, self._clock.now())
            connection.commit()
        what = "waiting" if state == "queued" else state
        self._tell(SpoolNews(what, detail, job.transaction_id))

    def _open_drawer(self, kick: Kick) -> None:
        what, detail = _told(self._drawer.open())
        with self._database.write() as connection:
            note_event(
                connection,
                station=self._station,
                event="drawer_kick",
                at=self._clock.now(),
                operator_id=kick.operator_id,
                transaction_id=kick.transaction_id,
                reason=kick.reason,
                result=what,
                detail=detail,
            )
            connection.commit()
        self._tell(SpoolNews(what, detail, kick.transaction_id))


def _told(result: OpenResult) -> tuple[str, str]:
    match result:
        case Opened():
            return "drawer_opened", "seen" if result.seen else ""
        case OpenFailed():
            return "drawer_failed", result.reason.value
        case OpenUnknown():
            return "drawer_unknown", result.reason.value
        case _:
            assert_never(result)
