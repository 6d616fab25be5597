"""What the screens of the safe, the lanes and the board share: an overview, and jobs in steps.

F12 goes from step to step and sends the last one; Esc goes back; nothing is sent before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.errors import ApprovalRequired, BadInput, CounterError
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO
from counter_app.desk.tills.draft import CountDraft, is_complete
from counter_app.desk.tills.screen_count import CountPage
from counter_app.desk.tills.screen_form import FormPage
from counter_app.desk.tills.screen_mirror import CountMirror, count_key, read_count
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_room_words import RoomWords
from counter_app.desk.tills.screen_steps import FormStep, Job, PiecesStep, Plan, Step, missing
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.asked import ApprovalContext
from counter_app.ui.screen import Desk, Grid, Screen
from counter_app.ui.wedge import SINGLE_PRESS
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.pages import Pages
from counter_app.ui.widgets.pill import Tone


class RoomScreen(Screen):
    """A screen says what its overview shows and how each of its jobs is planned and sent."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.words = TillWords(desk)
        self._room = RoomWords(self.words)
        self.job: Job | None = None
        self.side = TillPanel()
        self.side.block.button.setProperty(SINGLE_PRESS, True)
        self.side.block.pressed.connect(self.primary)
        self.form = FormPage(self.words.currency.exponent, self.words.symbol())
        self.pieces = CountPage(self.words)
        self._mirror = CountMirror(self.side, self.pieces, self.words)
        self._pages = Pages()
        self.overview = self.make_overview()
        self._pages.add(self.overview, self.form, self.pieces)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.form.changed.connect(self._typed)
        self.form.picker.picked.connect(self._picked)
        self.pieces.changed.connect(self._counted)
        self.pieces.row_entered.connect(self._row_entered)
        self.pieces.total_only.clicked.connect(self.pieces.toggle_total)
        self.side.next.clicked.connect(self.pieces.walk_on)

    # ------------------------------------------------------------------ what a screen says

    def make_overview(self) -> QWidget:
        """The page that is shown while nothing is being done."""
        raise NotImplementedError

    def look(self) -> None:
        """Read the state anew, then `show_draft`."""
        raise NotImplementedError

    def show_overview(self) -> Amount:
        """Write the overview and the panel's sections; gives what the amount block shows."""
        raise NotImplementedError

    def overview_key(self, key: str) -> bool:
        """A key on the overview."""
        raise NotImplementedError

    def overview_next(self) -> None:
        """F12 on the overview."""
        raise NotImplementedError

    def plan(self, job: Job) -> Plan:
        """The steps of a job."""
        raise NotImplementedError

    def call(self, job: Job) -> Callable[..., Any]:
        """The use case of a job with everything but the station (and an approval) filled in."""
        raise NotImplementedError

    def told(self, job: Job, answer: Any) -> str:
        """What is said when a job is on record."""
        raise NotImplementedError

    # ------------------------------------------------------------------ what the shell calls

    def panel(self) -> QWidget:
        return self.side

    def set_grid(self, grid: Grid) -> None:
        self.side.set_width(grid.panel)
        self.side.block.set_large(grid is Grid.LARGE)
        self.form.set_gap(grid.gap)
        self.pieces.set_gap(grid.gap)

    def take_key(self, key: str) -> bool:
        step = self._step()
        if step is None:
            return self.overview_key(key)
        if isinstance(step, PiecesStep):
            return count_key(self.pieces, key, total=step.total)
        assert self.job is not None
        return self.form.take_key(key, choosing=bool(step.reasons) and not self.job.reason)

    def primary(self) -> None:
        """F12: the next step, and after the last one, send it."""
        job = self.job
        if not self.side.block.button.isEnabled():
            return
        if job is None:
            self.overview_next()
        elif job.step + 1 < len(self.plan(job).steps):
            self.go_on(replace(job, step=job.step + 1))
        else:
            self.desk.runner.run(
                self.call(job),
                done=self._sent,
                failed=self.refused,
                busy=self.side.block,
                context=self.asked,
            )

    def escape(self) -> bool:
        job = self.job
        if job is None:
            return False
        if job.step:
            self.go_on(replace(job, step=job.step - 1))
        else:
            self.end()
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_draft(self.job)
        super().changeEvent(event)

    def show_draft(self, draft: Job | None) -> None:
        """Write every widget: the overview, or the step of what is being done."""
        self.job = draft
        if draft is None:
            self.side.block.show_amount(self.show_overview())
            self.side.show_parts(mirror=False, keypad=False, walk=False)
            self._pages.bring(self.overview)
            return
        plan = self.plan(draft)
        step = plan.steps[draft.step]
        if isinstance(step, PiecesStep):
            self._show_pieces(plan, step, draft)
        else:
            self._show_form(plan, step, draft)

    # ------------------------------------------------------------------ for the screens

    def begin(self, action: str, about: str = "", **filled: Any) -> None:
        """Begin a job at its first step."""
        self.go_on(Job(new_id(), action, about, **filled))

    def go_on(self, job: Job) -> None:
        """Show a job at its step, hands on the first thing to type."""
        step = self.plan(job).steps[job.step]
        if isinstance(step, PiecesStep):
            self.pieces.clear()
        else:
            self.form.forget()
        self.show_draft(job)
        if isinstance(step, PiecesStep):
            self.pieces.start()
        else:
            self.form.start(step, job)

    def end(self) -> None:
        """Leave the job as it is and look again."""
        self.form.forget()
        self.pieces.clear()
        self.show_draft(None)
        self.hands_off()
        self.look()

    def may(self, permission: str) -> bool:
        """Whether who is signed on may do something."""
        operator = self.desk.station.operator
        return operator is not None and operator.may(permission)

    def hands_off(self) -> None:
        """Let go of any field, so that digits choose again."""
        focused = self.window().focusWidget()
        if focused is not None:
            focused.clearFocus()

    def refused(self, error: CounterError) -> None:
        """An expected "no": what was typed stays."""
        self.desk.banner(self.words.refusal(error), Tone.DENY)

    def asked(self, _error: ApprovalRequired) -> ApprovalContext:
        """What the second person, or an approver, is shown: what was typed, and nothing else."""
        assert self.job is not None
        return self._room.asked(self.plan(self.job), self.job)

    # ------------------------------------------------------------------ inside

    def _step(self) -> Step | None:
        return None if self.job is None else self.plan(self.job).steps[self.job.step]

    def _sent(self, answer: Any) -> None:
        job = self.job
        assert job is not None
        said = self.told(job, answer)
        self.desk.refresh()
        self.end()
        self.desk.banner(said)

    def _picked(self, key: str) -> None:
        step = self._step()
        if self.job is not None and isinstance(step, FormStep):
            self.show_draft(replace(self.job, reason=key))
            self.form.start(step, self.job)

    def _typed(self) -> None:
        if isinstance(self._step(), FormStep) and self.job is not None:
            texts = {**self.job.texts, **self.form.texts()}
            names = self.form.fields
            money = {k: m for k, m in self.job.money.items() if k not in names}
            self.show_draft(replace(self.job, texts=texts, money={**money, **self.form.amounts()}))

    def _counted(self) -> None:
        job, step, page = self.job, self._step(), self.pieces
        if job is None or not isinstance(step, PiecesStep):
            return
        try:
            draft = read_count(page, job.id)
        except BadInput as error:
            self.desk.refusal(error)
            return
        totals = {k: m for k, m in job.totals.items() if k != step.name}
        if draft.total_only is not None:
            totals[step.name] = draft.total_only
        pieces = {**job.pieces, step.name: dict(draft.pieces)}
        self.show_draft(replace(job, pieces=pieces, totals=totals))

    def _row_entered(self) -> None:
        if isinstance(self._step(), PiecesStep):
            self._mirror.show_row()
            self.leave()

    def _show_pieces(self, plan: Plan, step: PiecesStep, job: Job) -> None:
        page = self.pieces
        page.head.set_words(plan.title, step.line)
        total = job.totals.get(step.name)
        draft = CountDraft(job.id, "", job.pieces.get(step.name, {}), total)
        page.show_draft(draft, step.finding)
        page.retranslate()
        page.park.setVisible(False)
        page.total_only.setVisible(step.total and bool(page.rows()))
        self.side.show_sections(())
        self.side.show_parts(mirror=True, keypad=True, walk=True)
        self._mirror.show_row()
        ready = is_complete(draft, self.words.currency) if step.whole else draft.counted > ZERO
        ready = ready or (step.zero and (bool(draft.pieces) or total is not None))
        shown = self._room.amount_block(plan, job, job.worth(step.name), ready=ready)
        self.side.block.show_amount(shown)
        self._pages.bring(page)

    def _show_form(self, plan: Plan, step: FormStep, job: Job) -> None:
        self.form.head.set_words(plan.title, step.line)
        self.form.show_step(step, job)
        edit = self.form.first_amount()
        self.side.show_sections(())
        self.side.show_parts(mirror=False, keypad=edit is not None, walk=False)
        if edit is not None:
            self.side.keypad.type_into(edit)
        lacking = missing(step, job)
        note = "" if lacking is None else self.tr("Still missing: {0}").format(lacking.words)
        if step.reasons and not job.reason:
            note = self.tr("Choose a reason first.")
        amount = self._room.job_amount(plan, job)
        shown = self._room.amount_block(plan, job, amount, ready=not note, note=note)
        self.side.block.show_amount(shown)
        self._pages.bring(self.form)
