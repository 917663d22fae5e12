# Two commands do everything: `make demo` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
BIN := .venv/bin
CHROMIUM := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: demo test check bench clean

demo: .venv/installed
	$(BIN)/claimgraph demo -o demo

test: .venv/tested chromium
	$(BIN)/pytest -q -n 2
	$(BIN)/pytest -q --doctest-modules --doctest-ignore-import-errors --pyargs claimgraph -p no:cacheprovider

check: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/tested
	$(BIN)/python -m benchmarks.accuracy
	$(BIN)/python -m benchmarks.speed

.PHONY: chromium
chromium:
ifeq ($(CHROMIUM),)
	@echo "installing Chromium, in which the pages are tested"
	@if [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -q -y chromium; \
	else sudo apt-get update -q && sudo apt-get install -q -y chromium; fi
endif

.venv/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e .
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install -q -e '.[test]'
	@touch $@

clean:
	rm -rf .venv build dist *.egg-info demo
