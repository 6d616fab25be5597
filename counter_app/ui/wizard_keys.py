"""The wizard's last page: the store is made, a copy of its keys is offered, then the desk opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from counter_app.core.errors import BadInput, StorageError
from counter_app.storage.files import write_private
from counter_app.storage.keys import MIN_PASSPHRASE, Keys, seal_keys
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.field import Field, as_field
from counter_app.ui.widgets.label import Label

_MAX_PASSPHRASE = 200


def copy_keys(keys: Keys, passphrase: str, file: Path) -> Path:
    """Write the keys under a passphrase; a file that is there is kept and `BadInput` raised."""
    if file.exists():
        raise BadInput("A file of this name is there already.", code="file_exists")
    try:
        write_private(file, seal_keys(keys, passphrase))
    except OSError as error:
        raise StorageError("This file cannot be written.", code="not_written") from error
    return file


class KeysPage(QWidget):
    """Passphrase twice, and where the copy goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passphrase = Field("", _secret())
        self.again = Field("", _secret())
        file = QLineEdit()
        as_field(file)
        file.setMaxLength(1_000)
        self.file = Field("", file)
        self._rule = Label("", Text.HINT, "ink2", wrap=True)
        self._saved = Label("", Text.STRONG, "accent_ink", wrap=True)
        self._saved.hide()
        card = Card(24)
        card.column.setSpacing(theme.px(12))
        for widget in (self.passphrase, self.again, self.file, self._rule, self._saved):
            card.column.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.retranslate()

    def begin(self, file: Path) -> None:
        """Come to the front with a place for the copy."""
        self.file.edit.setText(str(file))
        self.passphrase.edit.setFocus()

    def wanted(self) -> tuple[str, Path] | None:
        """The passphrase and the file; None, with the fault shown, if one of them cannot be."""
        if len(self.passphrase.text()) < MIN_PASSPHRASE:
            self._fault(
                self.passphrase, self.tr("Type at least {0} characters.").format(MIN_PASSPHRASE)
            )
        elif self.again.text() != self.passphrase.text():
            self._fault(self.again, self.tr("This is not the same. Type both again."))
        elif not self.file.text().strip():
            self._fault(self.file, self.tr("Type where the copy goes."))
        else:
            return self.passphrase.text(), Path(self.file.text().strip()).expanduser().absolute()
        return None

    def refuse(self, code: str) -> None:
        """The copy could not be written."""
        words = {
            "file_exists": self.tr("A file of this name is there already. Choose another name."),
        }.get(code, self.tr("This file cannot be written. Choose another place."))
        self._fault(self.file, words)

    def show_saved(self, file: Path) -> None:
        """The copy is written; the passphrase is forgotten."""
        for made in (self.passphrase, self.again):
            made.edit.clear()
        for made in (self.passphrase, self.again, self.file):
            made.hide()
        self._rule.hide()
        self._saved.setText(
            self.tr("The copy is in {0}. Keep it and the passphrase in two places.").format(file)
        )
        self._saved.show()

    def walk_on(self) -> bool:
        """Return: to the next field; False from the last one."""
        edits = (self.passphrase.edit, self.again.edit, self.file.edit)
        here = next((n for n, edit in enumerate(edits) if edit.hasFocus()), len(edits))
        if here + 1 >= len(edits):
            return False
        edits[here + 1].setFocus()
        return True

    def retranslate(self) -> None:
        """Write the words anew."""
        self.passphrase.set_label(self.tr("Passphrase"))
        self.again.set_label(self.tr("Passphrase again"))
        self.file.set_label(self.tr("File of the copy"))
        self._rule.setText(
            self.tr(
                "At least {0} characters. A few words that only you put together are best."
            ).format(MIN_PASSPHRASE)
        )

    def _fault(self, made: Field, words: str) -> None:
        made.set_fault(words)
        made.edit.setFocus()


def _secret() -> QLineEdit:
    edit = QLineEdit()
    as_field(edit)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setMaxLength(_MAX_PASSPHRASE)
    return edit
