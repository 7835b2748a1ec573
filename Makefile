# What a bare machine needs: python3 (3.11 or newer) and make. Everything else goes into .venv.
PYTHON ?= python3
SEED := seeds/000_5ef256accc8a372d.txt
BIN := .venv/bin
READY := .venv/.ready
UV := $(shell command -v uv 2>/dev/null)

# In turn, whatever -j says: lint is quick and should fail first.
.NOTPARALLEL:
.PHONY: help demo test lint unit notebooks lab bench lock clean

help:
	@echo "make demo    read the seed article: its claims, what cannot be right, build/report.html"
	@echo "make test    style, types, tests, doctests and notebooks"
	@echo "make lab     the notebooks in JupyterLab"
	@echo "make bench   speed, growth and memory (prints a table, asserts nothing)"
	@echo "make lint    style and types only"
	@echo "make lock    renew requirements.lock (needs uv)"

demo: $(READY)
	@$(BIN)/claimkit read $(SEED)
	@$(BIN)/claimkit check $(SEED) || [ $$? -eq 1 ] # 1: it found something, as it should
	@mkdir -p build
	@$(BIN)/claimkit report $(SEED) -o build/report.html

test: lint unit notebooks

unit: $(READY)
	$(BIN)/pytest

notebooks: $(READY)
	$(if $(wildcard notebooks/*.ipynb),$(BIN)/pytest --nbval --nbval-current-env --nbval-cell-timeout=60 notebooks/)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: $(READY)
	$(BIN)/claimkit lab notebooks

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

# The environment, made again when what it is made of has changed. The hashes in the lock file
# hold for uv and pip alike; claimkit itself is built with the hatchling that the lock names.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "claimkit needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12"; exit 1; }
ifneq ($(UV),)
	@echo "Making .venv with uv ..."
	@[ -x $(BIN)/python ] || $(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv (or install uv)"; exit 1; }
	@echo "Making .venv with pip (uv would be quicker): a few minutes the first time ..."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

# Every version and hash for Python 3.11 and newer on any system. No registry, mirror or local
# folder is written down: where packages come from is for the machine that installs them to say.
lock:
	@[ -n "$(UV)" ] || { echo "make lock needs uv"; exit 1; }
	$(UV) pip compile pyproject.toml --extra lab --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --quiet \
	  --output-file requirements.lock

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
