# Rathaus. `make` alone lists what there is.

# The first Python from 3.11 to 3.13 on this machine; another one: make run PYTHON=python3.13
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test check bench faults cluster sbom install dev python

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: install ## open the house at http://127.0.0.1:8000 (PORT, DATA_DIR)
	@exec $(BIN)/python scripts/run.py

test: dev ## run all tests: SQLite, PostgreSQL, browser (TEST="-k dog")
	@exec $(BIN)/python scripts/test.py $(TEST)

check: dev ## format, lint, types, floors, migrations, content, translations, licences, advisories
	@exec $(BIN)/python scripts/check.py

bench: install ## measure pages, applications and search beside their limits (BENCH="--units search --rounds 3")
	@exec $(BIN)/python -m bench $(BENCH)

sbom: dev ## write down what Rathaus is delivered with: dist/sbom.cdx.json (CycloneDX)
	@exec $(BIN)/python scripts/sbom.py

faults: dev ## kill, cut, fill and delay what the house stands on; nothing may be lost (FAULTS="--only kill --kills 20")
	@exec $(BIN)/python -m faults $(FAULTS)

cluster: dev ## three databases, two app servers on this machine, broken on purpose; as root (CLUSTER="--only primary --keep")
	@exec $(BIN)/python -m deploy.cluster.trial $(CLUSTER)

install: python ## install what running needs into .venv and node_modules
	@$(PYTHON) scripts/install.py

dev: python ## install what testing and checking need, too
	@$(PYTHON) scripts/install.py --dev

python:
	@test -n "$(PYTHON)" || { echo "Rathaus needs Python 3.11, 3.12 or 3.13 (python3)."; exit 1; }
