"""The approval card's part for a manager who is not here: another desk, a spoken code, in advance.

The request is put up at every desk when the card opens, and taken back when it closes; answers are
looked for on the desk worker, once a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.approving import (
    AskedHere,
    OpenRequest,
    ask_elsewhere,
    collect,
    redeem_code,
    withdraw,
)
from counter_app.core.approval import Approval, Finding, Severity, Verdict
from counter_app.core.errors import CounterError
from counter_app.core.said import said_again
from counter_app.granting import grant_again, lone_approval
from counter_app.ui import theme
from counter_app.ui.asked import ApprovalContext, Asked, AskedLine, AskedRow, AskedSection
from counter_app.ui.retold import again, keep
from counter_app.ui.runner import Runner
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button, TickButton
from counter_app.ui.widgets.label import Label
from counter_app.ui.words import Words

LOOK_MS: Final = 1_000


class Away(QWidget):
    """A line that says what is read out, and up to three buttons; shown while a clerk asks."""

    answered = Signal(object)
    """The `Approval` that came from elsewhere."""
    failed = Signal(object)
    """A refusal, as a `CounterError`."""
    code_asked = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._verdict: Verdict | None = None
        self._words: Words | None = None
        self.asked: AskedHere | None = None
        self.typing_code = False
        self._looking = False
        self._line = Label("", Text.HINT, "ink2", wrap=True)
        self._code = Button(key="Alt+C", icon="phone")
        self._again = TickButton("", key="Alt+T")
        self._alone = Button(key="Alt+L", icon="user-round")
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for button in (self._code, self._again, self._alone):
            buttons.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self._line)
        column.addLayout(buttons)
        self._code.clicked.connect(self.toggle_code)
        self._alone.clicked.connect(self.go_alone)

    def begin(self, asked: Asked, words: Words) -> None:
        """Put the request up at every desk; a witness can only be here."""
        if asked.verdict.witness_is_enough:
            return
        self._verdict, self.asked, self.typing_code = asked.verdict, None, False
        self._words = words
        self._code.set_words(self.tr("Code"))
        self._again.setChecked(False)
        self._again.hide()
        self._alone.hide()
        self._code.setEnabled(False)
        self._line.setText(self.tr("The request goes up at every desk."))
        self._runner.background(
            ask_elsewhere,
            asked.verdict,
            told_of(asked.context),
            done=self._put_up,
            failed=self.failed.emit,
        )
        self.show()

    def end(self) -> None:
        """The card closes: the request is taken back unless it was used."""
        self._timer.stop()
        if self.asked is not None:
            self._runner.background(withdraw, self.asked.request.id, failed=_ignore)
        self.asked, self._verdict, self.typing_code = None, None, False
        self.hide()

    def look(self) -> None:
        """Is there an answer from elsewhere?"""
        if self.asked is None or self._looking:
            return
        self._looking = self._runner.background(
            collect, self.asked.request.id, done=self._looked, failed=self._refused
        )

    def toggle_code(self) -> None:
        """Alt+C: the field takes a spoken code instead of a PIN, or a PIN again."""
        if self.asked is not None:
            self.typing_code = not self.typing_code
            self._say_line()
            self.code_asked.emit()

    def toggle_again(self) -> None:
        """Alt+T: the manager's yes counts for a while."""
        if self._again.isVisible():
            self._again.toggle()

    def go_alone(self) -> None:
        """Alt+L: a manager who is alone goes on, where the owner's policy allows it."""
        if self._verdict is not None and not self._alone.isHidden():
            self._runner.background(
                lone_approval, self._verdict, done=self.answered.emit, failed=self.failed.emit
            )

    def redeem(self, number: str, code: str, failed: Callable[[CounterError], None]) -> None:
        """A spoken code and the name of the manager it came from."""
        if self.asked is not None:
            self._runner.background(
                redeem_code,
                self.asked.request.id,
                number,
                code,
                done=self.answered.emit,
                failed=failed,
            )

    def granted(self, approval: Approval) -> None:
        """A manager agreed here; with the tick, the same holds for a while."""
        if self._again.isVisible() and self._again.isChecked() and self._verdict is not None:
            self._runner.background(grant_again, approval, self._verdict)

    def line(self) -> str:
        """What is said about the request now."""
        return self._line.text()

    def _say_line(self) -> None:
        assert self.asked is not None
        assert self._words is not None
        request = self.asked.request
        line = self.tr("Shown at every desk. By telephone: read out {0}.")
        if self.typing_code:
            line = self.tr("Read out {0}, {1} and the number {2}.")
        line = line.replace("{0}", spelled(request.challenge))
        line = line.replace("{1}", self._words.money(request.amount))
        self._line.setText(line.replace("{2}", request.clerk_number))

    def _put_up(self, asked: AskedHere) -> None:
        if self._verdict is None:  # the card was faster closed than this was stored
            self._runner.background(withdraw, asked.request.id, failed=_ignore)
            return
        self.asked = asked
        self._say_line()
        again = self.tr("{0} min more")
        self._again.set_words(again.replace("{0}", str(asked.minutes)))
        self._again.setVisible(self._verdict.amount is not None and bool(asked.total))
        assert self._words is not None
        said = self.tr("The same up to this amount, {1} in sum, needs no manager for {0} minutes")
        said = said.replace("{0}", str(asked.minutes))
        self._again.setAccessibleDescription(said.replace("{1}", self._words.money(asked.total)))
        self._alone.set_words(self.tr("Alone"))
        self._alone.setVisible(asked.lone)
        self._code.setEnabled(True)
        self._timer.start()

    def _looked(self, approval: Approval | None) -> None:
        self._looking = False
        if approval is not None and self.asked is not None:
            self._timer.stop()
            self.answered.emit(approval)

    def _refused(self, error: CounterError) -> None:
        self._looking = False
        self._timer.stop()
        if self.asked is not None:
            self.failed.emit(error)


def spelled(challenge: str) -> str:
    """``7KQ2-M4XD``: a challenge as it is read out."""
    return f"{challenge[:4]}-{challenge[4:]}"


def told_of(context: ApprovalContext | None) -> dict[str, Any]:
    """What the card shows, as plain data from which another desk says it in its own language."""
    if context is None:
        return {}
    return {
        "word": keep(context.word),
        "amount": keep(context.amount),
        "amount_minor": context.amount_minor,
        "limit_minor": context.limit_minor,
        "limit_name": context.limit_name,
        "sections": [_kept(section) for section in context.sections],
        "customer_id": context.customer_id,
        "person_id": context.person_id,
    }


def asked_of(request: OpenRequest, words: Words) -> Asked:
    """The question of another desk as this desk's card shows it; nothing follows here."""
    told = request.told
    findings = tuple(_finding(f) for f in told.get("findings", ()))
    context = None
    if "word" in told:
        context = ApprovalContext(
            again(told["word"], words),
            again(told["amount"], words),
            told["amount_minor"],
            told["limit_minor"],
            told["limit_name"],
            tuple(_section(s, words) for s in told["sections"]),
            told.get("customer_id"),
            told.get("person_id"),
        )
    return Asked(Verdict(request.challenge, findings), context, lambda _: None, lambda: None)


def _finding(told: dict[str, Any]) -> Finding:
    text, remedy = (said_again(sentence) for sentence in told["said"])
    return Finding(told["code"], Severity[told["severity"].upper()], text, remedy)


def _kept(section: AskedSection) -> dict[str, Any]:
    return {
        "title": keep(section.title),
        "note": keep(section.note),
        "sentences": [keep(text) for text in section.sentences],
        "lines": [[keep(x.count), keep(x.words), keep(x.note)] for x in section.lines],
        "rows": [[keep(row.words), keep(row.value)] for row in section.rows],
    }


def _section(told: dict[str, Any], words: Words) -> AskedSection:
    def say(texts: Sequence[Any]) -> tuple[str, ...]:
        return tuple(again(text, words) for text in texts)

    return AskedSection(
        again(told["title"], words),
        again(told["note"], words),
        say(told["sentences"]),
        tuple(AskedLine(*say(line)) for line in told["lines"]),
        tuple(AskedRow(*say(row)) for row in told["rows"]),
    )


def _ignore(_: CounterError) -> None:
    """A request that is over already need not be taken back."""
