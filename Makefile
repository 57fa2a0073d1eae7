# make run    start the app with sample data on http://127.0.0.1:8000
# make test   run all tests          make lint    check style, layers and types
# make bench  measure                make format  let ruff lay out the code
# make clean  remove what was built (never the data in instance/)
#
# Only Python 3.11 or newer and make are needed; everything else goes into .venv.
# ARGS is handed on:  make run ARGS="--port 8001"    make test ARGS="tests/budgets -x"

VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
WORKERS ?= 2
ARGS    ?=

# The first of these that is Python 3.11 or newer; `make PYTHON=/path/to/python3` chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: run test lint format bench clean
.DEFAULT_GOAL := run

run: $(VENV)/installed
	$(BIN)/planner serve --sample-data $(ARGS)

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks $(ARGS)

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps make the second start fast: pip runs again only when one of these two files has changed.
$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the app into $(VENV) (about a minute, once) ..."
	@$(PIP) -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the app and its test tools into $(VENV) (about a minute, once) ..."
	@$(PIP) -e ".[dev]"
	@touch $@ $(VENV)/installed

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "This needs Python 3.11 or newer, and none was found."; \
		echo "Install one from python.org or your system's packages, or say where it is:"; \
		echo "    make PYTHON=/path/to/python3"; \
		exit 1; \
	fi
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$(PYTHON) came without its venv module."; \
		echo "On Debian or Ubuntu install it with:  apt install python3-venv"; \
		exit 1; \
	fi
	@echo "Making $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv --clear $(VENV)
