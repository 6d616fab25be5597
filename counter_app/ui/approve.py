"""The one approval card: what a manager is asked, who answers, and how they prove who they are.

It lies over the work; the rail and the status bar stay. A PIN is never kept, shown or logged, and
a scan on this card is a badge or nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.approving import OpenRequest, grant_with_badge, grant_with_pin, refuse_with_pin
from counter_app.codes.receipt_codes import Scanned
from counter_app.core.approval import Approval
from counter_app.core.errors import CounterError
from counter_app.core.operator import Operator
from counter_app.core.scan import ScanKind
from counter_app.ui import theme
from counter_app.ui.approve_parts import AskedView, People
from counter_app.ui.approve_signals import SignalsKey
from counter_app.ui.asked import Asked
from counter_app.ui.away import Away, asked_of
from counter_app.ui.desk_state import (
    Approver,
    approve_by_badge,
    approve_by_pin,
    approvers,
    approvers_for,
    decline,
)
from counter_app.ui.runner import Runner
from counter_app.ui.theme import Text
from counter_app.ui.wedge import SINGLE_PRESS
from counter_app.ui.widgets.approval_frame import ApprovalFrame
from counter_app.ui.widgets.approval_parts import BadgeHint
from counter_app.ui.widgets.buttons import Button, Kind, Size
from counter_app.ui.widgets.keypad import Keypad
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.pin_field import PinField
from counter_app.ui.words import Words


class ApprovalCard(QWidget):
    """Opens with `ask`, closes itself, and answers exactly once."""

    closed = Signal()

    def __init__(self, runner: Runner, parent: QWidget, places: tuple[str, ...] = ()) -> None:
        super().__init__(parent)
        self._runner = runner
        self._asked: Asked | None = None
        self._people: tuple[Approver, ...] = ()
        self._badge: str | None = None
        self._words: Words | None = None
        self._checking, self._wrong = False, 0
        self._frame = ApprovalFrame(self)
        self._view = AskedView()
        self._reach = Label("", Text.HINT, "ink2", wrap=True)
        self._decline = Button("", key="Alt+D", size=Size.LARGE)
        self._approve = Button("", Kind.APPROVE, key="F12", size=Size.LARGE)
        self._approve.setProperty(SINGLE_PRESS, True)
        self._hint = BadgeHint("", "")
        self._names = People()
        self.pin = PinField()
        self._keypad = Keypad()
        self.signals = SignalsKey(runner, self._names, self.pin, self._view, places)
        self._remote: OpenRequest | None = None
        self.away = Away(runner)
        self._lay_out()
        self.away.answered.connect(self._granted)
        self.away.failed.connect(self._failed)
        self.signals.failed.connect(self._failed)
        self.signals.missing.connect(self._say_fault)
        self.away.code_asked.connect(self._say_hint)
        self._frame.backed.connect(self.back)
        self._decline.clicked.connect(self.decline)
        self._approve.clicked.connect(self.approve)
        self._names.chosen.connect(self._choose)
        self.pin.textEdited.connect(self._say_hint)
        self.hide()

    def ask(self, asked: Asked, words: Words, operator: Operator, place: str) -> None:
        """Show the question of `operator` at `place` ("Desk 1, Till 7")."""
        self._remote = None
        self.away.begin(asked, words)
        self._open(asked, words, operator.name, place)
        self.signals.begin(asked, words, operator.number, elsewhere=False)
        self._runner.background(
            approvers, asked.verdict, done=self._show_people, failed=self._failed
        )

    def ask_for(self, request: OpenRequest, words: Words) -> None:
        """Show what another desk asks for; the answer goes there."""
        self._remote = request
        asked = asked_of(request, words)
        self._open(asked, words, request.clerk, request.desk)
        self.signals.begin(asked, words, request.clerk_number, elsewhere=True)
        self._runner.background(
            approvers_for, request.clerk_number, done=self._show_people, failed=self._failed
        )

    def _open(self, asked: Asked, words: Words, asker: str, place: str) -> None:
        self._asked, self._words, self._people = asked, words, ()
        self._badge, self._wrong, self._checking = None, 0, False
        line = self.tr("{0} asks, {1}").format(asker, place)
        witness = asked.verdict.witness_is_enough
        title = self.tr("Second person") if witness else self.tr("Manager approval")
        self._frame.set_words(title, line)
        self._decline.set_words(self.tr("Decline"))
        self._approve.set_words(self.tr("Sign as witness") if witness else self.tr("Approve"))
        first = asker.split(maxsplit=1)[0]
        self._view.show_asked(asked, words, first)
        self._names.show_people((), {})
        self._reach.setText("")
        self.pin.clear()
        self._say_hint()
        self._keypad.type_into(self.pin)
        self.show()
        self.raise_()
        self._frame.show()
        self.pin.setFocus()

    def set_area(self, area: QRect) -> None:
        """Cover this part of the parent."""
        self.setGeometry(area)
        self._frame.set_area(QRect(0, 0, area.width(), area.height()))

    def take_scan(self, scanned: Scanned) -> None:
        """A badge answers; the text of anything else is not kept."""
        self.pin.clear()
        if self._checking:
            return
        if scanned.kind is not ScanKind.BADGE:
            self._say_fault(
                self.tr("That is not a badge"), self.tr("Scan a badge, or type name and PIN.")
            )
            return
        self._badge = scanned.text
        self._check_badge(None)

    def refuse(self, why: str) -> None:
        """Say that a scan cannot be used."""
        self._say_fault(why, self.tr("Scan a badge, or type name and PIN."))

    def take_key(self, key: str) -> bool:
        """F12 approves, Alt+D declines, Esc goes back; no other command passes the card."""
        match key:
            case "F12":
                self.approve()
            case "Alt+D":
                self.decline()
            case "Esc":
                self.back()
            case "Alt+C" if self._remote is None:
                self.away.toggle_code()
            case "Alt+T" if self._remote is None:
                self.away.toggle_again()
            case "Alt+L" if self._remote is None:
                self.away.go_alone()
            case "Alt+S":
                self.signals.reveal()
            case "Left" | "Right" if not self.pin.text():
                self._names.step(1 if key == "Right" else -1)
            case "Return":
                pass  # a scanner's end, or a person's: it never approves
            case _:
                return not (len(key) == 1 or key in _EDITING)
        return True

    def approve(self) -> None:
        """Check who this is; nothing happens without a name and a PIN."""
        asked, chosen = self._asked, self._names.current()
        if asked is None or self._checking:
            return
        if not self.pin.text():
            self._say_fault(self.tr("The PIN is missing"), self.tr("Type it, or scan the badge."))
            self.pin.setFocus()
        elif self._badge is not None:
            self._check_badge(self.pin.take())
        elif not chosen:
            self._say_fault(
                self.tr("Who approves?"), self.tr("Choose the name, then type the PIN.")
            )
        elif self.away.typing_code:
            self._hold(True)
            self.away.redeem(chosen, self.pin.take(), self._failed)
        elif self._remote is not None:
            self._hold(True)
            self._runner.background(
                grant_with_pin,
                self._remote.id,
                chosen,
                self.pin.take(),
                done=self._told,
                failed=self._failed,
            )
        else:
            self._hold(True)
            self._runner.background(
                approve_by_pin,
                asked.verdict,
                chosen,
                self.pin.take(),
                done=self._granted,
                failed=self._failed,
            )

    def decline(self) -> None:
        """A manager says no, which is kept; a name and a PIN say who it was."""
        asked = self._asked
        if asked is None or self._checking:
            return
        if self._remote is not None:
            self._refuse_there(self._remote)
            return
        self._hold(True)
        self._runner.background(
            decline,
            asked.verdict,
            self._badge,
            self._names.current(),
            self.pin.take(),
            done=self._declined,
            failed=self._failed,
        )

    def back(self) -> None:
        """Nobody answers; the work stays as it is."""
        if self._asked is not None and not self._checking:
            self._declined(None)

    def _check_badge(self, pin: str | None) -> None:
        asked = self._asked
        if asked is None:
            return
        self._hold(True)
        if self._remote is not None:
            self._runner.background(
                grant_with_badge,
                self._remote.id,
                self._badge,
                pin,
                done=self._told,
                failed=self._failed,
            )
            return
        self._runner.background(
            approve_by_badge,
            asked.verdict,
            self._badge,
            pin,
            done=self._granted,
            failed=self._failed,
        )

    def _granted(self, approval: Approval) -> None:
        asked = self._asked
        self._hold(False)
        if asked is None:
            return
        self.away.granted(approval)
        self._close()
        asked.granted(approval)

    def _refuse_there(self, request: OpenRequest) -> None:
        """A no to another desk needs the name and the PIN; without them nothing is said."""
        chosen = self._names.current()
        if not chosen or not self.pin.text():
            self.back()
            return
        self._hold(True)
        self._runner.background(
            refuse_with_pin,
            request.id,
            chosen,
            self.pin.take(),
            done=self._told,
            failed=self._failed,
        )

    def _told(self, _: None) -> None:
        """The other desk has its answer."""
        self._hold(False)
        self._close()

    def _declined(self, _answer: None) -> None:
        asked = self._asked
        self._hold(False)
        if asked is None:
            return
        self._close()
        asked.declined()

    def _failed(self, error: CounterError) -> None:
        self._hold(False)
        if error.code != "pin_needed":
            self._badge = None
        if error.code == "wrong_pin":
            self._wrong += 1
            self._say_fault(
                self.tr("That PIN is not right"),
                self.tr("Wrong PINs so far: {0}. Type it again.").format(self._wrong),
            )
        else:
            self._say_fault(error.text, error.remedy)
        self.pin.setFocus()

    def _show_people(self, people: tuple[Approver, ...]) -> None:
        """Offer those who may approve as much as this; of the others, say that they may not."""
        asked, words = self._asked, self._words
        if asked is None or words is None:
            return
        context = asked.context
        short: dict[str, str] = {}
        if context is not None and context.limit_name:
            short = {
                p.number: words.money(p.limit(context.limit_name))
                for p in people
                if p.limit(context.limit_name).minor < context.amount_minor
            }
        self._people = people
        self._names.show_people(people, short)
        able = [p for p in people if p.number not in short]
        if len(able) == 1:
            self._names.choose(able[0].number)
        elif not able:
            self._say_fault(
                self.tr("Nobody here may approve this amount"),
                self.tr("Make it smaller, or ask someone with a higher limit."),
            )

    def _choose(self, number: str) -> None:
        """Another name: whatever was typed was another person's PIN."""
        self.pin.clear()
        self._badge, self._wrong = None, 0
        self._say_hint()
        asked, words = self._asked, self._words
        chosen = next((p for p in self._people if p.number == number), None)
        context = asked.context if asked is not None else None
        if words is None or context is None or chosen is None:
            return
        text = ""
        if context.limit_name:
            limit = chosen.limit(context.limit_name)
            name = chosen.name.split()[0]
            text = self.tr("{0} may approve up to {1}.").format(name, words.money(limit))
        self._reach.setText(text)
        self.pin.setFocus()

    def _say_hint(self) -> None:
        self._hint.set_fault(False)
        if self.away.typing_code:
            line = self.tr("Choose the name, then type it")
            self._hint.set_words(self.tr("Code by telephone"), line)
            self.pin.setFocus()
            return
        self._hint.set_words(
            self.tr("Scan your badge"), self.tr("or tap your name and type your PIN")
        )

    def _say_fault(self, words: str, more: str) -> None:
        self._hint.set_fault(True)
        self._hint.set_words(words, more)

    def _hold(self, checking: bool) -> None:
        self._checking = checking
        self._approve.set_busy(checking)

    def _close(self) -> None:
        self.away.end()
        self._asked, self._remote, self._badge = None, None, None
        self.pin.clear()
        self.hide()
        self.closed.emit()

    def _lay_out(self) -> None:
        left, right = self._frame.left, self._frame.right
        left.setSpacing(theme.px(8))
        self._view.add_reach(self._reach)
        left.addWidget(self._view, 1)
        left.addWidget(self.signals)
        left.addWidget(self.away)
        self.away.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(12))
        buttons.addWidget(self._decline)
        buttons.addWidget(self._approve, 1)
        left.addLayout(buttons)
        right.setSpacing(theme.px(12))
        right.addWidget(self._hint)
        right.addWidget(self._names)
        right.addWidget(self.pin)
        right.addSpacing(theme.px(3))
        right.addWidget(self._keypad, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


_EDITING = ("Backspace", "Del", "Delete", "Home", "End", "Left", "Right", "Tab", "Shift+Tab")
