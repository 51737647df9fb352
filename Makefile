# `make site` and `make test` need Python 3.11 or newer, make and git; all else is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help site test test-long serve clean
.DELETE_ON_ERROR:

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

site: .venv/.site  ## build the site into public/ (BASE_URL=… names its address)
	$(BIN)/python build.py $(if $(BASE_URL),--base-url $(BASE_URL))

# Small matrices gain nothing from threads, and two cores are soon too many for.
test test-long: export OMP_NUM_THREADS = 1

test: .venv/.test  ## check the code and run all tests (under 10 minutes)
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/pytest -q -n 2 --dist worksteal

test-long: .venv/.test  ## run the full matrices and the long hunts as well
	$(BIN)/pytest -q -n 2 --dist worksteal -m "long or not long" --hypothesis-profile=long

serve: .venv/.site  ## build the site and show it on this machine
	$(BIN)/python build.py serve

clean:  ## remove what was built and installed
	rm -rf public .cache .venv

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/.site: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.test: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch .venv/.site $@
