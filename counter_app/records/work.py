"""One unit of work: one database transaction with everything a use case may touch.

Nothing is kept unless `commit()` is called; the anchor file follows the commit.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import Connection

from counter_app.core.clock import Clock
from counter_app.core.errors import NotFound, Refused
from counter_app.core.operator import Operator
from counter_app.core.receipt import Receipt
from counter_app.core.store import Store, TillSession
from counter_app.records.anchor import Anchor, AnchorWriter
from counter_app.records.journal import Journal
from counter_app.records.operators import operator_by_id
from counter_app.records.policy_versions import policy_dates, version_at
from counter_app.records.print_jobs import PrintJobs
from counter_app.records.receipts import ReceiptShelf, lock_receipt, receipt_version
from counter_app.records.sign_on import as_operator
from counter_app.records.standing import Standing, standing
from counter_app.records.tills import open_session_at
from counter_app.rules.policy import Policy
from counter_app.storage.keys import Keys
from counter_app.storage.prepared import Kept

PolicyReader = Callable[[Connection, int], Policy]
"""(connection, version) to the policy as the tasks read it; a station reads each version once."""


class Work:
    """What a use case gets: the connection's records, the journal, the queue, the policy."""

    def __init__(
        self,
        connection: Connection,
        store: Store,
        station: str,
        keys: Keys,
        clock: Clock,
        anchors: AnchorWriter,
        read_policy: PolicyReader,
        shelf: ReceiptShelf,
        *,
        kept: Kept,
        operator_id: int | None = None,
    ) -> None:
        self.connection = connection
        self.store = store
        self.station = station
        self.keys = keys
        self._clock = clock
        self._anchors = anchors
        self._read_policy = read_policy
        self._shelf = shelf
        self._kept = kept
        self._operator_id = operator_id
        self.journal = Journal(connection, store.id, station, keys)
        self.print_jobs = PrintJobs(connection, station)
        self._session: TillSession | None = None
        self._calendar_day: date | None = None
        self._today: date | None = None
        self._policies: dict[date, Policy] = {}
        self._policy_dates: tuple[tuple[date, int], ...] | None = None
        self._versions: dict[str, int] = {}
        self._standing: dict[str, Standing] = {}

    def now(self) -> datetime:
        """The instant on the station's clock."""
        return self._clock.now()

    def today(self) -> date:
        """The business date of the open till session, or of the calendar if that is later.

        A till left open overnight writes nothing into the day it was opened on, which may be
        reported and sealed; a clock set back writes nothing into an earlier day.
        """
        if self._today is not None:
            return self._today
        session = self.till_session()
        day = self.date_in(session)
        if session is not None:  # which stays the same, as the calendar's day does
            self._today = day
        return day

    def date_in(self, session: TillSession | None) -> date:
        """The business date of what happens in a till session now; the same for the whole work."""
        if self._calendar_day is None:
            self._calendar_day = self.store.calendar.business_date(self.now())
        day = self._calendar_day
        return day if session is None else max(day, session.business_date)

    def policy(self, day: date | None = None) -> Policy:
        """The policy in force on a business date (today's by default)."""
        day = day or self.today()
        found = self._policies.get(day)
        if found is None:
            if self._policy_dates is None:
                self._policy_dates = policy_dates(self.connection, kept=self._kept)
            found = self._read_policy(self.connection, version_at(self._policy_dates, day))
            self._policies[day] = found
        return found

    def go_by_policy_of(self, asked_at: datetime) -> None:
        """Policies loaded since `asked_at` are left out of this work.

        What a card was asked for then is posted by the terms it was worked out by. Where a clock
        was set back behind all of them, none is left out.
        """
        self._policies.clear()
        self._policy_dates = policy_dates(self.connection, asked_at) or None

    def lock_receipt(self, receipt_id: str) -> None:
        """Hold a receipt against other returns until this work ends; raises `NotFound`."""
        self._versions[receipt_id] = lock_receipt(self.connection, receipt_id)

    def read_standing(self, receipt: Receipt, request_id: str) -> Standing:
        """How a receipt that is locked stands for a request that may post once in this work."""
        found = standing(self.connection, receipt, request_id)
        self._standing[receipt.id] = found
        if not found.posted:
            self.journal.not_posted(request_id)
        return found

    def standing(self, receipt_id: str) -> Standing | None:
        """How a receipt stood when that was asked for in this work."""
        return self._standing.get(receipt_id)

    def receipt(self, receipt_id: str) -> tuple[Receipt, int]:
        """A stored receipt, whole, and its version; raises `NotFound`.

        Once it is locked its version cannot change, so it is not asked for again.
        """
        version = self._versions.get(receipt_id)
        if version is None:
            version = receipt_version(self.connection, receipt_id)
        found = None
        if version is not None:
            found = self._shelf.take(self.connection, receipt_id, version)
        if found is None or version is None:
            raise NotFound("This receipt is not in this store.", code="receipt_unknown")
        return found, version

    def operator(self, operator_id: int | None) -> Operator:
        """Who acts, as the database and policy know them now; refused if nobody is signed on."""
        if operator_id is None:
            raise Refused("Sign on first.", code="not_signed_on")
        row = operator_by_id(self.connection, operator_id, self._kept)
        if not row.active:
            raise Refused("This operator is locked out of the store.", code="operator_locked")
        policy = self.policy()
        return self._kept.of(
            ("operator", operator_id), (row, policy), lambda: as_operator(row, policy)
        )

    def till_session(self) -> TillSession | None:
        """The session whose money whoever is signed on moves here (asked until there is one)."""
        if self._session is None:
            self._session = open_session_at(
                self.connection, self.station, self._operator_id, self._kept
            )
        return self._session

    def commit(self) -> None:
        """Make everything durable, then move the anchor on.

        The money has moved once the database says so: an anchor that cannot be written (a full
        disk) stays behind, is brought up by the next one, and `verify` tells of it until then.
        """
        self.connection.commit()
        self.journal.committed()
        if self.journal.head is not None:
            count, head = self.journal.head
            self._anchors.write(Anchor(self.station, count, head))
