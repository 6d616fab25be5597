"""Sentences of errors that stay translatable: the words and what they were filled with."""

from __future__ import annotations

from collections.abc import Mapping


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
