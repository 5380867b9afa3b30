package deps

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// heldBack tells whether a dependency that people name is kept below what they want of it:
// it goes down, or no newer one may come, and they do not speak of that.
func heldBack(s *change.Set, name, old, now string) bool {
	most := boundOf(now)
	if len(most) == 0 || slices.Equal(most, boundOf(old)) || s.SpeaksWith(holding, named(name)) {
		return false
	}
	if wanted := wantedOf(s, name); len(wanted) > 0 {
		return slices.Compare(most, wanted) < 0 || upTo.MatchString(now) && slices.Equal(most, wanted)
	}
	before := first(old)
	return upTo.MatchString(now) && !upTo.MatchString(old) && old != "" || len(before) > 0 && slices.Compare(first(now), before) < 0
}

// below finds dependencies that are held back.
func below(s *change.Set, f *change.File, before, after map[string]string) (out []change.Finding) {
	for _, name := range slices.Sorted(maps.Keys(after)) {
		old, now := before[name], after[name]
		if old == now || name == goVersion || name == "toolchain" || !s.Said(name) && !s.Said(path.Base(name)) || !heldBack(s, path.Base(name), old, now) {
			continue
		}
		found := f.About(name+" "+now, fmt.Sprintf("%s is held back at %s.", name, shown(now)))
		found.Place.Line = lineOf(f.Is.Lines, name)
		out = append(out, found)
	}
	return out
}

// boundOf is the version that a range does not go beyond.
func boundOf(text string) []int {
	m := mostly.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	return parts(m[1])
}

// parts are the numbers of a version.
func parts(version string) (out []int) {
	for part := range strings.SplitSeq(version, ".") {
		if n, err := strconv.Atoi(part); err == nil {
			out = append(out, n)
		}
	}
	return out
}

// wantedOf is the highest version that people want of a package, in words behind its name.
func wantedOf(s *change.Set, name string) (most []int) {
	re := named(name)
	for _, text := range s.Sentences() {
		at := re.FindStringIndex(text)
		if at == nil || !asks.Speak([]string{text}, re) {
			continue
		}
		if m := versionBehind.FindStringSubmatch(text[at[1]:]); m != nil {
			if v := parts(m[1]); slices.Compare(v, most) > 0 {
				most = v
			}
		}
	}
	return most
}

func named(name string) *regexp.Regexp {
	return regexp.MustCompile(`(^|[^\w/-])` + regexp.QuoteMeta(strings.ToLower(name)) + `\b`)
}

// first is the first version in a text.
func first(text string) []int { return parts(anyVersion.FindString(text)) }

var (
	upTo          = regexp.MustCompile(`(^|[^<>=!])<`)
	mostly        = regexp.MustCompile(`(?:<=?|===?|~=|\^|~|^v?)\s*v?(\d+(?:\.\d+)*)`)
	anyVersion    = regexp.MustCompile(`\d+(?:\.\d+)*`)
	versionBehind = regexp.MustCompile("^[\"'`]?(?:(?: to| at| from| on| version| release| at least| from version| of at least)*|\\s*(?:>=|==|~=|@|\\^|~)) ?[\"'`]?v?(\\d+(?:\\.\\d+)*)\\b")
	holding       = regexp.MustCompile(`\b(pin(s|ned|ning)?|cap(s|ped)?|hold(s|ing)? back|held back|below|stay(s)? (on|at|with)|older|downgrad\w*|roll(ed)? back|revert\w*|go(es)? back|freez\w*|frozen|not (yet )?(ready|support\w*|compatible)|incompatible|at most)\b|<`)
)
