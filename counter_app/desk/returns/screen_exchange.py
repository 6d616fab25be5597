"""What an exchange adds to a return's screen: rows of new goods, the amount block, why so much."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from counter_app.core.money import ZERO, Money, parse_money, total
from counter_app.core.quantity import NONE, ONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.new_goods import (
    cash_given,
    is_new,
    pay_with,
    take_item,
    take_quantity,
)
from counter_app.desk.returns.screen_case import (
    Shown,
    amount_with_unit,
    fitting,
    item_code_words,
    tender_icon,
    tender_words,
)
from counter_app.desk.returns.screen_reads import NewItem
from counter_app.desk.returns.screen_strip import Ask, AskStrip
from counter_app.rules.promoted import TwoWays
from counter_app.rules.promotions import PartialRefund
from counter_app.trade.answers import SaleHalf
from counter_app.trade.payments import Offer
from counter_app.ui.screen import Grid
from counter_app.ui.widgets.amount_block import Amount, TenderRow
from counter_app.ui.widgets.context_panel import KeyRow
from counter_app.ui.widgets.line_model import Cell, LineRow

translate = QCoreApplication.translate
PAYABLE = (Tender.CASH, Tender.CARD)
"""Ways to pay that need no code; gift cards and store credit are scanned."""
TAIL = 4
"""How much of a code is shown."""
_DASH = "–"


def name_of(shown: Shown, number: int) -> str:
    """The name of a line, old or new."""
    if is_new(number):
        return shown.draft.new.basket.line(number).item.description
    return shown.draft.line(number).description


def new_rows(shown: Shown, grid: Grid) -> tuple[LineRow, ...]:
    """One row for each new line, below those of the receipt."""
    new = shown.refund.exchange
    return () if new is None else tuple(_row(shown, line, grid) for line in new.lines)


def take_new(
    draft: ReturnDraft, found: NewItem, weight: Quantity | None, price: Money | None
) -> tuple[int, ReturnDraft]:
    """One more of an item goes home, and the line it is on; raises `BadInput`."""
    item = found.item
    before = {x.number: x.quantity for x in draft.new.basket.lines}
    quantity = weight if weight is not None and item.weighed else ONE
    goods = take_item(draft.new, item, quantity, price, found.deposit)
    line = next(x for x in goods.basket.lines if before.get(x.number) != x.quantity)
    return line.number, replace(draft, new=goods)


def step_new(draft: ReturnDraft, number: int, by: int) -> ReturnDraft:
    """One new piece more or less; a weighed or labelled pack stays whole or goes.

    A drink's deposit does not change by itself.
    """
    line = draft.new.basket.line(number)
    if line.deposit_of is not None:
        return draft
    if line.item.weighed or line.labelled is not None:
        return draft if by > 0 else replace(draft, new=take_quantity(draft.new, number, NONE))
    much = line.quantity + ONE if by > 0 else line.quantity - ONE
    return replace(draft, new=take_quantity(draft.new, number, max(much, NONE)))


def next_payment(shown: Shown) -> ReturnDraft:
    """The next way to pay the difference, after the last one the first again.

    Scanned gift cards and credits go on paying; after the last way they are taken off again.
    """
    takes = [t for t in shown.terms.today.selling.takes if t in PAYABLE]
    now, cards = paying_by(shown), shown.draft.new.credits
    if not takes:
        return shown.draft
    place = takes.index(now) + 1 if now in takes else len(takes) if cards else 0
    if place == len(takes):
        cards = ()
    tender = takes[place % len(takes)]
    return replace(shown.draft, new=pay_with(shown.draft.new, *cards, Offer(tender)))


def paying_by(shown: Shown) -> Tender | None:
    """By what the customer pays the difference; None if nothing is due."""
    new = shown.refund.exchange
    if new is None or not new.settlement.payments:
        return None
    return new.settlement.payments[-1].tender


def by_credits(shown: Shown) -> Money:
    """What scanned gift cards and store credits pay of the difference."""
    new = shown.refund.exchange
    paid = () if new is None else new.settlement.payments
    return total(p.amount for p in paid if p.credit_id)


def still_due(shown: Shown) -> Money:
    """What is left to be paid in cash, as it is rounded, or by card."""
    return shown.refund.to_pay - by_credits(shown)


def credits_pay(shown: Shown) -> bool:
    """True if scanned gift cards and store credits pay all of the difference."""
    return by_credits(shown) == shown.refund.due


def credit_paid(shown: Shown, offer: Offer) -> str:
    """What a scanned card pays, and what stays on it."""
    new = shown.refund.exchange
    paid = () if new is None else new.settlement.payments
    part = total(p.amount for p in paid if p.credit_id == offer.credit_id)
    words = translate("Returns", "{0} pays {1}; {2} stays on it.")
    words = words.replace("{0}", _credit_words(offer.tender, offer.code, shown))
    left = (offer.amount or ZERO) - part
    return words.replace("{1}", shown.words.money(part)).replace("{2}", shown.words.money(left))


def _credit_words(tender: Tender, code: str, shown: Shown) -> str:
    """The kind and its last characters; without its code the kind alone."""
    name = tender_words(tender, shown.said)
    return f"{name} ••••{code[-TAIL:]}" if code else name


def pays_cash(shown: Shown) -> bool:
    """True if cash is due, or too little of it was given."""
    return bool(shown.refund.due) and paying_by(shown) in (Tender.CASH, None)


def ask_cash(strip: AskStrip, shown: Shown) -> None:
    """The cash that the customer hands over for the difference."""
    title = translate("Returns", "Cash received for {0}? Leave it empty for the exact amount")
    strip.ask_text(Ask.CASH, title.replace("{0}", shown.words.money(still_due(shown))))


def take_cash(draft: ReturnDraft, typed: str) -> ReturnDraft:
    """What the customer handed over; nothing typed is exact money. Raises `BadInput`."""
    amount = parse_money(typed) if typed.strip() else None
    return replace(draft, new=cash_given(draft.new, amount))


def exchange_amount(shown: Shown, plain: Amount, *, waiting: bool) -> Amount:
    """The amount block of an exchange, from what it would say of a plain return.

    `waiting` while a terminal's code is awaited.
    """
    new, words = shown.refund.exchange, shown.words
    if new is None or (waiting and not new.due):
        return plain
    action = plain.action if plain.action == translate("Returns", "Ask a manager") else ""
    if new.due:
        tender = paying_by(shown) or Tender.CASH
        row = TenderRow(
            tender_words(tender, shown.said),
            tender_icon(tender),
            translate("Returns", "Change"),
            "Shift+F12",
        )
        note = _payment_note(shown) or plain.note
        word, pay = translate("Returns", "Customer pays"), exchange_action(shown)
        amount = words.money(new.due if credits_pay(shown) else still_due(shown))
        if waiting:
            pay, note = translate("Returns", "Finish payment"), plain.note
            row = replace(row, hint="", key="")
        return replace(plain, word=word, amount=amount, note=note, tender=row, action=action or pay)
    if shown.refund.paid_out:
        return replace(plain, amount=words.money(shown.refund.handed))
    word = translate("Returns", "Even exchange")
    even = TenderRow(translate("Returns", "Nothing to pay"), "arrow-left-right", "", "")
    action = action or exchange_action(shown)
    return replace(plain, word=word, amount=words.money(ZERO), tender=even, action=action)


def exchange_action(shown: Shown) -> str:
    """What the button says when nothing leaves as money."""
    if not shown.refund.due:
        return translate("Returns", "Exchange")
    if credits_pay(shown):
        return translate("Returns", "Take it off")
    if paying_by(shown) is Tender.CARD:
        return translate("Returns", "Take from card")
    return translate("Returns", "Take cash")


def difference(shown: Shown) -> tuple[str, Money]:
    """The last row of "why this amount"."""
    refund = shown.refund
    if refund.exchange is None or refund.paid_out:
        return translate("Returns", "Refund"), refund.handed
    if refund.due:
        return translate("Returns", "Customer pays"), refund.to_pay
    return translate("Returns", "Even exchange"), ZERO


def other_way(way: TwoWays, shown: Shown) -> KeyRow:
    """What a part of a promotion would give back by the way that policy did not choose."""
    if way.mode is PartialRefund.REQUALIFY:
        words, amount = translate("Returns", "Its share of the offer"), way.by_share
    else:
        words, amount = translate("Returns", "Priced anew it would be"), way.anew
    return KeyRow(words, shown.words.money(amount), ink="ink2", icon="badge-percent")


def handed_over(sale: SaleHalf, shown: Shown) -> Amount:
    """After an exchange that the customer paid for: the change, or that nothing is due."""
    action = translate("Returns", "Next customer")
    if sale.change:
        word = translate("Returns", "Change to customer")
        note = translate("Returns", "Count it into the hand, then close the drawer.")
        return Amount(word, shown.words.money(sale.change), action, key="Return", note=note)
    if sale.due:
        word = translate("Returns", "Customer paid")
        return Amount(word, shown.words.money(sale.paid), action, key="Return")
    word = translate("Returns", "Even exchange")
    note = translate("Returns", "No money moved.")
    return Amount(word, shown.words.money(ZERO), action, key="Return", note=note)


def _payment_note(shown: Shown) -> str:
    new = shown.refund.exchange
    if new is None:
        return ""
    if new.settlement.missing:
        words = translate("Returns", "{0} is still missing.")
        return words.replace("{0}", shown.words.money(new.settlement.missing))
    if new.settlement.change:
        words = translate("Returns", "Change {0}")
        return words.replace("{0}", shown.words.money(new.settlement.change))
    if (cards := by_credits(shown)) and not credits_pay(shown):
        words = translate("Returns", "{0} of {1} by gift card or credit.")
        words = words.replace("{0}", shown.words.money(cards))
        return words.replace("{1}", shown.words.money(shown.refund.to_pay))
    if shown.refund.paid_out:
        words = translate("Returns", "{0} goes back to food benefits.")
        return words.replace("{0}", shown.words.money(shown.refund.paid_out))
    return ""


def _row(shown: Shown, line: ReceiptLine, grid: Grid) -> LineRow:
    much = f"+{amount_with_unit(line, line.quantity)}"
    name = Cell(translate("Returns", "New: {0}").replace("{0}", fitting(line.description, 60)),
                item_code_words(line))  # fmt: skip
    now = Cell(much)
    basket_line = shown.draft.new.basket.line(line.number)
    change = basket_line.change
    was = "" if change is None else shown.words.money(change.old)
    if was and grid is not Grid.SMALL:
        was = translate("Returns", "was {0}").replace("{0}", was)
    price = Cell(shown.words.money(line.unit_price), was)
    home = Cell(translate("Returns", "Goes home"))
    none = Cell(_DASH, quiet=True)
    cells: tuple[Cell, ...] = (name, none, now, price, home)
    if shown.draft.without is not None:
        cells = (name, now, price, home) if grid is Grid.SMALL else (name, now, price, home, none)
    elif grid is Grid.MEDIUM:
        cells = (name, none, none, none, now, price, home, none)
    elif grid is Grid.LARGE:
        tax = Cell(shown.words.money(line.tax)) if line.tax else none
        cells = (name, none, none, none, now, price, tax, none, home, none)
    free = basket_line.deposit_of is None
    return LineRow(str(line.number), cells, can_lower=free, can_raise=free and not line.weighed)
