package goalspec_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// codesOf are the codes of a text, each once, in order.
func codesOf(body string, o goalspec.Options) string {
	var out []string
	for _, f := range goalspec.ParseWith(o, "", body).Lint(o) {
		out = append(out, f.Code)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func TestOutcomes(t *testing.T) {
	const rest = "\n\nConstraints:\n- the flags stay\n\nEvidence:\n- %\n"
	for outcome, want := range map[string]string{
		"Add dark mode to the settings page and fix the login timeout.":    "GS008",
		"Add dark mode to the settings page. Fix the login timeout.":       "GS008",
		"Fix the login timeout; migrate the invoices to Postgres.":         "GS008",
		"The import works with a BOM. Also with semicolons as separators.": "",
		"The import works with a BOM. Also send the newsletter.":           "GS008",
		"\n- p95 of the search < 200 ms\n- error rate below 0.1 %":         "",
		"\n- p95 of the search < 200 ms\n- the newsletter is sent":         "GS008",
		"Refactor the code.":                                                         "GS037",
		"Look into memory usage.":                                                    "GS037",
		"Update dependencies.":                                                       "GS037",
		"Refactor the parser into a package of its own.":                             "",
		"Reduce the start time to 2 s.":                                              "",
		"Update the README.":                                                         "",
		"Investigate the crash on start in `serve`.":                                 "",
		"Work through the Sentry errors.":                                            "GS007",
		"Go over all Sentry issues and fix them.":                                    "GS007",
		"Address the top errors in Sentry.":                                          "GS007",
		"Work through a proxy.":                                                      "",
		"Rename the flag and update the docs.":                                       "",
		"Move the export to the queue and delete the old worker.":                    "",
		"Extract the payment client and replace its callers.":                        "",
		"Fix the login timeout, and add a test for the timeout.":                     "",
		"Retry failed uploads and show the number of tries.":                         "",
		"Cache the search index and delete stale entries after a day.":               "",
		"Import the customers of a file and resolve duplicate addresses.":            "",
		"Export the invoices of a year and send the newsletter of a month.":          "GS008",
		"Cache the search index and fix expired login sessions.":                     "GS008",
		"The export retries failed uploads and logs each retry.":                     "",
		"For every error in the tracker export, fix the cause or write a diagnosis.": "GS007",
		"Fix the following bugs: the total is off, the date is wrong.":               "",
		"For every request the server logs a trace id.":                              "",
		"Rename `parse.Do` to `parse.Run` and update all callers.":                   "",
		"Move `parse.Do` to `run/`, then fix every import.":                          "",
		"Rename the flag and fix all bugs.":                                          "GS007",
		"Rename the flag and update all open tickets.":                               "GS007",
		"Update all callers.":                                                        "",
		"Add the following flag: --json.":                                            "",
	} {
		if got := codesOf("Goal: "+outcome+strings.ReplaceAll(rest, "%", "`make test` passes"), goalspec.Options{}); got != want {
			t.Errorf("%q has %q, want %q", outcome, got, want)
		}
	}
	for outcome, want := range map[string]string{
		"`go mod tidy` leaves go.mod as it is.":                  "",
		"`make clean` removes the dist folder.":                  "",
		"Add `ledgerd cleanup`, which deletes expired sessions.": "",
		"`Improve()` returns an error on nil.":                   "",
		"Make `ledgerd` faster.":                                 "GS002",
		"Fix the bugs.":                                          "GS002",
		"Fix all the known issues in the app":                    "GS002 GS007",
		"Make it work":                                           "GS002",
		"Fix the bugs in the importer for empty files.":          "",
		"Fix the golangci-lint issues.":                          "",
		"`Improve the parser`":                                   "GS002",
	} {
		if got := codesOf("Goal: "+outcome+strings.ReplaceAll(rest, "%", "`make test` passes"), goalspec.Options{}); got != want {
			t.Errorf("%q has %q, want %q", outcome, got, want)
		}
	}
	for outcome, want := range map[string]string{
		"Refactor the code.":                                     "GS002 GS005",
		"Look into memory usage.":                                "GS002 GS005",
		"Clean up the API":                                       "GS002 GS005",
		"Review the API.":                                        "GS002 GS005",
		"Update dependencies.":                                   "GS002 GS005",
		"Reduce memory usage.":                                   "GS002 GS005",
		"Reduce memory usage to 200 MB.":                         "GS005",
		"Refactor the parser into a package of its own.":         "GS005",
		"Update `lodash` to 4.18.":                               "GS005",
		"Investigate the crash on start in `serve`.":             "GS005",
		"Refactor the parser\n\n- split `parse.go`\n- add types": "GS005 GS037",
		"Refactor the parser\n\nIt has 2,000 lines.":             "GS002 GS005",
	} {
		for evidence, never := range map[string]bool{"tests pass": false, "everybody agrees with the result": true, "the code is reviewed": true} {
			want := want
			if never {
				want = strings.Replace(want, "GS005", "GS005 GS006", 1)
			}
			if got := codesOf("Goal: "+outcome+strings.ReplaceAll(rest, "%", evidence), goalspec.Options{}); got != want {
				t.Errorf("%q by %q has %q, want %q", outcome, evidence, got, want)
			}
		}
		for _, evidence := range []string{"`make unused` prints at most 20", "`go test -run TestHeap ./mem` passes"} {
			if got := codesOf("Goal: "+outcome+strings.ReplaceAll(rest, "%", evidence), goalspec.Options{}); got != "" {
				t.Errorf("%q by %q has %q", outcome, evidence, got)
			}
		}
	}
	for evidence, want := range map[string]string{
		"everybody agrees with the result":       "GS002 GS005 GS006",
		"users are always happy":                 "GS002 GS005 GS006",
		"developers are more productive":         "GS002 GS005 GS006",
		"the architecture is elegant":            "GS002 GS005 GS006",
		"no bug will ever happen again":          "GS002 GS005 GS006",
		"the team can use it well":               "GS002 GS005",
		"the first page shows a form":            "GS005",
		"`GET /start` answers in one second":     "GS005",
		"the new flow works in all cases":        "GS002 GS005 GS006",
		"it holds under any circumstances":       "GS002 GS005 GS006",
		"it handles all possible inputs":         "GS002 GS005 GS006",
		"an error is shown in case of a timeout": "GS005",
	} {
		if got := codesOf("Goal: Make onboarding better."+strings.ReplaceAll(rest, "%", evidence), goalspec.Options{}); got != want {
			t.Errorf("%q has %q, want %q", evidence, got, want)
		}
	}
}

func TestFrozenPaths(t *testing.T) {
	const front = "Goal: The orders have a currency.\n\nDo not modify:\n- db/**\n\nEvidence:\n- `make test` passes\n- "
	for evidence, want := range map[string]string{
		"`db/x.sql` adds a column":                        "GS011",
		"`db/x.sql` has to use the new type":              "GS011",
		"the dump stays, please don't update `db/x.sql`":  "",
		"don't skip it, and update `db/x.sql`":            "GS011",
		"write it first, and `./db/run.sh -q all` passes": "",
		"`db/x.sql` must be split":                        "GS011",
		"`db/x.sql` must still parse":                     "",
		"`db/x.sql` has to pass the linter":               "",
		"**db/x.sql** defines the column":                 "GS011",
		"\"db/x.sql\" has a column for the currency":      "GS011",
		"there is a new migration in db/migrations":       "GS011",
		"a new migration stands under `db/`":              "GS011",
		"`db/VERSION.md` names the new version":           "GS011",
		"the migration in `db/x.sql` still applies":       "",
		"`db/x.sql` is unchanged":                         "",
		"`db/check.sh` passes":                            "",
		"`api/x.go` adds a column":                        "",
	} {
		if got := codesOf(front+evidence+"\n", goalspec.Options{}); got != want {
			t.Errorf("%q has %q, want %q", evidence, got, want)
		}
	}
}

func TestContradictions(t *testing.T) {
	const front = "Goal: The orders have a currency.\n\nEvidence:\n- `make test` passes\n\n"
	for scope, want := range map[string]string{
		"src/ | src/*":                      "GS010",
		"a/[ab].go | a/a.go | a/b.go":       "GS010",
		"a/[abc].go | a/a.go | a/b.go":      "",
		"a/*/x.go | a/[a-m]*/ | a/[^a-m]*/": "GS010",
		"a/? | a/[^b]* | *b":                "GS010",
		"src/** | src/gen/**":               "",
		"src/gen/x.go | src/**":             "GS010",
	} {
		patterns := strings.Split(scope, " | ")
		body := front + "Only modify:\n- `" + patterns[0] + "`\n\nDo not modify:\n"
		for _, p := range patterns[1:] {
			body += "- `" + p + "`\n"
		}
		if got := codesOf(body, goalspec.Options{}); got != want {
			t.Errorf("%s has %q, want %q", scope, got, want)
		}
	}
}

// TestCommandThatIsNotRead wants the author told which command is not taken.
func TestCommandThatIsNotRead(t *testing.T) {
	findings := goalspec.Parse("", "Goal: The tool has a version.\n\nConstraints:\n- the flags stay\n\nEvidence:\n- `go run . --version` prints the version\n").Lint(goalspec.Options{})
	if len(findings) != 1 || findings[0].Code != "GS005" || !strings.Contains(findings[0].Message, "go run . --version") || strings.Contains(findings[0].Suggestion, "Add a command in code marks") {
		t.Errorf("%+v", findings)
	}
}

func TestCommandsAgainstTheRepository(t *testing.T) {
	o := goalspec.Options{Repo: fstest.MapFS{
		"go.mod":         {Data: []byte("module example.com/app // the app\n")},
		"api/a.go":       {Data: []byte("package api\n")},
		"package.json":   {Data: []byte(`{"scripts": {"lint": "eslint ."}, "devDependencies": {"typescript": "5", "vitest": "1"}}`)},
		"tools/Makefile": {Data: []byte("gen:\n\ttrue\n")},
		"Makefile":       {Data: []byte("test:\n\ttrue\n")},
	}}
	const front = "Goal: The orders have a currency.\n\nConstraints:\n- the flags stay\n\n"
	for text, want := range map[string]string{
		"Evidence:\n- `yarn run lint` passes\n":                                               "",
		"Evidence:\n- `yarn run check` passes\n":                                              "GS018",
		"Evidence:\n- `yarn run vitest` passes\n":                                             "",
		"Evidence:\n- `go test example.com/app/api` passes\n":                                 "",
		"Evidence:\n- `go test example.com/app/...` passes\n":                                 "",
		"Evidence:\n- `go test example.com/app/nothing` passes\n":                             "GS018",
		"Evidence:\n- `go test example.com/other/x` passes\n":                                 "",
		"Evidence:\n- `make -C tools gen` passes\n":                                           "",
		"Evidence:\n- `make -C tools test` passes\n":                                          "GS018",
		"Evidence:\n- `make --directory=nowhere test` passes\n":                               "GS018",
		"Evidence:\n- `make test` passes\n\nResources:\n- commands: make release\n":           "GS018",
		"Evidence:\n- `make test` passes\n\nResources:\n- commands: go, make, npm run lint\n": "",
		"Evidence:\n- `make test` passes\n\nResources:\n- `npm run nothing`\n":                "GS018",
	} {
		if got := codesOf(front+text, o); got != want {
			t.Errorf("%q has %q, want %q", text, got, want)
		}
	}
}

// TestSuggestedCommand wants what is no success written so that it is one, and
// the writing read.
func TestSuggestedCommand(t *testing.T) {
	const front = "Goal: The orders have a currency.\n\nConstraints:\n- the flags stay\n\nEvidence:\n- "
	for words, want := range map[string]string{
		"`grep -rn x web | xargs rm` is empty":     "",
		"`make broken` fails":                      `! make broken`,
		"`make broken` exits with a non-zero code": `! make broken`,
		"`make a` fails when the key is missing":   "",
		"`make a` exits with 2 on bad input":       "",
		"`make check` says the build is broken":    "",
		"`kubectl get pods` shows 0 failed pods":   "",
		"`docker ps` shows nothing":                "",
		"`terraform plan` shows no changes":        `terraform plan -detailed-exitcode`,
		"`terraform plan -lock=false` is empty":    `terraform plan -detailed-exitcode -lock=false`,
		"`git status` shows no changes":            `out=$(git status --porcelain) && test -z "$out"`,
		"`git status` is clean":                    `out=$(git status --porcelain) && test -z "$out"`,
		"`git branch` lists no stale branches":     `out=$(git branch) && test -z "$out"`,
		"`make deploy` is never run":               "",
		"the release works without `make deploy`":  "",
	} {
		findings := goalspec.Parse("", front+words+"\n").Lint(goalspec.Options{})
		i := slices.IndexFunc(findings, func(f goalspec.Finding) bool { return f.Code == "GS040" })
		if i < 0 {
			t.Errorf("%q has %v", words, findings)
			continue
		}
		written, ok := strings.CutPrefix(findings[i].Suggestion, "If that is meant, write: ")
		if got := codesOf(front+written+"\n", goalspec.Options{}); ok != (want != "") || ok && (written != "`"+want+"` passes." || got != "") {
			t.Errorf("%q is suggested %q, which has %q", words, written, got)
		}
	}
}

// TestSaidOfTheRun: what a statement says of how a command passes, and the command as it
// is given does not show, leaves the check to the plan.
func TestSaidOfTheRun(t *testing.T) {
	for words, bound := range map[string]bool{
		"`pytest` passes with no warnings":                   false,
		"`npm run build` succeeds without any warnings":      false,
		"`pytest -W error` passes with no warnings":          true,
		"`pytest` passes with no errors":                     true,
		"`go test ./a` passes with the `-race` flag":         false,
		"`go test ./a` passes with -race":                    false,
		"`go test -race ./a` passes with -race":              true,
		"`go test ./a` passes with or without a network":     true,
		"`python3 -m pytest` passes three times in a row":    false,
		"`pytest a/test_2.py` passes, three times in a row":  false,
		"three times in a row, `make a` passes":              false,
		"`go test -count=3 ./a` passes three times in a row": true,
		"`pytest --count 3` passes three times in a row":     true,
		"`seq 3 | xargs -n1 make a` passes three times":      true,
	} {
		d := goalspec.Parse("", "Goal: The export has a total line.\n\nEvidence:\n- "+words+"\n")
		told := strings.Contains(listFindings(d.Lint(goalspec.Options{})), "GS040")
		if got := d.Criteria()[0].Command != ""; got != bound || told == bound {
			t.Errorf("%q is bound: %v, want %v; GS040: %v", words, got, bound, told)
		}
	}
}
