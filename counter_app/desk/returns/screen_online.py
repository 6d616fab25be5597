"""What the screen says of web orders and points, and which reasons goods can have."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from counter_app.core.order import OnlineOrder, channel_of
from counter_app.core.reason import Reason
from counter_app.desk.returns.new_goods import is_new
from counter_app.desk.returns.rules_without import is_food
from counter_app.desk.returns.screen_case import Shown, fitting
from counter_app.ui.widgets.context_panel import KeyRow

translate = QCoreApplication.translate


def points_rows(shown: Shown) -> list[KeyRow]:
    """What happens to the points of the purchase."""
    back, rows = shown.refund.points, []
    if back.taken_back:
        taken = f"\N{MINUS SIGN}{back.taken_back}"
        rows.append(KeyRow(translate("Returns", "Points taken back"), taken))
    if back.given_back:
        rows.append(KeyRow(translate("Returns", "Points given back"), f"+{back.given_back}"))
    return rows


def reasons_of(shown: Shown, number: int) -> tuple[Reason, ...]:
    """The reasons to choose from: only food spoils, only an order can have been short.

    Only containers come back empty.
    """
    now = shown.terms.now
    order = bool(channel_of(shown.draft.receipt))
    food = is_new(number) or is_food(now.without, shown.draft.line(number))
    deposits = now.goods.deposits
    if not is_new(number):
        ours = now.goods.deposit(shown.draft.line(number))
        deposits = tuple(d for d in deposits if d is not ours)
    empty = {d.reason for d in deposits}
    return tuple(
        r
        for r in now.reasons
        if (food or r.code not in now.without.spoiled_reasons)
        and (order or r.code not in now.online.short_reasons)
        and r.code not in empty
    )


def order_rows(order: OnlineOrder, shown: Shown) -> list[KeyRow]:
    """What the web channel says of an order."""
    words, rows = shown.words, []
    sold = fitting(order.channel, 14)
    rows.append(KeyRow(translate("Returns", "Ordered online"), sold, icon="store"))
    if order.delivered is not None:
        rows.append(KeyRow(translate("Returns", "Delivered"), words.day(order.delivered)))
    if order.given_back:
        given = translate("Returns", "Given back online")
        rows.append(KeyRow(given, words.money(order.given_back), ink="deny"))
    return rows
