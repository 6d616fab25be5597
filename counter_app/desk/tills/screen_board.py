"""The manager's board: all tills with their live state, what waits, and any till's own page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.intent import Intent
from counter_app.desk.tills.board_state import BoardState, BoardTill, Errand, Waits, board_state
from counter_app.desk.tills.screen_board_page import BoardPage
from counter_app.desk.tills.screen_board_panel import WaitsForYou
from counter_app.desk.tills.screen_board_plans import BoardPlans, TillAction
from counter_app.desk.tills.screen_board_words import BoardWords
from counter_app.desk.tills.screen_room import RoomScreen
from counter_app.desk.tills.screen_room_words import scan_prompt
from counter_app.desk.tills.screen_steps import Job, Plan
from counter_app.desk.tills.standing import force_close, resolve_dispute
from counter_app.desk.tills.task import COUNT, LANES, SAFE
from counter_app.ui.places import PARKED, REQUESTS, SETTLE
from counter_app.ui.screen import Desk, Grid
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.reason_picker import Reason

LIVE_MS: Final = 5_000
"""So often the board looks again while it is on view."""


class BoardScreen(RoomScreen):
    """Digits go to what waits; a card opens its till's page with what can be done there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._state = BoardState()
        self._chosen = 0
        self._board = BoardWords(desk, self.words)
        self._plans = BoardPlans(desk, self.words)
        self._waits = WaitsForYou()
        self._waits.picked.connect(self._pick)
        column = self.side.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self._waits)
        page = self._page
        page.cards.picked.connect(self._choose)
        page.todo.picked.connect(self._act)
        for key, button in (("Alt+S", page.safe), ("Alt+L", page.lanes), ("Alt+M", page.book)):
            button.clicked.connect(partial(self.overview_key, key))
        self._timer = QTimer(self)
        self._timer.setInterval(LIVE_MS)
        self._timer.timeout.connect(self.look)
        self.show_draft(None)

    @property
    def _page(self) -> BoardPage:
        assert isinstance(self.overview, BoardPage)
        return self.overview

    def start(self, intent: Intent) -> None:
        self.desk.scan_prompt(scan_prompt())
        self._chosen = 0
        self.desk.runner.run(board_state, done=self._looked)

    def look(self) -> None:
        self.desk.runner.background(board_state, done=self._looked)

    def leave(self) -> None:
        self._timer.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def make_overview(self) -> QWidget:
        return BoardPage()

    def set_grid(self, grid: Grid) -> None:
        super().set_grid(grid)
        self._page.set_gap(grid.gap)
        self._waits.set_grid(grid)
        self.show_draft(self.job)

    def escape(self) -> bool:
        if self.job is None and self._chosen:
            self._choose(0)
            return True
        return super().escape()

    def show_draft(self, draft: Job | None) -> None:
        """As everywhere; what waits stands beside all tills alone."""
        super().show_draft(draft)
        self._waits.setVisible(draft is None and not self._chosen)

    # ------------------------------------------------------------------ jobs

    def plan(self, job: Job) -> Plan:
        return self._plans.plan(job, self._till(), self._state.reasons)

    def call(self, job: Job) -> Callable[..., Any]:
        if job.action == TillAction.FORCE.value:
            return partial(force_close, job.about, job.id, job.text("note"))
        return partial(resolve_dispute, job.about, job.id, job.reason, job.text("note"))

    def told(self, job: Job, answer: Any) -> str:
        till = self._till()
        name = "" if till is None else till.choice.name
        if job.action == TillAction.FORCE.value:
            return self.tr("{0} is closed. It waits for its count.").format(name)
        return self.tr("{0} is settled.").format(name)

    def _act(self, key: str) -> None:
        action, till = TillAction(key), self._till()
        if till is None:
            return
        session = "" if till.session is None else till.session.id
        match action:
            case TillAction.GO:
                self.desk.open(Intent("tills", case_id=session))
            case TillAction.COUNT:
                self.desk.open(Intent("tills", door=COUNT, case_id=session))
            case TillAction.LANE:
                self.desk.open(Intent("tills", door=LANES, case_id=str(till.choice.id)))
            case TillAction.OPEN:
                self.desk.open(Intent("tills"))
            case _:
                self.begin(action.value, session)

    # ------------------------------------------------------------------ the overview

    def overview_key(self, key: str) -> bool:
        known = {
            "Alt+S": Intent("tills", door=SAFE),
            "Alt+L": Intent("tills", door=LANES),
            "Alt+M": Intent("reconciliation"),
        }
        if key in known:
            there = {t.key for t in self.desk.tasks}
            if known[key].task in there:
                self.desk.open(known[key])
        elif len(key) != 1 or key not in "123456789":
            return False
        elif self._chosen:
            return self._page.todo.pick_digit(int(key))
        else:
            return self._waits.press(key)
        return True

    def overview_next(self) -> None:
        till = self._till()
        if till is not None:
            self._act(self._plans.allowed(till)[0].value)
        elif self._state.waits:
            self._pick(0)

    def show_overview(self) -> Amount:
        page, till = self._page, self._till()
        page.safe.set_words(self.tr("Safe"))
        page.lanes.set_words(self.tr("Lanes"))
        page.book.set_words("" if page.narrow else self.tr("Morning Book"))
        page.book.setAccessibleName(self.tr("Morning Book"))
        if till is not None:
            return self._show_till(till)
        line = "" if page.narrow else self.tr("Levels, not balances, until counted")
        page.head.set_words(self.tr("Tills"), line)
        state = self._state
        tills = sorted(state.tills, key=lambda t: t.session is None)  # what is in use comes first
        views = [(t.choice.id, self._board.card(t), True) for t in tills]
        page.cards.show_tills(views, digits=False)
        page.show_all(self._board.figures(state))
        rows = [self._board.row(w, state) for w in state.waits]
        none = self.tr("Nothing. Tills to settle, bags and requests appear here.")
        self._waits.show_rows(self.tr("Waits for you"), none, rows)
        self.side.show_sections(self._board.sections(state, narrow=page.narrow))
        if not state.waits:
            word, what = self.tr("Most urgent"), self.tr("Nothing waits")
            return Amount(word, what, self.tr("Go on"), enabled=False, money=False)
        word, what, note = self._board.urgent(state.waits[0], state)
        return Amount(word, what, rows[0][4], note=note, money=False)

    def _show_till(self, till: BoardTill) -> Amount:
        page, actions = self._page, self._plans.allowed(till)
        line = "" if page.narrow else self.tr("What it holds stays hidden until counted.")
        page.head.set_words(till.choice.name, line)
        page.todo.set_title(self.tr("What to do"))
        page.todo.set_reasons([Reason(a.value, self._plans.name(a)) for a in actions])
        page.todo.setVisible(bool(actions))
        page.show_one(self._board.facts(till))
        self.side.show_sections(self._board.sections(self._state, narrow=page.narrow))
        if not actions:
            note = self.tr("Ask someone who may to sign on.")
            return Amount(self.tr("Next"), till.choice.name, self.tr("Go on"), note=note,
                          enabled=False, money=False)  # fmt: skip
        name = self._plans.name(actions[0])
        return Amount(self.tr("Next"), till.choice.name, name, money=False)

    def _till(self) -> BoardTill | None:
        return next((t for t in self._state.tills if t.choice.id == self._chosen), None)

    def _choose(self, till_id: int) -> None:
        self._chosen = till_id
        self.show_draft(None)

    def _pick(self, place: int) -> None:
        """Go to what waits."""
        one: Waits = self._state.waits[place]
        places = {Errand.REQUEST: REQUESTS, Errand.CARDS: SETTLE, Errand.PARKED: PARKED}
        if one.errand in places:
            self.desk.open(Intent(places[one.errand]))
        elif one.movement is not None:
            self.desk.open(Intent("tills", door=SAFE, case_id=one.about))
        elif one.errand is Errand.LATE_SALES:
            self.desk.open(Intent("tills", door=LANES, case_id=one.about))
        else:
            self._chosen = int(one.about)
            till = self._till()
            counts = one.errand is Errand.TO_COUNT and till is not None
            if counts and till is not None and till.session is not None:
                self._chosen = 0
                self.desk.open(Intent("tills", door=COUNT, case_id=till.session.id))
            else:
                self.show_draft(None)

    def _looked(self, state: BoardState) -> None:
        """Write it anew only if something changed: who goes through the cards keeps their place."""
        before, self._state = self._state, state
        same = replace(before, now=None) == replace(state, now=None)
        minutes = [None if at is None else at.replace(second=0) for at in (before.now, state.now)]
        if self.job is None and not (same and minutes[0] == minutes[1]):
            self.show_draft(None)
