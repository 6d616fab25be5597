"""The words for card money whose end is not in the books: which way it was to go, what is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from counter_app.ui.screen import Desk
from counter_app.ui.unsettled import Unsettled
from counter_app.ui.widgets.pill import Tone


def state_words(one: Unsettled) -> str:
    """What is known about it, in a few words."""
    match one.state:
        case "approved" if one.other_open:
            return QCoreApplication.translate("SettleScreen", "done, but another card is not")
        case "approved":
            return QCoreApplication.translate("SettleScreen", "went through, not posted yet")
        case "pending":
            return QCoreApplication.translate("SettleScreen", "not answered yet")
        case _ if one.paid_in:
            return QCoreApplication.translate("SettleScreen", "nobody knows whether it was paid")
        case _:
            return QCoreApplication.translate("SettleScreen", "nobody knows whether it went back")


def heading(found: Sequence[Unsettled]) -> str:
    """What these are: refunds alone, payments alone, or both."""
    if not any(one.paid_in for one in found):
        return QCoreApplication.translate("SettleScreen", "Card refunds to settle")
    if all(one.paid_in for one in found):
        return QCoreApplication.translate("SettleScreen", "Card payments to settle")
    return QCoreApplication.translate("SettleScreen", "Cards to settle")


def groups_of(found: Sequence[Unsettled]) -> tuple[tuple[Unsettled, ...], ...]:
    """The refunds and the payments, each by themselves, without what there is none of."""
    both = (tuple(u for u in found if u.paid_in is paid_in) for paid_in in (False, True))
    return tuple(group for group in both if group)


def interrupted(found: Sequence[Unsettled]) -> str:
    """What a screen in front is told about them."""
    if not any(one.paid_in for one in found):
        return QCoreApplication.translate(
            "SettleScreen", "Card refunds were interrupted and are not settled."
        )
    if all(one.paid_in for one in found):
        return QCoreApplication.translate(
            "SettleScreen", "Card payments were interrupted and are not settled."
        )
    return QCoreApplication.translate(
        "SettleScreen", "Card refunds and payments were interrupted and are not settled."
    )


def tell(desk: Desk, found: Sequence[Unsettled], look: Callable[[], None]) -> None:
    """A banner about them, with the way to their page."""
    words = QCoreApplication.translate("SettleScreen", "Look at them")
    desk.banner(interrupted(found), Tone.WARN, icon="credit-card", action=words, then=look)


def kind_words(one: Unsettled) -> str:
    """Whether a card gets money, has paid it, or gives back what it got."""
    if one.called_back:
        return QCoreApplication.translate("SettleScreen", "Refund called back")
    if one.paid_in:
        return QCoreApplication.translate("SettleScreen", "Card payment")
    return QCoreApplication.translate("SettleScreen", "Card refund")


def books_missing(one: Unsettled) -> str:
    """What happened already where only the posting is left."""
    if one.called_back:
        return QCoreApplication.translate(
            "SettleScreen", "The card gave it back. Only the books are missing."
        )
    if one.paid_in:
        return QCoreApplication.translate(
            "SettleScreen", "The card has paid. Only the books are missing."
        )
    return QCoreApplication.translate(
        "SettleScreen", "The money went back. Only the books are missing."
    )


def way_out() -> str:
    """What a manager does about a void that one card followed and another never will."""
    return QCoreApplication.translate(
        "SettleScreen",
        "If the other card never does: undo this one on its terminal, so that it has its money as "
        "before, then say so here. Nothing is voided then, and the receipt is free.",
    )
