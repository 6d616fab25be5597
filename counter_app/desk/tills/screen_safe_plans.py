"""The jobs of the safe's screen: what each asks for, step by step."""

from __future__ import annotations

from typing import Any

from counter_app.core.transaction import Tender
from counter_app.desk.tills.receiving import ACCEPT, BACK
from counter_app.desk.tills.safe_state import SafeState
from counter_app.desk.tills.screen_room_words import RoomWords
from counter_app.desk.tills.screen_safe_actions import SafeAction
from counter_app.desk.tills.screen_steps import Entry, FormStep, Job, PiecesStep, Plan
from counter_app.desk.tills.screen_words import TillWords
from counter_app.desk.tills.waiting import Waiting
from counter_app.ui.retold import Retelling
from counter_app.ui.widgets.findings_bar import Finding, Level
from counter_app.ui.widgets.reason_picker import Reason

OTHER_KEY = "\N{HORIZONTAL ELLIPSIS}"
MAX_KEYS = 8


class SafePlans(Retelling):
    """Plans; `state` is what the screen knows, `off` whether a count needs a reason."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words
        self._room = RoomWords(words)

    def name(self, action: SafeAction) -> str:
        """An action as its key says it."""
        known = {
            SafeAction.COUNT: self.tr("Count the safe"),
            SafeAction.ORDER: self.tr("Order change"),
            SafeAction.DEPOSIT: self.tr("Bank deposit"),
            SafeAction.KEY: self.tr("Hand over a key"),
            SafeAction.ADVANCE: self.tr("Petty cash"),
            SafeAction.COUNTERFEIT: self.tr("Counterfeit note"),
            SafeAction.SEND: self.tr("Send the loan"),
            SafeAction.DELIVERY: self.tr("Change delivered"),
            SafeAction.RECEIVE: self.tr("Receive the bag"),
            SafeAction.CONFIRM: self.tr("The bank counted"),
            SafeAction.CLOSE: self.tr("Close the petty cash"),
            SafeAction.SETTLE: self.tr("Settle the difference"),
        }
        return known[action]

    def plan(self, job: Job, state: SafeState, one: Waiting | None, *, off: bool) -> Plan:
        """What a job asks for."""
        action = SafeAction(job.action)
        match action:
            case SafeAction.COUNT:
                steps: tuple[Any, ...] = self._count(state, off=off)
            case SafeAction.ORDER:
                steps = (self._order(),)
            case SafeAction.DELIVERY:
                steps = (self._delivered(), self._courier())
            case SafeAction.RECEIVE:
                steps = (self._bag(), self._found(state, one))
            case SafeAction.KEY:
                steps = (self._key(job, state),)
            case SafeAction.CLOSE:
                steps = (self._spent(state),)
            case SafeAction.SETTLE:
                steps = (self._settle(),)
            case SafeAction.CONFIRM:
                steps = (self._bank(one),)
            case _:
                steps = (self._form(action),)
        where = "" if one is None else self._room.title(one)
        short = "" if one is None else self._room.short(one)
        return Plan(self.name(action), self._word(action), self._verb(action), steps, where, short)

    # ------------------------------------------------------------------ steps

    def _count(self, state: SafeState, *, off: bool) -> tuple[PiecesStep | FormStep, ...]:
        count = PiecesStep(
            "safe",
            self.tr("Who hands over counts, who takes over signs"),
            self._room.inform(
                "safe.blind",
                self.tr("This count is blind: you see only what you type."),
                self.tr("Then the person who takes the safe over signs for it."),
            ),
            whole=True,
            total=True,
        )
        if not off:
            return (count,)
        reasons = tuple(Reason(r.code, self._words.term(r.label)) for r in state.variance_reasons)
        why = FormStep(
            self.tr("The count stands"),
            Finding(
                "tills.reason_missing",
                Level.WARN,
                self.tr("The count does not match, so it needs a reason."),
                self.tr("Choose one, then the second person signs."),
            ),
            (self._note(),),
            reasons[:9],
            self.tr("Reason for the difference"),
        )
        return (count, why)

    def _order(self) -> PiecesStep:
        text = self.tr("What the bank should bring, by pieces.")
        remedy = self.tr(
            "Filled in as the last count and the par levels say. Change what you like."
        )
        line = self.tr("No money moves until it is delivered and counted")
        return PiecesStep("order", line, self._room.inform("safe.order", text, remedy))

    def _delivered(self) -> PiecesStep:
        text = self.tr("Count what was delivered. What was ordered is not shown.")
        remedy = self.tr("The bank answers for what differs.")
        return PiecesStep(
            "delivered",
            self.tr("By notes and coins"),
            self._room.inform("safe.delivery", text, remedy),
            zero=True,
        )

    def _courier(self) -> FormStep:
        text = self.tr("The courier signs the slip that prints.")
        remedy = self.tr("If it is not what was ordered, say why in the note.")
        entries = (Entry("courier", self.tr("Courier"), needed=True, longest=80), self._note())
        line = self.tr("Who brought it")
        return FormStep(line, self._room.inform("safe.courier", text, remedy), entries)

    def _bag(self) -> PiecesStep:
        text = self.tr("Count what arrived. What was sent is not shown.")
        remedy = self.tr("What differs waits for a manager.")
        line = self.tr("Cash in the bag")
        finding = self._room.inform("safe.receive", text, remedy)
        return PiecesStep("bag", line, finding, total=True, zero=True)

    def _found(self, state: SafeState, one: Waiting | None) -> FormStep:
        text = self.tr("Checks, coupons and other papers in the same bag, if there are any.")
        remedy = self.tr("A note is needed only if something differs.")
        papers = self._room.papers((*state.tenders, *(() if one is None else one.holds)))
        entries = (*papers, self._note())
        line = self.tr("What else is in it")
        return FormStep(line, self._room.inform("safe.found", text, remedy), entries)

    def _key(self, job: Job, state: SafeState) -> FormStep:
        text = self.tr("A key changes hands between two people.")
        remedy = self.tr("Who takes it signs with badge or PIN.")
        known = tuple(Reason(k.name, k.name) for k in state.keys[:MAX_KEYS])
        if known:
            known = (*known, Reason(OTHER_KEY, self.tr("Another key")))
        entries = (Entry("key", self.tr("Which key"), needed=True),)
        return FormStep(
            self.tr("Who is signed on gives it"),
            self._room.inform("safe.key", text, remedy),
            entries if not known or job.reason == OTHER_KEY else (),
            known,
            self.tr("Which key"),
        )

    def _spent(self, state: SafeState) -> FormStep:
        reasons = tuple(Reason(r.code, self._words.term(r.label)) for r in state.spent_reasons)
        text = self.tr("Receipt and change must meet the advance.")
        remedy = self.tr("If they do not, say why in the note.")
        entries = (
            Entry("spent", self.tr("Spent, by the receipt"), money=True, needed=True),
            Entry("change", self.tr("Change that came back"), money=True, needed=True),
            Entry("number", self.tr("Receipt number")),
            self._note(),
        )
        return FormStep(
            self.tr("With its receipt"),
            self._room.inform("safe.close", text, remedy),
            entries,
            reasons[:9],
            self.tr("What it was for"),
        )

    def _settle(self) -> FormStep:
        text = self.tr("What was sent and what arrived differ.")
        remedy = self.tr("Say what was found; both sides keep their slips.")
        ways = (
            Reason(BACK, self.tr("Back to the sender")),
            Reason(ACCEPT, self.tr("Over or short")),
        )
        entries = (Entry("note", self.tr("What was found"), needed=True, longest=200),)
        line = self.tr("It cannot be changed afterwards")
        title = self.tr("Who bears it")
        return FormStep(line, self._room.inform("safe.settle", text, remedy), entries, ways, title)

    def _bank(self, one: Waiting | None) -> FormStep:
        text = self.tr("Type what the bank says it found.")
        remedy = self.tr("If it differs, say what the bank wrote in the note.")
        tenders = () if one is None else tuple(one.tenders)
        entries = tuple(
            Entry(t.value, self._words.tender(t), money=True, needed=True) for t in tenders
        )
        line = self.tr("From its advice")
        finding = self._room.inform("safe.bank", text, remedy)
        return FormStep(line, finding, (*entries, self._note()))

    def _form(self, action: SafeAction) -> FormStep:
        cash = Entry("cash", self.tr("Cash"), money=True, needed=True)
        bag = Entry("bag", self.tr("Bag number"), needed=True)
        seal = Entry("seal", self.tr("Seal"), needed=True)
        number = Entry("number", self.tr("Number on the note"), needed=True)
        payee = Entry("party", self.tr("Who gets it"), needed=True, longest=80)
        courier = Entry("courier", self.tr("Courier"), needed=True, longest=80)
        check, order = self._room.papers((Tender.CHECK, Tender.MONEY_ORDER))
        entries = {
            SafeAction.DEPOSIT: (
                Entry("cash", self.tr("Cash"), money=True), check, bag, seal, courier, order
            ),
            SafeAction.ADVANCE: (cash, payee),
            SafeAction.COUNTERFEIT: (
                Entry("cash", self.tr("Worth"), money=True, needed=True), number
            ),
            SafeAction.SEND: (
                Entry("bag", self.tr("Bag number")), Entry("seal", self.tr("Seal"))
            ),
        }  # fmt: skip
        told = {
            SafeAction.DEPOSIT: (
                self.tr("The bag is sealed and the courier signs the slip."),
                self.tr("It is the bank's once the bank has counted it."),
            ),
            SafeAction.ADVANCE: (
                self.tr("Cash goes out for something the store buys."),
                self.tr("It stays open until receipt and change are back."),
            ),
            SafeAction.COUNTERFEIT: (
                self.tr("The note is never given back: it is kept for the police."),
                self.tr("Its worth is booked as a loss."),
            ),
            SafeAction.SEND: (
                self.tr("The cash leaves the safe now."),
                self.tr("It is the till's once the till has received it."),
            ),
        }
        text, remedy = told[action]
        finding = self._room.inform(action.value, text, remedy)
        return FormStep(self.tr("From the safe"), finding, (*entries[action], self._note()))

    def _note(self) -> Entry:
        return Entry("note", self.tr("Note"), longest=200)

    def _word(self, action: SafeAction) -> str:
        counted = (SafeAction.COUNT, SafeAction.RECEIVE, SafeAction.DELIVERY)
        return self.tr("Counted so far") if action in counted else self.tr("Amount")

    def _verb(self, action: SafeAction) -> str:
        known = {
            SafeAction.COUNT: self.tr("Finish count"),
            SafeAction.ORDER: self.tr("Keep the order"),
            SafeAction.DEPOSIT: self.tr("Send to the bank"),
            SafeAction.KEY: self.tr("Hand it over"),
            SafeAction.ADVANCE: self.tr("Give it out"),
            SafeAction.COUNTERFEIT: self.tr("Book and keep it"),
            SafeAction.SEND: self.tr("Send to the till"),
            SafeAction.DELIVERY: self.tr("Take it in"),
            SafeAction.RECEIVE: self.tr("Take it in"),
        }
        return known.get(action, self.name(action))
