"""The Morning Book of 100 tills with 2,000 transactions each, against the bare work it cannot avoid.

Bars: expected balances ≤ 1.5× the bare grouped SQL; the whole nightly run ≤ 3× bare SQL, bare canvas
and a bare pass that reads and HMACs the same rows together; 400 pages ≤ 2.2× the time of 200.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from sqlcipher3 import dbapi2

from counter_app.app import open_station
from counter_app.core.book import Book, Column, Row, Section, Unit
from counter_app.core.clock import FrozenClock
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.documents.book_fonts import face
from counter_app.documents.book_layout import Laid, SealLine, lay_out_book
from counter_app.documents.book_paint import BoxMark, LineMark, PageMark, TextMark
from counter_app.documents.book_pdf import render_book
from counter_app.records.anchor import Anchor, write_anchor
from counter_app.records.chain import LATER_PARTS, PARTS, link
from counter_app.records.day_ledger import balances
from counter_app.report.files import book_in, seal_line
from counter_app.report.nightly import run_nightly
from counter_app.station import Station
from counter_app.storage.keys import Keys, load_keys
from counter_app.storage.types import stamp
from tests.stores import NOON, STORE, build_store

TILLS: Final = 100
EACH: Final = 2_000
BALANCE_BAR: Final = 1.5
NIGHT_BAR: Final = 3.0
PAGES_BAR: Final = 2.2
ROUNDS: Final = 5
DAY: Final = date(2026, 11, 21)


def run() -> dict[str, object]:
    """Seconds of processor time and their ratios; the store is built first and not measured."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "store"
        build_store(folder, folder)
        built = _fill(folder)
        clock = FrozenClock(NOON + timedelta(hours=18))
        with closing(open_station(folder, folder, "D01", clock)) as station:
            balance = _balances(station, folder)
            night = _night(station, folder, Path(room) / "out")
        pages = _pages()
    passed = (
        balance["ratio"] <= BALANCE_BAR
        and night["ratio"] <= NIGHT_BAR
        and pages["ratio"] <= PAGES_BAR
    )
    return {
        "transactions": TILLS * EACH,
        "built_s": round(built, 1),
        "balances": balance | {"bar": BALANCE_BAR},
        "nightly": night | {"bar": NIGHT_BAR},
        "pages": pages | {"bar": PAGES_BAR},
        "passed": passed,
    }


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    begun = time.process_time_ns()
    work()
    return (time.process_time_ns() - begun) / 1e9


def _balances(station: Station, folder: Path) -> dict[str, float]:
    raw = dbapi2.connect(str(folder / "store.db"))
    sql = "SELECT account, tender, sum(amount) FROM postings GROUP BY account, tender"

    def ours() -> None:
        with station.look() as work:
            assert len(balances(work.connection)) > TILLS

    def bare() -> None:
        assert len(raw.execute(sql).fetchall()) > TILLS

    bare()
    ours()
    mine = min(timed(ours) for _ in range(ROUNDS))
    least = min(timed(bare) for _ in range(ROUNDS))
    raw.close()
    return {"ours_s": round(mine, 4), "bare_s": round(least, 4), "ratio": round(mine / least, 2)}


def _night(station: Station, folder: Path, out: Path) -> dict[str, float]:
    report: list[Any] = []
    ours = timed(lambda: report.append(run_nightly(station, DAY, out, ())))
    assert not report[0].problems
    assert not report[0].failed
    sealed = report[0].sealed
    laid = lay_out_book(book_in(sealed), seal_line(sealed))
    raw = dbapi2.connect(str(folder / "store.db"))
    sql = timed(lambda: _bare_sql(raw))
    canvas = timed(lambda: _bare_canvas(laid))
    rows = timed(lambda: _bare_pass(raw, load_keys(folder)))
    raw.close()
    whole = sql + canvas + rows
    return {
        "ours_s": round(ours, 2),
        "sql_s": round(sql, 2),
        "canvas_s": round(canvas, 2),
        "pass_s": round(rows, 2),
        "pages": len(laid.pages),
        "ratio": round(ours / whole, 2),
    }


def _bare_sql(raw: Any) -> None:
    """The figures of the day as the database groups them, and nothing else."""
    raw.execute(
        "SELECT t.till_session_id, t.operator_id, t.kind, p.account, p.tender, sum(p.amount), "
        "count(*) FROM transactions t JOIN postings p ON p.transaction_id = t.id "
        "WHERE t.business_date = ? GROUP BY 1, 2, 3, 4, 5",
        (DAY.isoformat(),),
    ).fetchall()
    raw.execute("SELECT account, tender, sum(amount) FROM postings GROUP BY 1, 2").fetchall()


def _bare_canvas(laid: Laid) -> None:
    """The same pages drawn by somebody who knows where everything goes."""
    canvas = Canvas(BytesIO(), pagesize=(laid.paper.width, laid.paper.height), invariant=1)
    high = laid.paper.height
    for page in laid.pages:
        for mark in page.marks:
            canvas.setFillColor(HexColor(f"#{mark.ink.value}"))
            if isinstance(mark, TextMark):
                canvas.setFont(face(mark.weight).name, mark.size)
                canvas.drawString(mark.x, high - mark.y, mark.text)
            elif isinstance(mark, LineMark):
                canvas.line(mark.x1, high - mark.y1, mark.x2, high - mark.y2)
            elif isinstance(mark, BoxMark):
                low = high - mark.y - mark.height
                canvas.rect(mark.x, low, mark.width, mark.height, stroke=0, fill=1)
            elif isinstance(mark, PageMark):
                canvas.drawString(mark.x, high - mark.y, mark.before)
        canvas.showPage()
    canvas.save()


def _bare_pass(raw: Any, keys: Keys) -> None:
    """Every row of the journal read in chain order, and one HMAC for each transaction over them."""
    parts = [table.name for table, _ in (*PARTS, *LATER_PARTS)]
    rows: dict[str, list[Any]] = {}
    for part in parts:
        for row in raw.execute(f"SELECT * FROM {part}"):
            rows.setdefault(row[0], []).append(row)
    previous = b""
    for header in raw.execute("SELECT * FROM transactions ORDER BY station, chain_position"):
        content = json.dumps([header, rows.get(header[0], ())]).encode()
        previous = hmac.new(keys.chain, previous + content, hashlib.sha256).digest()


def _pages() -> dict[str, float]:
    """Laying out and drawing Books of 200 and of 400 pages, in turns."""
    few, many = _book(200), _book(400)
    seal = SealLine(datetime(2026, 11, 22, 10, tzinfo=UTC), "0" * 64, "f" * 64)
    _printed(few, seal)
    short = min(timed(lambda: _printed(few, seal)) for _ in range(3))
    long = min(timed(lambda: _printed(many, seal)) for _ in range(3))
    return {
        "pages_200_s": round(short, 2),
        "pages_400_s": round(long, 2),
        "ratio": round(long / short, 2),
    }


def _printed(book: Book, seal: SealLine) -> None:
    laid = lay_out_book(book, seal)
    assert len(laid.pages) == len(book.sections) + 1
    render_book(laid)


def _book(pages: int) -> Book:
    columns = (Column("What"), Column("Amount", Unit.MONEY, strong=True))
    rows = tuple(Row((f"Line {n}", Money(n * 137 % 99_991))) for n in range(30))
    page = Section("", "A till", columns, rows, starts_page=True)
    sections = tuple(replace(page, key=f"till:{n}") for n in range(pages - 1))
    return Book("s", "Store", DAY, "en", "USD", 2, "UTC", sections=sections)


# ------------------------------------------------------------------------------------ the store


def _fill(folder: Path) -> float:
    """100 settled tills, written row by row with a true chain."""
    begun = time.process_time_ns()
    keys = load_keys(folder)
    raw = dbapi2.connect(str(folder / "store.db"))
    raw.execute("PRAGMA synchronous=OFF")
    sessions = _tills(raw)
    made = _Made()
    previous, position = "", 0
    for header, parts in _transactions(sessions):
        position += 1
        header |= {"number": position, "chain_position": position}
        mac = link(keys, previous, header, parts)
        made.add(header | {"previous_mac": previous, "mac": mac}, parts)
        previous = mac
    made.write(raw)
    raw.execute("UPDATE stations SET chain_count=?, chain_head=? WHERE name='D01'",
                (position, previous))  # fmt: skip
    raw.execute("INSERT INTO sequences VALUES ('D01', ?, ?)", (DAY.isoformat(), position))
    raw.commit()
    raw.close()
    write_anchor(folder, keys, Anchor("D01", position, previous))
    return (time.process_time_ns() - begun) / 1e9


class _Made:
    """Rows by table, written at once."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def add(self, header: dict[str, Any], parts: dict[str, list[dict[str, Any]]]) -> None:
        self._rows.setdefault("transactions", []).append(header)
        for name, rows in parts.items():
            self._rows.setdefault(name, []).extend(rows)

    def write(self, raw: Any) -> None:
        for name in ("transactions", *(n for n in self._rows if n != "transactions")):
            rows = self._rows[name]
            names = list(rows[0])
            places = ", ".join(f":{n}" for n in names)
            raw.executemany(f"INSERT INTO {name} ({', '.join(names)}) VALUES ({places})", rows)


def _tills(raw: Any) -> list[tuple[int, str]]:
    sessions = []
    now = stamp(NOON)
    for till in range(100, 100 + TILLS):
        session = new_id()
        raw.execute("INSERT INTO tills (id, name) VALUES (?, ?)", (till, f"Lane {till - 99}"))
        raw.execute(
            "INSERT INTO till_sessions (id, till_id, station, business_date, state, opened_by, "
            "opened_at, closed_by, closed_at) VALUES (?, ?, 'D01', ?, 'settled', 1, ?, 1, ?)",
            (session, till, DAY.isoformat(), now, now),
        )
        sessions.append((till, session))
    return sessions


def _transactions(
    sessions: list[tuple[int, str]],
) -> Iterator[tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]]:
    for till, session in sessions:
        held = 0
        account = f"till:{till}"
        for n in range(EACH - 2):
            kind = "return" if n % 10 == 3 else "sale"
            amount = 500 + (n * 7919) % 9_000
            amount = -amount if kind == "return" else amount
            held += amount
            other = "returns" if kind == "return" else "sales"
            yield _one(session, kind, "", ((account, amount, "cash"), (other, -amount, None)))
        off = -2_000 if till % 9 == 0 else 0
        count = ((account, off, "cash"), ("over_short", -off, None)) if off else ()
        header, parts = _one(session, "count", "", count)
        parts["till_counts"] = [
            {"transaction_id": header["id"], "number": 1, "id": new_id(), "session_id": session,
             "occasion": "closing", "tender": "cash", "counted": held + off, "pieces": "{}",
             "operator_id": 1, "counted_at": stamp(NOON)}
        ]  # fmt: skip
        yield header, parts
        leaving = held + off
        moved = ((account, -leaving, "cash"), ("safe", leaving, "cash"))
        yield _one(session, "cash_movement", "closing_pickup", moved)


def _one(
    session: str, kind: str, reason: str, postings: tuple[tuple[str, int, str | None], ...]
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    key = new_id()
    header: dict[str, Any] = {
        "id": key, "store_id": STORE.id, "station": "D01", "business_date": DAY.isoformat(),
        "kind": kind, "task": "bench", "occurred_at": stamp(NOON), "operator_id": 1,
        "witness_id": None, "till_session_id": session, "receipt_id": None, "visit_id": None,
        "customer_id": None, "case_id": None, "reverses": None, "policy_version": 1,
        "reason": reason, "note": "", "request_digest": "0" * 64, "content_digest": "0" * 64,
    }  # fmt: skip
    rows = [
        {"transaction_id": key, "number": n, "account": account, "tender": tender,
         "amount": amount, "business_date": DAY.isoformat()}
        for n, (account, amount, tender) in enumerate(postings, 1)
    ]  # fmt: skip
    return header, {"postings": rows} if rows else {}
