# The two commands a newcomer needs: make run, make test. Nothing but Python 3.11+ and make is required.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
STAMPS := .venv/stamps
RUN_PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
MESSAGES := $(shell find src -name '*.po' 2>/dev/null)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | sed 's/|/\t/' | expand -t 20

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Prakat needs Python 3.11, 3.12 or 3.13; name one with make PYTHON=…")'
	@echo "prakat: making the environment in .venv"
	@$(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: $(STAMPS)/venv requirements/run.lock
	@echo "prakat: installing what it needs (once)"
	@$(RUN_PIP) install --require-hashes --only-binary :all: -r requirements/run.lock
	@touch $@

$(STAMPS)/self: $(STAMPS)/run pyproject.toml
	@$(RUN_PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/messages: $(STAMPS)/self $(MESSAGES)
	@$(BIN)/python tools/messages.py compile
	@touch $@

$(STAMPS)/dev: $(STAMPS)/messages requirements/dev.lock
	@echo "prakat: installing the tools for tests (once)"
	@$(RUN_PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

run: $(STAMPS)/messages ## set everything up and serve, with a demonstration agency when the data folder is new
	@exec $(BIN)/prakat serve --demo

test: $(STAMPS)/dev ## the whole test suite
	@$(BIN)/python tools/test.py

lint: $(STAMPS)/dev ## style, import contracts, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

format: $(STAMPS)/dev ## put the code into the house's format
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

types: $(STAMPS)/dev ## static types
	@$(BIN)/mypy

bench: $(STAMPS)/dev ## speed, as ratios in one run
	@for bench in benchmarks/[a-z]*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

messages: $(STAMPS)/dev ## find the messages in code and templates, bring the Thai catalogues up to date
	@$(BIN)/python tools/messages.py update

template: $(STAMPS)/dev ## make the ready-migrated empty database again, after a migration was added
	@$(BIN)/python tools/template.py

lock: ## resolve the dependencies again (needs uv)
	@uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --only-binary :all: --no-emit-index-url --custom-compile-command "make lock" --extra postgres --group build pyproject.toml --output-file requirements/run.lock
	@uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" --extra postgres --group build --group dev pyproject.toml --constraints requirements/run.lock --output-file requirements/dev.lock

.PHONY: help run test lint format types bench messages template lock
