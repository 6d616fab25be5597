"""The look, checked on every widget: read, reach, name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.paths import resources
from counter_app.ui import icons, theme
from counter_app.ui.i18n import set_language
from counter_app.ui.theme import Text
from counter_app.ui.tokens import DARK, LIGHT
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.approval_frame import ApprovalFrame
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.context_panel import KeyRow, RowView
from counter_app.ui.widgets.keypad import Keypad
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.line_model import Cell, Column, LineRow
from counter_app.ui.widgets.line_paint import fitting
from counter_app.ui.widgets.line_table import LineTable
from counter_app.ui.widgets.pin_field import PinField
from counter_app.ui.widgets.till_card import TillCard, TillView
from counter_app.ui.widgets.trend_chart import Bar, TrendChart
from tests.ui.widgets import look_checks
from tests.ui.widgets.gallery import Gallery

PACKAGE = Path(theme.__file__).resolve().parents[1]


def page(qtbot: QtBot, app: QApplication, dark: bool, scale: float = 1.0) -> Gallery:
    """The gallery, shown and laid out."""
    theme.apply_theme(app, dark, scale)
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(gallery.sizeHint().expandedTo(gallery.minimumSizeHint()))
    with qtbot.waitExposed(gallery):
        gallery.show()
    return gallery


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_cut_off_faint_small_or_nameless(
    qtbot: QtBot, look: QApplication, dark: bool, language: str
) -> None:
    assert set_language(look, language)
    gallery = page(qtbot, look, dark)
    assert len(look_checks.painted(gallery)) > 300
    assert look_checks.elided(gallery, meant={"Other…"}) == []
    assert look_checks.clipped_labels(gallery) == []
    assert look_checks.small_controls(gallery) == []
    assert look_checks.nameless(gallery) == []
    assert look_checks.faint(gallery) == []


def test_a_larger_scale_keeps_everything_readable(qtbot: QtBot, look: QApplication) -> None:
    gallery = page(qtbot, look, dark=False, scale=1.5)
    assert look_checks.elided(gallery, meant={"Other…"}) == []
    assert look_checks.clipped_labels(gallery) == []
    assert look_checks.small_controls(gallery) == []


def test_the_checks_find_what_they_are_for(qtbot: QtBot, look: QApplication) -> None:
    bad = QWidget()
    qtbot.addWidget(bad)
    bad.resize(300, 200)
    label = Label("A label that is far too long for its place", parent=bad)
    label.setGeometry(0, 0, 60, 20)
    button = Button("Cut off at the end", parent=bad)
    button.setGeometry(0, 30, 60, 30)
    QLineEdit(bad).setGeometry(0, 80, 100, 60)
    small = QPushButton("Small", bad)
    small.setGeometry(120, 30, 60, 30)
    faint = QLabel("faint", bad)
    palette = faint.palette()
    palette.setColor(faint.foregroundRole(), Qt.GlobalColor.lightGray)
    faint.setPalette(palette)
    faint.setGeometry(0, 150, 100, 20)
    bad.show()
    assert len(look_checks.elided(bad)) == 1
    assert len(look_checks.clipped_labels(bad)) == 1
    assert len(look_checks.small_controls(bad)) == 1
    assert look_checks.nameless(bad) == ["QLineEdit in QWidget"]
    assert [text.partition(":")[0] for text in look_checks.faint(bad)] == ["faint"]


def test_a_theme_change_repaints_what_is_open(qtbot: QtBot, look: QApplication) -> None:
    gallery = page(qtbot, look, dark=False)
    light = gallery.grab().toImage()
    theme.apply_theme(look, dark=True)
    dark = gallery.grab().toImage()
    middle = light.rect().center()
    assert light.pixelColor(2, 2).name().upper() == LIGHT.canvas
    assert dark.pixelColor(2, 2).name().upper() == DARK.canvas
    assert light.pixelColor(middle) != dark.pixelColor(middle)
    assert look_checks.faint(gallery) == []


def test_a_theme_change_keeps_the_size_of_an_amount(qtbot: QtBot, look: QApplication) -> None:
    block = AmountBlock()
    qtbot.addWidget(block)
    block.resize(368, 260)
    block.show()
    block.show_amount(Amount("Next", "Open the till", "Open the till", money=False))
    words = next(x for x in block.findChildren(Label) if x.text() == "Open the till")
    before = words.font().pixelSize()
    theme.apply_theme(look, dark=True)
    assert words.font().pixelSize() == before


def test_long_names_push_nothing_out_of_its_place(qtbot: QtBot, look: QApplication) -> None:
    name = "Alexandrina Wojciechowska-Montgomery"
    row = RowView(KeyRow("Opened by", name))
    card = TillCard(TillView("7", "Customer service desk, north entrance", name, "Open"))
    for widget in (row, card):
        qtbot.addWidget(widget)
    assert row.minimumSizeHint().width() <= theme.px(248), "the panel of a small window"
    assert card.minimumSizeHint().width() <= theme.px(200), "three side by side"


def test_a_name_is_set_a_little_smaller_before_it_is_cut(look: QApplication) -> None:
    name = "New: Baby shampoo, 13.6 oz"
    whole = theme.text_width(name, Text.BODY)
    assert theme.fitted_font(name, Text.BODY, whole).pixelSize() == 15
    smaller = theme.fitted_font(name, Text.BODY, whole - 16)
    assert 12 <= smaller.pixelSize() < 15
    assert QFontMetricsF(smaller).horizontalAdvance(name) <= whole - 16
    assert theme.fitted_font(name, Text.BODY, 20).pixelSize() == 12
    assert theme.fitted_font(name, Text.STATUS, 20).pixelSize() == 12


def test_a_second_line_lets_its_number_go_before_it_is_cut(look: QApplication) -> None:
    words = "0 41196 91011 7 · $5 coupon"
    whole = theme.text_width(words, Text.STATUS)
    assert fitting(words, whole) == words
    assert fitting(words, whole - 1) == "$5 coupon"
    assert fitting("0 41196 91011 7", 20) == "0 41196 91011 7"


def test_the_shipped_fonts_are_the_ones_in_use(look: QApplication, fonts: theme.Loaded) -> None:
    assert fonts.failed == ()
    assert {"Inter", "JetBrains Mono"} <= set(QFontDatabase.families())
    for style in Text:
        info = QFontInfo(theme.font(style))
        assert info.family() == "Inter"
        assert info.weight() == style.value[1]
    assert QFontInfo(theme.slip_font(13)).family() == "JetBrains Mono"


def test_figures_have_one_width_when_tabular(look: QApplication) -> None:
    widths = {theme.text_width(digit * 20, Text.AMOUNT, tabular=True) for digit in "0123456789"}
    assert len(widths) == 1


def test_a_broken_font_file_is_reported_and_not_fatal(look: QApplication, tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    assert theme.load_fonts(tmp_path) == theme.Loaded((), ("broken.ttf",))


def test_every_icon_named_in_the_program_is_shipped_and_draws_and_no_other(
    look: QApplication,
) -> None:
    shipped = {path.stem for path in resources("icons").glob("*.svg")}
    for name in shipped:
        image = icons._image(name, LIGHT.ink, 24, 2.0)
        assert image.width() == 48
        assert any(image.pixelColor(x, y).alpha() for x in range(48) for y in range(48)), name
    quoted = re.compile(r'icon="([a-z0-9-]+)"|IconMark\(\s*"([a-z0-9-]+)"')
    used = set()
    for path in PACKAGE.rglob("*.py"):
        used |= {a or b for a, b in quoted.findall(path.read_text(encoding="utf-8"))}
    assert used - shipped == set()
    program = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    assert [name for name in sorted(shipped) if f'"{name}"' not in program] == []


def test_licences_travel_with_fonts_and_icons() -> None:
    for path in ("fonts/Inter-OFL.txt", "fonts/JetBrainsMono-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in resources(path).read_text(encoding="utf-8").upper()
    licence = resources("icons", "LICENSE.txt").read_text(encoding="utf-8")
    assert "ISC License" in licence
    assert "The MIT License" in licence


def test_words_are_shown_as_they_are(qtbot: QtBot, look: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.addWidget(Label("<b>Salt & pepper</b>"))
    column.addWidget(Button("Salt & pepper"))
    holder.show()
    texts = [text.text for text in look_checks.painted(holder)]
    assert texts == ["<b>Salt & pepper</b>", "Salt & pepper"]


def test_a_button_is_not_pressed_by_return_with_which_a_scanner_ends_a_code(
    qtbot: QtBot, look: QApplication
) -> None:
    button = Button("Park", key="F9")
    qtbot.addWidget(button)
    with qtbot.waitActive(button):
        button.show()
    button.setFocus()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed == []
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [True]


def test_a_button_without_words_is_a_fingers_width(look: QApplication) -> None:
    assert Button(icon="chevron-right", name="More names").sizeHint().width() == 48


def test_a_busy_button_cannot_be_pressed_twice(qtbot: QtBot, look: QApplication) -> None:
    button = Button("Refund")
    qtbot.addWidget(button)
    button.set_busy(True)
    assert not button.isEnabled()
    button.set_busy(False)
    assert button.isEnabled()


def test_the_approval_frame_covers_the_work_and_goes_back_on_escape(
    qtbot: QtBot, look: QApplication
) -> None:
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    frame = ApprovalFrame(window)
    frame.set_words("Manager approval", "Maria Alvarez asks, Desk 1, Till 7")
    pin, keypad = PinField(), Keypad()
    keypad.type_into(pin)
    frame.right.addWidget(pin)
    frame.right.addWidget(keypad, 1)
    frame.left.addStretch(1)
    frame.set_area(QRect(96, 0, 1184, 764))
    with qtbot.waitExposed(window):
        window.show()
    frame.show()
    assert frame._card.minimumSizeHint().height() <= 764 - 24
    assert look_checks.elided(window) == []
    assert look_checks.small_controls(window) == []
    assert look_checks.nameless(window) == []
    with qtbot.waitSignal(frame.backed, timeout=1000):
        QTest.keyClick(frame, Qt.Key.Key_Escape)


def test_the_pin_field_shows_dots_and_forgets(qtbot: QtBot, look: QApplication) -> None:
    pin = PinField()
    qtbot.addWidget(pin)
    QTest.keyClicks(pin, "12a34")
    assert pin.displayText() == "●●●●"
    assert pin.take() == "1234"
    assert pin.text() == ""


def test_a_chart_writes_its_scale_and_its_limits(qtbot: QtBot, look: QApplication) -> None:
    """Thirty even days were an empty card whose note spoke of dashes that were not drawn."""
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.resize(700, 220)
    even = [Bar(f"Nov {n}", 0, "$0.00") for n in range(1, 31)]
    chart.show_bars("Over and short", even, 500, "$5.00")
    assert {"0", "+$5.00", "−$5.00"} <= {text.text for text in look_checks.painted(chart)}
    refunds = [Bar("Nov 1", 1250, "$12.50"), Bar("Nov 2", 79849, "$798.49"), Bar("Nov 3", None)]
    chart.show_bars("Refunds", refunds)
    told = [text.text for text in look_checks.painted(chart)]
    assert "0" in told
    assert "$798.49" in told
    assert "$12.50" not in told, "it would stand on the zero"
    chart.show_bars(
        "Over and short", [Bar("a", -2000, "−$20.00"), Bar("b", 300, "+$3.00")], 500, "$5.00"
    )
    told = [text.text for text in look_checks.painted(chart)]
    assert {"−$20.00", "−$5.00", "+$5.00", "0"} <= set(told)


def test_a_long_word_and_its_key_do_not_meet_in_a_narrow_block(
    qtbot: QtBot, look: QApplication
) -> None:
    block = AmountBlock()
    qtbot.addWidget(block)
    block.show_amount(Amount("Next", "Lane 1", "Drawer comes back", money=False))
    block.setFixedWidth(248)
    block.show()
    QApplication.processEvents()
    told = {text.text: text.rect() for text in look_checks.painted(block)}
    assert not told["Drawer comes back"].intersects(told["F12"])
    assert told["Drawer comes back"].right() < told["F12"].left() - 4


def test_the_current_row_stays_in_sight_when_a_table_shrinks(
    qtbot: QtBot, look: QApplication
) -> None:
    """A banner takes a row's room: the one being worked on was half hidden below it."""
    table = LineTable()
    qtbot.addWidget(table)
    table.set_columns([Column("Item")])
    table.set_row_height(51)
    table.set_rows([LineRow(str(n), (Cell(f"Line {n}"),)) for n in range(6)])
    table.resize(600, 400)
    table.show()
    table.set_current("5")
    table.resize(600, 220)
    QApplication.processEvents()
    seen = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(seen)
