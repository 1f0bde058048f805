# make run [NOTES=folder]   open the window (on a virtual screen with a screenshot where there is no display)
# make test                 lint, types, architecture, tests
# make desktop              put noteviewer into the menu of the desktop, for this account
# make desktop-remove       take it out again
# make fuzz [TIMES=40]      many more random examples of what make test tries with some
# make soak [MINUTES=60]    kills, full disks and changes at random; is the index exact after all?
# make bench                figures against the peers, printed as ratios
# make raw NOTES_CORPORA=x  marks of other programs that stand raw on pages of collections
# make dist                 wheel and source archive, checked and tried in clean environments
# make bundle               a folder with the program and its own Python (PyInstaller)
# make deb                  a Debian package of the bundle
# make flatpak appimage     the manifest checked and built where flatpak-builder is; an AppImage of the bundle
TIMES ?= 40
MINUTES ?= 60
PYTHON := .venv/bin/python
export PYTHONPATH := $(CURDIR)
# The folder of notes, seen from where make was called; the sample notes where none is named.
export NOTES
export CALLER := $(PWD)

.PHONY: run desktop desktop-remove test fuzz soak bench raw format setup developer dist bundle deb flatpak appimage lock man clean

setup: .venv/.reader
developer: .venv/.developer

.venv/.reader: pyproject.toml tools/setup.sh
	@bash tools/setup.sh reader

.venv/.developer: pyproject.toml tools/setup.sh
	@bash tools/setup.sh developer

run: setup
	@bash tools/run.sh

desktop: setup
	@$(PYTHON) -P -m noteviewer desktop --install

desktop-remove: setup
	@$(PYTHON) -P -m noteviewer desktop --remove

test: developer
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	@bash tools/on_screen.sh $(PYTHON) -m pytest -m "not web" --numprocesses auto --dist worksteal
	@bash tools/on_screen.sh $(PYTHON) -m pytest -m web  # windows, one after the other: an engine fills all processors

# More random examples of everything that is tried with some in `make test`.
fuzz: developer
	NOTEVIEWER_FUZZ=$(TIMES) $(PYTHON) -m pytest tests/fuzz

soak: developer
	@bash tools/on_screen.sh $(PYTHON) -m tests.soak --minutes $(MINUTES)

bench: developer
	@bash tools/on_screen.sh $(PYTHON) -m tests.benchmarks

raw: setup
	$(PYTHON) -P -m tools.raw $(NOTES_CORPORA)

format: developer
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

dist: developer
	@bash tools/dist.sh

bundle:
	@bash tools/bundle.sh

deb:
	@bash tools/deb.sh

appimage:
	@bash tools/appimage.sh

flatpak:
	@bash tools/flatpak.sh

lock:
	@bash tools/lock.sh

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
