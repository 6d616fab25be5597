"""What commands share: their common options, JSON and text on stdout, progress on stderr."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

import typer

from counter_app.core.clean import is_hidden
from counter_app.core.clock import StoreCalendar

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="DIR|URL",
        help="The store: its folder, or a postgresql:// address. Also COUNTER_STORE.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


Bar = Callable[[int, int, str], None]
"""A progress bar: done, of how much, and what is being done."""


def group(text: str) -> typer.Typer:
    """A group of commands."""
    return typer.Typer(help=text, rich_markup_mode=None)


def print_json(value: object) -> None:
    """JSON for programs; text in other scripts stays as it is."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_line(value: object) -> None:
    """JSON on one line, written out at once."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def say(text: str = "") -> None:
    """A line for people; nothing in it can steer a terminal."""
    typer.echo("".join("\ufffd" if is_hidden(c) and c != "\n" else c for c in text))


def counted(number: int, things: str) -> str:
    """``1 station``, ``2 stations``: things whose names end in s."""
    return f"{number} {things.removesuffix('s') if number == 1 else things}"


def say_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table for people."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*head, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text("".join("\ufffd" if is_hidden(c) else c for c in x)) for x in row))
    console = Console(file=sys.stdout, highlight=False)
    if not console.is_terminal:
        console.width = 200
    console.print(table)


def local_time(at: datetime, calendar: StoreCalendar) -> str:
    """ISO 8601 with offset, in the store's zone."""
    return calendar.local(at).isoformat(timespec="seconds")


def who() -> str:
    """The computer account that gives the command, for the audit."""
    try:
        return getpass.getuser()[:80]
    except (OSError, KeyError):
        return "unknown"


@contextmanager
def progress_bar(title: str) -> Iterator[Bar]:
    """A bar on stderr where that is a terminal; nothing at all elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _done, _whole, _text: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as progress:
        line: Any = progress.add_task(title, total=None)

        def show(done: int, whole: int, text: str) -> None:
            shown = text[-40:].replace("[", "(")
            progress.update(line, completed=done, total=whole or None, description=shown)

        yield show
