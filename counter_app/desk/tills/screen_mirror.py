"""The row of a count that is counted now, mirrored in the panel, and the button to the next one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from counter_app.core.money import Money
from counter_app.desk.tills.draft import CountDraft, put_pieces, put_total
from counter_app.desk.tills.screen_count import CountPage, type_into
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_parts import CASH
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.widgets.denomination_grid import Denomination


class CountMirror(QObject):
    """Keeps a panel in step with a count page."""

    def __init__(self, panel: TillPanel, page: CountPage, words: TillWords) -> None:
        super().__init__(panel)
        self._panel, self._page, self._words = panel, page, words
        self._titles: Mapping[str, str] = {}

    def name_parts(self, titles: Mapping[str, str]) -> None:
        """What the parts of the count are called: cash, other tenders, what stays."""
        self._titles = titles

    def show_row(self) -> None:
        """Mirror what is counted now; the keypad follows."""
        panel, page = self._panel, self._page
        panel.keypad.type_into(page.edit())
        row = page.current()
        if row is None:
            title = self._titles.get(page.part, "") if page.part != CASH else self.tr("Total")
            panel.mirror.show_row(title, "", page.edit().text(), "")
            self._show_next(None, counting=False)
            return
        rows = page.rows()
        place = rows.index(row)
        typed = page.cash.typed(row)
        panel.mirror.show_row(
            self._words.called(row),
            self.tr("{0} of {1}").format(place + 1, len(rows)),
            "" if typed is None else str(typed),
            "" if typed is None else f"= {self._words.money(Money(row.minor) * typed)}",
        )
        missing = [d for d in page.cash.missing() if d is not row]
        after = rows[place + 1] if place + 1 < len(rows) else missing[0] if missing else None
        self._show_next(after, counting=True)

    def _show_next(self, row: Denomination | None, *, counting: bool) -> None:
        """What Return leads to: a row, another part of the count, or nothing."""
        keys = self._page.tabs.keys
        words = self.tr("All counted")
        if row is not None:
            words = self.tr("Next: {0}").format(self._words.called(row))
        elif len(keys) > 1:
            after = keys[(keys.index(self._page.part) + 1) % len(keys)]
            words = self.tr("Next: {0}").format(self._titles.get(after, ""))
        self._panel.next.setVisible(counting or len(keys) > 1)
        self._panel.next.setEnabled(row is not None or len(keys) > 1)
        self._panel.next.set_words(words)


def read_count(page: CountPage, draft_id: str) -> CountDraft:
    """What stands on a count page; raises `BadInput` for what cannot be."""
    draft = CountDraft(draft_id, "")
    if page.by_total:
        minor = page.total.minor()
        return draft if minor is None else put_total(draft, Money(minor))
    for key, count in page.pieces().items():
        draft = put_pieces(draft, key, count)
    return draft


def count_key(page: CountPage, key: str, *, total: bool) -> bool:
    """A key on a count page that no field took; `total` says whether one total will do."""
    if key == "Alt+T" and total:
        page.total_only.click()
    elif key == "Alt+C":
        page.cash.show_seldom()
    elif key == "Return":
        page.walk_on()
    elif key in ("Up", "Down"):
        return False
    else:
        return type_into(page.edit(), key)
    return True
