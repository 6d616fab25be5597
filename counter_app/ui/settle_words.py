"""The words for card money whose end is not in the books: which way it was to go, what is known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from counter_app.ui.unsettled import Unsettled


def state_words(one: Unsettled) -> str:
    """What is known about it, in a few words."""
    match one.state:
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
    return QCoreApplication.translate("SettleScreen", "Card refunds and payments to settle")


def kind_words(one: Unsettled) -> str:
    """Whether a card gets money or has paid it."""
    if one.paid_in:
        return QCoreApplication.translate("SettleScreen", "Card payment")
    return QCoreApplication.translate("SettleScreen", "Card refund")
