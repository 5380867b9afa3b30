package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/starter"
)

// recipe is a ready-made goal in a repository where it makes sense, and what an
// agent does about it.
type recipe struct {
	policy string
	files  map[string]string
	script string
	change []string // paths of the result
	tells  []string // what the pull request says
}

// TestRecipes: each ready-made goal, as init writes it, is clean and is reached.
func TestRecipes(t *testing.T) {
	t.Parallel()
	o := serves(t, map[string]string{"/errors.json": errorExport})
	all := map[string]recipe{
		"error-backlog": backlog(o), "small-feature": smallFeature(), "test-coverage": testCoverage(), "stale-docs": staleDocs(),
	}
	for _, name := range starter.Recipes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all[name].play(t, name)
		})
	}
}

func (r recipe) play(t *testing.T, name string) {
	title, body := written(t, name, r.files)
	files := policy(r.policy)
	for path, text := range r.files {
		files[path] = text
	}
	w := start(t, setup{files: files, script: r.script, tune: near})
	w.issue = w.open(maintainer, title, body)
	w.label(maintainer)
	w.waitBreakpoint(app.BreakpointPlan)
	w.comment(maintainer, "approve")
	g := w.waitPull()
	w.settled()
	if g.Pull.Draft {
		t.Errorf("the pull request is a draft")
	}
	var changed []string
	for _, f := range g.Stat.Files {
		changed = append(changed, f.Path)
	}
	if got, want := strings.Join(changed, " "), strings.Join(r.change, " "); got != want {
		t.Errorf("changed %s, want %s", got, want)
	}
	for _, want := range append(r.tells, "Closes #1") {
		if pr := w.pulls()[0].GetBody(); !strings.Contains(pr, want) {
			t.Errorf("the pull request lacks %q:\n%s", want, pr)
		}
	}
}

// written is the recipe as a new user has it: written by init into a
// repository, found clean by lint, and opened by GitHub as an issue without its
// front matter.
func written(t *testing.T, name string, files map[string]string) (title, body string) {
	t.Helper()
	dir := t.TempDir()
	for path, text := range files {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	goalkeeper := func(args ...string) {
		t.Helper()
		var out bytes.Buffer
		if code := run(args, streams{In: strings.NewReader(""), Out: &out, Err: &out}); code != 0 {
			t.Fatalf("goalkeeper %v ends with %d:\n%s", args, code, &out)
		}
	}
	goalkeeper("init", "--repo", dir, "--recipe", name)
	file := filepath.Join(dir, ".github/ISSUE_TEMPLATE/goal-"+name+".md")
	goalkeeper("lint", "--repo", dir, file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(strings.TrimPrefix(string(text), "---\n"), "\n---\n")
	_, title, _ = strings.Cut(head, "title: ")
	return strings.Trim(title, "\"\n"), body
}

const errorExport = `[
  {"id": "E1", "events": 41, "message": "arithmetic syntax error in average of an empty list", "where": "average.sh"},
  {"id": "E2", "events": 7, "message": "two writers interleave lines in the ledger", "where": "ledger.sh"}
]
`

// backlog: one error is fixed, the other diagnosed. The plan's checks fetch
// nothing: the export is there in every sandbox.
func backlog(o *faraway) recipe {
	return recipe{
		policy: o.fetching()[".github/goalkeeper.yml"],
		files: map[string]string{
			"average.sh": "n=0; sum=0\nfor x in \"$@\"; do n=$((n + 1)); sum=$((sum + x)); done\necho $((sum / n))\n",
			"ledger.sh":  "echo \"$1\" >> ledger; echo \"$2\" >> ledger\n",
			"test.sh":    "set -e\n[ \"$(sh average.sh 2 4)\" = 3 ]\nfor t in tests/*.sh; do [ ! -e \"$t\" ] || sh \"$t\"; done\necho fine\n",
		},
		script: `
- name: read
  calls:
  - {tool: read_file, args: {path: inputs/errors.json}}
  - {tool: read_file, args: {path: average.sh}}
- name: plan
  calls:
  - tool: submit_plan
    args:
      summary: Fix E1, which one function explains; diagnose E2.
      steps: [{id: S1, text: Guard the average of nothing.}, {id: S2, text: Write the report.}]
      files: [average.sh, tests/empty.sh, docs/error-report.md]
      checks:
      - {criterion: C1, command: "grep -q E1 inputs/errors.json && sh tests/empty.sh", kind: must_change}
      - {criterion: C2, command: sh test.sh, kind: must_hold}
- name: fix
  calls:
  - {tool: edit_file, args: {path: average.sh, edits: [{old: "echo $((sum / n))", new: "[ $n -gt 0 ] || { echo 0; exit; }\necho $((sum / n))"}]}}
  - {tool: write_file, args: {path: tests/empty.sh, content: "[ \"$(sh average.sh)\" = 0 ]\n"}}
  - {tool: run, args: {command: sh test.sh}}
- name: report
  expect: {tool: run, status: ok}
  calls:
  - {tool: note, args: {kind: diagnosis, text: "E2: ledger.sh appends twice without a lock; mending it needs a decision about the file's format."}}
  - {tool: write_file, args: {path: docs/error-report.md, content: "# Error report\n\n- E1: fixed, division by zero for an empty list.\n- E2: diagnosed, no lock around two appends.\n"}}
- name: finish
  calls:
  - {tool: finish, args: {summary: "Fix the average of nothing\n\nE1 is fixed, E2 is diagnosed."}}
- name: after the phase
  expect: {tool: finish, last_tool_result_contains: at the end of each phase}
  calls:
  - {tool: finish, args: {summary: "Fix the average of nothing\n\nE1 is fixed, E2 is diagnosed."}}
`,
		change: []string{"average.sh", "docs/error-report.md", "tests/empty.sh"},
		tells:  []string{"E1 is fixed, E2 is diagnosed", "E2: ledger.sh appends twice without a lock", "red, exit", "docs/error-report.md"},
	}
}

func smallFeature() recipe {
	return recipe{
		files: map[string]string{
			"README.md": "# Report\n\n`sh report.sh` prints the counts.\n",
			"report.sh": "echo apples 3\n",
			"test.sh":   "[ \"$(sh report.sh)\" = 'apples 3' ]\n",
		},
		script: `
- name: plan
  calls:
  - tool: submit_plan
    args:
      summary: Add the option beside the default.
      steps: [{id: S1, text: "Read the option, print JSON."}]
      files: [report.sh, test_json.sh, README.md]
      checks:
      - {criterion: C1, command: sh test_json.sh, kind: must_change}
      - {criterion: C2, command: sh test.sh, kind: must_hold}
- name: write
  calls:
  - {tool: write_file, args: {path: report.sh, content: "if [ \"$1 $2\" = '--format json' ]; then\n  echo '{\"apples\": 3}'\n  exit\nfi\necho apples 3\n"}}
  - {tool: write_file, args: {path: test_json.sh, content: "sh report.sh --format json | grep -qx '{\"apples\": [0-9]*}'\n"}}
  - {tool: edit_file, args: {path: README.md, edits: [{old: "prints the counts.", new: "prints the counts; with '--format json' as JSON."}]}}
- name: finish
  calls:
  - {tool: finish, args: {summary: Print the report as JSON on request}}
`,
		change: []string{"README.md", "report.sh", "test_json.sh"},
		tells:  []string{"red, exit", "[ ] **C3**"},
	}
}

// testCoverage measures which branches the tests run, by the shell's own trace,
// and holds the tests against mutants.
func testCoverage() recipe {
	return recipe{
		files: map[string]string{
			"pay.sh": `if [ "$1" -gt "$2" ]; then
  : branch refused
  echo refused; exit
fi
if [ "$1" -eq 0 ]; then
  : branch nothing
  echo nothing; exit
fi
: branch paid
echo paid $1
`,
			"tests/paid.sh": "[ \"$($SH pay.sh 3 5)\" = 'paid 3' ]\n",
			"test.sh":       "set -e\nexport SH=\"${SH:-sh}\"\nfor t in tests/*.sh; do sh \"$t\"; done\n",
			"coverage.sh": `SH='sh -x' sh test.sh 2> "$TMPDIR/trace" || exit 1
all=$(grep -c ': branch' pay.sh)
run=$(grep -ho '+ : branch .*' "$TMPDIR/trace" | sort -u | wc -l)
echo "coverage: $((run * 100 / all))%"
`,
			"mutants.sh": `for change in s/-gt/-lt/ s/-eq/-ne/ s/refused/paid/; do
  cp -r . "$TMPDIR/mutant" && cd "$TMPDIR/mutant" && sed -i "$change" pay.sh
  sh test.sh > /dev/null 2>&1 && { echo "survives: $change"; exit 1; }
  cd - > /dev/null; rm -rf "$TMPDIR/mutant"
done
`,
		},
		script: `
- name: measure
  calls:
  - {tool: run, args: {command: sh coverage.sh}}
- name: plan
  expect: {tool: run, last_tool_result_contains: "coverage: 33%"}
  calls:
  - tool: submit_plan
    args:
      summary: Test the refusal and the payment of nothing.
      steps: [{id: S1, text: A test for each branch without one.}]
      files: [tests/refused.sh, tests/nothing.sh]
      checks:
      - {criterion: C1, command: sh coverage.sh, kind: must_change, predicate: ">= 80%"}
      - {criterion: C2, command: sh test.sh, kind: must_hold}
      - {criterion: C3, command: sh mutants.sh, kind: must_change}
- name: write
  calls:
  - {tool: write_file, args: {path: tests/refused.sh, content: "[ \"$($SH pay.sh 6 5)\" = refused ]\n"}}
  - {tool: write_file, args: {path: tests/nothing.sh, content: "[ \"$($SH pay.sh 0 5)\" = nothing ]\n"}}
  - {tool: note, args: {kind: discrepancy, text: "pay.sh takes a negative amount as paid."}}
- name: finish
  calls:
  - {tool: finish, args: {summary: Cover the payment path}}
- name: after the phase
  expect: {tool: finish, last_tool_result_contains: at the end of each phase}
  calls:
  - {tool: finish, args: {summary: Cover the payment path}}
`,
		change: []string{"tests/nothing.sh", "tests/refused.sh"},
		tells:  []string{"100%", "33%", "pay.sh takes a negative amount as paid", "red, exit"},
	}
}

func staleDocs() recipe {
	return recipe{
		files: map[string]string{
			"serve.sh":       "[ \"$1\" = --port ] && echo listening on \"$2\" || echo listening on 8080\n",
			"README.md":      "# Serve\n\nSee [the guide](docs/guide.md).\n",
			"docs/guide.md":  "# Guide\n\nRun `sh serve.sh --listen 80`. It listens on 80 by default.\n\nBack to [the start](../README.md).\n",
			"check_links.sh": "for page in README.md docs/*.md; do\n  for to in $(grep -o '](.*)' $page | tr -d '()]'); do\n    [ -e \"$(dirname $page)/$to\" ] || { echo \"$page: $to\"; exit 1; }\n  done\ndone\n",
		},
		script: `
- name: plan
  calls:
  - tool: submit_plan
    args:
      summary: Correct the guide's option; note the default port.
      steps: [{id: S1, text: Correct the guide.}]
      files: [docs/guide.md]
      checks: [{criterion: C3, command: sh check_links.sh, kind: must_hold}]
- name: tempted
  calls:
  - {tool: edit_file, args: {path: serve.sh, edits: [{old: "8080", new: "80"}]}}
- name: write
  expect: {tool: edit_file, status: refused}
  calls:
  - {tool: edit_file, args: {path: docs/guide.md, edits: [{old: "--listen 80", new: "--port 80"}]}}
  - {tool: note, args: {kind: discrepancy, text: "The guide says 80 is the default port, serve.sh listens on 8080."}}
- name: finish
  calls:
  - {tool: finish, args: {summary: Name the option that exists}}
`,
		change: []string{"docs/guide.md"},
		tells:  []string{"The guide says 80 is the default port", "[ ] **C1**", "[ ] **C2**"},
	}
}
