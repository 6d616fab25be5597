"""What other desks ask for now and what holds in advance: opened, or ended, by a digit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.approving import OpenRequest, requests_for
from counter_app.core.intent import Intent
from counter_app.granting import LivePreauthorization, live_preauthorizations, revoke
from counter_app.station import Station
from counter_app.ui import theme
from counter_app.ui.parked import ROWS, WorkRow
from counter_app.ui.retold import again
from counter_app.ui.screen import Desk, Screen
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel, Section, SectionStyle
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.scroll import FittingScroll


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody who may approve."""

    requests: tuple[OpenRequest, ...] = ()
    granted: tuple[LivePreauthorization, ...] = ()


def look_at_requests(station: Station) -> Waiting:
    """Requests of others, and approvals in advance where the operator may see them."""
    return Waiting(requests_for(station), live_preauthorizations(station))


class RequestsScreen(Screen):
    """Rows with a digit each; requests first."""

    def __init__(
        self, desk: Desk, show: Callable[[OpenRequest], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._show = show
        self._keys: dict[str, Callable[[], object]] = {}
        self._head = ScreenHead()
        self._card = Card()
        self._card.column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._head)
        column.addWidget(FittingScroll(self._card))
        column.addStretch(1)
        self._panel = ContextPanel()
        self._block = AmountBlock()
        self._block.pressed.connect(self.primary)
        self._panel.set_foot(self._block)
        self.show_draft(Waiting())

    def start(self, intent: Intent) -> None:
        self._look()

    def show_draft(self, draft: Waiting) -> None:
        """Write the rows."""
        self._head.set_words(
            self.tr("Requests"), self.tr("What other desks ask for, and what holds in advance.")
        )
        clear(self._card.column)
        self._keys = {}
        for request in draft.requests[:ROWS]:
            line = self.tr("{0} asks at {1}").replace("{0}", request.clerk)
            word = again(request.told.get("word", ""), self.desk.words)
            title = word or self.tr("Manager approval")
            amount = self.desk.words.money(request.amount) if request.amount.minor else ""
            self._add(
                "shield-user",
                title,
                line.replace("{1}", request.desk),
                amount,
                partial(self._show, request),
            )
        for live in draft.granted[: ROWS - len(self._keys)]:
            self._add_granted(live)
        if not self._keys:
            fact = self.tr("Nobody asks for a manager")
            self._card.column.addWidget(
                EmptyState("shield-user", fact, self.tr("A request of another desk appears here."))
            )
        note = self.tr("A number opens a request, or ends what was granted in advance.")
        title = self.tr("Requests")
        self._panel.show_sections([Section(title, sub=note, style=SectionStyle.HEAD)])
        self._block.show_amount(
            Amount(self.tr("Next"), self.tr("Go back"), self.tr("Home"), key="Esc", money=False)
        )

    def take_key(self, key: str) -> bool:
        act = self._keys.get(key)
        if act is None:
            return False
        act()
        return True

    def panel(self) -> QWidget:
        return self._panel

    def primary(self) -> None:
        self.desk.go_home()

    def _add_granted(self, live: LivePreauthorization) -> None:
        granted, words = live.granted, self.desk.words
        title = self.tr("{0} needs no manager until {1}").replace("{0}", live.clerk)
        until = self.desk.station.store.calendar.local(granted.ends_at)
        line = self.tr("{0}, used {1} of {2} times, {3} of {4}").replace("{0}", live.manager)
        line = line.replace("{1}", str(granted.used)).replace("{2}", str(granted.uses))
        line = line.replace("{3}", words.money(granted.spent))
        line = line.replace("{4}", words.money(granted.total))
        self._add(
            "clock",
            title.replace("{1}", words.time(until)),
            line,
            words.money(granted.amount),
            partial(self._revoke, granted.id),
        )

    def _add(
        self, icon: str, title: str, line: str, amount: str, act: Callable[[], object]
    ) -> None:
        digit = len(self._keys) + 1
        row = WorkRow(digit, icon, title, line, amount)
        row.clicked.connect(lambda _checked=False: act())
        self._card.column.addWidget(row)
        self._keys[str(digit)] = act

    def _revoke(self, preauthorization_id: str) -> None:
        self.desk.runner.run(revoke, preauthorization_id, done=self._revoked)

    def _revoked(self, _: None) -> None:
        self.desk.banner(self.tr("It needs a manager again."), icon="shield-user")
        self._look()

    def _look(self) -> None:
        self.desk.runner.background(look_at_requests, done=self.show_draft)
