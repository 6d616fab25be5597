"""The nightly run of one business date, step by step: roll, check, seal, files.

Each finished step is on record; a run that was cut off, or is started again, does what is left and
ends with the same figures and the same bytes. A date whose records changed gets a new edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from counter_app.core.approval import Verdict, digest
from counter_app.core.book_json import to_json
from counter_app.core.errors import Conflict, CounterError, Refused, StorageError
from counter_app.core.ids import derived_id
from counter_app.core.transaction import Kind, Transaction
from counter_app.records.anchor import Anchor
from counter_app.records.audit import note_event
from counter_app.records.chain_check import Findings, check_chain
from counter_app.records.chain_head import chain_head, heads_on
from counter_app.records.morning_books import (
    SEALED,
    SealedBook,
    add_book,
    book_before,
    book_number,
    newest_book,
    seal_of,
)
from counter_app.records.nightly_steps import FinishedStep, finish_step, steps_of
from counter_app.records.operators import first_operator
from counter_app.records.stores import station_names
from counter_app.records.verify_problem import Problem
from counter_app.records.work import Work
from counter_app.report.assemble import ChainCheck, book_of
from counter_app.report.context import SectionMaker, day_span
from counter_app.report.files import FORMS, book_in, file_name
from counter_app.report.fingerprint import fingerprint
from counter_app.station import Station
from counter_app.storage.files import lock_file, private_folder, write_private

ROLL, CHECK, SEAL = "roll", "check", "seal"
MAX_TRIES: Final = 5
"""Times the figures are computed again because somebody posted meanwhile."""

After = Callable[[str], None]
"""Told the name of each step once it is on record."""


@dataclass
class NightlyReport:
    """What a run did: the sealed Book, its files, which steps it did and which were done before."""

    day: date
    sealed: SealedBook | None = None
    files: list[Path] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def run_nightly(
    station: Station,
    day: date,
    out: Path | None,
    makers: Sequence[SectionMaker],
    after: After = lambda _step: None,
) -> NightlyReport:
    """Close a business date: roll, check, seal, write the files into `out`.

    Raises `Refused` for a date that is not over yet and `Conflict` if another run is under way.
    """
    private_folder(station.home)
    try:
        lock = lock_file(station.home / "nightly.lock")
    except Conflict as error:
        raise Conflict("A nightly run is under way already.", code="nightly_running") from error
    with closing(lock):
        return _Run(station, day, out or station.home / "books", makers, after).go()


def last_finished_date(station: Station) -> date:
    """The newest business date that is over."""
    today = station.store.calendar.business_date(station.clock.now())
    return today - timedelta(days=1)


class _Run:
    """One run: what it is about, and what was done before it."""

    def __init__(
        self,
        station: Station,
        day: date,
        out: Path,
        makers: Sequence[SectionMaker],
        after: After,
    ) -> None:
        self._station = station
        self._day = day
        self._out = out
        self._makers = makers
        self._after = after
        self._report = NightlyReport(day)
        self._edition = 1
        self._print = ""
        self._before: dict[str, FinishedStep] = {}

    def go(self) -> NightlyReport:
        self._look()
        self._roll()
        checked = self._check()
        self._report.problems = checked.problems
        sealed = self._seal(checked)
        self._report.sealed = sealed
        self._files(sealed)
        return self._report

    def _look(self) -> None:
        """Which edition this run is about, and which of its steps are on record."""
        with self._station.look() as work:
            end = day_span(work, self._day + timedelta(days=1))
            if work.now() < end:
                local = work.store.calendar.local(end)
                raise Refused(
                    f"{self._day.isoformat()} is not over before {local:%Y-%m-%d %H:%M}.",
                    code="day_not_over",
                )
            self._print = fingerprint(work, self._day)
            newest = newest_book(work.connection, self._day)
            if newest is not None:
                same = newest.fingerprint == self._print
                self._edition = newest.edition if same else newest.edition + 1
            self._before = steps_of(work.connection, self._day, self._edition)

    def _finished(self, step: str) -> FinishedStep | None:
        """A step that is on record as done; noted as kept."""
        found = self._before.get(step)
        if found is None or found.state != "done":
            return None
        return found

    def _finish(self, work: Work, step: str, detail: Any) -> None:
        finish_step(work.connection, self._day, self._edition, step, detail, work.now())

    def _told(self, step: str) -> None:
        self._report.done.append(step)
        self._after(step)

    def _roll(self) -> None:
        """The date is over: from here on the store works on the next one."""
        if self._finished(ROLL) is not None:
            self._report.kept.append(ROLL)
            return
        with self._station.open_work() as work:
            note_event(
                work.connection,
                station=work.station,
                event="business_date_rolled",
                at=work.now(),
                closed=self._day.isoformat(),
                opened=(self._day + timedelta(days=1)).isoformat(),
            )
            self._finish(work, ROLL, {})
            work.commit()
        self._told(ROLL)

    def _check(self) -> ChainCheck:
        """Recompute every chain from where the Book before this one proved it."""
        found = self._finished(CHECK)
        if found is not None and found.detail["fingerprint"] == self._print:
            self._report.kept.append(CHECK)
            problems = tuple(Problem(*p) for p in found.detail["problems"])
            return ChainCheck(int(found.detail["records"]), problems)
        with self._station.look() as work:
            checked = check_since(work, self._day)
        detail = {
            "fingerprint": self._print,
            "records": checked.records,
            "problems": [[p.code, p.text, p.where] for p in checked.problems],
        }
        with self._station.open_work() as work:
            self._finish(work, CHECK, detail)
            work.commit()
        self._told(CHECK)
        return checked

    def _seal(self, checked: ChainCheck) -> SealedBook:
        """Compute the figures and append them, sealed; all in one database transaction."""
        found = self._finished(SEAL)
        if found is not None:
            with self._station.look() as work:
                stored = book_number(work.connection, int(found.detail["number"]))
            if stored is None:
                raise StorageError("A sealed Morning Book is missing.", code="book_missing")
            self._report.kept.append(SEAL)
            return stored
        for _ in range(MAX_TRIES):
            with self._station.look() as work:
                before = fingerprint(work, self._day)
                text = to_json(book_of(work, self._day, self._makers, checked))
            with self._station.open_work() as work:
                if fingerprint(work, self._day) != before:
                    continue  # somebody posted to that date meanwhile
                sealed = self._append(work, text, before)
                self._finish(work, SEAL, {"number": sealed.number})
                work.commit()
            self._told(SEAL)
            return sealed
        raise Conflict("The books of that date are still being written to.", code="day_busy")

    def _append(self, work: Work, text: str, print_now: str) -> SealedBook:
        newest = newest_book(work.connection)
        now = work.now()
        previous = "" if newest is None else newest.seal
        identity = digest([self._station.store.id, self._day.isoformat(), self._edition])
        unsealed = SealedBook(
            number=1 if newest is None else newest.number + 1,
            business_date=self._day,
            edition=self._edition,
            fingerprint=print_now,
            content=text,
            station=work.station,
            sealed_at=now,
            previous_seal=previous,
            seal="",
            transaction_id=derived_id(work.store.id, f"book {identity}"),
        )
        seal = seal_of(work.keys, work.store.id, unsealed)
        operator = self._station.operator
        transaction = Transaction(
            id=unsealed.transaction_id,
            kind=Kind.CONTROL,
            task="reconciliation",
            station=work.station,
            operator_id=first_operator(work.connection) if operator is None else operator.id,
            business_date=work.store.calendar.business_date(now),
            occurred_at=now,
            policy_version=work.policy().version,
            reason=SEALED,
            note=f"Morning Book {self._day.isoformat()}, edition {self._edition}: {seal}",
        )
        work.journal.post(transaction, Verdict(identity))
        sealed = SealedBook(
            unsealed.number, unsealed.business_date, unsealed.edition, print_now, text,
            work.station, now, previous, seal, unsealed.transaction_id,
        )  # fmt: skip
        add_book(work.connection, sealed)
        return sealed

    def _files(self, sealed: SealedBook) -> None:
        """Write each file that is not there yet with the bytes it must have."""
        book = book_in(sealed)
        for form, render in FORMS.items():
            path = self._out / file_name(sealed, form)
            found = self._finished(form)
            if found is not None and _is_there(path, str(found.detail.get("sha256"))):
                self._report.kept.append(form)
                self._report.files.append(path)
                continue
            try:
                self._out.mkdir(parents=True, exist_ok=True)
                data = render(sealed, book)
                write_private(path, data)
            except CounterError as error:
                self._fail(form, error.text)
                continue
            except OSError as error:
                self._fail(form, f"{error.filename or path}: {error.strerror}.")
                continue
            detail = {"sha256": hashlib.sha256(data).hexdigest(), "path": str(path)}
            with self._station.open_work() as work:
                self._finish(work, form, detail)
                work.commit()
            self._report.files.append(path)
            self._told(form)

    def _fail(self, step: str, why: str) -> None:
        self._report.failed[step] = why
        with self._station.open_work() as work:
            finish_step(
                work.connection, self._day, self._edition, step, {"why": why[:500]}, work.now(),
                failed=True,
            )  # fmt: skip
            work.commit()


def check_since(work: Work, day: date) -> ChainCheck:
    """Check all chains from the heads of the last Book before `day`, if that Book is sound."""
    c, store_id = work.connection, work.store.id
    found = Findings()
    proved: dict[str, Anchor] = {}
    before = book_before(c, day)
    if before is not None and seal_of(work.keys, store_id, before) != before.seal:
        found.add("book_altered", f"The Morning Book of {before.business_date} was altered.")
    elif before is not None:
        proved = {h.station: Anchor(h.station, h.count, h.mac) for h in book_in(before).heads}
    for station in station_names(c):
        if chain_head(c, station) is not None:
            check_chain(c, work.keys, store_id, station, found, proved.get(station))
    records = sum(
        head.count - (proved[head.station].count if head.station in proved else 0)
        for head in heads_on(c, day)
    )
    return ChainCheck(records, tuple(found.problems))


def _is_there(path: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False
