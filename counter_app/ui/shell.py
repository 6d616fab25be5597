"""The shell: the desk's one window, who is signed on at it, and which screen is in front.

It knows tasks as data only. Keys and scans come through the wedge and are shared out by `Inputs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.core.intent import Intent
from counter_app.core.scan import ScanCode
from counter_app.settings import ScannerSettings
from counter_app.station import Station
from counter_app.ui import theme
from counter_app.ui.desk_watch import DeskWatch
from counter_app.ui.desks import Desks, OwnDesk
from counter_app.ui.elsewhere import Elsewhere
from counter_app.ui.frame import Frame
from counter_app.ui.i18n import known_language, next_language, set_language
from counter_app.ui.inputs import Inputs
from counter_app.ui.jobs import Jobs
from counter_app.ui.key_map import Action, help_rows
from counter_app.ui.overlays import Overlays
from counter_app.ui.places import (
    HOME,
    LOCK,
    MORE,
    PARKED,
    SETTLE,
    intent_of,
    place_of,
    rail_entries,
)
from counter_app.ui.runner import Runner
from counter_app.ui.screen import Desk, Screen
from counter_app.ui.searching import Searching
from counter_app.ui.sign_on import LockScreen
from counter_app.ui.wedge import InputCounter, Wedge
from counter_app.ui.widgets.rail_item import RailEntry
from counter_app.ui.words import Words

if TYPE_CHECKING:
    from counter_app.approving import OpenRequest
    from counter_app.core.errors import CounterError
    from counter_app.core.task import Task
    from counter_app.spool import Kick
    from counter_app.ui.approve import ApprovalCard
    from counter_app.ui.asked import Asked
    from counter_app.ui.desk_state import DeskState, SignedOn
    from counter_app.ui.unsettled import Unsettled

_MINUTE_MS: Final = 60_000


class Shell(QWidget):
    """Close it to store drafts, sign off and stop the worker; the station stays the caller's."""

    _code_arrived = Signal(object)

    def __init__(
        self,
        station: Station,
        tasks: tuple[Task, ...],
        *,
        language: str = "en",
        scanner: ScannerSettings | None = None,
    ) -> None:
        super().__init__()
        self.station = station
        self.tasks = tasks
        self._language = language
        self._spoken: str | None = None
        self._own: OwnDesk | None = None
        self._signed_on_id: int | None = None
        self._lock_wanted = False
        self.jobs = Jobs(self)
        self.runner = Runner(station, self.jobs, self._ask, self.refuse, self)
        self.lock_screen = LockScreen(self.runner)
        self.frame = Frame(self.lock_screen)
        self.search = Searching(self)
        self.overlays = Overlays(self, self.runner, self.search, self.frame.scan.setFocus, tasks)
        self.inputs = Inputs(self)
        self.desk = self._make_desk()
        self.watch = DeskWatch(
            station, self.runner, self.desk, self.frame.status, self.lock_screen, self
        )
        self.elsewhere = Elsewhere(self.runner, self.desk, self._ask_for, self)
        self._desks = Desks(self._make_screen, self.frame.forget_screen)
        self.wedge = Wedge(self, self.inputs.take_key, scanner or ScannerSettings())
        self.idle = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect()
        self._speak(language)
        self.lock_screen.start()
        self.watch.look_once_painted(self)

    @property
    def counter(self) -> InputCounter:
        """Keys, scans and clicks so far, for step budgets."""
        return self.wedge.counter

    @property
    def card(self) -> ApprovalCard:
        return self.overlays.card

    @property
    def front(self) -> Screen | None:
        """The screen in front; None while the desk is locked."""
        own = self._own
        return own.screens.get(own.front) if own is not None and own.front else None

    @property
    def place(self) -> str:
        """Where the desk is: "lock", "home", "parked", "more" or a task's key."""
        return LOCK if self._own is None else self._own.front

    @property
    def settled(self) -> bool:
        """True when nothing is under way that will change the window by itself."""
        resting = self.jobs.pending == 0 and (self.overlays.asking or not self.runner.busy)
        return resting and self.wedge.at_rest and self.search.at_rest and not self.inputs.waiting

    def scan_arrived(self, code: ScanCode) -> None:
        """A scan from a serial scanner; may be called from any thread."""
        self._code_arrived.emit(code)

    def refuse(self, error: CounterError) -> None:
        """Say an expected "no" in the work column."""
        self.desk.refusal(error)

    def open(self, intent: Intent) -> None:
        """Bring a place to the front; unfinished work there is shown again, never thrown away."""
        if self._own is None:
            return
        about = intent.receipt_id or intent.customer_id or intent.case_id or intent.draft_id
        place = place_of(self.tasks, intent)
        if self._own.front != place:
            self._leave_front()
        screen = self._desks.screen(self._own, place)
        self._bring(self._own, place)
        if about or intent.door or not screen.has_work():
            screen.start(intent)

    def go_home(self) -> None:
        self.open(Intent(HOME))

    def lock(self) -> None:
        """Nobody is at the desk: drafts are stored, the screen is covered, the work stays."""
        if self.frame.locked:
            return
        self.overlays.back()
        if self.runner.busy:
            self._lock_wanted = True
            return
        self._lock_wanted = False
        self._leave_front()
        self.overlays.hide()
        self.desk.customer.show_view(None)
        self._own, self._signed_on_id, self._spoken = None, None, None
        self.idle.stop()
        self.frame.show_lock()
        self.lock_screen.start()
        self.runner.background(Station.sign_off)
        self.watch.show_operator(None)

    def signed_on(self, who: SignedOn) -> None:
        """Somebody proved who they are: their own screens come back, or home, or a stored draft."""
        if who.operator.id == self._signed_on_id:
            self.desk.banner(self.tr("{0} is signed on already.").format(who.operator.name))
            return
        self._leave_front()
        self.overlays.hide()
        self._signed_on_id = who.operator.id
        self._own = self._desks.of(who.operator.id)
        self._speak(self._spoken or who.operator.language)
        self._show_rail(self.watch.state)
        self.frame.show_work()
        self._restart_idle()
        if self._own.front:
            self._bring(self._own, self._own.front)
        elif who.open_draft and any(t.key == who.open_task and t.screen for t in self.tasks):
            self.open(Intent(who.open_task, draft_id=who.open_draft))
        else:
            self.go_home()
        self.watch.show_operator(who.operator)
        self.watch.look()
        self.watch.look_for_unsettled()

    def show_help(self) -> None:
        """The key map, over the work."""
        self.overlays.show_help(help_rows(self.tasks), self.frame.work_area())

    def full_screen(self) -> None:
        """Full screen, or back to a window."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def switch_theme(self) -> None:
        """Light to dark, dark to light."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply_theme(app, not theme.is_dark(), theme.scale())
        self._show_choices()

    def switch_language(self) -> None:
        """The next language, until the desk is locked."""
        self._spoken = next_language(self._language)
        self._speak(self._spoken)
        self._show_choices()

    def _show_choices(self) -> None:
        if self.front is not None and self.place == MORE:
            self.front.start(Intent(MORE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.overlays.set_area(self.frame.work_area())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Drafts are stored and the worker ends before the window goes."""
        self.overlays.back()
        self._leave_front()
        self.watch.stop()
        self.elsewhere.stop()
        self.desk.customer.close()
        self.idle.stop()
        if self._own is not None:
            self._own = None
            self.runner.background(Station.sign_off)
        self.jobs.close()
        super().closeEvent(event)

    def _speak(self, language: str) -> None:
        language = known_language(language)
        app = QApplication.instance()
        if app is not None and language != self._language:
            set_language(app, language)
        self._language = self.runner.language = language
        self.desk.words = Words(self.station.store, language)
        self.desk.customer.welcome = self.tr("Welcome to {0}").format(self.station.store.name)
        store = self.station.store
        self.setWindowTitle(f"{store.name} · {self.station.title}")
        where = self.tr("Store {0}, {1}").format(store.number.lstrip("0"), self.station.title)
        self.lock_screen.show_store(store.name, where)
        self.frame.rail.set_store(store.name)
        self._show_prompt()
        self._show_rail(self.watch.state)
        self.watch.show_facts()

    def _show_rail(self, state: DeskState | None) -> None:
        parked = len(state.parked) if state is not None else 0
        self.frame.rail.set_entries(rail_entries(self.tasks, parked))
        operator = self.station.operator
        initials = operator.initials if operator is not None else "–"
        self.frame.rail.set_foot(RailEntry(LOCK, self.tr("Lock"), key="Ctrl+L", initials=initials))

    def _bring(self, own: OwnDesk, place: str) -> None:
        screen = self._desks.screen(own, place)
        own.front = place
        self._show_prompt()
        self.frame.show_screen(screen)
        self.frame.rail.select(own.marked(place))
        self._show_state()
        self.frame.scan.setFocus()

    def _mark(self, place: str) -> None:
        if self._own is not None:
            self._own.mark(place)
        self.frame.rail.select(place)

    def _prompt(self, words: str) -> None:
        if self._own is not None:
            self._own.prompts[self._own.front] = words
        self._show_prompt()

    def _show_prompt(self) -> None:
        self.frame.scan.set_prompt(self._own.prompt(self.desk.words) if self._own else "")

    def _show_state(self) -> None:
        if self.front is not None:
            self.front.show_unsettled(self.watch.unsettled)
            if self.watch.state is not None:
                self.front.show_state(self.watch.state)

    def _looked(self, state: DeskState) -> None:
        self._show_rail(state)
        self._show_state()
        self.idle.setInterval(state.idle_lock_minutes * _MINUTE_MS)
        self.inputs.release()

    def _tell_unsettled(self, found: tuple[Unsettled, ...]) -> None:
        self._show_state()
        if found and self.place not in (LOCK, HOME, SETTLE):
            from counter_app.ui.settle_words import tell

            tell(self.desk, found, lambda: self.open(Intent(SETTLE)))

    def _leave_front(self) -> None:
        if self.front is not None:
            self.front.leave()

    def _restart_idle(self) -> None:
        if self._own is not None:
            self.idle.start()

    def _rail_chosen(self, place: str) -> None:
        self.overlays.back()
        if place == LOCK:
            self.lock()
        elif place == PARKED:
            self.inputs.act(Action.PARK)
        elif not self.runner.busy:
            self.open(intent_of(place))

    def _busy_changed(self, busy: bool) -> None:
        if busy:
            return
        if self._lock_wanted:
            QTimer.singleShot(0, self, self.lock)
        self.watch.wake_printer()
        QTimer.singleShot(0, self, self.inputs.release)
        QTimer.singleShot(0, self, self.watch.look)

    def _ask(self, asked: Asked) -> None:
        operator = self.station.operator
        assert operator is not None
        place = self.station.title
        if self.watch.state is not None and self.watch.state.till is not None:
            place += ", " + self.tr("Till {0}").format(self.watch.state.till.till_id)
        self.card.set_area(self.frame.work_area())
        self.card.ask(asked, self.desk.words, operator, place)

    def _ask_for(self, request: OpenRequest) -> None:
        if not self.overlays.asking and not self.frame.locked:
            self.card.set_area(self.frame.work_area())
            self.card.ask_for(request, self.desk.words)

    def _crashed(self, where: str) -> None:
        self.overlays.crash.show_bug(where, self.frame.work_area())

    def _make_screen(self, place: str) -> Screen:
        from counter_app.ui.make_screen import make_screen
        from counter_app.ui.more import Choices

        choices = Choices(
            self.switch_theme,
            self.switch_language,
            self.full_screen,
            self.search.open,
            self.show_help,
            self.lock,
        )
        return make_screen(place, self.desk, choices, self.watch, self.elsewhere)

    def _make_desk(self) -> Desk:
        return Desk(
            self.station,
            self.runner,
            Words(self.station.store, "en"),
            self.tasks,
            show=self.frame.say,
            open_intent=self.open,
            go_home=self.go_home,
            unknown=self.inputs.unknown,
            prompt=self._prompt,
            refresh=self._look,
            kick=self._kick,
            place=self._mark,
        )

    def _look(self) -> None:
        self.watch.look()

    def _kick(self, kick: Kick) -> None:
        self.watch.kick_drawer(kick)

    def _connect(self) -> None:
        self.wedge.scanned.connect(self.inputs.take_code)
        self.wedge.touched.connect(self._restart_idle)
        self._code_arrived.connect(self.inputs.take_code)
        self.frame.scan.submitted.connect(self.inputs.take_typed)
        self.frame.search.clicked.connect(self.search.open)
        self.frame.rail.chosen.connect(self._rail_chosen)
        self.lock_screen.signed_on.connect(self.signed_on)
        self.lock_screen.language_asked.connect(self.switch_language)
        self.watch.looked.connect(self._looked)
        self.watch.unsettled_found.connect(self._tell_unsettled)
        self.runner.busy_changed.connect(self._busy_changed)
        self.runner.crashed.connect(self._crashed)
        self.idle.timeout.connect(self.lock)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)
        self.setMinimumSize(theme.px(1024), theme.px(700))
