"""The safe: counted from hand to hand, kept at its par levels, filled by the bank."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.errors import CounterError
from counter_app.core.ids import new_id
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.desk.tills.safe_kept import keep_safe_count, unfinished_safe_count
from counter_app.desk.tills.safe_state import SafeState, need_today, safe_state
from counter_app.desk.tills.screen_room import RoomScreen
from counter_app.desk.tills.screen_room_words import RoomWords, scan_prompt
from counter_app.desk.tills.screen_safe_actions import DIGITS, SafeAction
from counter_app.desk.tills.screen_safe_calls import SafeCalls, draft_of, job_of
from counter_app.desk.tills.screen_safe_overview import SafeOverview
from counter_app.desk.tills.screen_safe_plans import SafePlans
from counter_app.desk.tills.screen_steps import Job, Plan
from counter_app.desk.tills.task import BOARD, LANES
from counter_app.desk.tills.waiting import Waiting
from counter_app.rules.cash_forecast import Forecast
from counter_app.ui.screen import Desk, Grid
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.reason_picker import Reason

_NEXT = {
    (MovementKind.LOAN, MovementState.ASKED): SafeAction.SEND,
    (MovementKind.CHANGE_ORDER, MovementState.ASKED): SafeAction.DELIVERY,
    (MovementKind.PICKUP, MovementState.SENT): SafeAction.RECEIVE,
    (MovementKind.DROP, MovementState.SENT): SafeAction.RECEIVE,
    (MovementKind.DEPOSIT, MovementState.SENT): SafeAction.CONFIRM,
    (MovementKind.ADVANCE, MovementState.SENT): SafeAction.CLOSE,
}


class SafeScreen(RoomScreen):
    """Digits begin what can be done, and go on with what waits."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._state = SafeState()
        self._need: Forecast | None = None
        self._off = ""
        """The count (by its id) that does not match and needs a reason."""
        self._say = RoomWords(self.words)
        self._plans = SafePlans(self.words)
        self._calls = SafeCalls(self.words)
        self._page.todo.picked.connect(self._act)
        self._page.waiting.picked.connect(self._go_on)
        self._page.lanes.clicked.connect(lambda: self.overview_key("Alt+L"))
        self._page.board.clicked.connect(lambda: self.overview_key("Alt+B"))
        self.show_draft(None)

    @property
    def _page(self) -> SafeOverview:
        assert isinstance(self.overview, SafeOverview)
        return self.overview

    def start(self, intent: Intent) -> None:
        self.desk.scan_prompt(scan_prompt())
        about, resumed = intent.case_id, intent.draft_id is not None

        def looked(state: SafeState) -> None:
            self._looked(state)
            if about is not None and self.job is None:
                self._go_on(about)
            elif resumed:
                self._count()

        self.desk.runner.run(safe_state, done=looked)
        self.desk.runner.background(need_today, done=self._forecast)

    def look(self) -> None:
        self.desk.runner.background(safe_state, done=self._looked)

    def make_overview(self) -> QWidget:
        return SafeOverview()

    def set_grid(self, grid: Grid) -> None:
        super().set_grid(grid)
        self._page.set_gap(grid.gap)

    # ------------------------------------------------------------------ jobs

    def plan(self, job: Job) -> Plan:
        return self._plans.plan(job, self._state, self._one(job.about), off=self._off == job.id)

    def call(self, job: Job) -> Callable[..., Any]:
        return self._calls.call(job, self._one(job.about))

    def told(self, job: Job, answer: Any) -> str:
        return self._calls.told(job, answer)

    def refused(self, error: CounterError) -> None:
        """A count that is off stands: only its reason can be chosen from then on."""
        job = self.job
        if job is not None and error.code == "tills.reason_missing":
            self._off = job.id
            self.primary()
            return
        super().refused(error)

    def escape(self) -> bool:
        """Back to the overview; a count comes back with its figures when it is begun again."""
        self.leave()
        if self.job is not None and self._off == self.job.id:
            self._off = ""
            self.end()
            return True
        return super().escape()

    def leave(self) -> None:
        """Store what was counted so far."""
        job = self.job
        if job is not None and job.action == SafeAction.COUNT.value and job.has_figures():
            self.desk.runner.background(keep_safe_count, draft_of(job))

    def _count(self) -> None:
        """Begin a count, or go on with the one that was stored."""

        def found(stored: SafeDraft | None) -> None:
            if self.job is None:
                self.go_on(job_of(stored or SafeDraft(new_id())))

        self.desk.runner.run(unfinished_safe_count, done=found)

    def _act(self, key: str) -> None:
        action = SafeAction(key)
        if action is SafeAction.COUNT:
            self._count()
            return
        filled: dict[str, Any] = {}
        if action is SafeAction.ORDER and self._state.order:
            filled["pieces"] = {"order": dict(self._state.order)}
        self.begin(action.value, **filled)

    def _go_on(self, movement_id: str) -> None:
        one = self._one(movement_id)
        if one is not None and self.may(one.permission):
            self.begin(self._step_of(one).value, one.id)

    def _step_of(self, one: Waiting) -> SafeAction:
        if one.state is MovementState.DISPUTED:
            return SafeAction.SETTLE
        return _NEXT[(one.kind, one.state)]

    def _one(self, movement_id: str) -> Waiting | None:
        return next((w for w in self._state.waiting if w.id == movement_id), None)

    def _mine(self) -> tuple[Waiting, ...]:
        """What who is signed on may go on with."""
        return tuple(w for w in self._state.waiting if self.may(w.permission))

    # ------------------------------------------------------------------ the overview

    def overview_key(self, key: str) -> bool:
        if key == "Alt+L":
            self.desk.open(Intent("tills", door=LANES))
        elif key == "Alt+B":
            self.desk.open(Intent("tills", door=BOARD))
        elif len(key) == 1 and key in "123456789":
            return self._page.todo.pick_digit(int(key)) or self._page.waiting.press(key)
        else:
            return self._page.move_by(key)
        return True

    def overview_next(self) -> None:
        """The oldest thing that waits, or the count."""
        mine = self._mine()
        if mine:
            self._go_on(mine[0].id)
        elif self.may(SafeAction.COUNT.permission):
            self._act(SafeAction.COUNT.value)

    def show_overview(self) -> Amount:
        state, page = self._state, self._page
        line = self.tr("Nobody has counted it yet")
        if state.since is not None:
            line = self.tr("In {0}’s hands, counted {1}")
            line = line.format(state.holder, self.words.when(state.since))
        page.head.set_words(self.tr("Safe"), line)
        page.lanes.set_words(self.tr("Lanes"))
        page.board.set_words(self.tr("Board"))
        actions = [a for a in DIGITS if self.may(a.permission)]
        keys = [Reason(a.value, self._plans.name(a)) for a in actions]
        page.show_actions(self.tr("What to do"), keys)
        mine = self._mine()
        rows = [
            (w.id, self._say.icon(w), self._say.title(w), self._say.line(w), self._say.amount(w))
            for w in mine
        ]
        empty = self.tr("Nothing waits. Bags, orders and petty cash appear here.")
        page.waiting.show_rows(self.tr("Waits"), empty, len(keys) + 1, rows)
        self._show_par()
        self._show_need()
        self.side.show_sections(self._sections())
        if mine:
            one = mine[0]
            name = self._plans.name(self._step_of(one))
            return self._next(self._say.short(one), name, self._say.line(one))
        counted = self._plans.name(SafeAction.COUNT)
        may = self.may(SafeAction.COUNT.permission)
        return self._next(counted, counted, enabled=may)

    def _next(self, what: str, verb: str, note: str = "", *, enabled: bool = True) -> Amount:
        note = note if enabled else self.tr("Ask someone who may to sign on.")
        return Amount(self.tr("Next"), what, verb, note=note, enabled=enabled, money=False)

    def _show_par(self) -> None:
        order, needed = self._state.order or {}, self._pieces_needed()
        rows = [
            (
                self._say.piece(key),
                str(par),
                str(needed.get(int(key.partition(":")[2]), "–")),
                str(order.get(key, "–")) if self._state.order is not None else "–",
            )
            for key, par in (self._state.par or {}).items()
        ]
        heads = ("", self.tr("Par"), self.tr("Today"), self.tr("Order"))
        note = self.tr("Pieces to keep, needed today, and to order by the last count.")
        self._page.par.show_rows(self.tr("Par levels"), note, heads, rows)

    def _show_need(self) -> None:
        need = self._need
        rows = []
        if need is not None:
            rows = [(f"{h:02d}:00", self.words.money(m)) for h, m in sorted(need.by_hour.items())]
            rows.append((self.tr("The whole day"), self.words.money(need.whole)))
        note = self.tr("What nine of ten days like it stayed within.")
        if not rows:
            note = self.tr("Too little was paid out so far to say.")
        heads = (self.tr("Hour"), self.tr("Cash"))
        self._page.need.show_rows(self.tr("Cash needed today"), note, heads, rows)

    def _pieces_needed(self) -> dict[int, int]:
        return {} if self._need is None else dict(self._need.pieces)

    def _sections(self) -> tuple[Section, ...]:
        state = self._state
        low = ", ".join(self._say.piece(key) for key in state.low)
        since = self.tr("Never") if state.since is None else self.words.when(state.since)
        facts = (
            KeyRow(self.tr("Counted"), since),
            KeyRow(self.tr("Cash in the safe"), self.tr("Not shown")),
        )
        sections = [Section(self.tr("Safe"), rows=facts, style=SectionStyle.HEAD)]
        if low:
            sections.append(Section(self.tr("Runs low on"), sub=low))
        keys = tuple(
            KeyRow(k.name, f"{k.holder} · {self.words.time(k.since)}") for k in state.keys[:4]
        )
        if keys:
            sections.append(Section(self.tr("Keys"), rows=keys))
        kept = tuple(KeyRow(k.number, self.words.money(Money(k.amount.minor))) for k in state.kept)
        if kept:
            sections.append(Section(self.tr("Counterfeit notes kept"), rows=kept[:3]))
        return tuple(sections)

    def _looked(self, state: SafeState) -> None:
        self._state = state
        if self.job is None:
            self.show_draft(None)

    def _forecast(self, need: Forecast | None) -> None:
        self._need = need
        if self.job is None:
            self.show_draft(None)
