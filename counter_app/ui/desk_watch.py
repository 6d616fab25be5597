"""Keeps the status bar true: looks at the desk on the worker, listens to the print worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from counter_app.ui.status import Devices, clock_words, facts
from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.core.errors import CounterError
    from counter_app.core.operator import Operator
    from counter_app.spool import Kick, Spool, SpoolNews
    from counter_app.station import Station
    from counter_app.ui.desk_state import DeskState
    from counter_app.ui.runner import Runner
    from counter_app.ui.screen import Desk
    from counter_app.ui.sign_on import LockScreen
    from counter_app.ui.unsettled import Unsettled
    from counter_app.ui.widgets.status_bar import StatusBar

REFRESH_MS: Final = 15_000
FIRST_LOOK_MS: Final = 50
"""After the first picture: the look loads its code, which takes the processor from the window."""
_TICK_MS: Final = 1_000


class DeskWatch(QObject):
    """The last look at the desk; `looked` says that there is a newer one."""

    looked = Signal(object)
    unsettled_found = Signal(object)
    _news = Signal(object)

    def __init__(
        self,
        station: Station,
        runner: Runner,
        desk: Desk,
        bar: StatusBar,
        lock: LockScreen,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.state: DeskState | None = None
        self.unsettled: tuple[Unsettled, ...] = ()
        self._station = station
        self._runner = runner
        self._desk = desk
        self._bar = bar
        self._lock = lock
        self._operator: Operator | None = None
        self._spool: Spool | None = None
        self._devices = Devices()
        self._looking = False
        self._saved = True
        self._news.connect(self._take_news)
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(self.look)
        self._refresh.start()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.show_facts)
        self._tick.start()

    def stop(self) -> None:
        """No more looks; the window is closing."""
        self._refresh.stop()
        self._tick.stop()

    def look_once_painted(self, window: QWidget) -> None:
        """The first look waits for the window's first picture: nobody waits for it longer."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(FIRST_LOOK_MS, self, self._look_first)
        return False

    def _look_first(self) -> None:
        if self.state is None:
            self.look()

    def look(self) -> None:
        """Look again, behind whatever runs; one look at a time."""
        if not self._looking:
            self._looking = self._runner.background(_look, done=self._looked, failed=self._failed)

    def look_for_unsettled(self) -> None:
        """Look for card refunds that were interrupted, behind whatever runs."""
        from counter_app.ui.unsettled import find_unsettled

        self._runner.background(find_unsettled, done=self._found, failed=self._failed)

    def show_operator(self, operator: Operator | None) -> None:
        """Who is signed on; nobody is named while the desk is locked."""
        self._operator = operator
        self.show_facts()

    def expect_devices(self) -> None:
        """Printer and drawer are ready until they say otherwise."""
        self._devices = Devices("ready", "ready")
        self.show_facts()

    def attach_spool(self, spool: Spool) -> None:
        """Use this print worker; it must have been told to tell `spool_news`."""
        self._spool = spool
        self.expect_devices()

    def spool_news(self, news: SpoolNews) -> None:
        """What the print worker has to say; may be called from any thread."""
        self._news.emit(news)

    def wake_printer(self) -> None:
        """Something may have been queued."""
        if self._spool is not None:
            self._spool.wake()

    def kick_drawer(self, kick: Kick) -> None:
        """Open the drawer once; where there is none, nothing happens."""
        if self._spool is not None:
            self._spool.kick(kick)

    def show_facts(self) -> None:
        """Write the bar and the clocks again."""
        words, now = self._desk.words, self._station.clock.now()
        hint = ""
        if self.state is not None:
            minutes = self.state.idle_lock_minutes
            hint = self.tr("Locks after {0} min without a key").format(minutes)
        shown = facts(
            words, self.state, self._devices, self._operator, saved=self._saved, lock_hint=hint
        )
        self._bar.show_facts(shown, clock_words(words, now))
        self._lock.show_time(words, self._station.store.calendar.local(now))

    def _looked(self, state: DeskState) -> None:
        self._looking, self._saved = False, True
        self.state = state
        self._lock.show_parked(len(state.parked))
        self.show_facts()
        self.looked.emit(state)

    def _found(self, unsettled: tuple[Unsettled, ...]) -> None:
        self.unsettled = unsettled
        self.unsettled_found.emit(unsettled)

    def _failed(self, error: CounterError) -> None:
        self._looking = False
        if self._saved:
            self._desk.banner(error.text, Tone.DENY, icon="database", fault=True)
        self._saved = False
        self.show_facts()

    def _take_news(self, news: SpoolNews) -> None:
        before = self._devices.printer_fault
        self._devices = self._devices.after(news)
        self.show_facts()
        self.look()
        if self._devices.printer_fault and not before:
            self._desk.banner(self._trouble(news), Tone.WARN, icon="printer", fault=True)
        elif news.what in ("drawer_failed", "drawer_unknown"):
            words = self.tr("The drawer did not open. Use its key.")
            self._desk.banner(words, Tone.WARN, icon="inbox", fault=True)

    def _trouble(self, news: SpoolNews) -> str:
        if news.what == "waiting":
            return self.tr("The printer does not answer. What was done is posted; it prints later.")
        return self.tr("A slip may not have printed. Look at the paper, then print it again.")


def _look(station: Station) -> DeskState:
    """On the worker: what the first look needs is loaded there, behind the first picture."""
    from counter_app.ui.desk_state import look_at_desk

    return look_at_desk(station)
