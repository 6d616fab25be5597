"""What keys do: lines, reasons, amounts, quantities, counts, findings, the scan field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.denomination_grid import DenominationGrid
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar, Level
from counter_app.ui.widgets.keypad import Keypad
from counter_app.ui.widgets.line_model import Cell, LineRow
from counter_app.ui.widgets.line_table import LineTable, TableCard
from counter_app.ui.widgets.money_edit import MoneyEdit, fixed_point, read_amount
from counter_app.ui.widgets.reason_picker import ReasonPicker
from counter_app.ui.widgets.scan_field import ScanField, ScanState
from counter_app.ui.widgets.status_bar import StatusBar
from tests.ui.widgets.gallery import dollars
from tests.ui.widgets.samples import COLUMNS, FACTS, FINDINGS, NOTES, REASONS, ROWS

Key = Qt.Key


@pytest.fixture
def table(qtbot: QtBot, look: QApplication) -> LineTable:
    made = LineTable()
    qtbot.addWidget(made)
    made.set_columns(COLUMNS)
    made.set_rows(ROWS)
    made.resize(900, 360)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_up_and_down_walk_through_the_lines(table: LineTable) -> None:
    seen: list[str] = []
    table.current_changed.connect(seen.append)
    assert table.current_key() == "coffee"
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_End, Key.Key_Home):
        QTest.keyClick(table, key)
    assert seen == ["towel", "oranges", "towel", "bulb", "coffee"]


def test_plus_and_minus_step_only_where_a_line_allows_it(table: LineTable) -> None:
    steps: list[tuple[str, int]] = []
    table.stepped.connect(lambda key, by: steps.append((key, by)))
    QTest.keyClick(table, Key.Key_Plus)
    QTest.keyClick(table, Key.Key_Minus)
    assert steps == [("coffee", -1)]
    table.set_current("towel")
    QTest.keyClicks(table, "+")
    QTest.keyClicks(table, "-")
    assert steps[1:] == [("towel", 1), ("towel", -1)]
    table.set_current("bulb")
    QTest.keyClicks(table, "+")
    assert len(steps) == 3


def test_the_stepper_stands_on_the_current_line_only(table: LineTable) -> None:
    assert len(table.findChildren(QPushButton)) == 2
    steps: list[tuple[str, int]] = []
    table.stepped.connect(lambda key, by: steps.append((key, by)))
    table.set_current("towel")
    stepper = table.stepper()
    assert stepper is not None
    QTest.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    assert steps == [("towel", 1)]
    table.set_current("bulb")
    assert table.stepper() is None


def test_new_amounts_keep_the_current_line_and_its_stepper(table: LineTable) -> None:
    table.set_current("towel")
    before = table.stepper()
    cells = (*ROWS[1].cells[:4], Cell("3"), *ROWS[1].cells[5:])
    table.set_rows((ROWS[0], LineRow("towel", cells, can_lower=True), *ROWS[2:]))
    stepper = table.stepper()
    assert stepper is before
    assert stepper is not None
    assert stepper.accessibleName() == "3"
    assert not stepper.more.isEnabled()
    assert table.current_key() == "towel"


def test_a_line_that_is_gone_leaves_the_first_one_current(table: LineTable) -> None:
    table.set_current("towel")
    table.set_rows((ROWS[0], ROWS[2]))
    assert table.current_key() == "coffee"
    table.set_rows(())
    assert table.current_key() == ""
    QTest.keyClicks(table, "+")


class HearingScreen(QWidget):
    """Remembers the keys that its children left to it."""

    heard = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard += event.text()


def test_return_activates_and_digits_go_to_the_screen(qtbot: QtBot, look: QApplication) -> None:
    screen, table = HearingScreen(), LineTable()
    qtbot.addWidget(screen)
    QVBoxLayout(screen).addWidget(table)
    table.set_columns(COLUMNS)
    table.set_rows(ROWS)
    activated: list[str] = []
    table.activated_row.connect(activated.append)
    QTest.keyClick(table, Key.Key_Return)
    QTest.keyClicks(table, "2")
    assert activated == ["coffee"]
    assert screen.heard == "2"


def test_other_columns_keep_the_current_line(table: LineTable) -> None:
    table.set_current("towel")
    table.set_columns(COLUMNS[:1])
    narrow = [LineRow(row.key, row.cells[:1]) for row in ROWS]
    table.set_rows(narrow)
    assert table.current_key() == "towel"
    table.set_rows(())
    table.set_rows(narrow)
    assert table.current_key() == ROWS[0].key


def test_a_table_card_shows_its_empty_state_until_there_are_lines(
    qtbot: QtBot, look: QApplication
) -> None:
    card = TableCard(EmptyState("scan-barcode", "No lines yet"))
    qtbot.addWidget(card)
    card.table.set_columns(COLUMNS)
    card.show()
    assert card.empty.isVisible()
    card.set_rows(ROWS)
    assert card.table.isVisible()
    card.set_rows(())
    assert card.empty.isVisible()


def test_a_scanned_line_lights_up_and_goes_dark_again(qtbot: QtBot, table: LineTable) -> None:
    table.flash("towel")
    assert table.current_key() == "towel"
    qtbot.waitUntil(lambda: not table._delegate.flashed, timeout=2000)


def test_a_digit_picks_a_reason_and_the_owner_marks_it(qtbot: QtBot, look: QApplication) -> None:
    picker = ReasonPicker()
    qtbot.addWidget(picker)
    picker.set_reasons(REASONS)
    picked: list[str] = []
    picker.picked.connect(picked.append)
    QTest.keyClicks(picker, "2")
    QTest.keyClicks(picker, "9")
    QTest.keyClicks(picker, "0")
    assert picked == ["faulty"]
    assert not any(key.isChecked() for key in picker._keys)
    picker.set_chosen("faulty")
    assert [key.reason.key for key in picker._keys if key.isChecked()] == ["faulty"]
    picker.setEnabled(False)
    assert not picker.pick_digit(1)


def test_digits_fill_an_amount_from_the_right(qtbot: QtBot, look: QApplication) -> None:
    edit = MoneyEdit(symbol="$")
    qtbot.addWidget(edit)
    shown = []
    for digit in "1234":
        QTest.keyClicks(edit, digit)
        shown.append(edit.text())
    assert shown == ["$0.01", "$0.12", "$1.23", "$12.34"]
    assert edit.minor() == 1234
    QTest.keyClick(edit, Key.Key_Backspace)
    assert edit.minor() == 123
    QTest.keyClicks(edit, "x.-+ ")
    assert edit.minor() == 123
    edit.selectAll()
    QTest.keyClicks(edit, "7")
    assert edit.minor() == 7
    QTest.keyClick(edit, Key.Key_Backspace)
    assert edit.minor() is None
    assert edit.text() == ""


def test_an_amount_stops_at_ten_digits(qtbot: QtBot, look: QApplication) -> None:
    edit = MoneyEdit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "12345678901")
    assert edit.minor() == 1_234_567_890


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12.34", 1234),
        ("$1,234.50", 123_450),
        (" 5 ", 500),
        ("5.", 500),
        ("0.5", 50),
        ("12.345", None),
        ("-5.00", None),
        ("1e3", None),
        ("", None),
        ("12,34.5x", None),
        ("٣.٠٠", None),
        ("99999999999", None),
    ],
)
def test_only_exact_amounts_can_be_pasted(
    qtbot: QtBot, look: QApplication, text: str, minor: int | None
) -> None:
    edit = MoneyEdit()
    qtbot.addWidget(edit)
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(edit, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.minor() == minor


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_every_amount_reads_back_as_it_is_written(minor: int, exponent: int) -> None:
    assert read_amount(fixed_point(minor, exponent), exponent) == minor


def test_an_amount_without_decimals_has_no_point() -> None:
    assert fixed_point(1234, 0) == "1,234"
    assert fixed_point(5, 3) == "0.005"


def test_return_walks_down_the_denominations_and_finishes(qtbot: QtBot, look: QApplication) -> None:
    grid = DenominationGrid(NOTES, dollars)
    qtbot.addWidget(grid)
    with qtbot.waitActive(grid):
        grid.show()
    entered: list[str] = []
    finished: list[bool] = []
    grid.row_entered.connect(entered.append)
    grid.finished.connect(lambda: finished.append(True))
    grid.start()
    for key, pieces in (("20", "37"), ("5", "18"), ("25c", "4")):
        QTest.keyClicks(grid.edit_of(key), pieces)
        QTest.keyClick(grid.edit_of(key), Key.Key_Return)
    assert entered == ["20", "5", "25c"]
    assert finished == [True]
    assert grid.pieces() == {"20": 37, "5": 18, "25c": 4}
    assert grid.total_minor() == 74_000 + 9_000 + 100


def test_nothing_counted_is_not_zero_counted(qtbot: QtBot, look: QApplication) -> None:
    grid = DenominationGrid(NOTES, dollars)
    qtbot.addWidget(grid)
    assert grid.pieces() == {"20": None, "5": None, "25c": None}
    grid.set_pieces({"20": 0})
    assert grid.pieces() == {"20": 0, "5": None, "25c": None}
    QTest.keyClicks(grid.edit_of("5"), "-3.x123456")
    assert grid.pieces()["5"] == 31234


def test_the_keypad_types_into_amounts_and_counts(qtbot: QtBot, look: QApplication) -> None:
    keypad, edit = Keypad(), MoneyEdit()
    qtbot.addWidget(keypad)
    qtbot.addWidget(edit)
    keypad.type_into(edit)
    keys = {button.accessibleName(): button for button in keypad.findChildren(Button)}
    for name in ("1", "2", "0", "5", "Backspace"):
        keys[name].click()
    assert edit.minor() == 120
    keys["Clear"].click()
    assert edit.minor() is None


def test_the_worst_finding_comes_first_and_is_named_by_its_level(
    qtbot: QtBot, look: QApplication
) -> None:
    bar = FindingsBar()
    qtbot.addWidget(bar)
    bar.show_findings(FINDINGS)
    current = bar.current()
    assert current is not None
    assert current.level is Level.FORBID
    assert bar.accessibleName().startswith("Not allowed: What EBT paid")
    bar.show_next()
    assert bar.accessibleName().startswith("Refused: Opened phones")
    bar.show_findings(())
    assert not bar.isVisible()


def test_a_finding_says_which_button_was_pressed(qtbot: QtBot, look: QApplication) -> None:
    bar = FindingsBar()
    qtbot.addWidget(bar)
    bar.show_findings([FINDINGS[1]])
    chosen: list[tuple[str, str]] = []
    ticked: list[tuple[str, bool]] = []
    bar.chosen.connect(lambda code, name: chosen.append((code, name)))
    bar.ticked.connect(lambda code, on: ticked.append((code, on)))
    buttons = {button.accessibleName(): button for button in bar.findChildren(Button)}
    buttons["Condition"].click()
    assert bar.press_tick()
    assert chosen == [("fee", "condition")]
    assert ticked == [("fee", True)]
    bar.show_findings([Finding("x", Level.INFORM, "Nothing to acknowledge.")])
    assert not bar.press_tick()


def test_the_scan_field_says_its_state_and_what_was_sent(qtbot: QtBot, look: QApplication) -> None:
    field, other = ScanField(), MoneyEdit()
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(other)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    assert field.state() is ScanState.READY
    sent: list[str] = []
    field.submitted.connect(sent.append)
    QTest.keyClicks(field.edit, " 0183 ")
    QTest.keyClick(field.edit, Key.Key_Return)
    assert sent == ["0183"]
    field.show_unknown("0183")
    assert field.state() is ScanState.UNKNOWN
    QTest.keyClicks(field.edit, "4")
    assert field.state() is ScanState.READY
    other.setFocus()
    assert field.state() is ScanState.LISTENING
    field.clear()
    QTest.keyClick(field.edit, Key.Key_Return)
    assert sent == ["0183"]


def test_a_narrow_status_bar_shortens_and_drops_but_never_a_fault(
    qtbot: QtBot, look: QApplication
) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show_facts(FACTS, "10:42 AM")
    bar.resize(1280, 36)
    assert bar.shown() == FACTS
    bar.resize(900, 36)
    words = [fact.words for fact in bar.shown()]
    assert "4 min ago" in words
    bar.resize(360, 36)
    assert "Printer does not answer" in [fact.words for fact in bar.shown()]
