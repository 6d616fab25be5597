"""Rows of a CSV file as named fields, with limits on everything and formulas as mere text."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from counter_app.core.errors import ImportRejected
from counter_app.intake.limits import Limits
from counter_app.intake.mapping import Mapping
from counter_app.intake.metered import MeteredStream


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its line number, the mapped fields, and what is wrong with its shape ("" = fine).

    `digest` is of the raw cells.
    """

    line: int
    fields: dict[str, str]
    digest: bytes
    fault: str = ""

    def get(self, name: str) -> str:
        return self.fields.get(name, "")


def read_rows(source: MeteredStream, mapping: Mapping, limits: Limits) -> Iterator[Row]:
    """Each record of a file; raises `ImportRejected` for a file that is no sound CSV."""
    reader = csv.reader(_lines(source, mapping, limits), delimiter=mapping.delimiter, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        positions = _positions(header, mapping, limits)
        for count, cells in enumerate(reader):
            if count >= limits.rows:
                raise ImportRejected("The file has too many rows.", code="too_many_rows")
            if cells:
                yield _row(reader.line_num, cells, len(header), positions, mapping)
    except csv.Error as error:
        raise ImportRejected(
            f"The file is not sound CSV (line {reader.line_num}: {error}).", code="bad_csv"
        ) from None


def _lines(source: MeteredStream, mapping: Mapping, limits: Limits) -> Iterator[str]:
    number = 0
    encoding = mapping.encoding
    while raw := source.readline():
        number += 1
        try:
            line = raw.decode(encoding)
        except UnicodeDecodeError:
            raise ImportRejected(
                f"Line {number} is not in the encoding {mapping.encoding.removesuffix('-sig')}.",
                code="bad_encoding",
            ) from None
        encoding = encoding.removesuffix("-sig")
        if "\x00" in line:
            raise ImportRejected(f"Line {number} holds a NUL character.", code="nul")
        if len(line) > limits.row_characters:
            raise ImportRejected(f"Line {number} is too long.", code="line_too_long")
        source.mark()
        yield line


def _positions(header: list[str], mapping: Mapping, limits: Limits) -> dict[str, int]:
    if not any(header):
        raise ImportRejected("The file is empty.", code="empty")
    if len(header) > limits.columns:
        raise ImportRejected("The file has too many columns.", code="too_many_columns")
    wanted = set(mapping.columns.values())
    doubled = sorted(name for name in wanted if header.count(name) > 1)
    if doubled:
        raise ImportRejected(f"The column “{doubled[0]}” is there twice.", code="bad_header")
    needed = {mapping.columns[f] for f in mapping.group_by if f in mapping.columns}
    missing = sorted(needed - set(header))
    if missing:
        raise ImportRejected(f"The column “{missing[0]}” is missing.", code="bad_header")
    return {name: header.index(col) for name, col in mapping.columns.items() if col in header}


def _row(
    line: int, cells: list[str], width: int, positions: dict[str, int], mapping: Mapping
) -> Row:
    fields = dict(mapping.defaults)
    for name, position in positions.items():
        text = cells[position].strip() if position < len(cells) else ""
        if text:
            fields[name] = text
    digest = hashlib.sha256("\x1f".join(cells).encode("utf-8", "surrogatepass")).digest()
    short = len(cells) < width and any(cells)
    fault = ""
    if len(cells) > width or short:
        fault = f"Line {line} has {len(cells)} cells instead of {width}."
    return Row(line, fields, digest, fault)
