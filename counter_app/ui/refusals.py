"""What use cases refuse, in the language of the window: catalogue `refusals` of `resources/i18n`.

Errors are raised in English, with the values of their sentence where it has any (`core.said`), and
put into words once, where the runner or the desk takes them. A sentence that is translated already,
or that no catalogue knows, stays as it is.
"""

from __future__ import annotations

import gettext
from functools import cache
from typing import TYPE_CHECKING, Final

from counter_app.core.said import Said
from counter_app.paths import resources

if TYPE_CHECKING:
    from counter_app.core.approval import Finding
    from counter_app.core.errors import CounterError

DOMAIN: Final = "refusals"


def finding_in_words(finding: Finding, language: str) -> tuple[str, str]:
    """A finding's text and remedy in a language, whichever task raised it."""
    return spoken(finding.text, language), spoken(finding.remedy, language)


def in_words(error: CounterError, language: str) -> CounterError:
    """The same error with text and remedy in a language."""
    error.text = spoken(error.text, language)
    error.remedy = spoken(error.remedy, language)
    return error


def spoken(text: str, language: str) -> str:
    """One sentence that somebody is told, in a language."""
    if not text or language == "en":
        return text
    catalogue = _catalogue(language)
    from counter_app.core.money import USD
    from counter_app.core.words import Words

    words = Words.load(language, USD, resources("i18n"))  # values are words or text already
    template = text.template if isinstance(text, Said) else text
    known = catalogue.gettext(template)
    if known == template:  # a rule's sentence: those are in the catalogue of findings
        return words.sentence(text)
    return words.filled(known, text.values) if isinstance(text, Said) else known


def said_in(text: str, language: str) -> str:
    """A text that remembers what it was made of, in a language; what was typed as it stands."""
    return spoken(text, language) if isinstance(text, Said) else text


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resources("i18n"), [language], fallback=True)
