"""What a new store's facts must look like, whoever asks for them: the window or the command.

Each function reads one typed fact and raises `BadInput` with one sentence and its own code.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from babel.numbers import get_territory_currencies

from counter_app.core.errors import BadInput
from counter_app.core.money import USD, Currency
from counter_app.core.said import said
from counter_app.core.text import clean_text

MAX_TILLS: Final = 200
MAX_NAME: Final = 60
MAX_PERSON: Final = 80
MAX_PHONE: Final = 40
MAX_ADDRESS_LINES: Final = 4
STORE_DIGITS: Final = 4
OPERATOR_DIGITS: Final = 12
_STATION_NAME: Final = re.compile(r"[A-Z]{1,4}[0-9]{2}")


def store_number(text: str) -> str:
    """The store's number, 1 to 4 digits: codes on slips have room for no more."""
    sentence = said("A store number has 1 to {most} digits.", most=STORE_DIGITS)
    return _digits(text, STORE_DIGITS, sentence, "bad_store_number")


def operator_number(text: str) -> str:
    """An operator's number, 1 to 12 digits."""
    sentence = said("An operator number has 1 to {most} digits.", most=OPERATOR_DIGITS)
    return _digits(text, OPERATOR_DIGITS, sentence, "bad_operator_number")


def proper_name(text: str, most: int = MAX_NAME) -> str:
    """A name of a store or a person; never empty."""
    name = clean_text(text, most)
    if not name:
        raise BadInput("A name cannot be empty.", code="empty_name")
    return name


def in_use(currency: Currency) -> Currency:
    """The currency, if some country pays with it today (CLDR).

    It is a store's for good, and its registers' files must be in it: raises `BadInput` for letters
    exchanged, gold, the code for no currency, and money of the past.
    """
    if currency.code not in _in_use():
        raise BadInput(
            said("“{code}” is no currency that is in use. Write it like USD.", code=currency.code),
            code="bad_currency",
        )
    return currency


@cache
def _in_use() -> frozenset[str]:
    return frozenset(
        code
        for place in get_global("territory_currencies")
        for code in get_territory_currencies(place)
    )


def usual_policy_counts(currency: Currency) -> Currency:
    """The currency, if the usual policy can be a store's first one.

    Its amounts have two decimals, so that "100.00" would be a hundred yen, or a hundred dinars of a
    thousand fils. Such a store brings its own policy: raises `BadInput`.
    """
    if currency.exponent != USD.exponent:
        raise BadInput(
            said(
                "The usual policy counts dollars and cents, {currency} has no cents. Write the "
                "store’s own one and name it: counter init --policy FILE",
                currency=currency.code,
            ),
            code="policy_in_dollars",
        )
    return currency


def time_zone(text: str) -> str:
    """A zone of the tz database; also without regard to capitals."""
    wanted = text.strip().replace(" ", "_").lower()
    for known in zones():
        if known.lower() == wanted:
            return ZoneInfo(known).key
    raise BadInput(
        said("“{text}” is not a time zone. Write it like America/Chicago.", text=text[:40]),
        code="bad_zone",
    )


@cache
def zones() -> tuple[str, ...]:
    """Every time zone of this computer, by name."""
    return tuple(sorted(available_timezones()))


def system_zone() -> str | None:
    """The zone this computer is set to, if it can be told."""
    link = Path("/etc/localtime")
    try:
        zone = str(link.resolve()).partition("zoneinfo/")[2]
    except OSError:
        return None
    return zone if zone in zones() else None


def till_numbers(text: str) -> tuple[int, ...]:
    """Numbers of tills, like ``7,8``: 1 to 999, each once."""
    parts = [part.strip() for part in text.split(",")]
    if not all(re.fullmatch(r"[0-9]{1,3}", part) and int(part) > 0 for part in parts):
        raise BadInput("Tills are numbers from 1 to 999, like 7,8.", code="bad_tills")
    found = tuple(dict.fromkeys(int(part) for part in parts))
    if len(found) != len(parts) or len(found) > MAX_TILLS:
        raise BadInput(
            said("Name each till once, at most {most} of them.", most=MAX_TILLS), code="bad_tills"
        )
    return found


def station_name(text: str) -> str:
    """A station's name as slips carry it: up to four capital letters and two digits, like D01."""
    if not _STATION_NAME.fullmatch(text):
        raise BadInput(
            "A station is named like D01: up to four capital letters, two digits.",
            code="bad_station",
        )
    return text


def _digits(text: str, most: int, sentence: str, code: str) -> str:
    if not re.fullmatch(rf"[0-9]{{1,{most}}}", text):
        raise BadInput(sentence, code=code)
    return text
