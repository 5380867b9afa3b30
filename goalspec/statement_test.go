package goalspec

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// TestCommandIsAskedToPass holds in which words a command is asked to pass, and in which
// it is only an act.
func TestCommandIsAskedToPass(t *testing.T) {
	for words, want := range map[string]string{
		"`mkdocs build --strict` has to go through without a warning":               "mkdocs build --strict",
		"`mkdocs build` has to go through without a warning":                        "",
		"`make lint -Werror` runs without errors or warnings":                       "make lint -Werror",
		"`vale docs` shouldn't give any errors (suggestions are fine)":              "vale docs",
		"`rg -n TODO src` must not find anything":                                   "rg -n TODO src; test $? -eq 1",
		"`grep -rn old src` — it should come back empty":                            "grep -rn old src; test $? -eq 1",
		"`grep -rn old src` (should be empty)":                                      "grep -rn old src; test $? -eq 1",
		"`grep -rn old src` returns 0 lines":                                        "grep -rn old src; test $? -eq 1",
		"`grep -rn old src` is clean":                                               "",
		"`gofmt -l .` comes back clean":                                             "",
		"`make lint` is clean":                                                      "make lint",
		"`make lint` (nothing else is needed)":                                      "make lint",
		"`cargo tree -d | grep hyper` prints nothing (no second hyper in the tree)": "cargo tree -d | grep hyper; test $? -eq 1",
		"`rg TODO .` finds nothing outside `docs/`":                                 "",
		"`cargo tree -d | grep hyper` prints nothing (except on main)":              "",
		"There must not be any TODO left; `make todo` checks that":                  "make todo",
		"There must be no 18 left; `scripts/check.sh` looks for that":               "scripts/check.sh",
		"We have a linter, `make lint` checks that":                                 "",
		"`gen/` is generated, run `make gen` instead of editing there":              "",
		"Run `make test` instead of `go test`":                                      "make test",
		"When I run `make test`, it passes":                                         "make test",
		"When I run `make test`, it fails":                                          "",
		"When I run `make demo`, I see the page":                                    "",
		"Every one of the 50 files loads: `make load` passes":                       "make load",
		"Each one of `make a`, `make b` passes":                                     "make a && make b",
		"Both of `make a` and `make b` pass":                                        "make a && make b",
		"One of `make a`, `make b` passes":                                          "",
		"`make migrate` (forwards, backwards, forwards on a 1 % sample)":            "make migrate",
		"`make bench` (at most a 1 % loss)":                                         "",
	} {
		if got := newCriterion(words).Command; got != want {
			t.Errorf("%q: command %q, want %q", words, got, want)
		}
	}
}

func TestCommandIn(t *testing.T) {
	for words, want := range map[string]string{
		"`go test ./...` passes":                                                 "go test ./...",
		"run `scripts/check` to see":                                             "scripts/check",
		"`scripts/check.sh` passes":                                              "scripts/check.sh",
		"`bin/check` must still pass.":                                           "bin/check",
		"`tools/check.py` exits 0":                                               "tools/check.py",
		"Run `.ci/lint`":                                                         ".ci/lint",
		"`scripts/coldstart.sh` reports < 2s":                                    "scripts/coldstart.sh",
		"`scripts/check.sh --all` prints at least 80%":                           "scripts/check.sh --all",
		"`scripts/a.sh` and `scripts/b.sh` pass":                                 "scripts/a.sh && scripts/b.sh",
		"both `bin/a` and `make b` pass":                                         "bin/a && make b",
		"Change `src/x.sh` and `make y` passes":                                  "make y",
		"the lint (`scripts/lint.sh`) passes":                                    "scripts/lint.sh",
		"coverage, measured by `scripts/cov.sh`, is at least 80%":                "scripts/cov.sh",
		"Do not run `scripts/deploy.sh`":                                         "fault",
		"`scripts/check.sh` fails":                                               "fault",
		"`scripts/check.sh` stays unchanged":                                     "",
		"`scripts/check.sh`":                                                     "",
		"`scripts/check.sh` passes shellcheck":                                   "",
		"`scripts/check.sh` is described in the README":                          "",
		"`scripts/seed.sh` takes two arguments":                                  "",
		"`bin/app` prints the version":                                           "",
		"`tools/gen` builds":                                                     "",
		"`src/app.py` passes":                                                    "",
		"`scripts/*.sh` pass":                                                    "",
		"`mytool cov` prints at least 80%":                                       "mytool cov",
		"`mdl docs` reports 0 dead links":                                        "mdl docs",
		"`order history` shows at most 20 rows":                                  "",
		"`make linkcheck` reports 0 broken links":                                "make linkcheck",
		"`make linkcheck` reports <= 0 broken links":                             "make linkcheck",
		"`make load` reports at most 3 failed requests":                          "make load",
		"`make load` reports failed requests":                                    "fault",
		"`grep -c recieve README.md` prints 0":                                   "grep -c recieve README.md; test $? -eq 1",
		"`rg --count TODO src` is `0`.":                                          "rg --count TODO src; test $? -eq 1",
		"`grep -c TODO a` <= 0":                                                  "grep -c TODO a; test $? -eq 1",
		"`grep -c TODO a` is at most 3":                                          "grep -c TODO a",
		"`git status` is clean":                                                  "fault",
		"run `scripts check`":                                                    "scripts check",
		"Run `pytest`":                                                           "pytest",
		"the `amount` column stays":                                              "",
		"the file `docs/a.md` exists":                                            "",
		"`./build.sh` succeeds":                                                  "./build.sh",
		"`CGO_ENABLED=0 go build ./...` succeeds":                                "CGO_ENABLED=0 go build ./...",
		"`my-tool check --all` exits 0":                                          "my-tool check --all",
		"coverage, measured by `cover -x`":                                       "cover -x",
		"run: make test":                                                         "make test",
		"command: npm test":                                                      "npm test",
		"The suite holds; run: `(sleep 9; echo late) & sh check.sh`":             "(sleep 9; echo late) & sh check.sh",
		"never run: `make deploy`":                                               "fault",
		"$ cargo test":                                                           "cargo test",
		"it costs $ 5":                                                           "",
		"`internal/**` is untouched and `make x` is green":                       "make x",
		"`$ go vet ./...` is clean":                                              "go vet ./...",
		"`make deploy` is never run":                                             "fault",
		"Do not run `make deploy`":                                               "fault",
		"the release works without running `make deploy`":                        "fault",
		"the build is green without `make deploy`":                               "fault",
		"never run: make deploy":                                                 "fault",
		"`make a` or `make b` passes":                                            "fault",
		"`make x` passes and `make y` is never run":                              "fault",
		"the docs say how to run `make deploy`":                                  "",
		"`make deploy` is part of the release":                                   "",
		"If `make x` fails, the reason is shown":                                 "",
		"`make x` prints the version":                                            "",
		"`make x` passes (fails today)":                                          "make x",
		"`make x` passes without a network":                                      "fault",
		"`golangci-lint run` reports no issues":                                  "golangci-lint run",
		"The suite (`make x`) passes":                                            "make x",
		"Run `make gen`, and `make x` passes":                                    "make gen && make x",
		"`make a` and `make b`":                                                  "make a && make b",
		"`cover -x` >= 80%":                                                      "cover -x",
		"`mutmut run` leaves fewer than 10 survivors":                            "mutmut run",
		"`k6 run load.js` keeps p95 under 300 ms":                                "k6 run load.js",
		"the run of `./bench.sh` takes < 2 min":                                  "./bench.sh",
		"the `retry count` is at most 5":                                         "",
		"`npx tsc --noEmit` has 0 errors":                                        "npx tsc --noEmit",
		"0 errors from `ruff check`":                                             "ruff check",
		"$ make a $ make b":                                                      "make a && make b",
		"running `cli sum 2 3` prints \"5\"":                                     "",
		"running `cli sum 2 3` leaves no file behind":                            "cli sum 2 3",
		"$ echo costs $ 5":                                                       "fault",
		"`make cover` must not drop below 80%":                                   "make cover",
		"`grep -rn TODO src` finds nothing":                                      "grep -rn TODO src; test $? -eq 1",
		"`rg -q TODO` must return no matches.":                                   "rg -q TODO; test $? -eq 1",
		"`git grep TODO` finds nothing any more":                                 "git grep TODO; test $? -eq 1",
		"`make x` passes and `grep a src` finds nothing":                         "make x && (grep a src; test $? -eq 1)",
		"`make a` and `make b || make c` pass":                                   "make a && (make b || make c)",
		"`grep TODO src` finds nothing in the log":                               "fault",
		"`grep -c TODO a` prints nothing":                                        "fault",
		"`grep a | wc -l` prints nothing":                                        "fault",
		"`git ls-files -o` finds nothing":                                        `out=$(git ls-files -o) && test -z "$out"`,
		"`grep -rL \"use strict\" src` prints nothing":                           `test -z "$(grep -rL "use strict" src)"`,
		"`npm run build && diff -r a b` prints nothing":                          "npm run build && diff -r a b",
		"`npm run build && gofmt -l .` prints nothing":                           "fault",
		"`meson test -C build` ok":                                               "meson test -C build",
		"`git grep -l javax` returns no file":                                    `git grep -l javax; test $? -eq 1`,
		"`gofmt -l .` prints no files":                                           `out=$(gofmt -l .) && test -z "$out"`,
		"`gofmt -l .` lists no files of the parser":                              "fault",
		"`git diff main -- go.mod` is empty":                                     `out=$(git diff main -- go.mod) && test -z "$out"`,
		"`git diff | grep x` prints nothing":                                     "git diff | grep x; test $? -eq 1",
		"`grep -rn x src | grep -v y` finds nothing":                             "grep -rn x src | grep -v y; test $? -eq 1",
		"`rg \"a|b\" src` prints nothing":                                        `rg "a|b" src; test $? -eq 1`,
		"`rg a src | sort` prints nothing":                                       `out=$(rg a src | sort) && test -z "$out"`,
		"`find . | xargs grep x` prints nothing":                                 "fault",
		"`grep a x` and `grep b y` find nothing":                                 "(grep a x; test $? -eq 1) && (grep b y; test $? -eq 1)",
		"`git diff` and `make x | sort` print nothing":                           `out=$(git diff) && test -z "$out" && (out=$(make x | sort) && test -z "$out")`,
		"`tool check` prints nothing":                                            `out=$(tool check) && test -z "$out"`,
		"`golint ./...` has no output.":                                          `out=$(golint ./...) && test -z "$out"`,
		"`golint ./...` reports nothing":                                         "golint ./...",
		"`npm run lint` prints nothing":                                          "npm run lint",
		"If `git diff` prints nothing, the page is green":                        "",
		"`cat x # y` prints nothing":                                             "fault",
		"`echo \"a` prints nothing":                                              "fault",
		"`ansible-lint` passes":                                                  "ansible-lint",
		"`yamllint` is clean":                                                    "yamllint",
		"`ansible-lint` is set":                                                  "",
		"`foo` is set":                                                           "",
		"`test_login` passes":                                                    "",
		"`Parser` passes the token on":                                           "",
		"`rustfmt --check` is clean":                                             "rustfmt --check",
		"`SELECT count(*) FROM t` returns 0":                                     "",
		"`select a from t` prints nothing":                                       "",
		"`GET /users` succeeds":                                                  "",
		"run `DELETE FROM t`":                                                    "",
		"`psql -c 'SELECT 1'` passes":                                            "psql -c 'SELECT 1'",
		"`R CMD check` passes":                                                   "R CMD check",
		"`check.sh` passes":                                                      "./check.sh",
		"Run `check.sh`; it passes":                                              "./check.sh",
		"`check.sh --all` exits 0":                                               "./check.sh --all",
		"`build.sh` and `check.sh` pass":                                         "./build.sh && ./check.sh",
		"`check.sh` prints nothing":                                              `out=$(./check.sh) && test -z "$out"`,
		"`check.sh` is executable":                                               "",
		"`check.sh` stays unchanged":                                             "",
		"`check.sh` passes the token on":                                         "",
		"`check.py` passes":                                                      "",
		"`frob all` exits with code 2":                                           "frob all; test $? -eq 2",
		"`Frob all` exits with code 2":                                           "",
		"`./x --bad` exits with code 2":                                          "./x --bad; test $? -eq 2",
		"`make x` has exit status 1, and `make y` passes":                        "(make x; test $? -eq 1) && make y",
		"`./x --bad` exits with code 2 on a bad file":                            "fault",
		"`./x --bad` exits with code 256":                                        "fault",
		"`./x --bad` returns 2":                                                  "",
		"`make x` does not fail":                                                 "make x",
		"`make x` must not fail any more":                                        "make x",
		"`make x` does not fail on an empty file":                                "fault",
		"plain words":                                                            "",
		"`":                                                                      "",
		"``":                                                                     "",
		"the method `Export()` returns an error":                                 "",
		"the prompt: say hello":                                                  "",
		"`make x` - must fail":                                                   "fault",
		"`make x` – known to fail":                                               "fault",
		"`make x`: red":                                                          "fault",
		"❌ `make x`":                                                             "fault",
		"These must fail: `make x`":                                              "fault",
		"None of these passes any more: `make x`":                                "fault",
		"`make x` passes on main, fails here":                                    "fault",
		"`make x` exits 0 or 1":                                                  "fault",
		"`make x` passes or not":                                                 "fault",
		"`grep -rn x src` – no hits":                                             "grep -rn x src; test $? -eq 1",
		"`rg x src`: no hits":                                                    "rg x src; test $? -eq 1",
		"`make x` – no output":                                                   "fault",
		"`make x | wc -l` prints 0":                                              "make x | wc -l",
		"`make x` - runs the unit tests":                                         "make x",
		"`make x` - fails today, passes afterwards":                              "make x",
		"Bob thinks `make x` must succeed":                                       "",
		"We were told that `make x` passes":                                      "",
		"Supposedly `make x` is green":                                           "",
		"Bob wants `make x` to pass":                                             "make x",
		"CI expects `make x` to pass":                                            "make x",
		"Unless `make x` passes, nothing is tagged":                              "",
		"`make x` passes and `make y` too":                                       "make x && make y",
		"`make x` passes; `tools/y --all` as well":                               "make x && tools/y --all",
		"`make x` as well as `make y` pass":                                      "make x && make y",
		"`make x` and `vendor/bin/y --all`, both must be clean":                  "make x && vendor/bin/y --all",
		"`make x` passes and `Parser` too":                                       "make x",
		"`make x` fails and `make y` too":                                        "fault",
		"`make x` and `make y`, both fail":                                       "fault",
		"it is used via `App\\B2B\\Legacy`":                                      "",
		"Run `Legacy`":                                                           "",
		"`frobcheck ./...` doesn't complain":                                     "frobcheck ./...",
		"`staticcheck ./...` doesn't complain":                                   "staticcheck ./...",
		"`gleam format --check` must pass":                                       "gleam format --check",
		"`gleam test` (the unit tests) must pass":                                "gleam test",
		"`gleam test`, as always, must pass":                                     "gleam test",
		"`gleam test` and `gleam format --check` both exit 0":                    "gleam test && gleam format --check",
		"`make x` passes and `gleam test` too":                                   "make x && gleam test",
		"The code must pass `gleam test`":                                        "gleam test",
		"The code must not pass `make x`":                                        "fault",
		"Tests pass (`gleam test`)":                                              "gleam test",
		"The tests pass when you run `gleam test`":                               "gleam test",
		"All tests pass with `gleam test`":                                       "gleam test",
		"A run of `make x` succeeds":                                             "make x",
		"CI runs `gleam test`, which must pass":                                  "gleam test",
		"We run `make x` in CI and it must stay green":                           "make x",
		"We used to run `make x`, which must pass":                               "",
		"CI runs `make x`, which nobody needs to pass":                           "",
		"`npm run check:emit` compares the two and must exit 0":                  "npm run check:emit",
		"`make x` compares the two and must fail":                                "",
		"run: make `x`":                                                          "",
		"`hlint src` is quiet":                                                   "hlint src",
		"`hlint src` stays silent":                                               "hlint src",
		"`git diff api` is quiet":                                                `out=$(git diff api) && test -z "$out"`,
		"`rg TODO src` comes up empty":                                           "rg TODO src; test $? -eq 1",
		"`make x` is quiet about errors":                                         "",
		"`make x` comes back clean":                                              "make x",
		"`make x` says nothing":                                                  "make x",
		"`make x` has nothing to report":                                         "make x",
		"`make x` ends with status 0":                                            "make x",
		"`make x` ends with the line `done`":                                     "",
		"either `make a` or `make b` passes":                                     "fault",
		"`make x` must pass or be removed":                                       "fault",
		"`make x` passes, but it should not":                                     "fault",
		"`make x` passes its flags to the shell":                                 "",
		"`make x` prints `0 missing`":                                            `out=$(make x) && printf '%s\n' "$out" | grep -qxF -- '0 missing'`,
		"currently `make x` prints `ok`; after the change it prints `fine`":      "fault",
		"`make x` prints `ok`, which is wrong":                                   "fault",
		"`make x` prints `ok` and exits 1":                                       "fault",
		"`make x` prints `ok` and then `done`":                                   "fault",
		"`make x` prints `ok` (on stderr)":                                       "fault",
		"`make x` prints `ok` within 2 seconds":                                  "fault",
		"`make x` prints `row: ...`":                                             "fault",
		"`make x` prints `hi <name>`":                                            "fault",
		"`make x` prints the word `ok`":                                          "fault",
		"`make x` shows `ok`":                                                    "fault",
		"`make x` prints no `ok`":                                                "fault",
		"`make x` prints nothing but warnings":                                   "fault",
		"`make x` prints nothing on stderr":                                      "fault",
		"`make x` prints nothing and exits 1":                                    "fault",
		"`make x` exits with 2 and prints `ok`":                                  "fault",
		"`make x` has no output on success":                                      "fault",
		"On Linux, `make x` prints `ok`":                                         "fault",
		"You know it is right when `make t` is green, and `make x` prints `ok`.": "make t && (out=$(make x) && printf '%s\\n' \"$out\" | grep -qxF -- 'ok')",
		"You know it is right when `make t` is green and currently `make x` prints `ok`.": "fault",
		"The command `make x` still prints the line `ok`.":                                `out=$(make x) && printf '%s\n' "$out" | grep -qxF -- 'ok'`,
		"`make x` exits 0 and prints `ok`":                                                `out=$(make x) && printf '%s\n' "$out" | grep -qxF -- 'ok'`,
		"`make x` prints `ok` and exits with 0":                                           `out=$(make x) && printf '%s\n' "$out" | grep -qxF -- 'ok'`,
		"`make x` prints `ok` and nothing else":                                           `out=$(make x) && test "$out" = 'ok'`,
		"`tool check` must print nothing and exit 0":                                      `out=$(tool check) && test -z "$out"`,
		"`make x` prints nothing but `ok`":                                                `out=$(make x) && test "$out" = 'ok'`,
		"`make x` prints `ok` or `skipped`":                                               "fault",
		"`make x` prints `ok` if the cache is warm":                                       "fault",
		"`make x` prints `it's`":                                                          "fault",
		"`make x` outputs `dist/app.js`":                                                  "fault",
		"`make x` lists `--json`":                                                         "fault",
		"`make x`: 0 problems":                                                            "make x",
		"CI (`bats test/`) is green":                                                      "bats test/",
		"CI stays green, that is `bats test/`":                                            "bats test/",
		"The tree passes `bats test/`":                                                    "bats test/",
		"The check is `bats test/`":                                                       "bats test/",
		"All of `bats test/` passes":                                                      "bats test/",
		"`bats test/` => exit 0":                                                          "bats test/",
		"`bats test/`: pass":                                                              "bats test/",
		"`bats test/` ✅":                                                                  "bats test/",
		"✅ `bats test/`":                                                                  "bats test/",
		"`nim check x.nim` is free of errors":                                             "nim check x.nim",
		"`nim check x.nim` throws no errors":                                              "nim check x.nim",
		"`bin/kaocha` and `bin/lint` need to be happy":                                    "bin/kaocha && bin/lint",
		"These have to be green: `bats test/`; `shfmt -d .`.":                             "bats test/ && shfmt -d .",
		"`bats test/` && `shfmt -d .` pass":                                               "bats test/ && shfmt -d .",
		"`make a # x` and `make b` pass":                                                  "make a && make b",
		"`make a # fails` and `make b` pass":                                              "(make a # fails\n) && make b",
		"`make a & wait` and `make b` pass":                                               "(make a & wait) && make b",
		"`make a 2>&1` and `make b && make c` pass":                                       "make a 2>&1 && make b && make c",
		"$ make a || make b $ make c":                                                     "(make a || make b) && make c",
		"Use `bats test/` to check; it must pass":                                         "bats test/",
		"The parser accepts `export --dry-run`":                                           "",
		"Callers pass `user id.name` along":                                               "",
		"The docs describe `export --dry-run` in two places":                              "",
		"No failing tests: `make x`":                                                      "make x",
		"Fixes the crash: `make x` passes":                                                "make x",
	} {
		got, fault := commandOf(words)
		if fault != "" {
			got += "fault"
		}
		if got != want {
			t.Errorf("commandIn(%q) = %q, want %q", words, got, want)
		}
	}
}

func TestUncommented(t *testing.T) {
	for in, want := range map[string]string{
		"go test ./...  # must pass":        "go test ./...",
		"# all of it\ngo test ./...\n# end": "\ngo test ./...",
		"grep '# x' a # comment":            "grep '# x' a",
		`echo "a # b"`:                      `echo "a # b"`,
		`echo a \# b`:                       `echo a \# b`,
		"curl http://x/#top":                "curl http://x/#top",
		"echo ${a#b}":                       "echo ${a#b}",
		"go test ./x # fails on the base":   "go test ./x # fails on the base",
		"cat <<E\n# title\nE":               "cat <<E\n# title\nE",
		"# only this":                       "",
	} {
		if got := uncommented(in); got != want {
			t.Errorf("uncommented(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPredicateIn(t *testing.T) {
	for words, want := range map[string]string{
		">= 80%":                               ">= 80%",
		"≥80 %":                                ">= 80%",
		"< 1.5s":                               "< 1.5 s",
		"at least 80% branch coverage":         ">= 80%",
		"no more than 3 errors":                "<= 3 errors",
		"more than 1,000 rows":                 "> 1000 rows",
		"exactly 0 warnings":                   "== 0 warnings",
		"80% or more":                          ">= 80%",
		"90 s or less":                         "<= 90 s",
		"Target 80% branch coverage":           ">= 80%",
		"raise the coverage of the API to 75%": ">= 75%",
		"within 2 minutes of the start":        "<= 2 minutes",
		"under 10 MB/s":                        "< 10 MB/s",
		"it exits with 0":                      "",
		"answers 404":                          "",
		"version 5 of the library":             "",
		"`a >= 3` in code":                     "",
		"wonder 5 times":                       "",
		"the number of queries is at most 4":   "<= 4",
		"at most 5 in the list":                "<= 5",
	} {
		got := ""
		if p := predicateIn(words); p != nil {
			got = p.String()
		}
		if got != want {
			t.Errorf("predicateIn(%q) = %q, want %q", words, got, want)
		}
	}
}

// TestPrintedNumbers reads the number that a command is said to print, and takes
// none for its status.
func TestPrintedNumbers(t *testing.T) {
	for words, want := range map[string]string{
		"`./tool x | wc -l` prints 0":     "== 0",
		"`./tool x` prints 3":             "== 3",
		"`rg -l a b | wc -l` returns 0":   "== 0",
		"`rg -l a b | wc -l` is 12":       "== 12",
		"`make x` returns 0":              "",
		"`make x` is 0":                   "",
		"`grep -c a b` prints 0":          "",
		"the list `items` prints 0":       "",
		"`make x` prints 2 lines":         "",
		"`make x` prints 3 and `y` is 4.": "",
	} {
		got := ""
		if p := printed(words); p != nil {
			got = p.String()
		}
		if got != want {
			t.Errorf("%q prints %q, want %q", words, got, want)
		}
	}
}

func TestPredicateHolds(t *testing.T) {
	for _, tt := range []struct {
		op   string
		want [3]bool // of 1, 2 and 3 against 2
	}{
		{"<", [3]bool{true, false, false}},
		{"<=", [3]bool{true, true, false}},
		{">", [3]bool{false, false, true}},
		{">=", [3]bool{false, true, true}},
		{"==", [3]bool{false, true, false}},
		{"~", [3]bool{}},
	} {
		for i, want := range tt.want {
			if got := (Predicate{Op: tt.op, Value: 2}).Holds(float64(i + 1)); got != want {
				t.Errorf("%d %s 2 is %v", i+1, tt.op, got)
			}
		}
	}
}

func TestParseBudgetFaults(t *testing.T) {
	for s, want := range map[string]string{
		"actions=50 minutes=30":        "actions=50 minutes=30",
		"tokens: 500k":                 "tokens=500000",
		"at most 40 actions and 2h":    "actions=40 minutes=120",
		"`actions=5`; usd=0.5":         "actions=5 usd=0.5",
		"max 10 files, 300 lines":      "files=10 lines=300",
		"":                             "",
		"actions=-1":                   "error",
		"actions=1.5":                  "error",
		"actions=9999999999999999":     "error",
		"minutes=525600":               "minutes=525600",
		"minutes=1000000":              "error",
		"tokens=1000000M":              "tokens=1000000000000",
		"questions=1001":               "error",
		"usd=2M":                       "error",
		"lots":                         "error",
		"120 seconds":                  "minutes=2",
		"90 seconds":                   "error",
		"minutes=90 seconds":           "error",
		"minutes=2 hours":              "minutes=120",
		"minutes=2h":                   "minutes=120",
		"minutes=30m":                  "minutes=30",
		"30m":                          "minutes=30",
		"1M":                           "error",
		"tokens=1M":                    "tokens=1000000",
		"1M tokens":                    "tokens=1000000",
		"2 million tokens":             "tokens=2000000",
		"tokens=1,000,000":             "tokens=1000000",
		"1.000 tokens":                 "error",
		"tokens=1.000":                 "error",
		"$1.500":                       "error",
		"usd=1,50":                     "error",
		"$1,50":                        "error",
		"$1.50":                        "usd=1.5",
		"usd=$2":                       "usd=2",
		"minutes=$2":                   "error",
		"$5 minutes":                   "error",
		"actions=5 minutes":            "error",
		"minutes=2 days":               "error",
		"5 EUR":                        "error",
		"actions=50 actions=500":       "error",
		"actions=50, 50 actions":       "actions=50",
		"5 bananas":                    "error",
		"actions=50, then some for me": "error",
	} {
		b, err := ParseBudget(s)
		got := b.String()
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("ParseBudget(%q) = %q (%v), want %q", s, got, err, want)
		}
	}
}

func TestGlobsIn(t *testing.T) {
	for words, want := range map[string]string{
		"`a/**`":                          "[{a/** }]",
		"a/b.go (frozen)":                 "[{a/b.go frozen}]",
		"a/ — generated":                  "[{a/ generated}]",
		"a/, b/ and c/ (all old)":         "[{a/ all old} {b/ all old} {c/ all old}]",
		"`a/` (one), `b/` (two)":          "[{a/ one} {b/ two}]",
		"go.mod because it is pinned":     "[{go.mod it is pinned}]",
		"Makefile":                        "[{Makefile }]",
		"*.lock":                          "[{*.lock }]",
		"a/b: the exporter":               "[{a/b the exporter}]",
		"any database migration files":    "[]",
		"the payments module":             "[]",
		"https://example.com/a":           "[]",
		"`Export()`":                      "[]",
		"`two words`":                     "[]",
		"`app/(shop)/page.tsx`":           "[{app/(shop)/page.tsx }]",
		"src/[id]/page.tsx (dynamic)":     "[{src/[id]/page.tsx dynamic}]",
		"web/@types/a.d.ts, package.json": "[{web/@types/a.d.ts } {package.json }]",
	} {
		globs, _ := globsIn(words, false)
		got := []string{}
		for _, g := range globs {
			got = append(got, "{"+g.Pattern+" "+g.Reason+"}")
		}
		if s := fmt.Sprint(got); s != want {
			t.Errorf("globsIn(%q) = %s, want %s", words, s, want)
		}
	}
}

func TestResourcesRead(t *testing.T) {
	var r Resources
	for _, s := range []string{
		"commands: go, `make a, b`", "hosts: proxy.example.io, *.example.com:8443", "`npm test`", "registry.sample.io", "tools: ripgrep",
		"network: none", "You may use the host cdn.example.com", "the staging server is down", "go", "commands: go",
	} {
		r.read(s, Span{})
	}
	want := Resources{
		Commands: []Resource{{Text: "go"}, {Text: "make a, b"}, {Text: "npm test"}},
		Hosts:    []Resource{{Text: "proxy.example.io"}, {Text: "*.example.com:8443"}, {Text: "registry.sample.io"}, {Text: "cdn.example.com"}},
		Tools:    []Resource{{Text: "ripgrep"}},
		Notes:    []Resource{{Text: "network: none"}, {Text: "the staging server is down"}, {Text: "go"}},
	}
	if !reflect.DeepEqual(r, want) {
		t.Errorf("%+v, want %+v", r, want)
	}
	var again Resources
	for _, s := range r.written() {
		again.read(s, Span{})
	}
	if !reflect.DeepEqual(again, r) {
		t.Errorf("read again: %+v, want %+v", again, r)
	}
}

// TestResourcesBelowTheirLabel: a label says of what stands below it whether it is
// commands, hosts or tools.
func TestResourcesBelowTheirLabel(t *testing.T) {
	for text, want := range map[string]string{
		"Hosts: a.example.org, b.example.org and c.example.org:8080": "hosts a.example.org b.example.org c.example.org:8080",
		"## Network\n- https://a.example.org/\n- the staging host":   "hosts a.example.org; notes network: the staging host",
		"Network: no access": "GS022",
		"Network: none":      "",
		"Tools: jq and yq":   "tools jq yq",
		"## Tools\n- Docker\n- You may use the database for tests": "tools Docker; notes You may use the database for tests",
		"Tools: `jq, yq`, curl":                                                  "tools jq, yq curl",
		"Commands: go test ./..., make lint.":                                    "commands go test ./... make lint",
		"Commands:\n- npm\n- `go test ./...` for the tests":                      "commands npm; notes `go test ./...` for the tests",
		"Commands:\n- anything in scripts/":                                      "notes anything in scripts/",
		"Commands:\n```sh\nmake fmt\nnpm ci\n```":                                "commands make fmt npm ci",
		"Resources:\n- Commands:\n  - go vet ./...\n- Hosts:\n  - a.example.org": "commands go vet ./...; hosts a.example.org",
		"Resources:\n- Commands: `make a`\n- jq":                                 "commands make a; notes jq",
	} {
		g, findings := Parse("", "Goal: The export has a total line.\n\nConstraints: keep the API\n\nEvidence: `make test` passes\n\n"+text+"\n").Admit(Options{})
		var got []string
		for _, f := range findings {
			got = append(got, f.Code)
		}
		r := g.Resources()
		for i, list := range [][]Resource{r.Commands, r.Hosts, r.Tools, r.Notes} {
			if len(list) > 0 {
				got = append(got, []string{"commands", "hosts", "tools", "notes"}[i]+" "+strings.Trim(fmt.Sprint(list), "[]"))
			}
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q gives %q, want %q", text, s, want)
		}
	}
}

func TestStepCommands(t *testing.T) {
	for words, want := range map[string]string{
		"Run `make lint`": "make lint",
		"After each phase run `make lint`, commit and push": "make lint",
		"Please before every commit, run `make fmt`":        "make fmt",
		"After completing each phase: commit":               "",
		"After the release run `make lint`":                 "",
		"After each phase do not run `make lint`":           "",
	} {
		if got := newStep(words, "", Span{}).Command; got != want {
			t.Errorf("%q runs %q, want %q", words, got, want)
		}
	}
}

// TestBudgetsInProse: a sentence that only says how much may be used is the budget;
// any other stays what it is.
func TestBudgetsInProse(t *testing.T) {
	for text, want := range map[string]string{
		"Use at most 50 actions and 30 minutes.":           "actions=50 minutes=30",
		"Please spend no more than 2 hours and $5.":        "minutes=120 usd=5",
		"Don't spend more than 1M tokens.":                 "tokens=1000000",
		"Use up to 3 questions.":                           "questions=3",
		"Do not use more than 30 minutes of CPU.":          "",
		"Use at most 20 lines.":                            "",
		"Use at most 3 retries and 30 minutes in between.": "",
		"The job uses at most 30 minutes.":                 "",
		"Use at most 5 actions. Use at most 9 actions.":    "GS019",
		"Use at most 5 actions. Spend at most 20 minutes.": "actions=5 minutes=20",
	} {
		g, findings := Parse("", "The export has a total line. `make test` passes. Do not change the API. "+text).Admit(Options{})
		got := g.Budget().String()
		for _, f := range findings {
			got += f.Code
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestNewPriority(t *testing.T) {
	for words, want := range map[string][3]string{
		"fix if isolated to one function, else write a diagnosis":          {"fix", "isolated to one function", "write a diagnosis"},
		"If it is isolated to one function, fix it, otherwise diagnose it": {"fix it", "it is isolated to one function", "diagnose it"},
		"If you find a bug, note it":                                       {"note it", "you find a bug", ""},
		"If the fix is in one file: fix it":                                {"fix it", "the fix is in one file", ""},
		"Fix only when it is small; otherwise skip it.":                    {"Fix", "it is small", "skip it"},
		"Prefer small steps":                                               {},
	} {
		p := newPriority(words, Span{})
		if got := [3]string{p.Then, p.If, p.Else}; got != want {
			t.Errorf("newPriority(%q) = %q, want %q", words, got, want)
		}
	}
}

func TestCleanTitle(t *testing.T) {
	for title, want := range map[string]string{
		"[Goal]: Move it": "Move it", "Goal: move it": "move it", "  ## [WIP] Move\tit ": "Move it", "1. Move it": "Move it", "Goals matter": "Goals matter", "": "",
	} {
		if got := cleanTitle(title); got != want {
			t.Errorf("cleanTitle(%q) = %q, want %q", title, got, want)
		}
	}
}
