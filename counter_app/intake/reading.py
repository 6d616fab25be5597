"""Text of a sales file made into exact values; what is not exact is refused, never rounded."""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from typing import Final

from counter_app.core.clean import clean, is_hidden
from counter_app.core.errors import BadInput, ImportRejected
from counter_app.core.money import USD, ZERO, Currency, Money, parse_money
from counter_app.core.quantity import Quantity, parse_quantity

TEXT_LENGTH: Final = 200
MAX_SEQUENCE: Final = 10**15
_DECIMAL: Final = re.compile(r"[-+]?(?:[0-9]{1,15}(?:\.[0-9]{0,8})?|\.[0-9]{1,8})")
_LONG_DIGITS: Final = re.compile(r"(?<![0-9])[0-9](?:[ -]?[0-9]){11,18}(?![0-9])")
_LAST_FOUR: Final = re.compile(r"([0-9]{4})\s*$")
# ISO 4217: the currencies whose minor unit is not a hundredth.
_WHOLE: Final = frozenset({
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
    "VUV", "XAF", "XOF", "XPF",
})  # fmt: skip
_THOUSANDTHS: Final = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
_FINER: Final = frozenset(["CLF", "UYW"])  # units of account with four decimals


def currency_of(code: str) -> Currency:
    """The currency of an ISO 4217 code with its decimal places; raises `BadInput`."""
    exponent = 0 if code in _WHOLE else 3 if code in _THOUSANDTHS else 4 if code in _FINER else 2
    return Currency(code, exponent)


def decimal_text(text: str) -> str:
    """Plain decimal digits as parse_money and parse_quantity read them; raises `BadInput`."""
    text = text.strip(" \t\r\n")
    if not _DECIMAL.fullmatch(text):
        shown = "".join(c if c.isprintable() else "\ufffd" for c in text[:24])
        raise BadInput(f"“{shown}” is not a number.", code="bad_amount")
    sign = "-" if text.startswith("-") else ""
    whole, _, part = text.lstrip("+-").partition(".")
    part = part.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def exact_money(text: str, currency: Currency = USD) -> Money:
    """An amount written as a plain decimal ("22041.88000", "-2.79"); raises `BadInput`."""
    return parse_money(decimal_text(text), currency)


def exact_quantity(text: str) -> Quantity:
    """A quantity written as a plain decimal, exact to a thousandth; raises `BadInput`."""
    return parse_quantity(decimal_text(text))


def rate_ppm(text: str) -> int:
    """A tax percentage as parts per million, for display only; 0 if it makes no sense."""
    try:
        ppm = Decimal(decimal_text(text)) * 10_000
    except BadInput:
        return 0
    return int(ppm.to_integral_value()) if 0 <= ppm <= 10_000_000 else 0


def plain_text(text: str | None, length: int = TEXT_LENGTH) -> str:
    """Text for people: one line, without hidden characters, cut to `length` characters."""
    if not text:
        return ""
    raw = text[: 8 * length]
    if not raw.isascii() or not raw.isprintable():
        raw = clean(raw, 4 * len(raw))
    return " ".join(raw.split())[:length].rstrip()


def code_text(text: str | None, what: str, length: int = 40) -> str:
    """An identifier: printable and not too long; raises `ImportRejected` otherwise."""
    text = (text or "").strip(" \t\r\n")
    if len(text) > length:
        raise ImportRejected(f"The {what} is too long.", code="too_long")
    if not text.isprintable() or any(is_hidden(c) for c in text):
        raise ImportRejected(f"The {what} holds characters that cannot be printed.", code="bad_id")
    return text


def key_part(text: str | None, what: str) -> str:
    """A part of a receipt's key: an identifier that is not empty and holds no slash."""
    text = code_text(text, what, 20)
    if not text:
        raise ImportRejected(f"The receipt has no {what}.", code="no_key")
    if "/" in text:
        raise ImportRejected(f"The {what} must not hold a slash.", code="bad_id")
    return text


def sequence_number(text: str | None) -> int:
    """A transaction's sequence number; raises `ImportRejected` if it is none."""
    text = (text or "").strip(" \t\r\n")
    if not text:
        raise ImportRejected("The receipt has no sequence number.", code="no_key")
    if not re.fullmatch(r"[0-9]{1,18}", text) or int(text) > MAX_SEQUENCE:
        raise ImportRejected(
            f"“{plain_text(text, 24)}” is not a sequence number.", code="bad_sequence"
        )
    return int(text)


def last_four(text: str | None) -> str:
    """The last four digits of a card or account number; "" if it does not end in four."""
    match = _LAST_FOUR.search(text or "")
    return match[1] if match else ""


def without_card_numbers(text: str) -> str:
    """Text in which a card number (12–19 digits, Luhn check digit) keeps only its last four."""
    return _LONG_DIGITS.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    digits = [int(c) for c in match[0] if c.isdigit()]
    doubled = [sum(divmod(2 * d, 10)) if i % 2 else d for i, d in enumerate(reversed(digits))]
    return match[0] if sum(doubled) % 10 else f"…{match[0][-4:]}"


def day(text: str | None) -> date | None:
    """An ISO date (a time behind it is dropped); None if missing; raises `ImportRejected`."""
    text = (text or "").strip(" \t\r\n")
    if not text:
        return None
    try:
        value = date.fromisoformat(text[:10])
    except ValueError:
        raise ImportRejected(f"“{plain_text(text, 24)}” is not a date.", code="bad_date") from None
    return _plausible(value)


def moment(text: str | None, zone: tzinfo) -> datetime | None:
    """An ISO date and time; without an offset it is the store's; None if missing."""
    text = (text or "").strip(" \t\r\n")
    if not text:
        return None
    try:
        value = datetime.fromisoformat(text[:40])
        aware = value if value.tzinfo is not None else value.replace(tzinfo=zone)
        _plausible(aware.date())
        aware.utcoffset()
    except (ValueError, OverflowError):
        raise ImportRejected(f"“{plain_text(text, 40)}” is not a time.", code="bad_date") from None
    return aware


def noon(of: date, zone: tzinfo) -> datetime:
    """The middle of a day in the store's time."""
    return datetime.combine(of, time(12), tzinfo=zone)


def _plausible(value: date) -> date:
    if not 1980 <= value.year <= 2200:
        raise ImportRejected(f"The year {value.year} cannot be right.", code="bad_date")
    return value


def money_or_zero(text: str | None, currency: Currency) -> Money:
    """An optional amount: missing or empty is zero."""
    return exact_money(text, currency) if text and text.strip() else ZERO
