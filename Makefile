# The words people and CI share. Everything happens in this folder, in the environment .venv.

.DEFAULT_GOAL := help
.PHONY: help run test check bench screenshots translations lock build clean

python := .venv/bin/python
jobs ?= 2
export PYTHONPATH := .

# The environment is ready when the stamp with the checksum of all pinned packages is there.
ready := .venv/ready-$(shell cksum < requirements-dev.txt | cut -d' ' -f1)

help:            ## tell these words
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1 - \2/p' Makefile

run: $(ready)    ## open the window; without a display, do a whole month start into out/
	@scripts/run

test: $(ready)   ## everything: rules, unit tests, window tests, whole jobs in a real window
	@scripts/system-setup screen
	@$(MAKE) --no-print-directory check
	QT_QPA_PLATFORM=offscreen $(python) -m pytest -q -n $(jobs) tests/ui
	@scripts/journeys

check: $(ready)  ## the rules and the unit tests
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy
	.venv/bin/lint-imports --no-logo
	$(python) -m pytest -q -n $(jobs) tests/unit

bench: $(ready)  ## measure against the budget, into benchmarks/results.md
	$(python) -m benchmarks

screenshots: $(ready) ## paint all pictures of the window anew, or only="zh-light import"
	QT_QPA_PLATFORM=offscreen $(python) -m scripts.screenshots $(only)

translations: $(ready) ## collect the texts and compile the catalogues
	$(python) -m scripts.translations

lock: $(ready)   ## pin the dependencies anew
	scripts/lock

build: $(ready)  ## a folder in dist/ that runs without Python
	@scripts/system-setup build
	$(python) -m PyInstaller --noconfirm --clean --log-level WARN build.spec
	QT_QPA_PLATFORM=offscreen dist/showroom-crm/showroom-crm --version

clean:           ## remove what the words above made, but not .venv
	rm -rf build dist out .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(ready): | requirements-dev.txt
	@scripts/system-setup
	@scripts/environment
	@touch $@
