"""The words of findings about orders of a web channel, and about loyalty points."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Audience
from counter_app.core.words import Template

_CUSTOMER = Audience.CUSTOMER

WORDS_ONLINE: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "returns.through_channel": Template(
            "{amount} was paid online and goes back the same way within {days} days.",
            "The number of this slip is the proof.",
            _CUSTOMER,
        ),
        "returns.given_back": Template(
            "The web shop has given back {amount} of this order already.",
            "Ask for what it was, and take that out.",
        ),
        "returns.given_back_more": Template(
            "The web shop has given back {amount} of this order, so only {left} is left.",
            "Return less.",
        ),
        "returns.given_back_all": Template(
            "The web shop has given back {amount} of this order; nothing of it is left.",
            "Show the customer the web shop’s message about it.",
            _CUSTOMER,
        ),
        "returns.delivery_fee": Template(
            "{item} would go back apart from its goods.",
            "Its share goes back by itself with faulty or missing goods; more is a "
            "manager’s decision.",
        ),
        "returns.missing_known": Template(
            "The order says itself that {item} was not packed.",
            "Nothing has to come in for it.",
            _CUSTOMER,
        ),
        "returns.missing_unknown": Template(
            "By the order only {known} of {item} were missing, not {now}.",
            "Look into the bags together, or ask a manager.",
        ),
        "returns.missing_at_register": Template(
            "{item} was bagged at a register, so nothing says that it was missing.",
            "Ask for what was left behind, or ask a manager.",
        ),
        "returns.sent_instead": Template(
            "{item} was sent instead of {ordered}: it may go back whole, without a fee.",
            "It may be kept as well.",
            _CUSTOMER,
        ),
        "returns.points_taken": Template(
            "Points that this purchase earned are taken back: {points}.",
            "Points stay with what is kept.",
            _CUSTOMER,
        ),
        "returns.points_given": Template(
            "Points that were spent on it are given back: {points}.",
            "They can be spent again.",
            _CUSTOMER,
        ),
        "void.online_sent": Template(
            "The web shop was told already to give this money back.",
            "Let the office call it off there, or sell the goods again.",
        ),
    }
)
