# make demo    the shipped articles become a graph in out/demo
# make test    the tests
# make check   all that must hold: format, lint, types, import contracts, quality floor, tests
# make bench   speed and memory: extraction on the shipped articles, the explorer in Chromium, questions to a million
#              claims, keeping, resolving and folding 10,000 and 100,000 articles
# make model   train the shipped models again from $(CORPORA) (hours; data/README.md says what they learn from)
# make lock    lock the dependencies again after a change of pyproject.toml (needs uv)

PYTHON ?= python3
CORPORA ?= ../shared/corpora
VENV := .venv
BIN := $(VENV)/bin
LOCKS := requirements-build.lock requirements.lock
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation
COMPILE = uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes --no-annotate \
	--custom-compile-command "make lock"

.PHONY: demo test check lint floor bench model lock clean

demo: $(VENV)/run.stamp
	$(BIN)/sanmaek build data/articles --out out/demo

test: $(VENV)/dev.stamp
	$(BIN)/pytest

check: lint floor test

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

floor: $(VENV)/dev.stamp
	$(BIN)/sanmaek extract data/articles --out out/floor.jsonl
	$(BIN)/sanmaek evaluate out/floor.jsonl --floor data/gold/floor.json

bench: $(VENV)/dev.stamp
	$(BIN)/python bench.py
	$(BIN)/python bench.py view
	$(BIN)/python bench.py query
	$(BIN)/python bench_scale.py

# A recogniser for each fold that never saw it, what these show of the other models, then the one that ships.
FOLDS := 1 2 3 4 5
comma := ,
blank := $() $()
commas = $(subst $(blank),$(comma),$(strip $(1)))

model: $(FOLDS:%=out/recognisers/%/meta.json)
	$(BIN)/python train_mentions.py out/recognisers
	MPLBACKEND=agg $(BIN)/python train_claims.py out/recognisers --plot docs/reliability.png
	$(BIN)/python train_attributes.py out/recognisers
	$(BIN)/python train.py $(CORPORA) --folds $(call commas,$(FOLDS))

out/recognisers/%/meta.json: | $(VENV)/dev.stamp
	$(BIN)/python train.py $(CORPORA) --folds $(call commas,$(filter-out $*,$(FOLDS))) --out out/recognisers/$*

lock:
	$(COMPILE) --group build -o requirements-build.lock
	$(COMPILE) pyproject.toml -c requirements-build.lock -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -c requirements-build.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) out

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || \
		{ echo "Python 3.11–3.14가 필요합니다: make PYTHON=python3.13 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: pyproject.toml $(LOCKS) | $(BIN)/python
	@echo "처음 한 번 $(VENV)에 설치합니다 (약 1분, 1 GB)."
	$(INSTALL) --require-hashes -r requirements-build.lock
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
