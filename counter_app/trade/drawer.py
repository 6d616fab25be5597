"""What a drawer's limits say to whatever brings cash into it: one answer for all tasks."""

from __future__ import annotations

from counter_app.core.approval import Finding
from counter_app.core.money import Money
from counter_app.core.store import TillSession
from counter_app.records.till_figures import till_cash
from counter_app.records.work import Work
from counter_app.rules.drawer_limits import judge_drawer


def drawer_findings(
    work: Work, added: Money, session: TillSession | None = None
) -> tuple[Finding, ...]:
    """Findings for `added` more cash (net, in minor units) in a till; the station's by default.

    Their texts never say how much the drawer holds.
    """
    session = session or work.till_session()
    if session is None:
        return ()
    return judge_drawer(till_cash(work.connection, session), added, work.policy().till)
