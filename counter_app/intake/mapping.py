"""Mapping files (TOML): which CSV column holds what, and how numbers and dates are written."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, Final

from counter_app.core.errors import BadInput, ImportRejected
from counter_app.intake.reading import plain_text
from counter_app.paths import resources

PRESETS: Final = ("counter", "shopify", "square")
MAX_MAPPING_BYTES: Final = 64 * 1024

SALES_FIELDS: Final = frozenset({
    "store", "workstation", "business_date", "sequence", "receipt_number", "barcode", "ended_at",
    "time", "operator", "customer_ref", "currency", "status", "kind", "item_code", "description",
    "department", "quantity", "unit", "unit_price", "amount", "discount", "discount_code", "tax",
    "tax_rate", "tax_name", "tax_included", "taxable", "serial", "reason", "food_stampable",
    "original", "original_line", "basket_discount", "basket_discount_code", "tax_total",
    "shipping", "grand_total", "refunded", "tender", "tender_amount", "change", "card",
    "card_type", "authorization", "reference", "channel", "order", "delivered", "ordered", "packed",
    "instead_of", "points", "points_earned", "points_spent", "points_account",
})  # fmt: skip
ITEM_FIELDS: Final = frozenset({
    "code", "description", "price", "department", "category", "unit", "weighed", "returnable",
    "tax", "deposit_item",
})  # fmt: skip
_KEYS: Final = frozenset(
    {"name", "decimal", "encoding", "delimiter", "date_formats", "group_by", "columns", "defaults",
     "tenders", "kinds", "skip_status"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping:
    """A checked mapping file. `columns`, `defaults`, `tenders` and `kinds` are never changed."""

    name: str
    columns: dict[str, str]
    defaults: dict[str, str] = field(default_factory=dict)
    tenders: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    decimal: str = "point"
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    date_formats: tuple[str, ...] = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
    group_by: tuple[str, ...] = ("store", "workstation", "business_date", "sequence")
    skip_status: tuple[str, ...] = ()

    def number(self, text: str) -> str:
        """A number as written here, as plain decimal text: no grouping, no currency sign."""
        text = text.strip()
        negative = text.startswith("(") and text.endswith(")")
        if negative:
            text = text[1:-1]
        sign = "-" if text[:1] in ("-", "\u2212") else ""
        text = (text[1:] if sign else text).strip().lstrip("$£€").rstrip("€").strip()
        if not sign and text[:1] in ("-", "\u2212"):
            sign, text = "-", text[1:]
        group, point = (",", ".") if self.decimal == "point" else (".", ",")
        whole, dot, part = text.partition(point)
        groups = whole.split(group)
        if len(groups) > 1:
            if not 1 <= len(groups[0]) <= 3 or any(len(g) != 3 for g in groups[1:]):
                raise BadInput(f"“{plain_text(text, 24)}” is not a number.", code="bad_amount")
            whole = "".join(groups)
        plain = f"{whole}.{part}" if dot else whole
        return f"-{plain}" if negative != bool(sign) else plain

    def moment(self, text: str, zone: tzinfo) -> datetime:
        """A date, with its time if there is one, in one of the mapping's formats."""
        for pattern in self.date_formats:
            try:
                value = datetime.strptime(text.strip(), pattern)  # noqa: DTZ007 - zone set below
            except ValueError:
                continue
            if not 1980 <= value.year <= 2200:
                break
            return value if value.tzinfo else value.replace(tzinfo=zone)
        raise ImportRejected(f"“{plain_text(text, 40)}” is not a date.", code="bad_date")


def load_mapping(name: str, fields: frozenset[str] = SALES_FIELDS) -> Mapping:
    """A preset by name, or a mapping file by path; raises `BadInput` with what is wrong in it."""
    preset = name in PRESETS or name == "items"
    path = resources("mappings", f"{name}.toml") if preset else Path(name)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_MAPPING_BYTES + 1)
        if len(raw) > MAX_MAPPING_BYTES:
            raise BadInput("The mapping file is too large.", code="bad_mapping")
        content = tomllib.loads(raw.decode("utf-8-sig"))
    except FileNotFoundError:
        raise BadInput(
            f"There is no mapping {plain_text(name, 80)}. Presets: {', '.join(PRESETS)}.",
            code="bad_mapping",
        ) from None
    except OSError as error:
        raise BadInput(
            f"The mapping file {plain_text(name, 80)} cannot be read ({error.strerror}).",
            code="bad_mapping",
        ) from None
    except UnicodeDecodeError:
        raise BadInput("The mapping file is not UTF-8 text.", code="bad_mapping") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"The mapping file cannot be read: {error}.", code="bad_mapping") from None
    return mapping_from(content, fields)


def mapping_from(content: dict[str, Any], fields: frozenset[str] = SALES_FIELDS) -> Mapping:
    """Check the content of a mapping file; raises `BadInput`."""
    unknown = sorted(set(content) - _KEYS)
    if unknown:
        raise BadInput(f"The mapping has an unknown entry “{unknown[0]}”.", code="bad_mapping")
    columns = _table(content, "columns")
    for name in sorted({*columns, *_table(content, "defaults")} - fields):
        raise BadInput(f"The mapping names an unknown field “{name}”.", code="bad_mapping")
    if not columns:
        raise BadInput("The mapping has no columns.", code="bad_mapping")
    standard = Mapping("", {})
    decimal = _text(content, "decimal", "point")
    delimiter = _text(content, "delimiter", ",")
    encoding = _text(content, "encoding", "utf-8").lower()
    encodings = {"utf-8": "utf-8-sig", "cp1252": "cp1252", "latin-1": "latin-1"}
    if decimal not in ("point", "comma"):
        raise BadInput("In a mapping, decimal is “point” or “comma”.", code="bad_mapping")
    if delimiter not in (",", ";", "\t", "|"):
        raise BadInput("In a mapping, delimiter is , ; | or a tab.", code="bad_mapping")
    if encoding not in encodings:
        raise BadInput("In a mapping, encoding is utf-8, cp1252 or latin-1.", code="bad_mapping")
    group_by = _texts(content, "group_by", standard.group_by)
    for name in group_by:
        if name not in columns and name not in _table(content, "defaults"):
            raise BadInput(f"The mapping groups by “{name}” but has no such column.")
    return Mapping(
        name=plain_text(_text(content, "name", "own"), 40),
        columns=columns,
        defaults=_table(content, "defaults"),
        tenders={k.lower(): v for k, v in _table(content, "tenders").items()},
        kinds={k.lower(): v for k, v in _table(content, "kinds").items()},
        decimal=decimal,
        encoding=encodings[encoding],
        delimiter=delimiter,
        date_formats=_texts(content, "date_formats", standard.date_formats),
        group_by=group_by,
        skip_status=tuple(x.lower() for x in _texts(content, "skip_status", ())),
    )


def _text(content: dict[str, Any], key: str, default: str) -> str:
    value = content.get(key, default)
    if not isinstance(value, str):
        raise BadInput(f"In a mapping, {key} is a text.", code="bad_mapping")
    return value


def _texts(content: dict[str, Any], key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    value = content.get(key, default)
    if not isinstance(value, list | tuple) or not all(isinstance(x, str) for x in value):
        raise BadInput(f"In a mapping, {key} is a list of texts.", code="bad_mapping")
    return tuple(value)


def _table(content: dict[str, Any], key: str) -> dict[str, str]:
    value = content.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(x, str) for x in value.values()):
        raise BadInput(f"In a mapping, [{key}] holds texts.", code="bad_mapping")
    return dict(value)
