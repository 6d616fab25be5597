"""What was posted: its slip, the evidence kept with it, and what can still be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from counter_app.core.transaction import ELECTRONIC, Kind
from counter_app.desk.price_correction import looking, radar, service, voids
from counter_app.desk.price_correction.looking import Record
from counter_app.desk.price_correction.screen_detail import kept_rows
from counter_app.desk.price_correction.screen_page import choose_file
from counter_app.desk.price_correction.screen_steps import posted_rows
from counter_app.desk.price_correction.screen_view import Ask, View
from counter_app.desk.price_correction.screen_watch import Watching
from counter_app.trade.answers import Completed
from counter_app.trade.reprinting import Reprinted
from counter_app.ui.void_questions import DECLINED, Question, Voiding, VoidQuestions
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import Section, SectionStyle
from counter_app.ui.widgets.head import Press
from counter_app.ui.widgets.reason_picker import offered

translate = QCoreApplication.translate
PDF = b"%PDF-"


@dataclass(slots=True)
class Done(Watching):
    """A posted correction, void, price approval, audit or letter, just now or by its slip."""

    record: Record
    look_for: Callable[[radar.Sweep], None]
    may_look: bool = False
    fresh: bool = True
    picture: bytes = b""
    digests: tuple[str, ...] = field(init=False)
    void: VoidQuestions[Completed] = field(init=False)
    """What is asked before it is taken back."""

    def __post_init__(self) -> None:
        kept = (str(x.content.get("file_digest") or "") for x in self.record.lines)
        self.digests = tuple(dict.fromkeys(filter(None, kept)))
        id_, reasons = self.done.transaction_id, self.record.void_reasons
        self.void = VoidQuestions(
            self.desk,
            Voiding(id_, reasons, voids.void, service.card_declined),
            self._show_question,
            self._voided,
            busy=self.said.page.block,
        )

    @property
    def done(self) -> Completed:
        """The answer that was given when it was posted."""
        return self.record.done

    @property
    def _voidable(self) -> bool:
        return self.done.kind is Kind.PRICE_CORRECTION and not self.record.voided

    def view(self) -> View:
        number = translate("Prices", "Number {0}; the slip prints now")
        if not self.fresh:
            number = translate("Prices", "Number {0}, as it was printed")
        return View(
            title=self._title(),
            line=number.format(f"{self.done.number:04d}"),
            slip=self.record.slip,
            done=not self.record.voided,
            picture=self.picture,
            amount=self._amount(),
            ask=self._asks(),
            ask_title=self._question(),
            reasons=offered(self.record.void_reasons, self.said.catalogue),
            presses=tuple(self._presses()),
            sections=self._sections(),
            told=posted_rows(self.record, self.desk.words),
        )

    def _asks(self) -> Ask:
        match self.void.question:
            case Question.NOTE | Question.CODE:
                return Ask.TEXT
            case Question.WHY:
                return Ask.PICK
            case Question.NOTHING:
                return Ask.NOTHING

    def _question(self) -> str:
        if waiting := self.void.waiting:
            words = translate(
                "Prices", "Void the refund of {0} on the terminal, then type its approval code"
            )
            return words.replace("{0}", self.said.money(waiting.amount))
        if self.void.question is Question.NOTE:
            return translate("Prices", "What happened?")
        return translate("Prices", "Why is it voided?")

    def take_key(self, key: str) -> bool:
        if self.void.take_key(key, self.said.pick):
            return True
        if self.void.question in (Question.NOTE, Question.CODE):
            return False
        if key == "Ctrl+P":
            self.desk.runner.run(voids.reprint, self.done.transaction_id, done=self._printed)
        elif key == "Alt+V" and self._voidable:
            if not self.void.back():
                self.void.ask()
        elif key == "Alt+R" and self.may_look:
            find = partial(radar.find, self.done.transaction_id, None)
            self.desk.runner.run(find, done=self.look_for)
        elif key == "Alt+P" and self.digests:
            self._look_at_picture()
        elif key == "Return":
            self.home()
        else:
            return False
        return True

    def picked(self, key: str) -> None:
        self.void.choose(key)
        self.void.go_on()

    def entered(self, text: str) -> None:
        self.void.typed(text)

    def _show_question(self) -> None:
        self.said.page.text.clear()
        self.show(self)

    def primary(self) -> None:
        if self.void.question in (Question.NOTE, Question.CODE):
            self.entered(self.said.page.text.text())
        else:
            self.home()

    def back(self) -> bool:
        if self.void.back():
            return True
        if self.picture:
            self.picture = b""
            self.show(self)
        else:
            self.home()
        return True

    def _title(self) -> str:
        if self.done.kind is Kind.VOID:
            return translate("Prices", "Voided")
        if self.done.kind is not Kind.PRICE_CORRECTION:
            return self.record.slip.title.capitalize()
        if self.record.voided:
            return translate("Prices", "Corrected, then voided")
        return translate("Prices", "Corrected")

    def _amount(self) -> Amount:
        word = translate("Prices", "Paid to customer")
        if self.done.kind is Kind.VOID:
            word = translate("Prices", "Back to the till")
            if any(t.tender in ELECTRONIC for t in self.done.tenders):
                word = translate("Prices", "Taken back")
        elif self.done.kind is not Kind.PRICE_CORRECTION:
            word = translate("Prices", "No money moved")
        action = translate("Prices", "Next customer")
        if waiting := self.void.waiting:
            word = translate("Prices", "Back from the card")
            action = translate("Prices", "Finish the void")
            return Amount(word, self.said.money(waiting.amount), action)
        if self.void.question is Question.NOTE and self.void.reason is not None:
            return Amount(
                translate("Prices", "Void this correction"),
                self.said.catalogue.term(self.void.reason.label),
                translate("Prices", "Void"),
                money=False,
            )
        return Amount(
            word,
            self.said.money(self.done.handed),
            action,
            key="Return",
            note=translate("Prices", "Close the drawer") if self.done.drawer_kick else "",
        )

    def _presses(self) -> list[Press]:
        if self.void.question is Question.CODE:
            return [Press(DECLINED, translate("Prices", "Declined"), DECLINED)]
        presses = [Press("Ctrl+P", translate("Prices", "Print again"), "Ctrl+P")]
        if self.digests:
            presses.append(Press("Alt+P", translate("Prices", "Picture"), "Alt+P"))
        if self._voidable:
            presses.append(Press("Alt+V", translate("Prices", "Void"), "Alt+V"))
        if self.may_look:
            presses.append(Press("Alt+R", translate("Prices", "Other receipts"), "Alt+R"))
        return presses

    def _sections(self) -> tuple[Section, ...]:
        """Whose it is, then for each line what was kept with it."""
        name = self.record.customer or translate("Prices", "Customer not named")
        day = self.desk.words.full_day(self.record.transaction.business_date)
        sections = [Section(name, "", day, style=SectionStyle.HEAD)]
        named = {x.number: x.description for x in self.record.transaction.lines}
        for line in self.record.lines:
            rows = kept_rows(line.content, self.said)
            sections.append(Section(named.get(line.line, line.item_code), rows=rows))
        return tuple(sections)

    def _look_at_picture(self) -> None:
        if self.picture:
            self.back()
            return
        show = partial(looking.evidence_of, self.digests[0])
        self.desk.runner.run(show, done=self._show_picture)

    def _show_picture(self, kept: tuple[str, bytes]) -> None:
        name, content = kept
        if content.startswith(PDF):
            save = partial(self._save_picture, content)
            choose_file(self.said.page.window(), Path(name).name, save)
            return
        self.picture = content
        self.show(self)

    def _save_picture(self, content: bytes, path: str) -> None:
        self.desk.runner.run(partial(looking.save_copy, content, Path(path)), done=self._saved)

    def _saved(self, _: None) -> None:
        self.desk.banner(translate("Prices", "The picture was saved."))

    def _printed(self, _done: Reprinted) -> None:
        self.desk.banner(translate("Prices", "The slip prints again, marked as a duplicate."))

    def _voided(self, done: Completed) -> None:
        self.desk.refresh()
        self.desk.banner(translate("Prices", "The correction was taken back."))
        record = replace(self.record, done=done, slip=done.documents[0])
        self.show(replace(self, record=record, may_look=False))
