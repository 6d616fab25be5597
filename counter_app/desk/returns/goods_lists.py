"""Where a day's returned goods go: lists by destination, read at the desk and put on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.codes.own_code import RETURN_SLIP
from counter_app.core.approval import Verdict, digest
from counter_app.core.errors import BadInput
from counter_app.core.goods_back import GoodsBack
from counter_app.core.operator import Operator, check_may
from counter_app.core.transaction import Kind, Transaction
from counter_app.desk.returns.policy import SECTION, ReturnsPolicy
from counter_app.desk.returns.slip_goods import GoodsList, goods_slip
from counter_app.desk.returns.task import GOODS_PERMISSION
from counter_app.records.goods_back import goods_back
from counter_app.records.journal import NumberedDocument
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.papers import head, words_of

PRINTED: Final = "goods_list"
ROWS_PER_SLIP: Final = 200
"""A longer list goes on on another slip: paper and a printer's memory have an end."""


@dataclass(frozen=True, slots=True)
class GoodsLists:
    """All lists of a day, in the order in which the policy names the ways goods go."""

    day: date
    today: date
    lists: tuple[GoodsList, ...] = ()
    reasons: Mapping[str, str] | None = None
    """Words of the reasons by their code."""

    @property
    def count(self) -> int:
        """How many lines of goods there are in all."""
        return sum(len(one.rows) for one in self.lists)

    def reason(self, row: GoodsBack) -> str:
        """The policy's word for why it came back."""
        return (self.reasons or {}).get(row.reason, row.reason)


def goods_of(day: date | None, station: Station) -> GoodsLists:
    """The lists of a business date, today's for None; `Refused` for who may not read them."""
    with station.look() as work:
        _reader(work, station)
        return _lists(work, day or work.today())


def print_goods(day: date, disposition: str, request_id: str, station: Station) -> str:
    """Put a day's list on paper (all of them if `disposition` is empty); gives its transaction.

    It moves nothing, but is numbered and chained as every paper is. `BadInput` if it would be
    empty, `Refused` for who may not.
    """
    verdict = Verdict(digest(["returns.goods", request_id, day.isoformat(), disposition]))
    with station.open_work() as work:
        answered = work.journal.answered(request_id, verdict.request_digest)
        if answered is not None:
            return answered.id
        operator = _reader(work, station)
        found = _lists(work, day)
        lists = [one for one in found.lists if disposition in ("", one.disposition)]
        if not lists:
            raise BadInput("Nothing on this list came back that day.", code="goods_none")
        made = Transaction(
            id=request_id,
            kind=Kind.CONTROL,
            task="returns",
            station=work.station,
            operator_id=operator.id,
            business_date=work.today(),
            occurred_at=work.now(),
            policy_version=work.policy().version,
            reason=PRINTED,
        )
        number = work.journal.next_number(made)
        at = head(work, station, operator, number, RETURN_SLIP)
        words = words_of(work, operator)
        papers = tuple(
            NumberedDocument(PRINTED, goods_slip(at, day, part, found.reasons or {}, words))
            for part in on_slips(lists)
        )
        posted = work.journal.post(made, verdict, None, papers, number=number)
        for place in range(1, len(papers) + 1):
            work.print_jobs.add(posted.id, place, operator.id, work.now())
        work.commit()
    return posted.id


def on_slips(lists: Sequence[GoodsList]) -> Iterator[tuple[GoodsList, ...]]:
    """The lists on as many slips as they need."""
    page: list[GoodsList] = []
    room = ROWS_PER_SLIP
    for one in lists:
        rows = one.rows
        while rows:
            page.append(GoodsList(one.disposition, one.label, rows[:room]))
            rows, room = rows[room:], room - min(room, len(rows))
            if not room:
                yield tuple(page)
                page, room = [], ROWS_PER_SLIP
    if page:
        yield tuple(page)


def _lists(work: Work, day: date) -> GoodsLists:
    policy = work.policy(day).section(SECTION, ReturnsPolicy)
    rows = goods_back(work.connection, day)
    labels = {choice.code: choice.label for choice in policy.dispositions}
    ways = dict.fromkeys((*labels, *(row.disposition for row in rows)))
    lists = (
        GoodsList(way, labels.get(way, way), tuple(r for r in rows if r.disposition == way))
        for way in ways
    )
    reasons = {reason.code: reason.label for reason in policy.reasons}
    return GoodsLists(day, work.today(), tuple(one for one in lists if one.rows), reasons)


def _reader(work: Work, station: Station) -> Operator:
    operator = work.operator(station.operator_id)
    check_may(operator, GOODS_PERMISSION, "{operator} may not read the lists of goods.")
    return operator
