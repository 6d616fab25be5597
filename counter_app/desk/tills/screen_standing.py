"""Writes the pages of an open till: what can be done with it, and a movement as it is typed."""

from __future__ import annotations

from PySide6.QtCore import QObject

from counter_app.core.money import ZERO
from counter_app.core.operator import Operator
from counter_app.desk.tills.screen_move import Action, MovePage
from counter_app.desk.tills.screen_move_words import MoveWords
from counter_app.desk.tills.screen_overview import OverviewPage
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_state import TillWork
from counter_app.desk.tills.screen_views import TillViews
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.reason_picker import Reason


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

    def show_overview(self, work: TillWork, operator: Operator | None) -> Amount:
        """The till that is open (or waits for its count), all tills, and what is on its way."""
        words, state = self._words, work.state
        session = state.session
        assert session is not None
        ours = [t for t in state.tills if t.id == session.till_id]
        others = [t for t in state.tills if t.id != session.till_id]
        name = ours[0].name if ours else str(session.till_id)
        actions = [] if state.closed or operator is None else allowed(operator)
        owner = session.operator_id or session.opened_by
        mine = operator is not None and owner == operator.id
        self._overview.show_tills(
            name,
            [(t.id, self._views.till_view(t), True) for t in ours]
            + [(t.id, self._views.till_view(t), False) for t in others],
            [Reason(a.value, self._move_words.action(a)) for a in actions],
            self._views.overview_findings(state, "" if mine else state.opened_by),
            closed=state.closed,
        )
        self._overview.tills.mark(session.till_id)
        self._overview.show_waiting([(p.id, *self._move_words.pending(p)) for p in state.pending])
        self._panel.show_sections((words.open_section(state),))
        self._panel.show_parts(mirror=False, keypad=False, walk=False)
        return Amount(
            self.tr("Next"),
            self.tr("Count and close"),
            self.tr("Start the count"),
            note=self.tr("You see only what you type."),
            money=False,
        )

    def show_move(self, work: TillWork) -> Amount:
        """What is being moved."""
        page, moving, words = self._move, work.moving, self._words
        assert moving is not None
        title = self._move_words.action(moving.action)
        session = work.state.session
        till = "" if session is None else self.tr("Till {0}").format(session.till_id)
        page.head.set_words(title, till)
        reasons = [
            Reason(r.code, words.term(r.label))
            for r in work.state.reasons_of(moving.action.reasons)[:9]
        ]
        page.show_move(moving, reasons, self._move_words.hint(moving.action))
        self._panel.show_sections(())
        amount = moving.action is not Action.NO_SALE
        self._panel.show_parts(mirror=False, keypad=amount, walk=False)
        self._panel.keypad.type_into(page.edit)
        shown = words.money(moving.amount or ZERO) if amount else title
        note = "" if moving.complete else self.tr("Type how much.")
        if moving.action.reasons and not moving.reason:
            note = self.tr("Choose a reason first.")
        verb = self._move_words.verb(moving.action)
        return Amount(title, shown, verb, note=note, enabled=moving.complete, money=amount)


def allowed(operator: Operator) -> list[Action]:
    """What somebody may do with an open till, in the order of the digits."""
    every = [a for a in Action if a is not Action.RECEIVE]
    return [a for a in every if not a.permission or operator.may(a.permission)]
