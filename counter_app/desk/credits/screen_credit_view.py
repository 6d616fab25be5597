"""What the screen shows of one credit: what can be done, one question, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from counter_app.core.errors import ApprovalRequired
from counter_app.desk.credits.reading import CreditStanding
from counter_app.desk.credits.screen_mode import declined_press
from counter_app.desk.credits.screen_page import View
from counter_app.desk.credits.screen_panel import sections
from counter_app.desk.credits.screen_parts import Ask, Asked
from counter_app.desk.credits.screen_step import CASH, RENEW, USE, Step
from counter_app.desk.credits.screen_words import (
    bar_finding,
    columns,
    face,
    kind_words,
    story,
)
from counter_app.ui import retold
from counter_app.ui.asked import ApprovalContext, AskedRow, AskedSection
from counter_app.ui.void_questions import Question, waiting_words
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.findings_bar import Finding, Level
from counter_app.ui.widgets.option_row import Option

if TYPE_CHECKING:
    from counter_app.desk.credits.screen_credit import Holding

translate = QCoreApplication.translate


def credit_view(at: Holding) -> View:
    """Everything of one credit at one moment."""
    opened, words = at.opened, at.desk.words
    ask, title, hint = _question(at)
    return View(
        title=_title(at),
        line=_line(at),
        face=face(opened, words),
        options=_options(at) if at.step is Step.CHOOSE else (),
        columns=columns(small=at.page.small),
        rows=story(opened, words),
        asked=Asked(
            ask,
            title,
            hint,
            None if at.amount is None else at.amount.minor,
            at.reference,
            at.reasons(),
            at.why if at.step is Step.WHY else at.void.why,
        ),
        findings=_findings(at),
        presses=declined_press() if at.void.question is Question.CODE else (),
        sections=sections(opened, words),
        amount=_amount(at),
    )


def credit_context(at: Holding, _asked: ApprovalRequired) -> ApprovalContext:
    """The approval card: the credit, whose it is, and what it has been through."""
    opened, words = at.opened, at.desk.words
    credit = opened.state.credit
    rows = (
        AskedRow(retold.translate("Credits", "Issued"), retold.full_day(credit.issued_on, words)),
        AskedRow(
            retold.translate("Credits", "Left on it"), retold.money(opened.state.balance, words)
        ),
    )
    titles = {
        Step.RECEIPT: retold.translate("Credits", "Use an expired credit"),
        Step.WHY: retold.translate("Credits", "Replace the paper"),
        Step.VOID: retold.translate("Credits", "Void today’s sale"),
    }
    moved = {Step.RECEIPT: at.taken, Step.VOID: opened.void_back}
    amount = moved.get(at.step, opened.state.balance)
    why = {Step.WHY: at.why, Step.VOID: at.void.why}.get(at.step, "")
    label = next((r.words for r in at.reasons() if r.key == why), "")
    if at.void.question is Question.NOTE:
        label = f"{label.removesuffix('…')}: {at.void.note}"
    return ApprovalContext(
        word=titles.get(at.step, kind_words(credit.kind)),
        amount=retold.money(amount, words),
        sections=(
            AskedSection(kind_words(credit.kind), f"•••• {credit.tail}", rows=rows),
            AskedSection(
                retold.translate("Credits", "Holder"),
                opened.customer or retold.translate("Credits", "not known"),
                sentences=(label,) if label else (),
            ),
        ),
    )


def _title(at: Holding) -> str:
    match at.step:
        case Step.CHOOSE:
            return translate("Credits", "What should be done?")
        case Step.AMOUNT | Step.RECEIPT:
            return translate("Credits", "Use it for a register’s receipt")
        case Step.CASH:
            return translate("Credits", "Pay the rest out in cash")
        case Step.WHY:
            return translate("Credits", "Replace the paper")
        case Step.VOID if at.void.question is Question.CODE:
            return translate("Credits", "Back to the card")
        case Step.VOID:
            return translate("Credits", "Void today’s sale")


def _line(at: Holding) -> str:
    if at.void.question is Question.CODE:
        return waiting_words()
    if at.step is not Step.CHOOSE:
        return translate("Credits", "Esc goes one step back; nothing is lost.")
    if at.opened.by_paper:
        return translate("Credits", "Found without its code: it can be replaced only.")
    return translate("Credits", "Press a number, or F12 for what is suggested.")


def _options(at: Holding) -> tuple[Option, ...]:
    made = []
    for place, name in enumerate(at.names(), 1):
        words, icon, note = _option_words(at, name)
        stop = at.stop(name)
        made.append(
            Option(
                name,
                words,
                icon,
                note="" if stop else note,
                value=translate("Credits", "Not allowed") if stop else _worth(at, name),
                allowed=not stop,
                key=str(place),
            )
        )
    return tuple(made)


def _option_words(at: Holding, name: str) -> tuple[str, str, str]:
    manager = translate("Credits", "needs a manager")
    match name:
        case _ if name == USE:
            note = manager if at.opened.standing is CreditStanding.EXPIRED else ""
            words = translate("Credits", "Use it for a register’s receipt")
            return words, "receipt-text", note
        case _ if name == CASH:
            return translate("Credits", "Pay the rest out in cash"), "banknote", ""
        case _ if name == RENEW:
            return translate("Credits", "Replace the paper"), "refresh-cw", manager
    void = at.opened.void
    asks = void is not None and bool(void.to_cover())
    return translate("Credits", "Void today’s sale"), "undo-2", manager if asks else ""


def _worth(at: Holding, name: str) -> str:
    if name == USE:
        most = at.money(at.opened.state.balance)
        return translate("Credits", "up to {0}").format(most)
    return at.money(at.opened.cash if name == CASH else at.opened.state.balance)


def _question(at: Holding) -> tuple[Ask, str, str]:
    match at.step:
        case Step.AMOUNT:
            most = at.money(at.opened.state.balance)
            title = translate("Credits", "How much does the register take?")
            hint = translate("Credits", "Nothing typed takes all of it: {0}.").format(most)
            return Ask.MONEY, title, hint
        case Step.RECEIPT:
            title = translate("Credits", "Number of the register’s receipt")
            return Ask.TEXT, title, ""
        case Step.WHY:
            return Ask.PICK, translate("Credits", "Why is it replaced?"), ""
        case Step.VOID:
            return _void_question(at)
        case Step.CHOOSE | Step.CASH:
            return Ask.NOTHING, "", ""


def _void_question(at: Holding) -> tuple[Ask, str, str]:
    match at.void.question:
        case Question.NOTE:
            return Ask.TEXT, translate("Credits", "What happened?"), ""
        case Question.CODE:
            title = translate("Credits", "Refund {0} on the terminal, then type its code")
            return Ask.TEXT, title.replace("{0}", at.money(at.opened.void_back)), ""
        case Question.WHY | Question.NOTHING:
            return Ask.PICK, translate("Credits", "Why is the sale voided?"), ""


def _findings(at: Holding) -> tuple[Finding, ...]:
    if at.told:
        return at.told
    if at.step is Step.CASH:
        words = translate("Credits", "All of it is paid out; then the code is worth nothing.")
        return (Finding("credits.all", Level.INFORM, words),)
    if at.step is Step.CHOOSE and at.opened.standing is CreditStanding.EXPIRED:
        said = at.said
        expired = (f for f in at.opened.replace.findings if f.code == "credits.expired")
        return tuple(bar_finding(f, said) for f in expired)
    if at.step is Step.RECEIPT and at.taken > at.opened.state.balance:
        most = at.money(at.opened.state.balance)
        title = translate("Credits", "{0} is left on it.").format(most)
        more = translate("Credits", "Esc, and type so much or less.")
        return (Finding("credits.too_little", Level.FORBID, title, more),)
    return ()


def _amount(at: Holding) -> Amount:
    balance = at.opened.state.balance
    left = at.money(balance)
    match at.step:
        case Step.CHOOSE:
            return _first_step(at)
        case Step.AMOUNT:
            word = translate("Credits", "Taken off it")
            return Amount(word, at.money(at.taken), translate("Credits", "Next"),
                          note=_rest(at))  # fmt: skip
        case Step.RECEIPT:
            ready = bool(at.reference.strip()) and at.taken <= balance
            word = translate("Credits", "Taken off it")
            action = translate("Credits", "Take it off")
            if at.opened.standing is CreditStanding.EXPIRED:
                action = translate("Credits", "Ask a manager")
            return Amount(word, at.money(at.taken), action, note=_rest(at),
                          enabled=ready)  # fmt: skip
        case Step.CASH:
            word = translate("Credits", "Cash to customer")
            return Amount(word, at.money(at.opened.cash), translate("Credits", "Pay in cash"))
        case Step.WHY:
            word = translate("Credits", "Goes on a new paper")
            action = translate("Credits", "Ask a manager")
            return Amount(word, left, action, enabled=bool(at.why))
        case Step.VOID if at.void.question is Question.CODE:
            word = translate("Credits", "Back to the card")
            return Amount(word, left, translate("Credits", "Finish the void"))
        case Step.VOID:
            word = translate("Credits", "Cash to customer")
            if at.opened.bank_card:
                word = translate("Credits", "Back to the card")
            void = at.opened.void
            asks = void is not None and bool(void.to_cover())
            action = translate("Credits", "Void the sale")
            if asks:
                action = translate("Credits", "Ask a manager")
            back = at.money(at.opened.void_back)
            return Amount(word, back, action, enabled=bool(at.void.why))


def _rest(at: Holding) -> str:
    rest = at.opened.state.balance - at.taken
    if rest.minor < 0:
        return ""
    return translate("Credits", "{0} stays on it.").format(at.money(rest))


def _first_step(at: Holding) -> Amount:
    """The balance, largest, and the one next step."""
    word, left = translate("Credits", "Left on it"), at.money(at.opened.state.balance)
    if not at.does():
        action = translate("Credits", "Next customer")
        return Amount(word, left, action)
    if at.does() == RENEW:
        return Amount(word, left, translate("Credits", "Replace it"))
    return Amount(word, left, translate("Credits", "Use it"))
