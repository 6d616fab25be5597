"""The paper that goes with returned goods: what goes where, how much of it, from which ticket."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.core.document import BOLD, Align, Block, Cell, Document, Row, Rule, Text
from counter_app.core.goods_back import GoodsBack
from counter_app.core.words import Words
from counter_app.documents.standard import INDENT
from counter_app.trade.slip_head import Head, slip_header

GTIN_DIGITS: Final = 14
UPC_DIGITS: Final = 12
PLU_DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class GoodsList:
    """The goods of a day that go one way; `label` is the way's word in the policy."""

    disposition: str
    label: str
    rows: tuple[GoodsBack, ...]


def goods_slip(
    head: Head, day: date, lists: Sequence[GoodsList], reasons: Mapping[str, str], words: Words
) -> Document:
    """The lists one after the other, each with its count; reasons by their code."""
    title = words.say("GOODS BACK")
    blocks: list[Block] = [*slip_header(head, title, words.day(day), words)]
    for place, one in enumerate(lists):
        if place:
            blocks.append(Rule())
        blocks += _list(one, reasons, words)
    return Document(tuple(blocks), "goods_back", title, words.language)


def _list(one: GoodsList, reasons: Mapping[str, str], words: Words) -> Iterator[Block]:
    count = str(len(one.rows))
    yield Row((Cell(words.term(one.label), style=BOLD), Cell(count, 6, Align.RIGHT, BOLD)))
    for row in one.rows:
        quantity = words.quantity(row.quantity)
        yield Row((Cell(row.description), Cell(quantity, 8, Align.RIGHT)))
        shown = (words.term(row.department), code_under_bars(row.item_code))
        place = " · ".join(part for part in shown if part)
        if place:
            yield Text(place, indent=INDENT)
        reason = words.term(reasons.get(row.reason, row.reason))
        yield Text(" · ".join(part for part in (reason, row.ticket) if part), indent=INDENT)


def code_under_bars(code: str) -> str:
    """An item's number as it stands under its bars: without the zeros that fill it up to 14."""
    bare = code.lstrip("0")
    if len(code) != GTIN_DIGITS or not (code.isascii() and code.isdigit()) or not bare:
        return code
    return bare if len(bare) <= PLU_DIGITS else bare.zfill(UPC_DIGITS)
