"""`counter verify`: recompute everything that the books promise."""

from __future__ import annotations

from contextlib import closing

from counter_app.app import discover_tasks, open_database
from counter_app.cli.answers import JsonOption, StoreOption, counted, print_json, say
from counter_app.cli.boundary import DONE, FAULTS
from counter_app.cli.places import Place, find_place
from counter_app.core.errors import StorageError
from counter_app.core.task import resolve
from counter_app.paths import migrations
from counter_app.records.station_file import read_station
from counter_app.records.verify import Check, Problem, Report, verify_store
from counter_app.storage.keys import FILE_NAME as KEYS_FILE
from counter_app.storage.keys import load_keys
from counter_app.storage.migrate import check_schema


def verify(store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Check chain, anchors, balances, numbers, triggers, refunds and the database itself.

    Exit 1 if anything is wrong; the first line names the first broken record.
    """
    report = verify_place(find_place(store))
    if as_json:
        print_json(
            {
                "clean": report.clean,
                "problems": [p.as_json() for p in report.problems],
                "notes": list(report.notes),
                "counts": dict(report.counts),
            }
        )
        return DONE if report.clean else FAULTS
    for problem in report.problems:
        told = problem.where in problem.text  # "" is in every text
        say(problem.text if told else f"{problem.where}: {problem.text}")
    for note in report.notes:
        say(f"note: {note}")
    read = ", ".join(counted(count, what) for what, count in report.counts.items())
    found = counted(len(report.problems), "problems")
    say(f"Clean: {read}." if report.clean else f"{found}; read: {read or 'nothing'}.")
    return DONE if report.clean else FAULTS


def task_checks() -> list[Check]:
    """What tasks check about their own parts of the books."""
    return [resolve(task.verify) for task in discover_tasks() if task.verify is not None]


def verify_place(place: Place) -> Report:
    """Verify a store where it lies, without opening it as a station."""
    try:
        with closing(open_database(place.location)) as database:
            check_schema(database, migrations())
            here = place.station or read_station(place.home)
            keys = load_keys(place.home)
            return verify_store(database, place.home, keys, task_checks(), here=here)
    except StorageError as error:
        text = error.text
        if error.code == "no_store" and (place.home / KEYS_FILE).exists():
            text = "The store's database is gone or empty, and its keys are still there."
        elif error.code != "storage_damaged":
            raise
        return Report((Problem("integrity", text, ""),), (), {})
