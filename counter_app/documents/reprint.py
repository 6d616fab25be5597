"""A stored document printed again: marked DUPLICATE with its copy's number, in its own language."""

from __future__ import annotations

from counter_app.core.document import Document
from counter_app.core.money import USD
from counter_app.core.words import Words
from counter_app.documents.standard import duplicate
from counter_app.paths import resources


def as_copy(document: Document, copy_number: int) -> Document:
    """What the printer prints and the screen shows of a reprint; the original stays as it was."""
    words = Words.load(document.language, USD, resources("i18n"))  # no amount is said
    said = [words.say("Copy {number}", number=copy_number)]
    return duplicate(document, words.term("DUPLICATE"), said)
