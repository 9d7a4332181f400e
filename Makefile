# `make` lists what there is to do. `make check` is what CI runs.

.DEFAULT_GOAL := help
# Two builds in one folder wait for each other at best, so nothing here runs side by side, even under -j.
.NOTPARALLEL:
.PHONY: help bootstrap build demo up migrate test check lint house format release clean
MAKEFLAGS += --no-print-directory

# Passed on to the command behind demo, up, migrate and test: make test ARGS='--filter JobsTests'
ARGS ?=

# Everything swift-format looks at.
SOURCES := $(wildcard Package.swift Sources workers examples sql Tests)

# All tests are Swift Testing's; without this switch an empty XCTest run reports "0 tests" as well.
TEST := swift test --disable-xctest

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

bootstrap: ## Install what build and tests need (libpq, PostgreSQL, python3-jsonschema) and check the Swift version
	@scripts/bootstrap

build: bootstrap ## Build .build/debug/clapper
	swift build --product clapper

demo: build ## Run twenty jobs against a simulated HeyGen that misbehaves, and judge them (ARGS for clapper demo)
	.build/debug/clapper demo $(ARGS)

up: build ## Run Clapper with a simulated HeyGen and a PostgreSQL of its own, until Ctrl-C (ARGS for clapper up)
	.build/debug/clapper up $(ARGS)

migrate: build ## Print what clapper migrate would apply to the database in DATABASE_URL (ARGS for clapper migrate)
	.build/debug/clapper migrate --dry-run $(ARGS)

test: bootstrap ## Build and run the tests (ARGS for swift test)
	$(TEST) $(ARGS)

# The tests come last, so that their closing line is the last thing to be seen.
check: bootstrap house lint ## House checks, format lint, build with tests, all tests: what CI runs
	swift build --build-tests
	$(TEST) --skip-build

lint:
	swift format lint --strict -r $(SOURCES)

house:
	@scripts/check-house

format: ## Format all Swift code
	swift format format -i -r $(SOURCES)

release: bootstrap ## Build .build/release/clapper
	swift build -c release --product clapper

clean: ## Remove what was built; the database of clapper up stays, and clapper up says how to drop it
	rm -rf .build .build-*
