"""The ledger's accounts as accounting programs name them, with a store's own names in front."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from counter_app.core.errors import BadInput
from counter_app.core.transaction import Tender
from counter_app.core.words import tender_name

MAX_FILE: Final = 100_000
CLASSES: Final = ("Assets", "Liabilities", "Equity", "Income", "Expenses")
"""The five classes every double-entry program knows."""


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """One account: its class and its name from parent to child."""

    kind: str
    path: tuple[str, ...]

    @property
    def plain(self) -> str:
        """``Till 7:Cash``: parents and children as QuickBooks Online writes them."""
        return ":".join(self.path)

    @property
    def text(self) -> str:
        """``Assets:Till-7:Cash``: as Beancount and hledger both accept it."""
        return ":".join((self.kind, *(_component(part) for part in self.path)))


_KNOWN: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "till": ("Assets", ("Till",)),
        "safe": ("Assets", ("Safe",)),
        "bank": ("Assets", ("Bank",)),
        "advances": ("Assets", ("Petty cash advances",)),
        "losses": ("Expenses", ("Losses",)),
        "disputed_variance": ("Expenses", ("Disputed variance",)),
        "transit": ("Assets", ("Money on its way",)),
        "online_clearing": ("Assets", ("Online clearing",)),
        "card_clearing": ("Assets", ("Card clearing",)),
        "coupon_claims": ("Assets", ("Coupon claims",)),
        "coupons_given_back": ("Expenses", ("Coupons given back",)),
        "sales": ("Income", ("Sales",)),
        "returns": ("Income", ("Sales returns",)),
        "price_corrections": ("Income", ("Price corrections",)),
        "income": ("Income", ("Other income",)),
        "fees": ("Income", ("Fees",)),
        "paid_in": ("Income", ("Paid in",)),
        "tax": ("Liabilities", ("Sales tax payable",)),
        "owed": ("Liabilities", ("Owed to customers",)),
        "deposits": ("Liabilities", ("Deposits",)),
        "compensation": ("Expenses", ("Price compensation",)),
        "goodwill": ("Expenses", ("Goodwill",)),
        "over_short": ("Expenses", ("Over and short",)),
        "rounding": ("Expenses", ("Cash rounding",)),
        "paid_out": ("Expenses", ("Paid out",)),
        "exchange_clearing": ("Equity", ("Exchange clearing",)),
    }
)


def account_named(
    account: str, tender: Tender | None, own: Mapping[str, Account] | None = None
) -> Account:
    """A ledger account in one tender; the store's own name for it, or for its head, goes first."""
    head, _, rest = account.partition(":")
    names = own or {}
    if account in names:
        return _with_tender(names[account], tender)
    if head in names:
        found = names[head]
        path = (*found.path, _words(rest)) if rest else found.path
        return _with_tender(Account(found.kind, path), tender)
    kind, path = _KNOWN.get(head, ("Equity", (_words(head),)))
    if head == "till":
        path = (f"Till {rest}",)
    elif rest:
        path = (*path, _words(rest))
    return _with_tender(Account(kind, path), tender)


def read_accounts(text: str) -> Mapping[str, Account]:
    """A store's own names: TOML of ledger account (or its head) to ``Class:Parent:Child``.

    Raises `BadInput` naming what cannot be.
    """
    if len(text) > MAX_FILE:
        raise BadInput("The file of accounts is too large.")
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"The file of accounts is not TOML: {error}.") from error
    return {key: _own(key, value) for key, value in found.items()}


def _own(key: str, value: object) -> Account:
    parts = [p.strip() for p in value.split(":")] if isinstance(value, str) else []
    if len(parts) < 2 or parts[0] not in CLASSES or not all(parts):
        raise BadInput(f"Account {key!r} needs a name like Assets:Cash in drawers.")
    return Account(parts[0], tuple(parts[1:]))


def _with_tender(account: Account, tender: Tender | None) -> Account:
    if tender is None:
        return account
    name = tender_name(tender)
    return Account(account.kind, (*account.path, name[:1].upper() + name[1:]))


def _words(name: str) -> str:
    spaced = name.replace("_", " ").strip() or "Other"
    return spaced[:1].upper() + spaced[1:]


def _component(name: str) -> str:
    """Letters, digits and hyphens, beginning with a capital or a digit."""
    safe = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or "Other"
    return safe[:1].upper() + safe[1:]
