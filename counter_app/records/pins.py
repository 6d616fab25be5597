"""PINs and badges: how they are kept (peppered argon2id, keyed badge hash), which are refused.

The pepper is a key outside the database: without it a stolen hash of six digits falls in hours.
Parameters are the OWASP minimum for argon2id (19 MiB, 2 passes, 1 lane). Takes about 20 ms:
never on the thread that draws the window.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from itertools import pairwise
from typing import Final

from counter_app.core.errors import BadInput
from counter_app.core.said import said
from counter_app.storage.keys import Keys

_MEMORY_KIB: Final = 19 * 1024
_PASSES: Final = 2
_DUMMY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
    "Zm9yYmlkZGVuZm9yYmlkZGVuZm9yYmlkZGVuZm9yYmk"
)


def hash_pin(keys: Keys, pin: str) -> str:
    """An argon2id hash of the peppered PIN."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=1).hash(
        _peppered(keys, pin)
    )


def pin_matches(keys: Keys, pin_hash: str | None, pin: str) -> bool:
    """True if the PIN is right; an unknown operator (None) takes just as long."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        PasswordHasher().verify(pin_hash or _DUMMY, _peppered(keys, pin))
    except (VerificationError, InvalidHashError):  # the second: no hash of ours stands there
        return False
    return pin_hash is not None


def badge_mac(keys: Keys, badge: str) -> str:
    """The keyed hash under which a badge code is stored and looked up."""
    return hmac.new(keys.pepper, b"badge\n" + badge.encode(), hashlib.sha256).hexdigest()


def check_new_pin(pin: str, operator_number: str, *, least: int = 6, most: int = 8) -> None:
    """Refuse PINs that are short, long, not digits, repeated, runs, or the operator's number."""
    if not re.fullmatch(rf"[0-9]{{{least},{most}}}", pin):
        raise BadInput(
            said("A PIN has {least} to {most} digits.", least=least, most=most), code="weak_pin"
        )
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    half = len(pin) // 2
    if (
        len(set(pin)) < 3
        or len(steps) == 1
        or pin[:half] * 2 == pin
        or pin.strip("0") == operator_number.strip("0")
        or (operator_number and pin in (operator_number * 3)[: len(pin)])
    ):
        raise BadInput("This PIN is too easy to guess. Choose another.", code="weak_pin")


def _peppered(keys: Keys, pin: str) -> str:
    return hmac.new(keys.pepper, b"pin\n" + pin.encode(), hashlib.sha256).hexdigest()
