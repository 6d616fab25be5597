"""`counter policy`: what the store allows, checked and loaded as a dated version."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from counter_app.app import read_policy
from counter_app.cli.answers import JsonOption, StoreOption, group, print_json, say, who
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.core.errors import BadInput
from counter_app.core.store import Store
from counter_app.records.audit import note_event
from counter_app.records.policy_versions import add_policy
from counter_app.rules.policy_text import MAX_SOURCE

commands = group("What the store allows.")

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A policy in TOML.")]


def read_policy_file(path: Path) -> str:
    """The text of a policy file; `BadInput` if it cannot be one."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_SOURCE * 4 + 1)
    except OSError as error:
        raise BadInput(f"The policy file {path} cannot be read.", code="bad_policy") from error
    if len(raw) > MAX_SOURCE * 4:
        raise BadInput("This policy file is too large.", code="bad_policy")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("This policy file is not UTF-8 text.", code="bad_policy") from error


def checked(path: Path, store: Store) -> str:
    """The text of a policy file that this store can use; `BadInput` names the faulty line."""
    text = read_policy_file(path)
    try:
        read_policy(text, store)
    except BadInput as error:
        raise BadInput(f"{path}: {error.text}", code=error.code, remedy=error.remedy) from error
    return text


@commands.command()
def check(file: FileArgument, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Say whether a policy is sound, and if not, which line is wrong and why."""
    station = open_place(find_place(store))
    try:
        checked(file, station.store)
    finally:
        station.close()
    if as_json:
        print_json({"file": str(file), "sound": True})
    else:
        say(f"{file} is sound.")
    return DONE


@commands.command()
def load(
    file: FileArgument,
    effective: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="The first business date; today by default."),
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Put a policy in force from a date; what was in force before stays on record."""
    start = date_of(effective) if effective is not None else None
    station = open_place(find_place(store))
    try:
        text = checked(file, station.store)
        with station.open_work() as work:
            day = start or work.today()
            if day < work.today():
                raise BadInput("A policy cannot change days that are past.", code="bad_policy_date")
            version = add_policy(work.connection, station.keys, text, day, who(), work.now())
            note_event(
                work.connection,
                station=station.name,
                event="policy_loaded",
                at=work.now(),
                version=version,
                account=who(),
            )
            work.commit()
    finally:
        station.close()
    if as_json:
        print_json({"version": version, "effective_from": day.isoformat()})
    else:
        say(f"Policy version {version} counts from {day.isoformat()}.")
    return DONE


def date_of(text: str) -> date:
    """A date typed on the command line; raises `BadInput`."""
    try:
        day = date.fromisoformat(text)
        fits = day.isoformat() == text and 2000 <= day.year <= 2099
    except ValueError:
        fits = False
    if not fits:
        raise BadInput("A date is written like 2026-11-21.")
    return date.fromisoformat(text)
