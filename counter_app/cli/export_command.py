"""`counter export`: a business date for other programs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from counter_app.cli.answers import JsonOption, StoreOption, print_json, say
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.export.accounts import MAX_FILE, read_accounts
from counter_app.export.run import Exported, Form, export_day


def export(
    form: Annotated[Form, typer.Argument(help="What to write.")],
    day: Annotated[
        datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="The business date.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the files go.")],
    accounts: Annotated[
        Path | None,
        typer.Option("--accounts", metavar="FILE", help="The store's own names of accounts."),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Write a business date as POSLog v6, as a journal for QuickBooks Online, or as Beancount;
    or what web channels are to give back of it (online-refunds).

    The same records give the same bytes. Tills that are not settled yet are named, not exported.
    """
    own = None if accounts is None else read_accounts(accounts.read_text("utf-8")[: MAX_FILE + 1])
    station = open_place(find_place(store))
    try:
        done = export_day(station, form, day.date(), out, own)
    finally:
        station.close()
    if as_json:
        print_json(_as_json(done))
        return DONE
    for path in done.files:
        say(str(path))
    again = ", exported before with the same content" if done.batch.again else ""
    say(f"Batch {done.batch.number}: {done.entries} entries{again}.")
    for name in done.left_out:
        say(f"Not in it: {name}")
    return DONE


def _as_json(done: Exported) -> dict[str, object]:
    return {
        "files": [str(path) for path in done.files],
        "entries": done.entries,
        "left_out": list(done.left_out),
        "batch": done.batch.number,
        "sha256": done.batch.sha256,
        "exported_at": done.batch.exported_at.isoformat(),
        "again": done.batch.again,
    }
