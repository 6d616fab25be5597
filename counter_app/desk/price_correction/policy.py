"""The `[price_correction]` section of the store's policy: packs, window, match, goodwill, offers.

Every setting has a default, so that a policy from before this task still loads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from counter_app.core.money import USD, Money
from counter_app.core.reason import Reason
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.rules.policy_text import Table
from counter_app.rules.price_accuracy.pack import Pack, parse_pack
from counter_app.rules.price_accuracy.packs import NEUTRAL, shipped_packs

SECTION: Final = "price_correction"
MAX_DAYS: Final = 3650
_TWENTY: Final = Money(2000)

EVIDENCE: Final = (
    Reason("shelf_tag", "price_evidence", "Shelf tag"),
    Reason("sticker", "price_evidence", "Price sticker"),
    Reason("ad", "price_evidence", "Ad or flyer"),
    Reason("sign", "price_evidence", "Sign"),
)
MATCH_SOURCES: Final = (
    Reason("competitor", "price_match", "Competitor"),
    Reason("own_ad", "price_match", "Our ad"),
    Reason("own_website", "price_match", "Our website"),
)
OFFERS: Final = (
    Reason("loyalty", "missed_offer", "Loyalty offer"),
    Reason("senior", "missed_offer", "Senior discount"),
    Reason("employee", "missed_offer", "Employee discount"),
    Reason("digital", "missed_offer", "Digital offer"),
)
GOODWILL: Final = (
    Reason("long_wait", "goodwill", "Long wait"),
    Reason("bad_service", "goodwill", "Bad service"),
    Reason("second_visit", "goodwill", "Came back twice"),
    Reason("other", "goodwill", "Other", needs_note=True),
)
CHECKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "identical": "Same brand, size, model and color",
        "in_stock": "In stock there and here",
        "not_excluded": "No marketplace, bundle, clearance or member price",
    }
)


@dataclass(frozen=True, slots=True)
class MatchPolicy:
    """Price match: days after purchase, items a customer and day, checks, and when to ask."""

    days: int = 14
    per_customer_day: int = 1
    checks: Mapping[str, str] = field(default_factory=lambda: CHECKS)
    sources: tuple[Reason, ...] = MATCH_SOURCES
    approve_above: Money = _TWENTY
    needs_proof: bool = True


@dataclass(frozen=True, slots=True)
class PricePolicy:
    """What the store promises about wrong prices. Windows count store calendar days."""

    pack: Pack
    packs: Mapping[str, Pack]
    pack_by_department: Mapping[str, str] = field(default_factory=dict)
    exempt_departments: Mapping[str, str] = field(default_factory=dict)
    window_days: int = 30
    large_below_ppm: int = 500_000
    needs_note: bool = False
    compensation: tuple[Tender, ...] = (Tender.CASH, Tender.STORE_CREDIT)
    match: MatchPolicy = MatchPolicy()
    goodwill_max_ppm: int = 100_000
    evidence: tuple[Reason, ...] = EVIDENCE
    offers: tuple[Reason, ...] = OFFERS
    goodwill: tuple[Reason, ...] = GOODWILL
    radar_days: int = 365
    audit_pass_ppm: int = 980_000
    slip_days: int = 0

    def pack_for(self, line: ReceiptLine) -> Pack:
        """The rule that holds for a line's department."""
        key = self.pack_by_department.get(line.department)
        return self.pack if key is None else self.packs[key]

    def exemption_for(self, line: ReceiptLine, claimed: str = "") -> str:
        """The pack's code of exempt goods: what the clerk says, else what the department is."""
        return claimed or self.exempt_departments.get(line.department, "")

    def reasons_for(self, sort: str) -> tuple[Reason, ...]:
        """The reasons or sources a sort of correction chooses from; none if it needs none."""
        return {
            "wrong_price": self.evidence,
            "price_match": self.match.sources,
            "missed_offer": self.offers,
            "goodwill": self.goodwill,
        }.get(sort, ())


def parse_price_section(table: Table, reasons: tuple[Reason, ...]) -> PricePolicy:
    """Read `[price_correction]` for `parse_policy`; raises `BadInput` with the line."""
    packs = dict(shipped_packs())
    for row in table.tables("own_packs"):
        pack = parse_pack(row)
        if pack.key in packs:
            raise row.wrong("key", f"is {pack.key}, which comes with the program")
        packs[pack.key] = pack
    chosen = _pack(table, "pack", packs, NEUTRAL)
    by_department = table.table("pack_by_department")
    departments = {k: _pack(by_department, k, packs).key for k in by_department.entries()}
    exempt = table.table("exempt_departments")
    return PricePolicy(
        pack=chosen,
        packs=packs,
        pack_by_department=departments,
        exempt_departments=_exempt(exempt, [chosen, *(packs[k] for k in departments.values())]),
        window_days=table.whole("window_days", 0, MAX_DAYS, 30),
        large_below_ppm=table.ppm("large_below_percent", 500_000),
        needs_note=table.flag("needs_note", False),
        compensation=_tenders(table, "compensation_tenders"),
        match=_match(table.table("price_match"), reasons),
        goodwill_max_ppm=table.ppm("goodwill_max_percent", 100_000),
        evidence=_of(reasons, "price_evidence", EVIDENCE),
        offers=_of(reasons, "missed_offer", OFFERS),
        goodwill=_of(reasons, "goodwill", GOODWILL),
        radar_days=table.whole("radar_days", 1, MAX_DAYS, 365),
        audit_pass_ppm=table.ppm("audit_pass_percent", 980_000),
        slip_days=table.whole("approval_slip_days", 0, 30, 0),
    )


def _pack(table: Table, key: str, packs: Mapping[str, Pack], default: str | None = None) -> Pack:
    name = table.name(key, default)
    if name not in packs:
        raise table.wrong(key, f"must be one of {', '.join(sorted(packs))}")
    pack = packs[name]
    if pack.key != NEUTRAL and table.currency.exponent != USD.exponent:
        raise table.wrong(key, f"is {name}, which counts in {pack.currency}")
    return pack


def _exempt(table: Table, packs: list[Pack]) -> dict[str, str]:
    known = {x.code for pack in packs for edition in pack.editions for x in edition.exemptions}
    found: dict[str, str] = {}
    for department in table.entries():
        code = table.name(department)
        if code not in known:
            raise table.wrong(department, f"is {code}, which no chosen pack exempts")
        found[department] = code
    return found


def _match(table: Table, reasons: tuple[Reason, ...]) -> MatchPolicy:
    checks = table.table("checks")
    texts = {code: checks.text(code, max_length=60) for code in checks.entries()}
    found = MatchPolicy(
        days=table.whole("days", 0, MAX_DAYS, 14),
        per_customer_day=table.whole("per_customer_day", 0, 1000, 1),
        checks=texts or CHECKS,
        sources=_of(reasons, "price_match", MATCH_SOURCES),
        approve_above=table.money("approve_above", _TWENTY),
        needs_proof=table.flag("needs_proof", True),
    )
    table.done()
    return found


def _tenders(table: Table, key: str) -> tuple[Tender, ...]:
    names = table.names(key, (Tender.CASH.value, Tender.STORE_CREDIT.value))
    allowed = (Tender.CASH, Tender.STORE_CREDIT, Tender.GIFT_CARD)
    found = tuple(t for name in names for t in allowed if t.value == name)
    if len(found) != len(names) or not found:
        raise table.wrong(key, "may name cash, store_credit and gift_card")
    return found


def _of(reasons: tuple[Reason, ...], group: str, default: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(r for r in reasons if r.group == group) or default
