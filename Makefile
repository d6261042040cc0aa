# Everything happens in this folder. `make` alone prints help; every target sets up what it needs first.
PYTHON ?= python3
PROFILE ?= quick
# one part of the graph only: make train PROFILE=std ALGORITHM=maddpg SEED=3 VARIANT=broadcast
# policies trained anew at each x of a sweep: make train PROFILE=std PROTOCOL=retrain AXIS=resources
CHOSEN := $(if $(SEEDS),seeds=$(SEEDS)) $(if $(ALGORITHM),algorithm=$(ALGORITHM)) $(if $(SEED),seed=$(SEED)) $(if $(VARIANT),variant=$(VARIANT)) \
	$(if $(PROTOCOL),protocol=$(PROTOCOL)) $(if $(AXIS),axis=$(AXIS))
# runs of these profiles are committed; those of the others are trained by `make reproduce`
COMMITTED := std paper
# the committed notebooks and figures show the runs of this profile, whatever else is accepted
SHOWN := std
REFRESH = $(if $(filter $(SHOWN),$(PROFILE)),python tools/notebooks refresh --profile $(PROFILE),echo 'notebooks/ and figures/ show $(SHOWN): nothing written there')
include tools/deterministic.env
PATH := $(CURDIR)/.venv/bin:$(PATH)
# Jupyter keeps its settings and run-time files in this folder too
JUPYTER_CONFIG_DIR := $(CURDIR)/.venv/jupyter/config
JUPYTER_DATA_DIR := $(CURDIR)/.venv/jupyter/data
JUPYTER_RUNTIME_DIR := $(CURDIR)/.venv/jupyter/runtime
IPYTHONDIR := $(CURDIR)/.venv/jupyter/ipython
PYTHONDONTWRITEBYTECODE := 1
export
.DEFAULT_GOAL := help
.PHONY: help setup build lint test bench lab reproduce verify accept train acceptance notebooks clean

help: ## this list
	@echo 'make TARGET [PROFILE=quick]      tiny, quick, std or paper'
	@sed -n 's/^\([a-z]*\):.*## /  \1\t/p' Makefile | expand -t 14

setup: ## install everything inside this folder (a second call does nothing)
	@$(PYTHON) tools/setup
	@mkdir -p .venv/jupyter

build: setup ## compile the package to dist/
	@node node_modules/typescript/bin/tsc

lint: setup ## Biome and the type checker
	@node node_modules/@biomejs/biome/bin/biome check
	@node node_modules/typescript/bin/tsc --project tsconfig.check.json

test: build ## every test, and lint
	@node node_modules/mocha/bin/mocha.js $(MOCHA); tests=$$?; $(MAKE) --no-print-directory lint && exit $$tests

bench: build ## cost of a step and of learning; TORCH_PYTHON=<python with torch> measures PyTorch beside
	@node dist/src/cli.js bench

lab: setup ## JupyterLab on this machine with the committed runs (PROFILE=quick: those of make reproduce), rebuilding the package when a source changes
	@TWINKIT_PROFILE=$(if $(filter file,$(origin PROFILE)),$(SHOWN),$(PROFILE)) python tools/lab.py

reproduce: build ## train (tiny, quick) or take the committed runs (std), execute every notebook, compare the numbers
	@$(if $(filter $(PROFILE),$(COMMITTED)),node dist/src/cli.js points --profile $(PROFILE) --remake 1,tools/graph $(PROFILE))
	@python tools/notebooks run --profile $(PROFILE); ran=$$?; node dist/src/cli.js verify --profile $(PROFILE) && exit $$ran

verify: build ## only compare what the last reproduce left in build/
	@node dist/src/cli.js verify --profile $(PROFILE)

accept: build ## make the numbers of the last reproduce the expected ones, show what changed; of std refresh notebooks/ and figures/ too
	@node dist/src/cli.js accept --profile $(PROFILE)
	@$(REFRESH)

train: build ## train the runs of a profile that are missing, on all cores or ENGINE=slurm; ALGORITHM, SEED, VARIANT, PROTOCOL, AXIS choose, SEEDS says how many
	@tools/graph $(PROFILE) $(CHOSEN)
	@$(if $(filter retrain,$(PROTOCOL)),,node dist/src/cli.js summarise --profile $(PROFILE))

acceptance: build ## measure the reference policies beside the specification's prototype
	@node dist/src/cli.js acceptance

notebooks: build ## write the outputs and figures of the last reproduce of std into notebooks/ and figures/
	@$(REFRESH)

clean: ## remove what was built; .venv and node_modules stay
	@rm -rf build dist
