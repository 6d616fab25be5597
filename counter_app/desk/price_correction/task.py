"""Price corrections: wrong prices put right by the law of the place, and every refund beside it."""

from __future__ import annotations

from typing import Final

from counter_app.core.scan import ScanKind
from counter_app.core.task import Task

TASK: Final = Task(
    key="price_correction",
    title="Price fix",
    also="price correction, overcharge, price match",
    icon="badge-percent",
    hotkey="F7",
    order=50,
    screen="counter_app.desk.price_correction.screen:PriceScreen",
    scans=frozenset({ScanKind.RECEIPT, ScanKind.ITEM}),
    slips=frozenset({"PV", "PX", "PA", "AU", "PL"}),
    permissions=frozenset(
        {
            "prices.open",
            "prices.correct",
            "prices.approve",
            "prices.void",
            "prices.override",
            "prices.radar",
            "prices.audit",
        }
    ),
    policy_section="counter_app.desk.price_correction.policy:parse_price_section",
    play="counter_app.desk.price_correction.play:ACTIONS",
    search="counter_app.desk.price_correction.search:find",
    shared_work=True,
    offers="counter_app.desk.price_correction.offers:price_offers",
    tour="counter_app.desk.price_correction.tour:STEPS",
    settle="counter_app.desk.price_correction.service:resolve_attempt",
    morning_book="counter_app.desk.price_correction.book:price_sections",
    verify="counter_app.desk.price_correction.checks:verify_prices",
)
