"""Writes the pages of an open till: what can be done with it, and a movement as it is typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from counter_app.core.money import ZERO
from counter_app.core.operator import Operator
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import worth
from counter_app.desk.tills.screen_action import SPREADS, Action, MoveInput, allowed
from counter_app.desk.tills.screen_change import ChangePage
from counter_app.desk.tills.screen_count_words import CountWords
from counter_app.desk.tills.screen_list import ListPage
from counter_app.desk.tills.screen_list_words import ListWords
from counter_app.desk.tills.screen_move import SLIPS, MovePage
from counter_app.desk.tills.screen_move_words import MoveWords
from counter_app.desk.tills.screen_open import OpenPage
from counter_app.desk.tills.screen_overview import OverviewPage
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_paper import PaperPage
from counter_app.desk.tills.screen_state import TillWork
from counter_app.desk.tills.screen_views import TillViews
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.widgets.amount_block import Amount


class StandingViews(QObject):
    """Each method writes a page and the panel, and gives what the amount block shows."""

    def __init__(
        self,
        words: TillWords,
        views: TillViews,
        panel: TillPanel,
        overview: OverviewPage,
        move: MovePage,
    ) -> None:
        super().__init__()
        self._words = words
        self._views = views
        self._panel = panel
        self._overview = overview
        self._move = move
        self._move_words = MoveWords(words)
        self._list_words = ListWords(words)
        self._count_words = CountWords(words)

    def show_overview(self, work: TillWork, operator: Operator | None) -> Amount:
        """The till that is open (or waits for its count), all tills, and what is on its way."""
        words, state = self._words, work.state
        session = state.session
        assert session is not None
        ours = [t for t in state.tills if t.id == session.till_id]
        others = [t for t in state.tills if t.id != session.till_id]
        name = ours[0].name if ours else str(session.till_id)
        actions = [] if operator is None else allowed(operator, with_till=not state.closed)
        owner = session.operator_id or session.opened_by
        mine = operator is not None and owner == operator.id
        self._overview.show_tills(
            name,
            [(t.id, self._views.till_view(t), True) for t in ours]
            + [(t.id, self._views.till_view(t), False) for t in others],
            self._move_words.groups(actions),
            self._views.overview_findings(state, "" if mine else state.opened_by),
            closed=state.closed,
        )
        self._overview.tills.mark(session.till_id)
        waiting = sorted(state.pending, key=lambda p: p.advance)
        self._overview.show_waiting([self._list_words.short_row(p) for p in waiting])
        level = self._views.level(ours[0].level) if ours and ours[0].level else ""
        self._panel.show_sections((words.open_section(state, level),))
        self._panel.show_parts(mirror=False, keypad=False, walk=False)
        return Amount(
            self.tr("Next"),
            self.tr("Count and close"),
            self.tr("Start the count"),
            note=self.tr("You see only what you type."),
            money=False,
        )

    def show_todo(self, work: TillWork, operator: Operator | None, page: OpenPage) -> None:
        """What can be done at a desk that has no till, beside opening one."""
        actions = [] if operator is None else allowed(operator, with_till=False)
        groups = self._move_words.groups(actions)
        views = [replace(v, key=f"Alt+{v.key}") for _, column in groups for v in column]
        many = len(work.state.pending)
        page.show_todo(views, self.tr("On its way: {0}").format(many) if many else "")

    def show_move(self, work: TillWork) -> Amount:
        """What is being moved."""
        page, moving = self._move, work.moving
        assert moving is not None
        form = moving.action.form
        title = self._move_words.action(moving.action)
        page.picker.set_across(self._across(moving.action))
        page.head.set_words(title, moving.title or self._till(work))
        page.show_move(
            moving,
            self._list_words.choices(moving.action, work.state),
            self._move_words.hint(moving.action),
            self._move_words.labels(moving.action, moving.part),
            self._move_words.parts(moving, work.state) if moving.action in SPREADS else (),
        )
        if moving.part in SLIPS:
            tender = Tender(moving.part)
            listed = work.state.slips if moving.action is not Action.RECEIVE else {}
            slips = self._count_words.slips(listed, moving.papers, tender)
            page.slips.show_slips(
                slips, self._count_words.slip_words(moving.papers, tender, listed)
            )
        self._panel.show_sections(())
        self._panel.show_parts(mirror=False, keypad=form.amount, walk=False)
        self._panel.keypad.type_into(page.typing())
        moved = moving.total if moving.action in SPREADS else moving.amount or ZERO
        money = form.amount
        if moving.action is Action.COUNTERFEIT and moving.reason:
            money, moved = True, worth({moving.reason: 1})
        shown = self._words.money(moved) if money else title
        return Amount(
            title,
            shown,
            self._move_words.verb(moving.action),
            note=self._move_words.missing(moving),
            enabled=moving.complete,
            money=money,
        )

    def show_change(self, work: TillWork, page: ChangePage) -> Amount:
        """Money that is changed: both sides, and whether they are worth the same."""
        moving = work.moving
        assert moving is not None
        words = self._move_words
        title = words.action(Action.CHANGE)
        page.show_change(moving, title, self._till(work), words.hint(Action.CHANGE))
        self._panel.show_sections(())
        self._panel.show_parts(mirror=True, keypad=True, walk=False)
        self._panel.keypad.type_into(page.edit())
        self._panel.mirror.show_row(*page.current())
        comes, goes = worth(moving.pieces), worth(moving.pieces_back)
        note = ""
        if comes > goes:
            note = self.tr("{0} must still go out.").format(self._words.money(comes - goes))
        elif goes > comes:
            note = self.tr("{0} too much goes out.").format(self._words.money(goes - comes))
        return Amount(
            self.tr("Comes in"),
            self._words.money(comes),
            words.verb(Action.CHANGE),
            note=note,
            enabled=comes == goes and bool(comes),
        )

    def show_list(self, work: TillWork, page: ListPage) -> Amount:
        """A list to choose from."""
        listing = work.listing
        assert listing is not None
        page.show_list(listing)
        self._panel.show_sections(())
        self._panel.show_parts(mirror=False, keypad=False, walk=False)
        return Amount(
            listing.title,
            self.tr("{0} of {1}").format(listing.page + 1, listing.pages)
            if listing.pages > 1
            else self._many(len(listing.rows)),
            self.tr("Choose one"),
            key="1–9",
            note=self.tr("Esc goes back; nothing is lost."),
            enabled=False,
            money=False,
        )

    def show_paper(self, work: TillWork, page: PaperPage) -> Amount:
        """A paper before it is printed."""
        paper = work.paper
        assert paper is not None
        page.show_paper(paper)
        self._panel.show_sections(())
        self._panel.show_parts(mirror=False, keypad=False, walk=False)
        return Amount(
            self.tr("Paper"),
            paper.title,
            self.tr("Print again") if paper.z_number else self.tr("Print"),
            note=self.tr("Esc goes back without printing."),
            money=False,
        )

    def chosen(self, moving: MoveInput, work: TillWork) -> str:
        """The words of the choice that was made."""
        choices = self._list_words.choices(moving.action, work.state)
        return next((c.words for c in choices if c.key == moving.reason), "")

    def _across(self, action: Action) -> int:
        """Long choices stand two in a row."""
        if action in (Action.EXCHANGE, Action.DECIDE):
            return 2
        return self._move.across

    def _many(self, rows: int) -> str:
        return self.tr("None") if rows == 0 else str(rows)

    def _till(self, work: TillWork) -> str:
        session = work.state.session
        return "" if session is None else self.tr("Till {0}").format(session.till_id)
