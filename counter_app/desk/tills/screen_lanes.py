"""Lanes: drawers out and back by tag and seal, bags, change, counts; over and short afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.intent import Intent
from counter_app.core.store import TO_COUNT, SessionState
from counter_app.desk.tills.lane_state import Lane, LaneState, lane_state
from counter_app.desk.tills.screen_lanes_plans import LaneAction, LanePlans, allowed, same_worth
from counter_app.desk.tills.screen_open import TillCards
from counter_app.desk.tills.screen_room import RoomScreen
from counter_app.desk.tills.screen_room_words import scan_prompt
from counter_app.desk.tills.screen_safe_overview import WaitingCard
from counter_app.desk.tills.screen_steps import Job, Plan
from counter_app.desk.tills.screen_views import TillViews
from counter_app.desk.tills.task import AUDIT, BOARD, COUNT, SAFE
from counter_app.ui import theme
from counter_app.ui.screen import Desk, Grid
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker


class LanesOverview(QWidget):
    """A head, the lanes side by side, what can be done with the chosen one, late sales."""

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.safe = self.head.add_button(Button("", key="Alt+S", icon="vault"))
        self.board = self.head.add_button(Button("", key="Alt+B", icon="layout-grid"))
        self.todo = ReasonPicker(across=4)
        self.cards = TillCards()
        self.empty = EmptyState("shopping-cart", "", "")
        self.rescues = WaitingCard()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.head, self.todo):
            self._column.addWidget(part)
        self._column.addWidget(self.cards, 1)
        self._column.addWidget(self.empty)
        self._column.addWidget(self.rescues)
        self._column.addStretch(0)

    def set_gap(self, gap: int) -> None:
        """Space between the parts; a small window has actions in rows of three."""
        self._column.setSpacing(theme.px(gap))
        self.todo.set_across(3 if gap < 16 else 4)
        self.cards.set_across(2 if gap < 16 else 3)


class LanesScreen(RoomScreen):
    """A digit chooses a lane, then what to do with it; Esc goes back to all of them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._state = LaneState()
        self._chosen = 0
        self._plans = LanePlans(self.words)
        self._views = TillViews(self.words)
        self._page.cards.picked.connect(self._choose)
        self._page.todo.picked.connect(self._act)
        self._page.rescues.picked.connect(self._count)
        self._page.safe.clicked.connect(lambda: self.overview_key("Alt+S"))
        self._page.board.clicked.connect(lambda: self.overview_key("Alt+B"))
        self.show_draft(None)

    @property
    def _page(self) -> LanesOverview:
        assert isinstance(self.overview, LanesOverview)
        return self.overview

    def start(self, intent: Intent) -> None:
        self.desk.scan_prompt(scan_prompt())
        if intent.case_id is not None and self.job is None:
            self._chosen = int(intent.case_id)
        self.desk.runner.run(lane_state, done=self._looked)

    def look(self) -> None:
        self.desk.runner.background(lane_state, done=self._looked)

    def make_overview(self) -> QWidget:
        return LanesOverview()

    def set_grid(self, grid: Grid) -> None:
        super().set_grid(grid)
        self._page.set_gap(grid.gap)

    def escape(self) -> bool:
        if self.job is None and self._chosen:
            self._choose(0)
            return True
        return super().escape()

    # ------------------------------------------------------------------ jobs

    def plan(self, job: Job) -> Plan:
        return self._plans.plan(job, self._lane_of(job))

    def call(self, job: Job) -> Callable[..., Any]:
        return self._plans.call(job, self._lane_of(job))

    def told(self, job: Job, answer: Any) -> str:
        return self._plans.told(job, self._lane_of(job))

    def show_draft(self, draft: Job | None) -> None:
        """As everywhere; a change bag goes on only where as much comes out as went in."""
        super().show_draft(draft)
        out = draft is not None and draft.action == LaneAction.CHANGE.value and draft.step == 1
        if out and draft is not None and not same_worth(draft):
            self.side.block.button.setEnabled(False)

    def _lane_of(self, job: Job) -> Lane:
        """The lane of a job: loans are about a movement, everything else about the lane."""
        found = self._state.lane(self._chosen)
        assert found is not None, job.action
        return found

    def _act(self, key: str) -> None:
        action, lane = LaneAction(key), self._state.lane(self._chosen)
        if lane is None:
            return
        if action is LaneAction.COUNT:
            self._count(lane.session_id)
        elif action is LaneAction.AUDIT:
            self.desk.open(Intent("tills", door=AUDIT, case_id=lane.session_id))
        elif action is LaneAction.RECEIVE:
            self.begin(action.value, lane.loans[0].id)
        else:
            suggested = self._state.suggested
            filled = {"money": {"cash": suggested}} if action is LaneAction.ISSUE else {}
            self.begin(action.value, str(lane.choice.id), **filled)

    def _count(self, session_id: str) -> None:
        self.desk.open(Intent("tills", door=COUNT, case_id=session_id))

    def _choose(self, till_id: int) -> None:
        self._chosen = till_id
        self.show_draft(None)

    # ------------------------------------------------------------------ the overview

    def overview_key(self, key: str) -> bool:
        page = self._page
        if key == "Alt+S":
            self.desk.open(Intent("tills", door=SAFE))
        elif key == "Alt+B":
            self.desk.open(Intent("tills", door=BOARD))
        elif len(key) != 1 or key not in "123456789":
            return False
        elif self._chosen:
            return page.todo.pick_digit(int(key))
        else:
            return page.cards.press(key) or page.rescues.press(key)
        return True

    def overview_next(self) -> None:
        lane = self._state.lane(self._chosen)
        if lane is not None:
            self._act(allowed(lane)[0].value)
        elif self._to_count():
            self._count(self._to_count()[0].session_id)

    def show_overview(self) -> Amount:
        state, page = self._state, self._page
        lane = state.lane(self._chosen)
        page.head.set_words(self.tr("Lanes"), self._line(lane))
        page.safe.set_words(self.tr("Safe"))
        page.board.set_words(self.tr("Board"))
        mine = self.may("tills.lanes")
        cards = [
            (x.choice.id, self._views.till_view(x.choice), mine)
            for x in state.lanes
            if lane is None or x is lane
        ]
        page.cards.show_tills(cards, digits=lane is None)
        page.cards.mark(self._chosen or None)
        page.empty.setVisible(not state.lanes)
        page.empty.set_words(
            self.tr("This store has no lanes"), self.tr("Registers become lanes in the set-up.")
        )
        actions = allowed(lane) if lane is not None and mine else ()
        page.todo.set_title(self.tr("What to do"))
        page.todo.set_reasons([Reason(a.value, self._plans.name(a)) for a in actions])
        page.todo.setVisible(bool(actions))
        rows = [
            (session, "clock-alert", self.tr("Late sales to count"), name, "")
            for session, name in state.rescues
        ]
        page.rescues.setVisible(bool(rows) and lane is None)
        page.rescues.show_rows(self.tr("Waits"), "", len(cards) + 1, rows if mine else [])
        self.side.show_sections(self._sections(lane))
        return self._next(lane)

    def _line(self, lane: Lane | None) -> str:
        if lane is None:
            return self.tr("Press a number or touch a lane.")
        if lane.out:
            return self.tr("Its drawer is out. What it holds stays hidden until it is counted.")
        if lane.state in TO_COUNT:
            return self.tr("Its drawer is back and waits for its count.")
        return self.tr("No drawer is out.")

    def _next(self, lane: Lane | None) -> Amount:
        mine = self.may("tills.lanes")
        word = self.tr("Next")
        if not mine:
            note = self.tr("Ask someone who may to sign on.")
            what = self.tr("Lanes")
            return Amount(word, what, what, note=note, enabled=False, money=False)
        if lane is not None:
            name = self._plans.name(allowed(lane)[0])
            return Amount(word, lane.choice.name, name, money=False)
        waits = self._to_count()
        if waits:
            name = self.tr("Count {0}").format(waits[0].choice.name)
            return Amount(word, name, name, money=False)
        what = self.tr("Choose a lane")
        return Amount(word, what, self.tr("Choose one"), key="1–9", enabled=False, money=False)

    def _to_count(self) -> tuple[Lane, ...]:
        return tuple(x for x in self._state.lanes if x.state in TO_COUNT)

    def _sections(self, lane: Lane | None) -> tuple[Section, ...]:
        out = sum(1 for x in self._state.lanes if x.out)
        rows = [
            KeyRow(self.tr("Drawers out"), str(out)),
            KeyRow(self.tr("To count"), str(len(self._to_count()))),
        ]
        sections = [Section(self.tr("Lanes"), rows=tuple(rows), style=SectionStyle.HEAD)]
        if lane is not None and lane.state not in ("", SessionState.SETTLED):
            shared = self.tr("Shared")
            facts = (
                KeyRow(self.tr("Tag"), lane.tag),
                KeyRow(self.tr("Seal"), lane.seal or "–"),
                KeyRow(self.tr("Cashier"), lane.cashier or shared),
            )
            sections = [Section(lane.choice.name, rows=facts, style=SectionStyle.HEAD)]
        cashiers = tuple(
            KeyRow(cashier, self.words.variance(amount), ink="deny" if amount.minor < 0 else "ink")
            for cashier, amount in self._state.cashiers.items()
        )
        sub = "" if cashiers else self.tr("Nothing is settled that was off.")
        title = self.tr("Variance by cashier, today")
        sections.append(Section(title, sub=sub, rows=cashiers))
        return tuple(sections)

    def _looked(self, state: LaneState) -> None:
        self._state = state
        if state.lane(self._chosen) is None:
            self._chosen = 0
        if self.job is None:
            self.show_draft(None)
