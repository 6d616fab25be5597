"""What the screen shows of a gift card that is being sold."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from counter_app.core.errors import ApprovalRequired
from counter_app.core.transaction import Tender
from counter_app.desk.credits.screen_mode import declined_press
from counter_app.desk.credits.screen_page import View
from counter_app.desk.credits.screen_panel import sale_sections
from counter_app.desk.credits.screen_parts import Ask, Asked
from counter_app.desk.credits.screen_words import amount_or_dash, bar_finding
from counter_app.ui import retold
from counter_app.ui.asked import ApprovalContext, AskedRow, AskedSection
from counter_app.ui.widgets.amount_block import Amount, TenderRow
from counter_app.ui.widgets.findings_bar import Choice, Finding
from counter_app.ui.widgets.head import Press

if TYPE_CHECKING:
    from counter_app.desk.credits.screen_sale import Selling

translate = QCoreApplication.translate

BUYER: Final = "Alt+C"
LICENCE: Final = "Alt+I"


class Step(Enum):
    """Which question stands there."""

    AMOUNT = "amount"
    GIVEN = "given"
    BUYER = "buyer"
    LICENCE = "licence"
    CODE = "code"


def sale_view(at: Selling) -> View:
    """Everything of a sale at one moment."""
    ask, title, hint = _question(at)
    seen = at.seen
    buyer = at.buyer_words
    return View(
        title=translate("Credits", "Sell a gift card"),
        line=translate("Credits", "It prints with a code of its own once it is paid."),
        empty=(
            translate("Credits", "Gift cards are for gifts."),
            translate("Credits", "Ask who the card is for before you take the money."),
            translate("Credits", "Nothing is sold until you press F12."),
        ),
        asked=Asked(ask, title, hint, _minor(at)),
        findings=_findings(at),
        sections=sale_sections(seen, seen.policy if seen else None, buyer, at.desk.words),
        presses=_presses(at),
        amount=_amount(at),
    )


def sale_context(at: Selling, _asked: ApprovalRequired) -> ApprovalContext:
    """The approval card: how much this person buys today, and that the warning was said."""
    seen, shown = at.seen, at.desk.words
    assert seen is not None
    earlier, most = (
        retold.translate("Credits", "Bought today before"),
        retold.translate("Credits", "Never above"),
    )
    rows = (
        AskedRow(earlier, retold.money(seen.earlier, shown)),
        AskedRow(most, retold.money(seen.policy.sale_per_day, shown)),
    )
    buyer = at.buyer_words or retold.translate("Credits", "Buyer without a name")
    asked = retold.translate("Credits", "The buyer was told about scams.")
    title = retold.translate("Credits", "Buyer")
    return ApprovalContext(
        word=retold.translate("Credits", "Sell a gift card"),
        amount=amount_or_dash(at.amount, shown),
        sections=(AskedSection(title, buyer, sentences=(asked,), rows=rows),),
    )


def _presses(at: Selling) -> tuple[Press, ...]:
    """How somebody is named; once the terminal is asked, that it said no."""
    if at.step is Step.CODE:
        return declined_press()
    card = translate("Credits", "Type an ID")
    return (Press(BUYER, _buyer_words(at), BUYER), Press(LICENCE, card, LICENCE))


def _buyer_words(at: Selling) -> str:
    return translate("Credits", "Other buyer") if at.buyer_words else translate("Credits", "Buyer")


def _minor(at: Selling) -> int | None:
    money = at.given if at.step is Step.GIVEN else at.amount
    return None if money is None else money.minor


def _question(at: Selling) -> tuple[Ask, str, str]:
    match at.step:
        case Step.AMOUNT:
            title = translate("Credits", "How much goes on it?")
            return Ask.MONEY, title, translate("Credits", "2 5 0 0 is 25.00.")
        case Step.GIVEN:
            title = translate("Credits", "Cash received for {0}?")
            title = title.replace("{0}", amount_or_dash(at.due, at.desk.words))
            return Ask.MONEY, title, translate("Credits", "Leave it empty for the exact amount.")
        case Step.BUYER:
            hint = translate("Credits", "Or scan the buyer’s ID.")
            return Ask.TEXT, translate("Credits", "Buyer’s number or phone"), hint
        case Step.LICENCE:
            title = translate("Credits", "State and number of the ID, like TX 12345678")
            return Ask.TEXT, title, translate("Credits", "Only a keyed hash of it is kept.")
        case Step.CODE:
            title = translate("Credits", "Take {0} on the terminal, then type its code")
            title = title.replace("{0}", amount_or_dash(at.amount, at.desk.words))
            return Ask.TEXT, title, ""


def _findings(at: Selling) -> tuple[Finding, ...]:
    if at.seen is None or at.amount is None or at.step is Step.CODE:
        return ()
    said, shown = at.said, []
    for found in at.seen.verdict.findings:
        made = bar_finding(found, said, ticked=at.told, ask=at.ready)
        if found.code == "credits.name_needed":
            name = Choice(BUYER, translate("Credits", "Name the buyer"), BUYER)
            card = Choice(LICENCE, translate("Credits", "Type an ID"), LICENCE)
            made = Finding(made.code, made.level, made.title, made.remedy, (name, card))
        shown.append(made)
    return tuple(shown)


def _amount(at: Selling) -> Amount:
    word = translate("Credits", "Customer pays")
    shown = amount_or_dash(at.due, at.desk.words)
    card = at.tender_now is Tender.CARD
    row = TenderRow(
        translate("Credits", "Card") if card else translate("Credits", "Cash"),
        "credit-card" if card else "banknote",
        translate("Credits", "Change"),
        "Shift+F12",
    )
    if at.step is Step.CODE:
        row = TenderRow(row.words, row.icon)
        return Amount(word, shown, translate("Credits", "Finish payment"), tender=row)
    note = ""
    if at.missing:
        note = translate("Credits", "{0} is still missing.").format(at.money(at.missing))
    elif at.change:
        note = translate("Credits", "Change {0}").format(at.money(at.change))
    action = translate("Credits", "Take from card") if card else translate("Credits", "Take cash")
    if at.seen is not None and at.seen.verdict.to_cover() and not at.stopped:
        action = translate("Credits", "Ask a manager")
    return Amount(word, shown, action, note=note, tender=row, enabled=at.ready)
