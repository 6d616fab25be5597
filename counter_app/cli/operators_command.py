"""`counter operators`: who may work at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy import Connection

from counter_app.cli.answers import (
    JsonOption,
    StoreOption,
    group,
    print_json,
    say,
    say_table,
    who,
)
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.cli.secret_input import read_pin
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.operator import Role
from counter_app.core.words import LANGUAGES
from counter_app.records.audit import note_event
from counter_app.records.operators import (
    OperatorRow,
    add_operator,
    all_operators,
    clear_failures,
    locked_stations,
    operator_by_number,
    set_active,
    set_pin_hash,
)
from counter_app.records.pins import badge_mac, check_new_pin, hash_pin
from counter_app.records.work import Work
from counter_app.rules.set_up import MAX_PERSON, operator_number, proper_name
from counter_app.station import Station
from counter_app.storage.keys import Keys

commands = group("Who may work at the desk.")

NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="The operator's number.")]


@commands.command()
def add(
    number: NumberArgument,
    name: Annotated[str, typer.Option(help="First and last name.")],
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.CLERK,
    badge: Annotated[str | None, typer.Option(help="The code on their badge.")] = None,
    language: Annotated[str, typer.Option(help="en or es.")] = "en",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Add somebody; the PIN is typed, in the file COUNTER_PIN_FILE names, or on stdin."""
    operator_number(number)
    if language not in LANGUAGES:
        raise BadInput(f"The language is {' or '.join(LANGUAGES)}.")
    if badge is not None and not re.fullmatch(r"[!-~]{4,40}", badge):
        raise BadInput("A badge code has 4 to 40 characters without spaces.")
    full_name = proper_name(name, MAX_PERSON)
    with _opened(store) as station:
        pin = read_pin(full_name)
        check_new_pin(pin, number)
        with station.open_work() as work:
            added = add_operator(
                work.connection,
                station.keys,
                number=number,
                name=full_name,
                role=role.value,
                language=language,
                pin_hash=hash_pin(station.keys, pin),
                badge_mac=badge_mac(station.keys, badge) if badge else None,
                at=work.now(),
            )
            _note(work, station, "operator_added", added)
            work.commit()
    return _told(as_json, number, f"{full_name} ({number}) can sign on as {role.value} now.")


@commands.command("list")
def list_operators(store: StoreOption = None, as_json: JsonOption = False) -> int:
    """List everybody."""
    with _opened(store) as station, station.look() as work:
        people = all_operators(work.connection)
        locked = {p.id: locked_stations(work.connection, p.id, work.now()) for p in people}
    if as_json:
        print_json({"operators": [_as_json(p, locked[p.id]) for p in people]})
    else:
        rows = [(p.number, p.name, p.role, p.language, _state(p, locked[p.id])) for p in people]
        say_table(("Number", "Name", "Role", "Language", ""), rows)
    return DONE


@commands.command()
def lock(number: NumberArgument, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Lock somebody out of the store until they are unlocked."""

    def change(connection: Connection, keys: Keys, row: OperatorRow) -> None:
        others = (p for p in all_operators(connection) if p.active and p.id != row.id)
        if row.role == Role.ADMINISTRATOR and not any(p.role == Role.ADMINISTRATOR for p in others):
            raise BadInput("The last administrator cannot be locked out.", code="last_one")
        set_active(connection, keys, row.id, active=False)

    row = _change(store, number, "operator_locked", change)
    return _told(as_json, number, f"{row.name} ({number}) cannot sign on any more.")


@commands.command()
def unlock(number: NumberArgument, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Let somebody in again: after a lock, or after too many wrong PINs."""

    def change(connection: Connection, keys: Keys, row: OperatorRow) -> None:
        set_active(connection, keys, row.id, active=True)
        clear_failures(connection, row.id)

    row = _change(store, number, "operator_unlocked", change)
    return _told(as_json, number, f"{row.name} ({number}) can sign on again.")


@commands.command()
def pin(number: NumberArgument, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Give somebody a new PIN: typed, in the file COUNTER_PIN_FILE names, or on stdin."""
    with _opened(store) as station:
        with station.look() as work:
            row = _known(work.connection, number)
        new = read_pin(row.name)
        check_new_pin(new, number)
        pin_hash = hash_pin(station.keys, new)
        with station.open_work() as work:
            set_pin_hash(work.connection, station.keys, row.id, pin_hash)
            clear_failures(work.connection, row.id)
            _note(work, station, "pin_changed", row.id)
            work.commit()
    return _told(as_json, number, f"{row.name} ({number}) has a new PIN.")


@contextmanager
def _opened(store: str | None) -> Iterator[Station]:
    station = open_place(find_place(store))
    try:
        yield station
    finally:
        station.close()


def _change(
    store: str | None,
    number: str,
    event: str,
    change: Callable[[Connection, Keys, OperatorRow], None],
) -> OperatorRow:
    with _opened(store) as station, station.open_work() as work:
        row = _known(work.connection, number)
        change(work.connection, station.keys, row)
        _note(work, station, event, row.id)
        work.commit()
    return row


def _known(connection: Connection, number: str) -> OperatorRow:
    row = operator_by_number(connection, operator_number(number))
    if row is None:
        raise NotFound(f"There is no operator {number}.", code="unknown_operator")
    return row


def _note(work: Work, station: Station, event: str, operator_id: int) -> None:
    note_event(
        work.connection,
        station=station.name,
        event=event,
        at=work.now(),
        operator_id=None,
        about=operator_id,
        account=who(),
    )


def _told(as_json: bool, number: str, text: str) -> int:
    if as_json:
        print_json({"operator": number, "done": True})
    else:
        say(text)
    return DONE


def _state(row: OperatorRow, stations: tuple[str, ...]) -> str:
    if not row.active:
        return "locked out"
    return f"wrong PINs at {', '.join(stations)}" if stations else ""


def _as_json(row: OperatorRow, stations: tuple[str, ...]) -> dict[str, object]:
    return {
        "number": row.number,
        "name": row.name,
        "role": row.role,
        "language": row.language,
        "active": row.active,
        "locked_at_stations": list(stations),
    }
