"""Findings as the bar shows them: worst first, with buttons that do what the remedy says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from counter_app.core import approval
from counter_app.core.approval import Audience, Severity
from counter_app.core.words import with_values
from counter_app.desk.returns.draft import acknowledgement
from counter_app.desk.returns.rules import INCOMPLETE
from counter_app.desk.returns.screen_case import Shown, Stand, action_words, fitting, plan_words
from counter_app.desk.returns.screen_exchange import difference, exchange_action
from counter_app.ui.widgets.findings_bar import Choice, Finding, Level

translate = QCoreApplication.translate

ASK = "ask"
CONDITION = "condition"
SERIAL = "serial"
IDENTITY = "identity"
EMPTY = "empty"
DEPOSIT = "deposit"
DENY = "deny"
AS_PAID = "as_paid"
ALL_LEFT = "all_left"
TAKE_OUT = "take_out"
SAME_AGAIN = "same_again"
STEP = "next_step"
SHORT_NAME = 22
SHORTEST_NAME = 14
_LEVELS = {
    Severity.INFORM: Level.INFORM,
    Severity.WARN: Level.WARN,
    Severity.APPROVE: Level.APPROVE,
    Severity.DENY: Level.DENY,
    Severity.FORBID: Level.FORBID,
}
_REPLACED = frozenset({"returns.exempt_small", "returns.exempt_spoiled"})
_OTHER_TENDER = frozenset({"returns.tender_not_allowed", "returns.other_tender", "returns.ceiling"})


def findings(
    shown: Shown, line: int | None, *, short: bool, terminal: bool = False
) -> tuple[Finding, ...]:
    """What the bar shows; what is missing comes as one next step, never as a refusal."""
    if terminal:
        return (_terminal(shown),)
    told = shown.draft.acknowledged
    found = [
        f
        for f in shown.assessment.verdict.findings
        if f.code not in INCOMPLETE and f.audience is not Audience.MANAGER
    ]
    found.sort(key=lambda f: acknowledgement(f) in told)
    made = [_finding(shown, f, short) for f in found]
    if not shown.draft.choices and any(f.severity is Severity.FORBID for f in found):
        return tuple(made)
    missing = shown.missing(line)
    if missing is not None:
        made.append(_step(shown, missing))
    elif not made:
        made.append(_ready(shown))
    return tuple(made)


def named(shown: Shown, key: str) -> approval.Finding | None:
    """The finding that stands behind a key of the bar."""
    return next((f for f in shown.assessment.verdict.findings if _key(f) == key), None)


def _key(found: approval.Finding) -> str:
    return f"{acknowledgement(found)}@{found.line or 0}"


def _step(shown: Shown, missing: approval.Finding) -> Finding:
    if missing.code == "returns.nothing_chosen":
        title = translate("Returns", "Scan an item, or choose how many come back.")
        return Finding(STEP, Level.INFORM, title, translate("Returns", "Nothing is paid out yet."))
    text, remedy = _said(shown, missing, short=False)
    choices: tuple[Choice, ...] = ()
    if missing.code == "returns.condition_missing":
        choices = (_condition(),)
    if missing.code == "returns.identity_missing":
        choices = (Choice(IDENTITY, translate("Returns", "Type it"), "Alt+I"),)
    return Finding(f"{STEP}:{missing.code}:{missing.line}", Level.INFORM, remedy, text, choices)


def _terminal(shown: Shown) -> Finding:
    """The card's terminal has the word; nothing else can be done until it has answered."""
    title = translate("Returns", "Refund it on the card terminal now.")
    if shown.refund.due:
        title = translate("Returns", "Take the payment on the card terminal now.")
    remedy = translate("Returns", "Then type the approval code below and press F12.")
    return Finding(f"{STEP}:terminal", Level.INFORM, title, remedy)


def _ready(shown: Shown) -> Finding:
    """Nothing stands in the way: the bar keeps its place and says what is left to do."""
    action, (_, amount) = action_words(shown), difference(shown)
    if shown.refund.exchange is not None and not shown.refund.paid_out:
        action = exchange_action(shown)
    title = translate("Returns", "Ready. F12: {0}, {1}.")
    title = title.replace("{0}", action).replace("{1}", shown.words.money(amount))
    remedy = translate("Returns", "More items? Scan them first.")
    if len(shown.refund.plan.parts) > 1:
        remedy = plan_words(shown)
    return Finding(STEP, Level.INFORM, title, remedy)


def _said(shown: Shown, found: approval.Finding, short: bool) -> tuple[str, str]:
    """Text and remedy, the item's name cut to one line; the fee in few words in a small window."""
    params = found.params
    if found.code == "returns.fee":
        words = translate("Returns", "{0} restocking fee of {1} for {2}.")
        name = fitting(params["item"], SHORT_NAME)
        if short:
            name = params["item"].partition(",")[0].strip()
            words = translate("Returns", "{0} fee, {1}: {2}")
            if len(name) > SHORTEST_NAME:
                words = translate("Returns", "{0} restocking fee, {1}.")
        words = words.replace("{0}", params["percent"]).replace("{1}", params["fee"])
        remedy = translate("Returns", "In another condition there is no fee.")
        return words.replace("{2}", name), remedy
    if "item" not in params:
        return shown.said.finding(found)
    shorter = with_values(found, item=fitting(params["item"], SHORT_NAME))
    return shown.said.finding(shorter)


def _finding(shown: Shown, found: approval.Finding, short: bool) -> Finding:
    text, remedy = _said(shown, found, short)
    tick = ""
    if found.severity is Severity.WARN:
        if found.audience is not Audience.CUSTOMER:
            tick = translate("Returns", "Checked")
        elif short:
            tick = translate("Returns", "Told")
        else:
            tick = translate("Returns", "Customer told")
    return Finding(
        code=_key(found),
        level=_LEVELS[found.severity],
        title=text,
        remedy=remedy,
        choices=_choices(shown, found),
        tick=tick,
        ticked=acknowledgement(found) in shown.draft.acknowledged,
    )


def _choices(shown: Shown, found: approval.Finding) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    if found.code == "returns.fee":
        choices.append(_condition())
    if found.code.startswith("returns.serial_"):
        choices.append(Choice(SERIAL, translate("Returns", "Type it"), "Alt+S"))
    if found.code in _REPLACED:
        choices.append(Choice(SAME_AGAIN, translate("Returns", "The same again"), "Alt+E"))
    if found.code == "returns.deposit_left":
        choices.append(Choice(DEPOSIT, translate("Returns", "Add the deposit"), "Alt+B"))
    if found.code == "returns.full_or_empty":
        choices.append(Choice(EMPTY, translate("Returns", "It is empty"), "Alt+B"))
    if found.code in _OTHER_TENDER and shown.draft.tender is not None:
        choices.append(Choice(AS_PAID, translate("Returns", "Refund as paid"), "Alt+A"))
    if found.code == "returns.too_many":
        words = translate("Returns", "Return {0}").format(found.params.get("left", ""))
        choices.append(Choice(ALL_LEFT, words, "Alt+A"))
    if found.severity is Severity.FORBID and found.line is not None:
        if found.code != "returns.too_many":
            choices.append(Choice(TAKE_OUT, translate("Returns", "Leave it out"), "Alt+O"))
    elif found.severity in (Severity.APPROVE, Severity.DENY) and shown.stand() is Stand.ASK:
        words = translate("Returns", "Ask a manager")
        primary = found.severity is Severity.APPROVE
        choices.append(Choice(ASK, words, "F12", primary=primary))
    if found.severity in (Severity.DENY, Severity.FORBID) and found.code not in INCOMPLETE:
        choices.append(Choice(DENY, translate("Returns", "Print why"), "Alt+N"))
    return tuple(choices)


def _condition() -> Choice:
    return Choice(CONDITION, translate("Returns", "Condition"), "Alt+C")


def step_note(shown: Shown, stand: Stand, line: int | None, card_code: str | None) -> str:
    """The next step in the amount block, in one short sentence."""
    if card_code is not None:
        return translate("Returns", "Type the terminal’s approval code.")
    match stand:
        case Stand.EMPTY:
            return translate("Returns", "Scan the item that comes back.")
        case Stand.INCOMPLETE:
            missing = shown.missing(line)
            if missing is not None and missing.code == "returns.identity_missing":
                return translate("Returns", "Scan the customer’s ID.")
            if missing is not None and missing.code == "returns.note_missing":
                return translate("Returns", "Type what happened.")
            return translate("Returns", "Choose why it comes back.")
        case Stand.FORBIDDEN:
            return translate("Returns", "The bar above says what would help.")
        case Stand.UNTOLD:
            first = shown.assessment.to_acknowledge(shown.draft)[0]
            if first.audience is not Audience.CUSTOMER:
                return translate("Returns", "Check it, then Enter.")
            return translate("Returns", "Tell the customer, then Enter.")
        case Stand.ASK | Stand.READY:
            return ""
