"""Driving licences and ID cards by their barcode (PDF417) or magnetic stripe: AAMVA DL/ID data.

Tolerant of what scanners do to the text: offsets are ignored, elements are found by their ids.
Text whose separators were stripped is refused, since names contain element ids. Source of the
layout: AAMVA DL/ID Card Design Standard (2020), annex D. Nothing here is stored or logged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from counter_app.codes.jurisdictions import ISSUERS, country_of
from counter_app.core.clean import is_hidden
from counter_app.core.errors import BadInput

MAX_TEXT: Final = 4_096
MAX_NUMBER: Final = 25
MIN_SEPARATORS: Final = 3
_MAX_VALUE: Final = 80

_HEADER: Final = re.compile(r"(?:ANSI ?|AAMVA ?)(?P<issuer>[0-9]{6})(?P<version>[0-9]{2})")
_STRIPE: Final = re.compile(
    r"%(?P<state>[A-Z]{2})(?P<rest>[^?]{0,90})\?[\r\n]*;(?P<issuer>[0-9]{6}) ?"
    r"(?P<number>[0-9]{1,13})=(?P<expires>[0-9]{4})(?P<born>[0-9]{8})(?P<more>[0-9]{0,7})[^?]{0,9}\?"
)
_BREAKS: Final = re.compile("[\n\r\x1e\x1c\x1d|\u2190\u2193\u21b5]+")
"""Line feed, carriage return, record separator, and what scanners are set to send for them."""

_KNOWN: Final = frozenset(
    {
        *("DAA", "DAB", "DAC", "DAD", "DAE", "DAF", "DAG", "DAH", "DAI", "DAJ", "DAK", "DAL"),
        *("DAM", "DAN", "DAO", "DAP", "DAQ", "DAR", "DAS", "DAT", "DAU", "DAV", "DAW", "DAX"),
        *("DAY", "DAZ", "DBA", "DBB", "DBC", "DBD", "DBE", "DBF", "DBG", "DBH", "DBI", "DBJ"),
        *("DBK", "DBL", "DBM", "DBN", "DBO", "DBP", "DBQ", "DBR", "DBS", "DCA", "DCB", "DCD"),
        *("DCE", "DCF", "DCG", "DCH", "DCI", "DCJ", "DCK", "DCL", "DCM", "DCN", "DCO", "DCP"),
        *("DCQ", "DCR", "DCS", "DCT", "DCU", "DDA", "DDB", "DDC", "DDD", "DDE", "DDF", "DDG"),
        *("DDH", "DDI", "DDJ", "DDK", "DDL", "DDM", "DDN", "DDO", "DDP"),
    }
)
_SUBFILE: Final = re.compile(f"(?:DL|ID)(?={'|'.join(sorted(_KNOWN))})")
_MERGED: Final = ("DCS", "DBA", "DBB", "DBC", "DBD", "DAG", "DAI", "DAJ")
"""Elements nearly every card has: one of them inside a number means that a separator is gone."""

_NOTHING: Final = frozenset({"NONE", "UNAVL", "UNAVAIL", "UNAVAILABLE", "00000000"})


@dataclass(frozen=True, slots=True)
class Licence:
    """What a card says; what it does not say is empty or None. Nothing personal in its repr.

    `jurisdiction` is who issued it (``MI``), by its issuer number, else by the address.
    """

    number: str = field(repr=False)
    jurisdiction: str
    country: str
    version: int
    is_id_card: bool = False
    family_name: str = field(default="", repr=False)
    first_name: str = field(default="", repr=False)
    middle_name: str = field(default="", repr=False)
    suffix: str = field(default="", repr=False)
    street: str = field(default="", repr=False)
    city: str = field(default="", repr=False)
    state: str = field(default="", repr=False)
    postal: str = field(default="", repr=False)
    born: date | None = field(default=None, repr=False)
    issued: date | None = field(default=None, repr=False)
    expires: date | None = field(default=None, repr=False)
    name_cut: bool = False
    limited_term: bool = False

    @property
    def last_four(self) -> str:
        """The end of the number, for a person to compare."""
        return self.number[-4:]


def is_licence(text: str) -> bool:
    """True if a scan looks like a licence or its stripe, whole or damaged."""
    start = text[:80]
    return _HEADER.search(start) is not None or (
        start.lstrip().startswith("%") and _STRIPE.search(text[:MAX_TEXT]) is not None
    )


def parse_licence(text: str) -> Licence:
    """Read a scanned licence; raises `BadInput`, which never quotes what the card says."""
    if len(text) > MAX_TEXT:
        raise _unreadable()
    text = "".join(c for c in text if not "\x80" <= c <= "\x9f")
    header = _HEADER.search(text)
    if header is None:
        stripe = _STRIPE.search(text)
        if stripe is None:
            raise _unreadable()
        return _from_stripe(stripe)
    subfile = _SUBFILE.search(text, header.end())
    if subfile is None:
        raise _unreadable()
    elements = _elements(text[subfile.start() + 2 :])
    return _licence(header["issuer"], int(header["version"]), subfile[0] == "ID", elements)


def plain_number(number: str) -> str:
    """A licence number as it is compared: capital letters and digits only."""
    return "".join(c for c in number.upper() if c.isascii() and c.isalnum())


def _elements(body: str) -> dict[str, str]:
    """Values by element id, the first that says something; raises `BadInput` if merged."""
    parts = _BREAKS.split(body)
    found: dict[str, str] = {}
    for part in parts:
        key, value = part.lstrip()[:3], _value(part.lstrip()[3:])
        if key in _KNOWN and value:
            found.setdefault(key, value)
    if len(parts) <= MIN_SEPARATORS or len(found) < MIN_SEPARATORS:
        raise _stripped()
    number = found.get("DAQ", "")
    if any(key in number and key not in found for key in _MERGED):
        raise _stripped()
    return found


def _value(text: str) -> str:
    kept = "".join(c for c in text[:_MAX_VALUE] if not is_hidden(c)).strip()
    return "" if kept.upper() in _NOTHING else kept


def _licence(issuer: str, version: int, is_id_card: bool, found: dict[str, str]) -> Licence:
    number = plain_number(found.get("DAQ") or found.get("DBJ", ""))
    if not 1 <= len(number) <= MAX_NUMBER:
        raise BadInput(
            "This card's barcode does not hold a number that can be read.",
            code="licence_no_number",
            remedy="Type the number from the front of the card.",
        )
    state = found.get("DAJ", "").upper()[:2]
    jurisdiction = ISSUERS.get(issuer, state)
    country = found.get("DCG", "").upper()[:3] or country_of(jurisdiction)
    year_first = country == "CAN" or version <= 1
    family, first, middle, suffix = _names(found)
    return Licence(
        number=number,
        jurisdiction=jurisdiction,
        country=country,
        version=version,
        is_id_card=is_id_card,
        family_name=family,
        first_name=first,
        middle_name=middle,
        suffix=suffix,
        street=found.get("DAG") or found.get("DAL", ""),
        city=found.get("DAI") or found.get("DAN", ""),
        state=state,
        postal=_postal(found.get("DAK") or found.get("DAP", "")),
        born=_day(found.get("DBB", ""), year_first),
        issued=_day(found.get("DBD", ""), year_first),
        expires=_day(found.get("DBA", ""), year_first),
        name_cut="T" in (found.get("DDE"), found.get("DDF"), found.get("DDG")),
        limited_term=found.get("DDD") == "1",
    )


def _names(found: dict[str, str]) -> tuple[str, str, str, str]:
    """Family, first, middle name and suffix, whichever of the three ways the card writes them."""
    family = found.get("DCS") or found.get("DAB", "")
    first, middle = found.get("DAC", ""), found.get("DAD", "")
    suffix = found.get("DCU") or found.get("DAE", "")
    if not first and (given := found.get("DCT", "")):
        names = [n.strip() for n in re.split("[, ]+", given, maxsplit=1)]
        first, middle = names[0], (names[1] if len(names) > 1 else middle)
    if not family and (whole := found.get("DAA", "")):
        mark = next((c for c in ",$@" if c in whole), " ")
        names = [n.strip() for n in whole.split(mark)]
        family, first, middle, suffix = (*names, "", "", "", "")[:4]
    return family, first, middle, suffix


def _postal(text: str) -> str:
    """``78701``, ``78701-1234``, ``K1A0B1``: zeros that stand for nothing are dropped."""
    kept = plain_number(text.split("    ", maxsplit=1)[0])
    if kept.isdigit() and len(kept) == 9:
        return kept[:5] if kept.endswith("0000") else f"{kept[:5]}-{kept[5:]}"
    return kept[:10]


def _day(text: str, year_first: bool) -> date | None:
    """A date in the order to expect, else in the other; some cards have it the wrong way round."""
    digits = text[:8]
    if not (digits.isascii() and digits.isdigit() and len(digits) == 8):
        return None
    by_year = (digits[:4], digits[4:6], digits[6:])
    by_month = (digits[4:], digits[:2], digits[2:4])
    for year, month, day in (by_year, by_month) if year_first else (by_month, by_year):
        found = _date(int(year), int(month), int(day))
        if found is not None:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    if not 1870 <= year <= 2199:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_stripe(stripe: re.Match[str]) -> Licence:
    """Tracks 1 and 2 of a magnetic stripe: ``%ST CITY^LAST$FIRST$^ADDRESS^?;IIN NUMBER=…?``."""
    city, _, after = stripe["rest"].partition("^")
    name, _, address = after.partition("^")
    names = (*name.split("$"), "", "", "")
    number = plain_number(stripe["number"] + stripe["more"])
    jurisdiction = ISSUERS.get(stripe["issuer"], stripe["state"])
    born = _day(stripe["born"], year_first=True)
    return Licence(
        number=number,
        jurisdiction=jurisdiction,
        country=country_of(jurisdiction),
        version=0,
        family_name=_value(names[0]),
        first_name=_value(names[1]),
        middle_name=_value(names[2]),
        street=_value(address.split("^")[0].replace("$", " ")),
        city=_value(city),
        state=stripe["state"],
        born=born,
        expires=_stripe_expiry(stripe["expires"], born),
    )


def _stripe_expiry(text: str, born: date | None) -> date | None:
    """The last day of the month YYMM; months above 12 stand for rules that name no day here."""
    year, month = 2000 + int(text[:2]), int(text[2:])
    if born is not None and month == 88:  # expires on the birth date's last day of the month
        month = born.month
    if not 1 <= month <= 12:
        return None
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _stripped() -> BadInput:
    return BadInput(
        "The scanner leaves out the line ends of this card, so it cannot be read safely.",
        code="licence_stripped",
        remedy="Type the number; set the scanner to send control characters, or | for line feed.",
    )


def _unreadable() -> BadInput:
    return BadInput(
        "This is not a licence that can be read.",
        code="licence_unreadable",
        remedy="Scan it once more, or type the number from the front of the card.",
    )
