"""What use cases refuse is told in the window's language, with its amounts and names."""

from __future__ import annotations

import string
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.money import parse_money
from counter_app.core.said import Said, said
from counter_app.ui.hands import Hands
from counter_app.ui.refusals import in_words
from counter_app.ui.shell import Shell
from tests.stores import CLERK, PINS
from tests.ui.refusal_texts import refusal_texts, unsaid_texts

PO = Path("resources/i18n/es/LC_MESSAGES/refusals.po")


def known() -> dict[str, str]:
    with PO.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_spanish_knows_every_refusal_and_none_that_nobody_says() -> None:
    texts, spanish = refusal_texts(), known()
    assert len(texts) > 200
    assert [text for text in texts if not spanish.get(text)] == []
    assert set(spanish) - set(texts) == set()


def test_spanish_keeps_the_values_of_every_refusal() -> None:
    assert [t for t, s in known().items() if placeholders(t) != placeholders(s)] == []


def test_no_refusal_forgets_its_values() -> None:
    assert list(unsaid_texts()) == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    """After a change: `pybabel compile -d resources/i18n -D refusals`."""
    with PO.with_suffix(".mo").open("rb") as compiled:
        assert {str(m.id): str(m.string) for m in read_mo(compiled) if m.id} == known()


def test_a_sentence_is_text_and_keeps_what_it_was_made_of() -> None:
    sentence = said("{operator} may not open returns.", operator="Maria A.")
    assert sentence == "Maria A. may not open returns."
    assert isinstance(sentence, Said)
    assert sentence.values == {"operator": "Maria A."}


def test_text_and_remedy_are_told_in_spanish_and_once() -> None:
    error = Refused(
        said("{approver} may approve up to {shown} {way}.", approver="Lea N.", shown="$200.00", way="as a gift card"),
        remedy="Ask someone with a higher limit.",
    )  # fmt: skip
    told = in_words(in_words(error, "es"), "es")
    assert told.text == "Lea N. puede aprobar hasta $200.00 en tarjeta de regalo."
    assert told.remedy == "Pida a alguien con un límite mayor."


def test_english_and_what_nobody_translated_stay_as_they_are() -> None:
    assert in_words(NotFound("This draft is gone."), "en").text == "This draft is gone."
    assert in_words(NotFound("Nobody ever said this."), "es").text == "Nobody ever said this."


def test_what_was_typed_is_quoted_and_never_taken_for_a_place() -> None:
    with pytest.raises(BadInput) as no:
        parse_money("{text}")
    assert in_words(no.value, "es").text == "“{text}” no es un importe. Escríbalo como 12.50."


def test_the_sign_on_card_refuses_in_spanish(
    shell: Shell, hands: Hands, settle: Callable[[], None]
) -> None:
    shell.switch_language()
    hands.write(CLERK)
    hands.press("Return")
    hands.write(PINS[CLERK][::-1])
    hands.press("Return")
    settle()
    assert "El número o el PIN no es correcto." in shell.lock_screen._note.accessibleName()
