# News Digest. `make` alone prints the targets.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
AUDIT := .venv-audit
FUZZ := .venv-fuzz
BIN := $(VENV)/bin
# What the build is given, such as BASE_URL=https://user.github.io/repo/ or ARGS="--drafts".
BASE_URL ?=
ARGS ?=
OPTIONS := $(if $(BASE_URL),--base-url "$(BASE_URL)") $(ARGS)

.PHONY: help
help: ## Print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: $(VENV)/build.stamp ## Install what is needed and build the site into output/
	@$(BIN)/digest build $(OPTIONS)

.PHONY: serve
serve: $(VENV)/build.stamp ## Build, serve at http://127.0.0.1:8000/ and build again at every change
	@$(BIN)/digest serve $(OPTIONS)

.PHONY: test
test: $(VENV)/dev.stamp ## Install what is needed and run all tests
	@$(BIN)/python -m pytest $(ARGS)

.PHONY: check
check: lint types test ## Everything that CI runs: lint, types, tests

.PHONY: lint
lint: $(VENV)/dev.stamp ## Check style, formatting and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

.PHONY: types
types: $(VENV)/dev.stamp ## Check types
	@$(BIN)/mypy

.PHONY: nightly
nightly: $(VENV)/dev.stamp ## Try all properties with ten times as many new examples (half an hour and more)
	@HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest $(ARGS)

.PHONY: fuzz
fuzz: $(FUZZ)/fuzz.stamp ## Look for bytes that break the reader, until stopped or ARGS="-max_total_time=600"
	@PYTHONPATH=. $(FUZZ)/bin/python tests/fuzz/run.py $(ARGS)

.PHONY: golden
golden: $(VENV)/dev.stamp ## Accept what the golden site looks like now (look at the difference before you commit)
	@$(BIN)/python -m tests.golden.accept

.PHONY: bench
bench: $(VENV)/dev.stamp ## Measure builds of made-up sites, beside Hugo if it is there, into benchmarks/RESULTS.md
	@$(BIN)/python -m benchmarks.build --write $(ARGS)

.PHONY: audit
audit: $(AUDIT)/audit.stamp ## Ask whether a known vulnerability is in what the locks name (needs the network)
	@for lock in requirements.lock requirements-dev.lock; do \
	    echo "$$lock"; $(AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip --requirement $$lock || exit 1; done

.PHONY: release
release: $(VENV)/build.stamp $(AUDIT)/audit.stamp ## Make the package, its bill of materials and their checksums in dist/
	@rm -rf dist
	@$(BIN)/python -m hatchling build --directory dist
	@$(AUDIT)/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --mc-type application \
	    --output-reproducible --output-format JSON --output-file dist/sbom.cdx.json
	@cd dist && sha256sum * > SHA256SUMS

.PHONY: clean
clean: ## Remove what was built and installed; the site in output/ stays
	rm -rf $(VENV) $(AUDIT) $(FUZZ) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Only what the lock names, by hash, is installed; the package itself is linked, so that edits count at once, and compiled
# here, as Python may be forbidden to write bytecode later: half a second of every build then.
$(VENV)/build.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	@echo "installing into $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q generator
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/build.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# Neither builds nor tests need these.
$(AUDIT)/audit.stamp: requirements-audit.lock
	@test -x $(AUDIT)/bin/python || $(PYTHON) -m venv $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	@touch $@

$(FUZZ)/fuzz.stamp: requirements.lock requirements-fuzz.lock
	@test -x $(FUZZ)/bin/python || $(PYTHON) -m venv $(FUZZ)
	@$(FUZZ)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock -r requirements-fuzz.lock
	@touch $@
