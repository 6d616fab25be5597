"""Tills as their cards show them, and what to know before touching one: levels, never balances."""

from __future__ import annotations

from PySide6.QtCore import QObject

from counter_app.core.store import SessionState
from counter_app.desk.tills.screen_words import TillWords
from counter_app.desk.tills.service import TillChoice, TillState
from counter_app.rules.drawer_limits import Level
from counter_app.ui.widgets.findings_bar import Finding
from counter_app.ui.widgets.findings_bar import Level as FindingLevel
from counter_app.ui.widgets.pill import Tone
from counter_app.ui.widgets.till_card import TillView


class TillViews(QObject):
    """Views in the language of the window."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words

    def till_view(self, till: TillChoice) -> TillView:
        """A till as a card shows it: its state and level, never how much is in it."""
        if not till.session_id:
            return self._idle_view(till)
        words, tone, icon = self._state(till)
        since = "" if till.since is None else self._words.time(till.since)
        last = self.tr("Since {0}").format(since)
        if till.overdue:
            last = self.tr("Not closed on its day")
        level = self.level(till.level) if till.level else ""
        over = till.level == Level.OVER_LIMIT
        act = Tone.DENY if till.overdue else Tone.WARN if over else None
        return TillView(
            till.name,
            till.name,
            f"{till.open_at} · {till.operator}",
            words,
            tone,
            icon,
            level=level,
            level_caption=self.tr("Cash level") if level else "",
            steps=till.level,
            over=over,
            fact="" if level else self.tr("Waits for its count"),
            last=last,
            act=act,
        )

    def _idle_view(self, till: TillChoice) -> TillView:
        last = self.tr("Not used yet")
        if till.settled_at is not None:
            last = self.tr("Settled {0}").format(self._words.when(till.settled_at))
        disputed = till.state == SessionState.DISPUTED
        return TillView(
            till.name,
            till.name,
            self.tr("Free to open") if till.desk else self.tr("Lane"),
            self.tr("Disputed") if disputed else self.tr("Not opened"),
            Tone.DENY if disputed else Tone.QUIET,
            fact=self.tr("Difference not accepted") if disputed else self.tr("No drawer issued"),
            last=last,
            act=Tone.DENY if disputed else None,
        )

    def _state(self, till: TillChoice) -> tuple[str, Tone, str]:
        known = {
            SessionState.OPEN: (self.tr("Open"), Tone.OK, "check"),
            SessionState.SUSPENDED: (self.tr("Suspended"), Tone.INFORM, "pause"),
            SessionState.PREPARED: (self.tr("Prepared"), Tone.INFORM, "package"),
            SessionState.BLIND_CLOSED: (self.tr("Closed"), Tone.INFORM, "lock"),
            SessionState.FORCE_CLOSED: (self.tr("Force-closed"), Tone.WARN, "triangle-alert"),
            SessionState.COUNTED: (self.tr("Counting"), Tone.INFORM, "hash"),
            SessionState.RECOUNTED: (self.tr("Counting"), Tone.INFORM, "hash"),
        }
        return known[SessionState(till.state)]

    def level(self, level: int) -> str:
        """A step of the cash level in words."""
        known = {
            Level.LOW: self.tr("Low"),
            Level.NORMAL: self.tr("Normal"),
            Level.FILLED: self.tr("Normal"),
            Level.NEAR_LIMIT: self.tr("Near limit"),
            Level.OVER_LIMIT: self.tr("Over limit"),
        }
        return known[Level(level)]

    def overview_findings(self, state: TillState, owner: str) -> tuple[Finding, ...]:
        """What to know about a till before touching it: of yesterday, somebody's, counted once."""
        found = []
        session = state.session
        if any(t.overdue and session and t.id == session.till_id for t in state.tills):
            found.append(
                Finding(
                    "yesterday",
                    FindingLevel.FORBID,
                    self.tr("This till was not closed on its day."),
                    self.tr("Count it first; then open it for today."),
                )
            )
        if owner:
            found.append(
                Finding(
                    "owner",
                    FindingLevel.APPROVE,
                    self.tr("{0} opened this till.").format(owner),
                    self.tr("You can count it; a manager agrees at the end."),
                )
            )
        if state.earlier_counts == 1:
            found.append(
                Finding(
                    "second",
                    FindingLevel.WARN,
                    self.tr("The first count did not match."),
                    self.tr("Count once more; the second count is final."),
                )
            )
        return tuple(found)
