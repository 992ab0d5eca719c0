# tracktui: `make run` opens it, `make test` runs the whole suite. Both set up what is missing in .venv.
PYTHON ?= python3
BIN := .venv/bin
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
endif
RUN_READY := .venv/.run-ready
DEV_READY := .venv/.dev-ready

.DEFAULT_GOAL := help
.PHONY: help run test check checks fix bench others pictures lock soak clean

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(RUN_READY): requirements/run.txt requirements/build.txt pyproject.toml
	@test -d .venv || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: tracktui needs Python 3.11 or newer" >&2; exit 1; }
	@test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src .venv/lib >/dev/null 2>&1 || true
	@touch $@

$(DEV_READY): $(RUN_READY) requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@command -v tmux >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get -qq update && apt-get -qq install -y --no-install-recommends tmux; } >/dev/null 2>&1 \
		|| echo "tmux is not installed: the tests walk through the program in a bare terminal only"
	@touch $@

run: $(RUN_READY) ## open tracktui (without a terminal: print the demo roadmap)
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/python -m tracktui; else $(BIN)/python -m tracktui --demo roadmap; fi

test: $(DEV_READY) ## run the whole test suite
	$(BIN)/python -m pytest

check: checks test ## format, lint, types, import rules, dead code, catalog check, tests

checks: $(DEV_READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/python -m tracktui --today 2026-11-23 catalog check --strict catalogs

fix: $(DEV_READY) ## format and mend what can be mended by machine
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV_READY) ## measure everything against its budget (figures: benchmarks/README.md)
	$(BIN)/python -m compileall -q src
	$(BIN)/python -m benchmarks

others: $(DEV_READY) ## install other programs for the benchmark to stand beside, into .venv-others
	$(BIN)/python -m benchmarks.others

pictures: $(DEV_READY) ## photograph the program for README and docs (needs rsvg-convert for PNG)
	$(BIN)/python docs/pictures.py

soak: $(DEV_READY) ## the long form of the random tests; prints their figures (docs/reliability.md)
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n 2 -rP

lock: ## compile the locks anew (needs uv)
	cd requirements && for f in run build dev; do uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate $$f.in -o $$f.txt; done

clean: ## remove what the other commands made
	rm -rf .venv .venv-others .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks dist
