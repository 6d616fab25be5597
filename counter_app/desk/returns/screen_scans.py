"""What a scan does while a return is open: an item or a numbered piece comes back."""

from __future__ import annotations

from counter_app.codes.gtin import ItemCode
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.desk.returns.screen_choose import Choosing
from counter_app.desk.returns.screen_edits import numbered, one_more
from counter_app.desk.returns.screen_strip import Ask
from counter_app.desk.returns.screen_work import WorkPage
from counter_app.ui.screen import Desk


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
        try:
            self._choosing.came_back(*one_more(shown.draft, item.code, item.weight))
        except NotFound as error:
            self._desk.unknown_code(item.code.lstrip("0"))
            self._desk.refusal(error)
        except Refused as error:
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
