"""The right side of a return without its receipt: whose card was seen, how prices were found."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from counter_app.desk.returns.policy_goods import Deposit
from counter_app.desk.returns.screen_case import PANEL_NAME, Shown, fitting
from counter_app.desk.returns.unproven import redeemable, redeemed
from counter_app.desk.returns.without import Prices, Seen
from counter_app.rules.person_limits import Reach, pieces_of, usages
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle

translate = QCoreApplication.translate


def sections_without(shown: Shown, line: int | None) -> tuple[Section, ...]:
    """What stands in for the receipt."""
    return (head_without(shown), *_person(shown), *_price(shown, line))


def head_without(shown: Shown, *, posted: bool = False) -> Section:
    """That there is no receipt, and what the customer may expect; `posted`: has it by now."""
    title = translate("Returns", "No receipt")
    words = translate("Returns", "Lowest price of {0} days, as store credit")
    if redeemed(shown.draft, shown.terms) is not None:
        words = translate("Returns", "Empty containers, for their deposit")
    elif posted:
        words = translate("Returns", "Lowest price of {0} days")
    elif shown.draft.new:
        words = translate("Returns", "Lowest price of {0} days, for new goods")
    sub = words.format(shown.terms.now.without.price_days)
    return Section(title, sub=sub, style=SectionStyle.HEAD)


def _person(shown: Shown) -> tuple[Section, ...]:
    """The card, its last four, and what it has used of the limits."""
    without = shown.draft.without
    assert without is not None
    seen = without.seen
    if seen is None:
        return ()
    kept = seen.person_id is not None
    state = translate("Returns", "ID from {0}").format(seen.jurisdiction)
    name = f"{state} ··{seen.last_four}" if kept and seen.last_four else state
    section = Section(name, sub=_card_words(seen), icon="id-card", style=SectionStyle.PERSON)
    if not kept:
        return (section,)
    coming = sum(pieces_of(x.quantity) for x in shown.refund.lines)
    limits = shown.terms.now.without.limits
    rows = []
    for used in usages(limits, without.past, shown.draft.as_of, shown.refund.total, coming):
        days = translate("Returns", "In {0} days").format(used.limit.days)
        now, most = str(used.now), str(used.limit.limit)
        if used.limit.money:
            amount = type(shown.refund.total)
            now, most = (shown.words.money(amount(x)) for x in (used.now, used.limit.limit))
        words = translate("Returns", "{0} of {1}").replace("{0}", now).replace("{1}", most)
        ink = "deny" if used.reach >= Reach.BEYOND else "ink"
        rows.append(KeyRow(days, words, ink=ink))
    title = translate("Returns", "Without a receipt")
    return (section, Section(title, translate("Returns", "with this"), rows=tuple(rows)))


def _card_words(seen: Seen) -> str:
    if seen.person_id is None:
        return translate("Returns", "Looked at, nothing kept")
    if seen.typed:
        return translate("Returns", "Typed from the card")
    return translate("Returns", "Scanned; the number is not kept")


def _price(shown: Shown, line: int | None) -> tuple[Section, ...]:
    """How the current line's price was found."""
    without = shown.draft.without
    prices = without.prices.get(line) if without is not None and line is not None else None
    if prices is None or line is None:
        return ()
    note = fitting(shown.draft.line(line).description, PANEL_NAME)
    deposit = redeemable(shown.draft.line(line), shown.terms)
    rows = tuple(_price_rows(prices, shown, deposit))
    return (Section(translate("Returns", "How the price was found"), sub=note, rows=rows),)


def _price_rows(prices: Prices, shown: Shown, deposit: Deposit | None) -> list[KeyRow]:
    words = shown.words
    rows = []
    if prices.lowest is not None and prices.lowest_on is not None:
        day = words.day(prices.lowest_on)
        name = translate("Returns", "Lowest, {0}").replace("{0}", day)
        rows.append(KeyRow(name, words.money(prices.lowest)))
    elif deposit is None:
        name = translate("Returns", "Sold in {0} days").format(prices.days)
        rows.append(KeyRow(name, translate("Returns", "never"), ink="deny"))
    if prices.today is not None:
        rows.append(KeyRow(translate("Returns", "Today"), words.money(prices.today)))
    rows.append(KeyRow(translate("Returns", "Each"), words.money(prices.unit), total=True))
    return rows
