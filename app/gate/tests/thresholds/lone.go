package thresholds

import (
	"cmp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// easedFile finds numbers that moved so that more passes in a file that holds nothing
// else, each alone or behind a name, and that a script or recipe names.
func easedFile(s *change.Set, f *change.File) (out []change.Finding) {
	if f.From == "" || f.New == "" || f.Is.Lang.Code() || len(f.Is.Lines) > maxLone {
		return nil
	}
	was, had := loneNumbers(f.Was)
	is, has := loneNumbers(f.Is)
	if !had || !has {
		return nil
	}
	for name, now := range is {
		old, kept := was[name]
		called := cmp.Or(name, f.Base())
		of := sideOf(s, f, name)
		switch {
		case of != eitherSide:
		case strictlyLeast.MatchString(called) || leastNamed.MatchString(called) && !mostNamed.MatchString(called):
			of = notLess
		case mostNamed.MatchString(called):
			of = notMore
		}
		if kept && of.eased(old.value, now.value) && len(scriptsOf(s, f)) > 0 && !suite.ToMove(s, f, now.line, called, old.value, now.value) {
			out = append(out, f.At(now.line, "more is tolerated than before.").Measuring(moved, old.value, now.value))
		}
	}
	return out
}

const maxLone = 50

var (
	lone          = regexp.MustCompile(`^\s*(?:(?:export\s+)?([\w.-]+)\s*[:=]?\s*)??["']?(\d+(?:\.\d+)?)\s*%?["']?\s*$`)
	note          = regexp.MustCompile(`^\s*(?:[#;].*)?$`)
	leastNamed    = regexp.MustCompile(`(?i)floor|min|least|cover|score|quality|threshold|mutation|accura|recall|precision|pass|fail_?under|(^|[^a-z])(cov|bar)([^a-z]|$)`)
	strictlyLeast = regexp.MustCompile(`(?i)floor|least|(^|[^a-z])min`)
	mostNamed     = regexp.MustCompile(`(?i)budget|limit|ceiling|allow|warning|error|debt|todo|issue|violation|baseline|size|bytes|(^|[^a-z])max`)
)

// setTo is a number of a file, and the line that has it.
type setTo struct {
	value float64
	line  int
}

// loneNumbers are the numbers of a text that has nothing else but their names and notes.
func loneNumbers(src *language.Source) (out map[string]setTo, all bool) {
	out = map[string]setTo{}
	for n, l := range src.Lines {
		m := lone.FindStringSubmatch(l)
		if m == nil && !note.MatchString(l) {
			return nil, false
		}
		if m != nil {
			out[strings.ToLower(m[1])] = setTo{suite.Value(m[2]), n}
		}
	}
	return out, len(out) > 0
}
