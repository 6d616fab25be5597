"""The store's policy as data: roles and limits, tenders, reasons, till, printing, codes, sign-on.

A task owns its own section: it passes a reader for it, and this file never learns about the task.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeVar

from counter_app.codes.gtin import EmbeddedRule
from counter_app.codes.own_code import BADGE
from counter_app.codes.receipt_codes import ReceiptPattern, ScanRules
from counter_app.core.errors import BadInput
from counter_app.core.money import USD, ZERO, Currency, Money
from counter_app.core.operator import Role
from counter_app.core.reason import Reason
from counter_app.rules.credit_policy import CreditPolicy, parse_credits
from counter_app.rules.policy_text import Table, read_source
from counter_app.rules.promotions import Promotion, parse_promotions
from counter_app.rules.selling_policy import SellingPolicy, parse_selling
from counter_app.rules.tax import TaxTable, parse_tax
from counter_app.rules.tender_policy import TenderPolicy, parse_tenders
from counter_app.rules.till_policy import TillPolicy, parse_till

Section = TypeVar("Section")
SectionReader = Callable[[Table, tuple[Reason, ...]], object]
"""Reads one task's section; gets all reasons of the policy to check its own codes against."""

COLUMNS: Final = (32, 42, 48)
_ONE_GRANT: Final = Money(50_000)


@dataclass(frozen=True, slots=True)
class RolePolicy:
    """What a role may do (permission strings of the tasks) and up to how much."""

    permissions: frozenset[str] = frozenset()
    limits: Mapping[str, Money] = field(default_factory=dict)

    def limit(self, name: str) -> Money:
        """The role's own authority; a limit that is not listed is zero."""
        return self.limits.get(name, ZERO)


@dataclass(frozen=True, slots=True)
class PrintingPolicy:
    """Paper width in columns, and the cash refund above which a copy to sign is printed."""

    columns: int = 48
    store_copy_above: Money = ZERO


@dataclass(frozen=True, slots=True)
class SignOnPolicy:
    """Badges, PINs and locks. PCI DSS 4.0 8.3.4: at most 10 failures, at least 30 minutes."""

    badge_needs_pin: bool = False
    lock_after_failures: int = 10
    lock_minutes: int = 30
    idle_lock_minutes: int = 15
    pin_digits_min: int = 6
    pin_digits_max: int = 8


@dataclass(frozen=True, slots=True)
class ApprovalsPolicy:
    """Managers who are not at the desk: how long a request stands, what may be given in advance.

    `lone_manager` is "no" (a second person must agree) or "listed" (a manager alone goes on, and
    it is listed for review).
    """

    request_minutes: int = 10
    preauthorization_minutes: int = 30
    preauthorization_max_minutes: int = 240
    preauthorization_uses: int = 10
    preauthorization_total: Money = _ONE_GRANT
    """The most that one grant covers in sum."""
    lone_manager: str = "no"


@dataclass(frozen=True, slots=True)
class PatternsPolicy:
    """When refunds of the last `days` stand out; none of it decides anything."""

    days: int = 30
    person_refunds: int = 5
    clerk_refunds: int = 20
    clerk_times: int = 3
    keyed_refunds: int = 2
    under_limit_refunds: int = 3


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the store's policy. `version` is 0 until the database gives it a number."""

    name: str
    roles: Mapping[Role, RolePolicy]
    refund_tenders: TenderPolicy
    reasons: tuple[Reason, ...] = ()
    till: TillPolicy = field(default_factory=TillPolicy)
    printing: PrintingPolicy = PrintingPolicy()
    sign_on: SignOnPolicy = SignOnPolicy()
    approvals: ApprovalsPolicy = ApprovalsPolicy()
    patterns: PatternsPolicy = PatternsPolicy()
    scans: ScanRules = field(default_factory=ScanRules)
    tax: TaxTable = field(default_factory=TaxTable)
    selling: SellingPolicy = field(default_factory=SellingPolicy)
    credits: CreditPolicy = field(default_factory=CreditPolicy)
    promotions: tuple[Promotion, ...] = ()
    sections: Mapping[str, object] = field(default_factory=dict)
    version: int = 0

    def role(self, role: Role) -> RolePolicy:
        """What a role may do."""
        return self.roles[role]

    def reasons_of(self, group: str) -> tuple[Reason, ...]:
        """The coded reasons of a group ("return", "void", "no_sale" …) in the policy's order."""
        return tuple(r for r in self.reasons if r.group == group)

    def reason(self, group: str, code: str) -> Reason | None:
        """One reason, None if the policy does not know it."""
        return next((r for r in self.reasons if r.group == group and r.code == code), None)

    def section(self, name: str, kind: type[Section]) -> Section:
        """A task's own section as the type its reader made."""
        found = self.sections[name]
        assert isinstance(found, kind), f"section {name} was read as {type(found).__name__}"
        return found


def parse_policy(
    text: str, sections: Mapping[str, SectionReader] | None = None, currency: Currency = USD
) -> Policy:
    """Read policy TOML; raises `BadInput` naming line, setting and reason for anything doubtful.

    A section without a reader is refused like any unknown key, so a mistyped name cannot hide.
    """
    readers = sections or {}
    table = read_source(text, currency)
    name = table.text("name", max_length=80)
    roles = _roles(table.table("roles"))
    reasons = _reasons(table.table("reasons"))
    policy = Policy(
        name=name,
        roles=roles,
        refund_tenders=parse_tenders(table.table("refund_tenders")),
        reasons=reasons,
        till=parse_till(table.table("till")),
        printing=_printing(table.table("printing")),
        sign_on=_sign_on(table.table("sign_on")),
        approvals=_approvals(table.table("approvals")),
        patterns=_patterns(table.table("patterns")),
        scans=_scans(table.table("scans")),
        tax=parse_tax(table.table("tax")),
        selling=parse_selling(table.table("selling")),
        promotions=parse_promotions(table.tables("promotions")),
        credits=parse_credits(table.table("credits")),
        sections={key: _section(table, key, reasons, reader) for key, reader in readers.items()},
    )
    table.done()
    return policy


def _section(table: Table, key: str, reasons: tuple[Reason, ...], reader: SectionReader) -> object:
    # An absent section reads as an empty one, so that a policy older than a task still loads;
    # what the task cannot do without is then named by its reader.
    section = table.table(key)
    content = reader(section, reasons)
    section.done()
    return content


def _roles(table: Table) -> dict[Role, RolePolicy]:
    found: dict[Role, RolePolicy] = {}
    for role in Role:
        if role.value not in table:
            raise table.wrong(role.value, "is missing")
        row = table.table(role.value)
        below = RolePolicy()
        if "includes" in row:
            name = row.name("includes")
            if name not in [r.value for r in found]:
                raise row.wrong("includes", "must name a role with less authority")
            below = found[Role(name)]
        limits_table = row.table("limits")
        limits = dict(below.limits)
        for key in limits_table.entries():
            if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", key):
                raise limits_table.wrong(key, "is not the name of a limit")
            limits[key] = limits_table.money(key)
        permissions = below.permissions | frozenset(row.names("permissions", ()))
        found[role] = RolePolicy(permissions, limits)
        row.done()
    table.done()
    return found


def _reasons(table: Table) -> tuple[Reason, ...]:
    found: list[Reason] = []
    for group in table.entries():
        codes: set[str] = set()
        for row in table.tables(group):
            reason = Reason(
                code=row.name("code"),
                group=group,
                label=row.text("label", max_length=40),
                condition=row.name("condition", ""),
                disposition=row.name("disposition", ""),
                needs_note=row.flag("needs_note", False),
                waives_fee=row.flag("waives_fee", False),
            )
            if reason.code in codes:
                raise row.wrong("code", f"is {reason.code} a second time")
            codes.add(reason.code)
            found.append(reason)
            row.done()
    table.done()
    return tuple(found)


def _printing(table: Table) -> PrintingPolicy:
    columns = table.whole("columns", COLUMNS[0], COLUMNS[-1], 48)
    if columns not in COLUMNS:
        raise table.wrong("columns", "must be 32, 42 or 48")
    policy = PrintingPolicy(columns, table.money("store_copy_above"))
    table.done()
    return policy


def _sign_on(table: Table) -> SignOnPolicy:
    policy = SignOnPolicy(
        badge_needs_pin=table.flag("badge_needs_pin", False),
        lock_after_failures=table.whole("lock_after_failures", 3, 10, 10),
        lock_minutes=table.whole("lock_minutes", 30, 24 * 60, 30),
        idle_lock_minutes=table.whole("idle_lock_minutes", 1, 60, 15),
        pin_digits_min=table.whole("pin_digits_min", 6, 8, 6),
        pin_digits_max=table.whole("pin_digits_max", 6, 8, 8),
    )
    if policy.pin_digits_max < policy.pin_digits_min:
        raise table.wrong("pin_digits_max", "must not be below pin_digits_min")
    table.done()
    return policy


def _approvals(table: Table) -> ApprovalsPolicy:
    lone = table.name("lone_manager", "no")
    if lone not in ("no", "listed"):
        raise table.wrong("lone_manager", 'must be "no" or "listed"')
    longest = table.whole("preauthorization_max_minutes", 1, 24 * 60, 240)
    policy = ApprovalsPolicy(
        request_minutes=table.whole("request_minutes", 1, 60, 10),
        preauthorization_minutes=table.whole("preauthorization_minutes", 1, longest, 30),
        preauthorization_max_minutes=longest,
        preauthorization_uses=table.whole("preauthorization_uses", 1, 1000, 10),
        preauthorization_total=table.money("preauthorization_total", _ONE_GRANT),
        lone_manager=lone,
    )
    table.done()
    return policy


def _patterns(table: Table) -> PatternsPolicy:
    policy = PatternsPolicy(
        days=table.whole("days", 1, 366, 30),
        person_refunds=table.whole("person_refunds", 2, 1000, 5),
        clerk_refunds=table.whole("clerk_refunds", 2, 10_000, 20),
        clerk_times=table.whole("clerk_times", 1, 100, 3),
        keyed_refunds=table.whole("keyed_refunds", 1, 1000, 2),
        under_limit_refunds=table.whole("under_limit_refunds", 1, 1000, 3),
    )
    table.done()
    return policy


def _scans(table: Table) -> ScanRules:
    prefix = table.text("badge_prefix", BADGE, 2)
    if not re.fullmatch(r"[A-Z]{2}", prefix):
        raise table.wrong("badge_prefix", "must be two capital letters")
    rules = ScanRules(
        patterns=tuple(_pattern(row) for row in table.tables("receipts")),
        embedded=tuple(_embedded(row) for row in table.tables("embedded")),
        badge_prefix=prefix,
    )
    table.done()
    return rules


def _pattern(row: Table) -> ReceiptPattern:
    try:
        pattern = ReceiptPattern(
            name=row.text("name", max_length=40),
            pattern=row.text("pattern"),
            date_format=row.text("date_format", "%y%m%d", 20),
            strip_zeros=row.flag("strip_zeros", True),
            typed_only=row.flag("typed_only", False),
            gift=row.flag("gift", False),
        )
    except BadInput as error:
        raise _at(row, "pattern", error) from error
    row.done()
    return pattern


def _embedded(row: Table) -> EmbeddedRule:
    holds: dict[str, Literal["price", "weight"]] = {"price": "price", "weight": "weight"}
    name = row.name("holds")
    if name not in holds:
        raise row.wrong("holds", 'must be "price" or "weight"')
    try:
        rule = EmbeddedRule(
            prefix=row.text("prefix", max_length=2),
            item_digits=row.whole("item_digits", 3, 7),
            value_digits=row.whole("value_digits", 3, 6),
            holds=holds[name],
            skip_digits=row.whole("skip_digits", 0, 1, 0),
        )
    except BadInput as error:
        raise _at(row, "prefix", error) from error
    row.done()
    return rule


def _at(row: Table, key: str, error: BadInput) -> BadInput:
    """The same refusal with its line, unless it has one already."""
    if error.code == "bad_policy":
        return error
    return row.wrong(key, f"cannot be used: {error.text.rstrip('.')}")
