"""`counter nightly`: closes a business date unattended and seals its Morning Book."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counter_app.app import discover_tasks
from counter_app.cli.answers import JsonOption, StoreOption, local_time, print_json, say
from counter_app.cli.boundary import DONE, FAULTS
from counter_app.cli.places import find_place, open_place
from counter_app.cli.policy_command import date_of
from counter_app.core.clock import StoreCalendar
from counter_app.core.task import resolve
from counter_app.report.context import SectionMaker
from counter_app.report.nightly import NightlyReport, last_finished_date, run_nightly


def nightly(
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help="The business date; the last one that is over if not given.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Where PDF, CSV and JSON go; the folder books of the store's home if not given.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Roll the business date, check the books, seal the Morning Book, write its files.

    Safe to run again: finished steps are kept, failed ones are done. Exit 1 if the books have
    faults or a file could not be written.
    """
    named = date_of(day) if day is not None else None
    station = open_place(find_place(store))
    try:
        calendar = station.store.calendar
        report = run_nightly(station, named or last_finished_date(station), out, section_makers())
    finally:
        station.close()
    if as_json:
        print_json(_as_json(report, calendar))
    else:
        _tell(report)
    return FAULTS if report.failed or report.problems else DONE


def section_makers() -> list[SectionMaker]:
    """What every task adds to the Book."""
    return [resolve(task.morning_book) for task in discover_tasks() if task.morning_book]


def _tell(report: NightlyReport) -> None:
    sealed = report.sealed
    assert sealed is not None, "a run that ends has sealed its Book"
    edition = f", edition {sealed.edition}" if sealed.edition > 1 else ""
    say(f"Morning Book {sealed.number} of {report.day}{edition}. Seal {sealed.seal}")
    for path in report.files:
        say(f"  {path}")
    if report.kept:
        say(f"Done before: {', '.join(report.kept)}.")
    for step, why in report.failed.items():
        say(f"Not written: {step}. {why}")
    for problem in report.problems:
        say(f"Fault: {problem.text}")


def _as_json(report: NightlyReport, calendar: StoreCalendar) -> dict[str, object]:
    sealed = report.sealed
    assert sealed is not None, "a run that ends has sealed its Book"
    return {
        "date": report.day.isoformat(),
        "number": sealed.number,
        "edition": sealed.edition,
        "seal": sealed.seal,
        "previous_seal": sealed.previous_seal,
        "sealed_at": local_time(sealed.sealed_at, calendar),
        "files": [str(path) for path in report.files],
        "done": report.done,
        "kept": report.kept,
        "failed": report.failed,
        "problems": [p.as_json() for p in report.problems],
    }
