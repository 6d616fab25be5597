"""The customer's options as rows of the panel: what is possible, how much, and why not the rest."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from counter_app.desk.returns.screen_case import Shown, fitting
from counter_app.trade.offers import Offer
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.context_panel import KeyRow, Section

translate = QCoreApplication.translate
MAX_ROWS = 12
HEAD_HEIGHT, ROW_HEIGHT = 44, 27
WHY_LENGTH = 120


def option_rows(shown: Shown, without: str = "") -> tuple[KeyRow, ...]:
    """All options with their whole reasons; those of the code `without` are told elsewhere."""
    found = [offer for offer in shown.options() if offer.code != without]
    told: set[str] = set()
    return tuple(_row(offer, shown, told, whole=True) for offer in found[:MAX_ROWS])


def options_section(shown: Shown) -> tuple[Section, ...]:
    """One section, or none while nothing comes back."""
    rows = option_rows(shown)
    return (Section(options_title(), rows=rows),) if rows else ()


def options_title() -> str:
    """What the list is called, wherever it stands."""
    return translate("Returns", "The customer can have")


def fitted_section(shown: Shown, room: int, width: int) -> tuple[Section, ...]:
    """As many whole options as fit into `room` pixels, and how to see the rest."""
    told: set[str] = set()
    offers = [_row(offer, shown, told) for offer in shown.options()]
    left = room - theme.px(HEAD_HEIGHT)
    taken: list[KeyRow] = []
    for place, row in enumerate(offers):
        last = place == len(offers) - 1
        need = _height(row, width)
        if need + (0 if last else theme.px(ROW_HEIGHT)) > left:
            if left < theme.px(ROW_HEIGHT):
                return ()
            taken.append(KeyRow(_rest(len(offers) - place, whole=not place), "Alt+P"))
            break
        taken.append(row)
        left -= need
    return (Section(options_title(), rows=tuple(taken)),) if taken else ()


def _rest(count: int, *, whole: bool) -> str:
    """``+3 more``; ``7 choices`` where none stands above it."""
    if whole:
        return translate("Returns", "{0} choices").replace("{0}", str(count))
    return "+" + translate("Returns", "{0} more").replace("{0}", str(count))


def _height(row: KeyRow, width: int) -> int:
    """About how high a row is: one line, or more where its words wrap."""
    style = Text.VALUE_MEDIUM if row.icon else Text.VALUE
    free = width - theme.text_width(row.value, Text.VALUE_MEDIUM) - theme.px(8)
    free -= theme.px(30) if row.icon else 0
    lines = -(-theme.text_width(row.words, style) // max(free, 1))
    noted = -(-theme.text_width(row.note, Text.HINT) // max(free, 1))
    high = theme.px(ROW_HEIGHT) + (lines - 1) * theme.line_height(style) + (lines > 1) * theme.px(8)
    return high + noted * theme.line_height(Text.HINT)


def _row(offer: Offer, shown: Shown, told: set[str], *, whole: bool = False) -> KeyRow:
    """What it is, how much, why not or why only with a manager; `whole`: what would change it.

    A reason that another option gave already (`told`) is not said again.
    """
    words = offer.text(shown.said)
    amount = shown.words.money(offer.amount) if offer.amount is not None else ""
    if offer.allowed and not offer.manager:
        return KeyRow(words, amount, icon=offer.icon or "info")
    why, remedy = shown.said.finding(offer.why) if offer.why else ("", "")
    if why in told:
        why, remedy = "", ""
    told.add(why)
    if offer.manager:
        ask = translate("Returns", "Ask a manager")
        note = f"{ask}: {why}" if why else ask
        row = KeyRow(words, amount, icon="shield-user", ink="approve")
    else:
        note = " ".join(filter(None, (why, remedy if whole else "")))
        row = KeyRow(words, translate("Returns", "No"), icon="ban", ink="deny")
    return replace(row, note=note if whole else fitting(note, WHY_LENGTH))
