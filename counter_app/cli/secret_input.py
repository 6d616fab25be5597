"""PINs and passphrases: from a file, from stdin, or typed unseen; never from the command line."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Final

from counter_app.core.errors import BadInput

PIN_FILE_VARIABLE: Final = "COUNTER_PIN_FILE"
PASSPHRASE_FILE_VARIABLE: Final = "COUNTER_PASSPHRASE_FILE"  # noqa: S105 a name, no secret
_MAX_SECRET: Final = 1_000


def read_pin(whose: str) -> str:
    """A PIN from the file in COUNTER_PIN_FILE, typed twice, or the next line of stdin."""
    return _read(PIN_FILE_VARIABLE, f"PIN for {whose}", "PIN", again=True)


def read_known_pin(whose: str) -> str:
    """The PIN somebody has already, asked for once; from the same places."""
    return _read(PIN_FILE_VARIABLE, f"PIN of {whose}", "PIN", again=False)


def read_passphrase(*, new: bool) -> str:
    """A passphrase from the file in COUNTER_PASSPHRASE_FILE, typed, or the next line of stdin."""
    return _read(PASSPHRASE_FILE_VARIABLE, "Passphrase", "passphrase", again=new)


def interactive() -> bool:
    """True where a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _read(variable: str, prompt: str, what: str, *, again: bool) -> str:
    named = os.environ.get(variable)
    if named:
        return _from_file(Path(named), what)
    if interactive():
        secret = getpass.getpass(f"{prompt}: ")
        if again and getpass.getpass(f"{prompt} again: ") != secret:
            raise BadInput(f"The {what} was typed differently the second time.")
    else:
        secret = sys.stdin.readline(_MAX_SECRET + 1).rstrip("\r\n")
    if not secret:
        raise BadInput(
            f"A {what} is needed: type it, send it on stdin, or name a file in {variable}."
        )
    return _checked(secret, what)


def _from_file(path: Path, what: str) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            secret = file.readline(_MAX_SECRET + 1).rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise BadInput(f"The {what} cannot be read from {path}.") from error
    if not secret:
        raise BadInput(f"There is no {what} in {path}.")
    return _checked(secret, what)


def _checked(secret: str, what: str) -> str:
    if len(secret) > _MAX_SECRET or not secret.isprintable():
        raise BadInput(f"This {what} is too long or holds characters that cannot be typed.")
    return secret
