"""Thirty bars around a zero line: over up, short down, dashed limits, only outliers labelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from counter_app.core.book import Trend
from counter_app.core.money import Money
from counter_app.documents.book_fonts import face
from counter_app.documents.book_paint import SIDE, BoxMark, Ink, LineMark, Mark, TextMark, Weight
from counter_app.documents.book_words import BookWords

HEIGHT: Final = 104.0
_LABELS: Final = 14.0
_AXIS: Final = 30.0
_BAR: Final = 0.6
_APART: Final = 8.0


def chart_marks(trend: Trend, written: BookWords, top: float, width: float) -> Iterator[Mark]:
    """The chart in a box of so many points by `HEIGHT`."""
    plot_left, plot_width = SIDE + _AXIS, width - _AXIS
    plot_top, plot_bottom = top + 6, top + HEIGHT - _LABELS
    low, high = _range(trend)
    scale = (plot_bottom - plot_top) / (high - low)

    def at(minor: int) -> float:
        return plot_top + (high - minor) * scale

    yield from _axis(trend, written, at, plot_left, plot_width, low, high)
    slot = plot_width / max(1, len(trend.days))
    newest = len(trend.days) - 1
    limit = None if trend.limit is None else trend.limit.minor
    labelled: list[tuple[int, Money]] = []
    for n, (_, amount) in enumerate(trend.days):
        if amount is None or not amount:
            continue
        outlier = limit is not None and abs(amount.minor) > limit
        bar_top, bar_bottom = sorted((at(0), at(amount.minor)))
        x = plot_left + slot * n + slot * (1 - _BAR) / 2
        height = max(0.7, bar_bottom - bar_top)
        yield BoxMark(x, bar_top, slot * _BAR, height, _bar_ink(trend, amount, strong=outlier))
        if outlier or n == newest:
            labelled.append((n, amount))
    yield from _labels(trend, written, labelled, at, plot_left, slot, width)
    yield from _dates(trend, written, plot_left, slot, plot_bottom + 11, width)


def _labels(
    trend: Trend,
    written: BookWords,
    labelled: list[tuple[int, Money]],
    at: Callable[[int], float],
    left: float,
    slot: float,
    width: float,
) -> Iterator[Mark]:
    """The last day and the largest outliers; one that would lie over another is left out."""
    newest = len(trend.days) - 1
    font = face(Weight.STRONG)
    taken: list[tuple[float, float, bool]] = []
    ordered = sorted(labelled, key=lambda x: (x[0] != newest, -abs(x[1].minor), x[0]))
    for n, amount in ordered:
        mark = _label(amount, trend, written, left + slot * (n + 0.5), at(amount.minor), width)
        end = mark.x + font.width(mark.text, mark.size)
        below = amount.minor < 0
        if any(mark.x < e + 2 and end > s - 2 and below == b for s, e, b in taken):
            continue
        taken.append((mark.x, end, below))
        yield mark


def _range(trend: Trend) -> tuple[int, int]:
    """Lowest and highest value shown, with room for labels; never nothing."""
    values = [m.minor for _, m in trend.days if m is not None] or [0]
    edge = 0 if trend.limit is None else trend.limit.minor
    high = max(0, edge, *values)
    low = min(0, -edge, *values) if trend.signed else 0
    if trend.signed:  # both sides alike, so that over and short compare by eye
        high, low = max(high, -low), min(low, -high)
    if high == low:
        high = low + 100
    room = max(1, (high - low) * 12 // 100)
    return (low - room if trend.signed else low), high + room


def _axis(
    trend: Trend,
    written: BookWords,
    at: Callable[[int], float],
    left: float,
    width: float,
    low: int,
    high: int,
) -> Iterator[Mark]:
    font = face(Weight.REGULAR)
    marks = {0: False}
    if trend.limit is not None:
        marks |= {trend.limit.minor: True, -trend.limit.minor: True}
    elif high > 0:
        marks |= {_round(high * 9 // 10, written.currency.exponent): False}
    for minor, dashed in sorted(marks.items()):
        if not low <= minor <= high:
            continue
        y = at(minor)
        ink = Ink.LINE if minor == 0 or dashed else Ink.HAIR
        yield LineMark(left, y, left + width, y, ink, 0.6 if minor == 0 else 0.5, 2.2 * dashed)
        if minor and abs(y - at(0)) < _APART:
            continue  # its line shows where it is; its figure would lie on the zero
        text = _axis_text(Money(minor), written, signed=trend.signed)
        yield TextMark(left - 6 - font.width(text, 6.6), y + 2.4, text, 6.6, ink=Ink.INK3)


def _round(minor: int, exponent: int) -> int:
    """A round amount not above the given one: 1, 2 or 5 with zeros."""
    unit = 10**exponent
    step = unit
    while step * 10 <= minor:
        step *= 10
    return next((k * step for k in (5, 2, 1) if k * step <= minor), minor)


def _axis_text(amount: Money, written: BookWords, *, signed: bool) -> str:
    shown = written.amount(amount, signed=signed)
    unit = 10**written.currency.exponent
    return shown.partition(".")[0] if amount.minor % unit == 0 else shown


def _bar_ink(trend: Trend, amount: Money, *, strong: bool) -> Ink:
    if amount.minor < 0:
        return Ink.DENY if strong else Ink.SHORT
    return Ink.ACCENT if strong or (not trend.signed and trend.limit is not None) else Ink.OVER


def _label(
    amount: Money, trend: Trend, written: BookWords, middle: float, y: float, width: float
) -> TextMark:
    text = written.amount(amount, signed=trend.signed)
    font = face(Weight.STRONG)
    taken = font.width(text, 6.8)
    x = min(middle - taken / 2, SIDE + width - taken)
    return TextMark(x, y + 8.4 if amount.minor < 0 else y - 3, text, 6.8, Weight.STRONG)


def _dates(
    trend: Trend, written: BookWords, left: float, slot: float, y: float, width: float
) -> Iterator[Mark]:
    """Every Monday, and the last day in bold."""
    newest = len(trend.days) - 1
    for n, (day, _) in enumerate(trend.days):
        last = n == newest
        if not last and (day.weekday() != 0 or newest - n < 3):
            continue
        weight = Weight.STRONG if last else Weight.REGULAR
        text = written.weekday(day)
        taken = face(weight).width(text, 6.6)
        x = left + slot * (n + 0.5) - taken / 2
        x = min(x, SIDE + width - taken)
        yield TextMark(x, y, text, 6.6, weight, Ink.INK if last else Ink.INK3)
