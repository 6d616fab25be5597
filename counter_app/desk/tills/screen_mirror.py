"""The row of a count that is counted now, mirrored in the panel, and the button to the next one."""

from __future__ import annotations

from PySide6.QtCore import QObject

from counter_app.core.money import Money
from counter_app.desk.tills.draft import CountDraft, put_pieces, put_total
from counter_app.desk.tills.screen_closing import type_into
from counter_app.desk.tills.screen_count import CountPage
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_words import TillWords


class CountMirror(QObject):
    """Keeps a panel in step with a count page."""

    def __init__(self, panel: TillPanel, page: CountPage, words: TillWords) -> None:
        super().__init__(panel)
        self._panel, self._page, self._words = panel, page, words

    def show_row(self) -> None:
        """Mirror the row that is counted now; the keypad follows."""
        panel, page = self._panel, self._page
        panel.keypad.type_into(page.edit())
        row = page.current()
        if row is None:
            panel.mirror.show_row(self.tr("Total"), "", page.total.text(), "")
            panel.next.setVisible(False)
            return
        rows = page.rows()
        place = rows.index(row)
        typed = page.pieces().get(row.key)
        panel.mirror.show_row(
            self._words.called(row),
            self.tr("{0} of {1}").format(place + 1, len(rows)),
            "" if typed is None else str(typed),
            "" if typed is None else f"= {self._words.money(Money(row.minor) * typed)}",
        )
        missing = [d for d in rows if d.key not in page.pieces() and d is not row]
        after = rows[place + 1] if place + 1 < len(rows) else missing[0] if missing else None
        panel.next.setVisible(True)
        panel.next.setEnabled(after is not None)
        panel.next.set_words(
            self.tr("All counted")
            if after is None
            else self.tr("Next: {0}").format(self._words.called(after))
        )


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
