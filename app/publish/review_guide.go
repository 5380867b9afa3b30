package publish

import (
	"fmt"
	"regexp"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// part is a place in the order of reading a change.
type part int

const (
	partRest part = iota
	partStructure
	partDeletions
	partRisky
	partTests
	partDocs
)

// readingOrder is the order in which a reviewer gets the parts.
func readingOrder() []struct {
	part part
	name string
} {
	return []struct {
		part part
		name string
	}{
		{partStructure, "Structure and interfaces: new, moved and describing files"},
		{partDeletions, "Deletions"},
		{partRisky, "Risky paths"},
		{partRest, "The rest of the code"},
		{partTests, "Tests"},
		{partDocs, "Documentation"},
	}
}

var (
	describing = regexp.MustCompile(`(?i)(\.(proto|graphql|sql|xsd|avsc|thrift)|schema[^/]*\.(json|ya?ml)|(open)?api[^/]*\.(json|ya?ml)|(^|/)(go\.mod|package\.json|Cargo\.toml|pyproject\.toml|pom\.xml|Gemfile|requirements[^/]*\.txt))$|(^|/)migrations?/`)
	risky      = regexp.MustCompile(`(?i)auth|login|session|token|secret|passw|crypt|permission|payment|billing|capture|charge|refund|security|sandbox|(^|/)(Dockerfile|Makefile|\.[^/]+/)|\.(sh|tf|lock|sum)$`)
	testCode   = regexp.MustCompile(`(?i)(_test\.\w+|\.(test|spec)\.[jt]sx?|_spec\.rb|Test\.java)$|(^|/)(test_[^/]*\.py|tests?/|__tests__/|spec/|testdata/)`)
	documents  = regexp.MustCompile(`(?i)\.(md|rst|adoc|txt)$|(^|/)(docs?|LICENSE|CHANGELOG)(/|$)`)
)

// sort puts a file where a reviewer should meet it.
func (p page) sort(f app.FileStat) part {
	switch {
	case f.Status == "deleted":
		return partDeletions
	case p.flagged(f.Path):
		return partRisky
	case testCode.MatchString(f.Path):
		return partTests
	case documents.MatchString(f.Path) && !describing.MatchString(f.Path):
		return partDocs
	case f.Added < 0, risky.MatchString(f.Path):
		return partRisky
	case f.Status == "added", f.OldPath != "" && f.OldPath != f.Path, f.Status == "typechanged", describing.MatchString(f.Path):
		return partStructure
	}
	return partRest
}

// flagged tells whether a gate pointed at a path.
func (p page) flagged(path string) bool {
	if p.Goal.Verdict == nil {
		return false
	}
	for _, v := range p.Goal.Verdict.Children {
		for _, at := range v.Places {
			if at.Path == path && v.Status != app.StatusPass {
				return true
			}
		}
	}
	return false
}

// reviewGuide groups the changed files in the order to read them, with an
// estimate of the time it takes.
func (p page) reviewGuide() string {
	stat := p.change()
	if len(stat.Files) == 0 {
		return ""
	}
	groups := map[part][]app.FileStat{}
	for _, f := range stat.Files {
		at := p.sort(f)
		groups[at] = append(groups[at], f)
	}
	out := []string{fmt.Sprintf("About %d minutes: %s, +%d −%d. Read in this order:",
		p.minutes(stat.Files), count(len(stat.Files), "file"), stat.Added, stat.Removed)}
	for _, o := range readingOrder() {
		var lines []string
		for _, f := range first(groups[o.part], p.files) {
			lines = append(lines, p.changed(f))
		}
		out = append(out, titled(fmt.Sprintf("**%s**", o.name), markdown.List(more(lines, len(groups[o.part])))))
	}
	return filledJoin(out...)
}

func (p page) changed(f app.FileStat) string {
	name := p.code(f.Path)
	if f.OldPath != "" && f.OldPath != f.Path {
		name = p.code(f.OldPath) + " → " + name
	}
	return name + " " + lineCount(f)
}

// change is what the pull request changes.
func (p page) change() app.DiffStat {
	if c := p.Goal.LastCheckpoint(); c != nil {
		return c.Stat
	}
	return p.Goal.Stat
}

// minutes estimates the reading: half a minute to open a file, and lines at a
// pace that depends on what they are.
func (p page) minutes(files []app.FileStat) int {
	total := 1.0
	for _, f := range files {
		pace := 15.0 // lines a minute
		switch p.sort(f) {
		case partTests, partDocs:
			pace = 40
		case partDeletions:
			pace = 100
		case partRisky:
			pace = 10
		}
		total += 0.5 + float64(max(f.Added, 0)+max(f.Removed, 0))/pace
	}
	minutes := int(total + 0.5)
	if minutes > 10 {
		minutes = (minutes + 4) / 5 * 5
	}
	return minutes
}
