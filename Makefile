# What a runner types:            make demo
# What CI runs:                   make test
# Checks on real files elsewhere: make score corpus DATA=folder

BIN   := bin/dayafter
GO    := go
TOOL  := $(GO) tool
DATA  ?=
BROWSER_MODULES ?= $(HOME)/.cache/dayafter-ci/node_modules
FUZZTIME ?= 10m
# Go records no commit in a second worktree of git.
COMMIT := $(shell git rev-parse HEAD 2>/dev/null)
SIZES ?= 500,5000
# The same flags for build, vet and test, so that they share compiled packages. Debug information would double the time of linking.
export GOFLAGS := -trimpath -ldflags=-w $(GOFLAGS)
# Packages that run in parallel or are called from several goroutines.
PARALLEL := ./internal/ingest/... ./internal/store/... ./internal/format/fit/... ./internal/format/gpx/... ./internal/format/tcx/... ./internal/format/polar/... ./internal/classify/... ./cmd/...

.PHONY: all parallel slurm beam overhead coverage build cross licenses demo test lint vet race unit kill damage bombs supply fuzz bench score corpus reports generate clean release installed install

all: test

build:
	CGO_ENABLED=0 $(GO) build -tags urfave_cli_no_docs -ldflags "-s -w -X main.commit=$(COMMIT)" -o $(BIN) ./cmd/dayafter

demo: build
	@$(BIN) season fixtures/season --no-cache -o reports/season.xlsx

test: lint unit race

lint: vet
	@out="$$($(TOOL) gofumpt -l cmd internal)"; test -z "$$out" || { echo "gofumpt: run it on:"; echo "$$out"; exit 1; }
	$(TOOL) staticcheck ./...

vet:
	$(GO) vet ./...

unit:
	$(GO) test ./...

race:
	$(GO) test -race -short $(PARALLEL)
	$(GO) test -race -short -run 'EqualReports|Compress' ./internal/render/xlsx

score:
	$(GO) run ./cmd/score $(DATA)

corpus:
	$(GO) run ./cmd/corpus $(DATA)
	DAYAFTER_DATA=$(abspath $(DATA)) $(GO) test -count=1 -v -run 'Corpus|SecondReader' ./internal/format/fit ./internal/format/gpx ./internal/format/tcx

# The whole program beside other libraries, into reports/performance.md, on simulated files and on real ones: DATA="a b"
# names folders. SIZES=500,5000,50000 takes minutes and 12 GB of disk. Single stations: go test -run - -bench . PACKAGE
bench:
	$(GO) run ./cmd/bench -sizes $(SIZES) $(addprefix -data ,$(DATA)) -o reports/performance.md

# The sample workbook, the same as text, and the README's picture (LibreOffice, poppler, chromium and the npm packages of
# .ci/run). The other reports: make score, make bench. The sheets and the page as pictures lie in reports/tmp for looking at.
reports: build
	@rm -rf reports/season.xlsx reports/tmp && mkdir -p reports/tmp
	$(BIN) season fixtures/season --no-cache --quiet --json -o reports/season.xlsx > reports/season.json
	soffice -env:UserInstallation=file://$(CURDIR)/reports/tmp/office --headless --convert-to pdf --outdir reports/tmp reports/season.xlsx
	pdftoppm -r 110 -png reports/tmp/season.pdf reports/tmp/sheet
	NODE_PATH=$(BROWSER_MODULES) DAYAFTER_CHROMIUM=$$(command -v chromium) node internal/render/html/testdata/inspect.cjs --shots reports/tmp reports/season.html
	pdftoppm -r 80 -png reports/tmp/page-print.pdf reports/tmp/page-print
	mv reports/tmp/summary.png reports/summary.png

generate:
	$(GO) generate ./...

clean:
	rm -rf bin reports/tmp

# Nothing lost, nothing harmed: the long forms of what the tests do briefly. reports/reliability.md tells their results.
RUNSLONG := $(GO) test -count=1 -timeout 60m -v
kill:
	DAYAFTER_KILLS=200 $(RUNSLONG) -run Killed ./cmd/dayafter

# A cohort on GNU parallel while live workers are killed.
parallel:
	DAYAFTER_KILLS=20 $(RUNSLONG) -run ParallelWithKills ./cmd/dayafter

# A cohort on a Slurm cluster of two nodes on this host, one of which dies. Needs root, slurmctld and slurmd.
slurm:
	DAYAFTER_SLURM=1 $(RUNSLONG) -run SlurmWithKilledNode ./cmd/dayafter

# The pipeline of cmd/beam, a module of its own, on Prism inside the test.
beam:
	cd cmd/beam && $(GO) vet . && $(GO) test -count=1 .

# The CPU time of shards and of Beam against one process, and the memory of extract.
overhead:
	cd cmd/beam && $(GO) build -ldflags "-X main.version=engine -X main.commit=test" -o ../../bin/beam .
	DAYAFTER_OVERHEAD=1 DAYAFTER_BEAM=$(CURDIR)/bin/beam $(RUNSLONG) -run 'Overhead|ExtractMemory' ./cmd/dayafter

# The coverage of the cohort's intervals.
coverage:
	DAYAFTER_COHORTS=4000 $(RUNSLONG) -run Coverage ./internal/stat

damage:
	DAYAFTER_MUTATIONS=2000 $(RUNSLONG) -run CorpusOfDamage ./cmd/dayafter

bombs:
	DAYAFTER_LARGE=1 $(RUNSLONG) -run 'Bombs|LargeArchive' ./cmd/dayafter

supply:
	DAYAFTER_LARGE=1 $(RUNSLONG) -run 'Reproducible|ModulesAreUnchanged' ./cmd/dayafter

# All fuzz targets, one after the other, FUZZTIME each. What they find is kept in testdata/fuzz beside the test.
fuzz:
	@set -e; for package in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
	    echo "== $$package $$target"; \
	    $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$package; \
	  done; \
	done

# Vet looks at each system once: code differs between systems, not between processors.
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
cross:
	@set -e; for p in $(PLATFORMS); do \
	  export CGO_ENABLED=0 GOOS=$${p%/*} GOARCH=$${p#*/}; ext=; test $$GOOS != windows || ext=.exe; \
	  $(GO) build -o bin/dayafter-$$GOOS-$$GOARCH$$ext ./cmd/dayafter; \
	  case $$p in darwin/arm64|windows/amd64) $(GO) vet ./cmd/dayafter ./internal/ingest ./internal/store;; esac; \
	  echo "$$p"; \
	done

# Everything that users download, into dist/: make release VERSION=1.2.0
release:
	$(GO) run ./cmd/release -version $(VERSION) -o dist

# Installs the archive of dist/ as a user without Go does, and uses it: make installed VERSION=1.2.0
installed:
	cmd/release/installed.sh dist/dayafter_$(VERSION)_linux_$(shell $(GO) env GOARCH).tar.gz fixtures/season $(OLD)

# The program, its manual page and its completions, for this user.
BINDIR := $(HOME)/.local/bin
DATADIR := $(HOME)/.local/share
install: build
	install -Dm755 $(BIN) $(BINDIR)/dayafter
	$(GO) run ./cmd/dayafter man > bin/dayafter.1
	install -Dm644 bin/dayafter.1 $(DATADIR)/man/man1/dayafter.1
	for shell in bash zsh fish; do $(BIN) completion $$shell > bin/completion.$$shell; done
	install -Dm644 bin/completion.bash $(DATADIR)/bash-completion/completions/dayafter
	install -Dm644 bin/completion.zsh $(DATADIR)/zsh/site-functions/_dayafter
	install -Dm644 bin/completion.fish $(DATADIR)/fish/vendor_completions.d/dayafter.fish
	@echo "installed $(BINDIR)/dayafter"

licenses:
	@$(GO) run ./cmd/licenses
