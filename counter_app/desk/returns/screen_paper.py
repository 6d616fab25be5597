"""The ticks above a return that say what paper the customer shows: a duplicate, a gift receipt."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.gift import is_gift
from counter_app.ui.widgets.buttons import TickButton
from counter_app.ui.widgets.head import ScreenHead

translate = QCoreApplication.translate
DUPLICATE, GIFT = "Alt+R", "Alt+T"


class PaperTicks(QObject):
    """Touched or pressed by their keys; the draft says which of them are ticked."""

    said = Signal(str)
    """Which one was touched, by its key."""

    def __init__(self, head: ScreenHead) -> None:
        super().__init__(head)
        self.duplicate = TickButton("", key=DUPLICATE)
        self.gift = TickButton("", key=GIFT)
        for button, key in ((self.gift, GIFT), (self.duplicate, DUPLICATE)):
            head.add_button(button)
            button.clicked.connect(lambda _=False, key=key: self.said.emit(key))

    def retranslate(self) -> None:
        """Words in the language of now."""
        self.duplicate.set_words(translate("Returns", "Duplicate"))
        self.duplicate.setAccessibleDescription(
            translate("Returns", "The customer shows a duplicate of the receipt")
        )
        self.gift.set_words(translate("Returns", "Gift receipt"))
        self.gift.setAccessibleDescription(
            translate("Returns", "The customer shows a gift receipt; prices are hidden")
        )

    def show(self, draft: ReturnDraft) -> None:
        """Tick what the draft says; without a receipt there is no paper."""
        paper = draft.without is None
        self.gift.setChecked(is_gift(draft))
        self.duplicate.setChecked(draft.reprint)
        self.gift.setVisible(paper)
        self.duplicate.setVisible(paper)
