"""The customer's options as rows of the panel: what is possible, how much, and why not the rest."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from counter_app.desk.returns.screen_case import Shown, fitting
from counter_app.trade.offers import Offer
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.context_panel import KeyRow, Section

translate = QCoreApplication.translate
MAX_ROWS = 12
HEAD_HEIGHT, ROW_HEIGHT = 44, 27
WHY_LENGTH = 70


def options_section(shown: Shown) -> tuple[Section, ...]:
    """One section, or none while nothing comes back."""
    found = shown.options()[:MAX_ROWS]
    if not found:
        return ()
    told: set[str] = set()
    rows = tuple(row for offer in found for row in _rows(offer, shown, told, whole=True))
    return (Section(translate("Returns", "The customer can have"), rows=rows),)


def fitted_section(shown: Shown, room: int, width: int) -> tuple[Section, ...]:
    """As many whole options as fit into `room` pixels, and how to see the rest."""
    told: set[str] = set()
    offers = [_rows(offer, shown, told) for offer in shown.options()]
    title = translate("Returns", "The customer can have")
    left = room - theme.px(HEAD_HEIGHT)
    taken: list[KeyRow] = []
    for place, rows in enumerate(offers):
        last = place == len(offers) - 1
        need = sum(_height(row, width) for row in rows)
        if need + (0 if last else theme.px(ROW_HEIGHT)) > left:
            if left < theme.px(ROW_HEIGHT):
                return ()
            more = translate("Returns", "{0} more").replace("{0}", str(len(offers) - place))
            taken.append(KeyRow(f"+{more}", "Alt+P"))
            break
        taken.extend(rows)
        left -= need
    return (Section(title, rows=tuple(taken)),) if taken else ()


def _height(row: KeyRow, width: int) -> int:
    """About how high a row is: one line, or more where its words wrap."""
    style = Text.VALUE_MEDIUM if row.icon else Text.VALUE
    free = width - theme.text_width(row.value, Text.VALUE_MEDIUM) - theme.px(8)
    free -= theme.px(30) if row.icon else 0
    lines = -(-theme.text_width(row.words, style) // max(free, 1))
    return theme.px(ROW_HEIGHT) + (lines - 1) * theme.line_height(style) + (lines > 1) * theme.px(8)


def _rows(offer: Offer, shown: Shown, told: set[str], *, whole: bool = False) -> tuple[KeyRow, ...]:
    """What it is, how much, why not or why only with a manager; `whole`: what would change it.

    A reason that another option gave already (`told`) is not said again.
    """
    words = offer.text(shown.said)
    amount = shown.words.money(offer.amount) if offer.amount is not None else ""
    if offer.allowed and not offer.manager:
        return (KeyRow(words, amount, icon=offer.icon or "info"),)
    why, remedy = shown.said.finding(offer.why) if offer.why else ("", "")
    if why in told:
        why, remedy = "", ""
    told.add(why)
    if offer.manager:
        row = KeyRow(words, amount, icon="shield-user", ink="approve")
        ask = translate("Returns", "Ask a manager")
        notes = [f"{ask}: {why}" if why else ask]
    else:
        row = KeyRow(words, translate("Returns", "no"), icon="ban", ink="deny")
        notes = [why, remedy if whole else ""]
    return (row, *(KeyRow(n if whole else fitting(n, WHY_LENGTH)) for n in notes if n))
