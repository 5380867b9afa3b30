package check

import (
	"testing"
)

func TestCommandsWithoutCodeMarks(t *testing.T) {
	for words, want := range map[string]string{
		"go test ./... passes":                       "go test ./...",
		"run go test ./...":                          "go test ./...",
		`run grep -q "done" out.txt`:                 `grep -q "done" out.txt`,
		"run the tests with make":                    "",
		"run time is below 5 s":                      "",
		"run diff on both outputs":                   "",
		"all tests pass: go test ./... and npm test": "go test ./... && npm test",
		"the sample passes the validator: java -jar tools/val.jar out/a.txt": "java -jar tools/val.jar out/a.txt",
		"the sample passes validation: see docs/format.md":                   "",
		"these pass: make sure of it":                                        "",
		"make test passes: the log has no errors":                            "make test",
		"go test ./hub -run TestNoLeak -count=20 passes (new test)":          "go test ./hub -run TestNoLeak -count=20",
		"make test":                       "make test",
		"make test SAN=address,undefined": "make test SAN=address,undefined",
		"pytest tests/dags/test_fx.py passes; a new test counts the rows": "pytest tests/dags/test_fx.py",
		"python -m compileall -q dags passes":                             "python -m compileall -q dags",
		"python -m compileall -q dags/ passes":                            "python -m compileall -q dags/",
		"./gradlew :consumer:test passes":                                 "./gradlew :consumer:test",
		"pytest and mypy are green":                                       "pytest && mypy",
		"make lint and make test pass":                                    "make lint && make test",
		"npm run lint, npm test and npx tsc --noEmit pass":                "npm run lint && npm test && npx tsc --noEmit",
		"cargo clippy --workspace -- -D warnings is clean":                "cargo clippy --workspace -- -D warnings",
		"cargo test and clippy pass":                                      "",
		"make test must not fail":                                         "make test",
		"make lint never passes on a tree with a tab":                     "",
		"make sure everything passes":                                     "",
		"make it pass":                                                    "",
		"test coverage is at least 80%":                                   "",
		"go through the list":                                             "",
		"git history stays clean":                                         "",
		"go.mod is unchanged":                                             "",
		"time to first byte is below 1.5 s":                               "",
		"node 20 is supported":                                            "",
		"python 3.9 still works":                                          "",
		"swift-format reports nothing":                                    "",
		"diff of the two outputs is empty":                                "",
		"the suite passes":                                                "",
		"make test covers the new flag":                                   "",
		"env FOO=bar is documented":                                       "",
		"docker build . succeeds":                                         "docker build .",
		"go vet ./... exits 0 and go test ./... passes":                   "go vet ./... && go test ./...",
		"go test ./... passes in under 3 minutes":                         "go test ./...",
	} {
		if got := CommandIn(words); got != want {
			t.Errorf("%q: command %q, want %q", words, got, want)
		}
	}
	if p := PredicateIn("go test ./hub -count=20 passes"); p != nil {
		t.Errorf("the number of runs is a bound: %v", p)
	}
}
