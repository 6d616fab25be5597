"""What the screen says about money that moves: names, verbs, hints, banners, an approver's card."""

from __future__ import annotations

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.board import TillState
from counter_app.desk.tills.screen_action import SPREADS, Action, Group, MoveInput
from counter_app.desk.tills.screen_actions import ActionView
from counter_app.desk.tills.screen_parts import CASH, Part
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.asked import ApprovalContext, AskedRow, AskedSection
from counter_app.ui.retold import Retelling
from counter_app.ui.widgets.findings_bar import Finding, Level


class MoveWords(Retelling):
    """Texts of movements in the language of the window."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words

    def action(self, action: Action) -> str:
        """An action as its key says it."""
        known = {
            Action.PAID_OUT: self.tr("Paid out"),
            Action.PAID_IN: self.tr("Paid in"),
            Action.NO_SALE: self.tr("No sale"),
            Action.CHANGE: self.tr("Change money"),
            Action.EXCHANGE: self.tr("Swap tenders"),
            Action.COUNTERFEIT: self.tr("Counterfeit note"),
            Action.ADVANCE: self.tr("Petty cash"),
            Action.SETTLE_ADVANCE: self.tr("Settle petty cash"),
            Action.DROP: self.tr("Safe drop"),
            Action.ASK_LOAN: self.tr("Ask for a loan"),
            Action.PICKUP: self.tr("Pickup"),
            Action.LOAN: self.tr("Loan"),
            Action.AUDIT: self.tr("Spot count"),
            Action.X_REPORT: self.tr("X report"),
            Action.Z_REPORT: self.tr("Past Z"),
            Action.SUSPEND: self.tr("Suspend"),
            Action.CLOSE_LATER: self.tr("Count later"),
            Action.PREPARE: self.tr("Prepare a till"),
            Action.FORCE_CLOSE: self.tr("Force-close"),
            Action.RECEIVE: self.tr("Receive"),
            Action.DECIDE: self.tr("Decide"),
        }
        return known[action]

    def groups(self, actions: list[Action]) -> list[tuple[str, list[ActionView]]]:
        """The columns of the list: title and rows."""
        titles = (
            (Group.MONEY, self.tr("Money")),
            (Group.SAFE, self.tr("Safe")),
            (Group.TILL, self.tr("Till and reports")),
        )
        return [
            (title, [self._view(a) for a in actions if a.group is group]) for group, title in titles
        ]

    def _view(self, action: Action) -> ActionView:
        return ActionView(
            action.value, self.action(action), action.key, action.icon, self.about(action)
        )

    def about(self, action: Action) -> str:
        """What an action is, in a few words."""
        known = {
            Action.PAID_OUT: self.tr("The store pays for something in cash"),
            Action.PAID_IN: self.tr("Cash comes in from outside"),
            Action.NO_SALE: self.tr("Open the drawer, with a reason"),
            Action.CHANGE: self.tr("Large notes for small, worth the same"),
            Action.EXCHANGE: self.tr("A check for cash, or back"),
            Action.COUNTERFEIT: self.tr("Keep the note and book it"),
            Action.ADVANCE: self.tr("Cash until receipt and change are back"),
            Action.SETTLE_ADVANCE: self.tr("Receipt and change came back"),
            Action.DROP: self.tr("Money goes to the safe in a bag"),
            Action.ASK_LOAN: self.tr("Ask for cash from the safe"),
            Action.PICKUP: self.tr("Fetch money from this till"),
            Action.LOAN: self.tr("Bring cash from the safe"),
            Action.AUDIT: self.tr("Count now; the till stays open"),
            Action.X_REPORT: self.tr("What the till did so far"),
            Action.Z_REPORT: self.tr("Print any settlement again"),
            Action.SUSPEND: self.tr("Take the till to another desk"),
            Action.CLOSE_LATER: self.tr("Close now, count afterwards"),
            Action.PREPARE: self.tr("A sealed float for the next one"),
            Action.FORCE_CLOSE: self.tr("Close a till without its owner"),
        }
        return known.get(action, "")

    def verb(self, action: Action) -> str:
        """What the button does."""
        known = {
            Action.PAID_OUT: self.tr("Pay out"),
            Action.PAID_IN: self.tr("Take in"),
            Action.DROP: self.tr("Send to the safe"),
            Action.PICKUP: self.tr("Send to the safe"),
            Action.LOAN: self.tr("Send to the till"),
            Action.NO_SALE: self.tr("Open the drawer"),
            Action.CHANGE: self.tr("Change it"),
            Action.EXCHANGE: self.tr("Swap"),
            Action.COUNTERFEIT: self.tr("Keep the note"),
            Action.ADVANCE: self.tr("Hand it out"),
            Action.SETTLE_ADVANCE: self.tr("Settle it"),
            Action.ASK_LOAN: self.tr("Ask the safe"),
            Action.PREPARE: self.tr("Prepare it"),
            Action.FORCE_CLOSE: self.tr("Close it"),
        }
        return known.get(action, self.action(action))

    def hint(self, action: Action) -> Finding:
        """The one thing to know before doing it."""
        known = {
            Action.PAID_OUT: self.tr("Cash leaves the drawer for something the store pays."),
            Action.PAID_IN: self.tr("Cash from outside comes into the drawer."),
            Action.DROP: self.tr("Money goes into the safe in a sealed bag."),
            Action.PICKUP: self.tr("Money is fetched from this till in a sealed bag."),
            Action.LOAN: self.tr("Cash is brought from the safe to this till."),
            Action.NO_SALE: self.tr("The drawer opens, and that is logged."),
            Action.RECEIVE: self.tr("Count what arrived. What was sent is not shown."),
            Action.CHANGE: self.tr("What comes in and what goes out are worth the same."),
            Action.EXCHANGE: self.tr("One tender goes out, another comes in for as much."),
            Action.COUNTERFEIT: self.tr("Keep the note; give nobody another one for it."),
            Action.ADVANCE: self.tr("Somebody gets cash to buy something for the store."),
            Action.SETTLE_ADVANCE: self.tr("Receipt and change together meet the advance."),
            Action.ASK_LOAN: self.tr("The safe is asked; no money moves yet."),
            Action.PREPARE: self.tr("The float leaves the safe and waits, sealed."),
            Action.FORCE_CLOSE: self.tr("The till closes without its operator."),
            Action.DECIDE: self.tr("What arrived was not what was sent."),
        }
        after = {
            Action.DROP: self.tr("The till closes once the bag is received."),
            Action.PICKUP: self.tr("The till closes once the bag is received."),
            Action.LOAN: self.tr("It counts as this till's once the till has received it."),
            Action.RECEIVE: self.tr("What differs waits for a manager."),
            Action.CHANGE: self.tr("Anyone else signs as the second person."),
            Action.COUNTERFEIT: self.tr(
                "It is booked as a loss and goes to the police or the bank."
            ),
            Action.ADVANCE: self.tr("It stays open until receipt and change are back."),
            Action.SETTLE_ADVANCE: self.tr("If they do not, say why in the note."),
            Action.ASK_LOAN: self.tr("A manager sees it and sends the money."),
            Action.PREPARE: self.tr("Who opens the till counts it."),
            Action.FORCE_CLOSE: self.tr("It stays in the Morning Book until it is counted."),
            Action.DECIDE: self.tr("Back to the sender, or accepted as over or short."),
        }
        remedy = after.get(action, self.tr("A slip prints for it."))
        return Finding(action.value, Level.INFORM, known.get(action, ""), remedy)

    def missing(self, move: MoveInput) -> str:
        """What must still be typed or chosen, "" if nothing."""
        if move.complete:
            return ""
        if move.action.form.choice and not move.reason:
            known = {
                Action.COUNTERFEIT: self.tr("Choose which note."),
                Action.EXCHANGE: self.tr("Choose what is swapped."),
                Action.DECIDE: self.tr("Choose what becomes of it."),
            }
            return known.get(move.action, self.tr("Choose a reason first."))
        if move.action.form.amount and move.amount is None:
            return self.tr("Type how much.")
        return self.tr("Say why in the note.")

    def parts(self, move: MoveInput, state: TillState) -> tuple[Part, ...]:
        """The tenders that may lie in a bag, as tabs; of what is received none is left out."""
        arrives = next((p.tenders for p in state.pending if p.id == move.subject), ())
        tenders = (*state.tenders, *(t for t in arrives if t not in state.tenders))
        moved = move.tenders
        return tuple(
            Part(
                t.value,
                self._words.tender(t),
                self._words.money(moved[t]) if t in moved else self.tr("Nothing"),
            )
            for t in tenders
        )

    def labels(self, action: Action, part: str = CASH) -> dict[str, str]:
        """The names of a form's choice, amounts and fields."""
        choice = {
            Action.COUNTERFEIT: self.tr("Which note"),
            Action.EXCHANGE: self.tr("What is swapped"),
            Action.DECIDE: self.tr("What becomes of the difference"),
        }
        settles = action is Action.SETTLE_ADVANCE
        number = {
            Action.COUNTERFEIT: self.tr("Serial number of the note"),
            Action.EXCHANGE: self.tr("Number of the check"),
        }
        party = {
            Action.COUNTERFEIT: self.tr("Who brought it"),
            Action.ADVANCE: self.tr("Who gets it"),
        }
        note = {
            Action.FORCE_CLOSE: self.tr("Why"),
            Action.DECIDE: self.tr("What was found"),
            Action.ADVANCE: self.tr("What for"),
        }
        amount = self.tr("Amount of the receipt") if settles else self.tr("Amount")
        if action in SPREADS:
            amount = self.tr("{0}, in all").filled(self._words.tender(Tender(part)))
        return {
            "choice": choice.get(action, self.tr("Reason")),
            "amount": amount,
            "second": self.tr("Change that came back"),
            "reference": number.get(action, self.tr("Number of the receipt")),
            "party": party.get(action, self.tr("Who is paid")),
            "bag": self.tr("Bag number"),
            "seal": self.tr("Seal"),
            "tag": self.tr("Drawer's tag"),
            "note": note.get(action, self.tr("Note")),
        }

    def done(self, move: MoveInput) -> str:
        """The banner afterwards."""
        said = self._words.money(self._moved(move))
        forms = {
            Action.PAID_OUT: self.tr("{0} paid out. The slip prints now."),
            Action.PAID_IN: self.tr("{0} paid in. The slip prints now."),
            Action.DROP: self.tr("{0} is on its way to the safe. Two slips print."),
            Action.PICKUP: self.tr("{0} is on its way to the safe. Two slips print."),
            Action.LOAN: self.tr("{0} is on its way to the till. Two slips print."),
            Action.NO_SALE: self.tr("The drawer is open. The slip prints now."),
            Action.RECEIVE: self.tr("{0} received. The slip prints now."),
            Action.CHANGE: self.tr("The money is changed. The slip prints now."),
            Action.EXCHANGE: self.tr("{0} swapped. The slip prints now."),
            Action.COUNTERFEIT: self.tr("The note is kept and booked. The slip prints now."),
            Action.ADVANCE: self.tr("{0} is handed out. The slip prints now."),
            Action.SETTLE_ADVANCE: self.tr("The advance is settled. The slip prints now."),
            Action.ASK_LOAN: self.tr("The safe is asked for {0}. A manager sees it."),
            Action.PREPARE: self.tr("The till is prepared with {0}. Its slip prints now."),
            Action.FORCE_CLOSE: self.tr("The till is closed. It waits for its count."),
            Action.DECIDE: self.tr("The difference is settled."),
        }
        return forms[move.action].format(said)

    def _moved(self, move: MoveInput) -> Money:
        return move.total if move.action in SPREADS else move.amount or ZERO

    def asked(self, move: MoveInput, reason: str, till_id: int | None) -> ApprovalContext:
        """What an approver is shown."""
        moved = self._moved(move)
        amount = self._words.money(moved) if moved else ""
        names = self.labels(move.action)
        rows = [AskedRow(names["choice"], reason)] if reason else []
        rows += [AskedRow(names[k], text) for k, text in move.texts.items() if text]
        till = "" if till_id is None else self.tr("Till {0}").filled(till_id)
        section = AskedSection(till, self.action(move.action), rows=tuple(rows))
        return ApprovalContext(
            self.action(move.action),
            amount or self.action(move.action),
            amount_minor=moved.minor,
            limit_name=move.action.value if move.action.reasons else "",
            sections=(section,),
        )
