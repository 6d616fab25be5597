"""What the price screens say: lines, questions, findings, the rule of the place, and the amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from counter_app.core import quantity as q
from counter_app.core.approval import Severity
from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import Direction, ReceiptLine
from counter_app.core.transaction import RefundTender, Tender
from counter_app.core.words import Words as Catalogue
from counter_app.core.words import tender_name
from counter_app.desk.price_correction import screen_detail
from counter_app.desk.price_correction.draft import BY_PRICE, Sort, charged_price
from counter_app.desk.price_correction.puts import Put
from counter_app.desk.price_correction.screen_page import PricePage
from counter_app.desk.price_correction.screen_parts import findings
from counter_app.desk.price_correction.screen_steps import claim_steps
from counter_app.desk.price_correction.screen_view import Step, View
from counter_app.desk.price_correction.wording import SORTS, WHY
from counter_app.paths import resources
from counter_app.rules.price_accuracy.pack import Edition, Pack
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.amount_block import Amount, TenderRow
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.head import Press
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow
from counter_app.ui.widgets.reason_picker import Reason

if TYPE_CHECKING:
    from counter_app.desk.price_correction.screen_claims import Claims

translate = QCoreApplication.translate
_ICONS = {Tender.CASH: "banknote", Tender.CARD: "credit-card"}


class Said:
    """Makes views; asks the desk for its language each time, so a switch shows at once."""

    def __init__(self, desk: Desk, page: PricePage) -> None:
        self.desk = desk
        self.page = page

    @property
    def catalogue(self) -> Catalogue:
        """Findings and reasons in the operator's language."""
        store = self.desk.station.store
        return Catalogue.load(self.desk.words.language, store.currency, resources("i18n"))

    def money(self, amount: Money) -> str:
        """An amount with its sign."""
        return self.desk.words.money(amount)

    def pick(self, digit: int) -> bool:
        """Press the reason key with this number."""
        return self.page.picker.pick_digit(digit)

    # ------------------------------------------------------------------ a receipt

    def claims(self, at: Claims) -> View:
        """A receipt being corrected."""
        receipt = at.draft.receipt
        day = self.desk.words.day(receipt.key.business_date)
        title = translate("Prices", "Receipt {0}").format(receipt.receipt_number)
        ask_title, reasons, chosen = self._question(at)
        return View(
            title=title,
            line=translate("Prices", "Sold on {0}").format(day),
            amount=self._amount(at),
            columns=self._columns(),
            rows=tuple(self._row(at, line) for line in receipt.lines),
            ask=at.ask,
            ask_title=ask_title,
            minor=self._minor(at),
            text=screen_detail.begun(at),
            reasons=reasons,
            chosen=chosen,
            findings=findings(at, self),
            sections=self._sections(at),
            presses=self._presses(at),
            steps=claim_steps(at, self.desk.words, self._shown_by(at)),
        )

    def _shown_by(self, at: Claims) -> str:
        """What shows the right price of the current line, as policy calls it."""
        made = at.correction
        known = at.opened.where.prices.reasons_for(at.sort.value)
        source = "" if made is None else made.evidence.source
        return next((self.catalogue.term(r.label) for r in known if r.code == source), "")

    def _columns(self) -> tuple[Column, ...]:
        charged = Column(translate("Prices", "Charged"), ColumnKind.NUMBER, 92)
        right = Column(translate("Prices", "Right"), ColumnKind.NUMBER, 92)
        units = Column(translate("Prices", "Units"), ColumnKind.STEPPER, 156)
        back = Column(translate("Prices", "Back"), ColumnKind.NUMBER, 96)
        item = Column(translate("Prices", "Item"))
        if self.page.small:
            return (item, charged, units, back)
        return (item, charged, right, units, back)

    def _row(self, at: Claims, line: ReceiptLine) -> LineRow:
        claimed = at.draft.correction(line.number)
        put = next((p for p in at.found.amounts.puts if p.line.number == line.number), None)
        kept = at.draft.kept(line.number)
        now = at.draft.quantity(claimed) if claimed else q.NONE
        catalogue = self.catalogue
        second = catalogue.term(SORTS[claimed.sort]) if claimed else ""
        if line.direction is not Direction.SOLD:
            second = translate("Prices", "Came back on this receipt")
        elif put is not None and put.delivery:
            second = translate("Prices", "The share of what did not come")
        elif not kept:
            second = translate("Prices", "Came back already")
        right = "–"
        if claimed is not None and claimed.right is not None:
            right = self.money(claimed.right)
        charged = self.money(charged_price(line))
        cells = [
            Cell(line.description, second),
            Cell(charged, right if self.page.small and claimed else ""),
            Cell(right, quiet=right == "–"),
            Cell(q.plain(now), quiet=not now),
            Cell(self.money(put.amount) if put else "–", quiet=put is None),
        ]
        if self.page.small:
            del cells[2]
        return LineRow(
            str(line.number),
            tuple(cells),
            can_lower=bool(now),
            can_raise=now < kept,
            used_up=not kept,
        )

    def _minor(self, at: Claims) -> int | None:
        made = at.correction
        if made is None:
            return None
        if made.sort in BY_PRICE:
            return None if made.right is None else made.right.minor
        if at.percent:
            return None if made.ppm is None else made.ppm // 10_000
        return None if made.amount is None else made.amount.minor

    def _question(self, at: Claims) -> tuple[str, tuple[Reason, ...], str]:
        """The strip's heading, what can be picked, and what was."""
        step, made, catalogue = at.step.value, at.correction, self.catalogue
        name = at.draft.line(at.line).description
        if step == "kind":
            kinds = tuple(Reason(s.value, catalogue.term(SORTS[s])) for s in Sort)
            return translate("Prices", "What is wrong with {0}?").format(name), kinds, at.sort.value
        if step == "exempt":
            edition = self._edition(at)[1]
            language = self.desk.words.language
            classes = tuple(
                Reason(x.code, x.words.get(language, x.words["en"])) for x in edition.exemptions
            )
            return (
                translate("Prices", "Is {0} exempt?").format(name),
                classes[:9],
                (made.exemption if made else ""),
            )
        if step == "why":
            known = at.opened.where.prices.reasons_for(at.sort.value)
            keys = tuple(Reason(r.code, catalogue.term(r.label)) for r in known[:9])
            by_price = at.sort in BY_PRICE
            title = translate("Prices", "What shows the right price?")
            if not by_price:
                title = translate("Prices", "Why?")
            picked = "" if made is None else made.evidence.source if by_price else made.reason
            return title, keys, picked
        if at.step is Step.DETAIL:
            options = screen_detail.options(at, self._edition(at)[1])
            return translate("Prices", "What else is to be said?"), options, ""
        if at.step in (told := screen_detail.titles()):
            return told[at.step], (), ""
        titles = {
            "note": translate("Prices", "Note"),
            "certificate": translate("Prices", "Certificate number"),
            "expiry": translate("Prices", "Valid until (2027-12-31)"),
            "card": translate("Prices", "Approval code of the card terminal"),
        }
        if step in titles:
            return titles[step], (), ""
        if at.sort in BY_PRICE:
            return translate("Prices", "Right price of {0}").format(name), (), ""
        if at.percent:
            return translate("Prices", "Percent off {0}").format(name), (), ""
        return translate("Prices", "Amount for {0} (% for percent)").format(name), (), ""

    def _presses(self, at: Claims) -> tuple[Press, ...]:
        if at.step is Step.CARD:
            return (Press("Alt+D", translate("Prices", "Declined"), "Alt+D"),)
        return (
            Press("Alt+C", translate("Prices", "Kind"), "Alt+C"),
            Press("Alt+N", translate("Prices", "Note"), "Alt+N", at.correction is not None),
            Press("Alt+P", translate("Prices", "Picture"), "Alt+P", at.correction is not None),
            Press("Alt+D", translate("Prices", "Details"), "Alt+D"),
            Press("F9", translate("Prices", "Park"), "F9"),
        )

    def _amount(self, at: Claims) -> Amount:
        amounts, verdict = at.found.amounts, at.found.verdict
        missing = at.found.incomplete or not at.draft.corrections
        forbidden = verdict.worst is Severity.FORBID and not missing
        if forbidden:
            word = translate("Prices", "Cannot be paid")
            action = translate("Prices", "Not possible")
        else:
            word = translate("Prices", "Back to customer")
            action = self._action(amounts.tenders, asks=bool(verdict.to_cover()))
        note = ""
        if amounts.bonus or any(p.off for p in amounts.puts):
            extra = amounts.bonus + total(p.off for p in amounts.puts)
            note = translate("Prices", "{0} of it by the rule of the place").format(
                self.money(extra)
            )
        kinds = tuple(dict.fromkeys(t.tender for t in amounts.tenders))
        tender = None
        if kinds:
            names = ", ".join(self.catalogue.term(tender_name(t)) for t in kinds)
            tender = TenderRow(names[:1].upper() + names[1:], _ICONS.get(kinds[0], "wallet"))
        return Amount(
            word,
            self.money(at.found.handed),
            action,
            note=note,
            tender=tender,
            enabled=not missing and not forbidden,
        )

    def _action(self, tenders: tuple[RefundTender, ...], *, asks: bool) -> str:
        if asks:
            return translate("Prices", "Ask a manager")
        kinds = {t.tender for t in tenders}
        if kinds == {Tender.CASH}:
            return translate("Prices", "Pay in cash")
        if kinds == {Tender.CARD}:
            return translate("Prices", "Back to card")
        return translate("Prices", "Pay out")

    # ------------------------------------------------------------------ the right side

    def _edition(self, at: Claims) -> tuple[Pack, Edition]:
        prices, line = at.opened.where.prices, at.draft.line(at.line)
        pack = prices.pack_for(line)
        return pack, pack.on(at.draft.receipt.key.business_date)

    def _sections(self, at: Claims) -> tuple[Section, ...]:
        receipt, language = at.draft.receipt, self.desk.words.language
        pack, edition = self._edition(at)
        name = at.opened.customer or translate("Prices", "Customer not named")
        paid = KeyRow(translate("Prices", "Paid"), self.money(receipt.total_paid))
        head = Section(
            name,
            "",
            self.desk.words.full_day(receipt.key.business_date),
            (paid,),
            style=SectionStyle.HEAD,
        )
        rule = (
            edition.words.get(language, edition.words["en"]),
            self.catalogue.term(edition.source),
        )
        found = [head]
        put = next((p for p in at.found.amounts.puts if p.line.number == at.line), None)
        if put is not None:
            found.append(Section(translate("Prices", "Why this amount"), rows=self.why(put)))
        found += screen_detail.said(at, self, edition)
        found.append(Section(self.catalogue.term(pack.name), sub="\n".join(rule)))
        return tuple(found)

    def why(self, put: Put) -> tuple[KeyRow, ...]:
        """The parts of one line's amount; they add up."""
        parts = (
            (translate("Prices", "Price difference"), put.difference),
            (translate("Prices", "Off one unit"), put.off),
            (translate("Prices", "Goodwill"), put.goodwill),
            (translate("Prices", "Tax that was paid"), put.line.tax),
            (translate("Prices", "Coupon"), put.coupon),
            (translate("Prices", "Bonus"), put.bonus),
        )
        rows = [KeyRow(words, self.money(amount)) for words, amount in parts if amount]
        if put.award is not None and put.award.compensation == ZERO:
            rows.append(KeyRow(self.catalogue.term(WHY[put.award.why]).capitalize(), ""))
        rows.append(KeyRow(translate("Prices", "Together"), self.money(put.amount), total=True))
        return tuple(rows)
