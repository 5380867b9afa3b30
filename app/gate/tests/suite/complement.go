package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Stand tells whether each command of tests in some lines of the base still
// stands in the result: what came is run beside it.
func Stand(is *language.Source, old []string) bool {
	some := false
	for _, o := range old {
		if !RanTests(o) || SectionHead.MatchString(o) {
			continue
		}
		some = true
		was := quotedCommands(o)
		if !slices.ContainsFunc(is.Code, func(l string) bool {
			return !slices.ContainsFunc(was, func(c string) bool { return !slices.Contains(quotedCommands(l), c) })
		}) {
			return false
		}
	}
	return some
}

// quotedCommands are the commands of tests in a line, with the keys that they
// have in a package's scripts.
func quotedCommands(text string) (out []string) {
	for _, m := range keyedCommand.FindAllStringSubmatch(text, -1) {
		if Runner.MatchString(m[2]) {
			out = append(out, m[0])
		}
	}
	if len(out) == 0 {
		out = append(out, strings.TrimSpace(text))
	}
	return out
}

var keyedCommand = regexp.MustCompile(`"([\w:-]+)"\s*:\s*"([^"]*)"`)

// ElsewhereRun tells whether all that a line leaves out is what a command or
// another configuration that came runs by its name.
func ElsewhereRun(s *change.Set, f *change.File, n int, left []string) bool {
	return len(left) > 0 && !slices.ContainsFunc(left, func(v string) bool {
		at := strings.Trim(FixedPart.FindString(v), "/")
		return len(at) < 2 || !slices.ContainsFunc(s.Files, func(o *change.File) bool {
			return !o.Is.Test() && (Configures(o) || language.IsScript(o.Path) || Runs(o.Path)) && slices.ContainsFunc(o.Added(), func(l int) bool {
				text := o.Is.Code[l]
				return (o != f || l != n) && HoldsPath(text, at) && (Runner.MatchString(text) || Collects.MatchString(PlaceOf(text)) || namesPlaces(o.Is.Code[max(0, l-3):l+1]))
			})
		})
	})
}

// HoldsPath tells whether a text has a path whose last part is no beginning of a
// longer one.
func HoldsPath(text, at string) bool {
	return regexp.IndexWord(text, at, func(_, after byte) bool { return !regexp.InWord(after) }) >= 0
}

// namesPlaces tells whether one of some lines begins a list of where tests are.
func namesPlaces(lines []string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return Collects.MatchString(inlinePlace.FindString(l)) })
}

var (
	FixedPart   = regexp.MustCompile(`^(\.?/)?[\w./-]*`)
	inlinePlace = regexp.MustCompile(`\b(include|testMatch|testDir|testpaths|roots|spec|testRegex)\b`)
)

// CommandsThatCame are the commands of tests that came to scripts and
// configurations.
func CommandsThatCame(s *change.Set) []string {
	return change.Memo(s, "commands that came", func() (out []string) {
		for _, f := range s.Files {
			for _, n := range f.Added() {
				if !f.Is.Lang.Code() && Runner.MatchString(f.Is.Code[n]) {
					out = append(out, f.Is.Code[n])
				}
			}
		}
		return out
	})
}
