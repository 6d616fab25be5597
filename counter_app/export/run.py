"""One export of one business date: written whole or not at all, marked, the same when repeated."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from counter_app.export.accounts import Account
from counter_app.export.beancount import write_beancount, write_hledger
from counter_app.export.entries import day_entries
from counter_app.export.journal_csv import write_journal
from counter_app.export.online_refunds import write_online
from counter_app.export.points import write_points
from counter_app.export.poslog import write_poslog
from counter_app.records.export_batches import Batch, mark_batch
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.storage.files import write_private


class Form(StrEnum):
    """What can be exported."""

    POSLOG = "poslog"
    JOURNAL = "journal"
    BEANCOUNT = "beancount"
    ONLINE_REFUNDS = "online-refunds"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of an export, how much is in them, what is not, and which batch it is."""

    files: tuple[Path, ...]
    entries: int
    left_out: tuple[str, ...]
    batch: Batch


@dataclass(frozen=True, slots=True)
class _Content:
    files: Mapping[str, bytes]
    entries: int
    left_out: tuple[str, ...]


def export_day(
    station: Station, form: Form, day: date, out: Path, own: Mapping[str, Account] | None = None
) -> Exported:
    """Write the files of a date into `out`; raises `StorageError` if an entry does not balance."""
    with station.look() as work:
        content = _content(work, form, day, own)
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in content.files.items():
        path = out / name
        write_private(path, data)
        paths.append(path)
    whole = hashlib.sha256(b"\0".join(content.files.values())).hexdigest()
    with station.open_work() as work:
        batch = mark_batch(
            work.connection, form.value, day, whole, content.entries, work.station, work.now()
        )
        work.commit()
    return Exported(tuple(paths), content.entries, content.left_out, batch)


def _content(work: Work, form: Form, day: date, own: Mapping[str, Account] | None) -> _Content:
    stem = f"{form.value}-{day.isoformat()}"
    currency = work.store.currency
    match form:
        case Form.POSLOG:
            made = write_poslog(work, day)
            return _Content({f"{stem}.xml": made.data}, made.count, made.left_out)
        case Form.JOURNAL:
            found = day_entries(work, day, own)
            data = write_journal(found.entries, currency)
            return _Content({f"{stem}.csv": data}, len(found.entries), found.left_out)
        case Form.BEANCOUNT:
            found = day_entries(work, day, own)
            files = {
                f"{stem}.beancount": write_beancount(found.entries, currency, work.store.name),
                f"hledger-{day.isoformat()}.journal": write_hledger(found.entries, currency),
            }
            return _Content(files, len(found.entries), found.left_out)
        case Form.ONLINE_REFUNDS:
            told = write_online(work, day)
            return _Content({f"{stem}.csv": told.data}, told.count, ())
        case Form.POINTS:
            changed = write_points(work, day)
            return _Content({f"{stem}.csv": changed.data}, changed.count, ())
        case _:
            assert_never(form)
