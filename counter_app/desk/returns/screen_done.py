"""After the money: the slip as printed, what printer and drawer did, and what can still be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns.screen_case import Shown
from counter_app.desk.returns.screen_done_money import done_money
from counter_app.desk.returns.screen_foot import DoneFoot
from counter_app.desk.returns.screen_reads import Done
from counter_app.records.print_jobs import PrintJob
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.slip_parts import slip_parts
from counter_app.ui.theme import Text
from counter_app.ui.widgets.banner import BannerPlace
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.slip_area import SlipArea

COLUMNS = {Grid.SMALL: 32, Grid.MEDIUM: 48, Grid.LARGE: 48}
FINAL = frozenset({"printed", "sent", "unknown", "failed", "expired", "cancelled"})


class DonePage(QWidget):
    """Shows one posted return or void; its foot says what was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = Grid.MEDIUM
        self._slip = SlipArea()
        self._mark = IconMark("circle-check", 40, "accent")
        self._title = Label("", Text.TITLE, wrap=True)
        self._line = Label("", Text.HINT, "ink2", wrap=True)
        self._news = Card(margin=16)
        self._money = Card(margin=20)
        self._money_title = Label("", Text.HEADING)
        self.foot = DoneFoot()
        self._shown_id = ""
        self._lay_out()

    def retranslate(self) -> None:
        """Words of its own in the language of now."""
        self.foot.retranslate()

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes; a small one previews the narrow paper."""
        self._grid = grid
        for card in (self._news, self._money):
            card.column.setSpacing(theme.px(2 if grid is Grid.SMALL else 8))
        self.foot.set_grid(grid)

    def show_done(self, done: Done, shown: Shown) -> None:
        """Write everything from what the books say."""
        columns = COLUMNS[self._grid]
        parts = slip_parts(done.documents[0], columns) if done.documents else ()
        self._slip.show_slip(parts, columns)
        base = done.transaction
        number = f"{base.number:04d}"
        is_void = base.kind is Kind.VOID
        if is_void:
            self._title.setText(self.tr("Return taken back"))
            line = self.tr("Void {0}, posted {1}")
        else:
            self._title.setText(self.tr("Refund done") if base.tenders else self.tr("Taken back"))
            line = self.tr("Return {0}, posted {1}")
            if base.carried:
                self._title.setText(self.tr("Exchange done"))
                line = self.tr("Exchange {0}, posted {1}")
        line = line.replace("{0}", number).replace("{1}", shown.words.time(done.posted_at))
        if done.voided:
            self._title.setText(self.tr("This return was voided"))
            self._mark.set_icon("undo-2", "warn")
        else:
            self._mark.set_icon("circle-check", "accent")
        self._line.setText(line)
        self._show_news(done)
        self._show_money(done, shown)
        today = base.business_date == done.opened.draft.as_of
        void = self.foot.void
        void.setVisible(not is_void)
        void.setEnabled(not done.voided and not done.gone and today)
        if self._shown_id != base.id or done.voided:
            self.foot.show_buttons()
        self._shown_id = base.id

    def _show_news(self, done: Done) -> None:
        kinds = [document.kind for document in done.documents]
        rows = [self._job_row(job, kinds[job.document - 1]) for job in _latest(done.jobs)]
        taken = any(row.tender is Tender.CASH and row.amount for row in done.paid)
        if (done.transaction.cash or taken) and done.transaction.kind is Kind.RETURN:
            rows.append(("circle-dashed", "warn", self.tr("Close the drawer"), ""))
        _fill(self._news, [_news_row(*row) for row in rows])

    def _job_row(self, job: PrintJob, kind: str) -> tuple[str, str, str, str]:
        name = self.tr("Customer’s slip")
        if kind.endswith("store_copy"):
            name = self.tr("Store copy to sign")
        elif "credit" in kind:
            name = self.tr("Store credit slip")
        match job.state:
            case "printed":
                return "check", "accent", name, self.tr("Printed")
            case "sent":
                return "check", "accent", name, self.tr("Sent")
            case "unknown":
                return "triangle-alert", "warn", name, self.tr("Look at the printer")
            case "failed" | "expired":
                return "octagon-x", "deny", name, self.tr("Not printed")
            case _:
                return "circle-dashed", "ink2", name, self.tr("Waiting")

    def _show_money(self, done: Done, shown: Shown) -> None:
        money = done_money(done, shown)
        self._money_title.setText(money.title)
        made = [_money_row(*row) for row in money.rows]
        made += [Rule(), _money_row(money.word, shown.words.money(money.amount), strong=True)]
        made += [_money_row(*row) for row in money.below]
        _fill(self._money, made)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        right = QVBoxLayout()
        right.setSpacing(theme.px(12))
        right.addLayout(head)
        right.addSpacing(theme.px(4))
        right.addWidget(self._news)
        right.addSpacing(theme.px(4))
        right.addWidget(self._money_title)
        right.addWidget(self._money)
        right.addWidget(BannerPlace(), 1)
        right.addWidget(self.foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(12))
        whole.addWidget(self._slip)
        whole.addLayout(right, 1)


def all_settled(jobs: Sequence[PrintJob]) -> bool:
    """True when no slip waits for the printer any more."""
    return all(job.state in FINAL for job in jobs)


def _latest(jobs: Sequence[PrintJob]) -> tuple[PrintJob, ...]:
    """The last job of each document: a reprint stands for the slip it repeats."""
    latest: dict[int, PrintJob] = {}
    for job in jobs:
        latest[job.document] = job
    return tuple(latest[number] for number in sorted(latest))


def _fill(card: Card, widgets: Sequence[QWidget]) -> None:
    clear(card.column)
    for widget in widgets:
        card.column.addWidget(widget)


def _news_row(icon: str, ink: str, words: str, note: str) -> QWidget:
    row = QWidget()
    row.setMinimumHeight(theme.px(28))
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(12))
    line.addWidget(IconMark(icon, 20, ink))
    line.addWidget(Label(words, Text.BODY), 1)
    line.addWidget(Label(note, Text.VALUE, "ink2"))
    return row


def _money_row(words: str, amount: str, *, strong: bool = False) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(12))
    style, ink = (Text.BODY, "ink") if strong else (Text.ROW, "ink2")
    line.addWidget(Label(words, style, ink, wrap=True), 1)
    line.addWidget(Label(amount, Text.MIRROR if strong else Text.ROW, tabular=True))
    return row
