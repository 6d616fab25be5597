"""A date's rows as a CSV file that is the same to the byte whenever it is written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO


@dataclass(frozen=True, slots=True)
class DayFile:
    """The file and how many rows are in it."""

    data: bytes
    count: int


def write_rows(head: Sequence[str], rows: Iterable[Sequence[object]]) -> DayFile:
    """Head and rows; no cell is a formula to whoever opens the file in a spreadsheet."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    count = 0
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
        count += 1
    return DayFile(out.getvalue().encode(), count)


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t"):
        return f"'{cell}"
    return cell
