"""Puts a Morning Book together from the journal and from what each task adds of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from counter_app.core.book import Book, Section, ranked
from counter_app.core.words import Words
from counter_app.paths import resources
from counter_app.records.work import Work
from counter_app.report.context import BookContext, SectionMaker
from counter_app.report.till_sections import till_figures, tills_section


def book_of(work: Work, day: date, makers: Sequence[SectionMaker]) -> Book:
    """The Book of one business date as the records say it now; nothing is written."""
    store = work.store
    words = Words.load(store.locale, store.currency, resources("i18n"))
    context = BookContext.read(work, day, words)
    sections = sorted(
        chain(_own_sections(context), *(maker(work, day, words) for maker in makers)),
        key=lambda s: s.order,
    )
    return Book(
        store=store.name,
        store_title=words.say(
            "{name}, Store {number}", name=store.name, number=store.number.lstrip("0") or "0"
        ),
        business_date=day,
        language=words.language,
        currency=store.currency.code,
        exponent=store.currency.exponent,
        zone=store.calendar.zone,
        sections=tuple(sections),
        oddities=ranked(tuple(chain.from_iterable(s.oddities for s in sections))),
    )


def _own_sections(context: BookContext) -> Iterator[Section]:
    figures = till_figures(context)
    yield tills_section(context, figures)
