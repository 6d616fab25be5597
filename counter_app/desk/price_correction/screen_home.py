"""The price desk with nothing open: how to begin, tags to put right, and the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from counter_app.desk.price_correction.screen_mode import Mode
from counter_app.desk.price_correction.screen_view import View
from counter_app.records.overcharges import TagTask
from counter_app.records.price_audits import Audit
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.head import Press

if TYPE_CHECKING:
    from counter_app.desk.price_correction.screen import PriceScreen

translate = QCoreApplication.translate


class Home(Mode):
    """Nothing open yet."""

    def __init__(self, screen: PriceScreen) -> None:
        self._screen = screen
        self.tasks: tuple[TagTask, ...] = ()
        self.audit: Audit | None = None

    def view(self) -> View:
        return home_view(len(self.tasks), self.audit is not None)

    def take_key(self, key: str) -> bool:
        if key == "Alt+A":
            self._screen.go_audit(self.audit)
        elif key == "Alt+T" and self.tasks:
            self._screen.go_tags(self.tasks)
        else:
            return False
        return True

    def pressed(self, name: str) -> None:
        self.take_key({"audit": "Alt+A", "tags": "Alt+T"}[name])

    def take_item(self, code: str) -> bool:
        self._screen.approve_item(code)
        return True


def home_view(tasks: int, auditing: bool) -> View:
    """Nothing open yet: how to begin, and what else can be done here."""
    audit = translate("Prices", "Price audit")
    if auditing:
        audit = translate("Prices", "Go on with audit")
    tags = translate("Prices", "Shelf tags ({0})").format(tasks)
    return View(
        title=translate("Prices", "Price fix"),
        line=translate("Prices", "Wrong prices, price match, goodwill, register errors"),
        amount=Amount(
            translate("Prices", "Nothing open"),
            translate("Prices", "Scan a receipt"),
            translate("Prices", "Pay out"),
            enabled=False,
            money=False,
        ),
        empty=(
            translate("Prices", "No receipt is open."),
            translate("Prices", "Scan a receipt; before payment, scan the item."),
            translate("Prices", "Nothing is paid until you press F12."),
        ),
        presses=(
            Press("audit", audit, "Alt+A"),
            Press("tags", tags, "Alt+T", tasks > 0),
        ),
    )
