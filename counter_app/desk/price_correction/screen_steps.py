"""What is done and what comes next, said below the lines and beside a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from counter_app.core.money import Money, total
from counter_app.core.transaction import ELECTRONIC, Kind
from counter_app.desk.price_correction.draft import BY_PRICE
from counter_app.desk.price_correction.looking import Record
from counter_app.ui.widgets.context_panel import KeyRow
from counter_app.ui.words import Words

if TYPE_CHECKING:
    from counter_app.desk.price_correction.screen_claims import Claims

translate = QCoreApplication.translate
DONE, NEXT = "check", "circle-dashed"


def step(words: str, value: str, *, done: bool) -> KeyRow:
    """One step: ticked with what was chosen, or still to do."""
    return KeyRow(words, value if done else "", icon=DONE if done else NEXT)


def claim_steps(at: Claims, words: Words, shown_by: str) -> tuple[KeyRow, ...]:
    """The four steps of a price that was wrong; other kinds ask their own questions."""
    made = at.correction
    if at.sort not in BY_PRICE:
        return ()
    priced = made is not None and made.right is not None
    right = words.money(made.right) if made is not None and made.right is not None else ""
    name = at.draft.line(at.line).description if made is not None else ""
    return (
        step(translate("Prices", "Pick a line"), name, done=made is not None),
        step(translate("Prices", "Type the right price"), right, done=priced),
        step(translate("Prices", "Enter: say what shows it"), shown_by, done=bool(shown_by)),
        step(translate("Prices", "F12: pay"), "", done=False),
    )


def approval_steps(right: str, shown_by: str) -> tuple[KeyRow, ...]:
    """The steps of a price before payment."""
    return (
        step(translate("Prices", "Type the right price"), right, done=bool(right)),
        step(translate("Prices", "Enter: say what shows it"), shown_by, done=bool(shown_by)),
        step(translate("Prices", "F12: print the slip for the register"), "", done=False),
    )


def posted_rows(record: Record, words: Words) -> tuple[KeyRow, ...]:
    """How the money of a posted correction or void adds up; nothing for what moved none."""
    done, base = record.done, record.transaction
    if done.kind not in (Kind.PRICE_CORRECTION, Kind.VOID):
        return ()
    rows = [KeyRow(x.description, words.money(x.net)) for x in base.lines if x.net]
    tax = total(x.tax for x in base.lines)
    if tax:
        rows.append(KeyRow(translate("Prices", "Tax that was paid"), words.money(tax)))
    rest = done.handed - total(x.net for x in base.lines) - tax
    if rest:
        name = translate("Prices", "Compensation, coupons and rounding")
        rows.append(KeyRow(name, words.money(rest)))
    rows.append(KeyRow(_word(record), words.money(done.handed), total=True))
    return tuple(rows)


def _word(record: Record) -> str:
    if record.done.kind is not Kind.VOID:
        return translate("Prices", "Paid to customer")
    if any(t.tender in ELECTRONIC for t in record.done.tenders):
        return translate("Prices", "Taken back")
    return translate("Prices", "Back to the till")


def approved_rows(charged: Money, right: Money, to_pay: Money, words: Words) -> tuple[KeyRow, ...]:
    """What a register is told."""
    return (
        KeyRow(translate("Prices", "Price at the register"), words.money(charged)),
        KeyRow(translate("Prices", "Right price"), words.money(right)),
        KeyRow(translate("Prices", "Sell at"), words.money(to_pay), total=True),
    )
