"""The `[returns]` section of the store's policy: windows, fees, conditions, what never comes back.

Everything is data, so that a change is a new policy version and an old sale keeps its terms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from counter_app.core.approval import Severity
from counter_app.core.reason import Reason
from counter_app.core.receipt import ReceiptLine
from counter_app.desk.returns.policy_flow import GoodsFlow, parse_flow
from counter_app.desk.returns.policy_goods import GoodsPolicy, parse_goods
from counter_app.desk.returns.policy_without import WithoutReceiptPolicy, parse_without
from counter_app.rules.online_policy import RETURNS, SellsOnline, parse_online
from counter_app.rules.policy_text import Table
from counter_app.rules.promotions import PartialRefund, read_mode

SECTION: Final = RETURNS
REASON_GROUP: Final = "return"
MAX_WINDOW_DAYS: Final = 3650


@dataclass(frozen=True, slots=True)
class Window:
    """So many store calendar days for one department (or item class)."""

    department: str
    days: int


@dataclass(frozen=True, slots=True)
class Extension:
    """Sales from … to (both included) may come back until a fixed day at least."""

    name: str
    sold_from: date
    sold_to: date
    until: date


@dataclass(frozen=True, slots=True)
class RestockingFee:
    """A fee in parts per million of the price paid, for some departments in some conditions.

    No departments means all of them.
    """

    ppm: int
    conditions: tuple[str, ...]
    departments: tuple[str, ...] = ()

    def applies(self, department: str, condition: str) -> bool:
        """True if a line of that department in that condition costs the fee."""
        return condition in self.conditions and (
            not self.departments or department in self.departments
        )


@dataclass(frozen=True, slots=True)
class NonReturnable:
    """A class of goods that does not come back, and whether a manager may decide otherwise."""

    department: str
    why: str
    overridable: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A code and its word on screen: a condition of goods or where returned goods go."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class ReturnsPolicy(SellsOnline):
    """What the store promises about returns. Windows count store calendar days from the sale."""

    window_days: int
    windows: tuple[Window, ...] = ()
    extensions: tuple[Extension, ...] = ()
    fees: tuple[RestockingFee, ...] = ()
    non_returnable: tuple[NonReturnable, ...] = ()
    conditions: tuple[Choice, ...] = ()
    dispositions: tuple[Choice, ...] = ()
    reasons: tuple[Reason, ...] = ()
    partial_refund: PartialRefund = PartialRefund.PROPORTIONAL
    provisional: Severity = Severity.APPROVE
    other_store: Severity = Severity.FORBID
    own_sale: Severity = Severity.APPROVE
    contact: str = ""
    goods: GoodsPolicy = field(default_factory=GoodsPolicy)
    same_item_at_price_paid: bool = True
    identical_reasons: tuple[str, ...] = ("faulty", "damaged")
    without: WithoutReceiptPolicy = field(default_factory=WithoutReceiptPolicy)
    goes: GoodsFlow = field(default_factory=GoodsFlow)

    def days_for(self, department: str) -> int:
        """The window of a department."""
        return next((w.days for w in self.windows if w.department == department), self.window_days)

    def extension_for(self, sold_on: date) -> Extension | None:
        """The extension that lasts longest among those a sale's day falls into."""
        fitting = [x for x in self.extensions if x.sold_from <= sold_on <= x.sold_to]
        return max(fitting, key=lambda x: x.until, default=None)

    def last_day(self, department: str, sold_on: date) -> date:
        """The last store calendar day on which a line may come back."""
        ordinary = sold_on + timedelta(days=self.days_for(department))
        extension = self.extension_for(sold_on)
        return ordinary if extension is None else max(ordinary, extension.until)

    def fee_ppm(self, line: ReceiptLine, condition: str, *, waived: bool) -> int:
        """The restocking fee of a line (parts per million of its net); 0 when waived."""
        if waived:
            return 0
        return next((f.ppm for f in self.fees if f.applies(line.department, condition)), 0)

    def barred(self, department: str) -> NonReturnable | None:
        """The class that keeps a department's goods from coming back, if any."""
        return next((n for n in self.non_returnable if n.department == department), None)

    def reason(self, code: str) -> Reason | None:
        """A return reason by its code."""
        return next((r for r in self.reasons if r.code == code), None)


def parse_returns_section(table: Table, reasons: tuple[Reason, ...]) -> ReturnsPolicy:
    """Read `[returns]`; raises `BadInput` with the line. To be handed to `parse_policy`."""
    conditions = _choices(table, "conditions")
    dispositions = _choices(table, "dispositions")
    ours = tuple(r for r in reasons if r.group == REASON_GROUP)
    _check_reasons(table, ours, conditions, dispositions)
    mode = read_mode(table, "partial_refund", PartialRefund.PROPORTIONAL.value)
    exchanges = table.table("exchange")
    same_item = exchanges.flag("same_item_at_price_paid", True)
    identical = exchanges.names("identical_reasons", ("faulty", "damaged"))
    exchanges.done()
    days = table.table("window_days_by_department")
    return ReturnsPolicy(
        window_days=table.whole("window_days", 0, MAX_WINDOW_DAYS),
        windows=tuple(Window(k, days.whole(k, 0, MAX_WINDOW_DAYS)) for k in days.entries()),
        extensions=tuple(_extension(row) for row in table.tables("extensions")),
        fees=tuple(_fee(row, conditions) for row in table.tables("fees")),
        non_returnable=tuple(_barred(row) for row in table.tables("non_returnable")),
        conditions=conditions,
        dispositions=dispositions,
        reasons=ours,
        partial_refund=mode,
        provisional=_severity(table, "provisional", Severity.APPROVE),
        other_store=_severity(table, "other_store", Severity.FORBID),
        own_sale=_severity(table, "own_sale", Severity.APPROVE),
        contact=table.text("contact", "", 120),
        goods=parse_goods(
            table,
            frozenset(r.code for r in ours),
            _severity(table, "serial_unchecked", Severity.WARN),
        ),
        same_item_at_price_paid=same_item,
        identical_reasons=identical,
        without=parse_without(table.table("no_receipt"), frozenset(r.code for r in ours)),
        goes=parse_flow(table, tuple(d.code for d in dispositions)),
        online=parse_online(table.table("online")),
    )


def _choices(table: Table, key: str) -> tuple[Choice, ...]:
    rows = table.table(key)
    return tuple(Choice(code, rows.text(code, max_length=30)) for code in rows.entries())


def _check_reasons(
    table: Table,
    reasons: tuple[Reason, ...],
    conditions: tuple[Choice, ...],
    dispositions: tuple[Choice, ...],
) -> None:
    if not reasons:
        raise table.wrong("", "needs reasons: the policy has no [[reasons.return]]")
    for reason in reasons:
        if reason.condition and reason.condition not in [c.code for c in conditions]:
            raise table.wrong(
                "conditions", f"does not know {reason.condition}, which reason {reason.code} gives"
            )
        if reason.disposition and reason.disposition not in [d.code for d in dispositions]:
            raise table.wrong(
                "dispositions",
                f"does not know {reason.disposition}, which reason {reason.code} gives",
            )


def _extension(row: Table) -> Extension:
    extension = Extension(
        name=row.text("name", max_length=40),
        sold_from=row.day("from"),
        sold_to=row.day("to"),
        until=row.day("until"),
    )
    if not extension.sold_from <= extension.sold_to <= extension.until:
        raise row.wrong("until", "must come after to, and to after from")
    row.done()
    return extension


def _fee(row: Table, conditions: tuple[Choice, ...]) -> RestockingFee:
    fee = RestockingFee(row.ppm("percent"), row.names("conditions"), row.texts("departments", ()))
    if unknown := set(fee.conditions) - {c.code for c in conditions}:
        raise row.wrong("conditions", f"names {min(unknown)}, which is not a condition")
    row.done()
    return fee


def _barred(row: Table) -> NonReturnable:
    found = NonReturnable(
        row.text("department", max_length=40),
        row.text("why", max_length=120),
        row.flag("overridable", False),
    )
    row.done()
    return found


def _severity(table: Table, key: str, default: Severity) -> Severity:
    name = table.name(key, default.name.lower())
    try:
        return Severity[name.upper()]
    except KeyError:
        allowed = ", ".join(s.name.lower() for s in Severity)
        raise table.wrong(key, f"must be one of {allowed}") from None
