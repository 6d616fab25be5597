"""Texts that one desk keeps and another one says in its own language."""

from __future__ import annotations

import json
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.core.money import USD, Money
from counter_app.core.said import said
from counter_app.core.words import Words as Sentences
from counter_app.paths import resources
from counter_app.ui import retold
from counter_app.ui.desk_window import application
from counter_app.ui.i18n import set_language
from counter_app.ui.retold import Retelling, again, keep, translate
from counter_app.ui.words import Words
from tests.stores import STORE

ENGLISH, SPANISH = Words(STORE, "en"), Words(STORE, "es")
SAID = Sentences.load("en", USD, resources("i18n"))


class TillWords(Retelling):
    """A class of words under the name of a known one."""


def made(app: QApplication) -> dict[str, str]:
    """One text of each kind, made in an English window."""
    set_language(app, "en")
    receipt = translate("Returns", "Receipt {0}").filled("0183")
    ago = translate("Returns", "{0} days ago").filled(14)
    refusal = said("{operator} may not open returns.", operator="Maria A.")
    return {
        "words": retold.joined(", ", receipt, "", ago),
        "own": TillWords().tr("Opened by"),
        "nested": translate("Returns", "Receipt {0}").filled(translate("Returns", "Customer")),
        "term": retold.term("Not wanted", SAID),
        "sentence": retold.sentence(refusal, SAID),
        "money": retold.money(Money(123_450), ENGLISH),
        "day": retold.full_day(date(2026, 11, 21), ENGLISH),
        "plain": "Dana {0}",
    }


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Receipt 0183, 14 days ago", "Opened by", "Receipt Customer", "Not wanted",
                "Maria A. may not open returns.", "$1,234.50", "Nov 21, 2026", "Dana {0}")),
        ("es", ("Recibo 0183, hace 14 días", "La abrió", "Recibo Cliente", "No lo quiere",
                "Maria A. no puede abrir devoluciones.", "$1,234.50", "21 nov 2026", "Dana {0}")),
    ],
)  # fmt: skip
def test_a_kept_text_is_said_in_the_language_of_the_window_that_reads_it(
    qtbot: QtBot, language: str, told: tuple[str, ...]
) -> None:
    app = application()
    texts = made(app)
    stored = json.loads(json.dumps({name: keep(text) for name, text in texts.items()}))
    try:
        set_language(app, language)
        words = SPANISH if language == "es" else ENGLISH
        assert tuple(again(data, words) for data in stored.values()) == told
    finally:
        set_language(app, "en")


def test_what_no_desk_understands_is_left_out() -> None:
    assert again({"newer": 1}, ENGLISH) == ""
