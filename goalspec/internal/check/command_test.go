package check

import (
	"strings"
	"testing"
)

// TestPlainTextBehindALabel: what stands behind "Command:" is run where it reads as a
// command line; a sentence there is read as one.
func TestPlainTextBehindALabel(t *testing.T) {
	for words, want := range map[string]string{
		"Command: go test ./...":                          "go test ./...",
		"Run: mytool selfcheck":                           "mytool selfcheck",
		"Check: mytool verify --all":                      "mytool verify --all",
		"Check: mytool":                                   "mytool",
		`Check: grep -c "this is not it" doc.md`:          `grep -c "this is not it" doc.md`,
		"Run: for f in a b; do sh $f; done":               "for f in a b; do sh $f; done",
		"Run: ! grep -rn 'must not' docs":                 "! grep -rn 'must not' docs",
		"Run: find . -not -name a":                        "find . -not -name a",
		"Check: go test ./... passes":                     "go test ./...",
		"The check: go test ./... must pass":              "go test ./...",
		"Command: git push --force is never needed.":      "told",
		"Command: terraform destroy is never used.":       "told",
		"Security check: curl must not be needed.":        "told",
		"The check: go test must stay green without net":  "told",
		"`grep -rn foo a` is the check: nothing may stay": "told",
		"Run: make yourself familiar with it.":            "told",
		"Command: rm -rf is not used in the script.":      "told",
		"Check: docs updated":                             "",
		"Final check: nothing else changed.":              "",
		"Check: rm everything by hand.":                   "",
		"How to check: go through the list.":              "told",
	} {
		cmd, fault := CommandOf(words)
		if cmd != strings.TrimPrefix(want, "told") || (fault != "") != (want == "told") {
			t.Errorf("%q is read as %q, %q", words, cmd, fault)
		}
	}
}

// TestPathIsNoCommand: a path that begins with "./" is run where something says so, or where
// it is named as what is run; what lies there may be measured.
func TestPathIsNoCommand(t *testing.T) {
	for said, want := range map[string]string{
		"coverage of `./server/core/locking` doesn't drop below 82%": "",
		"`./server/core/locking` passes":                             "",
		"coverage in the package `./billing` is at least 80%":        "",
		"`./internal/queue` has no `TODO`":                           "",
		"the complexity of `./web/cart` stays below 12":              "",
		"run `./cmd/ledger/ledger`":                                  "./cmd/ledger/ledger",
		"`./cmd/ledger/ledger` prints 3":                             "./cmd/ledger/ledger",
		"`./cmd/ledger/ledger` succeeds":                             "./cmd/ledger/ledger",
		"`./cmd/ledger/ledger` exits 0":                              "./cmd/ledger/ledger",
		"`./ops/check-all` passes":                                   "./ops/check-all",
		"`./scripts/ledger` passes":                                  "./scripts/ledger",
		"`./target/release/ledger` passes":                           "./target/release/ledger",
		"`./web/run_e2e` passes":                                     "./web/run_e2e",
		"`./ledger` passes":                                          "./ledger",
		"`./gradlew test` passes":                                    "./gradlew test",
		"`./web/cart --selftest` passes":                             "./web/cart --selftest",
		"coverage of `go test ./billing` is at least 80%":            "go test ./billing",
	} {
		if got := CommandIn(said); got != want {
			t.Errorf("%s: %q, want %q", said, got, want)
		}
	}
}

// TestMeasureOfARun: a measure of a command is one of its run.
func TestMeasureOfARun(t *testing.T) {
	for said, want := range map[string]string{
		"p95 of `make bench` is under 5 ms":              "make bench",
		"the p99.9 of `make load` stays below 80 ms":     "make load",
		"median of `go test -bench . ./x` is below 9 ms": "go test -bench . ./x",
		"the latency of `make probe` is at most 20 ms":   "make probe",
		"the peak memory of `make run` is below 40 MB":   "make run",
		"p95 of `Serve` is under 5 ms":                   "",
		"an example of `make bench` is in the README":    "",
		"the docs of `make bench` name p95":              "",
	} {
		if got := CommandIn(said); got != want {
			t.Errorf("%s: %q, want %q", said, got, want)
		}
	}
}
