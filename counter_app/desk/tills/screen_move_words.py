"""What the screen says about money that moves: titles, hints, banners, an approver's card."""

from __future__ import annotations

from PySide6.QtCore import QObject

from counter_app.core.cash import MovementKind
from counter_app.desk.tills.board import Pending
from counter_app.desk.tills.screen_move import Action, MoveInput
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.asked import ApprovalContext, AskedRow, AskedSection
from counter_app.ui.widgets.findings_bar import Finding, Level


class MoveWords(QObject):
    """Texts of movements in the language of the window."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words

    def action(self, action: Action) -> str:
        """An action as its key says it."""
        known = {
            Action.PAID_OUT: self.tr("Paid out"),
            Action.PAID_IN: self.tr("Paid in"),
            Action.DROP: self.tr("Safe drop"),
            Action.PICKUP: self.tr("Pickup"),
            Action.LOAN: self.tr("Loan"),
            Action.NO_SALE: self.tr("No sale"),
            Action.AUDIT: self.tr("Spot count"),
            Action.SUSPEND: self.tr("Suspend"),
            Action.CLOSE_LATER: self.tr("Count later"),
            Action.RECEIVE: self.tr("Receive"),
        }
        return known[action]

    def verb(self, action: Action) -> str:
        """What the button does."""
        known = {
            Action.PAID_OUT: self.tr("Pay out"),
            Action.PAID_IN: self.tr("Take in"),
            Action.DROP: self.tr("Send to the safe"),
            Action.PICKUP: self.tr("Send to the safe"),
            Action.LOAN: self.tr("Send to the till"),
            Action.NO_SALE: self.tr("Open the drawer"),
        }
        return known.get(action, self.action(action))

    def hint(self, action: Action) -> Finding:
        """The one thing to know before doing it."""
        known = {
            Action.PAID_OUT: self.tr("Cash leaves the drawer for something the store pays."),
            Action.PAID_IN: self.tr("Cash from outside comes into the drawer."),
            Action.DROP: self.tr("Cash goes into the safe in a sealed bag."),
            Action.PICKUP: self.tr("Cash is fetched from this till in a sealed bag."),
            Action.LOAN: self.tr("Cash is brought from the safe to this till."),
            Action.NO_SALE: self.tr("The drawer opens, and that is logged."),
            Action.RECEIVE: self.tr("Count what arrived. What was sent is not shown."),
        }
        after = {
            Action.DROP: self.tr("The till closes once the bag is received."),
            Action.PICKUP: self.tr("The till closes once the bag is received."),
            Action.LOAN: self.tr("It counts as this till's once the till has received it."),
            Action.RECEIVE: self.tr("What differs waits for a manager."),
        }
        remedy = after.get(action, self.tr("A slip prints for it."))
        return Finding(action.value, Level.INFORM, known.get(action, ""), remedy)

    def done(self, move: MoveInput) -> str:
        """The banner afterwards."""
        said = "" if move.amount is None else self._words.money(move.amount)
        forms = {
            Action.PAID_OUT: self.tr("{0} paid out. The slip prints now."),
            Action.PAID_IN: self.tr("{0} paid in. The slip prints now."),
            Action.DROP: self.tr("{0} is on its way to the safe. Two slips print."),
            Action.PICKUP: self.tr("{0} is on its way to the safe. Two slips print."),
            Action.LOAN: self.tr("{0} is on its way to the till. Two slips print."),
            Action.NO_SALE: self.tr("The drawer is open. The slip prints now."),
            Action.RECEIVE: self.tr("{0} received. The slip prints now."),
        }
        return forms[move.action].format(said)

    def pending(self, pending: Pending) -> tuple[str, str]:
        """A movement that somebody must receive: what and from where, in which bag since when."""
        kinds = {
            MovementKind.LOAN: self.tr("Loan"),
            MovementKind.PICKUP: self.tr("Pickup"),
            MovementKind.DROP: self.tr("Safe drop"),
            MovementKind.FLOAT: self.tr("Prepared float"),
            MovementKind.DEPOSIT: self.tr("Bank deposit"),
            MovementKind.ADVANCE: self.tr("Petty cash"),
        }
        title = kinds.get(pending.kind, pending.kind.value)
        place = self.tr("Till {0}").format(pending.till_id) if pending.till_id else ""
        bag = self.tr("bag {0}").format(pending.bag) if pending.bag else ""
        state = ""
        if pending.disputed:
            state = self.tr("in dispute")
        elif pending.late:
            state = self.tr("late")
        at = self._words.time(pending.at)
        parts = (place, bag, pending.sender, at, state)
        return title, " · ".join(part for part in parts if part)

    def asked(self, move: MoveInput, reason: str, till_id: int | None) -> ApprovalContext:
        """What an approver is shown."""
        amount = "" if move.amount is None else self._words.money(move.amount)
        names = {
            "party": self.tr("Who is paid"),
            "bag": self.tr("Bag number"),
            "seal": self.tr("Seal"),
            "note": self.tr("Note"),
        }
        rows = [AskedRow(self.tr("Reason"), self._words.term(reason))] if reason else []
        rows += [AskedRow(names[k], text) for k, text in move.texts.items() if text]
        till = "" if till_id is None else self.tr("Till {0}").format(till_id)
        section = AskedSection(till, self.action(move.action), rows=tuple(rows))
        return ApprovalContext(
            self.action(move.action),
            amount or self.action(move.action),
            amount_minor=0 if move.amount is None else move.amount.minor,
            limit_name=move.action.value if move.action.reasons else "",
            sections=(section,),
        )
