"""Price fix: correct a receipt, approve a price before payment, watch overcharges, audit shelves.

What is being done is a `Mode`; the page shows its view, and every key and scan goes to it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.codes.receipt_codes import Scanned
from counter_app.core.ids import new_id
from counter_app.core.intent import Intent
from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO
from counter_app.core.scan import ScanKind
from counter_app.desk.price_correction import looking, radar, reads, service
from counter_app.desk.price_correction.draft import Sort
from counter_app.desk.price_correction.looking import Record
from counter_app.desk.price_correction.overrides import Override
from counter_app.desk.price_correction.screen_audit import Auditing
from counter_app.desk.price_correction.screen_choice import Choosing
from counter_app.desk.price_correction.screen_claims import Claims
from counter_app.desk.price_correction.screen_done import Done
from counter_app.desk.price_correction.screen_home import Home
from counter_app.desk.price_correction.screen_keep import Keeping
from counter_app.desk.price_correction.screen_mode import Mode
from counter_app.desk.price_correction.screen_page import PricePage
from counter_app.desk.price_correction.screen_radar import Radar
from counter_app.desk.price_correction.screen_shelf import Approve
from counter_app.desk.price_correction.screen_watch import Tags
from counter_app.desk.price_correction.screen_words import Said
from counter_app.records.overcharges import TagTask
from counter_app.records.price_audits import Audit
from counter_app.spool import Kick
from counter_app.trade.answers import Completed
from counter_app.trade.receipt_lookup import ReceiptChoice
from counter_app.ui import retold
from counter_app.ui.screen import Desk, Grid, Screen
from counter_app.ui.wedge import SINGLE_PRESS
from counter_app.ui.widgets.reason_picker import Reason

AUDIT_SIZE = 50


class PriceScreen(Screen):
    """Holds the mode in front; every change of it is shown by `show_draft`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        symbol = desk.words.money(ZERO)
        self.page = PricePage(
            desk.station.store.currency.exponent, symbol[: len(symbol) - len(symbol.lstrip("$€£¥"))]
        )
        self.said = Said(desk, self.page)
        self.home = Home(self)
        self.keep = Keeping(desk, self.go_start, self)
        self.mode: Mode = self.home
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        page = self.page
        page.block.button.setProperty(SINGLE_PRESS, True)
        page.block.pressed.connect(self.primary)
        page.priced.connect(self._priced)
        page.entered.connect(self._entered)
        page.picked.connect(self._picked)
        page.pressed.connect(self._pressed)
        page.table.current_changed.connect(self._moved)
        page.table.stepped.connect(self._stepped)
        page.findings.ticked.connect(self._ticked)
        page.findings.chosen.connect(self._finding_chosen)
        page.retranslate()
        self._quiet = False
        self.show_draft(self.home)

    def start(self, intent: Intent) -> None:
        """Fresh, or about a receipt."""
        self._ask_scan()
        if intent.draft_id is not None:
            self.desk.runner.run(service.open_draft, intent.draft_id, done=self._opened)
        elif intent.receipt_id is not None:
            self.open_receipt(intent.receipt_id)
        elif isinstance(self.mode, Home):
            self.look()

    def panel(self) -> QWidget:
        return self.page.panel

    def set_grid(self, grid: Grid) -> None:
        self.page.set_grid(grid)
        self.show_draft(self.mode)

    def take_scan(self, scanned: Scanned) -> bool:
        """A receipt opens; an item is the next line, the next shelf, or a price to approve."""
        if scanned.kind is ScanKind.RECEIPT:
            self.desk.runner.run(service.open_text, scanned.text, done=self._found)
            return True
        if scanned.kind is ScanKind.SLIP:
            self.desk.runner.run(looking.open_slip, scanned.text, done=self._found)
            return True
        if scanned.item is not None:
            return self.mode.take_item(scanned.item.code)
        return False

    def take_key(self, key: str) -> bool:
        return self.mode.take_key(key)

    def primary(self) -> None:
        """F12."""
        if self.page.block.button.isEnabled():
            self.mode.primary()

    def escape(self) -> bool:
        if self.mode.back():
            return True
        if isinstance(self.mode, Home) or self.has_work():
            return False
        self.go_start()
        return True

    def park(self) -> None:
        if isinstance(self.mode, Claims):
            self.mode.park()

    def has_work(self) -> bool:
        return isinstance(self.mode, Claims)

    def leave(self) -> None:
        """Store the draft now rather than soon; what nobody touched or is done makes room."""
        self.keep.store()
        idle = isinstance(self.mode, Claims) and not self.keep.worth_keeping
        if idle or isinstance(self.mode, Done | Choosing):
            self.show_draft(self.home)

    def show_draft(self, draft: Mode) -> None:
        """Write every widget from the mode in front."""
        self.mode = draft
        self.keep.show(draft.draft if isinstance(draft, Claims) else None)
        self._quiet = True
        self.page.show_view(draft.view())
        if isinstance(draft, Claims):
            self.page.table.set_current(str(draft.line))
        self._quiet = False
        if self.isVisible():
            self._ask_scan()

    def _ask_scan(self) -> None:
        usual = retold.translate("PriceScreen", "Scan a receipt; before payment, scan the item")
        self.desk.scan_prompt(self.page.prompt or usual)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.page.retranslate()
            self.show_draft(self.mode)
        super().changeEvent(event)

    def look(self) -> None:
        """Ask what is open: tag tasks and an audit."""
        self.desk.runner.background(reads.open_work, done=self._looked)

    def open_receipt(self, receipt_id: str) -> None:
        """Begin to correct a receipt."""
        self.desk.runner.run(service.open_receipt, receipt_id, done=self._opened)

    def go_start(self) -> None:
        """Nothing open any more."""
        self.show_draft(self.home)
        self.look()

    def go_tags(self, tasks: tuple[TagTask, ...]) -> None:
        """The shelf tags to put right."""
        self.show_draft(Tags(self.desk, self.said, self.show_draft, self.go_start, tasks))

    def go_audit(self, audit: Audit | None) -> None:
        """Go on with an audit, or draw a sample and begin."""
        if audit is not None:
            self._audit(audit)
        else:
            self.desk.runner.run(partial(reads.begin_audit, AUDIT_SIZE), done=self._audit)

    def approve_item(self, code: str) -> None:
        """A price before payment for a scanned item."""
        self.desk.runner.run(
            partial(reads.priced_item, code), done=self._approve, failed=self.desk.refusal
        )

    def _priced(self, minor: int | None) -> None:
        self.mode.priced(minor)

    def _entered(self, text: str) -> None:
        self.mode.entered(text)

    def _picked(self, key: str) -> None:
        self.mode.picked(key)

    def _pressed(self, name: str) -> None:
        self.mode.pressed(name)

    def _stepped(self, key: str, by: int) -> None:
        self.mode.stepped(key, by)

    def _ticked(self, code: str, _on: bool) -> None:
        self.mode.ticked(code)

    def _finding_chosen(self, code: str, choice: str) -> None:
        self.mode.chosen(code, choice)

    def _moved(self, key: str) -> None:
        if not self._quiet:
            self.mode.moved(key)

    def _looked(self, state: tuple[tuple[TagTask, ...], Audit | None]) -> None:
        self.home.tasks, self.home.audit = state
        if self.mode is self.home:
            self.show_draft(self.home)

    def _found(self, found: Record | service.Opened | tuple[ReceiptChoice, ...]) -> None:
        if isinstance(found, service.Opened):
            self._opened(found)
            return
        self.keep.make_room()
        if isinstance(found, Record):
            self._show_record(found, fresh=False)
            return
        self.show_draft(
            Choosing(self.desk, self.said, self.show_draft, self.go_start, found, self.open_receipt)
        )

    def _opened(self, opened: service.Opened) -> None:
        before = self.mode.draft if isinstance(self.mode, Claims) else None
        if before is not None and before.receipt.id == opened.draft.receipt.id:
            if before.id != opened.draft.id:
                self.desk.banner(self.tr("This receipt is open already."), icon="receipt-text")
                return
        else:
            self.keep.make_room()
        self.show_draft(
            Claims(
                self.desk,
                self.said,
                opened,
                self.show_draft,
                self._finished,
                self.window(),
                self.keep,
            )
        )

    def _finished(self, done: Completed, _opened: service.Opened) -> None:
        operator = self.desk.station.operator
        if done.drawer_kick and operator is not None:
            self.desk.kick_drawer(Kick(operator.id, "price_correction", done.transaction_id))
        self.desk.refresh()

        def show(record: Record) -> None:
            self._show_record(replace(record, done=done), fresh=True)

        self.desk.runner.background(looking.look_at, done.transaction_id, done=show)

    def _show_record(self, record: Record, *, fresh: bool) -> None:
        operator = self.desk.station.operator
        may = operator is not None and operator.may("prices.radar")
        wrong = any(x.sort == Sort.WRONG_PRICE.value for x in record.lines)
        self.show_draft(
            Done(
                self.desk,
                self.said,
                self.show_draft,
                self.go_start,
                record,
                self._look_for,
                may_look=wrong and may,
                fresh=fresh,
            )
        )

    def _look_for(self, found: radar.Sweep) -> None:
        self.show_draft(Radar(self.desk, self.said, self.show_draft, self.go_start, found))

    def _audit(self, audit: Audit) -> None:
        todo = (x.number for x in audit.items if x.shelf is None and not x.missing)
        mode = Auditing(self.desk, self.said, self.show_draft, self.go_start, audit)
        mode.current = next(todo, 0)
        self.show_draft(mode)

    def _approve(self, found: tuple[ItemRow, tuple[tuple[str, str], ...]]) -> None:
        item, reasons = found
        said = self.said.catalogue
        keys = tuple(Reason(code, said.term(words)) for code, words in reasons)
        wanted = Override(new_id(), item.code, ZERO)
        self.show_draft(
            Approve(self.desk, self.said, self.show_draft, self.go_start, item, keys, wanted)
        )
