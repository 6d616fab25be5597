"""Writes the pages of a count: as it is typed, once it is final, and of the settled till."""

from __future__ import annotations

from PySide6.QtCore import QObject

from counter_app.core.money import ZERO, total
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import CountDraft, Occasion, is_complete
from counter_app.desk.tills.screen_count import CountPage, is_bulk
from counter_app.desk.tills.screen_count_words import CountWords
from counter_app.desk.tills.screen_done import DonePage
from counter_app.desk.tills.screen_mirror import CountMirror
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_parts import CASH, LEAVE
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
        self._count_words = CountWords(words)
        self.mirror = CountMirror(panel, page, words)

    def show_count(self, work: TillWork) -> Amount:
        """The count as it is typed; never what it should come to."""
        page, draft = self._page, work.count
        assert draft is not None
        self._count_head(work)
        parts = self._count_words.parts(work.state, draft)
        self.mirror.name_parts({part.key: part.words for part in parts})
        page.cash.set_packs(work.state.rolls)
        page.show_draft(draft, self._count_finding(work), parts)
        page.retranslate()
        self._show_part(work, draft)
        self._panel.show_sections(())
        self._panel.show_parts(mirror=True, keypad=True, walk=True)
        self.mirror.show_row()
        done = is_complete(draft, self._words.currency)
        return Amount(
            self.tr("Counted so far"),
            self._words.money(total(draft.counted_in(t) for t in draft.tenders)),
            self.tr("Open till {0}").format(work.till_id)
            if work.opens
            else self.tr("Finish count"),
            enabled=done,
        )

    def _show_part(self, work: TillWork, draft: CountDraft) -> None:
        """Write the part that is on view, if it is a tender."""
        page, words = self._page, self._count_words
        if page.part in (CASH, LEAVE):
            return
        tender = Tender(page.part)
        if is_bulk(page.part):
            page.show_bulk(*draft.bulk.get(tender.value, (0, 0)), words.bulk_words(tender))
        else:
            listed = work.state.slips
            slips = words.slips(listed, draft, tender)
            page.slips.show_slips(slips, words.slip_words(draft, tender, listed))

    def _count_head(self, work: TillWork) -> None:
        if work.opens:
            name = self.tr("Float of till {0}").format(work.till_id)
            line = self.tr("Count what lies in the drawer. Enter on an empty row: there are none")
            self._page.head.set_words(name, line)
            self._reason.head.set_words(name, self.tr("It is booked at opening, with its reason"))
            return
        till = "" if work.state.session is None else str(work.state.session.till_id)
        line = self.tr("First try. Enter on an empty row: there are none")
        if work.count is not None and work.count.occasion is Occasion.AUDIT:
            line = self.tr("Spot count; the till stays open")
        if work.state.earlier_counts:
            line = self.tr("Second try. Enter on an empty row: there are none")
        self._page.head.set_words(self.tr("Count till {0}").format(till), line)
        line = self.tr("The second count stands")
        self._reason.head.set_words(self.tr("Count till {0}").format(till), line)

    def _count_finding(self, work: TillWork) -> Finding:
        if work.opens:
            return Finding(
                "float",
                Level.INFORM,
                self.tr("The float is compared with what should be in the drawer."),
                self.tr("What that is stays hidden until you open the till."),
            )
        if work.again:
            return Finding(
                "again",
                Level.WARN,
                self.tr("The spot count did not match. Count once more."),
                self.tr("The second count is booked. What the till should hold stays hidden."),
            )
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
        reasons = [] if draft.dispute else reasons
        self._reason.show_dispute(can=not work.opens, disputed=draft.dispute)
        self._reason.show_count(columns, reasons, draft.reason, self._reason_finding(work))
        self._panel.show_sections((self._session_section(work),))
        self._panel.show_parts(mirror=False, keypad=False, walk=False)
        return Amount(
            self.tr("Counted"),
            self._words.money(total(draft.counted_in(t) for t in draft.tenders)),
            self.tr("Open till {0}").format(work.till_id)
            if work.opens
            else self.tr("Finish count"),
            note=self._reason_note(draft),
            enabled=bool(draft.reason) or draft.dispute,
        )

    def _reason_note(self, draft: CountDraft) -> str:
        if draft.dispute:
            return self.tr("The till stays disputed until a manager decides.")
        return "" if draft.reason else self.tr("Choose a reason first.")

    def _session_section(self, work: TillWork) -> Section:
        if work.state.session is None:
            return Section()
        return self._words.open_section(work.state)

    def _reason_finding(self, work: TillWork) -> Finding:
        if work.opens:
            return Finding(
                "float",
                Level.WARN,
                self.tr("This is not what the drawer should hold, so it needs a reason."),
                self.tr("Esc counts again. Or choose a reason, then open the till."),
            )
        if work.count is not None and work.count.dispute:
            return Finding(
                "dispute",
                Level.WARN,
                self.tr("Nobody accepts the difference yet."),
                self.tr("The cash goes to the safe; a manager decides who bears the difference."),
            )
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
            self._words.money(settled.to_safe),
            self.tr("Open a till"),
            note=self.tr("Bag the cash with the slip.")
            if settled.to_safe > ZERO
            else self.tr("The drawer is empty."),
        )
