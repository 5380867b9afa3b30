package masking

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// hiddenRuns finds commands that a check runs, through whatever, and whose failure
// showed and shows no more, units that do nothing any more, and those that there is no
// following any more.
func hiddenRuns(s *change.Set) []change.Finding {
	base, candidate := s.Counted()
	var out []change.Finding
	for _, f := range s.Unfollowed() {
		out = append(out, f.Whole("what a check runs can no longer be followed."))
	}
	for _, u := range candidate {
		f := s.Find(u.Path)
		if f == nil || f.From == "" {
			continue
		}
		was := slices.IndexFunc(base, func(o change.Unit) bool { return o.Path == f.From && o.Name == u.Name })
		if was < 0 {
			continue
		}
		if old := base[was]; slices.ContainsFunc(old.Commands, doesWork) && len(u.Needs) == 0 && !slices.ContainsFunc(u.Commands, doesWork) {
			at := slices.IndexFunc(f.Is.Lines, func(l string) bool { return strings.HasPrefix(l, u.Name+":") })
			if len(u.Lines) > 0 {
				at = u.Lines[0]
			}
			if at < 0 {
				continue
			}
			out = append(out, f.At(at, "what a check runs does nothing any more."))
			continue
		}
		if n := stoodIdle(s, f, base[was], u); n >= 0 {
			out = append(out, f.At(n, "what a check runs does nothing any more."))
		}
		for n, line := range u.Commands {
			if f.IsAdded(u.Lines[n]) && !clears.MatchString("\t"+line) && !endsAsAsked(s, line) && !failsAsAsked(s, line) && !masksAsAsked(s, f, u.Lines[n]) && lets(f, line) && slices.ContainsFunc(base[was].Commands, func(o string) bool {
				return commandOf(o) == commandOf(line) && !lets(f, o)
			}) {
				out = append(out, f.At(u.Lines[n], "the failure of what a check runs no longer shows."))
			}
		}
	}
	return out
}

// stoodIdle is the line of a unit in whose place commands did something that none of its
// lines does now; -1 for none.
func stoodIdle(s *change.Set, f *change.File, was, is change.Unit) int {
	if len(is.Needs) > len(was.Needs) {
		return -1
	}
	for _, h := range f.Hunks {
		at, did := -1, false
		for n, line := range was.Commands {
			if o := was.Lines[n]; h.Old <= o && o < h.OldEnd && doesWork(line) {
				did = did || !s.Came(f.Was.Lines[o])
			}
		}
		for n, line := range is.Commands {
			if l := is.Lines[n]; did && h.New <= l && l < h.NewEnd {
				if doesWork(line) {
					at, did = -1, false
				} else if at < 0 {
					at = l
				}
			}
		}
		if at >= 0 {
			return at
		}
	}
	return -1
}

// lets tells whether a line lets its command fail.
func lets(f *change.File, line string) bool {
	if dashed.MatchString(line) && (isMake(f.Path) || isJust(f.Path) || path.Base(f.Path) == "tox.ini") {
		return true
	}
	words := strings.Fields(commandOf(line))
	if len(words) == 0 || prepares.MatchString(line) {
		return false
	}
	text := withoutLists(strings.Replace(line, words[0], "make check", 1))
	return masked(text) && !(onePipe.MatchString(text) && (strings.Contains(f.Is.Text, "pipefail") || strings.Contains(f.Was.Text, "pipefail")))
}

// commandOf is the command that a line begins with, and what it is given first.
func commandOf(line string) string {
	words := strings.Fields(setsFirst.ReplaceAllString(strings.TrimLeft(line, "-@+ \t"), ""))
	return strings.Trim(strings.Join(words[:min(2, len(words))], " "), `;&|"'`)
}

// doesWork tells whether a line does more than to say something.
func doesWork(line string) bool {
	line = strings.TrimLeft(line, "-@+ \t")
	return line != "" && !strings.HasPrefix(line, "#") && !saysOnly.MatchString(line)
}

var (
	dashed    = regexp.MustCompile(`^@?-`)
	setsFirst = regexp.MustCompile(`^(?:[A-Za-z_]\w*=\S*\s+)*`)
	saysOnly  = regexp.MustCompile(`^(?:(?:/usr)?(?:/bin/)?(?:true|:|echo|printf|exit(?:\s+0)?|return(?:\s+0)?)(?:\s[^&|;$]*)?|(?:python3?|node|perl|ruby)\s+-[cep]\s+(?:"[^"]*"|'[^']*'|\S+)|set\s+[-+]\S*(?:\s\w+)?|cd\s+\S+)\s*;?$`)
)
