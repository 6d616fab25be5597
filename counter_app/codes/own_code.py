"""Our own barcodes: what the desk prints on slips and badges, safe against typing mistakes.

``RT 0012 07 261121 0046 32``: kind, store, station, business date, sequence, two check digits by
ISO 7064 MOD 97-10 (letters count as 10 to 35), which catch every single wrong or swapped character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from typing import Final

from counter_app.core.errors import BadInput

RETURN_SLIP: Final = "RT"
SALE_SLIP: Final = "SL"
PRICE_CORRECTION_SLIP: Final = "PV"
DENIAL_SLIP: Final = "DN"
BADGE: Final = "OP"

MAX_SEQUENCE: Final = 999_999
_KIND = re.compile(r"[A-Z]{2}")
_BODY = re.compile(r"[A-Z0-9]{1,40}")
_VALUES = {ord(c): str(int(c, 36)) for c in ascii_uppercase}
_CODE = re.compile(
    r"(?P<kind>[A-Z]{2})(?P<store>[0-9]{4})(?P<station>[0-9]{2})(?P<day>[0-9]{6})"
    r"(?P<sequence>[0-9]{4,6})(?P<check>[0-9]{2})"
)
_BADGE = re.compile(r"(?P<prefix>[A-Z]{2})(?P<number>[0-9]{4,12})(?P<check>[0-9]{2})")


@dataclass(frozen=True, slots=True)
class OwnCode:
    """One printed transaction: kind of slip (two letters), store, station, date, sequence."""

    kind: str
    store: int
    station: int
    business_date: date
    sequence: int

    def __post_init__(self) -> None:
        fits = (
            _KIND.fullmatch(self.kind) is not None
            and 0 <= self.store <= 9999
            and 0 <= self.station <= 99
            and 2000 <= self.business_date.year <= 2099
            and 0 <= self.sequence <= MAX_SEQUENCE
        )
        if not fits:
            raise BadInput("These numbers do not fit into a slip's barcode.", code="bad_code")

    @property
    def parts(self) -> tuple[str, ...]:
        """Kind, store, station, date, sequence and check digits as they are printed."""
        body = (
            self.kind,
            f"{self.store:04d}",
            f"{self.station:02d}",
            self.business_date.isoformat()[2:].replace("-", ""),
            f"{self.sequence:04d}",
        )
        return (*body, check_digits("".join(body)))

    @property
    def text(self) -> str:
        """What the barcode holds."""
        return "".join(self.parts)

    @property
    def grouped(self) -> str:
        """What stands under the barcode for people to read and type."""
        return " ".join(self.parts)


def check_digits(body: str) -> str:
    """Two check digits after ISO 7064 MOD 97-10 for capital letters and digits."""
    assert _BODY.fullmatch(body)
    return f"{98 - _value(body) * 100 % 97:02d}"


def parse_own(text: str) -> OwnCode | None:
    """The slip a scanned or typed text names, None if it does not look like one of ours.

    Spaces are ignored. Raises `BadInput` for one of ours with wrong check digits or date.
    """
    if len(text) > 40:
        return None
    match = _CODE.fullmatch(text.replace(" ", "").upper())
    if match is None:
        return None
    _verify(match)
    day = match["day"]
    try:
        business_date = date(2000 + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError:
        raise BadInput("This barcode names a day that does not exist.", code="bad_code") from None
    code = OwnCode(
        match["kind"],
        int(match["store"]),
        int(match["station"]),
        business_date,
        int(match["sequence"]),
    )
    if len(match["sequence"]) > 4 and match["sequence"].startswith("0"):
        raise BadInput("This barcode was not printed by this program.", code="bad_code")
    return code


def build_badge(number: str, prefix: str = BADGE) -> str:
    """The barcode of an operator's badge: prefix, badge number (4 to 12 digits), check digits.

    The badge number should be drawn at random: who knows an operator's number has no badge.
    """
    body = prefix + number
    if not _BADGE.fullmatch(body + "00") or not body.isascii():
        raise BadInput("A badge number has 4 to 12 digits.", code="bad_code")
    return body + check_digits(body)


def parse_badge(text: str, prefix: str = BADGE) -> str | None:
    """The badge number a text holds, None if it is no badge; raises `BadInput` on a wrong check."""
    match = _BADGE.fullmatch(text) if len(text) <= 16 else None
    if match is None or match["prefix"] != prefix:
        return None
    _verify(match)
    return match["number"]


def _verify(match: re.Match[str]) -> None:
    whole = match[0]
    if check_digits(whole[:-2]) != whole[-2:]:
        raise BadInput(
            "This number has wrong check digits. Scan it again or type it with care.",
            code="bad_check_digit",
        )


def _value(body: str) -> int:
    return int(body.translate(_VALUES))
