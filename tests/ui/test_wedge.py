"""Scans told from typing by the time stamps of real key events."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.scan import ScanCode
from counter_app.settings import ScannerSettings
from counter_app.ui.hands import Hands
from counter_app.ui.wedge import SINGLE_PRESS, Wedge

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Bench(QWidget):
    """A field and a button behind a wedge."""

    def __init__(self, scanner: ScannerSettings) -> None:
        super().__init__()
        self.edit, self.button = QLineEdit(), QPushButton("Pay")
        self.returns = 0
        self.keys: list[str] = []
        self.scans: list[ScanCode] = []
        column = QVBoxLayout(self)
        column.addWidget(self.edit)
        column.addWidget(self.button)
        self.edit.returnPressed.connect(self._returned)
        self.wedge = Wedge(self, self._take, scanner)
        self.wedge.scanned.connect(self.scans.append)

    def _returned(self) -> None:
        self.returns += 1

    def _take(self, key: str) -> bool:
        self.keys.append(key)
        return False

    def send(
        self, key: Qt.Key, text: str, stamp: int, modifiers: Qt.KeyboardModifier = NONE
    ) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(stamp)
            QCoreApplication.postEvent(self.edit, event)

    def burst(self, text: str, stamp: int, step: int = 5) -> int:
        for letter in text:
            self.send(Qt.Key(ord(letter.upper())), letter, stamp)
            stamp += step
        return stamp


MakeBench = Callable[[ScannerSettings], Bench]


@pytest.fixture
def wedge_of(qtbot: QtBot, qapp: QApplication) -> Iterator[MakeBench]:
    """Makes a bench for a scanner with these settings, in front and ready to type at."""
    benches: list[Bench] = []

    def make(scanner: ScannerSettings) -> Bench:
        made = Bench(scanner)
        benches.append(made)
        qtbot.addWidget(made)
        made.wedge.install(qapp)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.edit.setFocus()
        return made

    yield make
    for made in benches:
        qapp.removeEventFilter(made.wedge)


@pytest.fixture
def bench(wedge_of: MakeBench) -> Bench:
    """A bench for a scanner as it comes."""
    return wedge_of(ScannerSettings())


def rest(qtbot: QtBot, bench: Bench) -> None:
    QCoreApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: bench.wedge.at_rest)


def test_a_burst_that_ends_with_return_is_one_scan_and_presses_nothing(
    bench: Bench, qtbot: QtBot
) -> None:
    end = bench.burst("001200426112100183", 1000)
    bench.send(Qt.Key.Key_Return, "\r", end)
    rest(qtbot, bench)
    assert [scan.text for scan in bench.scans] == ["001200426112100183"]
    assert (bench.edit.text(), bench.returns, bench.keys) == ("", 0, [])
    assert (bench.wedge.counter.scans, bench.wedge.counter.keys) == (1, 0)


@pytest.mark.parametrize("suffix", [(Qt.Key.Key_Tab, "\t"), (Qt.Key.Key_J, "\n")])
def test_tab_and_line_feed_end_a_scan_too(
    bench: Bench, qtbot: QtBot, suffix: tuple[Qt.Key, str]
) -> None:
    end = bench.burst("4006381333931", 1000)
    bench.send(suffix[0], suffix[1], end, CTRL if suffix[1] == "\n" else NONE)
    rest(qtbot, bench)
    assert [scan.text for scan in bench.scans] == ["4006381333931"]
    assert bench.edit.hasFocus()


def test_typing_reaches_the_field_and_return_passes(bench: Bench, qtbot: QtBot) -> None:
    end = bench.burst("1234567", 1000, step=140)
    bench.send(Qt.Key.Key_Return, "\r", end)
    rest(qtbot, bench)
    assert (bench.edit.text(), bench.returns, bench.scans) == ("1234567", 1, [])
    assert bench.wedge.counter.keys == 8


def test_where_no_key_follows_nothing_waits_for_the_pause(bench: Bench) -> None:
    bench.burst("12", 1000)
    QCoreApplication.sendPostedEvents()
    assert (bench.wedge.at_rest, bench.edit.text()) == (False, "")
    bench.wedge.fall_silent()
    assert (bench.wedge.at_rest, bench.edit.text()) == (True, "12")
    bench.wedge.fall_silent()
    assert (bench.edit.text(), bench.scans) == ("12", [])


def test_a_short_burst_is_typing(bench: Bench, qtbot: QtBot) -> None:
    bench.send(Qt.Key.Key_Return, "\r", bench.burst("12", 1000))
    rest(qtbot, bench)
    assert (bench.edit.text(), bench.returns, bench.scans) == ("12", 1, [])


def test_a_fast_burst_without_an_end_is_given_on(bench: Bench, qtbot: QtBot) -> None:
    bench.burst("123456", 1000)
    rest(qtbot, bench)
    assert (bench.edit.text(), bench.scans) == ("123456", [])


def test_a_stalled_window_splits_no_scan(bench: Bench, qtbot: QtBot) -> None:
    middle = bench.burst("00120042", 1000)
    QCoreApplication.sendPostedEvents()
    threading.Event().wait(0.2)  # the window hangs in the middle of the burst
    bench.send(Qt.Key.Key_Return, "\r", bench.burst("6112100183", middle))
    rest(qtbot, bench)
    assert [scan.text for scan in bench.scans] == ["001200426112100183"]
    assert bench.edit.text() == ""


def test_bare_shift_and_group_separators_belong_to_the_burst(bench: Bench, qtbot: QtBot) -> None:
    stamp = 1000
    for letter in "]C1AB":
        bench.send(Qt.Key.Key_Shift, "", stamp, SHIFT)
        bench.send(Qt.Key(ord(letter)), letter, stamp + 2, SHIFT)
        stamp += 4
    bench.send(Qt.Key.Key_BracketRight, "\x1d", stamp, CTRL)
    bench.send(Qt.Key.Key_Return, "\r", bench.burst("10", stamp + 4))
    rest(qtbot, bench)
    assert [scan.text for scan in bench.scans] == ["]C1AB\x1d10"]


def test_a_shortcut_does_not_fire_inside_a_burst(bench: Bench, qtbot: QtBot) -> None:
    end = bench.burst("8110", 1000)
    QCoreApplication.sendPostedEvents()
    inside = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_BracketRight, CTRL, "\x1d")
    inside.setTimestamp(end)
    inside.ignore()
    QCoreApplication.sendEvent(bench.edit, inside)
    assert inside.isAccepted()
    rest(qtbot, bench)
    outside = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_BracketRight, CTRL, "\x1d")
    outside.setTimestamp(end + 5_000)
    outside.ignore()
    QCoreApplication.sendEvent(bench.edit, outside)
    assert not outside.isAccepted()


def test_a_key_held_down_is_no_scan_and_return_held_down_acts_once(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.send(Qt.Key.Key_Return, "\r", 1000)
    bench.send(Qt.Key.Key_5, "5", 3000)
    for turn in range(20):
        for key, text in ((Qt.Key.Key_Return, "\r"), (Qt.Key.Key_5, "5")):
            held = QKeyEvent(QEvent.Type.KeyPress, key, NONE, text, True)
            held.setTimestamp(3100 + 30 * turn)
            QCoreApplication.postEvent(bench.edit, held)
    rest(qtbot, bench)
    assert bench.scans == []
    assert bench.returns == 1
    assert bench.edit.text() == "5" * 21


def test_a_licence_of_many_lines_ends_by_silence(bench: Bench, qtbot: QtBot) -> None:
    stamp = 1000
    for line in ("@", "ANSI 636015090002DL00410287", "DAQ1234", "DBB01011980"):
        stamp = bench.burst(line, stamp, 3)
        bench.send(Qt.Key.Key_Return, "\r", stamp)
        stamp += 60
    rest(qtbot, bench)
    assert len(bench.scans) == 1
    assert bench.scans[0].text.splitlines()[2] == "DAQ1234"
    assert (bench.edit.text(), bench.returns) == ("", 0)


@pytest.mark.parametrize(
    ("key", "text"),
    [(Qt.Key.Key_Down, ""), (Qt.Key.Key_Left, ""), (Qt.Key.Key_unknown, "\x85")],
)
def test_a_licence_survives_what_scanners_send_for_its_control_characters(
    bench: Bench, qtbot: QtBot, key: Qt.Key, text: str
) -> None:
    stamp = bench.burst("@", 1000, 3)
    bench.send(key, text, stamp)
    stamp = bench.burst("ANSI 636015090002DL00410287", stamp + 3, 3)
    bench.send(Qt.Key.Key_Return, "\r", stamp)
    bench.burst("DAQ1234", stamp + 3, 3)
    rest(qtbot, bench)
    assert [scan.text.splitlines()[-1] for scan in bench.scans] == ["DAQ1234"]
    assert bench.edit.text() == ""


def test_a_licence_without_line_ends_is_not_typed_into_a_field(bench: Bench, qtbot: QtBot) -> None:
    bench.burst("@ANSI 636015090002DL00410287DLDAQ1234DCSDOE", 1000, 3)
    rest(qtbot, bench)
    assert len(bench.scans) == 1
    assert bench.edit.text() == ""


def test_arrows_outside_a_licence_are_keys(bench: Bench, qtbot: QtBot) -> None:
    stamp = bench.burst("12", 1000, 3)
    bench.send(Qt.Key.Key_Left, "", stamp)
    rest(qtbot, bench)
    assert (bench.scans, bench.edit.text(), bench.edit.cursorPosition()) == ([], "12", 1)


def test_too_long_a_burst_is_dropped_whole(bench: Bench, qtbot: QtBot) -> None:
    bench.send(Qt.Key.Key_Return, "\r", bench.burst("7" * 5000, 1000, 1))
    rest(qtbot, bench)
    assert (bench.scans, bench.edit.text()) == ([], "")


def test_the_second_press_of_a_double_click_does_not_pay(bench: Bench, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    bench.button.clicked.connect(lambda: pressed.append(True))
    Hands(bench).click(bench.button, double=True)
    assert len(pressed) == 2
    bench.button.setProperty(SINGLE_PRESS, True)
    Hands(bench, 50_000).click(bench.button, double=True)
    assert len(pressed) == 3
    assert bench.wedge.counter.clicks == 4


def test_keys_made_by_a_program_pass_at_once(bench: Bench, qtbot: QtBot) -> None:
    QTest.keyClicks(bench.edit, "123456")
    assert bench.edit.text() == "123456"
    assert bench.wedge.counter.keys == 0


@pytest.mark.parametrize(("step", "scanned"), [(35, True), (36, False)])
def test_the_longest_pause_inside_a_scan_is_a_setting(
    qtbot: QtBot, wedge_of: MakeBench, step: int, scanned: bool
) -> None:
    bench = wedge_of(ScannerSettings(gap_ms=35))
    bench.send(Qt.Key.Key_Return, "\r", bench.burst("4006381", 1000, step))
    rest(qtbot, bench)
    assert (bool(bench.scans), bench.edit.text()) == ((True, "") if scanned else (False, "4006381"))


@pytest.mark.parametrize("gap_ms", [5, 500])
def test_the_whole_range_of_the_setting_is_meant(
    qtbot: QtBot, wedge_of: MakeBench, gap_ms: int
) -> None:
    bench = wedge_of(ScannerSettings(gap_ms=gap_ms))
    end = bench.burst("4006381", 1000, gap_ms)
    bench.send(Qt.Key.Key_Return, "\r", end)
    rest(qtbot, bench)
    end = bench.burst("4006", end + 10_000, gap_ms + 1)
    bench.send(Qt.Key.Key_Return, "\r", end)
    rest(qtbot, bench)
    assert [scan.text for scan in bench.scans] == ["4006381"]
    assert bench.edit.text() == "4006"


def test_the_prefix_of_the_scanner_is_no_part_of_the_code(
    qtbot: QtBot, wedge_of: MakeBench
) -> None:
    bench = wedge_of(ScannerSettings(prefix="~#"))
    end = bench.burst("~#4006381", 1000)
    bench.send(Qt.Key.Key_Return, "\r", end)
    end = bench.burst("~#7", end + 1000)
    bench.send(Qt.Key.Key_Return, "\r", end)
    end = bench.burst("0012~#3", end + 1000)
    bench.send(Qt.Key.Key_Return, "\r", end)
    end = bench.burst("~#", end + 1000)
    bench.send(Qt.Key.Key_Return, "\r", end)
    rest(qtbot, bench)
    assert [scan.text for scan in bench.scans] == ["4006381", "7", "0012~#3"]
    assert bench.edit.text() == "~#"


def test_a_licence_behind_a_prefix_is_still_one_scan(qtbot: QtBot, wedge_of: MakeBench) -> None:
    bench = wedge_of(ScannerSettings(prefix="~"))
    stamp = 1000
    for line in ("~@", "ANSI 636015090002DL00410287", "DAQ1234"):
        stamp = bench.burst(line, stamp, 3)
        bench.send(Qt.Key.Key_Return, "\r", stamp)
        stamp += 60
    rest(qtbot, bench)
    assert [scan.text.splitlines()[::2] for scan in bench.scans] == [["@", "DAQ1234"]]


def test_a_scanner_that_ends_with_tab_ends_many_lines_at_once(
    qtbot: QtBot, wedge_of: MakeBench
) -> None:
    bench = wedge_of(ScannerSettings(suffix="tab"))
    stamp = bench.burst("@", 1000, 3)
    for line in ("ANSI 636015090002DL00410287", "DAQ1234"):
        bench.send(Qt.Key.Key_Return, "\r", stamp)
        stamp = bench.burst(line, stamp + 3, 3)
    bench.send(Qt.Key.Key_Tab, "\t", stamp)
    QCoreApplication.sendPostedEvents()
    assert [scan.text.splitlines()[-1] for scan in bench.scans] == ["DAQ1234"]
    assert bench.wedge.at_rest
    assert bench.edit.hasFocus()


def test_a_scanner_without_a_suffix_ends_by_silence(qtbot: QtBot, wedge_of: MakeBench) -> None:
    bench = wedge_of(ScannerSettings(suffix="none"))
    end = bench.burst("4006381333931", 1000)
    end = bench.burst("123", end + 1000)
    bench.send(Qt.Key.Key_9, "9", end + 1000)
    rest(qtbot, bench)
    assert [scan.text for scan in bench.scans] == ["4006381333931"]
    assert bench.edit.text() == "1239"
