"""Every sentence that an error raised for somebody at a desk may say, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from counter_app.storage.engine import _SENTENCES

_RAISED: Final = {
    "Refused": 0,
    "Conflict": 0,
    "NotFound": 0,
    "BadInput": 0,
    "ApprovalRequired": 0,
    "StorageError": 0,
    "no": 0,
    "Identified": 2,
    "said": 0,
    "check_may": 2,
    "CardSentences": 0,
    "replace": 0,
}
"""What takes a sentence, and at which place."""

_WHERE: Final = (
    "desk",
    "trade",
    "ui/runner.py",
    "ui/wizard_answers.py",
    "ui/wizard_keys.py",
    "app.py",
    "first_run.py",
    "station.py",
    "granting.py",
    "approving.py",
    "core/money.py",
    "core/quantity.py",
    "core/text.py",
    "rules/receipt_clues.py",
    "rules/set_up.py",
    "codes/aamva.py",
    "codes/credit_code.py",
    "codes/gtin.py",
    "codes/own_code.py",
    "core/typed_day.py",
    "records",
    "storage/cipher.py",
    "storage/engine.py",
    "storage/files.py",
    "storage/keys.py",
    "storage/migrate.py",
    "demo/build.py",
)
_NOT_AT_A_DESK: Final = ("backups.py", "station_file.py", "verify.py")


def refusal_texts() -> tuple[str, ...]:
    """All of them, in the order of the source."""
    found = [text for path in _files() for text in _of(ast.parse(path.read_text("utf-8")))]
    return tuple(dict.fromkeys([*found, *_SENTENCES.values()]))


def unsaid_texts() -> Iterator[str]:
    """Places where a sentence with values forgets them: an f-string cannot be translated."""
    for path in _files():
        for call in _calls(ast.parse(path.read_text("utf-8"))):
            if any(isinstance(given, ast.JoinedStr) for given in _sentences(call)):
                yield f"{path}:{call.lineno}"


def _files() -> Iterator[Path]:
    for name in _WHERE:
        path = Path("counter_app") / name
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (file for file in files if file.name not in _NOT_AT_A_DESK)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in _RAISED:
            yield node


def _sentences(call: ast.Call) -> Iterator[ast.expr]:
    assert isinstance(call.func, ast.Name)
    place = _RAISED[call.func.id]
    yield from call.args[place : place + 1]
    if call.func.id == "CardSentences":
        yield from (k.value for k in call.keywords)
    yield from (k.value for k in call.keywords if k.arg in ("remedy", "text", "instead"))


def _of(tree: ast.AST) -> Iterator[str]:
    for call in _calls(tree):
        for given in _sentences(call):
            text = given.value if isinstance(given, ast.Constant) else None
            if isinstance(text, str) and " " in text:  # a code alone is no sentence
                yield text
