"""What can be done with a till from the board, by whom, and what each thing asks for."""

from __future__ import annotations

from enum import Enum

from counter_app.core.reason import Reason
from counter_app.core.store import TO_COUNT, SessionState
from counter_app.desk.tills.board_state import BoardTill
from counter_app.desk.tills.screen_room_words import RoomWords
from counter_app.desk.tills.screen_steps import Entry, FormStep, Job, Plan
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.retold import Retelling
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.reason_picker import Reason as Key


class TillAction(Enum):
    """What can be done with a till from the board."""

    GO = "go"
    COUNT = "count"
    LANE = "lane"
    FORCE = "force"
    ACCEPT = "accept"
    OPEN = "open"


class BoardPlans(Retelling):
    """Plans and permissions of one operator's board."""

    def __init__(self, desk: Desk, words: TillWords) -> None:
        super().__init__()
        self._desk = desk
        self._words = words
        self._say = RoomWords(words)

    def plan(self, job: Job, till: BoardTill | None, known: tuple[Reason, ...]) -> Plan:
        """What a job asks for; `known` are the policy's reasons for a difference."""
        name = "" if till is None else till.choice.name
        note = Entry("note", self.tr("Note"), needed=job.action == TillAction.FORCE.value,
                     longest=200)  # fmt: skip
        if job.action == TillAction.FORCE.value:
            text = self.tr("Say why it is closed without its operator.")
            remedy = self.tr("It stays in the Morning Book until it is settled.")
            step = FormStep(name, self._say.inform("board.force", text, remedy), (note,))
            title = self.name(TillAction.FORCE)
            return Plan(title, self.tr("Next"), title, (step,), name)
        text = self.tr("The difference becomes over or short.")
        remedy = self.tr("Choose what explains it.")
        reasons = tuple(Key(r.code, self._words.term(r.label)) for r in known[:9])
        finding = self._say.inform("board.accept", text, remedy)
        why = self.tr("Reason for the difference")
        step = FormStep(name, finding, (note,), reasons, why)
        title = self.name(TillAction.ACCEPT)
        return Plan(title, self.tr("Next"), title, (step,), name)

    def allowed(self, till: BoardTill) -> tuple[TillAction, ...]:
        """What this person may do with a till, the likeliest first."""
        session, choice = till.session, till.choice
        if not choice.desk:
            found = [TillAction.LANE] if self._may("tills.lanes") else []
            if choice.state == SessionState.DISPUTED and self._may("tills.reconcile"):
                found.append(TillAction.ACCEPT)
            return tuple(found)
        if session is None or session.state == SessionState.SETTLED:
            return (TillAction.OPEN,) if self._may("tills.open") else ()
        if session.state == SessionState.DISPUTED:
            return (TillAction.ACCEPT,) if self._may("tills.reconcile") else ()
        if not self._mine(till):
            return ()
        if session.state in TO_COUNT:
            return (TillAction.COUNT,)
        if session.state == SessionState.PREPARED:
            return (TillAction.OPEN,)
        found = [TillAction.OPEN if session.state == SessionState.SUSPENDED else TillAction.GO]
        if self._may("tills.force_close"):
            found.append(TillAction.FORCE)
        return tuple(found)

    def _mine(self, till: BoardTill) -> bool:
        """Whether this person may touch a till: their own, or anybody's."""
        session, operator = till.session, self._desk.station.operator
        if session is None or operator is None:
            return False
        own = operator.id in (session.operator_id, session.opened_by)
        return own or operator.may("tills.close_other")

    def name(self, action: TillAction) -> str:
        """An action as its key says it."""
        known = {
            TillAction.GO: self.tr("Go to this till"),
            TillAction.COUNT: self.tr("Count it"),
            TillAction.LANE: self.tr("Go to the lane"),
            TillAction.FORCE: self.tr("Close it by force"),
            TillAction.ACCEPT: self.tr("Accept the difference"),
            TillAction.OPEN: self.tr("Open it here"),
        }
        return known[action]

    def _may(self, permission: str) -> bool:
        operator = self._desk.station.operator
        return operator is not None and operator.may(permission)
