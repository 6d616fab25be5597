"""Item files: code, description, price, department and what may be done with the goods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from counter_app.core.errors import BadInput, ImportRejected
from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO
from counter_app.intake.csv_rows import Row, read_rows
from counter_app.intake.mapping import ITEM_FIELDS, Mapping, load_mapping
from counter_app.intake.metered import MeteredStream
from counter_app.intake.poslog import ReadOptions
from counter_app.intake.reading import code_text, exact_money, plain_text

_YES: Final = frozenset({"true", "yes", "y", "1", "x"})
_NO: Final = frozenset({"false", "no", "n", "0", ""})


@dataclass(frozen=True, slots=True)
class ItemReject:
    """A row that is no item: its line number and why."""

    line: int
    reason: str


def check_items_csv(stream: BinaryIO, mapping: Mapping, options: ReadOptions) -> int:
    """Read a whole file without keeping it: how many rows it has; raises `ImportRejected`."""
    limits = options.limits
    return sum(1 for _ in read_rows(MeteredStream(stream, limits), mapping, limits))


def read_items_csv(
    source: MeteredStream, mapping: Mapping, options: ReadOptions
) -> Iterator[ItemRow | ItemReject]:
    """Each item of a file, in order; a row that cannot be read is given back with its reason."""
    for row in read_rows(source, mapping, options.limits):
        try:
            yield _item(row, mapping, options)
        except (ImportRejected, BadInput) as error:
            yield ItemReject(row.line, error.text)


def items_in(
    path: Path, options: ReadOptions, mapping: Mapping | None = None
) -> Iterator[ItemRow | ItemReject]:
    """Every item of a file that is sound as a whole; raises `ImportRejected` before the first."""
    chosen = mapping or load_mapping("items", ITEM_FIELDS)
    try:
        if not path.is_file():
            raise ImportRejected("There is no such file, or it is not a plain file.")
        with path.open("rb") as stream:
            check_items_csv(stream, chosen, options)
            stream.seek(0)
            yield from read_items_csv(MeteredStream(stream, options.limits), chosen, options)
    except OSError as error:
        reason = error.strerror or "unknown"
        raise ImportRejected(f"The file cannot be read ({reason}).") from None


def _item(row: Row, mapping: Mapping, options: ReadOptions) -> ItemRow:
    if row.fault:
        raise ImportRejected(row.fault, code="bad_row")
    code = code_text(row.get("code"), "item code")
    if not code:
        raise ImportRejected("The item has no code.", code="no_code")
    price = exact_money(mapping.number(row.get("price")), options.currency)
    if price < ZERO:
        raise ImportRejected("The price is negative.", code="bad_price")
    description = plain_text(row.get("description"))
    if not description:
        raise ImportRejected("The item has no description.", code="no_description")
    return ItemRow(
        code=code,
        description=description,
        price=price,
        department=plain_text(row.get("department"), 60),
        category=plain_text(row.get("category"), 60),
        unit=plain_text(row.get("unit"), 10) or "EA",
        weighed=_flag(row, "weighed", missing=False),
        returnable=_flag(row, "returnable", missing=True),
        tax=plain_text(row.get("tax"), 40),
        deposit_item=code_text(row.get("deposit_item"), "deposit item"),
    )


def _flag(row: Row, name: str, *, missing: bool) -> bool:
    text = row.get(name).lower()
    if not text:
        return missing
    if text not in _YES | _NO:
        raise ImportRejected(f"“{plain_text(text, 12)}” is neither yes nor no.", code="bad_flag")
    return text in _YES
