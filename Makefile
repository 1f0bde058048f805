# make run [NOTES=folder]   open the window (on a virtual screen with a screenshot where there is no display)
# make test                 lint, types, architecture, tests
# make desktop              put noteviewer into the menu of the desktop, for this account
# make bench                figures against the peers, printed as ratios
NOTES ?= resources/sample-notes
PYTHON := .venv/bin/python
export PYTHONPATH := $(CURDIR)

.PHONY: run desktop test bench format setup clean

setup: .venv/.complete

.venv/.complete: pyproject.toml tools/setup.sh
	@bash tools/setup.sh
	@touch $@

run: setup
	@bash tools/run.sh "$(NOTES)"

desktop: setup
	@bash tools/desktop.sh

test: setup
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	@bash tools/on_screen.sh $(PYTHON) -m pytest

bench: setup
	@bash tools/on_screen.sh $(PYTHON) -m tests.benchmarks

format: setup
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
