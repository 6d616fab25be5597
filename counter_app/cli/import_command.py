"""`counter import sales`, `counter import items` and `counter import recalls`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from counter_app.cli.answers import JsonOption, StoreOption, group, print_json, progress_bar, say
from counter_app.cli.boundary import DONE, REFUSED
from counter_app.cli.places import find_place, open_place
from counter_app.core.errors import BadInput, Conflict
from counter_app.core.item import ItemRow
from counter_app.core.receipt import ReceiptKey
from counter_app.intake.csv_items import ItemReject, items_in
from counter_app.intake.csv_recalls import recalls_in
from counter_app.intake.mapping import ITEM_FIELDS, load_mapping
from counter_app.intake.poslog import ReadOptions
from counter_app.intake.report import MAX_REJECTS, ImportReport
from counter_app.intake.run import BATCH, Progress, import_sales
from counter_app.records.items import put_items
from counter_app.records.recalls import put_recalls
from counter_app.records.receipt_intake import ReceiptSink
from counter_app.records.receipts import receipt_by_key
from counter_app.station import Station

commands = group("Take in sales and items from files.")

PathsArgument = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files, or folders of .xml and .csv files.")
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Say what would happen, and change nothing.")
]


@commands.command()
def sales(
    paths: PathsArgument,
    mapping: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|counter|shopify|square", help="How the columns of a CSV are named."
        ),
    ] = None,
    dry_run: DryRunOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Take in receipts from POSLog or CSV files; running it again changes nothing."""
    if not all(paths):
        raise BadInput("A file without a name cannot be taken in.")
    chosen = load_mapping(mapping) if mapping else None
    station = open_place(find_place(store))
    try:
        sink = ReceiptSink(station.database, station.clock)
        with progress_bar("Importing") as bar:

            def show(at: Progress) -> None:
                bar(at.done_bytes, at.total_bytes, at.file)

            try:
                report = import_sales(
                    [Path(one) for one in paths],
                    chosen,
                    sink,
                    options=options_of(station),
                    dry_run=dry_run,
                    progress=show,
                    stored=_stored(station),
                )
            except Conflict as error:
                sink.abandon()
                raise Conflict(
                    "Another import is taking in the same receipts.",
                    code=error.code,
                    remedy="Run this one again when that is done: what is here stays unchanged.",
                ) from error
            except BaseException:
                sink.abandon()
                raise
    finally:
        station.close()
    _tell(report, as_json=as_json, dry_run=dry_run)
    return REFUSED if report.rejected else DONE


def options_of(station: Station) -> ReadOptions:
    """How this store's files are read: its zone and currency."""
    return ReadOptions(ZoneInfo(station.store.calendar.zone), station.store.currency)


def _stored(station: Station) -> Callable[[ReceiptKey], str | None]:
    def digest_of(key: ReceiptKey) -> str | None:
        with station.look() as work:
            found = receipt_by_key(work.connection, key)
        return found.content_digest() if found else None

    return digest_of


def _tell(report: ImportReport, *, as_json: bool, dry_run: bool) -> None:
    if as_json:
        print_json(report.as_json())
        return
    say("Nothing was changed; this is what would happen:" if dry_run else "Receipts:")
    say(
        f"  {report.new} new, {report.unchanged} unchanged, {report.changed} changed, "
        f"{report.rejected} rejected"
    )
    for one in report.normalisations:
        say(f"  {one.count} × {one.text}")
    for key in report.changes[:50]:
        say(f"  changed: {key}")
    for reject in report.rejects[:50]:
        where = f"{reject.file} {reject.receipt}".strip()
        say(f"  rejected: {where}: {reject.reason}")
    if len(report.rejects) > 50:
        say(f"  and {report.rejected - 50} more")


@commands.command()
def items(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file of items.")],
    mapping: Annotated[
        str, typer.Option(metavar="FILE", help="How the columns are named.")
    ] = "items",
    dry_run: DryRunOption = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Take in the item file; items with the same code are replaced."""
    chosen = load_mapping(mapping, ITEM_FIELDS)
    station = open_place(find_place(store))
    try:
        rows = items_in(file, options_of(station), chosen)
        found = take_items(station, rows, dry_run=dry_run)
    finally:
        station.close()
    if as_json:
        print_json(found.as_json(str(file)))
    else:
        say(
            f"Items: {found.new} new, {found.changed} changed, {found.unchanged} unchanged, "
            f"{found.rejected} rejected"
        )
        for reject in found.rejects[:50]:
            say(f"  rejected: line {reject.line}: {reject.reason}")
    return REFUSED if found.rejected else DONE


@commands.command()
def recalls(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file of recall notices.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Take in recall notices; one with a number that is here already is replaced."""
    found = recalls_in(file)
    station = open_place(find_place(store))
    try:
        with station.open_work() as work:
            count = put_recalls(work.connection, found, work.now())
            work.commit()
    finally:
        station.close()
    if as_json:
        print_json({"file": str(file), "recalls": count})
    else:
        say(f"Recalls: {count} rows taken in")
    return DONE


@dataclass(slots=True)
class ItemCounts:
    """What became of the rows of an item file."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    rejects: list[ItemReject] = field(default_factory=list)

    def as_json(self, file: str) -> dict[str, Any]:
        """The public form of the counts."""
        return {
            "items": {
                "new": self.new,
                "unchanged": self.unchanged,
                "changed": self.changed,
                "rejected": self.rejected,
            },
            "rejects": [{"file": file, "line": r.line, "reason": r.reason} for r in self.rejects],
        }


def take_items(
    station: Station, rows: Iterator[ItemRow | ItemReject], *, dry_run: bool
) -> ItemCounts:
    """Store items in one database transaction; with `dry_run` it is rolled back."""
    counts = ItemCounts()
    with station.open_work() as work:
        while batch := list(islice(rows, BATCH)):
            good = [row for row in batch if isinstance(row, ItemRow)]
            bad = [row for row in batch if isinstance(row, ItemReject)]
            new, changed = put_items(work.connection, good, work.now())
            counts.new += new
            counts.changed += changed
            counts.unchanged += len(good) - new - changed
            counts.rejected += len(bad)
            counts.rejects += bad[: MAX_REJECTS - len(counts.rejects)]
        if not dry_run:
            work.commit()
    return counts
