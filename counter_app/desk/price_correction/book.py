"""The Morning Book's sections about prices: what was put right, tags still wrong, audits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from counter_app.core.book import Column, Evidence, EvidenceKind, Oddity, Row, Section, Tone, Unit
from counter_app.core.money import ZERO, Money, total
from counter_app.core.words import Words, percent
from counter_app.desk.price_correction import audits
from counter_app.desk.price_correction.draft import Sort
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.desk.price_correction.wording import SORTS
from counter_app.records.overcharges import tag_tasks_at
from counter_app.records.price_audits import audits_on
from counter_app.records.price_corrections import PostedCorrection, corrections_on
from counter_app.records.work import Work

KEY: Final = "price_corrections"
MANY: Final = 3
"""So many corrections of one item in a day stand out: its tag or the item file is wrong."""


def price_sections(work: Work, day: date, words: Words) -> Sequence[Section]:
    """What was corrected on a business date, tags open at its end, and audits begun on it."""
    posted = [x for x in corrections_on(work.connection, day) if x.corrected.sort != "override"]
    return (
        _corrected(posted, words),
        _tags(work, day, words),
        _audits(work, day, words),
    )


def _corrected(posted: list[PostedCorrection], words: Words) -> Section:
    columns = (
        Column(words.say("Item")),
        Column(words.say("Kind")),
        Column(words.say("Charged"), Unit.MONEY),
        Column(words.say("Right"), Unit.MONEY),
        Column(words.say("Units"), Unit.QUANTITY),
        Column(words.say("Given back"), Unit.MONEY),
        Column(words.say("By law"), Unit.MONEY),
        Column(words.say("Goodwill"), Unit.MONEY),
    )
    rows = tuple(_row(x, words) for x in posted)
    sums = (
        total(_back(x) for x in posted),
        total(_law(x) for x in posted),
        total(x.corrected.goodwill for x in posted),
    )
    return Section(
        KEY,
        words.say("Price corrections"),
        columns,
        rows,
        note=words.say("Tax is part of what was given back; voided ones are left out."),
        totals=(words.say("Together"), None, None, None, None, *sums) if rows else None,
        empty=words.say("No price was corrected."),
        order=330,
        oddities=tuple(_oddities(posted, words)),
    )


def _row(x: PostedCorrection, words: Words) -> Row:
    kind = SORTS[Sort(x.corrected.sort)]
    return Row(
        (
            x.description,
            words.term(kind),
            x.corrected.charged,
            x.corrected.right,
            x.corrected.quantity,
            _back(x),
            _law(x),
            x.corrected.goodwill or None,
        ),
        evidence=Evidence(EvidenceKind.TRANSACTION, x.transaction_id),
    )


def _back(x: PostedCorrection) -> Money:
    return x.corrected.difference + x.corrected.tax


def _law(x: PostedCorrection) -> Money:
    return x.corrected.off + x.corrected.bonus


def _oddities(posted: list[PostedCorrection], words: Words) -> Iterator[Oddity]:
    """An item that was corrected again and again."""
    by_item: dict[str, list[PostedCorrection]] = {}
    for x in posted:
        if x.corrected.sort == Sort.WRONG_PRICE.value:
            by_item.setdefault(x.corrected.item_code, []).append(x)
    for found in by_item.values():
        if len(found) >= MANY:
            yield Oddity(
                "price.again",
                words.say(
                    "{item} was corrected {n} times", item=found[0].description, n=len(found)
                ),
                words.say("Its shelf tag or the item file is wrong."),
                40,
                total(_back(x) + _law(x) for x in found),
                evidence=Evidence(EvidenceKind.TRANSACTION, found[0].transaction_id),
                section=KEY,
            )


def _tags(work: Work, day: date, words: Words) -> Section:
    calendar = work.store.calendar
    end = datetime.combine(
        day + timedelta(days=1), time(calendar.roll_hour), ZoneInfo(calendar.zone)
    )
    tasks = tag_tasks_at(work.connection, end)
    return Section(
        "shelf_tags",
        words.say("Shelf tags to put right"),
        (
            Column(words.say("Item")),
            Column(words.say("Number")),
            Column(words.say("Charged"), Unit.MONEY),
            Column(words.say("Right"), Unit.MONEY),
            Column(words.say("Since"), Unit.TIME),
        ),
        tuple(
            Row((t.description, t.item_code, t.charged, t.right, calendar.local(t.opened_at)))
            for t in tasks
        ),
        empty=words.say("Every tag is right."),
        order=340,
    )


def _audits(work: Work, day: date, words: Words) -> Section:
    line = work.policy(day).section(SECTION, PricePolicy).audit_pass_ppm
    rows = []
    for audit in audits_on(work.connection, day):
        found = audits.counts(audit)
        missed = bool(found.checked) and not found.passes(line)
        rate = percent(found.accuracy_ppm() // 1000 * 1000) if found.checked else None
        rows.append(
            Row(
                (
                    work.store.calendar.local(audit.started_at),
                    len(audit.items),
                    found.checked,
                    found.over,
                    found.under,
                    found.over_by or ZERO,
                    rate,
                ),
                Tone.ALERT if missed else Tone.PLAIN,
            )
        )
    return Section(
        "price_audits",
        words.say("Price audits"),
        (
            Column(words.say("Time"), Unit.TIME),
            Column(words.say("Sampled"), Unit.COUNT),
            Column(words.say("Checked"), Unit.COUNT),
            Column(words.say("Overcharged"), Unit.COUNT),
            Column(words.say("Undercharged"), Unit.COUNT),
            Column(words.say("Too much"), Unit.MONEY),
            Column(words.say("Accuracy"), right=True),
        ),
        tuple(rows),
        note=words.say("The line to reach is {line}.", line=percent(line)),
        empty=words.say("No shelf was audited."),
        order=350,
    )
