package publish

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	listItem  = regexp.MustCompile(`^\s*([-*+]|\d+[.)])\s`)
	testNames = regexp.MustCompile(`\bTest[A-Z_]\w+|\btest_\w+`)
	tickets   = regexp.MustCompile(`\b[A-Z][A-Z0-9]+-[A-Z0-9]*\d[A-Z0-9]*\b`)
)

// itemReport tells of each item that the issue names, in its order, what the
// record shows: tests by their results, tickets by the tests and notes that name
// them. One item alone is what the evidence is about.
func (p page) itemReport() string {
	names := p.named()
	if len(names) < 2 {
		return ""
	}
	var rows [][]string
	for _, name := range first(names, p.items) {
		rows = append(rows, []string{p.cell(name), p.became(name)})
	}
	table := markdown.Table([]string{"Item of the issue", "What the record shows"}, rows)
	if left := len(names) - len(rows); left > 0 {
		table += fmt.Sprintf("\n\n%d more in the record.", left)
	}
	return table
}

// named are the tests that the issue names, and the tickets of its lists.
func (p page) named() (names []string) {
	if p.Goal.Contract == nil {
		return nil
	}
	goal := p.Goal.Contract.Goal
	texts := []string{goal.Outcome()}
	for _, c := range goal.Context() {
		texts = append(texts, c.Text)
	}
	for _, c := range goal.Criteria() {
		texts = append(texts, "- "+c.Text)
	}
	for l := range strings.Lines(strings.Join(texts, "\n")) {
		found := testNames.FindAllString(l, -1)
		if listItem.MatchString(l) {
			found = append(found, tickets.FindAllString(l, -1)...)
		}
		for _, name := range found {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// became is what the record shows of an item: what was run goes before what the
// agent wrote.
func (p page) became(name string) string {
	if shows := p.tested(name); len(shows) > 0 {
		return strings.Join(shows, "; ")
	}
	for _, kind := range []string{"diagnosis", "discrepancy"} {
		if slices.ContainsFunc(p.Goal.Notes, func(n app.Note) bool { return n.Kind == kind && regexp.HasWord(n.Text, name) }) {
			return map[string]string{"diagnosis": "**diagnosed** by the agent, in a note", "discrepancy": "noted by the agent"}[kind]
		}
	}
	if slices.ContainsFunc(p.Goal.FollowUps, func(f app.FollowUp) bool { return regexp.HasWord(f.Title+"\n"+f.Body, name) }) {
		return "left to a follow-up"
	}
	said := []string{p.Goal.Work}
	for _, c := range p.Goal.Checkpoints {
		said = append(said, c.Summary)
	}
	if p.Goal.Finish != nil {
		for _, c := range p.Goal.Finish.Claims {
			said = append(said, c.Statement)
		}
	}
	if regexp.HasWord(strings.Join(said, "\n"), name) {
		return "named in the agent's words alone"
	}
	return "**untouched**: no result that changed, no note and no word of the agent names it"
}

// tested are the results of the tests that are called so, or else of those whose
// names hold a ticket's.
func (p page) tested(name string) (shows []string) {
	seen := map[string]bool{}
	for _, r := range p.proofs() {
		if r.Trial == nil {
			continue
		}
		for _, t := range r.Trial.Tests {
			if seen[t.Name] || !isTest(t.Name, name) {
				continue
			}
			seen[t.Name] = true
			words := ""
			for _, o := range testWords {
				if o.is == t.Outcome {
					words = "**" + o.words + "**"
				}
			}
			shows = append(shows, cmp.Or(words, p.words(string(t.Outcome)))+" ("+p.cell(t.Name)+")")
		}
	}
	if len(shows) > 3 {
		shows = append(shows[:3], fmt.Sprintf("%d more", len(shows)-3))
	}
	return shows
}

// isTest tells whether a test is the one that an item names, wherever it stands,
// or is called after a ticket.
func isTest(test, item string) bool {
	if !tickets.MatchString(item) {
		return slices.Contains(strings.FieldsFunc(test, func(r rune) bool { return strings.ContainsRune("./: [", r) }), item)
	}
	test, item = letters(test), letters(item)
	at := strings.Index(test, item)
	return at >= 0 && (at+len(item) == len(test) || test[at+len(item)] < '0' || test[at+len(item)] > '9')
}

// letters is a name without what parts its words.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
