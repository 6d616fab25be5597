"""The `counter` command with all its subcommands, and how a run of it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from counter_app.cli import (
    import_command,
    keys_command,
    operators_command,
    policy_command,
    quote_command,
    receipts_command,
    station_command,
)
from counter_app.cli.answers import StoreOption
from counter_app.cli.approve_code_command import approve_code
from counter_app.cli.backup_command import backup, restore
from counter_app.cli.boundary import DONE, UNUSABLE, complain
from counter_app.cli.demo_command import demo, with_tour_folder
from counter_app.cli.desk import open_desk
from counter_app.cli.doctor_command import doctor
from counter_app.cli.export_command import export
from counter_app.cli.nightly_command import nightly
from counter_app.cli.play_command import play
from counter_app.cli.set_up_command import init, upgrade
from counter_app.cli.slip_command import slip
from counter_app.cli.verify_command import verify

application = typer.Typer(
    help="The store's returns desk. Without a command, the desk opens.",
    no_args_is_help=False,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@application.callback()
def desk(context: typer.Context, store: StoreOption = None) -> int:
    """The store's returns desk. Without a command, the desk opens."""
    if context.invoked_subcommand is None:
        return open_desk(store)
    if store is not None:
        context.default_map = _named_for_all(context.command, store)
    return DONE


def _named_for_all(command: Any, store: str) -> dict[str, Any]:
    """`--store` before a subcommand counts for it; the subcommand's own still wins."""
    inside = getattr(command, "commands", {})
    return {name: _named_for_all(c, store) for name, c in inside.items()} | {"store": store}


application.command("init")(init)
application.command("upgrade")(upgrade)
application.command("play")(play)
application.command("approve-code")(approve_code)
application.add_typer(operators_command.commands, name="operators")
application.add_typer(policy_command.commands, name="policy")
application.add_typer(keys_command.commands, name="keys")
application.add_typer(station_command.commands, name="station")
application.add_typer(import_command.commands, name="import")
application.add_typer(receipts_command.commands, name="receipts")
application.add_typer(quote_command.commands, name="quote")
application.command("slip")(slip)
application.command("nightly")(nightly)
application.command("export")(export)
application.command("verify")(verify)
application.command("backup")(backup)
application.command("restore")(restore)
application.command("doctor")(doctor)
application.command("demo")(demo)


def run_command(arguments: Sequence[str]) -> int:
    """Run a subcommand and give its exit code; raises what the command raises."""
    command: Any = typer.main.get_command(application)
    try:
        given = with_tour_folder(arguments)
        code = command.main(args=given, prog_name="counter", standalone_mode=False)
    except typer.TyperException as error:
        complain(_message(error))
        return UNUSABLE
    except typer.Abort:
        complain("Stopped; nothing was done.")
        return UNUSABLE
    except SystemExit as error:
        return DONE if error.code in (0, None) else UNUSABLE
    return code if isinstance(code, int) else DONE


def _message(error: typer.TyperException) -> str:
    tell = getattr(error, "format_message", None)
    return str(tell() if tell is not None else error).replace("Value error, ", "")
