# make run   set up, then open the app on an example scene; with no display, render the example stills
# make test  set up, then check style, types and architecture, and run every test
# PYTHON=python3.12 chooses the interpreter; it counts only while .venv does not exist.

VENV := .venv/bin
JOBS ?= $(shell nproc)
PYTHON ?= python3
export PYTHON

.PHONY: bench-setup run test test-fast lint bench models pictures clean

run: .venv/ready
	@if $(VENV)/python -c 'import sys; from zeroshot.gui.display import has_display; sys.exit(not has_display())'; \
	then exec $(VENV)/zeroshot scenes/four_planes.json; \
	else $(VENV)/zeroshot render scenes/*.json --out stills --jobs $(JOBS) --resume \
	  && echo "There is no display: the stills are in $(CURDIR)/stills"; fi

test: lint
	$(VENV)/python -m pytest -n $(JOBS) --dist worksteal

test-fast: .venv/ready
	$(VENV)/python -m pytest -n $(JOBS) -m "not slow"

lint: .venv/ready
	$(VENV)/ruff check
	$(VENV)/ruff format --check
	$(VENV)/mypy
	$(VENV)/lint-imports

bench: .venv/ready
	$(VENV)/python benchmarks/stills.py
	$(VENV)/python benchmarks/station.py
	$(VENV)/python benchmarks/reading.py
	$(VENV)/python benchmarks/find.py
	$(VENV)/python benchmarks/jobs.py
	$(VENV)/python benchmarks/cost.py
	$(VENV)/python benchmarks/app.py
	OMP_NUM_THREADS=1 $(VENV)/python benchmarks/people.py
	OMP_NUM_THREADS=1 $(VENV)/python benchmarks/reach.py
	$(VENV)/python benchmarks/others.py

bench-setup:
	for name in moderngl f3d pyrender bpy; do $(PYTHON) -m venv .bench/$$name; done
	.bench/moderngl/bin/pip install moderngl numpy pillow isal
	.bench/f3d/bin/pip install f3d numpy
	.bench/pyrender/bin/pip install pyrender "numpy<2" pillow
	.bench/pyrender/bin/pip install -U "PyOpenGL>=3.1.7" "networkx>=3"
	.bench/bpy/bin/pip install bpy

models: .venv/ready
	$(VENV)/python -m zeroshot.modelling

pictures: .venv/ready
	$(VENV)/zeroshot render scenes/*.json --out docs/pictures --size 1280x720 --format jpg --jobs $(JOBS)
	rm docs/pictures/*.json
	$(VENV)/python tools/module_sheet.py
	$(VENV)/python tools/plane_pictures.py
	$(VENV)/python tools/sheet_pictures.py
	$(VENV)/python tools/app_pictures.py
	$(VENV)/python tools/look_pictures.py
	$(VENV)/python tools/body_sheet.py
	$(VENV)/python tools/head_sheet.py
	$(VENV)/zeroshot poses --sheet docs/pictures/people/poses.jpg
	$(VENV)/zeroshot poses --together --sheet docs/pictures/people/together.jpg
	$(VENV)/zeroshot poses --hands --sheet docs/pictures/people/hands.jpg
	$(VENV)/zeroshot poses --pictures src/zeroshot/people/pose_pictures

.venv/ready: pyproject.toml constraints.txt tools/setup.sh
	./tools/setup.sh

clean:
	rm -rf .venv stills dist build
