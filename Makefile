# What a runner types:            make demo
# What CI runs:                   make test
# Checks on real files elsewhere: make score corpus DATA=folder

BIN   := bin/dayafter
GO    := go
TOOL  := $(GO) tool
DATA  ?=
FUZZTIME ?= 10m
SIZES ?= 500,5000
# Packages that run in parallel or are called from several goroutines.
PARALLEL := ./internal/source/... ./internal/store/... ./internal/fit/... ./internal/gpx/... ./internal/tcx/... ./cmd/...

.PHONY: all build demo test lint vet race unit fuzz bench score corpus reports generate clean

all: test

build:
	CGO_ENABLED=0 $(GO) build -trimpath -o $(BIN) ./cmd/dayafter

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

score:
	$(GO) run ./cmd/score $(DATA)

corpus:
	$(GO) run ./cmd/corpus $(DATA)
	DAYAFTER_DATA=$(abspath $(DATA)) $(GO) test -count=1 -v -run 'Corpus|SecondReader' ./internal/fit ./internal/gpx ./internal/tcx

# The whole program beside other libraries, into reports/performance.md. SIZES=500,5000,50000 takes minutes and 12 GB
# of disk. Single stations: go test -run - -bench . ./internal/{fit,gpx,clean,summary,zone,store,...}
bench:
	$(GO) run ./cmd/bench -sizes $(SIZES) -o reports/performance.md

generate:
	$(GO) generate ./...

clean:
	rm -rf bin reports/tmp
