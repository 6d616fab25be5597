"""Sentences of errors that stay translatable: the words and what they were filled with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Said(str):
    """An English sentence that remembers its template and values, for other languages."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, str | int]


def said(template: str, **values: str | int) -> Said:
    """The template filled in. Amounts and names arrive as the text a person reads."""
    sentence = Said(template.format_map(values))
    sentence.template, sentence.values = template, values
    return sentence


def kept(sentence: str) -> dict[str, Any]:
    """A sentence as JSON data from which another desk can say it in its own language."""
    if not isinstance(sentence, Said):
        return {"text": sentence}
    return {"template": sentence.template, "values": dict(sentence.values)}


def said_again(data: Mapping[str, Any]) -> str:
    """The sentence that was `kept`."""
    if "template" not in data:
        return str(data["text"])
    return said(str(data["template"]), **data["values"])
