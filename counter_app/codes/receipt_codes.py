"""Tells what a scan is: a slip of ours, a badge, a licence, a receipt, an item, or unknown.

Register receipts match patterns that policy gives as data (named groups); the text form
``STORE/WORKSTATION/DATE/SEQ`` always works.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from counter_app.codes.aamva import Licence, is_licence, parse_licence
from counter_app.codes.credit_code import credit_shape
from counter_app.codes.gtin import EmbeddedRule, ItemCode, is_gtin, is_plu, parse_item
from counter_app.codes.own_code import BADGE, OwnCode, parse_badge, parse_own
from counter_app.core.errors import BadInput
from counter_app.core.scan import ScanCode, ScanKind

MAX_SCAN: Final = 400
MAX_PATTERN: Final = 200
MAX_MATCHED: Final = 64
GROUPS: Final = frozenset({"store", "workstation", "date", "sequence", "number"})

_AIM = re.compile(r"\](?P<code>[A-Za-z][0-9A-Za-z])")
_RETAIL = ("]E0", "]E1", "]E2", "]E3", "]E4")
_GS1 = ("]C1", "]e0", "]d2", "]Q3")
_COUPON = re.compile(r"(?:\(?8110\)?[0-9]{21,70}|\(?8112\)?[0-9A-Za-z]{8,60})")
_TEXT_KEY = re.compile(
    r"(?P<store>[0-9A-Za-z_.-]{1,20})/(?P<workstation>[0-9A-Za-z_.-]{1,20})/"
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})/(?P<sequence>[0-9]{1,10})"
)
_NESTED_REPEAT = re.compile(r"[+*}]\)?[+*{]|\([^()]*[+*|][^()]*\)[+*{]")


@dataclass(frozen=True, slots=True)
class ReceiptPattern:
    """How one kind of register prints its receipts: a regular expression with named groups.

    Groups: store, workstation, date (read by `date_format`), sequence, number (as printed).
    Leading zeros of store and workstation are dropped when `strip_zeros` is set. `typed_only`
    patterns (a short printed number) are tried after item numbers. `gift` is what a gift receipt
    carries.
    """

    name: str
    pattern: str
    date_format: str = "%y%m%d"
    strip_zeros: bool = True
    typed_only: bool = False
    gift: bool = False

    def __post_init__(self) -> None:
        if len(self.pattern) > MAX_PATTERN:
            raise BadInput("A receipt pattern is too long.", code="bad_pattern")
        if _NESTED_REPEAT.search(self.pattern):
            raise BadInput(
                "A receipt pattern repeats a repetition or a choice.", code="bad_pattern"
            )
        try:
            groups = set(re.compile(self.pattern, re.ASCII).groupindex)
        except (re.error, RecursionError, OverflowError) as error:
            raise BadInput(f"A receipt pattern is wrong: {error}.", code="bad_pattern") from error
        if groups - GROUPS or not groups & {"sequence", "number"}:
            raise BadInput(
                "A receipt pattern needs the group sequence or number, and only known groups.",
                code="bad_pattern",
            )


@dataclass(frozen=True, slots=True)
class ReceiptReference:
    """What a scan says about a register receipt; what it does not say is None."""

    text: str
    store: str | None = None
    workstation: str | None = None
    business_date: date | None = None
    sequence: int | None = None
    number: str | None = None
    gift: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """A classified scan: its kind and the fields of exactly that kind.

    The text of a licence is not kept: it is empty then.
    """

    kind: ScanKind
    text: str
    receipt: ReceiptReference | None = None
    slip: OwnCode | None = None
    item: ItemCode | None = None
    badge: str | None = None
    licence: Licence | None = None
    is_coupon: bool = False


@dataclass(frozen=True, slots=True)
class ScanRules:
    """What a store's codes look like: receipt patterns, embedded item numbers, badge prefix."""

    patterns: tuple[ReceiptPattern, ...] = ()
    embedded: tuple[EmbeddedRule, ...] = ()
    badge_prefix: str = BADGE


def classify(scan: ScanCode, rules: ScanRules) -> Scanned:
    """Say what was scanned.

    Raises `BadInput` for a code of ours with wrong check digits and for a licence that cannot be
    read safely.
    """
    if is_licence(scan.text):
        return Scanned(ScanKind.LICENCE, "", licence=parse_licence(scan.text))
    text, symbology = strip(scan)
    if not text:
        return Scanned(ScanKind.UNKNOWN, "")
    if _COUPON.fullmatch(text):
        return Scanned(ScanKind.UNKNOWN, text, is_coupon=True)
    if symbology not in _RETAIL and (ours := _ours(text, rules)) is not None:
        return ours
    if symbology in _GS1 and text.startswith("01") and is_gtin(text[2:16]):
        return Scanned(ScanKind.ITEM, text, item=parse_item(text[2:16], rules.embedded))
    if is_gtin(text) or is_plu(text):
        return Scanned(ScanKind.ITEM, text, item=parse_item(text, rules.embedded))
    found = read_receipt(text, [p for p in rules.patterns if p.typed_only])
    if found is not None and symbology is None:
        return Scanned(ScanKind.RECEIPT, text, receipt=found)
    return Scanned(ScanKind.UNKNOWN, text)


def _ours(text: str, rules: ScanRules) -> Scanned | None:
    """A badge, a credit, a slip or a register's receipt; None for anything else."""
    badge = parse_badge(text, rules.badge_prefix)
    if badge is not None:
        return Scanned(ScanKind.BADGE, text, badge=badge)
    if (credit := credit_shape(text)) is not None:
        return Scanned(ScanKind.CREDIT, credit)
    if (slip := parse_own(text)) is not None:
        return Scanned(ScanKind.SLIP, slip.text, slip=slip)
    found = read_receipt(text, [p for p in rules.patterns if not p.typed_only])
    return None if found is None else Scanned(ScanKind.RECEIPT, text, receipt=found)


def read_receipt(text: str, patterns: Sequence[ReceiptPattern]) -> ReceiptReference | None:
    """The register receipt a text names by the text form or one of the patterns, else None."""
    if len(text) > MAX_MATCHED:
        return None
    if match := _TEXT_KEY.fullmatch(text):
        return _reference(match, "%Y-%m-%d", strip_zeros=False)
    for pattern in patterns:
        match = re.fullmatch(pattern.pattern, text, re.ASCII)
        if match is not None:
            reference = _reference(match, pattern.date_format, strip_zeros=pattern.strip_zeros)
            if reference is not None:
                return replace(reference, gift=pattern.gift)
    return None


def strip(scan: ScanCode) -> tuple[str, str | None]:
    """The data without AIM identifier, separators and line ends, and the identifier if any."""
    text = scan.text[:MAX_SCAN].strip("\r\n\t \x1d")
    symbology = scan.symbology
    if match := _AIM.match(text):
        symbology = symbology or match[0]
        text = text[3:].lstrip("\x1d")
    if not all(c.isprintable() or c == "\x1d" for c in text):
        return "", symbology
    return text, symbology


def _reference(
    match: re.Match[str], date_format: str, *, strip_zeros: bool
) -> ReceiptReference | None:
    """The reference a match gives; None when its date is no date, so that others may try."""
    groups = {k: v for k, v in match.groupdict().items() if v}
    day: date | None = None
    if "date" in groups:
        try:
            day = datetime.strptime(groups["date"], date_format).date()  # noqa: DTZ007 - a day only
        except ValueError:
            return None
    sequence = groups.get("sequence")
    if sequence is not None and (not sequence.isdigit() or len(sequence) > 12):
        return None
    return ReceiptReference(
        text=match[0],
        store=_part(groups.get("store"), strip_zeros),
        workstation=_part(groups.get("workstation"), strip_zeros),
        business_date=day,
        sequence=None if sequence is None else int(sequence),
        number=groups.get("number"),
    )


def _part(text: str | None, strip_zeros: bool) -> str | None:
    if text is None or not strip_zeros:
        return text
    return text.lstrip("0") or "0"
