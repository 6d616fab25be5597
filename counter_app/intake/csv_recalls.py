"""Recall notices from a CSV file: number, item, title, and if known lot, sold_from, sold_to."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Final

from counter_app.core.errors import BadInput, ImportRejected
from counter_app.core.recall import Recall
from counter_app.intake.reading import code_text, plain_text

MAX_BYTES: Final = 2_000_000
MAX_ROWS: Final = 20_000
_NEEDED: Final = ("number", "item", "title")
_KNOWN: Final = (*_NEEDED, "lot", "sold_from", "sold_to")


def recalls_in(path: Path) -> tuple[Recall, ...]:
    """Every notice of a file, which is taken as a whole or refused with its line."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise ImportRejected("There is no such file, or it is too large for recall notices.")
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportRejected("The file cannot be read as UTF-8 text.") from error
    reader = csv.DictReader(text.splitlines(), strict=True)
    names = tuple(reader.fieldnames or ())
    if missing := [name for name in _NEEDED if name not in names]:
        raise ImportRejected(f"The column “{missing[0]}” is missing.", code="bad_header")
    if unknown := [name for name in names if name not in _KNOWN]:
        shown = plain_text(str(unknown[0]), 20)
        raise ImportRejected(f"The column “{shown}” is not known.", code="bad_header")
    found: list[Recall] = []
    try:
        for row in reader:
            if len(found) >= MAX_ROWS:
                raise ImportRejected("The file has too many rows.", code="too_many_rows")
            found.append(_recall(row, reader.line_num))
    except csv.Error as error:
        raise ImportRejected(f"The file is not sound CSV ({error}).", code="bad_csv") from None
    return tuple({(r.number, r.item_code, r.lot): r for r in found}.values())


def _recall(row: dict[str, str], line: int) -> Recall:
    def no(why: str) -> ImportRejected:
        return ImportRejected(f"Line {line}: {why}", code="bad_row")

    try:
        values = {k: plain_text(v or "", 200) for k, v in row.items() if k in _KNOWN}
        code = code_text(values["item"], "item code")
    except BadInput as error:
        raise no(error.text) from None
    if None in row or not code or not values["number"] or not values["title"]:
        raise no("a recall needs number, item and title, and no more cells than the header.")
    days = []
    for name in ("sold_from", "sold_to"):
        try:
            text = values.get(name, "")
            days.append(date.fromisoformat(text) if text else None)
        except ValueError:
            raise no(f"{name} must be a day like 2026-11-07.") from None
    return Recall(values["number"][:40], code, values["title"], values.get("lot", "")[:40], *days)
