"""Why a manager had to agree, in two or three words: a column of the Book has no room for more."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.core.words import Words


def because_of(codes: Sequence[str], words: Words) -> str:
    """The reasons of an approval, each once; a code that is not known here says itself."""
    known = _known(words)
    told = [known.get(_plain(c)) or _plain(c).replace("_", " ").replace(".", " ") for c in codes]
    return ", ".join(dict.fromkeys(told))


def _plain(code: str) -> str:
    """The part that says why; the task in front of it stands in another column."""
    return code.partition(".")[2] or code


def _known(words: Words) -> dict[str, str]:
    return {
        "witness": words.say("second person"),
        "change.witness": words.say("second person"),
        "key.witness": words.say("second person"),
        "received.witness": words.say("second person"),
        "variance": words.say("variance"),
        "opening_variance": words.say("variance at opening"),
        "not_yours": words.say("somebody else's till"),
        "over_limit": words.say("over the limit"),
        "limit": words.say("over the limit"),
        "goodwill_limit": words.say("over the limit"),
        "match_limit": words.say("over the limit"),
        "full": words.say("drawer over its limit"),
        "no_sale": words.say("no-sale"),
        "override": words.say("price lowered"),
        "own_sale": words.say("own sale"),
        "reprint": words.say("duplicate receipt"),
        "provisional": words.say("register has not sent it"),
        "missing_at_register": words.say("register does not know it"),
        "window": words.say("too late"),
        "match_window": words.say("too late"),
        "match_customer": words.say("matched already today"),
        "not_covered": words.say("payment not covered"),
        "not_owed": words.say("not owed"),
        "no_tenders": words.say("payment unknown"),
        "future_sale": words.say("sold in the future"),
        "serial_differs": words.say("other serial number"),
        "delivery_fee": words.say("delivery fee"),
        "wic_receipt": words.say("WIC receipt"),
        "expired": words.say("expired"),
        "replaced": words.say("credit replaced"),
        "void_asks": words.say("void"),
        "not_permitted": words.say("void"),
    }
