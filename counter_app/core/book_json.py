"""A Morning Book as canonical JSON and back: what is sealed, stored and drawn again years later.

Amounts are whole minor units, quantities whole thousandths, times ISO 8601 in UTC; a cell's kind
comes from its column, so the text holds no types twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from counter_app.core.book import (
    Book,
    Cell,
    Column,
    Evidence,
    EvidenceKind,
    Head,
    Oddity,
    Row,
    Run,
    Section,
    Tile,
    Tone,
    Trend,
    Unit,
)
from counter_app.core.canonical import canonical_json
from counter_app.core.errors import BadInput
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity

FORMAT: Final = 1
"""Raised when the form changes; older forms stay readable."""


def to_json(book: Book) -> str:
    """Canonical text: sorted keys, no spaces; the same Book always gives the same text."""
    return canonical_json(content(book))


def content(book: Book) -> dict[str, Any]:
    """The Book as plain values: what `--json` prints and the seal covers."""
    return {
        "format": FORMAT,
        "store": book.store,
        "store_title": book.store_title,
        "business_date": book.business_date.isoformat(),
        "language": book.language,
        "currency": book.currency,
        "exponent": book.exponent,
        "zone": book.zone,
        "headline": [[r.text, r.strong] for r in book.headline],
        "tiles": [_tile(t) for t in book.tiles],
        "sections": [_section(s) for s in book.sections],
        "trends": [_trend(t) for t in book.trends],
        "oddities": [_oddity(o) for o in book.oddities],
        "heads": [[h.station, h.count, h.mac] for h in book.heads],
    }


def from_json(text: str) -> Book:
    """Read `to_json`'s text; raises `BadInput` for anything else."""
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise BadInput("This Morning Book was made by a newer program.", code="book_format")
        return Book(
            store=found["store"],
            store_title=found["store_title"],
            business_date=date.fromisoformat(found["business_date"]),
            language=found["language"],
            currency=found["currency"],
            exponent=found["exponent"],
            zone=found["zone"],
            headline=tuple(Run(text, strong) for text, strong in found["headline"]),
            tiles=tuple(_read_tile(t) for t in found["tiles"]),
            sections=tuple(_read_section(s) for s in found["sections"]),
            trends=tuple(_read_trend(t) for t in found["trends"]),
            oddities=tuple(_read_oddity(o) for o in found["oddities"]),
            heads=tuple(Head(station, count, mac) for station, count, mac in found["heads"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput("This Morning Book is not readable.", code="book_damaged") from error


def plain_cell(value: Cell) -> str | int | None:
    """A cell as JSON holds it."""
    match value:
        case Money(minor=minor):
            return minor
        case Quantity(milli=milli):
            return milli
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case _:
            return value


def _cell(value: Any, unit: Unit) -> Cell:
    if value is None:
        return None
    match unit:
        case Unit.MONEY:
            return Money(value)
        case Unit.QUANTITY:
            return Quantity(value)
        case Unit.DAY:
            return date.fromisoformat(value)
        case Unit.TIME:
            return datetime.fromisoformat(value)
        case Unit.COUNT:
            return int(value)
        case Unit.TEXT:
            return str(value)


def _cells(values: Sequence[Any], columns: Sequence[Column]) -> tuple[Cell, ...]:
    return tuple(_cell(v, c.unit) for v, c in zip(values, columns, strict=True))


def _evidence(evidence: Evidence | None) -> list[str] | None:
    return None if evidence is None else [evidence.kind.value, evidence.id]


def _read_evidence(found: Sequence[str] | None) -> Evidence | None:
    return None if found is None else Evidence(EvidenceKind(found[0]), found[1])


def _section(section: Section) -> dict[str, Any]:
    totals = section.totals
    return {
        "key": section.key,
        "title": section.title,
        "note": section.note,
        "empty": section.empty,
        "order": section.order,
        "starts_page": section.starts_page,
        "columns": [[c.title, c.unit.value, c.strong, c.signed, c.right] for c in section.columns],
        "rows": [
            {
                "cells": [plain_cell(v) for v in row.cells],
                "tone": row.tone.value,
                "evidence": _evidence(row.evidence),
            }
            for row in section.rows
        ],
        "totals": None if totals is None else [plain_cell(v) for v in totals],
        "oddities": [_oddity(o) for o in section.oddities],
    }


def _read_section(found: Mapping[str, Any]) -> Section:
    columns = tuple(
        Column(title, Unit(unit), strong, signed, right)
        for title, unit, strong, signed, right in found["columns"]
    )
    totals = found["totals"]
    return Section(
        key=found["key"],
        title=found["title"],
        columns=columns,
        rows=tuple(
            Row(_cells(r["cells"], columns), Tone(r["tone"]), _read_evidence(r["evidence"]))
            for r in found["rows"]
        ),
        note=found["note"],
        totals=None if totals is None else _cells(totals, columns),
        empty=found["empty"],
        order=found["order"],
        starts_page=found["starts_page"],
        oddities=tuple(_read_oddity(o) for o in found["oddities"]),
    )


def _oddity(oddity: Oddity) -> dict[str, Any]:
    return {
        "code": oddity.code,
        "title": oddity.title,
        "why": oddity.why,
        "strangeness": oddity.strangeness,
        "amount_cents": None if oddity.amount is None else oddity.amount.minor,
        "count": oddity.count,
        "evidence": _evidence(oddity.evidence),
        "section": oddity.section,
    }


def _read_oddity(found: Mapping[str, Any]) -> Oddity:
    amount = found["amount_cents"]
    return Oddity(
        code=found["code"],
        title=found["title"],
        why=found["why"],
        strangeness=found["strangeness"],
        amount=None if amount is None else Money(amount),
        count=found["count"],
        evidence=_read_evidence(found["evidence"]),
        section=found["section"],
    )


def _tile(tile: Tile) -> dict[str, Any]:
    kind = "money" if isinstance(tile.value, Money) else "plain"
    return {
        "title": tile.title,
        "kind": kind,
        "value": plain_cell(tile.value),
        "note": tile.note,
        "tone": tile.tone.value,
        "signed": tile.signed,
    }


def _read_tile(found: Mapping[str, Any]) -> Tile:
    value = Money(found["value"]) if found["kind"] == "money" else found["value"]
    return Tile(found["title"], value, found["note"], Tone(found["tone"]), found["signed"])


def _trend(trend: Trend) -> dict[str, Any]:
    return {
        "key": trend.key,
        "title": trend.title,
        "note": trend.note,
        "limit_cents": None if trend.limit is None else trend.limit.minor,
        "signed": trend.signed,
        "days": [[d.isoformat(), None if m is None else m.minor] for d, m in trend.days],
    }


def _read_trend(found: Mapping[str, Any]) -> Trend:
    limit = found["limit_cents"]
    return Trend(
        key=found["key"],
        title=found["title"],
        days=tuple(
            (date.fromisoformat(d), None if m is None else Money(m)) for d, m in found["days"]
        ),
        note=found["note"],
        limit=None if limit is None else Money(limit),
        signed=found["signed"],
    )
