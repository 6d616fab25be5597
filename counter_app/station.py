"""This workstation: its store, keys, clock and policy, and who is signed on at it.

One desk process per station: a lock file in the station's folder and a mark in the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sqlalchemy import Connection

from counter_app.core.errors import NotFound, Refused, StorageError
from counter_app.core.ids import new_id
from counter_app.core.said import said
from counter_app.records.anchor import AnchorWriter, read_anchor, write_anchor
from counter_app.records.chain_head import chain_head, continues
from counter_app.records.stores import station_title, stations, the_store
from counter_app.storage.files import lock_file

if TYPE_CHECKING:
    from counter_app.core.approval import Approval, Verdict
    from counter_app.core.clock import Clock
    from counter_app.core.operator import Operator
    from counter_app.core.store import Store
    from counter_app.records.receipts import ReceiptShelf
    from counter_app.records.sign_on import Identified, SignOn
    from counter_app.records.work import Work
    from counter_app.rules.policy import Policy
    from counter_app.storage.engine import Database
    from counter_app.storage.keys import Keys
    from counter_app.storage.prepared import Kept


class Station:
    """Everything a use case needs to know about where it runs."""

    def __init__(
        self,
        database: Database,
        home: Path,
        name: str,
        keys: Keys,
        clock: Clock,
        parse_policy: Callable[[str, Store], Policy],
    ) -> None:
        self.database = database
        self.home = home
        self.name = name
        self.keys = keys
        self.clock = clock
        self.operator: Operator | None = None
        self._parse_policy = parse_policy
        self._policies: dict[int, Policy] = {}
        self._anchors = AnchorWriter(home, keys)
        self._lock: IO[str] | None = None
        with database.read() as connection:
            self.store = the_store(connection)
            self.title = station_title(connection, name)
        if self.store.id != keys.store_id:
            raise StorageError("These keys belong to another store.", code="foreign_keys")

    @contextmanager
    def open_work(self) -> Iterator[Work]:
        """A unit of work that may write; rolls back unless committed."""
        with self.database.write() as connection:
            yield self._work(connection)

    @contextmanager
    def look(self) -> Iterator[Work]:
        """The same, on a snapshot that cannot write."""
        with self.database.read() as connection:
            yield self._work(connection)

    @property
    def operator_id(self) -> int:
        """Who is signed on; `Refused` if nobody is."""
        if self.operator is None:
            raise Refused("Sign on first.", code="not_signed_on")
        return self.operator.id

    def sign_on_with_pin(self, number: str, pin: str) -> Operator:
        """Sign on by number and PIN; raises `Refused` for anything wrong."""
        return self._signed_on(lambda s: s.by_pin(number, pin))

    def sign_on_with_badge(self, badge: str, pin: str | None = None) -> Operator:
        """Sign on by badge (and PIN if policy asks); one scan also switches operators."""
        return self._signed_on(lambda s: s.by_badge(badge, pin))

    def sign_off(self) -> None:
        """Nobody is signed on any more."""
        if self.operator is not None:
            from counter_app.records.audit import note_event

            with self.open_work() as work:
                note_event(
                    work.connection,
                    station=self.name,
                    event="sign_off",
                    at=work.now(),
                    operator_id=self.operator.id,
                )
                work.commit()
        self.operator = None

    def approve_with_pin(self, verdict: Verdict, number: str, pin: str) -> Approval:
        """A manager's yes by name and PIN to exactly this verdict."""
        return self._approved(verdict, self._identify(lambda s: s.by_pin(number, pin)), "pin")

    def approve_with_badge(self, verdict: Verdict, badge: str, pin: str | None = None) -> Approval:
        """A manager's yes by badge to exactly this verdict."""
        identified = self._identify(lambda s: s.by_badge(badge, pin))
        return self._approved(verdict, identified, "badge")

    def identify_with_pin(self, number: str, pin: str) -> Operator:
        """Who this is by number and PIN; signs nobody on. `Refused` for anything wrong."""
        return self._identify(lambda s: s.by_pin(number, pin))

    def identify_with_badge(self, badge: str, pin: str | None = None) -> Operator:
        """The same by badge; `Refused` "pin_needed" asks for the PIN, too."""
        return self._identify(lambda s: s.by_badge(badge, pin))

    def claim(self, who: str) -> None:
        """Take this station for one desk process; `Conflict` if another one has it."""
        self._lock = lock_file(self.home / f"station-{self.name}.lock")
        with self.database.write() as connection:
            connection.execute(
                stations.update().where(stations.c.name == self.name).values(in_use_by=who)
            )
            connection.commit()

    def settle_anchor(self) -> None:
        """Wait until the anchor says what was committed last."""
        self._anchors.flush()

    def close(self) -> None:
        """Make the anchor durable and give the station back."""
        self._anchors.close()
        anchor = read_anchor(self.home, self.keys, self.name)
        if anchor is not None:
            write_anchor(self.home, self.keys, anchor, durable=True)
        if self._lock is not None:
            with self.database.write() as connection:
                connection.execute(
                    stations.update().where(stations.c.name == self.name).values(in_use_by=None)
                )
                connection.commit()
            self._lock.close()
            self._lock = None
        self.database.close()

    def check_anchor(self) -> None:
        """Bring the anchor up after a crash between commit and anchor; never move it back.

        Raises `StorageError` if the books are not those this station wrote: rows were cut off, or
        an older copy was put in place by hand. Going on would wipe the trace of it.
        """
        # Before the snapshot begins: a desk that goes on meanwhile is then ahead, never behind.
        anchor = read_anchor(self.home, self.keys, self.name)
        with self.database.read() as connection:
            stored = chain_head(connection, self.name)
            if stored is None:
                raise NotFound(
                    said("Station {station} is not enrolled in this store.", station=self.name)
                )
            if not continues(connection, anchor, stored):
                raise StorageError(
                    said(
                        "The books of {station} are not the ones this station wrote last.",
                        station=self.title,
                    ),
                    code="books_replaced",
                    remedy="Look with: counter verify. Bring a backup back with: counter restore",
                )
        # The desk itself may have written a newer one by now; that one stays.
        if stored != anchor == read_anchor(self.home, self.keys, self.name):
            write_anchor(self.home, self.keys, stored)

    @cached_property
    def _shelf(self) -> ReceiptShelf:
        from counter_app.records.receipts import ReceiptShelf

        return ReceiptShelf()

    @cached_property
    def _kept(self) -> Kept:
        from counter_app.storage.prepared import Kept

        return Kept()

    @cached_property
    def _new_work(self) -> type[Work]:
        from counter_app.records.work import Work

        return Work

    def _work(self, connection: Connection) -> Work:
        return self._new_work(
            connection,
            self.store,
            self.name,
            self.keys,
            self.clock,
            self._anchors,
            self._read_policy,
            self._shelf,
            kept=self._kept,
            operator_id=None if self.operator is None else self.operator.id,
        )

    def _read_policy(self, connection: Connection, version: int) -> Policy:
        if version not in self._policies:
            from counter_app.records.policy_versions import stored_policy

            parsed = self._parse_policy(stored_policy(connection, version).content, self.store)
            self._policies[version] = replace(parsed, version=version)
        return self._policies[version]

    def _identify(self, ask: Callable[[SignOn], Identified]) -> Operator:
        from counter_app.records.sign_on import SignOn

        with self.open_work() as work:
            answer = ask(SignOn(work.connection, self.keys, self.name, work.policy(), work.now()))
            work.commit()
        if answer.operator is None:
            raise Refused(answer.text, code=answer.code)
        return answer.operator

    def _signed_on(self, ask: Callable[[SignOn], Identified]) -> Operator:
        self.operator = self._identify(ask)
        return self.operator

    def _approved(self, verdict: Verdict, approver: Operator, method: str) -> Approval:
        if approver.id == self.operator_id:
            raise Refused("Nobody approves their own request.", code="own_approval")
        if not approver.may("approve") and not verdict.witness_is_enough:
            raise Refused(
                said("{approver} may not approve this.", approver=approver.name),
                code="not_an_approver",
            )
        from counter_app.core.approval import Approval

        return Approval(
            id=new_id(),
            approver_id=approver.id,
            requester_id=self.operator_id,
            station=self.name,
            request_digest=verdict.request_digest,
            codes=verdict.to_cover(),
            granted_at=self.clock.now(),
            method=method,
        )
