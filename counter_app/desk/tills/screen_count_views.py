"""Writes the pages of a count: as it is typed, once it is final, and of the settled till."""

from __future__ import annotations

from PySide6.QtCore import QObject

from counter_app.core.money import ZERO, Money
from counter_app.desk.tills.draft import Occasion, is_complete
from counter_app.desk.tills.screen_count import CountPage
from counter_app.desk.tills.screen_done import DonePage
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_reason import ReasonPage
from counter_app.desk.tills.screen_state import TillWork
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import Section
from counter_app.ui.widgets.findings_bar import Finding, Level
from counter_app.ui.widgets.reason_picker import Reason


class CountViews(QObject):
    """Each method writes a page and the panel, and gives what the amount block shows."""

    def __init__(
        self,
        words: TillWords,
        panel: TillPanel,
        page: CountPage,
        reason: ReasonPage,
        done: DonePage,
    ) -> None:
        super().__init__()
        self._words = words
        self._panel = panel
        self._page = page
        self._reason = reason
        self._done = done

    def show_row(self) -> None:
        """Mirror the row that is counted now; the keypad follows."""
        panel, page = self._panel, self._page
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

    def show_count(self, work: TillWork) -> Amount:
        """The count as it is typed; never what it should come to."""
        page, draft = self._page, work.count
        assert draft is not None
        self._count_head(work)
        page.show_draft(draft, self._count_finding(work))
        page.retranslate()
        self._panel.show_sections(())
        self._panel.show_parts(mirror=True, keypad=True, walk=True)
        self.show_row()
        done = is_complete(draft, self._words.currency)
        return Amount(
            self.tr("Counted so far"),
            self._words.money(draft.counted),
            self.tr("Finish count"),
            enabled=done,
        )

    def _count_head(self, work: TillWork) -> None:
        till = "" if work.state.session is None else str(work.state.session.till_id)
        line = self.tr("First try. Enter on an empty row: none")
        if work.count is not None and work.count.occasion is Occasion.AUDIT:
            line = self.tr("Spot count; the till stays open")
        if work.state.earlier_counts:
            line = self.tr("Second try. Enter on an empty row: none")
        self._page.head.set_words(self.tr("Count till {0}").format(till), line)
        line = self.tr("The second count stands")
        self._reason.head.set_words(self.tr("Count till {0}").format(till), line)

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

    def show_reason(self, work: TillWork) -> Amount:
        """A final count that is off: its figures, and the reasons."""
        draft = work.count
        assert draft is not None
        self._count_head(work)
        self._reason.retranslate()
        columns = self._words.counted_columns(draft)
        reasons = [Reason(r.code, self._words.term(r.label)) for r in work.state.reasons[:9]]
        self._reason.show_count(columns, reasons, draft.reason, self._reason_finding(work))
        self._panel.show_sections((self._session_section(work),))
        self._panel.show_parts(mirror=False, keypad=False, walk=False)
        return Amount(
            self.tr("Counted"),
            self._words.money(draft.counted),
            self.tr("Finish count"),
            note="" if draft.reason else self.tr("Choose a reason first."),
            enabled=bool(draft.reason),
        )

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

    def show_done(self, work: TillWork) -> Amount:
        """A settled till."""
        settled = work.settled
        assert settled is not None
        self._done.show_settled(settled)
        self._panel.show_sections((self._words.settled_section(settled),))
        self._panel.show_parts(mirror=False, keypad=False, walk=False)
        return Amount(
            self.tr("To the safe"),
            self._words.money(settled.counted),
            self.tr("Open a till"),
            note=self.tr("Bag the cash with the slip.")
            if settled.counted > ZERO
            else self.tr("The drawer is empty."),
        )
