"""`counter init` and `counter upgrade`: a new store, and an old store under a new program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from counter_app.app import (
    DATABASE_FILE,
    UNFINISHED,
    NewOperator,
    create_store,
    default_policy,
    open_database,
)
from counter_app.cli.answers import JsonOption, StoreOption, print_json, say
from counter_app.cli.boundary import DONE
from counter_app.cli.places import (
    Place,
    find_place,
)
from counter_app.cli.policy_command import read_policy_file
from counter_app.cli.secret_input import interactive, read_pin
from counter_app.core.clock import StoreCalendar, SystemClock
from counter_app.core.errors import BadInput, Conflict, StorageError
from counter_app.core.ids import new_id
from counter_app.core.money import USD
from counter_app.core.operator import Role
from counter_app.core.store import Store
from counter_app.core.text import clean_text
from counter_app.intake.reading import currency_of
from counter_app.paths import migrations
from counter_app.records.backups import upgrade_store
from counter_app.records.stores import all_stations
from counter_app.rules.set_up import (
    MAX_ADDRESS_LINES,
    MAX_NAME,
    MAX_PERSON,
    MAX_PHONE,
    in_use,
    operator_number,
    proper_name,
    station_name,
    store_number,
    system_zone,
    till_numbers,
    time_zone,
    usual_policy_counts,
)
from counter_app.storage.keys import STAGED_NAME as STAGED_KEYS
from counter_app.storage.keys import load_keys
from counter_app.storage.migrate import schema_head, schema_of


def init(
    *,
    number: Annotated[str | None, typer.Option(help="The store's number, up to 4 digits.")] = None,
    name: Annotated[str | None, typer.Option(help="The store's name, as slips show it.")] = None,
    address: Annotated[
        list[str] | None, typer.Option(help="A line of the address; give it once per line.")
    ] = None,
    phone: Annotated[str | None, typer.Option(help="The telephone number slips show.")] = None,
    currency: Annotated[str | None, typer.Option(help="ISO 4217, like USD.")] = None,
    zone: Annotated[
        str | None, typer.Option(help="The store's time zone, like America/Chicago.")
    ] = None,
    tills: Annotated[
        str | None, typer.Option(help="The numbers of the desk's tills, like 7,8.")
    ] = None,
    station: Annotated[str | None, typer.Option(help="This computer's station, like D01.")] = None,
    station_title: Annotated[str | None, typer.Option(help="What people call the station.")] = None,
    admin_number: Annotated[
        str | None, typer.Option(help="Operator number of the first administrator.")
    ] = None,
    admin_name: Annotated[str | None, typer.Option(help="The administrator's name.")] = None,
    policy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A policy instead of the usual one.")
    ] = None,
    practice: Annotated[
        bool, typer.Option("--practice", help="A store to practise in; no real business.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Set up a new store.

    What is not given is asked for. The administrator's PIN is typed, or read from the file named
    in COUNTER_PIN_FILE, or from stdin.
    """
    place = find_place(store)
    refuse_existing(place)
    answers = _answers(
        {
            "number": (number, "Store number", None),
            "name": (name, "Store name", None),
            "address": ("\n".join(address) if address else None, "Address", ""),
            "phone": (phone, "Telephone", ""),
            "currency": (currency, "Currency", "USD"),
            "zone": (zone, "Time zone", system_zone()),
            "tills": (tills, "Numbers of the desk's tills", "1"),
            "station": (station, "This computer's station", "D01"),
            "station-title": (station_title, "What people call the station", ""),
            "admin-number": (admin_number, "Administrator's number", None),
            "admin-name": (admin_name, "Administrator's name", None),
        }
    )
    money = in_use(currency_of(answers["currency"].strip().upper()))
    if policy is None:
        usual_policy_counts(money)
    text = read_policy_file(policy) if policy else default_policy(money.code)
    made = _make(place, answers, text, "practice" if practice else "live")
    if as_json:
        print_json(made)
    else:
        say(f"The store {answers['name']} is set up in {place.shown}.")
        say(f"Keys and the station's files are in {place.home}.")
        if policy is None and money != USD:
            say(f"The policy’s amounts were set in US dollars; look at them in {money.code}.")
        say("Copy the keys to a safe place now: counter keys backup FILE")
    return DONE


def _make(place: Place, answers: dict[str, str], policy: str, mode: str) -> dict[str, object]:
    """Judge every answer, ask for the PIN, then make the store."""
    facts = Store(
        id=new_id(),
        number=store_number(answers["number"]),
        name=proper_name(answers["name"]),
        address=_address(answers["address"]),
        phone=clean_text(answers["phone"], MAX_PHONE),
        currency=currency_of(answers["currency"].strip().upper()),
        calendar=StoreCalendar(time_zone(answers["zone"])),
        mode=mode,
    )
    tills = till_numbers(answers["tills"])
    here = station_name(answers["station"])
    title = clean_text(answers["station-title"], MAX_NAME) or f"Desk {int(here[-2:])}"
    number = operator_number(answers["admin-number"])
    name = proper_name(answers["admin-name"], MAX_PERSON)
    clock = SystemClock()
    create_store(
        place.location,
        place.home,
        facts,
        station=(here, title),
        people=[NewOperator(number, name, Role.ADMINISTRATOR, read_pin(name))],
        tills=tills,
        policy_text=policy,
        effective_from=facts.calendar.business_date(clock.now()),
        clock=clock,
    )
    return {
        "store": place.shown,
        "home": str(place.home),
        "store_id": facts.id,
        "station": here,
        "tills": list(tills),
    }


def upgrade(
    force: Annotated[
        bool, typer.Option("--force", help="Also if a station did not close properly.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Bring the store to this program's version, after a backup.

    Stations refuse to open in between. Nothing changes if anything goes wrong.
    """
    place = find_place(store)
    database = open_database(place.location)
    try:
        with database.read() as connection:
            before = schema_of(connection)
            if before is not None and not force:
                _refuse_open_desks(connection)
        kept = upgrade_store(database, place.home, load_keys(place.home), SystemClock())
    finally:
        database.close()
    head = schema_head(migrations())
    if as_json:
        print_json({"from": before, "to": head, "backup": str(kept) if kept else None})
    elif kept is None:
        say("The store is up to date.")
    else:
        say(f"The store was brought from version {before} to {head}. The backup is {kept}.")
    return DONE


def _address(text: str) -> tuple[str, ...]:
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > MAX_ADDRESS_LINES:
        raise BadInput(f"An address has at most {MAX_ADDRESS_LINES} lines.")
    return tuple(clean_text(line, MAX_NAME) for line in lines)


def refuse_existing(place: Place) -> None:
    """A folder that holds anything but an unfinished set-up is left alone."""
    if not isinstance(place.location, Path):
        return
    if place.location.exists() and not place.location.is_dir():
        raise BadInput(f"{place.location} is a file, not a folder.")
    if (place.location / DATABASE_FILE).exists():
        raise StorageError(f"A store is already set up in {place.location}.", code="store_exists")
    others = {p.name for p in place.location.iterdir()} if place.location.exists() else set()
    begun = {"logs", *UNFINISHED, STAGED_KEYS}
    if any(name not in begun and not name.startswith(f".{STAGED_KEYS}.") for name in others):
        raise StorageError(f"{place.location} is not empty; a new store needs a folder of its own.")


def _answers(asked: dict[str, tuple[str | None, str, str | None]]) -> dict[str, str]:
    """Each option as given, typed now, or its default; `BadInput` names all that are missing."""
    found: dict[str, str] = {}
    missing: list[str] = []
    for option, (given, prompt, default) in asked.items():
        if given is None and interactive():
            value: str | None = str(typer.prompt(prompt, default=default, err=True))
        else:
            value = default if given is None else given
        if value is None:
            missing.append(f"--{option}")
        else:
            found[option] = value
    if missing:
        raise BadInput(f"Missing: {', '.join(missing)}.")
    return found


def _refuse_open_desks(connection: Connection) -> None:
    open_at = [row.name for row in all_stations(connection) if row.in_use_by]
    if open_at:
        raise Conflict(
            f"The desk is open at {', '.join(open_at)}.",
            code="station_in_use",
            remedy="Close it there first, or use --force if it did not close properly.",
        )
