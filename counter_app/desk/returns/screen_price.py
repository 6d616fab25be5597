"""Another price for new goods of an exchange: why, then how much; a manager agrees where needed."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from counter_app.core.errors import BadInput
from counter_app.core.money import parse_money
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.new_goods import is_new, take_at_price
from counter_app.desk.returns.screen_case import fitting
from counter_app.desk.returns.screen_choose import Choosing
from counter_app.desk.returns.screen_strip import Ask
from counter_app.desk.returns.screen_work import WorkPage
from counter_app.trade.sale_rules import REASON_GROUP
from counter_app.ui.refusals import spoken
from counter_app.ui.widgets.reason_picker import Reason

translate = QCoreApplication.translate
_MARK: Final = "price:"
"""Before a reason's code in the strip, so that no reason of a return is meant."""


class BasketPrice:
    """Alt+U: the reason by its number, then the price, and after it a note if one is wanted."""

    def __init__(self, choosing: Choosing, page: WorkPage) -> None:
        self._choosing = choosing
        self._page = page
        self._reason = ""
        page.strip.picked.connect(self._picked)
        page.strip.typed.connect(self._typed)

    def ask(self) -> None:
        """Why the current line of new goods costs something else; nothing for other lines."""
        shown, number = self._choosing.shown, self._page.line()
        if shown is None or number is None or not is_new(number) or self._choosing.paying():
            return
        line = shown.draft.new.basket.line(number)
        title = translate("Returns", "Why does {0} cost something else?")
        title = title.replace("{0}", fitting(line.item.description, 40))
        known = shown.opened.situation.policy.reasons_of(REASON_GROUP)
        keys = tuple(Reason(_MARK + r.code, shown.said.term(r.label)) for r in known)
        chosen = _MARK + line.change.reason if line.change is not None else ""
        self._page.strip.ask_price_reason(title, keys, chosen)

    def _picked(self, key: str) -> None:
        shown, number = self._choosing.shown, self._page.line()
        asking = self._page.strip.asking is Ask.PRICE_REASON and key.startswith(_MARK)
        if shown is None or number is None or not asking:
            return
        self._reason = key.removeprefix(_MARK)
        line = shown.draft.new.basket.line(number)
        title = translate("Returns", "Price of {0} instead of {1}? A note may follow.")
        title = title.replace("{1}", shown.words.money(line.item.price))
        title = title.replace("{0}", fitting(line.item.description, 40))
        self._page.strip.ask_text(Ask.PRICE, title)

    def _typed(self, text: str) -> None:
        shown, number = self._choosing.shown, self._page.line()
        if shown is None or number is None or self._page.strip.asking is not Ask.PRICE:
            return
        try:
            draft = at_price(shown.draft, number, self._reason, text)
        except BadInput as bad:
            self._page.strip.set_fault(spoken(bad.text, shown.words.language))
            return
        self._choosing.leave_question()
        self._choosing.edit(draft)


def at_price(draft: ReturnDraft, number: int, reason: str, text: str) -> ReturnDraft:
    """A new line at the typed price, what follows it as a note; raises `BadInput`."""
    price, _, note = text.strip().partition(" ")
    new = take_at_price(draft.new, number, parse_money(price), reason, note.strip())
    return replace(draft, new=new)
