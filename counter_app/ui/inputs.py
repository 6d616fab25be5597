"""Where keys and scans go: the lock, an overlay, the approval card, the shell, or the screen."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QWidget

from counter_app.core.errors import BadInput, CounterError
from counter_app.core.intent import Intent
from counter_app.core.scan import ScanCode, ScanKind
from counter_app.ui.key_map import Action, action_of, editing
from counter_app.ui.places import MORE, PARKED, behind_key, slip_taker, taker
from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.codes.receipt_codes import Scanned
    from counter_app.ui.shell import Shell

MAX_HELD_SCANS: Final = 20
"""Scans that arrive while an action runs wait for it, up to this many."""


class Inputs:
    """The shell's hands and eyes; holds nothing but scans that wait."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._held: deque[ScanCode] = deque(maxlen=MAX_HELD_SCANS)

    @property
    def waiting(self) -> int:
        """Scans that wait for an action to end."""
        return len(self._held)

    def take_key(self, key: str) -> bool:
        """Use a typed key, or leave it (False) to the widget that has the focus."""
        shell = self._shell
        overlay = shell.overlays.open
        if overlay is not None:
            return overlay.take_key(key)
        if shell.frame.locked:
            return shell.lock_screen.take_key(key)
        if shell.overlays.asking:
            return shell.card.take_key(key)
        if shell.search.shown:
            used = shell.search.take_key(key)
            if used is not None:
                return used
        action = action_of(key)
        if action is not None:
            self.act(action)
            return True
        if shell.frame.press_banner(key):
            return True
        intent = behind_key(shell.tasks, key)
        if intent is not None:
            if not shell.runner.busy:
                shell.open(intent)
            return True
        return self._offer(key)

    def act(self, action: Action) -> None:
        """Do one of the shell's own actions."""
        shell = self._shell
        match action:
            case Action.HELP:
                shell.show_help()
            case Action.SEARCH:
                shell.search.open()
            case Action.LOCK:
                shell.lock()
            case Action.FULL_SCREEN:
                shell.full_screen()
            case _ if shell.runner.busy:
                return  # one action at a time; the key can be pressed again afterwards
            case Action.BACK:
                self._back()
            case Action.MORE:
                shell.open(Intent(MORE))
            case Action.PARK:
                if shell.front is not None and shell.front.has_work():
                    shell.front.park()
                else:
                    shell.open(Intent(PARKED))
            case Action.FINISH:
                if shell.front is not None:
                    shell.front.primary()

    def take_code(self, code: ScanCode) -> None:
        """Give a scan to whoever takes it; while an action runs it waits for its turn."""
        from counter_app.codes.aamva import is_licence
        from counter_app.codes.receipt_codes import classify

        shell, state = self._shell, self._shell.watch.state
        if state is None or (shell.runner.busy and not shell.overlays.asking):
            self._held.append(code)
            return
        if shell.overlays.crashed:
            return
        shell.overlays.hide_help()
        try:
            scanned = classify(code, state.scans)
        except BadInput as error:
            hidden = is_licence(code.text)  # nobody reads a person's card off the screen
            self._not_known("" if hidden else code.text, f"{error.text} {error.remedy}".strip())
            return
        if shell.frame.locked:
            shell.lock_screen.take_scan(scanned)
        elif shell.overlays.asking:
            shell.card.take_scan(scanned)
        elif scanned.kind is ScanKind.BADGE:
            shell.frame.scan.clear()
            self._switch(scanned.text)
        else:
            self._route(scanned)

    def take_typed(self, text: str) -> None:
        """What somebody typed into the scan field instead of scanning it."""
        self.take_code(ScanCode(text, None, "typed"))

    def release(self) -> None:
        """Let scans go on that waited for an action, or for the first look at the desk."""
        shell = self._shell
        while self._held and shell.watch.state is not None and not shell.runner.busy:
            self.take_code(self._held.popleft())

    def unknown(self, text: str) -> None:
        """Mark a code that nobody knows: beep, chip and icon."""
        QApplication.beep()
        self._shell.frame.scan.show_unknown(text[:64])

    def _route(self, scanned: Scanned) -> None:
        """To the screen in front if its task takes the kind, else to the task that does."""
        shell = self._shell
        shell.frame.scan.clear()
        shell.frame.scan.setFocus()
        task = next((t for t in shell.tasks if t.key == shell.place.partition(":")[0]), None)
        if scanned.kind is ScanKind.UNKNOWN:
            if shell.front is None or not shell.front.take_scan(scanned):  # a serial number, say
                self.unknown(scanned.text)
            return
        wanted = shell.front is not None and shell.front.wants(scanned)
        printed = slip_taker(shell.tasks, scanned.slip)
        taken = task is not None and scanned.kind in task.scans and printed is None
        if not wanted and not taken:
            before, task = task, printed or taker(shell.tasks, scanned.kind)
            if task is not None and task is not before:
                shell.open(Intent(task.key))
        if task is None or shell.front is None or not shell.front.take_scan(scanned):
            self.unknown(scanned.text)

    def _switch(self, badge: str) -> None:
        """Another operator by one scan; where policy wants the PIN, too, the lock asks for it."""
        from counter_app.ui.desk_state import sign_on_by_badge

        shell = self._shell

        def failed(error: CounterError) -> None:
            if error.code == "pin_needed":
                shell.lock()
                shell.lock_screen.ask_pin(badge, error)
            else:
                shell.refuse(error)

        shell.runner.run(sign_on_by_badge, badge, None, done=shell.signed_on, failed=failed)

    def _not_known(self, text: str, why: str) -> None:
        shell = self._shell
        QApplication.beep()
        if shell.frame.locked:
            shell.lock_screen.refuse(why)
        elif shell.overlays.asking:
            shell.card.refuse(why)
        else:
            shell.frame.scan.show_unknown(text[:64])
            shell.desk.banner(why, Tone.WARN)

    def _offer(self, key: str) -> bool:
        """To the screen in front, unless somebody is typing; else letters go to the scan field."""
        shell = self._shell
        edit = shell.frame.scan.edit
        focused: QWidget | None = shell.focusWidget()
        if editing(focused, edit, key):
            return False
        if shell.front is not None and not shell.runner.busy and shell.front.take_key(key):
            return True
        if len(key) == 1 and key != " " and focused is not edit:
            edit.setFocus()
            edit.insert(key)
            return True
        return False

    def _back(self) -> None:
        shell = self._shell
        if shell.frame.scan.edit.text():
            shell.frame.scan.clear()
        elif shell.front is not None and not shell.front.escape():
            shell.go_home()
