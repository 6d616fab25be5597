"""The middle of an open return: head, findings, the grid, and the strip with the next question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.quantity import NONE, plain
from counter_app.desk.returns.new_goods import is_new
from counter_app.desk.returns.screen_beside import Beside
from counter_app.desk.returns.screen_case import Shown, fitting, pieces
from counter_app.desk.returns.screen_exchange import ask_cash, name_of, pays_cash
from counter_app.desk.returns.screen_findings import findings
from counter_app.desk.returns.screen_lines import columns, rows
from counter_app.desk.returns.screen_online import reasons_of
from counter_app.desk.returns.screen_paper import PaperTicks
from counter_app.desk.returns.screen_strip import Ask, AskStrip
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.widgets.banner import BannerPlace
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.findings_bar import FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.line_table import TableCard
from counter_app.ui.widgets.reason_picker import Reason, offered

ROW_HEIGHTS = {Grid.SMALL: 51, Grid.MEDIUM: 59, Grid.LARGE: 60}
YES, NO = "yes", "no"


class WorkPage(QWidget):
    """Writes its widgets from a `Shown`; the screen listens to its parts."""

    parked = Signal()
    given_up = Signal()
    same_asked = Signal()
    empty_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = Grid.MEDIUM
        self._shown: Shown | None = None
        self.head = ScreenHead()
        self.paper = PaperTicks(self.head)
        self._card = self.head.add_button(Button(key="Alt+I", icon="id-card"))
        self._give_up = self.head.add_button(Button(key="Alt+G", icon="trash-2"))
        self._park = self.head.add_button(Button(key="F9", icon="circle-pause"))
        self.bar = FindingsBar()
        self._empty = EmptyState("receipt-text", "")
        self.card = TableCard(self._empty)
        self.table = self.card.table
        self.beside = Beside()
        self.strip = AskStrip()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.head, self.bar):
            self._column.addWidget(part)
        self._column.addWidget(self.card)
        self._column.addWidget(self.beside)
        self._column.addWidget(BannerPlace(), 1)
        self._column.addWidget(self.strip)
        self._card.clicked.connect(self.ask_card)
        self._give_up.clicked.connect(self.given_up)
        self._park.clicked.connect(self.parked)
        self.set_grid(Grid.MEDIUM)
        self.retranslate()

    def retranslate(self) -> None:
        """Words of its own in the language of now."""
        self.paper.retranslate()
        self._card.set_words(self.tr("Type an ID"))
        self._give_up.set_words(self.tr("Give up"))
        self._park.set_words(self.tr("Park"))
        self.strip.retranslate()

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        self._grid = grid
        self._column.setSpacing(theme.px(grid.gap))
        roomy = grid is not Grid.SMALL
        self._give_up.set_icon("trash-2" if roomy else "")
        self._park.set_icon("circle-pause" if roomy else "")
        self._park.set_key("F9" if roomy else "")  # the rail shows it in every size
        self.table.set_row_height(ROW_HEIGHTS[grid])
        self.bar.set_compact(grid is Grid.SMALL)
        self.strip.set_grid(grid)
        self.table.set_columns(columns(grid, self._shown))
        if self._shown is not None:
            self.show_return(self._shown)

    def line(self) -> int | None:
        """The number of the current line."""
        key = self.table.current_key()
        return int(key) if key else None

    def show_return(self, shown: Shown, *, terminal: bool = False) -> None:
        """Write everything but the strip, which keeps its question.

        `terminal` while the code of a stand-alone card terminal is awaited.
        """
        fresh = self._shown is None or self._shown.draft.id != shown.draft.id
        if shown.draft.without is not None:
            fresh = fresh or not self.table.rows()
            title, line = self.tr("Scan what comes back"), self.tr("Its price is found here.")
        else:
            title, line = self.tr("No lines"), self.tr("This receipt has no goods on it.")
        self._empty.set_words(title, line)
        before = self._shown
        if (
            fresh
            or before is None
            or before.words is not shown.words
            or new_names(before) != new_names(shown)
        ):
            self.table.set_columns(columns(self._grid, shown))
        self._shown = shown
        self.table.blockSignals(True)  # rows are written here; nobody walked
        self.card.set_rows(rows(shown, self._grid))
        if fresh:
            self.strip.begin()
            first = next((x for x in shown.draft.receipt.sold if can_come(shown, x.number)), None)
            if first is not None:
                self.table.set_current(str(first.number))
        self.table.blockSignals(False)
        self.table.updateGeometry()
        self._show_head(shown)
        self.show_findings(shown, terminal=terminal)
        self.beside.show_return(shown, self._grid, len(self.table.rows()))

    def show_findings(self, shown: Shown, *, terminal: bool = False) -> None:
        """The findings, with the next step about the current line."""
        small = self._grid is Grid.SMALL
        found = findings(shown, self.line(), short=small, terminal=terminal)
        self.bar.show_findings(found)

    def show_paper(self, shown: Shown) -> None:
        """What paper the customer shows, also after an edit that was refused."""
        self.paper.show(shown.draft)

    def ask_card(self) -> None:
        """The state and number of the customer's card, where there is no scanner for it."""
        title = self.tr("State and number of the ID, like TX 12345678")
        self.strip.ask_text(Ask.IDENTITY, title)

    def ask_next(self, shown: Shown) -> None:
        """What the current line needs: the cash for it, an open question, else its reason."""
        if is_new(self.line()) and pays_cash(shown):
            ask_cash(self.strip, shown)
        elif not self.ask_question(shown):
            self.ask_reason(shown)

    def ask_reason(self, shown: Shown) -> None:
        """The question that stands there when no other is asked."""
        number = self.line()
        choice = shown.draft.choice(number) if number is not None else None
        if number is None:
            self.strip.ask_reason("", (), "")
            return
        title = self.tr("Reason for {0}").replace("{0}", self._name(shown, number))
        if is_new(number):
            title = self.tr("{0} goes home. Plus and minus change how many, Alt+U the price.")
            title = title.replace("{0}", self._name(shown, number))
        reasons = offered(reasons_of(shown, number), shown.said)
        self.strip.ask_reason(title, reasons, choice.reason if choice else "")
        self.strip.reasons.setEnabled(can_come(shown, number))

    def ask_question(self, shown: Shown) -> bool:
        """The first question about the current line that nobody has asked; False if there is none.

        What may be left unanswered is not asked again once that was confirmed.
        """
        number = self.line()
        question = shown.question(number) if number is not None else None
        if number is None or question is None:
            return False
        answers = (Reason(YES, self.tr("Yes")), Reason(NO, self.tr("No")))
        self.strip.ask_question(
            f"{self._name(shown, number)}: {shown.said.term(question.text)}", answers, ""
        )
        return True

    def ask_condition(self, shown: Shown) -> bool:
        """The state of the current line's goods; False if it is not coming back."""
        number = self.line()
        choice = shown.draft.choice(number) if number is not None else None
        if number is None or choice is None:
            return False
        title = self.tr("Condition of {0}").replace("{0}", self._name(shown, number))
        conditions = tuple(
            Reason(c.code, shown.said.term(c.label)) for c in shown.terms.now.conditions
        )
        self.strip.ask_condition(title, conditions, choice.condition)
        return True

    def ask_note(self, shown: Shown, label: str) -> None:
        """What happened, in the clerk's words."""
        number = self.line()
        choice = shown.draft.choice(number) if number is not None else None
        title = self.tr("{0}: what happened?").replace("{0}", shown.said.term(label))
        self.strip.ask_text(Ask.NOTE, title, choice.note if choice else "")

    def ask_quantity(self, shown: Shown, fault: str = "") -> None:
        """How much of a weighed line comes back."""
        number = self.line()
        if number is None:
            return
        if is_new(number):
            title = self.tr("How many of {0} go home?").replace("{0}", self._name(shown, number))
            many = plain(shown.draft.new.basket.line(number).quantity)
            self.strip.ask_text(Ask.QUANTITY, title, many, fault)
            return
        line = shown.draft.line(number)
        left = plain(shown.draft.returnable(number))
        title = (
            self.tr("How much of {0} comes back? {1} {2} at most")
            .replace("{1}", left)
            .replace("{2}", line.unit.lower() if line.weighed else "")
            .replace("{0}", self._name(shown, number))
        )
        now = shown.draft.returning(number)
        self.strip.ask_text(Ask.QUANTITY, title, plain(now) if now else left, fault)

    def ask_serial(self, shown: Shown) -> None:
        """The number on the piece that came back."""
        number = self.line()
        choice = shown.draft.choice(number) if number is not None else None
        if number is not None and choice is not None:
            title = self.tr("Serial number on {0}").replace("{0}", self._name(shown, number))
            self.strip.ask_text(Ask.SERIAL, title, choice.serial)

    def ask_name(self, shown: Shown) -> None:
        """Under what name it is parked."""
        title = self.tr("Park it under what name? Enter or F9 parks it.")
        self.strip.ask_text(Ask.PARK, title, fitting(shown.opened.customer, 40))

    def _show_head(self, shown: Shown) -> None:
        self.show_paper(shown)
        bare = shown.draft.without is not None
        self._card.setVisible(bare)
        lines = len(shown.draft.receipt.sold)
        count = pieces(shown.draft)
        if bare:
            items = self.tr("1 item") if count == 1 else self.tr("{0} items").format(count)
            none = self.tr("No receipt")
            title = (self.tr("Exchange"), none) if shown.draft.new else (none, items)
            self.head.set_words(*title)
            return
        chosen = len(shown.draft.choices)
        if chosen:
            line = self.tr("{0} of {1} lines").format(chosen, lines)
            items = self.tr("1 item") if count == 1 else self.tr("{0} items").format(count)
            word = self.tr("Exchange") if shown.draft.new else self.tr("Return")
            self.head.set_words(word, f"{line} · {items}")
        else:
            words = self.tr("1 line") if lines == 1 else self.tr("{0} lines").format(lines)
            self.head.set_words(self.tr("Return"), words)

    def _name(self, shown: Shown, number: int) -> str:
        return fitting(name_of(shown, number), 40)


def can_come(shown: Shown, number: int) -> bool:
    """True if some of a line can come back or is coming back; new goods never do."""
    if is_new(number):
        return False
    draft = shown.draft
    return draft.returnable(number) > NONE or draft.returning(number) > NONE


def new_names(shown: Shown) -> tuple[str, ...]:
    """What goes home new: the columns make room for these names, too."""
    return tuple(x.item.description for x in shown.draft.new.basket.lines)
