"""Policy about kinds of goods: bottle deposits, warranties, serial numbers, questions to ask.

Read from the `[returns]` section; everything has a default, so that older policies still load.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter_app.core.approval import Severity
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import ONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.rules.policy_text import Table

DEPOSITS: Final = "deposits:bottle"
"""What is owed for containers: their sale puts it there, their return takes it off."""
MAX_WARRANTY_DAYS: Final = 3650
FAULTY: Final = "faulty"
MAX_CONTAINERS: Final = 10_000
REDEEMED_BY: Final = (Tender.CASH, Tender.STORE_CREDIT)


@dataclass(frozen=True, slots=True)
class Deposit:
    """A department whose lines are container deposits, given back to `deposits:bottle`.

    Food benefits pay only the part that the state requires (Agricultural Act of 2014, section
    4001 and USDA's questions and answers on it); `required` is that part per piece, None for all.
    Empty containers are redeemed without a receipt, at most `most` at once (0: not at all) and for
    `most_amount` (None: whatever they come to), for `each` or else the item's price of today, by
    `tenders`, best first, under `reason`. Bottle laws say what a store must take of one person and
    day at least: by number (Maine, New York, Oregon) or by money (Michigan).
    """

    department: str
    required: Money | None = None
    each: Money | None = None
    most: int = 0
    tenders: tuple[Tender, ...] = REDEEMED_BY
    reason: str = ""
    most_amount: Money | None = None

    def food_part(self, net: Money, quantity: Quantity) -> Money:
        """How much of a deposit food benefits may have paid."""
        if self.required is None:
            return net
        return max(min(net, Money(self.required.minor * quantity.milli // ONE.milli)), ZERO)


@dataclass(frozen=True, slots=True)
class Warranty:
    """After `refund_days` faulty goods are repaired or replaced; the warranty lasts `lasts_days`.

    No departments and no items means all goods. `offer` is the store's word for what is done
    ("Repair by the maker"), `contact` whom the customer may call.
    """

    refund_days: int
    lasts_days: int
    offer: str
    contact: str = ""
    departments: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    reasons: tuple[str, ...] = (FAULTY,)

    def covers(self, line: ReceiptLine) -> bool:
        """True for goods under this warranty, whatever is wrong with them."""
        if not self.departments and not self.items:
            return True
        bare = line.item_code.lstrip("0")
        return line.department in self.departments or bare in {x.lstrip("0") for x in self.items}


@dataclass(frozen=True, slots=True)
class Question:
    """What the clerk asks when goods come back for one of these reasons (yes or no).

    An answer other than `expected` is told with `severity`; no departments means all goods. One
    that is not `required` may be left unanswered, which the clerk confirms.
    """

    code: str
    text: str
    reasons: tuple[str, ...]
    departments: tuple[str, ...] = ()
    expected: bool | None = None
    severity: Severity = Severity.APPROVE
    required: bool = True

    def asked_about(self, line: ReceiptLine, reason: str) -> bool:
        """True if a line that comes back for this reason raises the question."""
        here = not self.departments or line.department in self.departments
        return here and reason in self.reasons


@dataclass(frozen=True, slots=True)
class GoodsPolicy:
    """All of the above; an item's warranty goes before its department's, that before the rest."""

    deposits: tuple[Deposit, ...] = ()
    warranties: tuple[Warranty, ...] = ()
    serial_unchecked: Severity = Severity.WARN
    questions: tuple[Question, ...] = ()

    def questions_about(self, line: ReceiptLine, reason: str) -> tuple[Question, ...]:
        """The questions to ask about a line, in the policy's order."""
        return tuple(q for q in self.questions if q.asked_about(line, reason))

    def deposit(self, line: ReceiptLine) -> Deposit | None:
        """The deposit a line is, None for goods."""
        return self.deposit_of(line.department)

    def deposit_of(self, department: str) -> Deposit | None:
        """The same of a department."""
        return next((d for d in self.deposits if d.department == department), None)

    def warranty(self, line: ReceiptLine) -> Warranty | None:
        """The warranty that goods are under, None without one."""
        found = [w for w in self.warranties if w.covers(line)]
        return min(found, key=lambda w: (not w.items, not w.departments), default=None)


def parse_goods(table: Table, reasons: frozenset[str], serial: Severity) -> GoodsPolicy:
    """Read deposits and warranties; raises `BadInput` with the line."""
    return GoodsPolicy(
        tuple(_deposit(row, reasons) for row in table.tables("deposits")),
        tuple(_warranty(row, reasons) for row in table.tables("warranties")),
        serial,
        tuple(_question(row, reasons) for row in table.tables("questions")),
    )


def _deposit(row: Table, reasons: frozenset[str]) -> Deposit:
    names = row.names("redeem_tenders", tuple(t.value for t in REDEEMED_BY))
    if wrong := set(names) - {t.value for t in REDEEMED_BY}:
        raise row.wrong("redeem_tenders", f"names {min(wrong)}; only cash and store_credit can be")
    found = Deposit(
        row.text("department", max_length=40),
        required=row.money("state_required_each") if "state_required_each" in row else None,
        each=row.money("redeem_each") if "redeem_each" in row else None,
        most=row.whole("redeem_at_once", 0, MAX_CONTAINERS, 0),
        tenders=tuple(Tender(name) for name in names),
        reason=row.name("redeem_reason", ""),
        most_amount=row.money("redeem_amount") if "redeem_amount" in row else None,
    )
    if found.reason and found.reason not in reasons:
        raise row.wrong("redeem_reason", "is not a return reason")
    row.done()
    return found


def _warranty(row: Table, known: frozenset[str]) -> Warranty:
    found = Warranty(
        refund_days=row.whole("refund_days", 0, MAX_WARRANTY_DAYS),
        lasts_days=row.whole("lasts_days", 1, MAX_WARRANTY_DAYS),
        offer=row.text("offer", max_length=60),
        contact=row.text("contact", "", 120),
        departments=row.texts("departments", ()),
        items=row.texts("items", ()),
        reasons=row.names("reasons", (FAULTY,)),
    )
    if found.lasts_days < found.refund_days:
        raise row.wrong("lasts_days", "must not be below refund_days")
    if unknown := set(found.reasons) - known:
        raise row.wrong("reasons", f"names {min(unknown)}, which is not a return reason")
    row.done()
    return found


def _question(row: Table, known: frozenset[str]) -> Question:
    expected = row.name("expected", "")
    if expected not in ("", "yes", "no"):
        raise row.wrong("expected", 'must be "yes" or "no"')
    severity = row.name("severity", Severity.APPROVE.name.lower())
    if severity not in [s.name.lower() for s in Severity]:
        raise row.wrong("severity", "must be one of inform, warn, approve, deny, forbid")
    found = Question(
        code=row.name("code"),
        text=row.text("text", max_length=80),
        reasons=row.names("reasons"),
        departments=row.texts("departments", ()),
        expected=None if not expected else expected == "yes",
        severity=Severity[severity.upper()],
        required=row.flag("required", True),
    )
    if unknown := set(found.reasons) - known:
        raise row.wrong("reasons", f"names {min(unknown)}, which is not a return reason")
    row.done()
    return found
