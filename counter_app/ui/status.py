"""The status bar's facts: from the last look at the desk and the last word of the print worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from counter_app.core.operator import Operator
from counter_app.spool import SpoolNews
from counter_app.ui.desk_state import DeskState
from counter_app.ui.widgets.status_bar import Fact
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
    if operator is not None:
        found.append(Fact("user-round", operator.name, operator.short_name))
    found.append(_printer(devices))
    if devices.drawer is not None:
        found.append(_drawer(devices.drawer))
    found.append(
        Fact("database", _tr("Saved"), good=True)
        if saved
        else Fact("database", _tr("Database not reached"), _tr("No database"), fault=True)
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
        return Fact("wallet", _tr("No till open"))
    words = _tr("Till {0} open").format(state.till.till_id)
    return Fact("wallet", words, _tr("Till {0}").format(state.till.till_id), good=True)


def _printer(devices: Devices) -> Fact:
    match devices.printer:
        case None:
            return Fact("printer", _tr("No printer"), optional=True)
        case "ready" | "printed" | "sent":
            return Fact("printer", _tr("Printer ready"), _tr("Printer"), good=True)
        case "waiting":
            return Fact("printer", _tr("Printer does not answer"), _tr("No printer"), fault=True)
        case _:
            return Fact("printer", _tr("Check the last slip"), _tr("Check slip"), fault=True)


def _drawer(state: str) -> Fact:
    match state:
        case "opened":
            return Fact("inbox", _tr("Drawer opened"), _tr("Drawer"))
        case "closed":
            return Fact("inbox", _tr("Drawer closed"), _tr("Drawer"))
        case "ready":
            return Fact("inbox", _tr("Drawer ready"), _tr("Drawer"), optional=True)
        case _:
            return Fact("inbox", _tr("Drawer did not open"), _tr("Drawer"), fault=True)


def _newest(words: Words, state: DeskState) -> Fact:
    if state.newest_receipt is None:
        return Fact("receipt-text", _tr("No receipts yet"), optional=True)
    age = words.age(state.now - state.newest_receipt)
    return Fact("receipt-text", _tr("Newest receipt {0} ago").format(age), age, optional=True)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Status", words)
