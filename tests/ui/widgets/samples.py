"""What the gallery and the keyboard tests show: a store's afternoon as plain data."""

from __future__ import annotations

from counter_app.ui.theme import Text
from counter_app.ui.widgets.amount_block import Amount, TenderRow
from counter_app.ui.widgets.denomination_grid import Denomination
from counter_app.ui.widgets.findings_bar import Choice, Finding, Level
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow
from counter_app.ui.widgets.option_row import Option
from counter_app.ui.widgets.pill import Tone
from counter_app.ui.widgets.rail_item import RailEntry
from counter_app.ui.widgets.reason_picker import Reason
from counter_app.ui.widgets.status_bar import Fact
from counter_app.ui.widgets.till_card import TillView

FINDINGS = (
    Finding(
        "season",
        Level.INFORM,
        "Bought in the holiday season: can come back until Feb 5, 2027.",
        "Without the season it would have been Dec 7, 2026.",
    ),
    Finding(
        "fee",
        Level.WARN,
        "The box is open: a 15% restocking fee of $6.75 applies.",
        "Faulty or still sealed? Change the condition: no fee.",
        (Choice("condition", "Condition", "Alt+C"),),
        tick="Customer told",
    ),
    Finding(
        "limit",
        Level.APPROVE,
        "$115.26 in cash is over your limit of $100.00.",
        "A manager can approve it here. $100.00 cash and $15.26 store credit needs none.",
        (
            Choice("split", "Split it", "Alt+S"),
            Choice("ask", "Ask a manager", "F12", primary=True),
        ),
    ),
    Finding(
        "late",
        Level.DENY,
        "Opened phones cannot come back after 30 days; this is day 41.",
        "The maker’s warranty covers faults. A manager may still decide otherwise.",
        (Choice("warranty", "Warranty", "Alt+W"), Choice("ask", "Ask a manager", "F12")),
    ),
    Finding(
        "ebt",
        Level.FORBID,
        "What EBT paid for food goes back to the EBT card only.",
        "Choose the EBT card. Nobody can override this.",
        (Choice("ebt", "Use EBT card", "Return"),),
    ),
)
AMOUNTS = (
    Amount(
        "Refund to customer",
        "$68.99",
        "Refund in cash",
        tender=TenderRow("Cash", "banknote", "Change", "Shift+F12"),
    ),
    Amount(
        "Customer pays",
        "$12.40",
        "Take payment",
        tender=TenderRow("Card", "credit-card", "Change", "Shift+F12"),
    ),
    Amount("Even exchange", "$0.00", "Finish exchange", note="Nothing to pay either way."),
    Amount(
        "Counted so far",
        "$1,440.00",
        "Finish count",
        note="Day 41 of 30. See the bar for choices.",
        enabled=False,
    ),
)
RAIL = (
    RailEntry("home", "Home", "house", "Esc"),
    RailEntry("return", "Return", "receipt-text", "F2"),
    RailEntry("item", "Item", "tag", "F3"),
    RailEntry("parked", "Parked", "circle-pause", "F9", 3),
)
COLUMNS = (
    Column("Item"),
    Column("Sold", ColumnKind.NUMBER, 56, ink="ink2"),
    Column("Returned", ColumnKind.NUMBER, 70, ink="ink2"),
    Column("Can return", ColumnKind.NUMBER, 78, Text.BODY),
    Column("Returning now", ColumnKind.STEPPER, 152),
    Column("Unit paid", ColumnKind.NUMBER, 72),
    Column("Reason", ColumnKind.TEXT, 108, Text.VALUE_MEDIUM),
    Column("Goes to", ColumnKind.TEXT, 112, Text.VALUE, "ink2"),
)
OPTIONS = (
    Option("new", "Same blender, new one", "arrow-left-right", "3 on the shelf, aisle 7", "Even"),
    Option("repair", "Repair by the maker", "wrench", "Warranty to Nov 2028", "Free"),
    Option(
        "ebt",
        "EBT food as cash or credit",
        "ban",
        "What EBT paid goes back to the EBT card only",
        "Not allowed",
        allowed=False,
    ),
)
TILLS = (
    TillView(
        "7",
        "Desk 1",
        "Till 7 · Maria Alvarez",
        "Open",
        level="Normal",
        level_caption="Cash level",
        steps=2,
        last="Pickup 9:30 · drawer closed",
    ),
    TillView(
        "3",
        "Lane 3",
        "Till 3 · Lee Tran",
        "Open",
        level="Over limit",
        level_caption="Cash level",
        steps=5,
        over=True,
        last="Pickup due for 12 min",
        act=Tone.WARN,
    ),
    TillView(
        "6",
        "Lane 6",
        "Till 6 · yesterday",
        "Disputed",
        Tone.DENY,
        fact="Short $20.00, not settled",
        last="Counted Fri 10:04 PM by Jo",
        act=Tone.DENY,
    ),
)
FACTS = (
    Fact("calendar", "Sat, Nov 21"),
    Fact("wallet", "Till 7 open", good=True),
    Fact("user-round", "Maria Alvarez"),
    Fact("printer", "Printer does not answer", fault=True),
    Fact("inbox", "Drawer closed", optional=True),
    Fact("database", "Saved", good=True),
    Fact("receipt-text", "Newest receipt 4 min ago", "4 min ago"),
)
NOTES = (
    Denomination("20", "$20", 2000),
    Denomination("5", "$5", 500),
    Denomination("25c", "25¢", 25, coin=True),
)


def line(key: str, name: str, second: str, *cells: str, used_up: bool = False) -> LineRow:
    """A row of the sample table; a dash as the fourth of `cells` is a row nothing returns from."""
    parts = [Cell(name, second)] + [Cell(text, quiet=text in ("–", "")) for text in cells]
    parts += [Cell()] * (len(COLUMNS) - len(parts))
    returning = cells[3] != "–"
    return LineRow(key, tuple(parts), returning, cells[2] != cells[3], used_up)


ROWS = (
    line(
        "coffee",
        "Coffee maker, 12-cup",
        "0 41196 91011 2 · $5 coupon",
        *("1", "0", "1", "1", "$44.99", "Not wanted", "Open-box"),
    ),
    line(
        "towel",
        "Hand towel, sage & sand",
        "0 73410 55820 9 · 4 for 3",
        *("4", "1", "3", "2", "$5.99", "Wrong color", "Back to stock"),
    ),
    line(
        "oranges", "Navel oranges", "PLU 4012 · $1.49 per lb", "2.36", "0", "2.36 lb", "–", "$1.49"
    ),
    line("bulb", "LED bulb 60 W", "0 46677 46101 7", "1", "1", "0", "–", "$11.49", used_up=True),
)
REASONS = tuple(
    Reason(words.lower(), words)
    for words in ("Not wanted", "Faulty", "Damaged", "Wrong item", "Gift", "Other…")
)
