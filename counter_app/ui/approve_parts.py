"""Parts of the approval card: the question at the left, the people who may answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.approval import Verdict
from counter_app.core.money import Money
from counter_app.ui import theme
from counter_app.ui.asked import Asked, AskedSection
from counter_app.ui.desk_state import Approver
from counter_app.ui.refusals import finding_in_words
from counter_app.ui.theme import Text
from counter_app.ui.widgets.approval_parts import PersonKey
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.meter import LimitMeter
from counter_app.ui.widgets.scroll import scrolling
from counter_app.ui.words import Words

_AT_ONCE = 2


class AskedView(QWidget):
    """Amount, meter, reasons and sections; scrolls where the window is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = Label("", Text.VALUE, "ink2")
        self._amount = Label("", Text.AMOUNT)
        self._meter = LimitMeter()
        self._inside = _clear(QWidget())
        self._sections = QVBoxLayout(self._inside)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self._sections.setSpacing(0)
        self._scroll = scrolling(self._inside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._word)
        self._column.addWidget(self._amount)
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(self._meter)
        self._column.addWidget(self._scroll, 1)

    def add_reach(self, label: Label) -> None:
        """The line under the meter: how far the chosen person may go."""
        label.setMinimumHeight(theme.px(22))
        self._column.insertWidget(4, label)

    def show_asked(self, asked: Asked, words: Words, asker: str) -> None:
        """Show what is asked; without a context, the findings say it."""
        context = asked.context
        limited = context is not None and context.limit_minor is not None
        self._word.setText(context.word if context else "")
        self._amount.setText(context.amount if context else "")
        self._amount.setVisible(context is not None)
        self._meter.setVisible(limited)
        if context is not None and context.limit_minor is not None:
            over = max(0, context.amount_minor - context.limit_minor)
            limit = words.money(Money(context.limit_minor))
            self._meter.show_limit(
                context.amount_minor,
                context.limit_minor,
                self.tr("{0}’s limit {1}").format(asker, limit),
                self.tr("{0} over").format(words.money(Money(over))) if over else "",
            )
        clear(self._sections)
        why = self._why(asked.verdict, limited, words.language)
        for section in ((why,) if why else ()) + (context.sections if context else ()):
            self._sections.addSpacing(theme.px(8))
            self._sections.addWidget(Rule())
            self._sections.addWidget(_section(section))
        self._sections.addStretch(1)

    def add_section(self, section: AskedSection) -> None:
        """One more, first and in view."""
        self._sections.insertWidget(0, Rule())
        self._sections.insertWidget(1, _section(section))
        self._scroll.verticalScrollBar().setValue(0)

    def _why(self, verdict: Verdict, limited: bool, language: str) -> AskedSection | None:
        """The findings to cover; one limit alone is what the meter shows already."""
        covered = verdict.to_cover()
        found = [f for f in verdict.worst_first() if f.code in covered]
        texts = [finding_in_words(f, language)[0] for f in found]
        if limited and len(texts) == 1:
            return None
        title = self.tr("Why a manager is needed")
        if verdict.witness_is_enough:
            title = self.tr("Why a second person is needed")
        return AskedSection(title, sentences=tuple(texts))


class People(QWidget):
    """Who may approve: two names at a time, and a key for the next two."""

    chosen = Signal(str)
    """The number of the person; comes before any PIN."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Approver, ...] = ()
        self._short: dict[str, str] = {}
        self._chosen = ""
        self._first = 0
        self._keys: list[PersonKey] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self._more = Button(icon="chevron-right", name="more")
        self._more.clicked.connect(self._page)
        self.setFixedHeight(theme.px(56))

    def show_people(self, people: Sequence[Approver], short: Mapping[str, str]) -> None:
        """Offer these, none of them chosen; `short` are limits that are too low, by number.

        Who may not approve as much comes last and cannot be chosen.
        """
        self._people = tuple(sorted(people, key=lambda p: p.number in short))
        self._short, self._chosen, self._first = dict(short), "", 0
        self._rebuild()

    def current(self) -> str:
        """The number of the person who was chosen, or nothing."""
        return self._chosen

    def choose(self, number: str) -> None:
        """Choose a person by number."""
        self._chosen = number
        place = next((n for n, p in enumerate(self._people) if p.number == number), 0)
        self._first = place - place % _AT_ONCE
        self._rebuild()
        self.chosen.emit(number)

    def step(self, by: int) -> None:
        """Choose the next person, or the one before."""
        numbers = [p.number for p in self._people if p.number not in self._short]
        if self._chosen in numbers:
            self.choose(numbers[(numbers.index(self._chosen) + by) % len(numbers)])
        elif numbers:
            self.choose(numbers[0])

    def _page(self) -> None:
        self._first = (self._first + _AT_ONCE) % (len(self._people) + len(self._people) % _AT_ONCE)
        self._rebuild()

    def _rebuild(self) -> None:
        clear(self._row, keep=self._more)
        self._keys = []
        for person in self._people[self._first : self._first + _AT_ONCE]:
            limit = self._short.get(person.number)
            more = self._role(person.role)
            if limit is not None:
                more = self.tr("Only up to {0}").format(limit)
            key = PersonKey(person.number, person.name, more)
            key.setEnabled(limit is None)
            key.setChecked(person.number == self._chosen)
            key.clicked.connect(lambda _=False, number=person.number: self.choose(number))
            self._keys.append(key)
            self._row.addWidget(key, 1)
        self._more.setVisible(len(self._people) > _AT_ONCE)
        self._more.setAccessibleName(self.tr("More names"))
        self._row.addWidget(self._more)

    def _role(self, role: str) -> str:
        names = {
            "lead": self.tr("Lead"),
            "manager": self.tr("Manager"),
            "administrator": self.tr("Administrator"),
        }
        return names.get(role, "")


def _section(section: AskedSection) -> QWidget:
    made = _clear(QWidget())
    column = QVBoxLayout(made)
    column.setContentsMargins(0, theme.px(8), 0, 0)
    column.setSpacing(theme.px(7))
    head = QHBoxLayout()
    head.addWidget(Label(section.title, Text.HEADING), 1)
    if section.note:
        head.addWidget(Label(section.note, Text.STATUS, "ink2"))
    column.addLayout(head)
    for sentence in section.sentences:
        column.addWidget(Label(sentence, Text.VALUE, "ink2", wrap=True))
    for line in section.lines:
        row = QHBoxLayout()
        count = Label(line.count, Text.VALUE_STRONG, tabular=True)
        count.setMinimumWidth(theme.px(18))
        count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(count)
        row.addWidget(Label(line.words, Text.VALUE), 1)
        row.addWidget(Label(line.note, Text.VALUE, "ink2"))
        column.addLayout(row)
    for fact in section.rows:
        row = QHBoxLayout()
        row.addWidget(Label(fact.words, Text.VALUE, "ink2"), 1)
        row.addWidget(Label(fact.value, Text.VALUE_MEDIUM))
        column.addLayout(row)
    return made


def _clear(widget: QWidget) -> QWidget:
    widget.setProperty("kind", "clear")
    return widget
