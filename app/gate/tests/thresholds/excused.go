package thresholds

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Keys whose values are what a check lets pass.
var excuses = regexp.MustCompile(`(?i)exclu|ignor|omit|skip|disabl|suppress|exempt|baseline|new-from|only-new|^new$|whole-files|allow|permit|waive|whitelist|per-file|except|nolint|overrides$|silence|unsafe|lenient|tolerat|no-?fail|warn_?only|exit-?zero|informational|continue-on-error|soft`)

// Keys that read like those and make a check stricter, or are about no check.
var tightens = regexp.MustCompile(`(?i)^(dis|no-?)allow|^no_|^noAllow|unused[-_]?ignores|disallow|warn_unused|report\w*ignore|excludes?-use-default|require|forbid|allowSynthetic|allowImporting|allowArbitrary|allowUmd|ignoreDeprecations|gitignore|transformIgnore|watchPathIgnore|modulePathIgnore|skip[-_]?string|skip_covered|skip_empty|skip-magic|skip_install|skipsdist|skip_missing|transform|allowlist_externals|whitelist_externals`)

// idleList tells whether all that a list of exceptions got names no file, or no
// line but those that are never reached.
func idleList(s *change.Set, f *change.File, text string, old []string) bool {
	come := suite.NewIn(text, old)
	if ofLines.MatchString(text) {
		return len(come) == 0
	}
	return lists.MatchString(text) && len(suite.QuotedIn(suite.QuotedKey.ReplaceAllString(text, ""))) > 0 && !slices.ContainsFunc(come, func(v string) bool { return !unmeasured(s, f, v) })
}

// ofLines is a list of exceptions that takes lines out, and no files.
var ofLines = regexp.MustCompile(`\b(exclude_lines|exclude_also|partial_branches)\b`)

// unmeasured tells whether what a check is told to leave out is nothing that it
// looked at: no file, or the tests of another runner.
func unmeasured(s *change.Set, config *change.File, v string) bool {
	return suite.Idle(s, config, v, func(p string) bool { return suite.TestsFor(s, config, p) != suite.Anothers })
}

// excusedLine tells whether all that a list of exceptions got was excused by
// another configuration.
func excusedLine(s *change.Set, text string, old []string) bool {
	come := suite.NewIn(text, old)
	return len(come) > 0 && !slices.ContainsFunc(come, func(v string) bool { return !excusedBefore(s)[v] })
}

// excusedBefore are the exceptions of checks that went from a configuration of
// the base, as when another tool takes over.
func excusedBefore(s *change.Set) map[string]bool {
	return change.Memo(s, "excused", func() map[string]bool {
		out := map[string]bool{}
		for _, f := range s.Files {
			if f.From == "" || !suite.Configures(f) && !checksFile.MatchString(f.Base()) || len(f.Was.Lines) > maxSettings {
				continue
			}
			is := suite.SettingsOf(f.Is)
			for at, all := range suite.SettingsOf(f.Was) {
				for _, v := range all {
					if excusing(at) && !holds(is, at, v.Text) {
						out[v.Text] = true
					}
				}
			}
		}
		return out
	})
}

// ofTests tells whether an entry of a list of exceptions is about a kind of
// message in tests alone.
func ofTests(src *language.Source, n int) bool {
	from, to := n, n+1
	for from > 0 && !strings.HasPrefix(strings.TrimSpace(src.Code[from]), "- ") && suite.Indent(src.Code[from]) > 0 {
		from--
	}
	for to < len(src.Code) && suite.Indent(src.Code[to]) > suite.Indent(src.Code[from]) {
		to++
	}
	entry := language.Part(src.Code, from, to)
	return strings.Contains(entry, "path:") && strings.Contains(entry, "_test") && said.MatchString(entry)
}

var said = regexp.MustCompile(`(?m)^\s*(-\s+)?(source|text):\s*\S`)

// askedPath tells whether people named a value, or the file that it is a path of.
func askedPath(s *change.Set, v string) bool {
	base := path.Base(v)
	return s.Excused(v) || path.Ext(base) != "" && !strings.Contains(base, "*") && s.Excused(base)
}

// scoped tells whether an exception stands in a section of its own, for a
// module that people named.
func scoped(s *change.Set, src *language.Source, n int) bool {
	head := n
	for head > 0 && !suite.SectionHead.MatchString(src.Code[head]) {
		head--
	}
	named := moduleOf.FindStringSubmatch(src.Code[head])
	for at := head + 1; named == nil && at < len(src.Code) && !suite.SectionHead.MatchString(src.Code[at]); at++ {
		named = moduleOf.FindStringSubmatch(src.Code[at])
	}
	return named != nil && s.Excused(strings.Trim(named[1], ".*"))
}

var moduleOf = regexp.MustCompile(`^\s*(?:module\s*=\s*\[?\s*["']|\[mypy-)([\w.*]+)`)

// excusing tells whether a key, or the list it stands in, says what a check
// lets pass.
func excusing(at string) bool {
	for at != "" {
		key := suite.Leaf(at)
		if tightens.MatchString(key) {
			return false
		}
		if excuses.MatchString(key) {
			return true
		}
		i := strings.LastIndexByte(at, suite.Between)
		if (key == "rules" || key == "linters-settings" || key == "settings") && !(i >= 0 && strings.HasPrefix(suite.Leaf(at[:i]), "exclu")) {
			return false
		}
		if i < 0 {
			return false
		}
		at = at[:i]
		if strings.IndexByte(at, suite.Between) < 0 { // of a section's name the last part counts
			last := at[strings.LastIndexAny(at, ".:")+1:]
			return excuses.MatchString(last) && !tightens.MatchString(last) && last != "overrides"
		}
	}
	return false
}

// neverFails is an entry for a function of Go's library whose error is documented to
// be nil always: there is nothing that a check of errors could find.
var neverFails = regexp.MustCompile(`^(?:\s*-\s*)?["']?(\(\*?(strings\.Builder|bytes\.Buffer|hash\.Hash|(hash/)?maphash\.Hash|(math/)?rand(/v2)?\.Rand)\)\.(Write|Read)\w*|\(?crypto/rand\)?\.Read)["']?\s*$`)

// opensList is the key of a list whose values stand below it.
var opensList = regexp.MustCompile(`^\s*["']?[\w-]+["']?\s*[=:]\s*\[?\s*$`)

// asked tells whether people named every value that a line has and none of the
// old ones had.
func asked(s *change.Set, text string, old []string) bool {
	come := suite.NewIn(text, old)
	return len(come) > 0 && !slices.ContainsFunc(come, func(v string) bool { return !s.Excused(v) })
}

// entered tells whether a line was added to an indented list or to a file that
// is a list of exceptions.
func entered(f *change.File, n int) bool {
	if strings.HasSuffix(f.Path, "ignore") {
		return strings.TrimSpace(f.Is.Code[n]) != ""
	}
	text := f.Is.Lines[n]
	if suite.Indent(text) == 0 || strings.ContainsAny(f.Is.Code[n], "=") {
		return false
	}
	for up := n - 1; up >= max(0, n-12); up-- {
		l := f.Is.Code[up]
		if suite.Indent(f.Is.Lines[up]) < suite.Indent(text) && strings.TrimSpace(l) != "" {
			return lists.MatchString(l) && !f.IsAdded(up) && (strings.HasSuffix(strings.TrimSpace(l), "=") || strings.HasSuffix(strings.TrimSpace(l), ":"))
		}
	}
	return false
}

// turnedOffFor tells whether people let a rule that a line turns off be silenced in all
// the files for which its block does.
func turnedOffFor(s *change.Set, src *language.Source, n int, name string) bool {
	for up := n; up >= max(0, n-8) && !(up < n && closesBlock.MatchString(src.Code[up])); up-- {
		if m := forFiles.FindStringSubmatch(src.Code[up]); m != nil {
			files := suite.QuotedIn(m[1])
			return len(files) > 0 && !slices.ContainsFunc(files, func(at string) bool {
				return asks.ToSilence(s.Leaves([]string{name}), at, language.IsTest(at)).Said != asks.Wanted
			})
		}
	}
	return false
}

var (
	forFiles    = regexp.MustCompile(`\bfiles["']?\s*:\s*(\[[^\]]*\]|["'][^"']*["'])`)
	closesBlock = regexp.MustCompile(`^\s*\}[,;)]*\s*$`)
)
