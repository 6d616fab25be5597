"""Codes of store credits and gift cards: 80 random bits and keyed check characters.

``SC 7K2M 9QXT 4VBN P3HZ J8W5``: kind, sixteen random characters, four that only the store's key
gives, so that a typing mistake or a made-up code is refused before anything is looked up. The
alphabet is Crockford's base 32: no I, L, O or U, and those who type O or I mean 0 or 1.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final

from counter_app.core.errors import BadInput

STORE_CREDIT: Final = "SC"
GIFT_CARD: Final = "GC"
RANDOM_BYTES: Final = 10

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BODY: Final = 16
_CHECK: Final = 4
_GROUP: Final = 4
_MAX_TYPED: Final = 60
_SHAPE: Final = re.compile(r"(?P<kind>SC|GC)(?P<rest>[0-9A-HJKMNP-TV-Z]{20})")


@dataclass(frozen=True, slots=True)
class CreditCode:
    """One code whose check characters are right; `kind` is "SC" or "GC"."""

    kind: str
    body: str
    check: str

    @property
    def text(self) -> str:
        """What the barcode holds."""
        return self.kind + self.body + self.check

    @property
    def grouped(self) -> str:
        """In groups, for reading and typing."""
        rest = self.body + self.check
        groups = [rest[i : i + _GROUP] for i in range(0, len(rest), _GROUP)]
        return " ".join([self.kind, *groups])

    @property
    def tail(self) -> str:
        """The last four characters: enough to tell two slips apart, useless for paying."""
        return self.check


def make_code(kind: str, random: bytes, key: bytes) -> CreditCode | None:
    """The code of ten random bytes; None for the few whose characters are all digits.

    Those could be taken for the number of a slip; the caller draws again.
    """
    assert kind in (STORE_CREDIT, GIFT_CARD)
    assert len(random) == RANDOM_BYTES
    body = _characters(int.from_bytes(random, "big"), _BODY)
    code = CreditCode(kind, body, _check(kind + body, key))
    return None if (body + code.check).isdigit() else code


def credit_shape(text: str) -> str | None:
    """The text without blanks and hyphens if it looks like a credit's code, else None.

    Nothing is checked: that takes the store's key.
    """
    if len(text) > _MAX_TYPED or not text.isascii():
        return None
    plain = text.upper().translate(str.maketrans("", "", " -\t"))
    kind, rest = plain[:2], plain[2:].translate(str.maketrans("OIL", "011"))
    match = _SHAPE.fullmatch(kind + rest)
    return None if match is None or match["rest"].isdigit() else match[0]


def parse_credit(text: str, key: bytes) -> CreditCode:
    """The code a scanned or typed text names; raises `BadInput` unless its check is right."""
    plain = credit_shape(text)
    if plain is None:
        raise BadInput(
            "This is not the code of a store credit or gift card.",
            code="credit.not_a_code",
            remedy="Scan the slip, or type all six groups.",
        )
    code = CreditCode(plain[:2], plain[2:-_CHECK], plain[-_CHECK:])
    if not hmac.compare_digest(code.check, _check(code.kind + code.body, key)):
        raise BadInput(
            "This code has a wrong character.",
            code="credit.bad_check",
            remedy="Scan it again or type it with care.",
        )
    return code


def _check(body: str, key: bytes) -> str:
    digest = hmac.new(key, b"credit-check\n" + body.encode(), hashlib.sha256).digest()
    return _characters(int.from_bytes(digest[:4], "big"), _CHECK)


def _characters(value: int, count: int) -> str:
    found = []
    for _ in range(count):
        value, digit = divmod(value, len(_ALPHABET))
        found.append(_ALPHABET[digit])
    return "".join(reversed(found))
