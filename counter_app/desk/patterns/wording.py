"""The words of every signal: what was seen, and on what it is based."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.words import Template

WORDS: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "pattern.person": Template(
            "{who} brought goods back {count} times, {amount} in all.",
            "Refunds to this customer from {first} to {last}.",
        ),
        "pattern.card": Template(
            "Whoever showed the card {who} brought goods back {count} times, {amount} in all.",
            "Refunds for which this card was seen, from {first} to {last}.",
        ),
        "pattern.clerk": Template(
            "{who} made {count} refunds, {amount}; the others made {average} on average.",
            "Refunds by this clerk from {first} to {last}.",
        ),
        "pattern.reprint": Template(
            "{who} refunded {count} times against a duplicate, {amount}.",
            "A duplicate of the receipt was shown, from {first} to {last}.",
        ),
        "pattern.keyed": Template(
            "{who} refunded {count} times on receipts that were keyed, {amount}.",
            "The register had not sent them, from {first} to {last}.",
        ),
        "pattern.under_limit": Template(
            "{who} made {count} refunds just under the own limit of {limit}.",
            "Each was above nine tenths of the limit, from {first} to {last}.",
        ),
        "pattern.own_sale": Template(
            "{who} refunded {count} receipts rung up by the same person, {amount}.",
            "The receipts name this clerk, from {first} to {last}.",
        ),
    }
)
