package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// What a summary shows at most: lines of context, patterns of a list, and letters of a
// passage.
const (
	maxContextShown = 6
	maxGlobsShown   = 4
	maxPassageShown = 72
)

// lintText is what people read: of each file the findings, what was read, and what is
// context only.
func lintText(results []lintResult) string {
	var b strings.Builder
	for _, r := range results {
		file := printable(r.File)
		for _, f := range r.Findings {
			fmt.Fprintf(&b, "%s:%d:%d: %s %s: %s\n\t%s\n", file, f.Line, f.Column, f.Severity, f.Code, printable(f.Message), printable(f.Suggestion))
		}
		kind := "a goal with"
		if r.Goal.IsZero() {
			kind = "no goal yet:"
		}
		fmt.Fprintf(&b, "%s: %s %s\n", file, kind, criteriaCount(r.read.Criteria()))
		fmt.Fprintf(&b, "\tread: %s\n", printable(strings.Join(whatWasRead(r.read), "; ")))
		context := r.read.Context()
		for _, p := range context[:min(len(context), maxContextShown)] {
			fmt.Fprintf(&b, "\tcontext only, %s: %s\n", p.Span, shortened(p.Text))
		}
		if more := len(context) - maxContextShown; more > 0 {
			fmt.Fprintf(&b, "\tcontext only: %d more\n", more)
		}
	}
	return b.String()
}

// whatWasRead is an outcome and the parts of a contract, each in few words.
func whatWasRead(d goalspec.Document) []string {
	out := []string{"no outcome"}
	if o := d.Outcome(); o != "" {
		out[0] = strconv.Quote(shortened(o))
	}
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{len(d.Constraints()), "constraint", "constraints"},
		{len(d.Priorities()), "priority", "priorities"},
		{len(d.Phases()), "phase", "phases"},
		{len(d.Stop()), "line on when to stop and report", "lines on when to stop and report"},
	} {
		if part.n > 0 {
			out = append(out, count(part.n, part.one, part.many))
		}
	}
	scope := d.Scope()
	for _, part := range []struct {
		words string
		globs []goalspec.Glob
	}{{"only %s may change", scope.Allow}, {"%s must not change", scope.Deny}, {"focus on %s", scope.Focus}} {
		if len(part.globs) > 0 {
			out = append(out, fmt.Sprintf(part.words, globsShown(part.globs)))
		}
	}
	if budget := d.Budget().String(); budget != "" {
		out = append(out, "budget "+budget)
	}
	return out
}

func globsShown(globs []goalspec.Glob) string {
	var out []string
	for _, g := range globs {
		shown := g.Pattern
		if len(g.Except) > 0 {
			shown += " (except " + fewShown(g.Except) + ")"
		}
		if !slices.Contains(out, shown) {
			out = append(out, shown)
		}
	}
	return fewShown(out)
}

func fewShown(list []string) string {
	if more := len(list) - maxGlobsShown; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(list[:maxGlobsShown], ", "), more)
	}
	return strings.Join(list, ", ")
}

// shortened is a passage on one line that shows nothing a terminal acts on.
func shortened(s string) string {
	s = printable(strings.Join(strings.Fields(s), " "))
	if r := []rune(s); len(r) > maxPassageShown {
		return string(r[:maxPassageShown]) + "…"
	}
	return s
}

// criteriaCount says of how many there is a command to run.
func criteriaCount(criteria []goalspec.Criterion) string {
	if len(criteria) == 0 {
		return "no criterion"
	}
	runnable := 0
	for _, c := range criteria {
		if c.Runnable() {
			runnable++
		}
	}
	return fmt.Sprintf("%s, %d runnable", count(len(criteria), "criterion", "criteria"), runnable)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
