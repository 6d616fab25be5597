"""The pages of the till screen and its panel, written from one value: what is being done now."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtWidgets import QStackedWidget, QWidget

from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.store import SessionState
from counter_app.desk.tills.draft import Occasion, is_complete
from counter_app.desk.tills.screen_change import ChangePage
from counter_app.desk.tills.screen_count import CountPage
from counter_app.desk.tills.screen_done import DonePage
from counter_app.desk.tills.screen_list import ListPage
from counter_app.desk.tills.screen_move import MovePage
from counter_app.desk.tills.screen_open import OpenPage
from counter_app.desk.tills.screen_overview import OverviewPage
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_paper import PaperPage
from counter_app.desk.tills.screen_reason import ReasonPage
from counter_app.desk.tills.screen_standing import StandingViews
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.screen_views import TillViews
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.screen import Grid
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import Section
from counter_app.ui.widgets.findings_bar import Finding, Level
from counter_app.ui.widgets.reason_picker import Reason


class TillPages(QStackedWidget):
    """One page for each mode; `show_work` writes the page and the panel."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words
        self.panel = TillPanel()
        self.wait_page = QWidget()
        self.open_page = OpenPage(words.currency.exponent, words.symbol())
        self.overview_page = OverviewPage()
        self.count_page = CountPage(words)
        self.reason_page = ReasonPage()
        self.done_page = DonePage(words)
        self.move_page = MovePage(words.currency.exponent, words.symbol())
        self.change_page = ChangePage(words)
        self.list_page = ListPage()
        self.paper_page = PaperPage()
        pages = (
            self.wait_page,
            self.open_page,
            self.overview_page,
            self.count_page,
            self.reason_page,
            self.done_page,
            self.move_page,
            self.change_page,
            self.list_page,
            self.paper_page,
        )
        for page in pages:
            self.addWidget(page)
        self._views = TillViews(words)
        self.standing = StandingViews(
            words, self._views, self.panel, self.overview_page, self.move_page
        )
        self.panel.next.clicked.connect(self.count_page.walk_on)

    def set_grid(self, grid: Grid) -> None:
        """Fit a window size."""
        self.panel.set_width(grid.panel)
        self.panel.block.set_large(grid is Grid.LARGE)
        for page in (
            self.count_page,
            self.reason_page,
            self.move_page,
            self.change_page,
            self.list_page,
        ):
            page.set_gap(grid.gap)
        for fitted in (self.open_page, self.overview_page, self.done_page, self.paper_page):
            fitted.set_grid(grid)

    def show_work(self, work: TillWork, operator: Operator | None) -> None:
        """Write everything from `work`."""
        match work.mode:
            case Mode.WAIT:
                self._show_wait()
            case Mode.OPEN:
                self.standing.show_todo(work, operator, self.open_page)
                self._show_open(work)
            case Mode.OVERVIEW:
                self._show_amount(self.standing.show_overview(work, operator))
                self.setCurrentWidget(self.overview_page)
            case Mode.COUNT:
                self._show_count(work)
            case Mode.REASON:
                self._show_reason(work)
            case Mode.DONE:
                self._show_done(work)
            case Mode.MOVE:
                self._show_amount(self.standing.show_move(work))
                self.setCurrentWidget(self.move_page)
            case Mode.CHANGE:
                self._show_amount(self.standing.show_change(work, self.change_page))
                self.setCurrentWidget(self.change_page)
            case Mode.LIST:
                self._show_amount(self.standing.show_list(work, self.list_page))
                self.setCurrentWidget(self.list_page)
            case Mode.PAPER:
                self._show_amount(self.standing.show_paper(work, self.paper_page))
                self.setCurrentWidget(self.paper_page)
            case _:
                assert_never(work.mode)

    def show_row(self) -> None:
        """Mirror the row that is counted now; the keypad follows."""
        panel, page = self.panel, self.count_page
        panel.keypad.type_into(page.edit())
        row = page.current()
        if row is None:
            panel.mirror.show_row(self.tr("Total"), "", page.total.text(), "")
            panel.next.setVisible(False)
            return
        rows = page.rows()
        place = rows.index(row)
        typed = page.pieces().get(row.key)
        panel.mirror.show_row(
            self._words.called(row),
            self.tr("{0} of {1}").format(place + 1, len(rows)),
            "" if typed is None else str(typed),
            "" if typed is None else f"= {self._words.money(Money(row.minor) * typed)}",
        )
        missing = [d for d in rows if d.key not in page.pieces() and d is not row]
        after = rows[place + 1] if place + 1 < len(rows) else missing[0] if missing else None
        panel.next.setVisible(True)
        panel.next.setEnabled(after is not None)
        panel.next.set_words(
            self.tr("All counted")
            if after is None
            else self.tr("Next: {0}").format(self._words.called(after))
        )

    def _show_wait(self) -> None:
        self.setCurrentWidget(self.wait_page)
        self.panel.show_sections(())
        self.panel.show_parts(mirror=False, keypad=False, walk=False)
        self._show_amount(
            Amount(
                self.tr("Cash"),
                self.tr("One moment"),
                self.tr("Open till"),
                enabled=False,
                money=False,
            )
        )

    def _show_open(self, work: TillWork) -> None:
        page, words, state = self.open_page, self._words, work.state
        several = len(work.free_tills) > 1
        page.retranslate(several=several)
        page.tills.show_tills(
            [(till.id, self._views.till_view(till), till.free) for till in state.tills],
            digits=several,
        )
        page.tills.mark(work.till_id)
        minor = None if work.opening_float is None else work.opening_float.minor
        suggested = state.suggested_float
        page.show_float(minor, suggested.minor, words.money(suggested))
        till = work.chosen
        self.panel.show_sections((words.free_section(till, suggested),))
        self.panel.show_parts(mirror=False, keypad=True, walk=False)
        self.panel.keypad.type_into(page.edit)
        if till is not None and till.state == SessionState.SUSPENDED:
            self._show_amount(
                Amount(
                    self.tr("Suspended"),
                    till.name,
                    self.tr("Go on here"),
                    note=self.tr("Its float and its money come with it."),
                    money=False,
                )
            )
            self.setCurrentWidget(page)
            return
        ready = till is not None and work.opening_float is not None
        self._show_amount(
            Amount(
                self.tr("Float"),
                words.money(work.opening_float or ZERO),
                self.tr("Open till") if till is None else self.tr("Open till {0}").format(till.id),
                note=self._open_note(work),
                enabled=ready,
            )
        )
        self.setCurrentWidget(page)

    def _open_note(self, work: TillWork) -> str:
        if not work.free_tills:
            return self.tr("Every till is in use.")
        if work.till_id is None:
            return self.tr("Choose a till first.")
        if work.opening_float is None:
            return self.tr("Type what goes into it.")
        return self.tr("It comes from the safe.")

    def _show_count(self, work: TillWork) -> None:
        page, draft = self.count_page, work.count
        assert draft is not None
        self._count_head(work)
        page.show_draft(draft, self._count_finding(work))
        page.retranslate()
        self.panel.show_sections(())
        self.panel.show_parts(mirror=True, keypad=True, walk=True)
        self.show_row()
        done = is_complete(draft, self._words.currency)
        self._show_amount(
            Amount(
                self.tr("Counted so far"),
                self._words.money(draft.counted),
                self.tr("Finish count"),
                enabled=done,
            )
        )
        self.setCurrentWidget(page)

    def _count_head(self, work: TillWork) -> None:
        till = "" if work.state.session is None else str(work.state.session.till_id)
        line = self.tr("First try. Enter on an empty row: none")
        if work.count is not None and work.count.occasion is Occasion.AUDIT:
            line = self.tr("Spot count; the till stays open")
        if work.state.earlier_counts:
            line = self.tr("Second try. Enter on an empty row: none")
        self.count_page.head.set_words(self.tr("Count till {0}").format(till), line)
        line = self.tr("The second count stands")
        self.reason_page.head.set_words(self.tr("Count till {0}").format(till), line)

    def _count_finding(self, work: TillWork) -> Finding:
        if work.state.earlier_counts:
            return Finding(
                "again",
                Level.WARN,
                self.tr("The first count did not match. Count once more."),
                self.tr("The second count is final. What the till should hold stays hidden."),
            )
        return Finding(
            "blind",
            Level.INFORM,
            self.tr("This count is blind: you see only what you type."),
            self.tr("What the till should hold stays hidden from everyone until you finish."),
        )

    def _show_reason(self, work: TillWork) -> None:
        draft = work.count
        assert draft is not None
        self._count_head(work)
        self.reason_page.retranslate()
        columns = self._words.counted_columns(draft)
        reasons = [Reason(r.code, self._words.term(r.label)) for r in work.state.reasons[:9]]
        self.reason_page.show_count(columns, reasons, draft.reason, self._reason_finding(work))
        self.panel.show_sections((self._session_section(work),))
        self.panel.show_parts(mirror=False, keypad=False, walk=False)
        self._show_amount(
            Amount(
                self.tr("Counted"),
                self._words.money(draft.counted),
                self.tr("Finish count"),
                note="" if draft.reason else self.tr("Choose a reason first."),
                enabled=bool(draft.reason),
            )
        )
        self.setCurrentWidget(self.reason_page)

    def _session_section(self, work: TillWork) -> Section:
        if work.state.session is None:
            return Section()
        return self._words.open_section(work.state)

    def _reason_finding(self, work: TillWork) -> Finding:
        if work.finding is None:
            return Finding(
                "reason",
                Level.WARN,
                self.tr("The count still does not match, so it needs a reason."),
                self.tr("Its figures are final. Choose a reason, then finish."),
            )
        text, remedy = self._words.finding(work.finding)
        return Finding(work.finding.code, Level.WARN, text, remedy)

    def _show_done(self, work: TillWork) -> None:
        settled = work.settled
        assert settled is not None
        self.done_page.show_settled(settled)
        self.panel.show_sections((self._words.settled_section(settled),))
        self.panel.show_parts(mirror=False, keypad=False, walk=False)
        self._show_amount(
            Amount(
                self.tr("To the safe"),
                self._words.money(settled.counted),
                self.tr("Open a till"),
                note=self.tr("Bag the cash with the slip.")
                if settled.counted > ZERO
                else self.tr("The drawer is empty."),
            )
        )
        self.setCurrentWidget(self.done_page)

    def _show_amount(self, amount: Amount) -> None:
        self.panel.block.show_amount(amount)
