# The commands of this project; `make` alone lists them. All they need is Python 3.11 or newer, make and git.
# Everything they make lies in .venv/, instance/ and other ignored folders of the checkout.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

PORT ?= 5000
T ?=
DATABASE ?=
VENV := .venv
# Called as a module everywhere: scripts in .venv/bin hold the path of the checkout, this does not.
PY := $(VENV)/bin/python
STAMPS := $(VENV)/.stamps
export PORT

# Whatever is activated or exported in the caller's shell must not leak into ours.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_TARGET PIP_USER FLASK_APP FLASK_DEBUG

# A virtual environment whose Python is gone (an upgrade of the system, a copied folder) is made again.
ifneq ($(wildcard $(STAMPS)/venv),)
ifneq ($(shell $(PY) -c 'print("runs")' 2>/dev/null),runs)
$(shell rm -rf $(STAMPS))
endif
endif

INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
FLASK := $(PY) -m flask --app wsgi

##@ Run

.PHONY: serve
serve: $(STAMPS)/shop ## Set up and serve the market on http://127.0.0.1:5000/ (PORT=8000 for another port)
	@$(FLASK) marketplace db upgrade
	@$(FLASK) marketplace demo
	@exec $(PY) -m config.serve

.PHONY: demo
demo: $(STAMPS)/shop ## Fill the market with demo data and print the demo accounts
	@$(FLASK) marketplace db upgrade
	@$(FLASK) marketplace demo

##@ Test

.PHONY: test
test: $(STAMPS)/test ## Run the whole suite (T=tests/unit for a part of it, DATABASE=postgresql for another database)
	@$(PY) -m tests.run $(if $(DATABASE),--database $(DATABASE)) $(T)

.PHONY: servers
servers: $(STAMPS)/venv ## Install with apt the real servers that tests can use, or say what to install
	@$(PY) -m tests.servers.install

.PHONY: check
check: static test ## Do everything that continuous integration does

##@ Look

.PHONY: static
static: format-check lint types arrows translations-check docs-check ## Check all that can be checked without running the market

.PHONY: format
format: $(STAMPS)/dev ## Put code into its form
	@$(PY) -m ruff check --fix-only --exit-zero --quiet .
	@$(PY) -m ruff format .

.PHONY: format-check
format-check: $(STAMPS)/dev
	@$(PY) -m ruff format --check .

.PHONY: lint
lint: $(STAMPS)/dev ## Look for mistakes and broken house rules
	@$(PY) -m ruff check .

.PHONY: types
types: $(STAMPS)/dev ## Check types
	@$(PY) -m mypy

.PHONY: arrows
arrows: $(STAMPS)/test ## Check that imports point one way
	@$(PY) -c 'from importlinter.cli import lint_imports_command as check; check()' --no-logo

.PHONY: translations
translations: $(STAMPS)/test ## Bring the translation catalogues up to date with the code
	@$(PY) -m tests.architecture.translations update

.PHONY: translations-check
translations-check: $(STAMPS)/test
	@$(PY) -m tests.architecture.translations check

.PHONY: docs
docs: $(STAMPS)/test ## Generate the pages of docs/ that come from the code
	@$(PY) -m tests.architecture.settings_page update

.PHONY: pictures
pictures: $(STAMPS)/test ## Take the pictures of the guides anew, with the Chromium of this machine
	@$(PY) -m tests.e2e.guide_pictures

.PHONY: docs-check
docs-check: $(STAMPS)/test
	@$(PY) -m tests.architecture.settings_page check

##@ Keep

.PHONY: lock
lock: $(STAMPS)/venv ## Pin requirements anew from the ranges in pyproject.toml (UPGRADE=1 moves the pins)
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(PY) requirements/lock.py $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean: ## Remove what was made, but the data of the market in instance/
	rm -rf $(VENV) build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help: ## List these commands
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Stamps: each names a step that is done, and is older than what the step was made from ---

$(STAMPS)/venv:
	@if ! $(PY) -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  for python in python3.13 python3.12 python3.11 python3; do \
	    if "$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	      echo "Making $(VENV) with $$("$$python" --version) …"; \
	      "$$python" -m venv --clear $(VENV) && break || exit 1; \
	    fi; \
	  done; \
	fi
	@$(PY) -c 'import pip' 2>/dev/null || { \
	  echo 'No Python 3.11 or newer with its venv module was found (on Debian: apt-get install python3-venv).' >&2; exit 1; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/shop: requirements.txt $(STAMPS)/venv
	@echo 'Installing what the market needs …'
	@$(INSTALL) -r requirements.txt
	@touch $@

$(STAMPS)/test: requirements/test.txt requirements/postgres.txt requirements/redis.txt $(STAMPS)/shop
	@echo 'Installing what the tests need …'
	@$(INSTALL) $(patsubst %,-r %,$(filter %.txt,$^))
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/test
	@echo 'Installing what the checks need …'
	@$(INSTALL) -r requirements/dev.txt
	@touch $@
