# Two commands do all the set-up: `make demo` and `make test`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DATA ?= ../shared
DEMO := demo.sayso
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check eval world bench train gazetteer clean

demo: $(VENV)/.demo  ## Install Sayso and run it on the example reports.
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@$(BIN)/sayso code examples/reports --project $(DEMO) \
	    --gazetteer examples/gazetteer.geojson --actors examples/actors.yaml

test: $(VENV)/.dev  ## Install what tests need and run all of them.
	@$(BIN)/python -m pytest --cov=sayso --cov-report=term:skip-covered --cov-fail-under=90

check: $(VENV)/.dev  ## Style, types and the direction of imports.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

eval: $(VENV)/.dev  ## Measure on development data and hold the figures to their floors.
	@$(BIN)/python -m evals.gate --data $(DATA)

world: $(VENV)/.dev  ## Measure linking and assessment on a simulated world that nothing was tuned on.
	@$(BIN)/python -m evals.world --rates final --splink

bench: $(VENV)/.dev  ## Speed and memory, as ratios.
	@$(BIN)/python -m benchmarks.throughput
	@$(BIN)/python -m benchmarks.reading
	@$(BIN)/python -m benchmarks.places
	@$(BIN)/python -m benchmarks.gazetteer_import
	@$(BIN)/python -m benchmarks.linking
	@$(BIN)/python -m benchmarks.copies --data $(DATA)/data

# Freed memory is kept by the process, in large pages: a third more steps an hour.
train: export GLIBC_TUNABLES = glibc.malloc.hugetlb=1
train: export MALLOC_MMAP_MAX_ = 0
train: export MALLOC_TRIM_THRESHOLD_ = 20000000000
train: $(VENV)/.train  ## Make the network reader's weights from the data (a good hour on two cores).
	@$(BIN)/python -m training.prepare
	@$(BIN)/python -m training.near --data $(DATA)/data
	@$(BIN)/python -m training.train
	@$(BIN)/python -m training.mean
	@$(BIN)/python -m training.quantise
	@$(BIN)/python -m training.calibrate
	@$(BIN)/python -m training.linking
	@$(BIN)/python -m training.evaluate
	@$(BIN)/python -m training.card

gazetteer: $(VENV)/.train  ## Make the shipped gazetteer, the words that are no places, and the ranker's weights.
	@$(PIP) install -e '.[gazetteer]'
	@$(BIN)/python -m training.gazetteer --data $(DATA)/data/gazetteer
	@$(BIN)/python -m training.common_words --data $(DATA)/data
	@$(BIN)/python -m training.places --data $(DATA)/data/geoparsing

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml
	@echo "Installing Sayso into $(VENV) …"
	@$(PIP) install -e '.[pdf]'
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml
	@echo "Installing Sayso and its tools into $(VENV) …"
	@$(PIP) install -e '.[dev]'
	@touch $@

$(VENV)/.train: $(BIN)/python pyproject.toml
	@$(PIP) install -e '.[train]'
	@touch $@

clean:  ## Remove what the targets made.
	@rm -rf $(VENV) $(DEMO)* .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*
