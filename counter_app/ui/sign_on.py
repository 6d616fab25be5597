"""The lock screen: a badge, or number and PIN, on the desk's only way in; drafts wait behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.core.scan import ScanKind
from counter_app.ui import theme
from counter_app.ui.lock_picture import LockPicture, LockWords
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button, Kind, Size
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.field import as_field
from counter_app.ui.widgets.keypad import Keypad
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.pin_field import PinField

if TYPE_CHECKING:
    from counter_app.codes.receipt_codes import Scanned
    from counter_app.core.errors import CounterError
    from counter_app.ui.desk_state import SignedOn
    from counter_app.ui.runner import Runner
    from counter_app.ui.words import Words


class LockScreen(QWidget):
    """Says who signed on; the shell decides what is shown then."""

    signed_on = Signal(object)
    """A `SignedOn`."""
    language_asked = Signal()

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._badge: str | None = None
        self._parked = 0
        self._words = LockWords()
        self._picture = LockPicture()
        self._title = Label("", Text.TITLE)
        self._line = Label("", Text.VALUE, "ink2")
        self._number_label = Label("", Text.HEADING)
        self.number = QLineEdit()
        as_field(self.number, 56, Text.FIELD)
        self.number.setMaxLength(12)
        self.number.setValidator(QRegularExpressionValidator("[0-9]{0,12}", self.number))
        self._pin_label = Label("", Text.HEADING)
        self.pin = PinField()
        self.button = Button("", Kind.ACCENT, key="Return", size=Size.LARGE)
        self._note = _Note()
        self._keypad = Keypad()
        self._help = Label("", Text.HINT, "ink2", wrap=True)
        self._language = Button(icon="languages")
        self._lay_out()
        self.number.installEventFilter(self)
        self.pin.installEventFilter(self)
        self.number.textEdited.connect(self._number_edited)
        self.button.clicked.connect(self.sign_on)
        self._language.clicked.connect(self.language_asked)
        self._retranslate()

    def show_store(self, store: str, desk: str) -> None:
        """The store's name, and which desk this is."""
        self._words = replace(self._words, store=store, desk=desk)
        self._retranslate()

    def show_time(self, words: Words, now: datetime) -> None:
        """The large clock; `now` is on the store's clock."""
        self._words = replace(
            self._words,
            clock=words.clock(now),
            weekday=words.weekday(now.date()),
            day=words.long_day(now.date()),
            short_day=words.short_day(now.date()),
        )
        self._picture.show_words(self._words)

    def show_parked(self, count: int) -> None:
        """How much work waits behind the lock."""
        self._parked = count
        if not self._note.is_fault:
            self._show_note()

    def start(self) -> None:
        """Come to the front, empty."""
        self._badge = None
        self.number.clear()
        self.pin.clear()
        self._show_note()
        self.number.setFocus()

    def take_scan(self, scanned: Scanned) -> None:
        """A badge signs on; anything else has to wait until somebody has."""
        self.pin.clear()
        if scanned.kind is not ScanKind.BADGE:
            self._note.show_fault(
                self.tr("Sign on first"), self.tr("Then scan it again. Nothing was opened.")
            )
            return
        self._try(scanned.text, None)

    def ask_pin(self, badge: str, error: CounterError) -> None:
        """A badge was read that policy wants a PIN for, too."""
        self._badge = badge
        self._failed(error)

    def refuse(self, why: str) -> None:
        """Say that a scan cannot be used."""
        self._note.show_fault(why, "")

    def take_key(self, key: str) -> bool:
        """Return walks on and signs on."""
        if key != "Return":
            return False
        if self.number.hasFocus() and not self.pin.text():
            self.pin.setFocus()
        else:
            self.sign_on()
        return True

    def sign_on(self) -> None:
        """Try what was typed."""
        if self._badge is None and not self.number.text():
            self._note.show_fault(self.tr("Who are you?"), self.tr("Type your operator number."))
            self.number.setFocus()
            return
        if not self.pin.text():
            self.pin.setFocus()
            return
        from counter_app.ui.desk_state import sign_on_by_pin

        pin = self.pin.take()
        if self._badge is not None:
            self._try(self._badge, pin)
            return
        self._runner.run(
            sign_on_by_pin,
            self.number.text(),
            pin,
            done=self._done,
            failed=self._failed,
            busy=self.button,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._keypad.type_into(watched)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = self.width() * 7 // 16
        self._picture.setFixedWidth(max(theme.px(320), min(share, self.width() - theme.px(696))))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _try(self, badge: str, pin: str | None) -> None:
        from counter_app.ui.desk_state import sign_on_by_badge

        self._badge = badge
        self._runner.run(
            sign_on_by_badge,
            badge,
            pin,
            done=self._done,
            failed=self._failed,
            busy=self.button,
        )

    def _done(self, who: SignedOn) -> None:
        self._badge = None
        self.number.clear()
        self.signed_on.emit(who)

    def _failed(self, error: CounterError) -> None:
        if error.code != "pin_needed":
            self._badge = None
        self._note.show_fault(error.text, error.remedy)
        self.pin.setFocus()

    def _number_edited(self) -> None:
        self._badge = None
        self.pin.clear()
        self._show_note()

    def _show_note(self) -> None:
        if not self._parked:
            self._note.show_nothing()
            return
        title = (
            self.tr("One parked, safe")
            if self._parked == 1
            else self.tr("{0} parked, all safe").format(self._parked)
        )
        self._note.show_hint(title, self.tr("It opens again when its operator signs on."))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Or sign on with number and PIN"))
        self._line.setText(self.tr("For days when the badge is at home."))
        self._number_label.setText(self.tr("Operator number"))
        self.number.setAccessibleName(self.tr("Operator number"))
        self._pin_label.setText(self.tr("PIN"))
        self.button.set_words(self.tr("Sign on"))
        self._help.setText(self.tr("Too many wrong PINs? A manager can unlock you."))
        self._language.set_words(self.tr("Español"))
        self._words = replace(
            self._words,
            title=self.tr("Scan your badge"),
            line=self.tr("You go straight back to where you were."),
        )
        self._picture.show_words(self._words)
        self._show_note()

    def _lay_out(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(theme.px(7))
        form.addWidget(self._number_label)
        form.addWidget(self.number)
        form.addSpacing(theme.px(10))
        form.addWidget(self._pin_label)
        form.addWidget(self.pin)
        form.addSpacing(theme.px(18))
        form.addWidget(self.button)
        form.addSpacing(theme.px(12))
        form.addWidget(self._note)
        form.addStretch(1)
        body = QGridLayout()
        body.setHorizontalSpacing(theme.px(24))
        body.addLayout(form, 0, 0)
        body.addWidget(self._keypad, 0, 1)
        body.setColumnMinimumWidth(0, theme.px(280))
        self._keypad.setFixedSize(theme.px(304), theme.px(360))
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(IconMark("circle-question-mark", 18))
        foot.addWidget(self._help, 1)
        foot.addWidget(self._language)
        inside = QWidget()
        inside.setProperty("kind", "clear")
        inside.setFixedWidth(theme.px(608))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.px(32), 0, theme.px(32))
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addSpacing(theme.px(3))
        column.addWidget(self._line)
        column.addSpacing(theme.px(26))
        column.addLayout(body)
        column.addStretch(1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._picture)
        row.addStretch(1)
        row.addWidget(inside)
        row.addStretch(1)


class _Note(QFrame):
    """What waits, or why it did not work; keeps its place when there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.is_fault = False
        self._icon = IconMark("circle-pause", 20, "accent")
        self._title = Label("", Text.VALUE_STRONG, wrap=True)
        self._line = Label("", Text.HINT, "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._title)
        words.addWidget(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(12), theme.px(10))
        row.setSpacing(theme.px(12))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        keep = self.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keep)
        self.setFixedHeight(theme.px(78))
        self.show_nothing()

    def show_hint(self, title: str, line: str) -> None:
        """Something good to know."""
        self.is_fault = False
        self._say("circle-pause", "accent", "ink", title, line)

    def show_fault(self, title: str, line: str) -> None:
        """Why it did not work."""
        self.is_fault = True
        self._say("circle-alert", "deny", "deny", title, line)

    def show_nothing(self) -> None:
        """Nothing."""
        self.is_fault = False
        self.hide()

    def _say(self, icon: str, icon_ink: str, ink: str, title: str, line: str) -> None:
        theme.restyle(self, "kind", "well")
        self._icon.set_icon(icon, icon_ink)
        self._title.set_ink(ink)
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.setAccessibleName(f"{title} {line}".strip())
        self.show()
