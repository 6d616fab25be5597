"""Puts a Morning Book together from the journal and from what each task adds of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from counter_app.core.book import Book, Column, Head, Oddity, Row, Section, Unit, ranked
from counter_app.core.words import Words
from counter_app.paths import resources
from counter_app.records.chain_head import heads_on
from counter_app.records.verify_problem import Problem
from counter_app.records.work import Work
from counter_app.report.context import BookContext, SectionMaker
from counter_app.report.front import headline, tiles
from counter_app.report.goods_sections import goods_sections
from counter_app.report.money_sections import money_sections
from counter_app.report.oddities import oddities_of
from counter_app.report.open_sections import open_sections
from counter_app.report.people_sections import approvals_of, events_of, people_sections
from counter_app.report.till_pages import till_pages
from counter_app.report.till_sections import till_figures, tills_section
from counter_app.report.trends import trends_of


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What the nightly check of the chains found: how much was read, and every fault."""

    records: int = 0
    problems: tuple[Problem, ...] = ()


def words_of(work: Work) -> Words:
    """The store's own language, in which its Books are written."""
    store = work.store
    return replace(Words.load(store.locale, store.currency, resources("i18n")), grouped=True)


def book_of(
    work: Work, day: date, makers: Sequence[SectionMaker], checked: ChainCheck | None = None
) -> Book:
    """The Book of one business date as the records say it now; nothing is written."""
    store, words = work.store, words_of(work)
    context = BookContext.read(work, day, words)
    figures = till_figures(context)
    events, approved = events_of(context), approvals_of(context)
    check = checked or ChainCheck()
    sections = sorted(
        chain(
            (tills_section(context, figures),),
            money_sections(context, figures),
            goods_sections(context),
            people_sections(context, approved, events),
            open_sections(context),
            till_pages(context, figures),
            (_books_section(words, check, heads_on(work.connection, day)),),
            *(maker(work, day, words) for maker in makers),
        ),
        key=lambda s: s.order,
    )
    oddities = ranked(
        (
            *chain.from_iterable(s.oddities for s in sections),
            *oddities_of(context, events),
        )
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
        headline=headline(context, figures, oddities, len(check.problems)),
        tiles=tiles(context, figures, len(approved)),
        sections=tuple(replace(s, oddities=()) for s in sections),
        trends=tuple(trends_of(context)),
        oddities=oddities,
        heads=heads_on(work.connection, day),
    )


def _books_section(words: Words, check: ChainCheck, heads: Sequence[Head]) -> Section:
    rows = tuple(Row((h.station, h.count, h.mac)) for h in heads)
    note = words.say("{n} records were recomputed; nothing was altered.", n=check.records)
    if check.problems:
        note = words.say("{n} records were recomputed; there are faults.", n=check.records)
    return Section(
        key="chains",
        title=words.say("Chain heads"),
        note=note,
        columns=(
            Column(words.say("Station"), strong=True),
            Column(words.say("Records"), Unit.COUNT),
            Column(words.say("Head")),
        ),
        rows=rows,
        empty=words.say("Nothing was ever posted."),
        order=910,
        oddities=tuple(_faults(words, check.problems)),
    )


def _faults(words: Words, problems: Sequence[Problem]) -> Iterator[Oddity]:
    for problem in problems[:20]:
        yield Oddity(
            f"books.{problem.code}",
            words.say("The books were changed from outside"),
            problem.text,
            strangeness=100,
            section="chains",
        )
