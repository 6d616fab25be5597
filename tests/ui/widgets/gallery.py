"""All parts of the desk on one page, for the eye and for the checks of the look.

`python -m tests.ui.widgets.gallery FOLDER` writes the page in light and dark as pictures.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.paths import resources
from counter_app.ui import theme
from counter_app.ui.widgets.amount_block import AmountBlock
from counter_app.ui.widgets.approval_parts import BadgeHint, PersonKey
from counter_app.ui.widgets.banner import Banner, Message
from counter_app.ui.widgets.buttons import Button, Kind, TickButton
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel, KeyRow, Section, SectionStyle
from counter_app.ui.widgets.denomination_grid import DenominationGrid
from counter_app.ui.widgets.document_view import (
    DocumentView,
    SlipCode,
    SlipGap,
    SlipRule,
    SlipText,
)
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.findings_bar import FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.keycap import Keycap
from counter_app.ui.widgets.keypad import Keypad
from counter_app.ui.widgets.line_table import TableCard
from counter_app.ui.widgets.meter import LimitMeter
from counter_app.ui.widgets.money_edit import MoneyEdit, fixed_point
from counter_app.ui.widgets.option_row import OptionRow
from counter_app.ui.widgets.pill import Pill, Tone
from counter_app.ui.widgets.pin_field import PinField
from counter_app.ui.widgets.rail import Rail
from counter_app.ui.widgets.rail_item import RailEntry, RailItem
from counter_app.ui.widgets.reason_picker import ReasonPicker
from counter_app.ui.widgets.scan_field import ScanField
from counter_app.ui.widgets.status_bar import StatusBar
from counter_app.ui.widgets.till_card import TillCard
from tests.ui.widgets.samples import (
    AMOUNTS,
    COLUMNS,
    FACTS,
    FINDINGS,
    NOTES,
    OPTIONS,
    RAIL,
    REASONS,
    ROWS,
    TILLS,
)


def dollars(minor: int) -> str:
    """Minor units as the sample store writes them."""
    return "$" + fixed_point(minor, 2)


def slip() -> DocumentView:
    """A short slip with every kind of part."""
    view = DocumentView()
    modules = tuple(bool((n * 7 + n // 3) % 3) for n in range(120))
    view.show_parts(
        (
            SlipText("    NORTHGATE MARKET    ", double=True),
            SlipText("RETURN 0046".ljust(31) + "Sat Nov 21, 10:43", bold=True),
            SlipRule(),
            SlipText("Coffee maker, 12-cup".ljust(42) + "-44.99", bold=True),
            SlipText("  Not wanted, box open"),
            SlipRule(heavy=True),
            SlipText("REFUND, CASH".ljust(18) + "-68.99", double=True),
            SlipRule(heavy=True),
            SlipGap(),
            SlipCode(lambda: (modules,)),
            SlipText("RT 0012 07 261121 0046 83".center(48)),
        )
    )
    return view


class Gallery(QWidget):
    """The page."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 24)
        page.setSpacing(16)
        head = ScreenHead("Parts of the desk", "Dark theme" if theme.is_dark() else "Light theme")
        head.add_button(Button("Park", key="F9", icon="circle-pause"))
        page.addWidget(head)
        page.addWidget(self._findings())
        page.addLayout(self._blocks())
        page.addLayout(_row(self._buttons(), self._fields(), self._states()))
        page.addWidget(self._table())
        picker = ReasonPicker()
        picker.set_title("Reason for Coffee maker, 12-cup")
        picker.set_reasons(REASONS)
        picker.set_chosen("not wanted")
        page.addWidget(picker)
        page.addLayout(_row(self._empty(), self._banners()))
        page.addLayout(_row(*[TillCard(till) for till in TILLS]))
        page.addWidget(self._options())
        page.addLayout(self._desk())
        bar = StatusBar()
        bar.show_facts(FACTS, "10:42 AM")
        page.addWidget(bar)

    def _findings(self) -> Card:
        card = Card()
        card.add_heading("Findings bar: what it is, why, and what would change it")
        for finding in FINDINGS:
            bar = FindingsBar(compact=True, parent=card)
            bar.show_findings([finding])
            card.column.addWidget(bar)
        many = FindingsBar(parent=card)
        many.show_findings(FINDINGS[:3])
        card.column.addWidget(many)
        return card

    def _blocks(self) -> QHBoxLayout:
        blocks = []
        for amount in AMOUNTS:
            block = AmountBlock()
            block.show_amount(amount)
            blocks.append(block)
        return _row(*blocks)

    def _buttons(self) -> Card:
        card = Card()
        card.add_heading("Buttons and keys")
        told = TickButton("Told", key="Return")
        told.setChecked(True)
        off = Button("Finish count", key="F12")
        off.setEnabled(False)
        for pair in (
            (
                Button("Sign on", Kind.ACCENT, key="Return"),
                Button("Approve", Kind.APPROVE, key="F12"),
            ),
            (Button("Park & go", key="F9", icon="circle-pause"), Button("Exchange", key="F6")),
            (off, told),
            (
                Button("Lines", Kind.GHOST, key="Esc", icon="arrow-left"),
                Button("Clear list", Kind.DANGER, icon="trash-2"),
            ),
        ):
            card.column.addLayout(_row(*pair, stretch=True))
        keys = ("F1", "Shift+F12", "Return", "Esc", "Alt+C", "1")
        card.column.addLayout(_row(*[Keycap(key) for key in keys], stretch=True))
        card.column.addStretch(1)
        return card

    def _fields(self) -> Card:
        card = Card()
        card.add_heading("Fields")
        scan, unknown = ScanField(), ScanField()
        scan.set_prompt("Scan or type a receipt")
        unknown.show_unknown("200004471")
        money, pin = MoneyEdit(symbol="$"), PinField()
        money.set_minor(1234)
        pin.setText("123456")
        faulty = Field("Date, with a fault")
        faulty.edit.setText("12-O7")
        faulty.set_fault("“O” is a letter. Type the date like 1107.")
        for widget in (scan, unknown, Field("Receipt number"), faulty, pin):
            card.column.addWidget(widget)
        card.column.addWidget(money)
        return card

    def _states(self) -> Card:
        card = Card()
        card.add_heading("Rail items and states")
        items = [RailItem(entry) for entry in RAIL[1:]]
        items[0].setChecked(True)
        card.column.addLayout(_row(*items))
        tones = ("Open", "Suspended", "Late", "Asked", "Disputed", "Not opened")
        order = (Tone.OK, Tone.INFORM, Tone.WARN, Tone.APPROVE, Tone.DENY, Tone.QUIET)
        pills = [Pill(words, tone) for words, tone in zip(tones, order, strict=True)]
        card.column.addLayout(_row(*pills[:3], stretch=True))
        card.column.addLayout(_row(*pills[3:], stretch=True))
        limit = LimitMeter()
        limit.show_limit(11526, 10000, "Maria’s limit $100.00", "$15.26 over")
        card.column.addWidget(limit)
        people = [
            PersonKey("ken", "Ken Osei", "Manager"),
            PersonKey("ruth", "Ruth Lind", "Manager"),
        ]
        people[0].setChecked(True)
        card.column.addWidget(BadgeHint("Scan your badge", "or tap your name and type your PIN"))
        card.column.addLayout(_row(*people))
        card.column.addStretch(1)
        return card

    def _table(self) -> TableCard:
        card = TableCard(EmptyState("scan-barcode", "No lines yet"))
        card.table.set_columns(COLUMNS)
        card.set_rows(ROWS)
        card.setMinimumHeight(290)
        return card

    def _empty(self) -> Card:
        card = Card()
        card.add_heading("Empty table")
        card.column.addWidget(
            EmptyState(
                "scan-barcode",
                "No lines yet",
                "Scan the item, or pick it from the receipt with ↓.",
                "Nothing is refunded until you press F12.",
            )
        )
        return card

    def _banners(self) -> Card:
        card = Card()
        card.add_heading("Inline banners, never a box in the way")
        for message in (
            Message("Parked as J. Okafor.", action="Undo", key="Ctrl+Z"),
            Message(
                "The printer did not answer. The refund is posted.",
                Tone.WARN,
                "printer",
                "Print again",
                "Ctrl+P",
                fault=True,
            ),
        ):
            banner = Banner(card)
            banner.show_message(message)
            card.column.addWidget(banner)
        card.column.addStretch(1)
        return card

    def _options(self) -> Card:
        card = Card()
        card.add_heading("What else Dana can choose", "Everything policy allows today")
        card.column.setSpacing(0)
        for place, option in enumerate(OPTIONS):
            card.column.addWidget(OptionRow(option, line=place > 0))
        return card

    def _desk(self) -> QHBoxLayout:
        rail = Rail()
        rail.set_entries(RAIL)
        rail.select("return")
        rail.set_foot(RailEntry("lock", "Lock", key="Ctrl+L", initials="MA"))
        grid = DenominationGrid(NOTES, dollars)
        grid.set_title("Notes", "Total notes")
        grid.set_pieces({"20": 37, "5": 18})
        return _row(rail, slip(), _stack(grid, Keypad()), panel())


def panel() -> ContextPanel:
    """The context panel of a return, with its amount block."""
    made = ContextPanel()
    made.show_sections(
        (
            Section(
                "Receipt 0183",
                "14 days ago",
                "Register 4 · Sat, Nov 7 · 2:16 PM",
                (KeyRow("Paid", "$137.71"), KeyRow("Return until", "Feb 5, 2027")),
                style=SectionStyle.HEAD,
            ),
            Section(
                "Dana Whitfield",
                sub="2 returns in 90 days, all with receipt",
                style=SectionStyle.PERSON,
            ),
            Section(
                "Paid with",
                "can go back",
                rows=(KeyRow("Cash $137.71", "$118.78", icon="banknote"),),
            ),
            Section(
                "Why this amount",
                rows=(
                    KeyRow("Coffee maker", "$44.99"),
                    KeyRow("Hand towel, 2 of 4", "$11.99"),
                    KeyRow("State tax paid, 6.25%", "$4.37"),
                    KeyRow("Restocking fee, 15%", "−$6.75"),
                    KeyRow("Refund", "$68.99", total=True),
                ),
            ),
        )
    )
    block = AmountBlock()
    block.show_amount(AMOUNTS[0])
    made.set_foot(block)
    return made


def _row(*widgets: QWidget, stretch: bool = False) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(16 if not stretch else 8)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line


def _stack(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QGridLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    for place, widget in enumerate(widgets):
        column.addWidget(widget, place, 0)
    return holder


def main(folder: Path) -> None:
    """Write the pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    theme.load_fonts(resources("fonts"))
    for dark in (False, True):
        theme.apply_theme(app, dark)
        page = Gallery()
        page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        page.resize(1320, page.sizeHint().height())
        page.show()
        app.processEvents()
        page.grab().save(str(folder / f"components-{'dark' if dark else 'light'}.png"))
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
