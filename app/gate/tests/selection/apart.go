package selection

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// setApart tells whether people want some of what a command named to be run by one of
// its own, and that came: the line names all else, or is the one that came for it.
func setApart(s *change.Set, f *change.File, h change.Hunk, n int) bool {
	named := suite.Arguments(f.Is.Code[n])
	some := false
	for o := h.Old; o < h.OldEnd; o++ {
		if !suite.Runner.MatchString(f.Was.Code[o]) {
			continue
		}
		some = true
		lost := suite.Without(suite.Arguments(f.Was.Code[o]), named)
		own := ownerOf(f.Is, n) != ownerOf(f.Was, o)
		if !suite.ElsewhereRun(s, f, n, lost) || !apartAsAsked(s, lost) && !(own && apartAsAsked(s, named)) {
			return false
		}
	}
	return some
}

// ownerOf is by which name a command is called: the key of its line, or the line that it
// stands under.
func ownerOf(src *language.Source, n int) string {
	if m := ownKey.FindStringSubmatch(src.Code[n]); m != nil {
		return m[1]
	}
	return strings.TrimSpace(suite.Over(src, n))
}

// apartAsAsked tells whether people want each of some paths to be run apart.
func apartAsAsked(s *change.Set, paths []string) bool {
	return len(paths) > 0 && !slices.ContainsFunc(paths, func(v string) bool {
		at := strings.ToLower(strings.Trim(suite.FixedPart.FindString(v), "./"))
		return len(at) < 2 || !asks.Apart(s.Sentences(), func(text string) string { return pathMarked(text, at) })
	})
}

// pathMarked is a text with § in the place of a path, or nothing where it lacks that.
func pathMarked(text, at string) string {
	if !suite.HoldsPath(text, at) {
		return ""
	}
	return regexp.MustCompile("[`\"'./]*"+regexp.QuoteMeta(at)+"[`\"'./*]*").ReplaceAllString(text, "§")
}

var ownKey = regexp.MustCompile(`^\s*["']?([\w:-]+)["']?\s*[:=]`)
