"""What is asked before something is taken back: why, a note, and the code that a terminal shows.

A screen shows the `question` that stands there and hands on what is picked, typed and pressed; only
this knows what comes next. A request goes on until it is answered: no card is asked twice for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication

from counter_app.core.errors import ApprovalRequired, BadInput, CounterError
from counter_app.core.ids import new_id
from counter_app.core.reason import Reason
from counter_app.records.payments import PaymentAttempt
from counter_app.station import Station
from counter_app.trade import refunding
from counter_app.ui.asked import ApprovalContext
from counter_app.ui.runner import Holds
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.pill import Tone

MIN_CODE: Final = 4
"""The fewest characters of an approval code."""
DECLINED: Final = "Alt+D"

T = TypeVar("T")
translate = QCoreApplication.translate


class Question(Enum):
    """Which question stands there."""

    NOTHING = "nothing"
    WHY = "why"
    NOTE = "note"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Voiding(Generic[T]):
    """One thing that can be taken back, and how its task does it.

    `void` gets (what, reason, station) and by name note, request_id, processor and card_code;
    `declined` gets (request, station) when the terminal said no.
    """

    what: str
    reasons: tuple[Reason, ...]
    void: Callable[..., T]
    declined: Callable[[str, Station], None]


@dataclass(slots=True)
class VoidQuestions(Generic[T]):
    """Asks; `show` writes the screen after every step, and `voided` gets what was posted.

    `wrong` gets what is wrong with a typed note or code, `refused` a void that cannot be;
    `context` fills the approval card, and `busy` is held while it runs.
    """

    desk: Desk
    voiding: Voiding[T]
    show: Callable[[], None]
    voided: Callable[[T], None]
    wrong: Callable[[str], None] | None = None
    refused: Callable[[CounterError], None] | None = None
    context: Callable[[ApprovalRequired], ApprovalContext] | None = None
    busy: Holds | None = None
    question: Question = field(init=False, default=Question.NOTHING)
    reason: Reason | None = field(init=False, default=None)
    note: str = field(init=False, default="")
    waiting: PaymentAttempt | None = field(init=False, default=None)
    """What a terminal is to move, while its code is awaited."""
    request: str = field(init=False, default_factory=new_id)

    @property
    def asking(self) -> bool:
        """True while a question stands there."""
        return self.question is not Question.NOTHING

    @property
    def why(self) -> str:
        """The code of the chosen reason, "" for none."""
        return "" if self.reason is None else self.reason.code

    def ask(self) -> None:
        """Why is it taken back? Nothing happens before that is said."""
        self._go(Question.WHY)

    def choose(self, code: str) -> None:
        """Mark a reason; `go_on` acts on it."""
        if code != self.why:
            self._new_request()
            self.reason = next(r for r in self.voiding.reasons if r.code == code)

    def go_on(self) -> None:
        """With the chosen reason: its note is asked for if it needs one, else it is done."""
        if self.reason is None:
            return
        if self.reason.needs_note:
            self._go(Question.NOTE)
        else:
            self._send()

    def typed(self, text: str) -> None:
        """A note or a code, as far as one is awaited; too little is said to be."""
        text = text.strip()
        if self.question is Question.NOTE and not text:
            self._say_wrong(translate("Voids", "Type a few words."))
        elif self.question is Question.NOTE:
            if text != self.note:
                self._new_request()
                self.note = text
            self._send()
        elif self.question is Question.CODE and len(text) < MIN_CODE:
            self._say_wrong(translate("Voids", "Type the code the terminal shows."))
        elif self.question is Question.CODE:
            self._send(text)

    def take_key(self, key: str, pick: Callable[[int], bool]) -> bool:
        """A digit picks a reason, Alt+D is the terminal's no; says whether the key was used."""
        if self.question is Question.CODE and key == DECLINED:
            self.desk.runner.run(self.voiding.declined, self.request, done=self._stays)
            return True
        digit = self.question is Question.WHY and len(key) == 1 and key in "123456789"
        return digit and pick(int(key))

    def back(self) -> bool:
        """Esc: one question back; False if none stands there. A card must answer first."""
        match self.question:
            case Question.CODE:
                self.desk.banner(waiting_words(), Tone.WARN, icon="credit-card")
            case Question.NOTE:
                self._go(Question.WHY)
            case Question.WHY:
                self.close()
            case Question.NOTHING:
                return False
        return True

    def close(self) -> None:
        """Nothing is asked any more; the next time it is another request."""
        self.waiting = None
        self._new_request()
        self._go(Question.NOTHING)

    def _go(self, question: Question) -> None:
        self.question = question
        self.show()

    def _new_request(self) -> None:
        self.request, self.note = new_id(), ""

    def _send(self, code: str | None = None) -> None:
        """Take it back; `code` is what the terminal shows once its card has answered."""
        self.desk.runner.run(
            partial(
                self.voiding.void,
                note=self.note,
                request_id=self.request,
                processor=self.desk.cards,
                card_code=code,
            ),
            self.voiding.what,
            self.why,
            done=self._done,
            failed=self._failed,
            busy=self.busy,
            context=self.context,
        )

    def _done(self, posted: T) -> None:
        self.question, self.waiting = Question.NOTHING, None
        self.voided(posted)

    def _failed(self, error: CounterError) -> None:
        """A card waits for its code or is not heard of, what was typed is wrong, or it is a no."""
        if error.code == "refund.card_entry":
            waiting = refunding.waiting_card
            self.desk.runner.background(waiting, self.request, done=self._ask_code)
        elif error.code == "refund.card_unknown":
            self.desk.banner(
                f"{error.text} {error.remedy}",
                Tone.WARN,
                icon="credit-card",
                action=translate("Voids", "Ask again"),
                then=self._send,
                fault=True,
            )
        elif isinstance(error, BadInput) and self.question in (Question.NOTE, Question.CODE):
            self._say_wrong(error.text)
        else:
            self.close()
            (self.refused or self.desk.refusal)(error)

    def _ask_code(self, waiting: PaymentAttempt | None) -> None:
        if waiting is None:  # a manager settled it meanwhile, at another desk
            self.close()
        else:
            self.waiting = waiting
            self._go(Question.CODE)

    def _stays(self, _: None) -> None:
        self.close()
        words = translate("Voids", "The terminal said no. No money moved on that card.")
        self.desk.banner(words, Tone.WARN, icon="credit-card")

    def _say_wrong(self, words: str) -> None:
        if self.wrong is None:
            self.desk.banner(words, Tone.WARN)
        else:
            self.wrong(words)


def waiting_words() -> str:
    """Why nobody walks away from a card that was asked."""
    return translate(
        "Voids", "The terminal is waiting. Type its code, or say that it declined (Alt+D)."
    )
