"""A desk's window for one test: on view and active when it begins, gone without a trace after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent

from counter_app.core.task import Task
from counter_app.settings import DisplaySettings
from counter_app.station import Station
from counter_app.ui import theme
from counter_app.ui.desk_window import application, open_window
from counter_app.ui.i18n import set_language
from counter_app.ui.shell import Shell
from tests.ui.waiting import until


@contextmanager
def opened_shell(
    station: Station, tasks: tuple[Task, ...], display: DisplaySettings | None = None
) -> Iterator[Shell]:
    """The locked desk of a station with these tasks, at 1280 by 800."""
    app, opened = application(), open_window(station, tasks, display)
    opened.show()
    opened.activateWindow()
    until(opened.isActiveWindow)
    opened.watch.look()  # now, for nobody's picture is kept waiting
    until(lambda: opened.watch.state is not None)
    try:
        yield opened
    finally:
        opened.close()
        ended = opened.jobs.close()
        app.removeEventFilter(opened.wedge)
        opened.deleteLater()
        # Now: words and colours would go to it, too, and to all that went before it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        set_language(app, "en")
        theme.apply_theme(app, dark=False)
    assert ended, "the desk's worker still runs"
