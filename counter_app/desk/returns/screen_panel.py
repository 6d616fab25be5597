"""The right side of a return: the receipt, who, how it was paid, why so much, and the amount."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from counter_app.core import quantity as q
from counter_app.core.money import ZERO
from counter_app.core.order import counted_from, order_of
from counter_app.core.quantity import NONE
from counter_app.core.receipt import Receipt
from counter_app.core.words import percent
from counter_app.desk.returns.gift import is_gift
from counter_app.desk.returns.screen_case import (
    PANEL_NAME,
    Shown,
    Stand,
    action_words,
    fitting,
    payment_words,
    tender_icon,
    way_words,
)
from counter_app.desk.returns.screen_exchange import difference, exchange_amount, other_way
from counter_app.desk.returns.screen_findings import step_note
from counter_app.desk.returns.screen_online import order_rows, points_rows
from counter_app.desk.returns.screen_options import fitted_section, options_section
from counter_app.desk.returns.screen_panel_without import sections_without
from counter_app.desk.returns.screen_reads import Opened
from counter_app.desk.returns.why import WhyKind, WhyRow
from counter_app.records.customer_history import DAYS, CustomerHistory
from counter_app.ui.retold import translate
from counter_app.ui.screen import Grid
from counter_app.ui.wedge import SINGLE_PRESS
from counter_app.ui.widgets.amount_block import Amount, AmountBlock, TenderRow
from counter_app.ui.widgets.context_panel import ContextPanel, KeyRow, Section, SectionStyle

MAX_PAYMENTS = 8


class ReturnPanel(ContextPanel):
    """Sections above, the amount block at the foot; the block keeps its place on every page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Grid.MEDIUM.panel, parent)
        self._roomy = True
        self.told_beside: Callable[[], bool] = bool
        """True while the options stand in the middle of a large window: not here a second time."""
        self.options_only = False
        """The options stand in place of payments and sums: all of them, on any window."""
        self.block = AmountBlock()
        self.block.button.setProperty(SINGLE_PRESS, True)
        self.set_foot(self.block)

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        self._roomy = grid is not Grid.SMALL
        self.set_width(grid.panel)
        self.block.set_large(grid is Grid.LARGE)

    def show_return(self, shown: Shown, line: int | None, card_code: str | None) -> None:
        """Show a return; `card_code` is what was typed while a terminal's code is awaited."""
        if shown.draft.without is not None:
            sections = [*sections_without(shown, line), *person_section(shown.opened)]
        elif is_gift(shown.draft):
            self.show_sections([gift_section(shown, line)])
            self.block.show_amount(amount_of(shown, line, card_code))
            return
        else:
            sections = self._of_receipt(shown, line)
        if shown.refund.why:
            sections.append(why_section(shown))
        self.block.show_amount(amount_of(shown, line, card_code))
        if self.options_only:
            sections = [sections[0], *options_section(shown)]
        self.show_sections(sections)
        if self._roomy and not self.told_beside() and not self.options_only:
            self.show_sections([*sections, *fitted_section(shown, *self.room())])

    def _of_receipt(self, shown: Shown, line: int | None) -> list[Section]:
        return [
            head_section(shown.opened.draft.receipt, shown.opened.sold_at, shown, line),
            *person_section(shown.opened),
            paid_section(shown),
        ]

    def show_start(self) -> None:
        """Nothing is open: what to do first."""
        title = translate("Returns", "No receipt open")
        sub = translate("Returns", "The receipt, the customer and the amount appear here.")
        self.show_sections([Section(title, sub=sub, style=SectionStyle.HEAD)])
        self.block.show_amount(
            Amount(
                translate("Returns", "Next"),
                translate("Returns", "Scan a receipt"),
                translate("Returns", "Find it"),
                note=translate("Returns", "Or type its number and press Enter."),
                money=False,
            )
        )


def gift_section(shown: Shown, line: int | None) -> Section:
    """A gift receipt shows its number and until when goods come back, no price and no buyer."""
    receipt = shown.draft.receipt
    title = translate("Returns", "Gift receipt {0}").format(fitting(receipt.receipt_number, 12))
    until = return_until(shown, line)
    rows = []
    if until is not None:
        words = shown.words.full_day(until)
        rows.append(KeyRow(translate("Returns", "Return until"), words))
    sub = translate("Returns", "Prices and the buyer stay hidden.")
    return Section(title, sub=sub, rows=tuple(rows), style=SectionStyle.HEAD)


def head_section(receipt: Receipt, sold_at: datetime, shown: Shown, line: int | None) -> Section:
    """Number, age, register and time; what was paid and until when goods come back."""
    words = shown.words
    sub = (
        translate("Returns", "Register {0} · {1} · {2}")
        .replace("{0}", fitting(receipt.key.workstation, 8))
        .replace("{1}", words.day(receipt.key.business_date))
        .replace("{2}", words.time(sold_at))
    )
    rows = [KeyRow(translate("Returns", "Paid"), words.money(receipt.total_paid))]
    if (until := return_until(shown, line)) is not None:
        ink = "deny" if until < shown.draft.as_of else "ink"
        rows.append(KeyRow(translate("Returns", "Return until"), words.full_day(until), ink=ink))
    order = order_of(receipt)
    if order is not None:
        rows += order_rows(order, shown)
    if receipt.provisional:
        rows.append(KeyRow(translate("Returns", "Keyed from paper"), icon="file-pen-line"))
    if shown.opened.denied:
        day = words.day(shown.opened.denied[0].business_date)
        rows.append(KeyRow(translate("Returns", "Not accepted"), day, icon="octagon-x"))
    if shown.draft.reprint:
        rows.append(KeyRow(translate("Returns", "A duplicate was shown"), icon="triangle-alert"))
    title = translate("Returns", "Receipt {0}").format(fitting(receipt.receipt_number, 16))
    if order is not None:
        title = translate("Returns", "Order {0}").replace("{0}", fitting(order.number, 18))
    age = age_words(receipt.key.business_date, shown.draft.as_of)
    return Section(title, age, sub, tuple(rows), style=SectionStyle.HEAD)


def return_until(shown: Shown, line: int | None) -> date | None:
    """The last day for the current line, or the first last day of what can still come back."""
    sold_on = counted_from(shown.draft.receipt)
    lines = [x for x in shown.draft.receipt.sold if shown.draft.returnable(x.number) > NONE]
    here = [x for x in lines if x.number == line]
    days = [shown.terms.last_day(x.department, sold_on) for x in here or lines]
    return min(days, default=None)


def person_section(opened: Opened) -> tuple[Section, ...]:
    """Who the customer is, if the receipt or the clerk says so, and what came back before."""
    if not opened.customer:
        return ()
    name, sub = fitting(opened.customer), ""
    if opened.history is not None:
        sub = past_words(opened.history)
    return (Section(name, sub=sub, icon="user-round", style=SectionStyle.PERSON),)


def past_words(past: CustomerHistory) -> str:
    """``2 returns in 90 days, all with receipt``."""
    if not past.returns:
        return translate("Returns", "No returns in {0} days").format(DAYS)
    if past.returns == 1:
        words = translate("Returns", "1 return in {0} days").format(DAYS)
    else:
        words = translate("Returns", "{0} returns in {1} days").format(past.returns, DAYS)
    if not past.without_receipt:
        more = translate("Returns", "all with receipt")
        if past.returns == 1:
            more = translate("Returns", "with receipt")
    else:
        more = translate("Returns", "{0} without receipt").filled(past.without_receipt)
    return f"{words}, {more}"


def paid_section(shown: Shown) -> Section:
    """Each payment and what of it can still go back."""
    payments = [t for t in shown.draft.receipt.tenders if t.amount > ZERO]
    rows = [
        KeyRow(
            f"{payment_words(t, shown.said)} {shown.words.money(t.amount)}",
            shown.words.money(shown.draft.payments.left(t.number)),
            icon=tender_icon(t.tender),
        )
        for t in payments[:MAX_PAYMENTS]
    ]
    if not rows:
        rows = [KeyRow(translate("Returns", "Not on the receipt"), icon="circle-question-mark")]
    note = translate("Returns", "can go back")
    return Section(translate("Returns", "Paid with"), note, rows=tuple(rows))


def why_section(shown: Shown) -> Section:
    """Rows that add up to the refund."""
    rows = [
        KeyRow(why_words(row, shown), shown.words.money(row.amount)) for row in shown.refund.why
    ]
    word, amount = difference(shown)
    rows.append(KeyRow(word, shown.words.money(amount), total=True))
    rows += [*points_rows(shown), *(other_way(way, shown) for way in shown.refund.ways)]
    return Section(translate("Returns", "Why this amount"), rows=tuple(rows))


def why_words(row: WhyRow, shown: Shown) -> str:
    """One row's words in the operator's language."""
    short = fitting(row.name, PANEL_NAME)
    if row.kind is WhyKind.HELD_BACK:
        return translate("Returns", "{0}, held back before").replace("{0}", short)
    if row.kind is WhyKind.DELIVERY:
        return translate("Returns", "{0}, its share").replace("{0}", short)
    if row.kind is WhyKind.COUPON:
        return translate("Returns", "Coupon given back: {0}").replace("{0}", short)
    if row.kind is WhyKind.NEW:
        name = q.counted(short, row.quantity, row.unit)
        return translate("Returns", "New: {0}").replace("{0}", name)
    if row.kind is WhyKind.ITEM:
        if row.sold == row.quantity:
            return q.counted(short, row.quantity, row.unit)
        part = translate("Returns", "{0} of {1}")
        return f"{short}, {part.format(q.plain(row.quantity), q.measured(row.sold, row.unit))}"
    name = fitting(shown.said.term(row.name))
    if row.kind is WhyKind.TAX:
        name = translate("Returns", "{0} paid").replace("{0}", name)
    if row.kind in (WhyKind.NEW_TAX, WhyKind.TAX_TODAY):
        name = translate("Returns", "{0} today").replace("{0}", name)
    return f"{name}, {percent(row.rate_ppm)}" if row.rate_ppm else name


def age_words(sold_on: date, today: date) -> str:
    """``14 days ago``."""
    days = (today - sold_on).days
    if days == 0:
        return translate("Returns", "today")
    if days == 1:
        return translate("Returns", "yesterday")
    if days < 0:
        return ""
    return translate("Returns", "{0} days ago").filled(days)


def amount_of(shown: Shown, line: int | None, card_code: str | None) -> Amount:
    """The amount block: how much, by what, and the one next step; a disabled button says why."""
    stand = shown.stand()
    way, icon = way_words(shown)
    several = len(shown.plans()) > 1 if shown.draft.choices else False
    tender = TenderRow(
        way,
        icon,
        translate("Returns", "Change") if several else "",
        "Shift+F12" if several else "",
    )
    word = translate("Returns", "Refund to customer")
    if stand is Stand.FORBIDDEN:
        word = translate("Returns", "Cannot be refunded")
    action = action_words(shown)
    enabled = stand in (Stand.ASK, Stand.READY)
    if stand is Stand.ASK:
        action = translate("Returns", "Ask a manager")
    if stand is Stand.EMPTY and not shown.refund.plan.tenders:
        action = translate("Returns", "Refund")
    if card_code is not None:
        action = translate("Returns", "Finish refund")
        enabled = len(card_code) >= 4
    plain = Amount(
        word,
        shown.words.money(shown.refund.total + shown.refund.rounding),
        action,
        note=step_note(shown, stand, line, card_code),
        tender=tender,
        enabled=enabled,
    )
    return exchange_amount(shown, plain, waiting=card_code is not None)
