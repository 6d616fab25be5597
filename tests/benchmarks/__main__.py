"""All measurements as one JSON object; each module here has `run()` and says itself if it passed.

Run: python -m tests.benchmarks [--check] [NAME…]. With --check a missed bar ends with 1.
"""

from __future__ import annotations

import json
import pkgutil
import sys
from importlib import import_module
from pathlib import Path


def names() -> list[str]:
    """The benches, by module name."""
    found = (m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return sorted(name for name in found if not name.startswith("_"))


def main(arguments: list[str]) -> int:
    """Run the named benches, or all; 2 for a name there is none of."""
    wanted = [a for a in arguments if a != "--check"] or names()
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        sys.stderr.write(f"There is no bench {unknown[0]}; there are {', '.join(names())}.\n")
        return 2
    results: dict[str, dict[str, object]] = {}
    for name in wanted:
        module = import_module(f"tests.benchmarks.{name}")
        results[name] = module.run()
    missed = [name for name, result in results.items() if result.get("passed") is False]
    sys.stdout.write(json.dumps({**results, "missed": missed}, indent=1) + "\n")
    return 1 if missed and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
