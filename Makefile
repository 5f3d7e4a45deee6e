# Căn cứ. Needs Python 3.11 or newer, make, and a package index; everything else comes from the lock files.
.DEFAULT_GOAL := help
.PHONY: help demo install test test-engines lint format bench lock vendor wheel clean
.DELETE_ON_ERROR:

IS_NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	$$p -c '$(IS_NEW_ENOUGH)' 2>/dev/null && { echo $$p; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
DEMO := .demo
CODE := ontology loaders queries viz graph_cli

help:
	@echo "make demo    the sample documents into a graph, the main answers on screen, and a page to look at"
	@echo "make test    every check: style, types, import contracts, tests"
	@echo "make test-engines  the questions on every engine that is there, and the table of their answers"
	@echo "make lint    the same without the tests"
	@echo "make format  put the code into the project's format"
	@echo "make bench   measure speed and accuracy (benchmarks/README.md)"
	@echo "make wheel   build dist/*.whl"
	@echo "make lock    resolve the lock files again (needs uv)"
	@echo "make vendor  bundle the JavaScript of the pages again (needs npm)"
	@echo "make clean   remove what these targets made"

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c '$(IS_NEW_ENOUGH)' || { echo "$(PYTHON) is missing or older than Python 3.11. Name another: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make environments. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)

# The package itself is installed in place, without fetching anything that the lock does not name.
$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/installed

demo: $(VENV)/installed
	@mkdir -p $(DEMO)
	$(BIN)/cancu --store $(DEMO)/store demo -o $(DEMO)/cancu.html

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# In as many processes as there are cores, four at most; a module of tests stays in one of them.
test: lint
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadscope

# Neo4j and Fuseki take part where they run: docs/contributing.md says how to start them.
test-engines: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q tests/test_same_answers.py tests/test_questions.py

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks

wheel: $(VENV)/installed-dev
	$(BIN)/python -m build --wheel --no-isolation

COMPILE := uv pip compile --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url \
	--no-header --quiet --group pyproject.toml:build
lock:
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock

vendor: $(VENV)/pyvenv.cfg
	$(BIN)/python .ci/vendor.py

clean:
	rm -rf $(VENV) $(DEMO) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
