"""`counter play`: desk scripts from a file or stdin, answers as JSON lines on stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from counter_app.cli.answers import StoreOption, print_json, print_json_line
from counter_app.cli.boundary import DONE, REFUSED
from counter_app.cli.places import find_place, open_place
from counter_app.cli.play import Player, Script, line_schema, playable, schema_of
from counter_app.core.errors import BadInput


def play(
    script: Annotated[
        str | None,
        typer.Argument(
            metavar="SCRIPT.jsonl|-", help="The script; - is stdin.", show_default=False
        ),
    ] = None,
    schema: Annotated[
        bool,
        typer.Option(
            "--schema", help="Print the JSON Schema of a line, or of the `do` of one task."
        ),
    ] = False,
    store: StoreOption = None,
) -> int:
    """Do desk work without a window, line by line.

    Each line of the script is a JSON object; each answer is one, too. Bad and refused lines are
    answered and the script goes on; exit 3 if there were any.
    """
    if schema:
        print_json(
            schema_of(script)
            if script
            else {"line": line_schema(), "tasks": {task: schema_of(task) for task in playable()}}
        )
        return DONE
    if script is None:
        raise BadInput("Name a script, or - for stdin.")
    place = find_place(store)
    player = Player(
        Script(lambda name, clock: open_place(place, clock, name), place.settings.printer.columns)
    )
    refused = False
    try:
        open_place(place).close()  # a store that cannot be opened is no line's fault
        with _opened(script) as stream:
            for answer in player.play(stream):
                print_json_line(answer)
                refused = refused or not answer["ok"]
    finally:
        player.close()
    return REFUSED if refused else DONE


@contextmanager
def _opened(script: str) -> Iterator[BinaryIO]:
    if script == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(script).open("rb")  # noqa: SIM115 closed below; only opening may fail here
    except (OSError, ValueError) as error:
        raise BadInput(f"The script {script} cannot be read.") from error
    with stream:
        yield stream
