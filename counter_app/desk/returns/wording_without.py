"""The words of findings about returns without a receipt, gift receipts and recalls."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Audience
from counter_app.core.words import Template

_CUSTOMER: Final = Audience.CUSTOMER
_DECIDES_NOTHING: Final = "It decides nothing by itself."
_WITH_RECEIPT: Final = "With the receipt there is no such limit."

WORDS_WITHOUT: Final[Mapping[str, Template]] = MappingProxyType(
    {
        "returns.never_sold": Template(
            "{item} was not sold here in the last {days} days.",
            "Ask for the receipt, or ask a manager.",
        ),
        "returns.identity_missing": Template(
            "No ID was seen yet.", "Scan the customer’s ID, or type its number."
        ),
        "returns.exempt_small": Template(
            "Under {limit} no ID is needed; it becomes store credit.",
            "Offer the same item instead, if it is there.",
            _CUSTOMER,
        ),
        "returns.exempt_spoiled": Template(
            "Spoiled food needs no ID; it becomes store credit.",
            "Offer the same item instead, if it is there.",
            _CUSTOMER,
        ),
        "returns.exempt_small_new": Template(
            "Under {limit} no ID is needed.", "The goods are exchanged.", _CUSTOMER
        ),
        "returns.exempt_spoiled_new": Template(
            "Spoiled food needs no ID.", "The goods are exchanged.", _CUSTOMER
        ),
        "returns.exempt_cap": Template(
            "{operator} would have given {amount} without seeing an ID today, above {limit}.",
            "Scan the customer’s ID, or ask a manager.",
        ),
        "returns.person_near_pieces": Template(
            "This makes {used} of {limit} pieces without a receipt in {days} days.",
            _WITH_RECEIPT,
            _CUSTOMER,
        ),
        "returns.person_beyond_pieces": Template(
            "This makes {used} pieces without a receipt in {days} days; {limit} are allowed.",
            _WITH_RECEIPT,
            _CUSTOMER,
        ),
        "returns.person_stopped_pieces": Template(
            "This makes {used} pieces without a receipt in {days} days, too many for anyone to "
            "allow.",
            _WITH_RECEIPT,
            _CUSTOMER,
        ),
        "returns.person_near_amount": Template(
            "This makes {used} of {limit} without a receipt in {days} days.",
            _WITH_RECEIPT,
            _CUSTOMER,
        ),
        "returns.person_beyond_amount": Template(
            "This makes {used} without a receipt in {days} days; {limit} is allowed.",
            _WITH_RECEIPT,
            _CUSTOMER,
        ),
        "returns.person_stopped_amount": Template(
            "This makes {used} without a receipt in {days} days, too much for anyone to allow.",
            _WITH_RECEIPT,
            _CUSTOMER,
        ),
        "returns.tax_today": Template(
            "{tax} of tax goes back at today’s rate.",
            "No receipt shows what was paid.",
            _CUSTOMER,
        ),
        "returns.tax_kept": Template(
            "{tax} of tax does not go back: no receipt shows that it was paid.",
            "With the receipt it would go back, too.",
            _CUSTOMER,
        ),
        "returns.just_under": Template(
            "{times} returns without a receipt keep just under {limit}.",
            _DECIDES_NOTHING,
            Audience.MANAGER,
        ),
        "returns.split_today": Template(
            "Each of this person’s returns today is under {limit}; together they make {amount}.",
            _DECIDES_NOTHING,
            Audience.MANAGER,
        ),
        "returns.without_limit": Template(
            "{amount} without a receipt is above {operator}’s limit of {limit}.",
            "A manager can approve it.",
        ),
        "returns.without_limit_today": Template(
            "With {earlier} given today, {amount} without a receipt is above {operator}’s limit "
            "of {limit}.",
            "A manager can approve it.",
        ),
        "returns.without_tender": Template(
            "{amount} without a receipt would be given {way} instead of {usual}.",
            "Give {usual}, or ask a manager.",
        ),
        "returns.without_wish": Template(
            "Without a receipt nothing can be given {way}.", "Give store credit.", _CUSTOMER
        ),
        "returns.food_not_cash": Template(
            "{item} is food, and without a receipt nobody knows how it was paid: no cash.",
            "Give store credit.",
            _CUSTOMER,
        ),
        "returns.containers": Template(
            "Empty containers give back their deposit.",
            "No receipt and no ID is needed.",
            _CUSTOMER,
        ),
        "returns.full_or_empty": Template(
            "{item} is taken as full.", "If it is empty, press Alt+B: its deposit goes back."
        ),
        "returns.containers_many": Template(
            "{count} containers at once are more than {limit}.", "A manager can approve it."
        ),
        "returns.containers_much": Template(
            "{amount} for containers at once is more than {limit}.", "A manager can approve it."
        ),
        "returns.containers_mixed": Template(
            "With other goods the containers are not paid out as a deposit.",
            "Take them back on their own.",
        ),
        "returns.containers_wish": Template(
            "Container deposits are not paid {way}.", "Give cash.", _CUSTOMER
        ),
        "returns.consent": Template(
            "IDs from {state} are scanned only if the customer agrees.",
            "Ask, and type nothing if not.",
        ),
        "returns.card_expired": Template(
            "The ID that was shown expired on {expired}.", "Check that it is the customer’s."
        ),
        "returns.recalled": Template(
            "Recall {recall}, {title}: {item} is taken back and put aside.",
            "No receipt and no ID is needed.",
            _CUSTOMER,
        ),
        "returns.recalled_sold": Template(
            "Recall {recall}, {title}: {item} is taken back and put aside.",
            "It comes back in full, whenever it was bought.",
            _CUSTOMER,
        ),
        "returns.recall_lot": Template(
            "The recall of {item} is about lot {lot}.", "Compare the lot on the piece."
        ),
        "returns.gift": Template(
            "A gift receipt: the value becomes store credit, and the buyer is not told.",
            "Prices and the buyer stay hidden.",
            _CUSTOMER,
        ),
        "returns.look_only": Template(
            "The ID was only looked at: nothing of it is kept.", "No limit can be counted on it."
        ),
    }
)
