"""A task as small as a task can be, to see what the shell does with one."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.codes.receipt_codes import Scanned
from counter_app.core.approval import Approval, Finding, Severity, Verdict
from counter_app.core.errors import ApprovalRequired, Refused
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.core.scan import ScanKind
from counter_app.core.task import Door, Task
from counter_app.records.audit import note_event
from counter_app.records.decisions import add_decision
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.ui.asked import ApprovalContext, AskedLine, AskedRow, AskedSection
from counter_app.ui.screen import Desk, Screen
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.context_panel import ContextPanel
from counter_app.ui.widgets.head import ScreenHead

LIMIT: Final = Money(10_000)
VERDICT: Final = Verdict(
    "d" * 64,
    (Finding("probe.limit", Severity.APPROVE, "$115.26 in cash is over your limit of $100.00."),),
)


@dataclass(slots=True)
class Probe:
    """What was asked of the use case, and on which thread."""

    now: ClassVar[Probe]
    paid: list[Money] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    go_on: threading.Event = field(default_factory=threading.Event)
    waits: bool = False
    breaks: bool = False


def pay(amount: Money, station: Station, approval: Approval | None = None) -> Money:
    """Write one audit row, as a payment would; above the limit only with a manager."""
    probe = Probe.now
    probe.threads.add(threading.get_ident())
    if probe.waits:
        assert probe.go_on.wait(10)
    with station.open_work() as work:
        work.operator(station.operator_id)
        if amount > LIMIT and approval is None:
            _keep(amount, work, station)
            raise ApprovalRequired("Over the limit.", verdict=VERDICT)
        note_event(work.connection, station=station.name, event="probe_paid", at=work.now())
        if probe.breaks:
            raise ZeroDivisionError(f"a secret amount of {amount}")
        if amount.minor == 666:
            raise Refused("This cannot be paid here.", remedy="Ask at the office.")
        work.commit()
    probe.paid.append(amount)
    if approval is not None:
        probe.approvals.append(approval)
    return amount


def _keep(amount: Money, work: Work, station: Station) -> None:
    """Remember the no, as every use case does that asks a manager."""
    add_decision(
        work.connection,
        task="probe",
        station=station.name,
        operator_id=station.operator_id,
        request_id="probe",
        verdict=VERDICT,
        status="refused",
        request={"amount": amount.minor},
        policy_version=work.policy().version,
        at=work.now(),
    )
    work.commit()


class ProbeScreen(Screen):
    """Scans become lines of text, F12 pays the amount that a test has set."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.amount = Money(500)
        self.lines: tuple[str, ...] = ()
        self.keys: list[str] = []
        self.left = 0
        self.doors: list[str] = []
        self.head = ScreenHead("Probe")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)
        column.addStretch(1)
        self.block = AmountBlock()
        self.block.pressed.connect(self.primary)
        self._panel = ContextPanel()
        self._panel.set_foot(self.block)

    def start(self, intent: Intent) -> None:
        self.doors.append(intent.door)
        self.desk.at_door("probe", intent.door)
        self.show_draft(())

    def take_scan(self, scanned: Scanned) -> bool:
        self.show_draft((*self.lines, scanned.text))
        return True

    def take_key(self, key: str) -> bool:
        self.keys.append(key)
        return key in ("1", "Return")

    def panel(self) -> QWidget:
        return self._panel

    def has_work(self) -> bool:
        return bool(self.lines)

    def leave(self) -> None:
        self.left += 1

    def show_draft(self, draft: Any) -> None:
        self.lines = draft
        self.head.set_words("Probe", ", ".join(draft))
        self.block.show_amount(
            Amount("Refund to customer", self.desk.words.money(self.amount), "Refund in cash")
        )

    def primary(self) -> None:
        self.desk.runner.run(
            pay,
            self.amount,
            done=lambda amount: self.desk.banner(f"Paid {self.desk.words.money(amount)}."),
            busy=self.block,
            context=lambda _error: self._context(),
        )

    def _context(self) -> ApprovalContext:
        return ApprovalContext(
            "Refund in cash",
            self.desk.words.money(self.amount),
            self.amount.minor,
            LIMIT.minor,
            "refund_cash",
            (
                AskedSection("What comes back", lines=(AskedLine("1", "Coffee maker", "Faulty"),)),
                AskedSection("Clerk", "Maria Alvarez", rows=(AskedRow("Asked today", "1 time"),)),
            ),
        )


TASKS: Final = (
    Task(
        key="probe",
        title="Return",
        icon="receipt-text",
        hotkey="F2",
        doors=(Door("side", "Side door", "search-x", "F5"),),
        screen="tests.ui.probe:ProbeScreen",
        scans=frozenset({ScanKind.RECEIPT, ScanKind.ITEM}),
    ),
    Task(key="planned", title="Planned", hotkey="F3"),
)
