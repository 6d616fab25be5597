"""The approval card's signals: for a manager who has shown who they are, and for nobody else.

Nothing is read before that, and the key is there whether there are signals or not.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.concern import Concern
from counter_app.core.task import resolve
from counter_app.station import Station
from counter_app.ui.approve_parts import AskedView, People
from counter_app.ui.asked import Asked, AskedSection
from counter_app.ui.runner import Runner
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.pin_field import PinField
from counter_app.ui.words import Words

KEY = "Alt+S"


class SignalsKey(QWidget):
    """Alt+S after name and PIN: what stands out about whom the request concerns."""

    missing = Signal(str, str)
    """What has to be done before."""
    failed = Signal(object)

    def __init__(
        self, runner: Runner, names: People, pin: PinField, view: AskedView, places: tuple[str, ...]
    ) -> None:
        super().__init__()
        self._runner, self._names, self._pin, self._view = runner, names, pin, view
        self._places = places
        self._concern: Concern | None = None
        self._language = ""
        self._key = Button(key=KEY, icon="eye")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._key)
        self._key.clicked.connect(self.reveal)
        self.hide()

    def begin(self, asked: Asked, words: Words, clerk_number: str, *, elsewhere: bool) -> None:
        """Be there if somebody is known whom the request concerns."""
        context = asked.context
        customer = context.customer_id if context is not None else None
        person = context.person_id if context is not None else None
        self._concern, self._language = Concern(customer, person, clerk_number), words.language
        self._key.set_words(self.tr("Signals"))
        known = elsewhere or customer is not None or person is not None
        self.setVisible(bool(self._places) and known and not asked.verdict.witness_is_enough)

    def reveal(self) -> None:
        """Show them to whoever the name and the PIN prove."""
        if self.isHidden() or self._concern is None:
            return
        number = self._names.current()
        if not number or not self._pin.text():
            self.missing.emit(
                self.tr("Signals are for managers"),
                self.tr("Name and PIN first, then Alt+S."),
            )
            return
        self._runner.background(
            told_about,
            self._places,
            self._concern,
            number,
            self._pin.take(),
            self._language,
            done=self._show,
            failed=self.failed.emit,
        )

    def _show(self, found: tuple[tuple[str, str], ...]) -> None:
        if self.isHidden():
            return
        sentences = tuple(f"{text} {ground}" for text, ground in found)
        none = (self.tr("Nothing stands out."),)
        self._view.add_section(AskedSection(self.tr("Signals"), sentences=sentences or none))
        self.hide()
        self._pin.setFocus()


def told_about(
    places: tuple[str, ...],
    concern: Concern,
    number: str,
    pin: str,
    language: str,
    station: Station,
) -> tuple[tuple[str, str], ...]:
    """What every task has to say, to the manager with this number and PIN."""
    reader = station.identify_with_pin(number, pin)
    found: list[tuple[str, str]] = []
    for place in places:
        found += resolve(place)(concern, reader, language, station)
    return tuple(found)
