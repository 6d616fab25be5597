"""How should the money go back? Up to three plans as cards, chosen by 1 to 3; F12 pays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.desk.returns.options import WAY
from counter_app.desk.returns.routing import choose_routing
from counter_app.desk.returns.screen_case import (
    Shown,
    fitting,
    payment_words,
    tender_icon,
    tender_words,
)
from counter_app.desk.returns.screen_exchange import next_payment
from counter_app.desk.returns.screen_options import option_rows
from counter_app.rules.benefits import BENEFITS
from counter_app.rules.refund_options import Option, Way
from counter_app.rules.refund_plan import Part
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.context_panel import KeyRow
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.plan_card import Plan, PlanCard, PlanTender
from counter_app.ui.widgets.row_card import RowCard

translate = QCoreApplication.translate
MAX_GOODS = 2
NAME = 22


class PlanPage(QWidget):
    """Head, the cards, and what is not possible; it shows what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = ScreenHead()
        self.back = self.head.add_button(Button(key="Esc", icon="arrow-left"))
        self.cards: list[PlanCard] = []
        self._row = QHBoxLayout()
        self._below = RowCard()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addLayout(self._row)
        self._column.addWidget(self._below)
        self._column.addStretch(1)
        self.set_grid(Grid.MEDIUM)

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        self._short = grid is Grid.SMALL
        self._column.setSpacing(theme.px(grid.gap))
        self._row.setSpacing(theme.px(grid.gap))

    def show_plans(
        self, shown: Shown, options: tuple[Option, ...], chosen: int | None, less_than: Money | None
    ) -> None:
        """Write head and cards; the chosen one is checked. The drawer holds `less_than`."""
        self.back.set_words(translate("Returns", "Lines"))
        self.head.set_words(translate("Returns", "How should the money go back?"), _goods(shown))
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for place, option in enumerate(options):
            doubt = _doubt(option, shown, less_than, short=self._short)
            card = PlanCard(_plan(shown, option, place, doubt, short=self._short))
            card.setChecked(place == chosen)
            self._row.addWidget(card, 1)
            self.cards.append(card)
        self._show_below(shown)

    def _show_below(self, shown: Shown) -> None:
        """What else is possible, and that what benefits paid stays with benefits."""
        rows = list(option_rows(shown, without=WAY))
        why = translate("Returns", "What EBT food or WIC paid goes back to nothing else")
        if any(t.tender in BENEFITS for t in shown.draft.payments.paid):
            rows.append(
                KeyRow(
                    translate("Returns", "Benefits as cash or credit"),
                    translate("Returns", "Not allowed"),
                    icon="ban",
                    ink="deny",
                    note=why,
                )
            )
        self._below.show_rows(translate("Returns", "What else the customer can have"), rows)


class Plans(QObject):
    """Opens the page over the lines, takes its keys, and puts the chosen plan into the draft."""

    def __init__(
        self,
        shown: Callable[[], Shown | None],
        edit: Callable[..., None],
        front: Callable[[QWidget], None],
        lines: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.page = PlanPage()
        self._shown = shown
        self._edit = edit
        self._front = front
        self._lines = lines
        self._options: tuple[Option, ...] = ()
        self._too_much: tuple[str, Money] | None = None
        self.page.back.clicked.connect(self.close_page)

    @property
    def in_front(self) -> bool:
        """True while the plans are on view."""
        return self.page.isVisible()

    def open_page(self) -> None:
        """Show the plans, if there is anything to give back; what is to be paid changes its way."""
        shown = self._shown()
        if shown is not None and shown.refund.due:
            self._edit(next_payment(shown))
        elif shown is not None and shown.draft.choices:
            if (focus := self._lines.focusWidget()) is not None:
                focus.clearFocus()  # else Qt gives the focus to a button
            self._front(self.page)
            self.refresh()

    def open_short(self) -> None:
        """The drawer turned out to hold less than the plan's cash: show the other ways."""
        if (shown := self._shown()) is not None:
            self._too_much = (shown.draft.id, shown.refund.plan.paid_in(Tender.CASH))
        self.open_page()

    def close_page(self) -> bool:
        """Back to the lines; False if the plans were not on view."""
        if not self.in_front:
            return False
        self._front(self._lines)
        return True

    def refresh(self) -> None:
        """Write the page again after the draft changed."""
        shown = self._shown()
        if shown is None:
            return
        self._options = shown.plans()
        draft, cash = self._too_much or ("", None)
        known = cash if draft == shown.draft.id else None
        self.page.show_plans(shown, self._options, self._chosen(shown), known)
        for place, card in enumerate(self.page.cards):
            card.clicked.connect(lambda _=False, place=place: self._choose(place))

    def take_key(self, key: str) -> bool:
        """1 to 3 choose; Return goes back to the lines."""
        if not self.in_front:
            return False
        if key in ("1", "2", "3"):
            self._choose(int(key) - 1)
            return True
        return key == "Shift+F12" and self.close_page()

    def _choose(self, place: int) -> None:
        shown = self._shown()
        if shown is not None and place < len(self._options):
            self._edit(choose_routing(shown.draft, self._options[place].routing))
            self.refresh()

    def _chosen(self, shown: Shown) -> int | None:
        """The plan that F12 would carry out."""
        now = shown.refund.plan.tenders
        found = (n for n, option in enumerate(self._options) if option.plan.tenders == now)
        return next(found, None)


def _goods(shown: Shown) -> str:
    """``Blender 600 W · Frying pan, 10 in · receipt 0271``: names have commas of their own."""
    names = [fitting(shown.draft.line(c.line_number).description) for c in shown.draft.choices]
    first = " · ".join(names[:MAX_GOODS])
    if more := len(names) - MAX_GOODS:
        first += translate("Returns", " and {0} more").format(more) if more > 0 else ""
    number = shown.draft.receipt.receipt_number[:20]
    if not number:
        return first
    return translate("Returns", "{0} · receipt {1}").format(first, number)


def _plan(shown: Shown, option: Option, place: int, doubt: str, *, short: bool) -> Plan:
    names = {
        Way.AS_PAID: translate("Returns", "As paid"),
        Way.FASTEST: translate("Returns", "Fastest"),
        Way.STORE_CREDIT: translate("Returns", "Store credit"),
    }
    way = option.routing.way
    if short and way is Way.STORE_CREDIT:
        names[way] = translate("Returns", "Credit")
    return Plan(
        name=way.value,
        words=names[way],
        when=_when(option, shown, short=short),
        tenders=_tenders(option, shown, short=short),
        reason=doubt or _reason(option, place, short=short),
        key=str(place + 1),
        suggested=place == 0 and not option.needs_approval and not doubt,
    )


def _doubt(option: Option, shown: Shown, less_than: Money | None, *, short: bool) -> str:
    """What went wrong with a way before: the drawer held too little, or its card said no."""
    if less_than is not None and option.plan.paid_in(Tender.CASH) >= less_than:
        if short:
            return translate("Returns", "Too little cash")
        return translate("Returns", "Too little cash in the drawer")
    cards = (p.original for p in option.plan.parts if p.refund.tender is Tender.CARD)
    if any(c is not None and c.number in shown.draft.declined for c in cards):
        if short:
            return translate("Returns", "Declined before")
        return translate("Returns", "Declined before, asked again")
    return ""


def _when(option: Option, shown: Shown, *, short: bool) -> str:
    tenders = set(option.plan.by_tender)
    if option.routing.way is Way.STORE_CREDIT:
        days = shown.terms.today.credits.store_credit_days
        if days:
            return translate("Returns", "Now, good for {0} days").format(days)
        return translate("Returns", "Now, does not expire")
    if option.routing.way is Way.FASTEST and len(tenders) > 1:
        return translate("Returns", "Most of it in hand now")
    if tenders == {Tender.CASH}:
        return translate("Returns", "In hand now")
    if Tender.CARD in tenders and Tender.CASH in tenders and not short:
        return translate("Returns", "Cash now, card in 3 to 5 days")
    if Tender.CARD in tenders:
        return translate("Returns", "Card in 3 to 5 days")
    return translate("Returns", "Now")


def _reason(option: Option, place: int, *, short: bool) -> str:
    if option.needs_approval:
        return translate("Returns", "A manager must agree")
    if place == 0:
        if short:
            return translate("Returns", "Suggested")
        return translate("Returns", "Suggested: same way it was paid")
    if option.routing.way is Way.FASTEST:
        return translate("Returns", "Cash up to what was paid in cash") if not short else ""
    return translate("Returns", "One slip, spent like money here") if not short else ""


def _tenders(option: Option, shown: Shown, *, short: bool) -> tuple[PlanTender, ...]:
    """One row for each card and each other tender, in the order of paying out."""
    sums: dict[tuple[str, str], Money] = {}
    amounts = shown.handed(option.plan)
    for part, amount in zip(option.plan.parts, amounts, strict=True):
        row = (_words(part, shown, short=short), tender_icon(part.refund.tender))
        sums[row] = sums.get(row, ZERO) + amount
    return tuple(
        PlanTender(words, shown.words.money(amount), icon) for (words, icon), amount in sums.items()
    )


def _words(part: Part, shown: Shown, *, short: bool) -> str:
    original, tender = part.original, part.refund.tender
    if short and tender is Tender.STORE_CREDIT:
        return translate("Returns", "Credit")
    same = original is not None and original.tender is tender
    name = payment_words(original, shown.said) if same and original else ""
    return fitting(name or tender_words(tender, shown.said), NAME)
