"""A price before payment: the item, the right price, what shows it, and the slip."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counter_app.core import quantity as q
from counter_app.core.errors import ApprovalRequired
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.quantity import ONE, Quantity
from counter_app.desk.price_correction import overrides
from counter_app.desk.price_correction.screen_steps import approval_steps, approved_rows
from counter_app.desk.price_correction.screen_view import Ask, View
from counter_app.desk.price_correction.screen_watch import Watching
from counter_app.ui import retold
from counter_app.ui.asked import ApprovalContext, AskedLine, AskedSection
from counter_app.ui.retold import translate
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow
from counter_app.ui.widgets.reason_picker import Reason


@dataclass(slots=True)
class Approve(Watching):
    """A price before payment: the item, the right price, what shows it; F12 prints the slip."""

    item: ItemRow
    reasons: tuple[Reason, ...]
    wanted: overrides.Override
    quantity: Quantity = ONE
    picking: bool = False
    issued: overrides.Issued | None = None

    def view(self) -> View:
        money = self.said.money
        if self.issued is not None:
            return self._approved(self.issued)
        typed = self.wanted.right.minor or None
        right = "–" if typed is None else money(self.wanted.right)
        row = LineRow(
            "1",
            (
                Cell(self.item.description, self.item.code),
                Cell(money(self.item.price)),
                Cell(right, quiet=typed is None),
                Cell(q.plain(self.wanted.quantity)),
            ),
            can_lower=self.wanted.quantity > ONE,
            can_raise=True,
        )
        ready = typed is not None and bool(self.wanted.source)
        return View(
            title=translate("Prices", "Price before payment"),
            line=translate("Prices", "The register sells at the price on the slip."),
            amount=Amount(
                translate("Prices", "New price"),
                right,
                translate("Prices", "Print approval"),
                enabled=ready,
                money=typed is not None,
            ),
            columns=(
                Column(translate("Prices", "Item")),
                Column(translate("Prices", "Charged"), ColumnKind.NUMBER, 92),
                Column(translate("Prices", "Right"), ColumnKind.NUMBER, 92),
                Column(translate("Prices", "Units"), ColumnKind.STEPPER, 156),
            ),
            rows=(row,),
            ask=Ask.PICK if self.picking else Ask.PRICE,
            ask_title=(
                translate("Prices", "What shows the right price?")
                if self.picking
                else translate("Prices", "Right price of {0}").format(self.item.description)
            ),
            minor=typed,
            reasons=self.reasons,
            chosen=self.wanted.source,
            sections=(
                self._head(
                    KeyRow(translate("Prices", "Price at the register"), money(self.item.price)),
                    KeyRow(translate("Prices", "Right price"), right),
                ),
            ),
            steps=approval_steps(
                "" if typed is None else right,
                next((r.words for r in self.reasons if r.key == self.wanted.source), ""),
            ),
        )

    def _approved(self, issued: overrides.Issued) -> View:
        """The slip for the register, and what it says."""
        return View(
            title=translate("Prices", "Price approved"),
            line=translate("Prices", "Give the slip to the register."),
            slip=issued.document,
            done=True,
            sections=(Section(self.item.description, sub=self.item.code, style=SectionStyle.HEAD),),
            told_title=translate("Prices", "What the register is told"),
            told=approved_rows(self.item.price, self.wanted.right, issued.to_pay, self.desk.words),
            amount=Amount(
                translate("Prices", "Sell at"),
                self.said.money(issued.to_pay),
                translate("Prices", "Next"),
                key="Return",
            ),
        )

    def _head(self, *rows: KeyRow) -> Section:
        item = self.item
        return Section(item.description, sub=item.code, rows=rows, style=SectionStyle.HEAD)

    def take_key(self, key: str) -> bool:
        if self.issued is not None:
            if key == "Return":
                self.home()
            return key == "Return"
        if self.picking and len(key) == 1 and key in "123456789":
            return self.said.pick(int(key))
        if key == "Return":
            self.entered("")
            return True
        if key in ("+", "-"):
            self.stepped("1", 1 if key == "+" else -1)
            return True
        return not self.picking and self.said.page.edit.type_key(key)

    def priced(self, minor: int | None) -> None:
        self.wanted = replace(self.wanted, right=Money(minor or 0))
        self.show(self)

    def entered(self, text: str) -> None:
        self.picking = not self.picking
        self.show(self)

    def picked(self, key: str) -> None:
        self.wanted = replace(self.wanted, source=key)
        self.picking = False
        self.show(self)

    def stepped(self, key: str, by: int) -> None:
        much = Quantity(self.wanted.quantity.milli + by * 1000)
        if much >= ONE:
            self.wanted = replace(self.wanted, quantity=much)
            self.show(self)

    def primary(self) -> None:
        if self.issued is not None:
            self.home()
        elif self.wanted.source:
            self.desk.runner.run(
                overrides.issue,
                self.wanted,
                done=self._issued,
                failed=self.desk.refusal,
                busy=self.said.page.block,
                context=self._context,
            )

    def _context(self, _refused: ApprovalRequired) -> ApprovalContext:
        words = self.desk.words
        right = retold.money(self.wanted.right, words)
        line = AskedLine(
            q.plain(self.wanted.quantity),
            self.item.description[:28],
            retold.joined(" → ", retold.money(self.item.price, words), right),
        )
        title = translate("Prices", "Price before payment")
        return ApprovalContext(
            word=title,
            amount=right,
            sections=(AskedSection(title, lines=(line,)),),
        )

    def _issued(self, issued: overrides.Issued) -> None:
        self.issued = issued
        self.show(self)
