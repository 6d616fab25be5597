"""Texts of a screen that another desk can say in its own language: words, values, amounts, days.

A `Retold` is a text like any other and remembers what it was made of; `keep` gives that as plain
data, `again` says it in the language of the window that reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from counter_app.core.money import Money
from counter_app.core.said import kept, said_again
from counter_app.core.words import Words as Sentences
from counter_app.ui.refusals import spoken
from counter_app.ui.words import Words


class Retold(str):
    """A text in the language of this window that remembers what it was made of."""

    __slots__ = ("made",)
    made: Mapping[str, Any]

    def filled(self, *values: str | int) -> Retold:
        """The words with their places filled, as `str.format` does."""
        return _made(self.format(*values), {**self.made, "values": [keep(v) for v in values]})


class Retelling(QObject):
    """Words of one class whose `tr` can be retold; not for classes that others derive from."""

    def tr(self, source: str, /, disambiguation: str | None = None, n: int = -1) -> Retold:
        """The words in the language of the window."""
        return translate(type(self).__name__, source)


def translate(context: str, source: str) -> Retold:
    """Words of the source in the language of the window (`lupdate` finds them by this name)."""
    return _made(QCoreApplication.translate(context, source), {"words": [context, source]})


def term(word: str, said: Sentences) -> Retold:
    """A word of the policy."""
    return _made(said.term(word), {"term": word})


def sentence(text: str, said: Sentences) -> Retold:
    """A rule's sentence."""
    return _made(said.sentence(text), {"said": kept(text)})


def money(amount: Money, words: Words) -> Retold:
    """An amount."""
    return _made(words.money(amount), {"money": amount.minor})


def full_day(day: date, words: Words) -> Retold:
    """A day with its year."""
    return _made(words.full_day(day), {"day": day.isoformat()})


def joined(joint: str, *parts: str) -> Retold:
    """Several texts one after the other; empty ones are left out."""
    some = [part for part in parts if part]
    return _made(joint.join(some), {"joint": joint, "parts": [keep(part) for part in some]})


def keep(text: str | int) -> Any:
    """What a text was made of; a plain text is kept as it stands."""
    return dict(text.made) if isinstance(text, Retold) else text


def again(data: Any, words: Words) -> str:
    """A kept text in the language of this window."""
    if not isinstance(data, Mapping):
        return str(data)
    match data:
        case {"words": [str(context), str(source)]}:
            text = QCoreApplication.translate(context, source)
            values = data.get("values")
            return text if values is None else text.format(*(again(v, words) for v in values))
        case {"term": str(word)}:
            return spoken(word, words.language)
        case {"said": dict(told)}:
            return spoken(said_again(told), words.language)
        case {"money": int(minor)}:
            return words.money(Money(minor))
        case {"day": str(day)}:
            return words.full_day(date.fromisoformat(day))
        case {"joint": str(joint), "parts": list(parts)}:
            return joint.join(again(part, words) for part in parts)
        case _:
            return ""


def _made(text: str, made: Mapping[str, Any]) -> Retold:
    retold = Retold(text)
    retold.made = made
    return retold
