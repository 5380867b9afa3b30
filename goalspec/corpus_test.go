package goalspec_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// repo is the tree that documents named repo-* are held against.
var repo = fstest.MapFS{
	"go.mod":                     {Data: []byte("module example.com/app\n")},
	"package.json":               {Data: []byte(`{"scripts": {"lint": "eslint .", "test": "jest"}}`)},
	"Makefile":                   {Data: []byte("test: build\n\tgo test ./...\n\nbuild:\n\tgo build ./...\n")},
	"scripts/check.sh":           {Data: []byte("true\n")},
	"internal/api/api.go":        {Data: []byte("package api\n")},
	"internal/legacy/old.go":     {Data: []byte("package legacy\n")},
	"internal/metrics/metric.go": {Data: []byte("package metrics\n")},
	"web/package.json":           {Data: []byte(`{"name": "@app/web", "scripts": {"e2e": "playwright test"}}`)},
	"web/app/[id]/page.tsx":      {Data: []byte("export default () => null\n")},
	"web/app/(shop)/cart.tsx":    {Data: []byte("export default () => null\n")},
}

const customForm = `
name: Ziel
description: Ein Ziel
body:
  - type: markdown
    attributes: {value: hello}
  - {type: textarea, id: goal, attributes: {label: "🎯 Ziel"}}
  - {type: textarea, id: must_not_change, attributes: {label: "Darf nicht geändert werden?"}}
  - type: textarea
    id: log
    attributes:
      label: Protokoll
      value: "<details>\n\n` + "```console\\n\\n```" + `\n\n</details>"
  - type: checkboxes
    id: evidence
    attributes:
      label: Nachweis (Befehle)
      options: [{label: Alle Tests laufen}, {label: Die Dokumentation ist angepasst}]
  - {type: textarea, id: free, attributes: {label: Freitext}}
`

// optionsFor are what a document's name asks for.
func optionsFor(t *testing.T, name string) goalspec.Options {
	t.Helper()
	o := goalspec.Options{TemplateComments: []string{"<!-- What must be true when this is done? -->", "<!--\nWhat must not\nchange? -->"}}
	switch {
	case strings.HasPrefix(name, "repo-"):
		o.Repo = repo
	case strings.HasPrefix(name, "limits-"):
		o.Limits = goalspec.Budget{Actions: 50, Tokens: 1e6, USD: 5}
	case strings.HasPrefix(name, "policy-"):
		o.Frozen = []string{"migrations/**", "*.lock"}
	case strings.HasPrefix(name, "custom-"):
		f, err := goalspec.ReadForm([]byte(customForm))
		if err != nil {
			t.Fatal(err)
		}
		o.Form = f
	}
	return o
}

// corpus runs a check on each document of a directory and compares what it
// prints with the golden file beside.
func corpus(t *testing.T, dir string, least int, print func(t *testing.T, d goalspec.Document, o goalspec.Options) string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", dir, "*.md"))
	if err != nil || len(files) < least {
		t.Fatalf("%d documents in %s, want at least %d (%v)", len(files), dir, least, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			o := optionsFor(t, name)
			title, body := goalspec.SplitFrontMatter(string(text))
			golden(t, strings.TrimSuffix(file, ".md")+".want", print(t, goalspec.ParseWith(o, title, body), o))
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run with -update)", err)
	}
	if got != string(want) {
		t.Errorf("%s:\n%s\nwant\n%s", file, got, want)
	}
}

func TestGoodCorpus(t *testing.T) {
	corpus(t, "good", 60, func(t *testing.T, d goalspec.Document, o goalspec.Options) string {
		g, findings := d.Admit(o)
		if g.IsZero() {
			t.Errorf("not a goal: %v", findings)
		}
		return listFindings(findings) + describe(g)
	})
}

func TestBadCorpus(t *testing.T) {
	corpus(t, "bad", 60, func(t *testing.T, d goalspec.Document, o goalspec.Options) string {
		g, findings := d.Admit(o)
		if !g.IsZero() {
			t.Errorf("admitted:\n%s", g.Markdown())
		}
		return listFindings(findings)
	})
}

func listFindings(findings []goalspec.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s %s %d:%d-%d:%d %s\n", f.Code, f.Severity, f.Line, f.Column, f.EndLine, f.EndColumn, f.Message)
	}
	return b.String()
}

// describe is everything a goal holds, one line each.
func describe(g goalspec.Goal) string {
	var b strings.Builder
	line := func(what string, at goalspec.Span, format string, args ...any) {
		fmt.Fprintf(&b, "%s @%s %s\n", what, at, fmt.Sprintf(format, args...))
	}
	line("outcome", g.OutcomeSpan(), "%q", g.Outcome())
	for _, c := range g.Criteria() {
		line(c.ID, c.Span, "%q command=%q kind=%q inspection=%v %s", c.Text, c.Command, c.Kind, c.ByInspection, predicate(c.Predicate))
	}
	for _, c := range g.Constraints() {
		line("constraint", c.Span, "%q", c.Text)
	}
	globs := func(what string, list []goalspec.Glob) {
		for _, p := range list {
			line(what, p.Span, "%q %q", p.Pattern, p.Reason)
			for _, e := range p.Except {
				line("  except", p.Span, "%q", e)
			}
		}
	}
	globs("allow", g.Scope().Allow)
	globs("deny", g.Scope().Deny)
	globs("focus", g.Scope().Focus)
	resources := func(what string, list []goalspec.Resource) {
		for _, r := range list {
			line(what, r.Span, "%q", r.Text)
		}
	}
	resources("may run", g.Resources().Commands)
	resources("may reach", g.Resources().Hosts)
	resources("may use", g.Resources().Tools)
	resources("resource", g.Resources().Notes)
	line("work", g.WorkTypeSpan(), "%q", g.WorkType())
	line("budget", g.BudgetSpan(), "%q", g.Budget())
	fmt.Fprintf(&b, "note=%v\n", g.MigrationNote())
	for _, p := range g.Priorities() {
		line("priority", p.Span, "%q if=%q then=%q else=%q", p.Text, p.If, p.Then, p.Else)
	}
	for _, p := range g.Phases() {
		line("phase", p.Span, "%d %q keep=%q stop=%q steps=%q", p.Number, p.Name, p.Keep, p.StopIf, p.Steps)
		globs("only", p.Only)
		globs("kept", p.Kept())
	}
	for _, s := range g.AfterPhase() {
		line("after", s.Span, "%q command=%q", s.Text, s.Command)
	}
	for _, s := range g.Stop() {
		line("stop", s.Span, "%q report=%v", s.Text, s.Report)
	}
	for _, p := range g.Context() {
		line("context", p.Span, "%q", p.Text[:min(len(p.Text), 200)])
	}
	return b.String()
}

func predicate(p *goalspec.Predicate) string {
	if p == nil {
		return ""
	}
	return p.String()
}
