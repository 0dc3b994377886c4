# Two commands do everything on a machine with Python 3.11, make and the package index:
#   make run     set up and run the main job on corpus/
#   make test    set up and pass the tests
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
CORPUS ?= corpus
OUT    ?= outputs
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Training: cpu takes the build of PyTorch without CUDA, cuda the larger one; further options go to training.run.
TORCH  ?= cpu
TRAIN  ?=
TRAINING   := training/requirements$(if $(filter cuda,$(TORCH)),-cuda).txt
LOCK_TRAIN := --generate-hashes --python-version 3.11 --python-platform x86_64-manylinux_2_28 --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-header -q

.DEFAULT_GOAL := help
.PHONY: help run test check bench train smoke quality docs lock lock-train clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' || \
		{ echo "Python 3.11 or 3.12 is needed; name one: make run PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.run

run: $(VENV)/.run ## set up and run the main job on corpus/ (CORPUS=DIR, OUT=DIR)
	$(BIN)/python -m flows.quintessenz --corpus "$(CORPUS)" --out "$(OUT)"

test: $(VENV)/.dev ## set up and pass the tests
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(VENV)/.dev ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev ## time and memory of the main job and of the analysis alone
	$(BIN)/python -m benchmarks.main_job
	$(BIN)/python -m benchmarks.analysis

$(VENV)-train/.$(TORCH): $(TRAINING) | $(BIN)/python
	$(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(TRAINING)
	@touch $@

train: $(VENV)-train/.$(TORCH) $(VENV)/.run ## retrain everything from training/ into outputs/training (one night; TRAIN="--minutes 30")
	$(VENV)-train/bin/python -m training.run --out outputs/training $(TRAIN)
	$(BIN)/python -m training.combine --out outputs/training/weights.json
	$(BIN)/python -m training.combination tests/resources/devset tests/resources/tuning \
		--encoder outputs/training/extractor --weights outputs/training/weights.json

smoke: $(VENV)-train/.$(TORCH) ## train twice for two steps: the environment works, the seed fixes the weights
	$(VENV)-train/bin/python -m training.smoke

quality: $(VENV)/.dev ## measure the findings on the development documents and write docs/quality.md anew
	$(BIN)/python -m benchmarks.quality

docs: $(VENV)/.dev ## write docs/cli.md and docs/settings.md anew
	$(BIN)/typer quartier_nlp.cli utils docs --name quartier --title "Command line" --output docs/cli.md
	$(BIN)/python -m quartier_nlp.cli config docs > docs/settings.md

lock: $(VENV)/.dev ## write the lock files anew from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group build --generate-hashes --universal --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links -q -o requirements.lock
	uv pip compile pyproject.toml --group build --group dev -c requirements.lock --generate-hashes --universal \
		--python-version 3.11 --no-emit-index-url --no-emit-find-links -q -o requirements-dev.lock

lock-train: training/requirements.in ## write training/requirements*.txt anew (needs uv; UV_FIND_LINKS: folder of torch's CPU build)
	uv pip compile training/requirements.in $(LOCK_TRAIN) -o training/requirements.txt
	env -u UV_FIND_LINKS uv pip compile training/requirements.in $(LOCK_TRAIN) -o training/requirements-cuda.txt

clean: ## remove the environment and caches, never outputs
	rm -rf $(VENV) $(VENV)-train .mypy_cache .ruff_cache .pytest_cache .hypothesis
