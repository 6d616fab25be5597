"""The grid of a return: what was sold, what came back, what can, and what comes back now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from counter_app.core import quantity as q
from counter_app.core.money import ZERO
from counter_app.core.quantity import NONE
from counter_app.core.receipt import Direction, DiscountKind, ReceiptLine
from counter_app.desk.returns.draft import ReturnChoice
from counter_app.desk.returns.policy import Choice
from counter_app.desk.returns.screen_case import (
    Shown,
    amount_with_unit,
    fitting,
    item_code_words,
    unit_paid,
)
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.theme import Text
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow
from counter_app.ui.widgets.line_paint import PAD

translate = QCoreApplication.translate
_DASH = "–"
_COUPONS = (DiscountKind.STORE_COUPON, DiscountKind.MANUFACTURER_COUPON)


def columns(grid: Grid, shown: Shown | None = None) -> tuple[Column, ...]:
    """The columns of one window size; what a small one lacks stands in second lines.

    The dearest line of `shown` says how wide the prices are.
    """
    prices = [shown.words.money(unit_paid(x)) for x in shown.draft.receipt.lines] if shown else []
    widest = max((theme.text_width(p, Text.ROW, tabular=True) for p in prices), default=0)
    price = round(widest / theme.scale()) + 2 * PAD + 2
    number, text = ColumnKind.NUMBER, ColumnKind.TEXT
    item = Column(translate("Returns", "Item"))
    sold = translate("Returns", "Sold")
    back = translate("Returns", "Returned")
    can = translate("Returns", "Can return")
    now = translate("Returns", "Returning now")
    unit = translate("Returns", "Unit paid")
    reason = translate("Returns", "Reason")
    goes = translate("Returns", "Goes to")
    if grid is Grid.SMALL:
        return (
            item,
            Column(can, number, 84, Text.BODY),
            Column(now, ColumnKind.STEPPER, 152),
            Column(unit, number, max(76, price)),
            Column(reason, text, 118, Text.VALUE_MEDIUM),
        )
    if grid is Grid.MEDIUM:
        return (
            item,
            Column(sold, number, 52, ink="ink2"),
            Column(back, number, 74, ink="ink2"),
            Column(can, number, 82, Text.BODY),
            Column(now, ColumnKind.STEPPER, 152),
            Column(unit, number, max(74, price)),
            Column(reason, text, 108, Text.VALUE_MEDIUM),
            Column(goes, text, 112, Text.VALUE, "ink2"),
        )
    return (
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


def rows(shown: Shown, grid: Grid) -> tuple[LineRow, ...]:
    """One row for each line of the receipt, by line number."""
    return tuple(_row(shown, line, grid) for line in shown.draft.receipt.lines)


def label_of(code: str, choices: Sequence[Choice], shown: Shown) -> str:
    """The word of a condition or disposition in the operator's language."""
    return next((shown.said.term(c.label) for c in choices if c.code == code), code)


def _row(shown: Shown, line: ReceiptLine, grid: Grid) -> LineRow:
    draft = shown.draft
    left, now = draft.returnable(line.number), draft.returning(line.number)
    used_up = left <= NONE and not now
    choice = draft.choice(line.number)
    name = Cell(" ".join(line.description.split()), _second(shown, line))
    returning = Cell(q.plain(now)) if now else Cell(_DASH, quiet=True)
    unit = Cell(shown.words.money(unit_paid(line)))
    cells: tuple[Cell, ...]
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
            tax = Cell(shown.words.money(line.tax)) if line.tax else Cell(_DASH, quiet=True)
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
    parts = [item_code_words(line)]
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
    return label_of(choice.disposition, shown.terms.now.dispositions, shown)
