"""What the board says: its four figures, what waits for a manager, and facts of a till."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject

from counter_app.core.cash import MovementState
from counter_app.core.money import ZERO, total
from counter_app.core.store import TO_COUNT, SessionState
from counter_app.desk.tills.board_state import BoardState, BoardTill, Errand, Waits
from counter_app.desk.tills.screen_room_words import RoomWords
from counter_app.desk.tills.screen_views import TillViews
from counter_app.desk.tills.screen_words import TillWords
from counter_app.desk.tills.waiting import Waiting
from counter_app.rules.drawer_limits import Level
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.context_panel import KeyRow, Section
from counter_app.ui.widgets.summary_card import Summary
from counter_app.ui.widgets.till_card import TillView

MOST_BAGS: Final = 3
"""More do not fit beside what waits; the oldest are shown."""
WEEK: Final = 7


class BoardWords(QObject):
    """Texts in the language of the window."""

    def __init__(self, desk: Desk, words: TillWords) -> None:
        super().__init__()
        self._desk = desk
        self._words = words
        self._views = TillViews(words)
        self._room = RoomWords(words)

    def card(self, till: BoardTill) -> TillView:
        """A till's card: counting tries and a disputed difference in the place of its level."""
        view = self._views.till_view(till.choice)
        session = till.session
        if till.disputed is not None:
            said = self.tr("{0}, not settled").format(self._words.variance(till.disputed))
            return replace(view, fact=said)
        if session is not None and session.state in TO_COUNT and till.tries:
            return replace(view, fact=self.tr("Blind count, try {0}").format(till.tries + 1))
        return view

    def figures(self, state: BoardState) -> tuple[Summary, ...]:
        """Open tills, tills over their limit, bags on the way, approvals that are asked for."""
        states = [t.choice.state for t in state.tills]
        count = states.count(SessionState.OPEN)
        over = [t for t in state.tills if t.choice.level == Level.OVER_LIMIT]
        late = sum(1 for b in state.bags if b.late)
        asked = state.requests[0] if state.requests else None
        return (
            Summary(
                "store",
                str(count),
                self.tr("of {0} open").format(len(states)),
                self._rest(states),
            ),
            Summary(
                "triangle-alert",
                str(len(over)),
                self.tr("over limit"),
                over[0].choice.name if over else self.tr("None"),
                "warn" if over else "ink3",
            ),
            Summary(
                "package",
                str(len(state.bags)),
                self.tr("bags on the way"),
                self._bags(state, late),
                "warn" if late else "ink2",
            ),
            Summary(
                "shield-user",
                str(len(state.requests)),
                self.tr("approvals asked"),
                self.tr("Nobody waits")
                if asked is None
                else f"{asked[0].split(' ')[0]}, {self._age(asked[1], state)}",
                "approve" if asked else "ink3",
            ),
        )

    def row(self, one: Waits, state: BoardState) -> tuple[str, str, str, str, str]:
        """Icon, ink, title, line and verb of what waits."""
        icon, ink, title, verb = self._what(one)
        return icon, ink, title, self._line(one, state), verb

    def _what(self, one: Waits) -> tuple[str, str, str, str]:
        if one.movement is not None:
            disputed = one.movement.state is MovementState.DISPUTED
            ink = "deny" if disputed else "warn" if one.movement.late else "ink2"
            icon, verb = self._room.icon(one.movement), self._room.verb(one.movement)
            return icon, ink, self._room.short(one.movement), verb
        known = {
            Errand.REQUEST: (
                "shield-user", "approve", self.tr("Approval"), self.tr("Review")
            ),
            Errand.DISPUTED_TILL: (
                "circle-alert", "deny", self.tr("Dispute"), self.tr("Open")
            ),
            Errand.OVERDUE: ("clock-alert", "deny", self.tr("Not closed"), self.tr("Open")),
            Errand.OVER_LIMIT: ("triangle-alert", "warn", self.tr("Pickup"), self.tr("Start")),
            Errand.TO_COUNT: ("hash", "ink2", self.tr("To settle"), self.tr("Count")),
            Errand.LATE_SALES: ("clock-alert", "warn", self.tr("Late sales"), self.tr("Open")),
            Errand.CARDS: ("credit-card", "warn", self.tr("Card refunds"), self.tr("Settle")),
            Errand.PARKED: ("circle-pause", "ink2", self.tr("Parked"), self.tr("Look")),
        }  # fmt: skip
        return known[one.errand]

    def _line(self, one: Waits, state: BoardState) -> str:
        age = "" if one.at is None else self._age(one.at, state)
        if one.movement is not None:
            bag = self.tr("bag {0}").format(one.movement.bag) if one.movement.bag else ""
            return ", ".join(p for p in (one.name, bag or one.movement.party, age) if p)
        if one.errand is Errand.OVER_LIMIT:
            return self.tr("{0}, over limit").format(one.name)
        if one.errand in (Errand.CARDS, Errand.PARKED, Errand.LATE_SALES):
            return ", ".join(p for p in (one.name, str(one.count), age) if p)
        return ", ".join(p for p in (one.name, age) if p)

    def urgent(self, one: Waits, state: BoardState) -> tuple[str, str, str]:
        """The block's word, its few words and its note."""
        if one.errand is Errand.REQUEST:
            first = one.name.split(" ")[0]
            word = self.tr("Most urgent: a customer waits")
            return word, self.tr("{0} asks").format(first), self._line(one, state)
        return self.tr("Most urgent"), self._what(one)[2], self._line(one, state)

    def sections(self, state: BoardState, *, narrow: bool) -> tuple[Section, ...]:
        """Money on its way to the safe and to the bank, how the safe stands, who comes next.

        A narrow panel has a line for each bag, a wide one two.
        """
        counted = state.safe_counted
        rows = [
            KeyRow(
                self.tr("Counted"),
                self.tr("Never") if counted is None else self._near(counted, state),
            ),
        ]
        if state.ordered:
            rows.append(KeyRow(self.tr("Change"), self.tr("Ordered")))
        for place, key in enumerate(state.low[: 1 if narrow else 3]):
            rows.append(KeyRow(self.tr("Runs low on") if place == 0 else "", self._room.piece(key)))
        if state.carrier is not None:
            rows.append(KeyRow(self.tr("Next carrier"), self._near(state.carrier, state)))
        safe = Section(self.tr("Safe"), rows=tuple(rows))
        return (
            *self._on_the_way(self.tr("On the way to the safe"), state.bags, state, narrow),
            *self._on_the_way(self.tr("On the way to the bank"), state.deposits, state, narrow),
            safe,
        )

    def _on_the_way(
        self, title: str, bags: tuple[Waiting, ...], state: BoardState, narrow: bool
    ) -> Iterator[Section]:
        """The oldest bags: what each should hold and all together, if this person is told."""
        rows: list[KeyRow] = []
        for bag in bags[:MOST_BAGS]:
            name = bag.bag or self.tr("No bag number")
            age = self._age(bag.at, state)
            ink = "warn" if bag.late else "ink2"
            if bag.amount is None:
                named = " · ".join(p for p in (name, bag.till) if p)
                rows.append(KeyRow(named, age, ink=ink, icon="package"))
                continue
            shown = self._words.money(bag.amount)
            rows.append(KeyRow(name, shown, ink=ink if narrow else "ink", icon="package"))
            if narrow:
                continue
            said = self.tr("late, {0}").format(age) if bag.late else age
            rows.append(KeyRow(bag.till or bag.party or bag.sender, said, ink=ink))
        if rows:
            yield Section(title, note=self._sum(bags), rows=tuple(rows))

    def _sum(self, bags: tuple[Waiting, ...]) -> str:
        """What all bags should hold, if this person is told."""
        told = [b.amount for b in bags if b.amount is not None]
        return self._words.money(total(told)) if told else ""

    def _bags(self, state: BoardState, late: int) -> str:
        """The line under the number of bags: late ones first, else what is sealed in them."""
        if late:
            return self.tr("{0} late").format(late)
        sealed = self._sum(state.bags)
        return self.tr("{0} sealed").format(sealed) if sealed else self.tr("None late")

    def facts(self, till: BoardTill) -> tuple[KeyRow, ...]:
        """What is known about one till; never what it holds."""
        choice, session = till.choice, till.session
        view = self.card(till)
        rows = [KeyRow(self.tr("State"), view.state)]
        if session is None:
            return tuple(rows)
        if choice.operator:
            rows.append(KeyRow(self.tr("Opened by"), choice.operator))
            rows.append(KeyRow(self.tr("Where"), choice.open_at))
        rows.append(KeyRow(self.tr("Since"), self._words.when(session.opened_at)))
        if view.level:
            rows.append(KeyRow(self.tr("Cash level"), view.level))
        if till.disputed is not None:
            ink = "deny" if till.disputed < ZERO else "ink"
            said = self._words.variance(till.disputed)
            rows.append(KeyRow(self.tr("Variance"), said, ink=ink))
        if session.tag:
            rows.append(KeyRow(self.tr("Tag"), session.tag))
        return tuple(rows)

    def _rest(self, states: list[str]) -> str:
        waits = sum(1 for s in states if s in TO_COUNT)
        suspended = states.count(SessionState.SUSPENDED)
        parts = [
            self.tr("{0} suspended").format(suspended) if suspended else "",
            self.tr("{0} to count").format(waits) if waits else "",
        ]
        return ", ".join(p for p in parts if p) or self.tr("None to count")

    def _near(self, at: datetime, state: BoardState) -> str:
        """A time of today, a weekday of the next six or the last six, else the date."""
        assert state.now is not None, "a board that was read has its time"
        calendar = self._desk.station.store.calendar
        days = abs((calendar.local(at).date() - calendar.local(state.now).date()).days)
        if not days:
            return self._words.time(at)
        return self._desk.words.soon(at) if days < WEEK else self._words.when(at)

    def _age(self, at: datetime, state: BoardState) -> str:
        assert state.now is not None, "a board that was read has its time"
        return self._desk.words.age(state.now - at)
