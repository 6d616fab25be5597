"""`counter export`: a business date for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from counter_app.cli.answers import JsonOption, StoreOption, local_time, print_json, say
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.cli.policy_command import date_of
from counter_app.core.clock import StoreCalendar
from counter_app.core.errors import BadInput
from counter_app.export.accounts import MAX_FILE, Account, read_accounts
from counter_app.export.run import Exported, Form, export_day


def export(
    form: Annotated[Form, typer.Argument(help="What to write.")],
    day: Annotated[
        str, typer.Option("--date", metavar="DATE", help="The business date, like 2026-11-21.")
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
    date = date_of(day)
    own = None if accounts is None else _accounts_in(accounts)
    station = open_place(find_place(store))
    try:
        calendar = station.store.calendar
        done = export_day(station, form, date, out, own)
    finally:
        station.close()
    if as_json:
        print_json(_as_json(done, calendar))
        return DONE
    for path in done.files:
        say(str(path))
    again = ", exported before with the same content" if done.batch.again else ""
    say(f"Batch {done.batch.number}: {done.entries} entries{again}.")
    for name in done.left_out:
        say(f"Not in it: {name}")
    return DONE


def _accounts_in(path: Path) -> Mapping[str, Account]:
    try:
        with path.open("rb") as file:
            text = file.read(4 * MAX_FILE + 1).decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"The file {path} cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"The file {path} is not UTF-8 text.") from error
    return read_accounts(text)


def _as_json(done: Exported, calendar: StoreCalendar) -> dict[str, object]:
    return {
        "files": [str(path) for path in done.files],
        "entries": done.entries,
        "left_out": list(done.left_out),
        "batch": done.batch.number,
        "sha256": done.batch.sha256,
        "exported_at": local_time(done.batch.exported_at, calendar),
        "again": done.batch.again,
    }
