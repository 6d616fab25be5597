"""The way to a receipt: found by scan or number, chosen from several, or keyed from its paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from counter_app.codes.receipt_codes import Scanned
from counter_app.core.errors import BadInput, CounterError, NotFound
from counter_app.core.words import Words as Sentences
from counter_app.desk.returns import screen_reads as reads
from counter_app.desk.returns import service
from counter_app.desk.returns.screen_case import tender_words
from counter_app.desk.returns.screen_clues import CluesPage
from counter_app.desk.returns.screen_find import FindPage
from counter_app.desk.returns.screen_keyed import TENDERS, KeyedPage
from counter_app.desk.returns.screen_panel import ReturnPanel
from counter_app.desk.returns.screen_reads import Opened
from counter_app.trade.receipt_finder import ReceiptMatch, find_by_clues
from counter_app.trade.receipt_lookup import ReceiptChoice
from counter_app.ui.screen import Desk, Grid
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.pill import Tone
from counter_app.ui.widgets.reason_picker import Reason

KEYING = "receipts.provisional"


class StartPages(QObject):
    """Owns the find page and the keyed page; `opened` gets the return once there is one."""

    def __init__(
        self,
        desk: Desk,
        panel: ReturnPanel,
        sentences: Callable[[], Sentences],
        opened: Callable[[Opened], None],
        show_page: Callable[[FindPage | KeyedPage | CluesPage], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panel = panel
        self._sentences = sentences
        self._opened = opened
        self._show_page = show_page
        self.find = FindPage()
        self.keyed = KeyedPage()
        self.keying = False
        self.clues = CluesPage()
        self.remembering = False
        self.clues.wanted.connect(self.primary)
        self.clues.chosen.connect(self.open_receipt)
        self.clues.left.connect(self.escape)
        self.find.remembering.connect(self.remember)
        self.find.wanted.connect(self.look_for)
        self.find.chosen.connect(self.open_receipt)
        self.find.keying.connect(self.start_keying)
        self.keyed.left.connect(self.escape)
        self.keyed.changed.connect(self._show_keyed_amount)

    @property
    def pages(self) -> tuple[FindPage, KeyedPage, CluesPage]:
        """All of them."""
        return self.find, self.keyed, self.clues

    def set_grid(self, grid: Grid) -> None:
        for page in self.pages:
            page.set_grid(grid)

    def start(self, *, focus: bool = False) -> None:
        """An empty find page; with `focus`, ready to type a number."""
        self.keying, self.remembering = False, False
        operator = self._desk.station.operator
        may_key = operator is not None and operator.may(KEYING)
        title = self.tr("Which receipt?")
        line = self.tr("Scan it, or find it without its barcode.")
        self.find.start(title, line, may_key=may_key)
        self._panel.show_start()
        self._show_page(self.find)
        if focus:
            self.find.field.setFocus()

    def look_for(self, text: str, *, typed: bool = True) -> None:
        """Open what a number, barcode or key names, or offer what fits."""

        def failed(error: CounterError) -> None:
            self._not_found(text, error, typed=typed)

        self._desk.runner.run(
            reads.open_text, text, False, done=self._found, failed=failed, busy=self._panel.block
        )

    def open_receipt(self, receipt_id: str) -> None:
        """Open the receipt that was chosen."""
        self._desk.runner.run(
            reads.open_receipt, receipt_id, False, done=self._opened, busy=self._panel.block
        )

    def take_scan(self, scanned: Scanned) -> bool:
        """An item without a receipt: fills the keyed line, else asks for the receipt."""
        if self.remembering and scanned.item is not None:
            self.clues.take_item(scanned.item.code)
            return True
        if self.keying and scanned.item is not None:
            self.keyed.take_item(scanned.item.code)
            return True
        self._desk.banner(self.tr("Scan the receipt first, then the item."), Tone.WARN, icon="tag")
        return True

    def take_key(self, key: str) -> bool:
        """Number keys choose a receipt; Return looks for it, or walks on in the keyed form."""
        if self.keying:
            if key == "Return":
                self.keyed.take_return()
                return True
            return len(key) == 1 and key in "12" and self.keyed.tenders.pick_digit(int(key))
        if self.remembering:
            return len(key) == 1 and key in "123456789" and self.clues.take_digit(int(key))
        if key == "Alt+W":
            self.remember()
            return True
        if len(key) == 1 and key in "123456789":
            return self.find.take_digit(int(key))
        if key == "Alt+K" and not self.find.keyed.isHidden():
            self.start_keying()
            return True
        return False

    def primary(self) -> None:
        """F12: look for the number, or store the keyed paper."""
        if self.remembering:
            self._look_by_clues()
            return
        if not self.keying:
            self.find.submit()
            return
        try:
            paper = self.keyed.read()
        except BadInput as bad:
            self._desk.refusal(bad)
            return
        self._desk.runner.run(
            service.key_provisional, paper, done=self.open_receipt, busy=self._panel.block
        )

    def remember(self) -> None:
        """No paper: ask what the customer remembers."""
        self.remembering = True
        self._show_page(self.clues)
        self.clues.start()

    def _look_by_clues(self) -> None:
        station = self._desk.station
        today = station.store.calendar.business_date(station.clock.now())
        try:
            clues = self.clues.read(today, station.store.currency, self._desk.words.language)
        except BadInput:
            return  # told at the field
        self._desk.runner.run(find_by_clues, clues, done=self._show_matches, busy=self._panel.block)

    def _show_matches(self, matches: tuple[ReceiptMatch, ...]) -> None:
        self.clues.show_matches(matches, self._desk.words)

    def start_keying(self) -> None:
        """Key the paper of a receipt that is not here yet."""
        self.keying = True
        said = self._sentences()
        tenders = tuple(Reason(t.value, tender_words(t, said)) for t in TENDERS)
        station = self._desk.station
        today = station.store.calendar.business_date(station.clock.now())
        self._show_page(self.keyed)
        self.keyed.start(self._desk.words, tenders, today)

    def escape(self) -> bool:
        """From the keyed form back to finding."""
        if not self.keying and not self.remembering:
            return False
        self.start()
        return True

    def refresh(self) -> None:
        """Write again what is on view, in another language."""
        self.find.retranslate()
        self.keyed.retranslate()
        self.clues.retranslate()
        if self.keying:
            self._show_keyed_amount()
        elif not self.remembering:
            self.start()

    def _found(self, found: Opened | tuple[ReceiptChoice, ...]) -> None:
        if isinstance(found, Opened):
            self._opened(found)
            return
        self.start()
        title = self.tr("{0} receipts fit").format(len(found))
        self.find.head.set_words(title, self.tr("Choose by date and amount: press a number."))
        self.find.show_choices(found, self._desk.words)

    def _not_found(self, text: str, error: CounterError, *, typed: bool) -> None:
        if not isinstance(error, NotFound | BadInput):
            self._desk.refusal(error)
            return
        if typed:
            self.find.show_fault(f"{error.text} {error.remedy}".strip())
            return
        self._desk.unknown_code(text)
        self._desk.refusal(error)

    def _show_keyed_amount(self) -> None:
        if not self.keying:
            return
        self._panel.show_sections(self.keyed.sections())
        amount = self.keyed.amount()
        self._panel.block.show_amount(
            Amount(
                self.tr("Paid on the paper"),
                self._desk.words.money(amount),
                self.tr("Open the return"),
                note="" if amount else self.tr("Type the lines first."),
                enabled=bool(amount),
            )
        )
