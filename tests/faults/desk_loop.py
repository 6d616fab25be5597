"""A desk that posts without end and says what was acknowledged; killed from outside.

Run: python -m tests.faults.desk_loop STORE HOME STATION SEED ATTEMPTS
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import CounterError
from counter_app.core.ids import derived_id
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.receipts import receipt_by_key
from counter_app.station import Station
from tests.records.books import CLEAN, open_till, operator_id, receipt, return_of, slip
from tests.stores import NOON

BASE = "01980000-0000-7000-8000-0000000000aa"


def post_one(station: Station, n: int, seed: str) -> bool:
    """Receipt and return in one database transaction; True if it had been posted before."""
    with station.open_work() as work:
        session = work.till_session()
        assert session is not None
        key = derived_id(BASE, f"{station.name}-{seed}-{n}")
        if work.journal.answered(key, CLEAN.request_digest) is not None:
            return True
        seen = receipt(int(seed) * 1000 + n)
        sold = receipt_by_key(work.connection, seen.key)
        if sold is None:
            sold = add_receipt(work.connection, seen, station.clock)
        transaction = return_of(sold, session, operator_id(work), transaction_id=key)
        number = work.journal.next_number(transaction)
        posted = work.journal.post(transaction, CLEAN, documents=(slip(),), number=number)
        work.print_jobs.add(posted.id, 1, transaction.operator_id, NOON)
        work.commit()
    return False


def post_many(station: Station, seed: str, attempts: int, tell: Callable[[str], object]) -> None:
    """Post so many returns; each is told once it is durable."""
    with station.look() as work:
        is_open = work.till_session() is not None
    if not is_open:
        open_till(station)
    for n in range(attempts):
        again = post_one(station, n, seed)
        tell(f"{'again' if again else 'posted'} {n}\n")


def tell(line: str) -> None:
    """One acknowledgement for whoever started this."""
    sys.stdout.write(line)
    sys.stdout.flush()


def main(store: str, home: str, name: str, seed: str, attempts: str) -> int:
    """Post returns until done; 3 if the desk had to refuse."""
    try:
        with closing(open_station(store, Path(home), name, FrozenClock(NOON))) as station:
            post_many(station, seed, int(attempts), tell)
    except CounterError as refusal:
        tell(f"refused {refusal.code}\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
