"""The jobs of the lanes' screen: drawers out and back, money to and from them, change bags."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any

from counter_app.core.cash import MovementKind
from counter_app.core.money import ZERO, Money
from counter_app.core.store import TO_COUNT
from counter_app.core.transaction import Tender
from counter_app.desk.tills.lane_state import Lane
from counter_app.desk.tills.lanes import (
    IssueDraft,
    issue_drawer,
    rescue_late_sales,
    return_drawer,
)
from counter_app.desk.tills.movement_draft import MovementDraft, ReceiveDraft
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.receiving import receive
from counter_app.desk.tills.screen_room_words import RoomWords
from counter_app.desk.tills.screen_steps import Entry, FormStep, Job, PiecesStep, Plan
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.retold import Retelling


class LaneAction(Enum):
    """What can be done with a lane; COUNT and AUDIT go to the count."""

    ISSUE = "issue"
    RETURN = "return"
    COUNT = "count"
    LOAN = "loan"
    PICKUP = "pickup"
    CHANGE = "change"
    AUDIT = "audit"
    RECEIVE = "receive"
    LATE = "late"


def allowed(lane: Lane) -> tuple[LaneAction, ...]:
    """What a lane's state lets somebody do."""
    if lane.out:
        out = (LaneAction.RETURN, LaneAction.PICKUP, LaneAction.LOAN, LaneAction.CHANGE)
        arrived = (LaneAction.RECEIVE,) if lane.loans else ()
        return (*out, LaneAction.AUDIT, LaneAction.COUNT, *arrived)
    if lane.state in TO_COUNT:
        return (LaneAction.COUNT,)
    found = (LaneAction.ISSUE,)
    return (*found, LaneAction.LATE) if lane.late else found


class LanePlans(Retelling):
    """Plans, calls and banners."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words
        self._room = RoomWords(words)

    def name(self, action: LaneAction) -> str:
        """An action as its key says it."""
        known = {
            LaneAction.ISSUE: self.tr("Issue a drawer"),
            LaneAction.RETURN: self.tr("Drawer comes back"),
            LaneAction.COUNT: self.tr("Count"),
            LaneAction.LOAN: self.tr("Loan"),
            LaneAction.PICKUP: self.tr("Pickup bag"),
            LaneAction.CHANGE: self.tr("Change bag"),
            LaneAction.AUDIT: self.tr("Spot count"),
            LaneAction.RECEIVE: self.tr("Loan arrived"),
            LaneAction.LATE: self.tr("Late sales"),
        }
        return known[action]

    def plan(self, job: Job, lane: Lane) -> Plan:
        """What a job asks for."""
        action = LaneAction(job.action)
        steps: tuple[Any, ...]
        match action:
            case LaneAction.ISSUE:
                steps = (self._issue(),)
            case LaneAction.RETURN:
                steps = (self._return(),)
            case LaneAction.CHANGE:
                steps = (self._change_in(), self._change_out(job), self._bags())
            case LaneAction.LATE:
                steps = (self._late(lane),)
            case LaneAction.RECEIVE:
                steps = (self._arrived(), self._found())
            case _:
                steps = (self._bag(action, lane),)
        name = lane.choice.name
        return Plan(self.name(action), self._word(action), self._verb(action), steps, name, name)

    def call(self, job: Job, lane: Lane) -> Callable[..., Any]:
        """The use case with what was typed."""
        text, cash = job.text, job.money.get("cash", ZERO)
        match LaneAction(job.action):
            case LaneAction.ISSUE:
                return partial(
                    issue_drawer,
                    IssueDraft(
                        job.id, lane.choice.id, cash, text("tag"), text("seal"), text("cashier")
                    ),
                )
            case LaneAction.RETURN:
                return partial(return_drawer, lane.session_id, job.id, text("tag"))
            case LaneAction.LATE:
                return partial(rescue_late_sales, lane.session_id)
            case LaneAction.RECEIVE:
                pieces, arrived = job.pieces.get("bag", {}), {Tender.CASH: job.worth("bag")}
                return partial(
                    receive, ReceiveDraft(job.id, job.about, arrived, pieces, text("note"))
                )
            case LaneAction.CHANGE:
                draft = MovementDraft(
                    job.id,
                    MovementKind.CHANGE,
                    lane.session_id,
                    {Tender.CASH: job.worth("in")},
                    job.pieces.get("in", {}),
                    job.pieces.get("out", {}),
                    bag=text("bag"),
                    note=text("note"),
                )
                return partial(move, draft)
            case action:
                return partial(move, MovementDraft(
                    job.id, MovementKind(action.value), lane.session_id, job.tenders,
                    bag=text("bag"), seal=text("seal"), note=text("note"),
                ))  # fmt: skip

    def told(self, job: Job, lane: Lane) -> str:
        """The banner afterwards."""
        known = {
            LaneAction.ISSUE: self.tr("The drawer of {0} is out. Its slip prints now."),
            LaneAction.RETURN: self.tr("The drawer of {0} is back. Count it now or later."),
            LaneAction.LOAN: self.tr("The loan is on its way to {0}. Two slips print."),
            LaneAction.PICKUP: self.tr("The bag of {0} is on its way to the safe."),
            LaneAction.CHANGE: self.tr("{0} has its change. The slip prints now."),
            LaneAction.RECEIVE: self.tr("The loan is in the drawer of {0}."),
            LaneAction.LATE: self.tr("The late sales of {0} wait for a count of their own."),
        }
        return known[LaneAction(job.action)].format(lane.choice.name)

    def _issue(self) -> FormStep:
        text = self.tr("Scan the drawer's tag; it comes back by the same tag.")
        remedy = self.tr("The float leaves the safe. No cashier: the lane shares the drawer.")
        entries = (
            Entry("cash", self.tr("Float"), money=True, needed=True),
            Entry("tag", self.tr("Drawer tag"), needed=True),
            Entry("seal", self.tr("Seal")),
            Entry("cashier", self.tr("Cashier’s number")),
        )
        line = self.tr("By tag and seal")
        return FormStep(line, self._room.inform("lanes.issue", text, remedy), entries)

    def _return(self) -> FormStep:
        text = self.tr("Scan the tag of the drawer that came back.")
        remedy = self.tr("From then on only a count moves what is in it.")
        entries = (Entry("tag", self.tr("Drawer tag"), needed=True),)
        line = self.tr("By its own tag")
        return FormStep(line, self._room.inform("lanes.return", text, remedy), entries)

    def _bag(self, action: LaneAction, lane: Lane) -> FormStep:
        told = {
            LaneAction.LOAN: (
                self.tr("Cash is brought from the safe to this lane."),
                self.tr("It counts as the lane's once the lane has received it."),
            ),
            LaneAction.PICKUP: (
                self.tr("Money is fetched from this lane in a sealed bag."),
                self.tr("The safe counts it; the lane closes once it is received."),
            ),
        }
        text, remedy = told[action]
        papers = self._room.papers(lane.tenders) if action is LaneAction.PICKUP else ()
        entries = (
            Entry("cash", self.tr("Cash"), money=True, needed=action is LaneAction.LOAN),
            Entry("bag", self.tr("Bag number"), needed=action is LaneAction.PICKUP),
            Entry("seal", self.tr("Seal")),
            *papers,
            self._note(),
        )
        line = self.tr("Between the lane and the safe")
        return FormStep(line, self._room.inform(action.value, text, remedy), entries)

    def _change_in(self) -> PiecesStep:
        text = self.tr("The pieces that go into the lane's drawer.")
        remedy = self.tr("As much comes out of it in other pieces.")
        line = self.tr("What the bag brings")
        return PiecesStep("in", line, self._room.inform("lanes.change_in", text, remedy))

    def _change_out(self, job: Job) -> PiecesStep:
        text = self.tr("The pieces that come out: {0} in all.")
        text = text.filled(self._words.money(job.worth("in")))
        remedy = self.tr("In and out must be worth the same.")
        line = self.tr("What goes back in the bag")
        return PiecesStep("out", line, self._room.inform("lanes.change_out", text, remedy))

    def _bags(self) -> FormStep:
        text = self.tr("A change of money is made by two people.")
        remedy = self.tr("The second one signs with badge or PIN.")
        entries = (Entry("bag", self.tr("Bag number")), self._note())
        line = self.tr("In and out are worth the same")
        return FormStep(line, self._room.inform("lanes.change", text, remedy), entries)

    def _arrived(self) -> PiecesStep:
        text = self.tr("Count what arrived. What was sent is not shown.")
        remedy = self.tr("What differs waits for a manager.")
        finding = self._room.inform("lanes.receive", text, remedy)
        return PiecesStep("bag", self.tr("Cash in the bag"), finding, total=True, zero=True)

    def _found(self) -> FormStep:
        text = self.tr("It is in the lane's drawer from now on.")
        remedy = self.tr("A note is needed only if something differs.")
        finding = self._room.inform("lanes.found", text, remedy)
        return FormStep(self.tr("From the safe"), finding, (self._note(),))

    def _late(self, lane: Lane) -> FormStep:
        text = self.tr("Sales arrived after the drawer was settled: {0}.").format(lane.late)
        remedy = self.tr("They get a count of their own. What was settled stays as it is.")
        finding = self._room.inform("lanes.late", text, remedy)
        return FormStep(self.tr("From the register"), finding)

    def _note(self) -> Entry:
        return Entry("note", self.tr("Note"), longest=200)

    def _word(self, action: LaneAction) -> str:
        return self.tr("Float") if action is LaneAction.ISSUE else self.tr("Amount")

    def _verb(self, action: LaneAction) -> str:
        known = {
            LaneAction.ISSUE: self.tr("Give it out"),
            LaneAction.RETURN: self.tr("Take it back"),
            LaneAction.LOAN: self.tr("Send to the lane"),
            LaneAction.PICKUP: self.tr("Send to the safe"),
            LaneAction.CHANGE: self.tr("Change the money"),
            LaneAction.RECEIVE: self.tr("Take it in"),
            LaneAction.LATE: self.tr("Take them in"),
        }
        return known[action]


def same_worth(job: Job) -> bool:
    """Whether a change bag brings as much as it takes."""
    return job.worth("in") == job.worth("out") != Money(0)
