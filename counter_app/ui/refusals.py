"""What use cases refuse, in the language of the window: catalogue `refusals` of `resources/i18n`.

Errors are raised in English, with the values of their sentence where it has any (`core.said`), and
put into words once, where the runner or the desk takes them. A sentence that is translated already,
or that no catalogue knows, stays as it is.
"""

from __future__ import annotations

import gettext
from functools import cache
from typing import Final

from counter_app.core.errors import CounterError
from counter_app.core.money import USD
from counter_app.core.said import Said
from counter_app.core.words import Words
from counter_app.paths import resources

DOMAIN: Final = "refusals"


def in_words(error: CounterError, language: str) -> CounterError:
    """The same error with text and remedy in a language."""
    error.text = _spoken(error.text, language)
    error.remedy = _spoken(error.remedy, language)
    return error


def _spoken(text: str, language: str) -> str:
    if not text or language == "en":
        return text
    catalogue = _catalogue(language)
    if not isinstance(text, Said):
        return catalogue.gettext(text)
    words = Words.load(language, USD, resources("i18n"))  # values are words or text already
    values = {k: words.term(v) if isinstance(v, str) else v for k, v in text.values.items()}
    return catalogue.gettext(text.template).format_map(values)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resources("i18n"), [language], fallback=True)
