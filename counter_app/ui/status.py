"""The status bar's facts: from the last look at the desk and the last word of the print worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from counter_app.ui.widgets.status_bar import Fact

if TYPE_CHECKING:
    from counter_app.core.operator import Operator
    from counter_app.spool import SpoolNews
    from counter_app.ui.desk_state import DeskState
    from counter_app.ui.words import Words


@dataclass(frozen=True, slots=True)
class Devices:
    """Printer and drawer as last heard of; None where there is nothing to hear."""

    printer: str | None = None
    drawer: str | None = None

    def after(self, news: SpoolNews) -> Devices:
        """The same after the worker's news; details are its trouble codes, "" when all is well."""
        if news.what.startswith("drawer_"):
            return Devices(self.printer, news.what.removeprefix("drawer_"))
        return Devices(news.what, self.drawer)

    @property
    def printer_fault(self) -> bool:
        """The printer needs a person."""
        return self.printer in ("waiting", "unknown", "failed", "expired")


def facts(
    words: Words,
    state: DeskState | None,
    devices: Devices,
    operator: Operator | None,
    *,
    saved: bool,
    lock_hint: str = "",
) -> tuple[Fact, ...]:
    """What the bar shows, most important first; a locked desk names nobody."""
    found: list[Fact] = []
    if state is not None:
        found.append(Fact("calendar", words.day(state.business_date)))
        found.append(_till(state))
        if state.parked:
            found.append(_waiting(len(state.parked)))
    if operator is not None:
        found.append(Fact("user-round", operator.name, operator.short_name))
    found.append(_printer(devices))
    if devices.drawer is not None:
        found.append(_drawer(devices.drawer))
    found.append(
        Fact("database", QCoreApplication.translate("Status", "Saved"), good=True)
        if saved
        else Fact(
            "database",
            QCoreApplication.translate("Status", "Database not reached"),
            QCoreApplication.translate("Status", "No database"),
            fault=True,
        )
    )
    if operator is None:
        if lock_hint:
            found.append(Fact("lock", lock_hint, optional=True))
    elif state is not None:
        found.append(_newest(words, state))
    return tuple(found)


def clock_words(words: Words, now: datetime) -> str:
    """The time at the right end."""
    return words.time(now)


def _till(state: DeskState) -> Fact:
    if state.till is None:
        return Fact("wallet", QCoreApplication.translate("Status", "No till open"))
    words = QCoreApplication.translate("Status", "Till {0} open").format(state.till.till_id)
    return Fact(
        "wallet",
        words,
        QCoreApplication.translate("Status", "Till {0}").format(state.till.till_id),
        good=True,
    )


def _waiting(count: int) -> Fact:
    words = QCoreApplication.translate("Status", "{0} parked").format(count)
    return Fact("circle-pause", words, words)


def _printer(devices: Devices) -> Fact:
    match devices.printer:
        case None:
            return Fact(
                "printer", QCoreApplication.translate("Status", "No printer"), optional=True
            )
        case "ready" | "printed" | "sent":
            return Fact(
                "printer",
                QCoreApplication.translate("Status", "Printer ready"),
                QCoreApplication.translate("Status", "Printer"),
                good=True,
            )
        case "waiting":
            return Fact(
                "printer",
                QCoreApplication.translate("Status", "Printer does not answer"),
                QCoreApplication.translate("Status", "No printer"),
                fault=True,
            )
        case _:
            return Fact(
                "printer",
                QCoreApplication.translate("Status", "Check the last slip"),
                QCoreApplication.translate("Status", "Check slip"),
                fault=True,
            )


def _drawer(state: str) -> Fact:
    match state:
        case "opened":
            return Fact(
                "inbox",
                QCoreApplication.translate("Status", "Drawer opened"),
                QCoreApplication.translate("Status", "Drawer"),
            )
        case "closed":
            return Fact(
                "inbox",
                QCoreApplication.translate("Status", "Drawer closed"),
                QCoreApplication.translate("Status", "Drawer"),
            )
        case "ready":
            return Fact(
                "inbox",
                QCoreApplication.translate("Status", "Drawer ready"),
                QCoreApplication.translate("Status", "Drawer"),
                optional=True,
            )
        case _:
            return Fact(
                "inbox",
                QCoreApplication.translate("Status", "Drawer did not open"),
                QCoreApplication.translate("Status", "Drawer"),
                fault=True,
            )


def _newest(words: Words, state: DeskState) -> Fact:
    if state.newest_receipt is None:
        return Fact(
            "receipt-text", QCoreApplication.translate("Status", "No receipts yet"), optional=True
        )
    age = words.age(state.now - state.newest_receipt)
    return Fact(
        "receipt-text",
        QCoreApplication.translate("Status", "Newest receipt {0} ago").format(age),
        age,
        optional=True,
    )
