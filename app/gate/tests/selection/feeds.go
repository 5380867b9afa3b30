package selection

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	filters = regexp.MustCompile(`\$\(filter-out\b|\bgrep\s+(-\w+\s+)*-\w*v\w*\b|\bgrep\s+--invert-match|(!|-not)\s+-(path|name|wholename|regex)\b|-prune\b|\brg\s+.*-v\b|\bsed\s+.*/d\b|\bawk\s+.*!/|--exclude(-dir)?[= ]|\bhead\s+-|\$\(firstword|\$\(wordlist|:!|:\(exclude\)`)
	sources = regexp.MustCompile(`\bgo\s+list\b|\bfind\b|\bls\b|\bgit\s+(ls-files|diff)\b|\bglob|\bwildcard\b|\bfd\b|\btests?\b|\bspecs?\b|\bpkgs?\b|\bpackages?\b`)
	setting = regexp.MustCompile(`^\s*(?:export\s+|local\s+|readonly\s+)?([A-Za-z_]\w*)\s*[:?+]?=\s*(.*)$`)
)

// filtered tells whether a line of a script leaves something out of what feeds
// the tests, and left nothing out before.
func filtered(f *change.File, n int, old []string) bool {
	text := f.Is.Code[n]
	if !filters.MatchString(text) || !suite.Fresh(filters, text, old) && !fewerKept(text, old) {
		return false
	}
	if running(text) {
		return !slices.ContainsFunc(old, func(o string) bool { return o != "" && filters.MatchString(o) && strings.Contains(text, o) })
	}
	m := setting.FindStringSubmatch(text)
	return m != nil && (sources.MatchString(m[2]) || strings.Contains(m[2], "$")) && feedsRunner(f.Is.Code, m[1])
}

// fewerKept tells whether a filter has more words than the one it replaces.
func fewerKept(text string, old []string) bool {
	return slices.ContainsFunc(old, func(o string) bool {
		return filters.MatchString(o) && len(strings.Fields(text)) > len(strings.Fields(o))
	})
}

// feedsRunner tells whether a variable stands in a line that runs tests.
func feedsRunner(code []string, name string) bool {
	uses := regexp.MustCompile(`\$[({]?` + regexp.QuoteMeta(name) + `\b`)
	return slices.ContainsFunc(code, func(l string) bool {
		return uses.MatchString(l) && (suite.Runner.MatchString(l) || runnerVar.MatchString(l) || sources.MatchString(l))
	})
}

// running tells whether a line runs tests.
func running(text string) bool { return suite.Runner.MatchString(text) || namedTool.MatchString(text) }

// namedTool runs tests by a tool that a recipe has under a name.
var namedTool = regexp.MustCompile(`\$[({]GO[)}]\s+(?:test|vet)\b`)

var runnerVar = regexp.MustCompile(`\$[({]?\w*(TEST|PYTEST|JEST|RUNNER|GO)\w*`)

// shorter tells whether a variable that feeds a runner lists less than it did.
func shorter(f *change.File, n int, old []string) bool {
	m := setting.FindStringSubmatch(f.Is.Code[n])
	if m == nil || strings.Contains(m[2], "(") || !feedsRunner(f.Is.Code, m[1]) {
		return false
	}
	for _, o := range old {
		w := setting.FindStringSubmatch(o)
		if w == nil || w[1] != m[1] || strings.Contains(w[2], "(") {
			continue
		}
		now := strings.Fields(strings.Trim(m[2], `"'`))
		before := strings.Fields(strings.Trim(w[2], `"'`))
		wider := slices.ContainsFunc(now, func(x string) bool { return strings.HasSuffix(x, "...") || strings.Contains(x, "*") || x == "." })
		if len(now) < len(before) && !wider || len(now) == len(before) && len(now) == 1 && strings.HasPrefix(now[0], strings.TrimSuffix(strings.TrimSuffix(before[0], "..."), "/")+"/") && strings.Count(now[0], "/") > strings.Count(before[0], "/") {
			return true
		}
	}
	return false
}

// ranBeside tells whether all that a line filters out is what another command of tests
// in the file runs by the same name.
func ranBeside(f *change.File, n int) bool {
	var left []string
	all := filteredOut.FindAllString(f.Is.Code[n], -1)
	if len(all) < len(filters.FindAllString(f.Is.Code[n], -1)) {
		return false
	}
	for _, out := range all {
		out = options.ReplaceAllString(filterWord.ReplaceAllString(out, ""), "")
		names := suite.Variable.FindAllString(out, -1)
		if len(names) == 0 {
			names = leftName.FindAllString(out, -1)
		}
		if len(names) == 0 {
			return false
		}
		left = append(left, names...)
	}
	return len(left) > 0 && !slices.ContainsFunc(left, func(name string) bool {
		return !slices.ContainsFunc(f.Is.Code, func(l string) bool {
			return l != f.Is.Code[n] && running(l) && !filters.MatchString(l) && (strings.Contains(l, name) || suite.HoldsPath(l, strings.Trim(name, "/")))
		})
	})
}

// keptBeside tells whether another command of tests in the file runs all that one of
// the base ran, but for what runs beside it.
func keptBeside(f *change.File, n int, old []string) bool {
	return slices.ContainsFunc(old, func(o string) bool {
		tool, named := suite.Runner.FindString(o), suite.Arguments(o)
		return tool != "" && slices.ContainsFunc(f.Is.Code, func(l string) bool {
			return l != f.Is.Code[n] && suite.Runner.FindString(l) == tool && !installs(l) && runsAll(f, l, named)
		})
	})
}

func runsAll(f *change.File, command string, named []string) bool {
	lines := []string{command}
	for _, m := range suite.Variable.FindAllString(command, -1) {
		lines = append(lines, f.Is.Code[slices.IndexFunc(f.Is.Code, func(l string) bool {
			w := setting.FindStringSubmatch(l)
			return l == command || w != nil && w[1] == m[2:len(m)-1]
		})])
	}
	if slices.ContainsFunc(lines, func(l string) bool { return filters.MatchString(l) && !ranBeside(f, slices.Index(f.Is.Code, l)) }) || len(named) == 0 && len(suite.Arguments(command)) > 0 {
		return false
	}
	return !slices.ContainsFunc(named, func(a string) bool {
		return !slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, a) })
	})
}

var (
	filteredOut = regexp.MustCompile(`\$\(filter-out\s+(?:\$\([^()]*(?:\([^()]*\)[^()]*)*\)|[^,$])*,|\bgrep\s+(?:-\w+\s+)*-\w*v\w*(?:\s+(?:"[^"]*"|'[^']*'|[^\s"'|)]+))+`)
	filterWord  = regexp.MustCompile(`^\$\(filter-out\s+|^grep\s`)
	options     = regexp.MustCompile(`(^|\s)--?\w[\w-]*`)
	leftName    = regexp.MustCompile(`/?[\w-]{3,}(?:/[\w.-]+)*/?`)
)
