"""`counter approve-code`: the code that a manager who is away reads out for one request."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from counter_app.approving import spoken_code
from counter_app.cli.answers import JsonOption, StoreOption, print_json, say
from counter_app.cli.boundary import DONE
from counter_app.cli.places import find_place, open_place
from counter_app.cli.secret_input import read_known_pin
from counter_app.core.money import parse_money


def approve_code(
    challenge: Annotated[str, typer.Argument(help="What the clerk reads out, like 7KQ2-M4XD.")],
    amount: Annotated[str, typer.Option(help="The amount the clerk reads out, like 129.00.")],
    clerk: Annotated[str, typer.Option(help="The clerk's number.")],
    manager: Annotated[str, typer.Option(help="Your own number.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Make the code for one request; the PIN is typed, in COUNTER_PIN_FILE, or on stdin."""
    with closing(open_place(find_place(store))) as station:
        money = parse_money(amount, station.store.currency)
        pin = read_known_pin(manager)
        code = spoken_code(challenge, money, clerk, manager, pin, station)
    if as_json:
        print_json({"code": code})
    else:
        say(f"{code[:4]} {code[4:]}")
    return DONE
