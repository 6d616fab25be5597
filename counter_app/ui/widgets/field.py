"""A labelled line edit of 48 pixels, with its fault in words underneath."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.label import Label


def as_field(edit: QLineEdit, height: int = theme.TOUCH, style: Text = Text.BODY) -> None:
    """Make a line edit look like a field of the look."""
    edit.setProperty("kind", "field")
    edit.setFont(theme.font(style))
    edit.setFixedHeight(theme.px(height))


def mark_fault(edit: QLineEdit, fault: bool) -> None:
    """Draw the border of a fault, or take it away."""
    theme.restyle(edit, "fault", "true" if fault else "false")


class Field(QWidget):
    """Label, line edit and, when something is wrong, one sentence that says what to do."""

    submitted = Signal(str)

    def __init__(
        self, label: str, edit: QLineEdit | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.edit = edit or QLineEdit()
        if edit is None:
            self.edit.setMaxLength(200)
            as_field(self.edit)
        self._label = Label(label, Text.HEADING)
        self._label.setBuddy(self.edit)
        self._fault = Label("", Text.LABEL, "deny", wrap=True)
        self._mark = IconMark("circle-alert", 16, "deny")
        under = QHBoxLayout()
        under.setSpacing(theme.px(6))
        under.addWidget(self._mark)
        under.addWidget(self._fault, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self._label)
        column.addWidget(self.edit)
        column.addLayout(under)
        self.setFocusProxy(self.edit)
        self.edit.returnPressed.connect(lambda: self.submitted.emit(self.edit.text()))
        self.edit.textEdited.connect(lambda: self.set_fault(""))
        self.set_label(label)
        self.set_fault("")

    def set_label(self, words: str) -> None:
        """Change the words above the field."""
        self._label.setText(words)
        self.edit.setAccessibleName(words)

    def set_fault(self, words: str) -> None:
        """Say what is wrong and what to do; empty words take the fault away."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        self._mark.setVisible(bool(words))
        self.edit.setAccessibleDescription(words)
        mark_fault(self.edit, bool(words))

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()
