"""Correcting a receipt on the screen: the line, the right price, what shows it, the money."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from counter_app.core.errors import BadInput
from counter_app.core.item import ItemRow
from counter_app.desk.price_correction import screen_detail, screen_payout, service
from counter_app.desk.price_correction import screen_edits as edits
from counter_app.desk.price_correction.draft import (
    BY_PRICE,
    BY_QUANTITY,
    Correction,
    CorrectionDraft,
    Sort,
    acknowledge,
    acknowledgement,
    clear_line,
    put,
    sort_line,
)
from counter_app.desk.price_correction.rules import Assessment, assess
from counter_app.desk.price_correction.screen_keep import Keeping
from counter_app.desk.price_correction.screen_mode import Mode
from counter_app.desk.price_correction.screen_page import choose_picture
from counter_app.desk.price_correction.screen_view import Ask, Step, View
from counter_app.desk.price_correction.screen_words import Said
from counter_app.trade.answers import Completed
from counter_app.ui.screen import Desk


@dataclass(slots=True)
class Claims(Mode):
    """One receipt being corrected; `finished` gets what was posted."""

    desk: Desk
    said: Said
    opened: service.Opened
    show: Callable[[Mode], None]
    finished: Callable[[Completed, service.Opened], None]
    window: QWidget
    keep: Keeping
    line: int = 0
    step: Step = Step.PRICE
    percent: bool = False
    card_codes: dict[int, str] = field(default_factory=dict)
    draft: CorrectionDraft = field(init=False)
    found: Assessment = field(init=False)

    def __post_init__(self) -> None:
        self.draft = self.opened.draft
        self.line = edits.first_line(self.draft)
        self.found = assess(self.draft, self.opened.where)

    def view(self) -> View:
        return self.said.claims(self)

    @property
    def correction(self) -> Correction | None:
        """What is claimed about the current line."""
        return self.draft.correction(self.line)

    @property
    def sort(self) -> Sort:
        """What is wrong with the current line, as far as it was said."""
        return self.correction.sort if self.correction else Sort.WRONG_PRICE

    @property
    def ask(self) -> Ask:
        """Which sort of question stands in the strip."""
        match self.step:
            case Step.PRICE:
                asks_money = self.sort not in (*BY_QUANTITY, Sort.TAX_EXEMPT)
                return Ask.PRICE if asks_money else Ask.NOTHING
            case Step.WHY | Step.KIND | Step.EXEMPT | Step.DETAIL:
                return Ask.PICK
            case _:
                return Ask.TEXT

    def judged(self, draft: CorrectionDraft) -> None:
        """Another draft: judged at once, and shown."""
        self.draft = draft
        self.found = assess(draft, self.opened.where)
        self.show(self)

    def take_key(self, key: str) -> bool:
        keys: dict[str, Callable[[], None]] = {
            "Alt+C": lambda: self.go(Step.KIND),
            "Alt+D": lambda: screen_payout.alt_d(self),
            "Alt+X": lambda: self.go(Step.EXEMPT),
            "Alt+N": lambda: self.go(Step.NOTE),
            "Alt+P": self._picture,
            "Alt+O": lambda: self.judged(clear_line(self.draft, self.line)),
            "Alt+I": self._intended,
            "Alt+T": self._tampered,
            "Alt+A": self._asked,
            "F9": self.park,
            "Up": lambda: self._walk(-1),
            "Down": lambda: self._walk(1),
            "ask": self.primary,
        }
        if key in keys:
            keys[key]()
        elif key in ("+", "-"):
            self.stepped(str(self.line), 1 if key == "+" else -1)
        elif self.ask is Ask.PICK and len(key) == 1 and key in "123456789":
            return self.said.pick(int(key))
        elif self.step is Step.PRICE and key == "%":
            self._as_percent()
        elif key == "Return":
            self._walk_on()
        elif self.ask is Ask.PRICE:
            return self.said.page.edit.type_key(key)
        else:
            return False
        return True

    def take_item(self, code: str) -> bool:
        """An item of the receipt is the line; another one is what the tag in hand is for."""
        line = edits.line_with(self.draft, code, self.line)
        if line and line != self.line:
            self.moved(str(line))
        if not line and self.sort in BY_PRICE and self.correction is not None:
            self.desk.runner.run(service.item, code, done=self._tag_of)
            return True
        return line > 0

    def moved(self, key: str) -> None:
        if key and int(key) != self.line:
            self.line, self.percent = int(key), False
            self.go(Step.PRICE)

    def stepped(self, key: str, by: int) -> None:
        draft = edits.count(self.draft, int(key), by)
        if draft is not self.draft:
            self.judged(draft)

    def priced(self, minor: int | None) -> None:
        if minor is not None:
            self.judged(edits.amount(self.draft, self.line, self.sort, minor, self.percent))

    def entered(self, text: str) -> None:
        if self.step is Step.PRICE:
            self._walk_on()
        elif self.step is Step.NOTE:
            self.step = Step.PRICE
            self.evidence(note=text.strip())
        elif self.step is Step.CERTIFICATE:
            self.step = Step.EXPIRY
            self._put(certificate=text.strip())
        elif self.step is Step.EXPIRY:
            self._expiry(text.strip())
        elif self.step is Step.CARD:
            screen_payout.card_code(self, text.strip())
        elif self.step is Step.PARK:
            self.keep.park(text.strip())
        else:
            screen_detail.typed(self, text.strip())

    def picked(self, key: str) -> None:
        if self.step is Step.KIND:
            self._kind(Sort(key))
        elif self.step is Step.DETAIL:
            screen_detail.pick(self, key)
        elif self.step is Step.EXEMPT:
            self.step = Step.PRICE
            self._put(exemption="" if self._now.exemption == key else key)
        elif self.sort in BY_PRICE:
            self.step = Step.PRICE
            self.evidence(source=key)
        else:
            self.step = Step.PRICE
            self._put(reason=key)

    def back(self) -> bool:
        asked = self.step is not Step.PRICE
        if asked:
            self.go(Step.PRICE)
        return asked

    def ticked(self, code: str) -> None:
        for found in self.found.verdict.findings:
            if f"{acknowledgement(found)}@{found.line or 0}" != code:
                continue
            if found.code == "price.match_check":
                self._check(found.params["check"], found.line or self.line)
            else:
                self.judged(acknowledge(self.draft, found))
            return

    def chosen(self, code: str, choice: str) -> None:
        self.pressed(choice)

    def primary(self) -> None:
        screen_payout.pay(self)

    @property
    def _now(self) -> Correction:
        return self.correction or Correction(self.line)

    def _put(self, **changes: Any) -> None:
        self.judged(put(self.draft, replace(self._now, **changes)))

    def _walk_on(self) -> None:
        """Return: to what shows the price, or why; then each check or warning, one by one."""
        made = self.correction
        if made is None:
            return
        named = self.opened.where.prices.reasons_for(self.sort.value)
        said = made.evidence.source if self.sort in BY_PRICE else made.reason
        if named and not said:
            self.go(Step.WHY)
            return
        waiting = edits.to_tick(self.draft, self.found)
        if waiting is not None:
            self.ticked(f"{acknowledgement(waiting)}@{waiting.line or 0}")

    def go(self, step: Step) -> None:
        """Another question in the strip."""
        self.step = step
        self.show(self)

    def about(self, **changes: Any) -> None:
        """Something about the whole correction."""
        self.judged(replace(self.draft, **changes))

    def evidence(self, **changes: Any) -> None:
        """Something about what shows the current line's right price."""
        self._put(evidence=replace(self._now.evidence, **changes))

    def again(self, opened: service.Opened) -> None:
        """What the records say has changed: whose correction it is, say."""
        self.opened = opened
        self.step = Step.PRICE
        self.judged(opened.draft)

    def park(self) -> None:
        """F9 asks for a name, F9 again puts it aside."""
        if self.step is Step.PARK:
            self.keep.park(self.said.page.text.text().strip())
        else:
            self.go(Step.PARK)

    def _walk(self, by: int) -> None:
        self.moved(str(edits.neighbour(self.draft, self.line, by)))

    def _kind(self, sort: Sort) -> None:
        self.percent = False
        self.step = Step.CERTIFICATE if sort is Sort.TAX_EXEMPT else Step.PRICE
        self.judged(sort_line(self.draft, self.line, sort))

    def _as_percent(self) -> None:
        if self.sort in (Sort.GOODWILL, Sort.MISSED_OFFER):
            self.percent = not self.percent
            self.priced(self.said.page.edit.minor())

    def _check(self, words: str, line: int) -> None:
        self.judged(edits.tick(self.draft, line, words, self.opened.where.prices.match.checks))

    def _intended(self) -> None:
        order = {None: True, True: False, False: None}
        self._put(intended=order[self._now.intended])

    def _tampered(self) -> None:
        self._put(tampered=not self._now.tampered)

    def _asked(self) -> None:
        self._put(asked=not self._now.asked)

    def _tag_of(self, item: ItemRow) -> None:
        self.judged(edits.tag_of(self.draft, self.line, item))

    def _expiry(self, text: str) -> None:
        try:
            day = edits.expiry(text)
        except BadInput as error:
            self.desk.refusal(error)
            return
        self.step = Step.PRICE
        self._put(expires=day)

    def _picture(self) -> None:
        choose_picture(self.window, self.keep_picture)

    def keep_picture(self, path: str) -> None:
        """Keep a chosen file as the current line's evidence."""
        self.desk.runner.run(service.keep_evidence, Path(path), done=self._kept)

    def _kept(self, kept: tuple[str, str]) -> None:
        self.evidence(file_name=kept[0], file_digest=kept[1])
