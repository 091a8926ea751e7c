# The portal: `make run` is all that a newcomer needs.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help install install-dev run test bench check test-matrix

help:
	@echo "make run          install what is missing, start everything, until Ctrl-C (PORT=8000, PORTAL_VAR=var)"
	@echo "make install      .venv from the lock, and the assets"
	@echo "make test         every test, on PostgreSQL and Valkey of their own"
	@echo "make bench        what pages cost against an empty page, under the rule and without it (some minutes)"
	@echo "make check        style, import contracts, types, templates, migrations, deployment, translations"
	@echo "make test-matrix  the tests on Python 3.13 and on a stock PostgreSQL 15, where they are to be had"

install:
	@$(PYTHON) portal/start/install.py

install-dev:
	@$(PYTHON) portal/start/install.py --dev

run: install
	@$(BIN)/python -m portal.start

test: install-dev
	$(BIN)/python -m pytest -n 2 --dist loadgroup

bench: install-dev
	$(BIN)/python -m pytest tests/bench/lists.py tests/bench/dossiers.py tests/bench/agreements.py tests/bench/board.py tests/bench/consolidation.py -s -q

check: install-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	$(BIN)/python manage.py makemigrations --check --dry-run
	@.ci/check-deploy
	$(BIN)/python manage.py catalogue --check

test-matrix: install-dev
	@.ci/matrix
