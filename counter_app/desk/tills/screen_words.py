"""What the till screens say about tills, counts and denominations, in the operator's language."""

from __future__ import annotations

from datetime import datetime

from counter_app.core.approval import Finding
from counter_app.core.errors import CounterError
from counter_app.core.money import ZERO, Currency, Money, total
from counter_app.core.transaction import Tender
from counter_app.core.words import Words as Catalogue
from counter_app.desk.tills.draft import COINS, NOTES, SELDOM_COINS, CountDraft
from counter_app.desk.tills.service import Settled, TillChoice, TillState
from counter_app.desk.tills.wording import WORDS
from counter_app.paths import resources
from counter_app.ui import retold
from counter_app.ui.asked import ApprovalContext, AskedRow, AskedSection
from counter_app.ui.refusals import said_in
from counter_app.ui.retold import Retelling
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.denomination_grid import Denomination


class TillWords(Retelling):
    """Texts and views; asks the desk for its language each time, so a switch shows at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    @property
    def currency(self) -> Currency:
        """The store's currency."""
        return self._desk.station.store.currency

    def money(self, amount: Money) -> str:
        """An amount with its sign."""
        return retold.money(amount, self._desk.words)

    def symbol(self) -> str:
        """The sign that stands before an amount, if it does in this language."""
        shown = self.money(ZERO)
        return shown[: len(shown) - len(shown.lstrip("$€£¥"))]

    def notes(self) -> tuple[Denomination, ...]:
        """The currency's notes, largest first."""
        worths = NOTES.get(self.currency.code, ())
        return tuple(Denomination(f"note:{n}", self._short(Money(n)), n) for n in worths)

    def coins(self, *, seldom: bool) -> tuple[Denomination, ...]:
        """The currency's coins, with or without those that hardly ever come in."""
        left_out = () if seldom else SELDOM_COINS.get(self.currency.code, ())
        return tuple(
            Denomination(f"coin:{n}", self._short(Money(n)), n, coin=True)
            for n in COINS.get(self.currency.code, ())
            if n not in left_out
        )

    def has_seldom(self, draft: CountDraft) -> bool:
        """Whether a count holds coins that are not shown at first."""
        seldom = SELDOM_COINS.get(self.currency.code, ())
        return any(f"coin:{n}" in draft.pieces for n in seldom)

    def tender(self, tender: Tender) -> str:
        """A tender that is counted by itself, in a word or two."""
        known = {
            Tender.CASH: self.tr("Cash"),
            Tender.CHECK: self.tr("Checks"),
            Tender.COUPON: self.tr("Coupons"),
            Tender.MONEY_ORDER: self.tr("Money orders"),
            Tender.GIFT_CARD: self.tr("Gift cards"),
        }
        return known.get(tender, tender.value)

    def called(self, denomination: Denomination) -> str:
        """``$5 notes``, ``25¢ coins``, ``25¢ rolls``."""
        form = self.tr("{0} coins") if denomination.coin else self.tr("{0} notes")
        if denomination.key.startswith("roll:"):
            form = self.tr("{0} rolls")
        return form.format(denomination.words)

    def time(self, at: datetime) -> str:
        """``10:42 AM``."""
        return self._desk.words.time(at)

    def said(self, text: str) -> str:
        """A text that remembers what it was made of, in the language of the window."""
        return said_in(text, self._desk.words.language)

    def when(self, at: datetime) -> str:
        """``Sat, Nov 21, 10:42 AM``."""
        day = self._desk.station.store.calendar.local(at).date()
        return f"{self._desk.words.day(day)}, {self._desk.words.time(at)}"

    def free_section(self, till: TillChoice | None, suggested: Money) -> Section:
        """The panel while a till is being opened."""
        where = self._desk.station.title
        settled = None if till is None else till.settled_at
        last = self.tr("Never") if settled is None else self.when(settled)
        name = self.tr("No till yet") if till is None else till.name
        rows = (
            KeyRow(self.tr("Last settled"), "–" if till is None else last),
            KeyRow(self.tr("Suggested float"), self.money(suggested) if suggested else "–"),
        )
        return Section(name, self.tr("Not opened"), where, rows, style=SectionStyle.HEAD)

    def open_section(self, state: TillState, level: str = "") -> Section:
        """The panel of an open till: who, since when, last count, level; never the balance."""
        session = state.session
        assert session is not None
        words, counted = self._desk.words, state.last_count_at
        rows = (
            KeyRow(self.tr("Opened by"), state.opened_by),
            KeyRow(self.tr("Business date"), words.day(session.business_date)),
            KeyRow(self.tr("Opening float"), self.tr("Counted")),
            KeyRow(
                self.tr("Last count"),
                self.tr("None yet") if counted is None else words.time(counted),
            ),
            KeyRow(self.tr("Cash level"), level)
            if level
            else KeyRow(self.tr("Cash in the till"), self.tr("Not shown")),
        )
        since = words.time(session.opened_at)
        return Section(
            self.tr("Till {0}").format(session.till_id),
            self.tr("Open"),
            self.tr("{0} · since {1}").format(self._desk.station.title, since),
            rows,
            style=SectionStyle.HEAD,
        )

    def counted_columns(self, draft: CountDraft) -> tuple[tuple[str, tuple[KeyRow, ...]], ...]:
        """What was counted, notes beside coins, without the rows that hold nothing."""
        if draft.total_only is not None:
            cash = ((self.tr("Counted as one total"), self._sum((), draft.total_only)),)
            return (*cash, *self._others(draft))
        columns = ((self.tr("Notes"), self.notes()), (self.tr("Coins"), self.coins(seldom=True)))
        cash_columns = tuple((title, self._rows(draft, kinds)) for title, kinds in columns)
        return (*cash_columns, *self._others(draft))

    def _others(self, draft: CountDraft) -> tuple[tuple[str, tuple[KeyRow, ...]], ...]:
        """Every other tender that was counted; no column where it was cash alone."""
        others = [t for t in draft.tenders if t is not Tender.CASH]
        rows = tuple(
            KeyRow(f"{self.tender(t)}: {draft.papers(t)}", self.money(draft.counted_in(t)))
            for t in others
        )
        amount = total(draft.counted_in(t) for t in others)
        return ((self.tr("Other tenders"), self._sum(rows, amount)),) if rows else ()

    def _rows(self, draft: CountDraft, kinds: tuple[Denomination, ...]) -> tuple[KeyRow, ...]:
        counted = [(d, draft.pieces[d.key]) for d in kinds if draft.pieces.get(d.key)]
        rows = tuple(
            KeyRow(f"{n} × {self.called(d)}", self.money(Money(d.minor) * n)) for d, n in counted
        )
        return self._sum(rows, total(Money(d.minor) * n for d, n in counted))

    def _sum(self, rows: tuple[KeyRow, ...], amount: Money) -> tuple[KeyRow, ...]:
        return (*rows, KeyRow(self.tr("Total"), self.money(amount), total=bool(rows)))

    def settled_rows(self, settled: Settled) -> tuple[KeyRow, ...]:
        """What a settlement came to; the variance may be said now."""
        rows = []
        for tender, amount in (settled.amounts or {Tender.CASH: settled.counted}).items():
            cash = tender is Tender.CASH
            words = self.tr("Cash counted") if cash else self.tender(tender)
            rows.append(KeyRow(words, self.money(amount)))
        rows += self._variances(settled)
        if settled.left:
            rows.append(KeyRow(self.tr("Stays in the drawer"), self.money(settled.left)))
        rows.append(KeyRow(self.tr("Moved to the safe"), self.money(settled.to_safe)))
        if settled.reason:
            rows.append(KeyRow(self.tr("Reason"), self.term(settled.reason)))
        if settled.approver:
            rows.append(KeyRow(self.tr("Accepted by"), settled.approver))
        return tuple(rows)

    def settled_section(self, settled: Settled) -> Section:
        """The panel of a settled till."""
        rows = (
            KeyRow(self.tr("Opened"), self.when(settled.opened_at)),
            KeyRow(self.tr("Settled"), self._desk.words.time(settled.at)),
        )
        where = self._desk.station.title
        name = self.tr("Till {0}").format(settled.till_id)
        return Section(name, self.tr("Settled"), where, rows, style=SectionStyle.HEAD)

    def asked(self, draft: CountDraft, state: TillState, reason: str) -> ApprovalContext:
        """What a manager is shown: the count and its reason, not what was expected."""
        rows = [AskedRow(self.tr("Opened by"), state.opened_by)]
        if reason:
            rows.append(AskedRow(self.tr("Reason"), self.term(reason)))
        for title, counted in self.counted_columns(draft):
            rows.append(AskedRow(title, counted[-1].value))
        till = "" if state.session is None else str(state.session.till_id)
        section = AskedSection(
            self.tr("Till {0}").filled(till), self.tr("closing count"), rows=tuple(rows)
        )
        counted_sum = self.money(total(draft.counted_in(t) for t in draft.tenders))
        return ApprovalContext(self.tr("Counted"), counted_sum, sections=(section,))

    def asked_to_open(self, draft: CountDraft, till_id: int, reason: str) -> ApprovalContext:
        """What a manager is shown of a float that is off: what was found, and why."""
        rows = (AskedRow(self.tr("Reason"), self.term(reason)),) if reason else ()
        name = self.tr("Till {0}").filled(till_id)
        section = AskedSection(name, self.tr("opening float"), rows=rows)
        return ApprovalContext(self.tr("Float"), self.money(draft.counted), sections=(section,))

    def finding(self, finding: Finding) -> tuple[str, str]:
        """A finding's sentences in the language of the window."""
        return self._catalogue().finding(finding)

    def refusal(self, error: CounterError) -> str:
        """An expected "no" as one text."""
        verdict = getattr(error, "verdict", None)
        said = (error.text, error.remedy)
        if verdict is not None and verdict.findings and error.code in WORDS:
            said = self.finding(verdict.worst_first()[0])
        return " ".join(part for part in said if part)

    def term(self, word: str) -> str:
        """A word of the store's policy in the language of the window."""
        return retold.term(word, self._catalogue())

    def _catalogue(self) -> Catalogue:
        return Catalogue.load(self._desk.words.language, self.currency, resources("i18n"))

    def variance(self, difference: Money) -> str:
        """``None``, ``Over $1.00``, ``Short $1.00``."""
        if not difference:
            return self.tr("None")
        form = self.tr("Over {0}") if difference > ZERO else self.tr("Short {0}")
        return form.format(self.money(abs(difference)))

    def _variances(self, settled: Settled) -> list[KeyRow]:
        """The variance of each tender that is off; one row where it is cash alone."""
        if set(settled.off) <= {Tender.CASH}:
            return [self._variance(settled.difference)]
        return [
            KeyRow(
                self.tr("Variance, {0}").format(self.tender(tender).lower()),
                self.variance(off),
                ink="deny",
            )
            for tender, off in settled.off.items()
        ]

    def _variance(self, difference: Money) -> KeyRow:
        ink = "deny" if difference else "ink"
        return KeyRow(self.tr("Variance"), self.variance(difference), ink=ink)

    def _short(self, worth: Money) -> str:
        """What is written on a note or coin: ``$5``, ``25¢``."""
        unit = 10**self.currency.exponent
        if self.currency.code == "USD" and worth.minor < unit:
            return f"{worth.minor}¢"
        shown = self.money(worth)
        if self.currency.exponent and worth.minor % unit == 0:
            for point in (".", ","):
                shown = shown.replace(point + "0" * self.currency.exponent, "")
        return shown
