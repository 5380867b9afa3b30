package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// complemented tells whether another command runs just what this one leaves out
// by its marker.
func complemented(s *change.Set, src *language.Source, n int) bool {
	m := marker.FindStringSubmatch(module.ReplaceAllString(src.Code[n], ""))
	return m != nil && !narrow.MatchString(strings.Replace(module.ReplaceAllString(src.Code[n], ""), m[0], "", 1)) && slices.ContainsFunc(slices.Concat(src.Code, commandsThatCame(s)), func(l string) bool {
		o := marker.FindStringSubmatch(module.ReplaceAllString(l, ""))
		return o != nil && runner.MatchString(l) && o[2] == m[2] && o[1] != m[1]
	})
}

// stand tells whether each command of tests in some lines of the base still
// stands in the result: what came is run beside it.
func stand(is *language.Source, old []string) bool {
	some := false
	for _, o := range old {
		if !ranTests(o) || sectionHead.MatchString(o) {
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
		if runner.MatchString(m[2]) {
			out = append(out, m[0])
		}
	}
	if len(out) == 0 {
		out = append(out, strings.TrimSpace(text))
	}
	return out
}

var keyedCommand = regexp.MustCompile(`"([\w:-]+)"\s*:\s*"([^"]*)"`)

// elsewhereRun tells whether all that a line leaves out is what a command or
// another configuration that came runs by its name.
func elsewhereRun(s *change.Set, f *change.File, n int, left []string) bool {
	return len(left) > 0 && !slices.ContainsFunc(left, func(v string) bool {
		at := strings.Trim(fixedPart.FindString(v), "/")
		return len(at) < 2 || !slices.ContainsFunc(s.Files, func(o *change.File) bool {
			return !o.Is.Test() && (configures(o) || language.IsScript(o.Path) || runs(o.Path)) && slices.ContainsFunc(o.Added(), func(l int) bool {
				text := o.Is.Code[l]
				return (o != f || l != n) && holdsPath(text, at) && (runner.MatchString(text) || collects.MatchString(placeOf(text)) || namesPlaces(o.Is.Code[max(0, l-3):l+1]))
			})
		})
	})
}

// holdsPath tells whether a text has a path whose last part is no beginning of a
// longer one.
func holdsPath(text, at string) bool {
	return regexp.IndexWord(text, at, func(_, after byte) bool { return !regexp.InWord(after) }) >= 0
}

// namesPlaces tells whether one of some lines begins a list of where tests are.
func namesPlaces(lines []string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return collects.MatchString(inlinePlace.FindString(l)) })
}

var (
	fixedPart   = regexp.MustCompile(`^(\.?/)?[\w./-]*`)
	inlinePlace = regexp.MustCompile(`\b(include|testMatch|testDir|testpaths|roots|spec|testRegex)\b`)
)

// commandsThatCame are the commands of tests that came to scripts and
// configurations.
func commandsThatCame(s *change.Set) []string {
	return change.Memo(s, "commands that came", func() (out []string) {
		for _, f := range s.Files {
			for _, n := range f.Added() {
				if !f.Is.Lang.Code() && runner.MatchString(f.Is.Code[n]) {
					out = append(out, f.Is.Code[n])
				}
			}
		}
		return out
	})
}

var marker = regexp.MustCompile(`[\s"']-m["',= ]+(not )?(\w+)\b["']?`)

// severe are the options by which a runner finds more than tests say.
var severe = regexp.MustCompile(`\s(-race|--strict-markers|--strict-config|--strict|-W[ =]?error\S*|--forbid-only|--fail-on-\w+|--error-on-\w+|-shuffle[= ]?\w*)\b`)

// laxer finds commands of tests that lost such an option, or a build tag without
// which fewer files are built, that no other command of the file has.
func laxer(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	var out []change.Finding
	for o := h.Old; o < h.OldEnd; o++ {
		for _, tag := range without(tagsOf(f.Was.Code[o]), tagsOf(f.Is.Code...)) {
			if builtOnly(s, tag, true) {
				out = append(out, f.Gone(f.Was, o, "the tests run without the tag "+tag+" now."))
			}
		}
		for _, m := range severe.FindAllStringSubmatch(f.Was.Code[o], -1) {
			runs := func(l string) bool { return runner.MatchString(l) }
			n := slices.IndexFunc(f.Is.Code[h.New:h.NewEnd], runs)
			if runs(f.Was.Code[o]) && n >= 0 && !slices.ContainsFunc(f.Is.Code, func(l string) bool { return strings.Contains(l, m[1]) }) {
				out = append(out, f.At(h.New+n, "the tests run without "+m[1]+" now."))
			}
		}
	}
	return out
}
