"""What a scan does while a return is open: an item or a numbered piece comes back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from counter_app.codes.aamva import Licence
from counter_app.codes.gtin import ItemCode
from counter_app.core.errors import BadInput, CounterError, NotFound, Refused
from counter_app.desk.returns import unreceipted
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.screen_choose import Choosing
from counter_app.desk.returns.screen_edits import numbered, one_more
from counter_app.desk.returns.screen_strip import Ask
from counter_app.desk.returns.screen_work import WorkPage
from counter_app.desk.returns.unreceipted import Card
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.pill import Tone


class Scans:
    """Turns scans into edits; refusals are told, nothing is changed by them."""

    def __init__(self, desk: Desk, choosing: Choosing, page: WorkPage) -> None:
        self._desk = desk
        self._choosing = choosing
        self._page = page

    def take_item(self, item: ItemCode) -> None:
        """One more piece of what was scanned comes back."""
        shown = self._choosing.shown
        if shown is None or self._choosing.paying():
            return
        if shown.draft.without is not None:
            self._desk.runner.run(
                unreceipted.add_item,
                shown.draft,
                item,
                done=partial(self._added, shown.draft),
                failed=partial(self._not_added, item),
            )
            return
        try:
            self._choosing.came_back(*one_more(shown.draft, item.code, item.weight))
        except NotFound as error:
            self._desk.unknown_code(item.code.lstrip("0"))
            self._desk.refusal(error)
        except Refused as error:
            self._desk.refusal(error)

    def take_card(self, licence: Licence) -> None:
        """Whose goods these are, if their receipt is not there."""
        shown = self._choosing.shown
        if shown is None or shown.draft.without is None:
            words = QCoreApplication.translate("Returns", "With its receipt no card is needed.")
            self._desk.banner(words, Tone.WARN, icon="id-card")
            return
        try:
            card = unreceipted.card_of(licence)
        except BadInput as error:
            self._desk.refusal(error)
            return
        self._identify(shown.draft, card)

    def type_card(self, text: str) -> None:
        """The state and number somebody typed."""
        shown = self._choosing.shown
        if shown is None or shown.draft.without is None:
            return
        home = shown.terms.now.without.identity.home
        try:
            card = unreceipted.read_card(text, home)
        except BadInput as error:
            self._page.strip.set_fault(error.text)
            return
        self._choosing.leave_question()
        self._identify(shown.draft, card)

    def _identify(self, draft: ReturnDraft, card: Card) -> None:
        self._desk.runner.run(unreceipted.identify, draft, card, done=self._choosing.edit)

    def _added(self, before: ReturnDraft, draft: ReturnDraft) -> None:
        counts = {c.line_number: c.quantity for c in before.choices}
        touched = next(c for c in draft.choices if counts.get(c.line_number) != c.quantity)
        self._choosing.came_back(touched.line_number, draft)

    def _not_added(self, item: ItemCode, error: CounterError) -> None:
        if isinstance(error, NotFound):
            self._desk.unknown_code(item.code.lstrip("0"))
        self._desk.refusal(error)

    def take_serial(self, text: str) -> bool:
        """The piece with this number; False if the scan is neither one nor the asked for number."""
        shown, strip = self._choosing.shown, self._page.strip
        if shown is None or self._choosing.pay.waits_for_code:
            return False
        asked = self._page.line() if strip.asking is Ask.SERIAL else None
        try:
            found = numbered(shown.draft, text, asked)
        except (BadInput, Refused) as error:
            self._desk.refusal(error)
            return True
        if found is not None:
            strip.asking = Ask.REASON
            self._choosing.came_back(*found)
        return found is not None
