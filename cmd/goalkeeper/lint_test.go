package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	rules "github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/starter"
)

const goodGoal = "Goal: Answer 404 for unknown invoices.\n\nConstraints:\n- keep the error body\n\nEvidence:\n- `make test` passes and p95 stays < 200 ms\n"

// play runs the command line in this process.
func play(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(args, streams{In: strings.NewReader(stdin), Out: &out, Err: &errs})
	return code, out.String(), errs.String()
}

func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestLintExitCodes(t *testing.T) {
	dir := t.TempDir()
	good, bad := write(t, dir, "good.md", goodGoal), write(t, dir, "bad.md", "Make onboarding better\n")
	warned := write(t, dir, "warned.md", "Goal: Answer 404.\n\nEvidence:\n- a test covers it\n")
	huge := write(t, dir, "huge.md", strings.Repeat("a\n", maxGoalFile))
	write(t, dir, "repo/Makefile", "test:\n\ttrue\n")
	repo := filepath.Join(dir, "repo")
	for _, tt := range []struct {
		name  string
		stdin string
		args  []string
		code  int
		say   string // on either stream
	}{
		{"clean", "", []string{good}, exitFine, "good.md: a goal with 1 criterion, 1 runnable\n"},
		{"warnings only", "", []string{warned}, exitFine, "warning GS005"},
		{"an error", "", []string{bad}, exitNegative, "bad.md:1:1: error GS002"},
		{"one of two", "", []string{good, bad}, exitNegative, "GS004"},
		{"standard input", goodGoal, []string{"-"}, exitFine, "-: a goal"},
		{"empty input", "", []string{"-"}, exitBadInput, "nothing is in it"},
		{"blank input", " \r\n\t\n", []string{"-"}, exitBadInput, "nothing is in it"},
		{"an empty file", "", []string{write(t, dir, "empty.md", "")}, exitBadInput, "empty.md: nothing is in it"},
		{"nothing but a byte order mark", "\ufeff", []string{"-"}, exitBadInput, "nothing is in it"},
		{"a byte order mark and blanks", "", []string{write(t, dir, "mark.md", "\ufeff \r\n\n")}, exitBadInput, "mark.md: nothing is in it"},
		{"a byte order mark before a goal", "\ufeff" + goodGoal, []string{"-"}, exitFine, "-: a goal"},
		{"a byte order mark before a template", "\ufeff---\nname: Goal\n---\n" + goodGoal, []string{"-"}, exitFine, "-: a goal"},
		{"an empty file beside a goal", "", []string{good, write(t, dir, "blank.md", "\n\n")}, exitBadInput, "good.md: a goal"},
		{"a binary file", "", []string{write(t, dir, "a.png", "\x89PNG\x00\x00")}, exitBadInput, "a.png: not text"},
		{"another encoding", "Goal: Gr\xfc\xdfe", []string{"-"}, exitBadInput, "not text in UTF-8"},
		{"repository", "", []string{"--repo", repo, good}, exitFine, "a goal"},
		{"repository without the target", strings.Replace(goodGoal, "make test", "make tset", 1), []string{"--repo", repo, "-"}, exitNegative, "GS018"},
		{"limits", goodGoal + "\nBudget: actions=60\n", []string{"--limits", "actions=50", "-"}, exitNegative, "GS012"},
		{"no file", "", nil, exitBadInput, "name a file"},
		{"missing file", "", []string{filepath.Join(dir, "none.md")}, exitBadInput, "none.md"},
		{"findings before a missing file", "", []string{bad, filepath.Join(dir, "none.md")}, exitBadInput, "error GS002"},
		{"a missing file before findings", "", []string{filepath.Join(dir, "none.md"), bad}, exitBadInput, "error GS002"},
		{"standard input twice", goodGoal, []string{"-", "-"}, exitBadInput, "only once"},
		{"an issue form", "name: Goal\ndescription: A goal\nbody:\n  - {type: textarea, id: goal, attributes: {label: Goal}}\n", []string{"-"}, exitBadInput, "an issue form, not a goal"},
		{"a directory", "", []string{dir}, exitBadInput, "directory"},
		{"too large", "", []string{huge}, exitBadInput, "larger than"},
		{"unknown format", "", []string{"--format", "xml", good}, exitBadInput, "not text or json"},
		{"no repository", "", []string{"--repo", good, good}, exitBadInput, "not a directory"},
		{"a title where the body has no outcome", "Evidence:\n- `make test` passes [must_change]\n", []string{"--title", "Answer 404 for unknown invoices", "-"}, exitFine, `read: "Answer 404 for unknown invoices"`},
		{"a title instead of the front matter's", "---\nname: Bug\ntitle: Bug\n---\nEvidence:\n- `make test` passes [must_change]\n", []string{"--title", "Answer 404 for unknown invoices", "-"}, exitFine, `read: "Answer 404 for unknown invoices"`},
		{"a title of two files", "", []string{"--title", "Answer 404", good, warned}, exitBadInput, "--title is that of one file, and there are 2"},
		{"unread limits", "", []string{"--limits", "lots", good}, exitBadInput, "lots"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, out, errs := play(t, tt.stdin, append([]string{"lint"}, tt.args...)...)
			if code != tt.code || !strings.Contains(out+errs, tt.say) {
				t.Errorf("exit %d, want %d and %q\n%s%s", code, tt.code, tt.say, out, errs)
			}
		})
	}
}

func TestLintJSON(t *testing.T) {
	dir := t.TempDir()
	good, bad := write(t, dir, "good.md", goodGoal), write(t, dir, "bad.md", "Make onboarding better\n")
	code, out, errs := play(t, "", "lint", "--format", "json", good, bad)
	if code != exitNegative {
		t.Fatalf("exit %d: %s", code, errs)
	}
	var got []struct {
		File string
		Goal *struct {
			Outcome  string
			Criteria []struct {
				ID, Command string
				Line        int
				Predicate   *struct {
					Op    string
					Value float64
					Unit  string
				}
			}
		}
		Findings []struct {
			Code, Severity, Message, Suggestion string
			Line, Column                        int
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if len(got) != 2 || got[0].File != good || got[0].Goal == nil || got[1].Goal != nil {
		t.Fatalf("results %+v", got)
	}
	c := got[0].Goal.Criteria[0]
	if c.ID != "C1" || c.Command != "make test" || c.Line != 7 || c.Predicate == nil || c.Predicate.Op != "<" || c.Predicate.Value != 200 || c.Predicate.Unit != "ms" {
		t.Errorf("criterion %+v", c)
	}
	var whole []struct{ Goal goalspec.Goal }
	if err := json.Unmarshal([]byte(out), &whole); err != nil || whole[0].Goal.IsZero() {
		t.Errorf("what is printed does not read as a goal: %v", err)
	}
	if f := got[1].Findings; len(f) != 3 || f[0].Code != "GS002" || f[0].Severity != "error" || f[0].Line != 1 || f[0].Suggestion == "" {
		t.Errorf("findings %+v", f)
	}
	if got[0].Findings == nil || len(got[0].Findings) != 0 {
		t.Errorf("findings of a clean file are %v, want an empty list", got[0].Findings)
	}
}

// TestLintJSONFollowsItsSchema validates what is printed for goals, for texts that are
// none, and beside files that cannot be used: these are told on stderr, one by one, and
// none of the others is lost.
func TestLintJSONFollowsItsSchema(t *testing.T) {
	var s openapi3.Schema
	if err := json.Unmarshal(goalspec.LintSchema(), &s); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	good, bad := write(t, dir, "good.md", goodGoal), write(t, dir, "bad.md", "Make onboarding better\n")
	warned := write(t, dir, "warned.md", "Goal: Answer 404.\n\nEvidence:\n- a test covers it\n")
	empty, none, binary := write(t, dir, "empty.md", ""), filepath.Join(dir, "none.md"), write(t, dir, "a.png", "\x89PNG\x00\x00")
	corpus, err := filepath.Glob("../../goalspec/testdata/*/*.md")
	if err != nil || len(corpus) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, tt := range []struct {
		name   string
		files  []string
		code   int
		want   []string
		unread []string
	}{
		{"goals", []string{good, warned}, exitFine, []string{good, warned}, nil},
		{"an error", []string{bad, good}, exitNegative, []string{bad, good}, nil},
		{"unusable files between", []string{none, good, empty, bad, binary, dir}, exitBadInput, []string{good, bad}, []string{none, empty, binary, dir}},
		{"only unusable files", []string{empty, none}, exitBadInput, nil, []string{empty, none}},
		{"the corpus", corpus, -1, nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, out, errs := play(t, "", append([]string{"lint", "--format", "json"}, tt.files...)...)
			var v any
			if err := json.Unmarshal([]byte(out), &v); err != nil {
				t.Fatalf("exit %d: %v\n%s%s", code, err, out, errs)
			}
			if err := s.VisitJSON(v, openapi3.EnableJSONSchema2020()); err != nil {
				t.Errorf("what is printed does not follow the schema: %v", err)
			}
			if tt.code < 0 {
				return
			}
			var files []string
			for _, r := range v.([]any) {
				files = append(files, r.(map[string]any)["file"].(string))
			}
			if code != tt.code || !slices.Equal(files, tt.want) {
				t.Errorf("exit %d with %q, want %d with %q", code, files, tt.code, tt.want)
			}
			for _, file := range tt.unread {
				if !strings.Contains(errs, file) {
					t.Errorf("stderr does not name %s:\n%s", file, errs)
				}
			}
			if len(tt.unread) == 0 && errs != "" {
				t.Errorf("stderr says %s", errs)
			}
		})
	}
}

// TestLintSchemaIsTight wants what lint never prints refused.
func TestLintSchemaIsTight(t *testing.T) {
	var s openapi3.Schema
	if err := json.Unmarshal(goalspec.LintSchema(), &s); err != nil {
		t.Fatal(err)
	}
	const finding = `{"code": "GS001", "severity": "error", "line": 1, "column": 1, "message": "m", "suggestion": "s"}`
	for text, ok := range map[string]bool{
		`[]`: true,
		`[{"file": "-", "goal": null, "findings": [` + finding + `]}]`: true,
		`{}`:                                                       false,
		`[{"file": "-", "goal": null}]`:                            false,
		`[{"file": "-", "findings": []}]`:                          false,
		`[{"goal": null, "findings": []}]`:                         false,
		`[{"file": "", "goal": null, "findings": []}]`:             false,
		`[{"file": "-", "goal": {}, "findings": []}]`:              false,
		`[{"file": "-", "goal": "x", "findings": []}]`:             false,
		`[{"file": "-", "goal": null, "findings": null}]`:          false,
		`[{"file": "-", "goal": null, "findings": [], "more": 1}]`: false,
		`[{"file": "-", "goal": null, "findings": [` + strings.Replace(finding, "GS001", "G1", 1) + `]}]`:            false,
		`[{"file": "-", "goal": null, "findings": [` + strings.Replace(finding, `"error"`, `"fatal"`, 1) + `]}]`:     false,
		`[{"file": "-", "goal": null, "findings": [` + strings.Replace(finding, `"line": 1`, `"line": 0`, 1) + `]}]`: false,
		`[{"file": "-", "goal": null, "findings": [` + strings.Replace(finding, `"column": 1, `, ``, 1) + `]}]`:      false,
		`[{"file": "-", "goal": null, "findings": [` + strings.Replace(finding, `"message"`, `"more"`, 1) + `]}]`:    false,
	} {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if err := s.VisitJSON(v, openapi3.EnableJSONSchema2020()); (err == nil) != ok {
			t.Errorf("%s is taken: %v, want %v", text, err == nil, ok)
		}
	}
}

func TestInitNeverOverwrites(t *testing.T) {
	repo := t.TempDir()
	mine := write(t, repo, starter.PolicyPath, "approve_plan: always\n")
	code, out, errs := play(t, "", "init", "--repo", repo, "--recipe", "small-feature")
	if code != exitFine || !strings.Contains(out, "goal.yml written") || !strings.Contains(out, "goalkeeper.yml exists and stays") {
		t.Fatalf("exit %d: %s%s", code, out, errs)
	}
	if text, err := os.ReadFile(mine); err != nil || string(text) != "approve_plan: always\n" {
		t.Errorf("the policy is now %q (%v)", text, err)
	}
	recipe := filepath.Join(repo, ".github", "ISSUE_TEMPLATE", "goal-small-feature.md")
	if code, out, errs := play(t, "", "lint", "--repo", repo, recipe); code != exitFine {
		t.Errorf("the recipe does not lint: exit %d: %s%s", code, out, errs)
	}
	if code, out, _ = play(t, "", "init", "--repo", repo); code != exitFine || strings.Contains(out, "written") {
		t.Errorf("a second init: exit %d: %s", code, out)
	}
}

func TestInitSaysWhereItIsRead(t *testing.T) {
	plain, repo := t.TempDir(), t.TempDir()
	sub := filepath.Join(repo, "sub")
	for _, dir := range []string{filepath.Join(repo, ".git"), sub} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for dir, want := range map[string]string{
		plain: "is in no git repository; GitHub reads .github only at the root",
		sub:   "is not the root of its git repository, which is " + repo + "; GitHub",
		repo:  "",
	} {
		code, out, errs := play(t, "", "init", "--repo", dir)
		if code != exitFine || !strings.Contains(out, "goalkeeper.yml written") || want == "" && errs != "" || !strings.Contains(errs, want) {
			t.Errorf("exit %d: %s%q, want %q", code, out, errs, want)
		}
	}
}

func TestInitSaysWhatARecipeNeeds(t *testing.T) {
	for recipe, needs := range map[string]bool{"error-backlog": true, "small-feature": false, "stale-docs": false} {
		code, out, errs := play(t, "", "init", "--repo", t.TempDir(), "--recipe", recipe)
		if code != exitFine || strings.Contains(out, "set-up") != needs || !strings.Contains(out, "it needs your commands in code marks under Evidence") {
			t.Errorf("%s: exit %d: %s%s", recipe, code, out, errs)
		}
	}
}

func TestInitFaults(t *testing.T) {
	repo, outside := t.TempDir(), t.TempDir()
	if code, _, errs := play(t, "", "init", "--repo", repo, "--recipe", "nope"); code != exitBadInput || !strings.Contains(errs, "error-backlog") {
		t.Errorf("unknown recipe: exit %d: %s", code, errs)
	}
	if entries, err := os.ReadDir(repo); err != nil || len(entries) > 0 {
		t.Errorf("an unknown recipe left %v (%v)", entries, err)
	}
	if code, _, errs := play(t, "", "init", "--repo", filepath.Join(repo, "none")); code != exitBadInput {
		t.Errorf("no directory: exit %d: %s", code, errs)
	}
	if err := os.Symlink(outside, filepath.Join(repo, ".github")); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := play(t, "", "init", "--repo", repo); code != exitEnvironment {
		t.Errorf("a link out of the repository: exit %d: %s", code, errs)
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) > 0 {
		t.Errorf("files outside the repository: %v (%v)", entries, err)
	}
	for _, name := range []string{"../recipes/small-feature", "../x", ""} {
		if code, _, errs := play(t, "", "init", "--repo", t.TempDir(), "--recipe", name); code != exitBadInput || !strings.Contains(errs, "there are error-backlog, small-feature, test-coverage, stale-docs") {
			t.Errorf("recipe %q: exit %d: %s", name, code, errs)
		}
	}
}

// TestInitWritesAllOrNothing lets the second file fail: the first one and the
// directories made for it are gone again, and what was there stays.
func TestInitWritesAllOrNothing(t *testing.T) {
	repo := t.TempDir()
	write(t, repo, "README.md", "mine\n")
	root, err := os.OpenRoot(repo)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	files := []starter.File{{Path: ".github/a/one.md", Text: []byte("one\n")}, {Path: "docs/two.md", Text: []byte("two\n")}, {Path: ".github/" + strings.Repeat("x", 300), Text: []byte("three\n")}}
	if kept, err := writeAll(root, files); err == nil {
		t.Fatalf("wrote all, kept %v", kept)
	}
	entries, err := os.ReadDir(repo)
	if err != nil || len(entries) != 1 || entries[0].Name() != "README.md" {
		t.Errorf("left %v (%v)", entries, err)
	}
	kept, err := writeAll(root, files[:2])
	if err != nil || len(kept) > 0 {
		t.Fatalf("kept %v (%v)", kept, err)
	}
	entries, err = os.ReadDir(filepath.Join(repo, ".github", "a"))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v stand beside the file (%v)", entries, err)
	}
	if kept, err = writeAll(root, files[:2]); err != nil || len(kept) != 2 {
		t.Errorf("again: kept %v (%v), want both", kept, err)
	}
}

// TestLintPrintsNoControlBytes wants nothing of a file's name or text to act on
// the terminal.
func TestLintPrintsNoControlBytes(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "a\x1b[2J.md", "Goal: Make it \x1b]0;owned\a better\x9b31m\n\n<!-- \x1b[31m hidden \x07 -->\n\nBudget: \x1b[1mlots\n")
	for _, args := range [][]string{{"lint", file}, {"lint", file, filepath.Join(dir, "none\x1b[2J.md")}, {"lint", "--repo", dir + "\x1b[2J", file}} {
		_, out, errs := play(t, "", args...)
		if i := strings.IndexFunc(out+errs, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 }); i >= 0 {
			t.Errorf("%q prints %q", args, (out + errs)[i:])
		}
		if len(out+errs) == 0 {
			t.Errorf("%q prints nothing", args)
		}
	}
}

// TestFrontMatterHidesNothing wants only an issue template's keys taken for
// front matter.
func TestFrontMatterHidesNothing(t *testing.T) {
	for matter, deny := range map[string]string{
		"---\nname: Goal\ntitle: x\nlabels:\n  - a\n---\n":                     "",
		"---\nDo not modify: src/secret/**\n---\n":                             "src/secret/**",
		"---\ntitle: x\nDo not modify:\n- src/secret/**\n---\n":                "src/secret/**",
		"---\nlabels:\n  - a\nabout: y\nDo not modify: src/secret/**\n---\n\n": "src/secret/**",
	} {
		_, out, errs := play(t, matter+goodGoal, "lint", "--format", "json", "-")
		var got []struct {
			Goal *struct{ Scope struct{ Deny []string } }
		}
		if err := json.Unmarshal([]byte(out), &got); err != nil || got[0].Goal == nil {
			t.Fatalf("%q: %v\n%s%s", matter, err, out, errs)
		}
		if d := strings.Join(got[0].Goal.Scope.Deny, " "); d != deny {
			t.Errorf("%q denies %q, want %q", matter, d, deny)
		}
	}
}

// TestPolicySample reads the commented policy as it is and with its keys taken
// out of their comments, and wants it to show every key that works and no other.
func TestPolicySample(t *testing.T) {
	files, err := starter.Files()
	if err != nil {
		t.Fatal(err)
	}
	text := string(files[1].Text)
	if _, err := rules.Parse([]byte(text)); err != nil {
		t.Errorf("as written: %v", err)
	}
	var open []string
	for _, line := range strings.Split(text, "\n") {
		if bare, ok := strings.CutPrefix(line, "#"); ok && !strings.HasPrefix(bare, " ") || strings.HasPrefix(line, "#  ") {
			open = append(open, bare)
		}
	}
	sample := strings.Join(open, "\n")
	if _, err := rules.Parse([]byte(sample)); err != nil {
		t.Errorf("without comments: %v\n%s", err, sample)
	}
	var schema struct {
		Properties map[string]struct{ Description string }
	}
	if err := json.Unmarshal([]byte(rules.Schema()), &schema); err != nil || len(schema.Properties) == 0 {
		t.Fatalf("schema with %d keys: %v", len(schema.Properties), err)
	}
	for key, said := range schema.Properties {
		works := !strings.Contains(said.Description, "ot acted on yet")
		if strings.Contains("\n"+sample, "\n"+key+":") != works {
			t.Errorf("the sample shows %q: %v; works: %v", key, !works, works)
		}
	}
}
