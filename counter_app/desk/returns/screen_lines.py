"""The grid of a return: what was sold, what came back, what can, and what comes back now."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from counter_app.core import quantity as q
from counter_app.core.money import ZERO
from counter_app.core.order import order_of
from counter_app.core.quantity import NONE
from counter_app.core.receipt import Direction, DiscountKind, ReceiptLine
from counter_app.desk.returns.draft import ReturnChoice
from counter_app.desk.returns.gift import is_gift
from counter_app.desk.returns.policy import Choice
from counter_app.desk.returns.screen_case import (
    Shown,
    amount_with_unit,
    fitting,
    item_code_words,
    unit_paid,
)
from counter_app.desk.returns.screen_exchange import new_rows
from counter_app.desk.returns.without import notice_of
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.theme import Text
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow
from counter_app.ui.widgets.line_paint import FIRST_PAD, PAD

translate = QCoreApplication.translate
_DASH = "–"
TABLE_WIDTHS: Final = {Grid.SMALL: 622, Grid.MEDIUM: 846, Grid.LARGE: 1066}
"""Inside of the table's card in the smallest window of a size, in pixels at scale 1."""
_COUPONS = (DiscountKind.STORE_COUPON, DiscountKind.MANUFACTURER_COUPON)


def columns(grid: Grid, shown: Shown | None = None) -> tuple[Column, ...]:
    """The columns of one window size; what a small one lacks stands in second lines.

    The dearest line of `shown` says how wide the prices are.
    """
    prices = [shown.words.money(unit_paid(x)) for x in shown.draft.receipt.lines] if shown else []
    widest = max((theme.text_width(p, Text.ROW, tabular=True) for p in prices), default=0)
    price = round(widest / theme.scale()) + 2 * PAD + 2
    below = [_can_return(shown, x).second for x in shown.draft.receipt.lines] if shown else []
    left = max((_wide(words, Text.STATUS) for words in below), default=0) + 2 * PAD
    number, text = ColumnKind.NUMBER, ColumnKind.TEXT
    item = Column(translate("Returns", "Item"))
    sold = translate("Returns", "Sold")
    back = translate("Returns", "Returned")
    can = translate("Returns", "Can return")
    now = translate("Returns", "Returning now")
    unit = translate("Returns", "Unit paid")
    reason = translate("Returns", "Reason")
    goes = translate("Returns", "Goes to")
    if shown is not None and shown.draft.without is not None:
        bare = (
            item,
            Column(now, ColumnKind.STEPPER, 152),
            Column(translate("Returns", "Each"), number, max(92, price)),
            Column(reason, text, 136, Text.VALUE_MEDIUM),
            Column(goes, text, 136, Text.VALUE, "ink2"),
        )
        return bare if grid is not Grid.SMALL else bare[:4]
    if grid is Grid.SMALL:
        small = (
            item,
            Column(can, number, max(84, left), Text.BODY),
            Column(now, ColumnKind.STEPPER, 152),
            Column(unit, number, max(76, price)),
            Column(reason, text, 118, Text.VALUE_MEDIUM),
        )
        return _with_room_for_names(small, shown, grid)
    if grid is Grid.MEDIUM:
        medium = (
            item,
            Column(sold, number, 52, ink="ink2"),
            Column(back, number, 74, ink="ink2"),
            Column(can, number, 82, Text.BODY),
            Column(now, ColumnKind.STEPPER, 152),
            Column(unit, number, max(74, price)),
            Column(reason, text, 108, Text.VALUE_MEDIUM),
            Column(goes, text, 112, Text.VALUE, "ink2"),
        )
        return _with_room_for_names(medium, shown, grid)
    large = (
        item,
        Column(sold, number, 72, ink="ink2"),
        Column(back, number, 92, ink="ink2"),
        Column(can, number, 96, Text.BODY),
        Column(now, ColumnKind.STEPPER, 176),
        Column(unit, number, max(92, price)),
        Column(translate("Returns", "Tax paid"), number, 88, ink="ink2"),
        Column(translate("Returns", "Condition"), text, 112, Text.VALUE, "ink2"),
        Column(reason, text, 136, Text.VALUE_MEDIUM),
        Column(goes, text, 136, Text.VALUE, "ink2"),
    )
    return _with_room_for_names(large, shown, grid)


def _with_room_for_names(
    made: tuple[Column, ...], shown: Shown | None, grid: Grid
) -> tuple[Column, ...]:
    """Columns that have more than their words need give it to the longest name."""
    if shown is None:
        return made
    written = rows(shown, grid)
    names = [row.cells[0].text for row in written]
    wanted = max((_wide(name, Text.STRONG) for name in names), default=0) + FIRST_PAD + PAD
    lacking = wanted - (TABLE_WIDTHS[grid] - sum(column.width for column in made))
    if lacking <= 0:
        return made
    fitted = list(made)
    for place in reversed(range(1, len(made))):
        column = made[place]
        if column.kind is ColumnKind.STEPPER or lacking <= 0:
            continue
        needs = [_wide(column.title, Text.CAPTION)]
        for row in written:
            cell = row.cells[place]
            needs += [_wide(cell.text, column.style), _wide(cell.second, Text.STATUS)]
        if column.kind is ColumnKind.TEXT:
            needs += _words_to_come(shown, column.style, place == len(made) - 1)
        given = min(lacking, max(0, column.width - max(needs) - 2 * PAD))
        fitted[place] = replace(column, width=column.width - given)
        lacking -= given
    return tuple(fitted)


def _words_to_come(shown: Shown, style: Text, last: bool) -> list[int]:
    """How wide the reasons can get, or in the last column where goods can go."""
    now = shown.terms.now
    labels = [d.label for d in now.dispositions] if last else []
    labels += [r.label for r in now.reasons if not r.needs_note]
    return [_wide(shown.said.term(label), style) for label in labels]


def _wide(words: str, style: Text) -> int:
    """How wide words are set, in pixels at scale 1."""
    return math.ceil(theme.text_width(words, style) / theme.scale()) + 1 if words else 0


def rows(shown: Shown, grid: Grid) -> tuple[LineRow, ...]:
    """One row for each line of the receipt by line number, then those of new goods."""
    sold = tuple(_row(shown, line, grid) for line in shown.draft.receipt.lines)
    return (*sold, *new_rows(shown, grid))


def label_of(code: str, choices: Sequence[Choice], shown: Shown) -> str:
    """The word of a condition or disposition in the operator's language."""
    return next((shown.said.term(c.label) for c in choices if c.code == code), code)


def _row(shown: Shown, line: ReceiptLine, grid: Grid) -> LineRow:
    draft = shown.draft
    left, now = draft.returnable(line.number), draft.returning(line.number)
    used_up = left <= NONE and not now
    choice = draft.choice(line.number)
    name = Cell(" ".join(line.description.split()), _second(shown, line))
    returning = Cell(amount_with_unit(line, now)) if now else Cell(_DASH, quiet=True)
    hidden = is_gift(draft)
    unit = Cell(_DASH, quiet=True) if hidden else Cell(shown.words.money(unit_paid(line)))
    cells: tuple[Cell, ...]
    if draft.without is not None:
        goes = _goes_to(shown, choice)
        said = Cell(_reason(shown, choice), goes if grid is Grid.SMALL else "")
        cells = (name, returning, unit, said, Cell(goes))
        return LineRow(
            str(line.number), cells[: 4 if grid is Grid.SMALL else 5], bool(now), True, False
        )
    if grid is Grid.SMALL:
        reason = Cell(_reason(shown, choice), _goes_to(shown, choice))
        cells = (name, _can_return(shown, line), returning, unit, reason)
    else:
        back = draft.returned(line.number).quantity
        sold = q.plain(line.quantity)
        before = (
            Cell(sold if line.direction is Direction.SOLD else f"\N{MINUS SIGN}{sold}"),
            Cell(q.plain(back), quiet=not back),
            Cell(amount_with_unit(line, left), quiet=not left),
        )
        why = (Cell(_reason(shown, choice)), Cell(_goes_to(shown, choice)))
        if grid is Grid.MEDIUM:
            cells = (name, *before, returning, unit, *why)
        else:
            shows_tax = bool(line.tax) and not hidden
            tax = Cell(shown.words.money(line.tax)) if shows_tax else Cell(_DASH, quiet=True)
            state = Cell(_condition(shown, choice))
            cells = (name, *before, returning, unit, tax, state, *why)
    return LineRow(str(line.number), cells, bool(now), now < left, used_up)


def _can_return(shown: Shown, line: ReceiptLine) -> Cell:
    draft = shown.draft
    left, back = draft.returnable(line.number), draft.returned(line.number).quantity
    under = (
        translate("Returns", "{0} returned").format(q.plain(back))
        if back
        else translate("Returns", "of {0}").format(amount_with_unit(line, line.quantity))
    )
    return Cell(amount_with_unit(line, left), under, quiet=not left)


def _second(shown: Shown, line: ReceiptLine) -> str:
    """Item number, then what made the price."""
    if line.direction is not Direction.SOLD:
        return translate("Returns", "Came back on this receipt")
    if (notice := notice_of(shown.draft, line.number)) is not None:
        words = translate("Returns", "Recalled: {0}")
        return words.replace("{0}", fitting(notice.title, 30))
    parts = [item_code_words(line)]
    if is_gift(shown.draft):
        return parts[0]
    if told := _ordered(shown, line):
        return told
    if line.weighed and line.unit_price:
        price = shown.words.money(line.unit_price)
        parts.append(translate("Returns", "{0} per {1}").format(price, line.unit.lower()))
    elif line.discounts:
        most = max(line.discounts, key=lambda d: d.amount)
        taken_off = _short(shown.words.money(most.amount))
        if most.kind in _COUPONS:
            words = translate("Returns", "{0} coupon").format(taken_off)
        elif most.description:
            words = fitting(most.description, 22)
        else:
            words = translate("Returns", "{0} off").format(taken_off)
        if most.amount > ZERO:
            parts.append(words)
    return " · ".join(part for part in parts if part)


def _ordered(shown: Shown, line: ReceiptLine) -> str:
    """What an online order says of a line beside what was charged."""
    order = order_of(shown.draft.receipt)
    if order is None:
        return ""
    known = order.line(line.number)
    if known.instead_of:
        words = translate("Returns", "Instead of {0}")
        return words.replace("{0}", fitting(known.instead_of, 26))
    if known.packed is not None and order.missing(line):
        words = translate("Returns", "Only {0} of {1} packed")
        return words.format(q.plain(known.packed), q.plain(line.quantity))
    return ""


def _short(amount: str) -> str:
    """``$5`` for ``$5.00``; the second line has little room."""
    return amount.removesuffix(".00").removesuffix(",00")


def _reason(shown: Shown, choice: ReturnChoice | None) -> str:
    if choice is None or not choice.reason:
        return ""
    known = shown.terms.reason(choice.reason)
    return choice.note or (shown.said.term(known.label) if known else choice.reason)


def _condition(shown: Shown, choice: ReturnChoice | None) -> str:
    if choice is None or not choice.condition:
        return ""
    return label_of(choice.condition, shown.terms.now.conditions, shown)


def _goes_to(shown: Shown, choice: ReturnChoice | None) -> str:
    if choice is None or not choice.disposition:
        return ""
    line = shown.draft.line(choice.line_number)
    goes = shown.terms.now.goes.goes_to(line, choice.disposition)
    refunded = next((x for x in shown.refund.lines if x.number == line.number), None)
    goes = refunded.disposition if refunded is not None else goes
    return label_of(goes, shown.terms.now.dispositions, shown)


def came_back(line: ReceiptLine, much: q.Quantity) -> str:
    """What of a line came back before: ``1 of 4 Towel came back``."""
    name = fitting(line.description, 60)
    if much == line.quantity:
        words = translate("Returns", "{0} came back")
        return words.replace("{0}", q.counted(name, much, line.weight_unit))
    words = translate("Returns", "{1} of {2} {0} came back").replace("{1}", q.plain(much))
    return words.replace("{2}", amount_with_unit(line, line.quantity)).replace("{0}", name)
