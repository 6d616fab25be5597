"""Findings, the approval card and the empty screen of the price desk, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.core import approval
from counter_app.core import quantity as q
from counter_app.core.approval import Audience, Severity
from counter_app.desk.price_correction.draft import acknowledgement
from counter_app.desk.price_correction.rules import INCOMPLETE
from counter_app.desk.price_correction.rules_money import LIMIT
from counter_app.desk.price_correction.wording import SORTS
from counter_app.ui import retold
from counter_app.ui.asked import ApprovalContext, AskedLine, AskedRow, AskedSection
from counter_app.ui.retold import translate
from counter_app.ui.widgets.findings_bar import Choice, Finding, Level

if TYPE_CHECKING:
    from counter_app.desk.price_correction.screen_claims import Claims
    from counter_app.desk.price_correction.screen_words import Said

MAX_LINES = 5
_LEVELS = {
    Severity.INFORM: Level.INFORM,
    Severity.WARN: Level.WARN,
    Severity.APPROVE: Level.APPROVE,
    Severity.DENY: Level.DENY,
    Severity.FORBID: Level.FORBID,
}


def findings(at: Claims, said: Said) -> tuple[Finding, ...]:
    """What the bar shows: worst first; what is missing comes as one next step."""
    found = list(at.found.verdict.findings)
    open_ones = [f for f in found if f.code not in INCOMPLETE]
    made = [_finding(f, at, said) for f in open_ones]
    missing = next((f for f in found if f.code in INCOMPLETE), None)
    if missing is not None:
        made.append(_next_step(missing, said))
    elif not made:
        title = translate("Prices", "Ready. F12 pays {0}.").format(said.money(at.found.handed))
        more = translate("Prices", "Another line? Pick it first.")
        made.append(Finding("ready", Level.INFORM, title, more))
    return tuple(made)


def _finding(found: approval.Finding, at: Claims, said: Said) -> Finding:
    """A finding of the rules as the bar shows it."""
    text, remedy = said.catalogue.finding(found)
    tick = ""
    if found.severity is Severity.WARN:
        customer = found.audience is Audience.CUSTOMER
        told, seen = translate("Prices", "Customer told"), translate("Prices", "Checked")
        tick = told if customer else seen
    choices: list[Choice] = []
    asks = found.severity in (Severity.APPROVE, Severity.DENY)
    if asks and all(
        f.code not in INCOMPLETE and f.severity is not Severity.FORBID
        for f in at.found.verdict.findings
    ):
        primary = found.severity is Severity.APPROVE
        words = translate("Prices", "Ask a manager")
        choices.append(Choice("ask", words, "F12", primary=primary))
    if found.code == "price.not_owed":
        choices.append(Choice("Alt+I", translate("Prices", "It was meant"), "Alt+I"))
    if found.severity is Severity.FORBID and found.line is not None:
        choices.append(Choice("Alt+O", translate("Prices", "Leave it out"), "Alt+O"))
    return Finding(
        _key(found),
        _LEVELS[found.severity],
        text,
        remedy,
        tuple(choices),
        tick,
        ticked=acknowledgement(found) in at.draft.acknowledged,
    )


def _next_step(missing: approval.Finding, said: Said) -> Finding:
    text, remedy = said.catalogue.finding(missing)
    tick = translate("Prices", "Checked") if missing.code == "price.match_check" else ""
    level = Level.WARN if tick else Level.INFORM
    return Finding(_key(missing), level, remedy if not tick else text, text, tick=tick)


def asked_context(at: Claims) -> ApprovalContext:
    """The approval card: what is corrected, at which prices, and on what evidence."""
    said, draft, amounts = at.said, at.draft, at.found.amounts
    lines = tuple(
        AskedLine(
            q.plain(put.line.quantity),
            put.line.description[:28],
            retold.joined(
                " → ",
                retold.money(put.charged, said.desk.words),
                retold.money(put.correction.right, said.desk.words),
            )
            if put.correction.right is not None
            else retold.term(SORTS[put.correction.sort], said.catalogue),
        )
        for put in [p for p in amounts.puts if p.line.quantity][:MAX_LINES]
    )
    operator = at.opened.where.operator
    limit = operator.limits.get(LIMIT)
    receipt = translate("Prices", "Receipt {0}").filled(draft.receipt.receipt_number)
    paid = AskedRow(
        translate("Prices", "Paid"), retold.money(draft.receipt.total_paid, said.desk.words)
    )
    name = at.opened.customer or translate("Prices", "not known")
    return ApprovalContext(
        word=translate("Prices", "Price correction"),
        amount=retold.money(at.found.handed, said.desk.words),
        amount_minor=amounts.total.minor,
        limit_minor=None if limit is None else limit.minor,
        limit_name=LIMIT,
        sections=(
            AskedSection(translate("Prices", "What is corrected"), receipt, lines=lines),
            AskedSection(translate("Prices", "Customer"), name, rows=(paid,)),
        ),
    )


def _key(found: approval.Finding) -> str:
    return f"{acknowledgement(found)}@{found.line or 0}"
