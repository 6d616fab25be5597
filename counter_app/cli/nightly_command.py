"""`counter nightly`: the Morning Book of one business date, unattended."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from counter_app.app import discover_tasks
from counter_app.cli.answers import JsonOption, StoreOption, say
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.core.task import resolve
from counter_app.report.context import SectionMaker


def nightly(
    day: Annotated[
        datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="The business date.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where its files go.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Make the Morning Book of a business date."""
    from counter_app.core.book_json import to_json
    from counter_app.report.assemble import book_of
    from counter_app.storage.files import write_private

    business_date: date = day.date()
    station = open_place(find_place(store))
    try:
        with station.look() as work:
            text = to_json(book_of(work, business_date, section_makers()))
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            write_private(out / f"morning-book-{business_date}.json", text.encode())
    finally:
        station.close()
    if as_json or out is None:
        say(text)
    return DONE


def section_makers() -> list[SectionMaker]:
    """What every task adds to the Book."""
    return [resolve(task.morning_book) for task in discover_tasks() if task.morning_book]
