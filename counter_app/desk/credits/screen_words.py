"""What the credits screen says of a credit: its face, its story, the law, and findings."""

from __future__ import annotations

from datetime import date

from counter_app.core import approval
from counter_app.core.approval import Audience, Severity
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.core.words import Words as Catalogue
from counter_app.desk.credits.reading import CreditStanding, OpenCredit, Told, told
from counter_app.desk.credits.screen_parts import Face
from counter_app.records.credits import Credit, CreditMove
from counter_app.ui.retold import translate
from counter_app.ui.widgets.findings_bar import Choice, Finding, Level
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow
from counter_app.ui.widgets.pill import Tone
from counter_app.ui.words import Words

_LEVELS = {
    Severity.INFORM: Level.INFORM,
    Severity.WARN: Level.WARN,
    Severity.APPROVE: Level.APPROVE,
    Severity.DENY: Level.DENY,
    Severity.FORBID: Level.FORBID,
}
_ICONS = {Tender.GIFT_CARD: "gift", Tender.STORE_CREDIT: "wallet"}
_PREFIX = {Tender.GIFT_CARD: "GC", Tender.STORE_CREDIT: "SC"}


def kind_words(kind: Tender) -> str:
    """What people call a kind."""
    if kind is Tender.GIFT_CARD:
        return translate("Credits", "Gift card")
    return translate("Credits", "Store credit")


def masked(credit: Credit) -> str:
    """The code as it may be shown: its last four characters."""
    return f"{_PREFIX[credit.kind]} •••• •••• •••• •••• {credit.tail}"


def icon_of(kind: Tender) -> str:
    """The icon of a kind."""
    return _ICONS[kind]


def face(opened: OpenCredit, words: Words) -> Face:
    """A credit at a glance."""
    credit = opened.state.credit
    state, tone = standing_words(opened.standing)
    return Face(
        icon_of(credit.kind),
        kind_words(credit.kind),
        masked(credit),
        state,
        tone,
        good_until(opened, words),
    )


def standing_words(standing: CreditStanding) -> tuple[str, Tone]:
    """How a credit stands, in a word and its colour."""
    match standing:
        case CreditStanding.LIVE:
            return translate("Credits", "Good"), Tone.OK
        case CreditStanding.EMPTY:
            return translate("Credits", "Used up"), Tone.QUIET
        case CreditStanding.EXPIRED:
            return translate("Credits", "Expired"), Tone.DENY
        case CreditStanding.REPLACED:
            return translate("Credits", "Replaced"), Tone.QUIET
        case CreditStanding.VOID:
            return translate("Credits", "Void"), Tone.DENY


def good_until(opened: OpenCredit, words: Words) -> str:
    """Until when it is good, or was."""
    last = opened.state.credit.expires_on
    if last is None:
        return translate("Credits", "Does not expire")
    if opened.state.credit.expired(opened.day):
        return translate("Credits", "Was good until {0}").format(words.full_day(last))
    return translate("Credits", "Good until {0}").format(words.full_day(last))


def columns(*, small: bool) -> tuple[Column, ...]:
    """Day, what happened, by how much, and what was left then."""
    return (
        Column(translate("Credits", "Day"), ColumnKind.TEXT, 104 if small else 132),
        Column(translate("Credits", "What happened")),
        Column(translate("Credits", "Amount"), ColumnKind.NUMBER, 104),
        Column(translate("Credits", "Left"), ColumnKind.NUMBER, 104),
    )


def story(opened: OpenCredit, words: Words) -> tuple[LineRow, ...]:
    """What happened to it, newest first; what is past counts less than what is left now."""
    rows, left = [], ZERO
    for number, move in enumerate(opened.moves):
        left = left + move.amount
        what = told(move)
        if what is Told.ISSUED and number:
            what = Told.BACK
        second = move.note if what is Told.USED else why_words().get(move.note, "")
        cells = (
            Cell(day_of(move.business_date, opened.day, words)),
            Cell(told_words(what), second or _place(move)),
            Cell(words.money(move.amount)),
            Cell(words.money(left), quiet=not left),
        )
        rows.append(LineRow(str(number), cells))
    rows.reverse()
    last = opened.state.credit.expires_on
    if last is not None and opened.standing is CreditStanding.EXPIRED:
        gone = (
            Cell(day_of(last, opened.day, words)),
            Cell(translate("Credits", "Expired"), translate("Credits", "Its last good day")),
            Cell("–", quiet=True),
            Cell(words.money(left), quiet=not left),
        )
        rows.insert(0, LineRow("expired", gone))
    return tuple(rows)


def day_of(day: date, today: date, words: Words) -> str:
    """Today, a day of this year, or a day with its year."""
    if day == today:
        return translate("Credits", "Today")
    return words.short_day(day) if day.year == today.year else words.full_day(day)


def why_words() -> dict[str, str]:
    """Why a paper is replaced, by the code that is kept."""
    return {
        "lost": translate("Credits", "Lost"),
        "damaged": translate("Credits", "Cannot be read"),
        "expired": translate("Credits", "Expired"),
    }


def told_words(what: Told) -> str:
    """What an entry was, in words."""
    match what:
        case Told.SOLD:
            return translate("Credits", "Sold")
        case Told.ISSUED:
            return translate("Credits", "Issued")
        case Told.BACK:
            return translate("Credits", "Given back")
        case Told.USED:
            return translate("Credits", "Used at a register")
        case Told.BOUGHT:
            return translate("Credits", "Paid for goods")
        case Told.CASHED:
            return translate("Credits", "Paid out in cash")
        case Told.REPLACED:
            return translate("Credits", "Replaced by a new paper")
        case Told.RENEWED:
            return translate("Credits", "Issued for an old paper")
        case Told.VOIDED:
            return translate("Credits", "Voided")
        case Told.OTHER:
            return translate("Credits", "Changed")


def _place(move: CreditMove) -> str:
    words = translate("Credits", "Slip {0} at {1}")
    return words.replace("{0}", f"{move.number:04d}").replace("{1}", move.station)


def bar_finding(
    found: approval.Finding, said: Catalogue, *, ticked: bool = False, ask: bool = True
) -> Finding:
    """A finding of the rules as the bar shows it."""
    text, remedy = said.finding(found)
    tick = ""
    if found.severity is Severity.WARN:
        tick = translate("Credits", "Customer told")
        if found.audience is not Audience.CUSTOMER:
            tick = translate("Credits", "Checked")
    choices: tuple[Choice, ...] = ()
    if ask and found.severity in (Severity.APPROVE, Severity.DENY):
        primary = found.severity is Severity.APPROVE
        choices = (Choice("ask", translate("Credits", "Ask a manager"), "F12", primary=primary),)
    return Finding(found.code, _LEVELS[found.severity], text, remedy, choices, tick, ticked=ticked)


def amount_or_dash(amount: Money | None, words: Words) -> str:
    """An amount, or a dash while there is none."""
    return "–" if amount is None else words.money(amount)
