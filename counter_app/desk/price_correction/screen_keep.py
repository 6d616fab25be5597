"""An open correction is never lost: stored soon after each edit, parked, taken up, or given up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from counter_app.desk.price_correction import parking
from counter_app.desk.price_correction.draft import CorrectionDraft
from counter_app.ui.screen import Desk

translate = QCoreApplication.translate
SAVE_MS: Final = 250  # after the last edit, so that a burst of keys is one write


class Keeping(QObject):
    """Knows the draft in front; `ended` clears the screen."""

    def __init__(self, desk: Desk, ended: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ended = ended
        self._draft: CorrectionDraft | None = None
        self._kept = False
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_MS)
        self._save.timeout.connect(self.store)

    @property
    def worth_keeping(self) -> bool:
        """True once anything was claimed on it."""
        return self._draft is not None and (self._kept or bool(self._draft.corrections))

    def show(self, draft: CorrectionDraft | None) -> None:
        """This is in front now; None if no correction is open any more."""
        before = self._draft
        if draft is None or before is None or before.id != draft.id:
            self._save.stop()
            self._kept = draft is not None and bool(draft.corrections)
        elif draft != before:
            self._save.start()
        self._draft = draft

    def store(self) -> None:
        """Store the draft behind whatever runs, if there is anything in it."""
        self._save.stop()
        if self._draft is not None and self.worth_keeping:
            self._kept = True
            self._desk.runner.background(parking.save, self._draft)

    def hold(self) -> None:
        """No storing by itself from here on: the draft is being paid, parked or given up."""
        self._save.stop()

    def park(self, name: str) -> None:
        """Put it aside under a name, or the customer's; anybody may take it up again."""
        if (draft := self._draft) is not None:
            self.hold()
            use_case = partial(parking.save, park=True, name=name)
            words = translate("Prices", "Receipt {0} is parked.")
            told = words.format(draft.receipt.receipt_number[:20])
            self._desk.runner.run(use_case, draft, done=lambda _: self._home(told, "circle-pause"))

    def make_room(self) -> None:
        """Another receipt takes its place: what was begun is parked, never thrown away."""
        if (draft := self._draft) is not None and self.worth_keeping:
            self.hold()
            self._desk.runner.background(partial(parking.save, park=True), draft)
            words = translate("Prices", "Receipt {0} was open and is parked now.")
            number = draft.receipt.receipt_number[:20]
            self._desk.banner(words.format(number), icon="circle-pause")
            self._desk.refresh()

    def give_up(self) -> None:
        """Nothing is put right after all; what it would have been is remembered."""
        if (draft := self._draft) is not None:
            self.hold()
            told = translate("Prices", "The correction was given up. Nothing was paid.")
            self._desk.runner.run(
                parking.abandon, draft, done=lambda _: self._home(told, "trash-2")
            )

    def _home(self, words: str, icon: str) -> None:
        self._ended()
        self._desk.refresh()
        self._desk.go_home()
        self._desk.banner(words, icon=icon)
