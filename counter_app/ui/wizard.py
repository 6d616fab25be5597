"""The first-run wizard: a new store in seven calm steps, all of them reversible but the last.

Return walks on, Esc steps back and loses nothing, F12 makes the store. Making it takes hashing and
a database, so it runs on a worker; the window only waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from counter_app.core.errors import CounterError
from counter_app.storage.keys import Keys
from counter_app.ui import theme
from counter_app.ui.i18n import next_language, set_language
from counter_app.ui.refusals import in_words
from counter_app.ui.theme import Text
from counter_app.ui.widgets.banner import Banner, Message
from counter_app.ui.widgets.buttons import Button, Kind, Size
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.option_row import OptionRow
from counter_app.ui.widgets.pill import Tone
from counter_app.ui.wizard_answers import (
    ASKED,
    NewStore,
    Step,
    faults,
    first_answers,
    new_store,
)
from counter_app.ui.wizard_keys import KeysPage, copy_keys
from counter_app.ui.wizard_parts import ChoicesCard, FactsCard, FieldsCard, StepsPanel, lay_out
from counter_app.ui.wizard_words import WizardWords

Facts: TypeAlias = Sequence[tuple[str, str]]
"""Words and their values, as a card shows them."""

_STEPS: Final = tuple(Step)


class Ending(Enum):
    """How the wizard ended."""

    CREATED = "created"
    DEMO = "demo"
    LEFT = "left"


class Wizard(QWidget):
    """A window; `ended` says what is to be opened next."""

    ended = Signal(object)
    """An `Ending`."""
    _answered = Signal(object, object)

    def __init__(
        self,
        place: str,
        make: Callable[[NewStore], Keys],
        make_demo: Callable[[], Facts],
        *,
        copies: Path,
        language: str = "en",
    ) -> None:
        """`place` is shown as where the data will live, `copies` is where copies of keys may go.

        `make` and `make_demo` are called on a worker thread; the demo's facts are its people.
        """
        super().__init__()
        self._place = place
        self._make = make
        self._make_demo = make_demo
        self._demo = False
        self._copies = copies
        self._keys: Keys | None = None
        self._ending = Ending.LEFT
        self._busy = False
        self._step = Step.BEGIN
        self.answers = first_answers(language)
        self._words = WizardWords(self)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="wizard")
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self.steps = StepsPanel()
        self._title = Label("", Text.TITLE, wrap=True)
        self._hint = Label("", Text.VALUE, "ink2", wrap=True)
        self._banner = Banner()
        self._pages = QStackedWidget()
        self._choices = ChoicesCard(self._words)
        self.cards: dict[Step, FieldsCard] = {}
        self._facts = FactsCard()
        self.keys_page = KeysPage()
        self.back = Button("", Kind.GHOST, key="Esc", icon="arrow-left")
        self.language = Button(icon="languages")
        self.next = Button("", Kind.ACCENT, key="Return", size=Size.LARGE)
        self._build_pages()
        self.next.setMinimumWidth(theme.px(264))
        above = (self._title, self._hint, self._banner)
        lay_out(self, self.steps, above, self._pages, (self.language, self.back, self.next))
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.language.clicked.connect(self._change_language)
        self._retranslate()
        self._show(Step.BEGIN)

    @property
    def step(self) -> Step | None:
        """The step that is open; None once the store is made."""
        return None if self._keys is not None else self._step

    def go_on(self) -> None:
        """The accent button: to the next step, or what this one ends with."""
        if self._busy:
            return
        if self._keys is not None:
            self._save_copy()
            return
        if self._demo:
            self._end(Ending.DEMO)
            return
        found = faults(self.answers, self._step)
        if found:
            self.cards[self._step].show_faults(found)
        elif self._step is Step.REVIEW:
            self._create()
        else:
            self._show(_STEPS[_STEPS.index(self._step) + 1])

    def go_back(self) -> None:
        """Esc: one step back; after the store is made: on to the desk without a copy."""
        if self._busy:
            return
        if self._keys is not None:
            self._end(Ending.CREATED)
        elif self._demo:
            self._demo = False
            self._show(Step.BEGIN)
        elif self._step is not Step.BEGIN:
            self._show(_STEPS[_STEPS.index(self._step) - 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._return()
            case Qt.Key.Key_Escape:
                self.go_back()
            case Qt.Key.Key_F12 if not event.isAutoRepeat():
                self.go_on()
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self._step is Step.BEGIN:
                self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            # After the children, whose own names it would otherwise be overwritten by.
            QTimer.singleShot(0, self, self._speak)
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._busy:
            event.ignore()
            return
        self._worker.shutdown(wait=False)
        event.accept()
        self.ended.emit(Ending.CREATED if self._keys is not None else self._ending)

    def _return(self) -> None:
        """Walk on; it never makes the store, since a scanner sends it, too."""
        focus = self.focusWidget()
        if self._keys is not None:
            if not self.keys_page.walk_on():
                self.go_on()
        elif self._demo or self._step is Step.REVIEW:
            return
        elif isinstance(focus, OptionRow | Button):
            focus.click()
        elif self._step in self.cards:
            self.cards[self._step].walk_on()

    def _choose(self, name: str) -> None:
        if self._busy:
            return
        if name == "demo":
            words = self.tr("The demo store is being made. This takes a moment.")
            self._banner.show_message(Message(words, Tone.INFORM, fault=True))
            self._run(self._demo_made, self._make_demo)
            return
        self.answers = replace(self.answers, practice=name == "practice")
        self._show(Step.STORE)

    def _demo_made(self, people: Facts) -> None:
        self._demo = True
        self._banner.dismiss()
        self._facts.show_facts(people)
        self._pages.setCurrentWidget(self._facts)
        self._retranslate()
        self.setFocus()

    def _create(self) -> None:
        try:
            wanted = new_store(self.answers)
        except CounterError as error:
            self._refused(error)
            return
        self.next.set_words(self.tr("Creating the store"))
        self._run(self._created, self._make, wanted)

    def _created(self, keys: Keys) -> None:
        self._keys = keys
        number = self.answers.get("number")
        self.answers = self.answers.without_secrets()
        for card in self.cards.values():
            card.show_answers(self.answers)
        self._pages.setCurrentWidget(self.keys_page)
        self._retranslate()
        self.keys_page.begin(self._copies / f"counter-keys-{number}.json")

    def _save_copy(self) -> None:
        assert self._keys is not None
        if self.keys_page.passphrase.isHidden():
            self._end(Ending.CREATED)
            return
        wanted = self.keys_page.wanted()
        if wanted is not None:
            self._run(self._saved, copy_keys, self._keys, *wanted)

    def _saved(self, file: Path) -> None:
        self.keys_page.show_saved(file)
        self._retranslate()
        self.next.setFocus()

    def _run(self, done: Callable[[Any], None], call: Callable[..., Any], *given: object) -> None:
        """Call on the worker; the answer comes back to this thread."""
        self._hold(True)
        future = self._worker.submit(call, *given)
        future.add_done_callback(lambda ended: self._answered.emit(done, ended))

    def _hand_over(self, done: Callable[[Any], None], ended: Future[Any]) -> None:
        self._hold(False)
        try:
            answer = ended.result()
        except CounterError as error:
            self._refused(error)
        except OSError as error:
            self._say(self._words.not_written(error))
        else:
            done(answer)

    def _refused(self, error: CounterError) -> None:
        if self._keys is not None:
            self.keys_page.refuse(error.code)
        else:
            told = in_words(error, self.answers.language)
            self._say(f"{told.text} {told.remedy}".strip())

    def _say(self, words: str) -> None:
        self._banner.show_message(Message(words, Tone.DENY, fault=True))
        self._retranslate()

    def _hold(self, busy: bool) -> None:
        self._busy = busy
        self.next.set_busy(busy)
        self.back.setEnabled(not busy)
        self.language.setEnabled(not busy)

    def _end(self, ending: Ending) -> None:
        self._ending = ending
        self.close()

    def _show(self, step: Step) -> None:
        self._step = step
        self._banner.dismiss()
        if step is Step.REVIEW:
            self._facts.show_facts(self._review())
            self._pages.setCurrentWidget(self._facts)
        elif step is Step.BEGIN:
            self._pages.setCurrentWidget(self._choices)
        else:
            self._pages.setCurrentWidget(self.cards[step])
        self._retranslate()
        if step in self.cards:
            self.cards[step].begin()
        elif step is Step.REVIEW:
            self.setFocus()
        else:
            self._choices.begin()

    def _review(self) -> list[tuple[str, str]]:
        made, word = new_store(self.answers), self._words.label
        store = made.store
        first, second = made.people
        tills = ", ".join(str(till) for till in made.tills)
        facts = [
            (self._words.step(Step.STORE), f"{store.number} {store.name}"),
            (word("street"), ", ".join(store.address)),
            (word("phone"), store.phone),
            (word("currency"), store.currency.code),
            (word("zone"), store.calendar.zone),
            (word("tills"), tills),
            (self._words.step(Step.DESK), f"{made.station[0]}, {made.station[1]}"),
            (self._words.step(Step.FIRST), f"{first.number} {first.name}"),
            (self._words.step(Step.SECOND), f"{second.number} {second.name}"),
            (self.tr("Where the data will live"), self._place),
        ]
        if self.answers.practice:
            facts.insert(0, (self.tr("Kind"), self.tr("A store to practise in")))
        return [(words, value) for words, value in facts if value]

    def _edited(self, name: str, text: str) -> None:
        self.answers = self.answers.with_text(name, text)

    def _change_language(self) -> None:
        other = next_language(self.answers.language)
        app = QApplication.instance()
        if app is not None and set_language(app, other):
            self.answers = replace(self.answers, language=other)

    def _speak(self) -> None:
        """Say everything again in the language that is now in force."""
        self._choices.retranslate()
        for card in self.cards.values():
            card.retranslate()
        self.keys_page.retranslate()
        if self._step is Step.REVIEW:
            self._facts.show_facts(self._review())
        self._retranslate()

    def _retranslate(self) -> None:
        made = self._keys is not None
        saved = made and self.keys_page.passphrase.isHidden()
        self.setWindowTitle(self.tr("Set up the returns desk"))
        self.steps.show_steps(
            self.tr("Returns desk"),
            self.tr("First start on this computer"),
            [self._words.step(step) for step in _STEPS],
            len(_STEPS) if made else _STEPS.index(self._step),
        )
        if made:
            self._title.setText(self.tr("The store is ready"))
            self._hint.setText(
                self.tr(
                    "Without its keys nobody can open its books again. Keep a copy under a "
                    "passphrase, away from this computer."
                )
            )
        elif self._demo:
            self._title.setText(self.tr("The demo store is ready"))
            self._hint.setText(
                self.tr("Sign on as one of these people. Their PINs are for the demo only.")
            )
        else:
            self._title.setText(self._words.title(self._step))
            self._hint.setText(self._words.hint(self._step))
        self._write_buttons(made, saved)

    def _write_buttons(self, made: bool, saved: bool) -> None:
        begin, review = self._step is Step.BEGIN, self._step is Step.REVIEW
        last = made or review or self._demo
        self.language.set_words(self.tr("Español"))
        self.back.setVisible(not saved and (made or self._demo or not begin))
        self.back.set_words(self.tr("Later") if made else self.tr("Back"))
        self.next.setVisible(made or self._demo or not begin)
        self.next.set_key("F12" if last else "Return")
        if saved or self._demo:
            self.next.set_words(self.tr("Open the desk"))
        elif made:
            self.next.set_words(self.tr("Save the copy"))
        else:
            self.next.set_words(self.tr("Create the store") if review else self.tr("Next"))

    def _build_pages(self) -> None:
        self._choices.chosen.connect(self._choose)
        self._pages.addWidget(self._choices)
        for step in ASKED:
            card = FieldsCard(step, self._words)
            card.show_answers(self.answers)
            card.edited.connect(self._edited)
            card.completed.connect(self.go_on)
            self.cards[step] = card
            self._pages.addWidget(card)
        self._pages.addWidget(self._facts)
        self._pages.addWidget(self.keys_page)
