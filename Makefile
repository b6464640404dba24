# The front door. The build itself is CMake's (CMakeLists.txt, CMakePresets.json); this file sets up what is missing
# and calls it. `make help` lists the targets.

JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PYTHON = build/unix/micropython

.DEFAULT_GOAL := run
.PHONY: run build test check bench firmware size setup setup-build setup-test setup-all clean help debug

run: build                      ## set up, build the Linux program, run a demo; then the prompt on a terminal
	@$(PYTHON) examples/tour.py
	@if [ -t 0 ] && [ -t 1 ]; then exec $(PYTHON); fi

build: setup-build              ## build build/unix/micropython (release)
	@test -f build/unix/build.ninja || cmake --preset unix > build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
	@cmake --build build/unix -j $(JOBS)

test: setup-test build          ## set up and run every test
	@tests/run-all

check: setup-build setup-check  ## floors, format, warnings of both compilers, static analysis, sizes
	@tools/check-all

bench: build                    ## speed against python3 (BASE=<git rev>: against that build of ours)
	@bench/run $(if $(BASE),--base $(BASE)) $(BENCH)

firmware: setup-board           ## firmware image: make firmware BOARD=mps2-an385
	@tools/build-firmware $(BOARD)

size: setup-board               ## text and constants of the board images per folder, against their ceilings
	@tools/size

setup-build:
	@mkdir -p build && tools/setup build
setup-test:
	@mkdir -p build && tools/setup build test
setup-check:
	@mkdir -p build && tools/setup build check board
setup-board:
	@mkdir -p build && tools/setup build board
setup:                          ## install everything any target needs
	@mkdir -p build && tools/setup build test check board

clean:                          ## remove build/
	rm -rf build

help:
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14
