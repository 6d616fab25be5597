"""Runs use cases for the screens: on the desk worker, one action at a time, every outcome told.

An expected "no" becomes words in place; a missing approval is asked for once, on the one card; any
other exception is a bug: logged, shown as such, rolled back by the use case's own unit of work.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from counter_app.core.errors import ApprovalRequired, Conflict, CounterError, Refused
from counter_app.ui.refusals import in_words

if TYPE_CHECKING:
    from counter_app.core.approval import Approval
    from counter_app.station import Station
    from counter_app.ui.asked import ApprovalContext, Asked
    from counter_app.ui.jobs import Jobs

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Holds(Protocol):
    """A button or amount block that cannot be pressed while its action runs."""

    def set_busy(self, busy: bool) -> None:
        """Hold, or let go; a spinner shows after 400 ms."""
        ...


@dataclass(frozen=True, slots=True)
class _Action:
    """One action from the press to its end, with at most one question to a manager in between."""

    use_case: Callable[..., Any]
    arguments: tuple[object, ...]
    done: Callable[[Any], None]
    failed: Callable[[CounterError], None]
    busy: Holds | None
    context: Callable[[ApprovalRequired], ApprovalContext] | None
    asked: bool = False


class Runner(QObject):
    """The only way from a screen to a use case, and the only one that asks a manager.

    Use cases are called as `use_case(*arguments, station)`, and again with `approval=` once a
    manager has agreed. Answers reach `done` on the GUI thread, refusals `failed`.
    """

    busy_changed = Signal(bool)
    crashed = Signal(str)
    """A bug: its type and where it happened, without any data."""

    def __init__(
        self,
        station: Station,
        jobs: Jobs,
        ask: Callable[[Asked], None],
        tell: Callable[[CounterError], None],
        parent: QObject | None = None,
    ) -> None:
        """`ask` opens the approval card; `tell` shows a refusal that no screen takes itself."""
        super().__init__(parent)
        self._station = station
        self._jobs = jobs
        self._ask = ask
        self._tell = tell
        self._busy = False
        self.language = "en"
        """In which refusals are told."""

    @property
    def busy(self) -> bool:
        """True while an action runs or waits for a manager; another one is not taken."""
        return self._busy

    def run(
        self,
        use_case: Callable[..., T],
        *arguments: object,
        done: Callable[[T], None],
        failed: Callable[[CounterError], None] | None = None,
        busy: Holds | None = None,
        context: Callable[[ApprovalRequired], ApprovalContext] | None = None,
    ) -> bool:
        """Run an action; False, and nothing happens, while another one is under way.

        `busy` is held meanwhile. `context` fills the approval card from the refusal.
        """
        if self._busy:
            return False
        action = _Action(use_case, arguments, done, failed or self._tell, busy, context)
        self._hold(action)
        return self._start(action)

    def background(
        self,
        use_case: Callable[..., T],
        *arguments: object,
        done: Callable[[T], None] | None = None,
        failed: Callable[[CounterError], None] | None = None,
    ) -> bool:
        """Run a look-up, or store a draft, behind whatever runs; False if the queue is full."""
        return self._submit(
            lambda: use_case(*arguments, self._station), done or _ignore, failed or self._tell
        )

    def report_bug(self, error: BaseException) -> None:
        """Log a bug and show that one happened; the program stays up."""
        _log.error("unexpected error", exc_info=error)
        self.crashed.emit(_where(error))

    def _start(self, action: _Action, **approval: Approval) -> bool:
        def done(answer: object) -> None:
            self._let_go(action)
            action.done(answer)

        def crashed(error: Exception) -> None:
            self._let_go(action)
            self.report_bug(error)

        taken = self._submit(
            lambda: action.use_case(*action.arguments, self._station, **approval),
            done,
            lambda error: self._refused(action, error),
            crashed,
        )
        if not taken:
            self._let_go(action)
            busy = Conflict("The desk is still busy. Try again in a moment.")
            action.failed(in_words(busy, self.language))
        return taken

    def _refused(self, action: _Action, error: CounterError) -> None:
        if not isinstance(error, ApprovalRequired) or error.verdict is None or action.asked:
            self._let_go(action)
            action.failed(error)
            return
        from counter_app.granting import standing_approval

        verdict = error.verdict

        def crashed(bug: Exception) -> None:
            self._let_go(action)
            self.report_bug(bug)

        taken = self._submit(
            lambda: standing_approval(verdict, self._station),
            lambda given: self._ask_unless(given, action, error),
            lambda _: self._ask_unless(None, action, error),
            crashed,
        )
        if not taken:
            self._ask_unless(None, action, error)

    def _ask_unless(self, given: Approval | None, action: _Action, error: ApprovalRequired) -> None:
        """Go on with what a manager granted in advance, else ask one."""
        again = replace(action, asked=True)
        if given is not None:
            self._granted(again, given)
            return
        from counter_app.ui.asked import Asked

        assert error.verdict is not None
        context = action.context(error) if action.context is not None else None
        self._ask(
            Asked(
                error.verdict,
                context,
                granted=lambda approval: self._granted(again, approval),
                declined=lambda: self._declined(again),
            )
        )

    def _granted(self, action: _Action, approval: Approval) -> None:
        self._start(action, approval=approval)

    def _declined(self, action: _Action) -> None:
        self._let_go(action)
        no = Refused("No manager agreed. Nothing was done.", code="declined")
        action.failed(in_words(no, self.language))

    def _submit(
        self,
        call: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CounterError], None],
        crashed: Callable[[Exception], None] | None = None,
    ) -> bool:
        """Queue a call; exactly one of the three follows on the GUI thread."""
        bug = crashed or self.report_bug

        def job() -> Callable[[], None]:
            try:
                return partial(done, call())
            except CounterError as error:
                return partial(failed, in_words(error, self.language))
            except Exception as error:  # noqa: BLE001 - a bug must not stop the desk
                return partial(bug, error)

        return self._jobs.submit(job)

    def _hold(self, action: _Action) -> None:
        self._busy = True
        if action.busy is not None:
            action.busy.set_busy(True)
        self.busy_changed.emit(True)

    def _let_go(self, action: _Action) -> None:
        self._busy = False
        if action.busy is not None:
            action.busy.set_busy(False)
        self.busy_changed.emit(False)


def _ignore(_answer: object) -> None:
    """What a stored draft or a look-up for its own sake answers."""


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} {place}".strip()
