# Everything a person types. Needs make and a Python 3.11, 3.12 or 3.13; the rest is installed into
# .venv from the lock. Windows without make: py .ci\bootstrap.py, then .venv\Scripts\counter demo.

SHELL := /bin/sh
.DEFAULT_GOAL := help

ifeq ($(OS),Windows_NT)
  BIN := .venv/Scripts
else
  BIN := .venv/bin
endif

# The first Python that really starts and that the pinned libraries exist for; PYTHON=… overrides.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
  "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
  >/dev/null 2>&1 && { echo "$$python"; break; }; done)

# Compiled once: else each worker, and each program that a test starts, compiles all of it again.
unexport PYTHONDONTWRITEBYTECODE

# One more than the cores of a small machine: screens wait for their timers a quarter of the time.
WORKERS ?= 3
# The tests' stores wait for no disk where memory has room for them (4 GB; few stay at a time).
SCRATCH := $(shell free=$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 {print $$4}'); \
  [ -w /dev/shm ] && [ "$${free:-0}" -gt 4000000 ] && echo PYTEST_DEBUG_TEMPROOT=/dev/shm)
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

.PHONY: help setup demo test lint types contracts tests bench faults lock clean

help:
	@echo "make demo     the desk with a demo store (without a display: the tour, with pictures)"
	@echo "make test     lint, types, import contracts and all tests; each of them alone:"
	@echo "              make lint, make types, make contracts, make tests"
	@echo "make bench    measurements as JSON; CHECK=1 fails on a missed bar"
	@echo "make faults   kills, full disks, lost servers, 10,000 random baskets, 300 random days"
	@echo "make lock     pin the newest allowed versions again"
	@echo "make clean    remove everything that make has made"

setup:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 was not found."; exit 2; }
	@"$(PYTHON)" .ci/bootstrap.py

demo: setup
	$(BIN)/counter demo

# Types are checked on one core while the other compiles the tests and begins with them; what was
# found is said after the tests, and either of them fails the target.
test: setup
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory contracts
	@said=$$(mktemp); trap 'kill $$checker 2>/dev/null; rm -f "$$said"' EXIT; trap 'exit 130' INT TERM; \
	$(MAKE) --no-print-directory types >"$$said" 2>&1 & checker=$$!; \
	$(PYTEST) --collect-only -q >/dev/null 2>&1; \
	$(MAKE) --no-print-directory tests; tests=$$?; \
	wait $$checker; types=$$?; cat "$$said"; exit $$((tests | types))

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

tests:
	$(SCRATCH) $(PYTEST) -n $(WORKERS) -m "not faults and not bench"

bench: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks $(if $(CHECK),--check)

faults: setup
	$(PYTEST) -m faults

lock:
	@"$(PYTHON)" .ci/bootstrap.py --lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find counter_app migrations tests -type d -name __pycache__ -prune -exec rm -rf {} +
