# Kisälli: `make run` and `make test` do everything on a fresh machine (Debian, Python 3.11+).

PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
export KB_DATA_DIR ?= var
KILLS ?= 200
SECONDS ?= 60

.PHONY: help run serve setup test test-long security crash coverage mutants sbom check bench eval eval-keep bench-search bench-matching load bench-backup shots assets words
.DEFAULT_GOAL := help

help: ## What can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup ## Set everything up, load the demo organisation, serve it with its worker
	@if [ "$${KB_DEMO:-1}" != "0" ]; then $(FLASK) demo; fi
	@KB_LOG=$${KB_LOG:-text} PORT=$(PORT) HOST=$(HOST) .make/serve --say-demo

serve: setup ## Serve what is there, with its worker
	@PORT=$(PORT) HOST=$(HOST) .make/serve

setup: $(VENV)/.done $(KB_DATA_DIR)/secret words ## Environment, packages, secret, database, model
	@$(FLASK) setup

test: $(VENV)/.done words ## Every test, in a real browser too
	@.make/chromium
	@$(BIN)/pytest -n 2 --dist loadgroup

test-long: $(VENV)/.done words ## Ten thousand steps in any order: no text is lost, stages follow evidence, pairs keep their rules
	@STEPS=10000 $(BIN)/pytest tests/rules/test_editing.py tests/rules/test_stage_machine.py \
		tests/rules/test_pairing_machine.py

security: setup ## Every attack through everything that takes a text, every route for everybody
	@.make/chromium
	@WHOLE=1 $(BIN)/pytest -n 2 --dist loadgroup tests/matrix tests/payloads

crash: $(VENV)/.done words ## Kill server and worker KILLS times while people work: nothing acknowledged may be lost
	@PYTHONPATH=.:tests $(BIN)/python -m crash --kills $(KILLS)

coverage: $(VENV)/.done words ## How much the tests of the areas that must not fail reach, in lines and branches
	@PYTHONPATH=.:tests $(BIN)/python -m coverage_of $(OPTIONS)

mutants: $(VENV)/.done words ## Small faults drawn into the same areas: do their tests notice?
	@PYTHONPATH=.:tests $(BIN)/python -m mutants $(OPTIONS)

sbom: $(VENV)/.done ## What the running house is made of, for who looks for known weaknesses (CycloneDX)
	@mkdir -p build && $(BIN)/python .make/sbom > build/sbom.cdx.json && echo "Written: build/sbom.cdx.json"

check: $(VENV)/.done words ## Style, types, architecture, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/pytest -q tests/house

bench: setup ## Speed and memory as ratios against a named baseline
	@PYTHONPATH=.:tests $(BIN)/python -m bench

eval: setup ## How good the search is, against its targets and against what was kept
	@PYTHONPATH=.:tests $(BIN)/python -m evaluate

eval-keep: setup ## The same, and keep it for later comparisons
	@PYTHONPATH=.:tests $(BIN)/python -m evaluate --keep

bench-search: setup ## Search in large houses, beside plain FTS5, numpy and other wikis
	@PYTHONPATH=.:tests $(BIN)/python -m bench_search $(OPTIONS)

bench-matching: setup ## Who is proposed to whom, beside the bare assignment solver
	@OPENBLAS_NUM_THREADS=1 PYTHONPATH=.:tests $(BIN)/python -m bench_matching

load: setup ## Fifty people for SECONDS, ten times as many, slow ones, restarts in the midst (PARTS="saves …" alone)
	@SECONDS=$(SECONDS) PYTHONPATH=.:tests $(BIN)/python -m load $(PARTS)

bench-backup: setup ## A gigabyte backed up while somebody saves, beside a plain copy of it
	@PYTHONPATH=.:tests $(BIN)/python -m bench_backup

shots: setup ## A picture of every page: fi and en, light and dark, phone and desktop
	@.make/chromium
	@PYTHONPATH=.:tests $(BIN)/python -m shots

assets: ## Make static/vendor anew of what .make/assets pins; only for whoever changes it (Node 20 or newer)
	@cd .make/assets && npm ci --no-fund --no-audit --loglevel=error && npm run --silent build

words: $(patsubst %.po,%.mo,$(wildcard kb/translations/*/LC_MESSAGES/messages.po))

%.mo: %.po | $(VENV)/.done
	@$(BIN)/pybabel -q compile -i $< -o $@

$(VENV)/.done: requirements.txt tests/requirements.txt
	@.make/environment $(PYTHON) $(VENV)

$(KB_DATA_DIR)/secret:
	@mkdir -p -m 700 $(KB_DATA_DIR)
	@(umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(48))' > $@)
	@echo "Made a secret of this installation: $@"
