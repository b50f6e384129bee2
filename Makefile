# make help lists what there is. Nothing else is needed than Python 3.11, git and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PEOPLE ?= 3000
.DEFAULT_GOAL := help
.PHONY: help setup demo quality test check form format bench law browser clean

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

setup: .venv/.run ## .venv with everything in it

.venv/.run: locks/run.txt pyproject.toml
	@"$(PYTHON)" scripts/install.py locks/run.txt
	@touch $@

.venv/.dev: locks/dev.txt .venv/.run
	@"$(PYTHON)" scripts/install.py locks/dev.txt
	@touch $@

.venv/.ruff: locks/dev.txt
	@"$(PYTHON)" scripts/install.py locks/dev.txt ruff
	@touch $@

demo: .venv/.run ## the whole road on made-up people, then the site on http://127.0.0.1:8000 (PEOPLE=100000: the province)
	@exec $(BIN)/python -m naung demo --people $(PEOPLE)

quality: .venv/.run ## how good the matching is; brings the FEBRL sets, which nothing else needs
	@"$(PYTHON)" scripts/install.py locks/quality.txt
	$(BIN)/python -m naung quality --febrl
	$(BIN)/python -m naung quality

test: .venv/.dev browser ## every test, on real PostgreSQL and in a real browser
	$(BIN)/python -m pytest -n 2 --dist worksteal tests

form: .venv/.ruff # first and alone: a fresh clone is told of it within seconds, before everything else is brought
	$(BIN)/python -m ruff format --check naung tests scripts
	$(BIN)/python -m ruff check naung tests scripts

check: form .venv/.dev ## format, types, floors, migrations, the law's files
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m naung.law.check
	$(BIN)/python -m naung.foundation.wording.check
	DJANGO_SETTINGS_MODULE=naung.project.settings NAUNG_HOME=$${TMPDIR:-/tmp}/naung-check-$$(id -u) $(BIN)/python -m django makemigrations --check --dry-run

format: .venv/.dev ## put the code in shape
	$(BIN)/python -m ruff check --fix naung tests scripts
	$(BIN)/python -m ruff format naung tests scripts

bench: .venv/.run ## the measured road: each step beside its raw limit in the same run
	$(BIN)/python -m naung bench

law: .venv/.run ## docs/law.md from the parameter files
	$(BIN)/python -m naung.law.book > docs/law.md

browser: ## Debian's chromium for the browser tests
	@scripts/browser.sh

clean: ## stop the embedded database and remove what was made (not var/)
	-$(BIN)/python -m naung stop
	rm -rf .venv build *.egg-info
