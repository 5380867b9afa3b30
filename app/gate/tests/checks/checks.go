// Package checks finds scripts and runners of the repository's own that a check
// stands on and that tell of failures no more. In comes a change, out go
// findings; each speaks only of what the change brought. It keeps nothing, so a
// process that dies here judges again.
package checks

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Judge finds scripts of the base that a check names in its command and that
// lost lines, what runs around a script of a package that one runs, and runners of the
// repository's own that tell of failures no more.
func Judge(s *change.Set) ([]change.Finding, error) {
	out := runners(s)
	if s.Plan == nil {
		return out, nil
	}
	for _, f := range s.Files {
		out = append(out, around(s, f)...)
		if f.Old == "" || f.Is.Lang.Code() || language.IsTest(f.Path) || !suite.Checking.MatchString(f.Path) || f.New != "" && !loses(s, f) {
			continue
		}
		for _, k := range s.Plan.Checks {
			if slices.ContainsFunc(strings.Fields(k.Command), func(word string) bool {
				return path.Clean(strings.Trim(word, "'\"`;()")) == f.Path
			}) {
				out = append(out, f.Whole("the check of "+k.Criterion+" runs or reads it."))
			}
		}
	}
	return out, nil
}

// stopsAtOnce has a shell end at the first failure.
var stopsAtOnce = regexp.MustCompile(`^set -[a-z]*e[a-z]*( -o pipefail| pipefail)?$`)

// loses tells whether a line went from a file that none of its lines holds now: of a
// script that people spoke of, and that tells of failures in the end, the one that
// ends it at the first one may.
func loses(s *change.Set, f *change.File) bool {
	return slices.ContainsFunc(f.Removed(), func(n int) bool {
		text := strings.TrimSpace(f.Was.Code[n])
		return suite.Telling.MatchString(text) && !rehomed(f, n) && !(stopsAtOnce.MatchString(text) && s.Asked(f.Base()) && slices.ContainsFunc(f.Is.Code, suite.LeavesIll.MatchString)) && !s.Came(f.Was.Lines[n]) && !slices.ContainsFunc(f.Is.Code, func(l string) bool { return strings.Contains(l, text) || spells(l, text) })
	})
}

// rehomed tells whether the lines in whose place a line of a script went have all its
// words, in order, with another place for the files that it makes; what took those away
// again may go.
func rehomed(f *change.File, n int) bool {
	if takesAway.MatchString(f.Was.Code[n]) {
		return slices.ContainsFunc(f.Added(), func(at int) bool { return somewhere.MatchString(f.Is.Code[at]) })
	}
	for _, h := range f.Hunks {
		if h.Old <= n && n < h.OldEnd && h.New < h.NewEnd {
			text := strings.Join(f.Is.Code[h.New:h.NewEnd], " ")
			return somewhere.MatchString(text) && spells(atHome.Replace(somewhere.ReplaceAllString(text, "")), atHome.Replace(f.Was.Code[n]))
		}
	}
	return false
}

var (
	somewhere = regexp.MustCompile(`\$\{?\w+\}?/`) // a directory by its variable
	takesAway = regexp.MustCompile(`^\s*rm (-\w+ )*[\w. /-]+$`)
	atHome    = strings.NewReplacer(`"`, "", "'", "", "./", "", " | ", " ", "cmp ", "compare ", "diff -u ", "compare ", "diff ", "compare ")
)

// spells tells whether a line has all words of a command, in order.
func spells(line, command string) bool {
	want := strings.Fields(command)
	for _, word := range strings.Fields(line) {
		if len(want) > 0 && word == want[0] {
			want = want[1:]
		}
	}
	return len(want) == 0
}
