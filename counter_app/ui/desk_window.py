"""Opens the desk's window on a station: fonts, look, language, the shell and its event filter.

Nothing heavy is imported here; whoever calls decides when printer and scanner threads start.
"""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from counter_app.paths import resources
from counter_app.settings import DisplaySettings, ScannerSettings
from counter_app.ui import theme
from counter_app.ui.i18n import known_language, set_language

if TYPE_CHECKING:
    from counter_app.core.task import Task
    from counter_app.station import Station
    from counter_app.ui.shell import Shell


def application() -> QApplication:
    """The one QApplication of the process, made when there is none."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    talker = qInstallMessageHandler(_no_display)
    try:
        made = QApplication(sys.argv[:1])
    finally:
        qInstallMessageHandler(talker)
    made.setApplicationName("counter_app")
    return made


def _no_display(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Where Qt cannot draw at all it would end the process with a core dump; here with one line.

    Nothing was opened yet, so nothing is left to close.
    """
    if kind is QtMsgType.QtFatalMsg:
        sys.stderr.write(
            "counter: The desk cannot be drawn on this display. Look with: counter doctor\n"
        )
        sys.stderr.flush()
        os._exit(2)
    if not str(context.category).startswith("qt.qpa"):  # what leads up to it
        sys.stderr.write(f"{text}\n")


def open_window(
    station: Station,
    tasks: tuple[Task, ...],
    display: DisplaySettings | None = None,
    scanner: ScannerSettings | None = None,
) -> Shell:
    """The desk on this station, not shown yet; the caller shows it and runs the event loop.

    Closing the shell stores drafts, signs off and ends its worker; the station stays open.
    """
    from counter_app.ui.shell import Shell

    app = application()
    language = dress(app, display or DisplaySettings())
    shell = Shell(station, tasks, language=language, scanner=scanner)
    shell.resize(theme.px(1280), theme.px(800))
    shell.wedge.install(app)
    return shell


def dress(app: QApplication, display: DisplaySettings) -> str:
    """Fonts, theme and language as the settings say; gives the language."""
    if "Inter" not in QFontDatabase.families():
        theme.load_fonts(resources("fonts"))
    theme.apply_theme(app, _dark(app, display), display.scale_percent / 100)
    language = known_language(display.language)
    set_language(app, language)
    return language


def report_bugs_to(shell: Shell) -> None:
    """Show bugs in the window's own code as the runner shows those of use cases; stay up."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            shell.runner.report_bug(error.with_traceback(trace))
        else:
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = hook


def _dark(app: QApplication, display: DisplaySettings) -> bool:
    if display.theme == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return display.theme == "dark"
