"""The one net under every command: what became of it as an exit code and one line on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from counter_app.core.errors import CounterError, Refused

DONE: Final = 0
FAULTS: Final = 1
UNUSABLE: Final = 2
REFUSED: Final = 3
INTERRUPTED: Final = 130
_MAX_LINE: Final = 600


def guarded(run: Callable[[], int], home: Callable[[], Path]) -> int:
    """Run a command; whatever it raises ends as one line, never as a traceback.

    `home` tells the folder whose log takes a bug; it may itself fail.
    """
    _open_closed_streams()
    _speak_utf_8()
    try:
        code = run()
        sys.stdout.flush()
    except CounterError as error:
        complain(f"{error.text} {error.remedy}".strip())
        return REFUSED if isinstance(error, Refused) else UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the answer went away; nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{error.strerror or 'The system refused it'}.")
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 one of the three places that catch everything
        complain(f"Something went wrong in the program itself ({_bug(error, home)}).")
        return UNUSABLE
    return code


def complain(text: str) -> None:
    """One line on stderr, whatever the text holds."""
    from counter_app.core.clean import is_hidden

    line = "".join("\ufffd" if is_hidden(c) else c for c in " ".join(text.split()))
    if len(line) > _MAX_LINE:
        line = line[: _MAX_LINE - 1] + "…"
    with suppress(OSError):  # nobody reads it, or the disk it goes to is full: the code says enough
        sys.stderr.write(f"counter: {line}\n")
        sys.stderr.flush()


def _bug(error: Exception, home: Callable[[], Path]) -> str:
    from counter_app.logs import close_logs, configure_logs, log_bug

    try:
        folder = home()
        configure_logs(folder)
        reference = log_bug(error)
        close_logs()
    except (CounterError, OSError):
        return f"{type(error).__name__}, and it could not be logged"
    return f"reference {reference}, written to {folder / 'logs'}"


def _open_closed_streams() -> None:
    """Whoever started the program may have closed its streams: reading finds the end then."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 stays open


def _speak_utf_8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
