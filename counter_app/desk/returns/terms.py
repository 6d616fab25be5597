"""The terms of one sale: the policy in force when it was made, or today's where that is better.

Better means better for the customer; the store's own limits are always today's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counter_app.core.reason import Reason
from counter_app.core.receipt import ReceiptLine
from counter_app.desk.returns.policy import SECTION, Extension, NonReturnable, ReturnsPolicy
from counter_app.desk.returns.policy_goods import Deposit, Warranty
from counter_app.rules.policy import Policy
from counter_app.rules.tender_policy import TenderTerms


@dataclass(frozen=True, slots=True)
class Terms:
    """Today's policy and the one at the sale (the same one where that is not known)."""

    today: Policy
    at_sale: Policy

    @property
    def now(self) -> ReturnsPolicy:
        """Today's returns section."""
        return self.today.section(SECTION, ReturnsPolicy)

    @property
    def then(self) -> ReturnsPolicy:
        """The returns section at the sale."""
        return self.at_sale.section(SECTION, ReturnsPolicy)

    @property
    def tenders(self) -> TenderTerms:
        """The tender matrix of both policies; limits are today's."""
        return TenderTerms(self.today.refund_tenders, self.at_sale.refund_tenders)

    def last_day(self, department: str, sold_on: date) -> date:
        """The later of both last days."""
        return max(self.now.last_day(department, sold_on), self.then.last_day(department, sold_on))

    def ordinary_days(self, department: str) -> int:
        """The longer of both windows, without extensions."""
        return max(self.now.days_for(department), self.then.days_for(department))

    def extension(self, department: str, sold_on: date) -> Extension | None:
        """The extension that makes the last day what it is, None when the window does."""
        last = self.last_day(department, sold_on)
        if (last - sold_on).days <= self.ordinary_days(department):
            return None
        found = (self.now.extension_for(sold_on), self.then.extension_for(sold_on))
        return next((x for x in found if x is not None and x.until == last), None)

    def fee_ppm(self, line: ReceiptLine, condition: str, reason: str) -> int:
        """The lower of both restocking fees."""
        return min(
            _fee(self.now, line, condition, reason), _fee(self.then, line, condition, reason)
        )

    def deposit(self, line: ReceiptLine) -> Deposit | None:
        """The container deposit a line is by either policy, None for goods."""
        return self.now.goods.deposit(line) or self.then.goods.deposit(line)

    def warranty(self, line: ReceiptLine, reason: str) -> Warranty | None:
        """What stands behind faulty goods: of both policies the longer refund, then the longer one.

        None where the reason is no fault, or where one policy refunds whatever the age.
        """
        found = [w for w in (self.now.goods.warranty(line), self.then.goods.warranty(line)) if w]
        fitting = [w for w in found if reason in w.reasons]
        return max(fitting, key=lambda w: (w.refund_days, w.lasts_days), default=None)

    def barred(self, department: str) -> NonReturnable | None:
        """Why a class of goods does not come back: only if both policies say so."""
        now, then = self.now.barred(department), self.then.barred(department)
        if now is None or then is None:
            return None
        return now if now.overridable else then

    def reason(self, code: str) -> Reason | None:
        """A return reason of today, or of the sale's policy."""
        return self.now.reason(code) or self.then.reason(code)


def _fee(policy: ReturnsPolicy, line: ReceiptLine, condition: str, reason: str) -> int:
    known = policy.reason(reason)
    return policy.fee_ppm(line, condition, waived=known is not None and known.waives_fee)
