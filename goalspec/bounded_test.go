package goalspec

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// TestPatternsTakeBoundedWork wants a goal refused, and the work of comparing
// its patterns to end, however many and however wild they are.
func TestPatternsTakeBoundedWork(t *testing.T) {
	list := func(label, pattern string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "- %s\n", strings.ReplaceAll(pattern, "%", fmt.Sprint(i)))
		}
		return label + "\n" + b.String() + "\n"
	}
	for name, body := range map[string]string{
		"many":     "Only modify:\n- " + strings.Repeat("a/,", 20) + strings.TrimSuffix(numbered("b%/,", 120), ",") + "\n- " + numbered("c%/,", 120) + "\n- " + numbered("d%/,", 120) + "\n- " + numbered("e%/,", 120),
		"wild":     list("Only modify:", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/%", 100) + list("Do not modify:", "**/?/?/?/?/?/?/?/?/?/?/b%", 99),
		"one long": "Only modify:\n- `" + strings.Repeat("a/", 400) + "`\n",
	} {
		l := linter{doc: Parse("", "Goal: x is y\n\nEvidence:\n- `make x` passes\n\n"+body), effort: glob.MaxSteps, tally: newTally()}
		l.boundary()
		if l.effort < -1000 {
			t.Errorf("%s: %d steps over the bound", name, -l.effort)
		}
		findings := append(l.list, l.doc.unread.list...)
		if !slices.ContainsFunc(findings, func(f Finding) bool { return f.Code == manyStatements.code || f.Code == badGlob.code }) {
			t.Errorf("%s: not refused: %v", name, findings)
		}
	}
}

func numbered(pattern string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(pattern, "%", fmt.Sprint(i)))
	}
	return b.String()
}

// counting is a file system that counts how often it is asked.
type counting struct {
	fs.FS
	opens int
}

func (c *counting) Open(name string) (fs.File, error) {
	c.opens++
	return c.FS.Open(name)
}

// TestRepositoryIsWalkedOnce wants the work on a repository not to grow with
// what the goal names.
func TestRepositoryIsWalkedOnce(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 1000 {
		files[fmt.Sprintf("d%d/e/f.txt", i)] = &fstest.MapFile{}
	}
	opens := func(n int) int {
		repo := &counting{FS: files}
		body := "Goal: x is y\n\nDo not modify:\n" + numbered("- n%*x\n", n) + "\nEvidence:\n- `go test" + numbered(" ./d%/...", n) + "` passes\n"
		Parse("", body).Lint(Options{Repo: repo})
		return repo.opens
	}
	few, many := opens(2), opens(40)
	if few < 1000 || many > few+200 {
		t.Errorf("%d opens for two patterns, %d for forty", few, many)
	}
}

// TestFindingsOfACodeAreBounded wants a text that repeats a fault not to be
// answered by as many findings.
func TestFindingsOfACodeAreBounded(t *testing.T) {
	for name, body := range map[string]string{
		"labels":     strings.Repeat("### Work type\n### Goal\n", 9000),
		"work types": strings.Repeat("Work type: x\n", 9000),
		"comments":   strings.Repeat("<!-- x -->\n", 9000),
		"paths":      "Only modify:\n" + strings.Repeat("- a path\n", 190),
		"fences":     strings.Repeat("```\n### Goal\n```\n", 6000),
	} {
		count := map[string]int{}
		more := false
		for _, f := range Parse("", body).Lint(Options{}) {
			count[f.Code]++
			more = more || strings.Contains(f.Message, "more places")
		}
		for code, n := range count {
			if n > maxPerCode {
				t.Errorf("%s: %d findings of %s", name, n, code)
			}
		}
		if !more {
			t.Errorf("%s: nothing says how many more there are: %v", name, count)
		}
	}
}

// TestProseBeyondTheBoundIsSaid wants no bound on the paths lost in silence behind
// more prose than is looked at, and a log in a fence to count for nothing.
func TestProseBeyondTheBoundIsSaid(t *testing.T) {
	const goal = "Goal: x is y\n\nEvidence:\n- `make x` passes\n\n"
	log := strings.Repeat("INFO worker 7 took a job and was done with it\n", 2*prose.MaxProse/46)
	for name, tt := range map[string]struct {
		body string
		want Severity
	}{
		"notes":           {goal + "## Notes on it\n\n" + log + "\n\nDo not modify src/pay/.\n", Error},
		"context":         {goal + "Context:\n\n" + log + "\n\nDo not modify src/pay/.\n", Warning},
		"both":            {goal + "Context:\n\n" + log + "\n\n## Notes on it\n\nDo not modify src/pay/.\n", Error},
		"in a fence":      {goal + "Context:\n\n```\n" + log + "```\n\n## Notes on it\n\nDo not modify src/pay/.\n", SeverityUnknown},
		"as much as that": {goal + "## Notes on it\n\n" + log[:prose.MaxProse/2], SeverityUnknown},
	} {
		var got Severity
		for _, f := range Parse("", tt.body).Lint(Options{}) {
			if got != Error && (f.Code == manyStatements.code || f.Code == unlookedFor.code) {
				got = f.Severity
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestLabelsAreBounded: of many lines with a colon, headings and items none is passed
// over in silence.
func TestLabelsAreBounded(t *testing.T) {
	for _, unit := range []string{"they said: so\n\n", "# They said so\n\n", "- the cause is: so\n  - x\n\n# Stop\n\n"} {
		for _, n := range []int{maxLabels / 2, maxLabels + 1} {
			body := "Goal: the export has a total line.\n\nEvidence:\n- `make t` passes\n\n" + strings.Repeat(unit, n) + "## Do not, ever, modify\n\n- src/\n"
			said := slices.ContainsFunc(Parse("", body).Lint(Options{}), func(f Finding) bool {
				return f.Code == manyStatements.code && strings.Contains(f.Message, "may be labels")
			})
			if said != (n > maxLabels) {
				t.Errorf("%d of %q are bounded: %v", n, unit, said)
			}
		}
	}
}
