package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// muted finds lines of a function of Go's tests that complained and only log the same
// now, and conditions of a complaint of which a part went.
func muted(u suite.Unit) []change.Finding {
	if u.Is.Lang.Name != "Go" {
		return nil
	}
	var out []change.Finding
	for _, h := range u.File.Hunks {
		if h.Old >= u.Old.End || h.OldEnd <= u.Old.Start || h.New >= u.Now.End || h.NewEnd <= u.Now.Start || u.Was.Path != u.File.From {
			continue
		}
		came := u.Is.Code[h.New:h.NewEnd]
		for o := max(h.Old, u.Old.Start); o < min(h.OldEnd, u.Old.End); o++ {
			was := strings.TrimSpace(u.Was.Code[o])
			if m := complaining.FindStringSubmatch(was); m != nil {
				if n := slices.IndexFunc(came, func(l string) bool {
					now := logging.FindStringSubmatch(strings.TrimSpace(l))
					return now != nil && now[1] == m[1]
				}); n >= 0 && !complains(u, m[1]) {
					out = append(out, u.File.At(h.New+n, "what "+u.Old.Name+" complained of it only logs."))
				}
			}
			if o+1 >= len(u.Was.Code) || !suite.Complains.MatchString(u.Was.Code[o+1]) {
				continue
			}
			parts := partsOfIf(was)
			for n, l := range came {
				now := partsOfIf(strings.TrimSpace(l))
				if len(now) == 0 || len(now) >= len(parts) || slices.ContainsFunc(now, func(p string) bool { return !slices.Contains(parts, p) }) {
					continue
				}
				left := slices.DeleteFunc(slices.Clone(parts), func(p string) bool { return slices.Contains(now, p) })
				if !slices.ContainsFunc(left, func(p string) bool { return asksAfter(u, p, h.New+n) }) {
					out = append(out, u.File.At(h.New+n, u.Old.Name+" looks at a part of what it did."))
				}
				break
			}
		}
	}
	return out
}

// complains tells whether the function still complains with certain words.
func complains(u suite.Unit, with string) bool {
	return slices.ContainsFunc(u.Is.Code[u.Now.Start:min(u.Now.End, len(u.Is.Code))], func(l string) bool {
		m := complaining.FindStringSubmatch(strings.TrimSpace(l))
		return m != nil && m[1] == with
	})
}

// asksAfter tells whether the function asks after what a condition is about in another
// line, in the same words or in one that came.
func asksAfter(u suite.Unit, cond string, but int) bool {
	for n := u.Now.Start; n < min(u.Now.End, len(u.Is.Code)); n++ {
		text := u.Is.Code[n]
		if n != but && (strings.Contains(text, cond) || u.File.IsAdded(n) && asking.MatchString(text) && slices.ContainsFunc(suite.Names.FindAllString(cond, -1), func(w string) bool {
			return w != "nil" && w != "err" && w != "len" && regexp.HasWord(text, w)
		})) {
			return true
		}
	}
	return false
}

// partsOfIf are the conditions under any of which a line of Go goes on; none of a line
// with fewer than one.
func partsOfIf(text string) []string {
	cond, ok := strings.CutSuffix(strings.TrimPrefix(text, "if "), " {")
	if !ok || !strings.HasPrefix(text, "if ") || strings.Contains(cond, "&&") {
		return nil
	}
	if _, rest, asks := strings.Cut(cond, "; "); asks {
		cond = rest
	}
	return strings.Split(cond, " || ")
}

var (
	asking      = regexp.MustCompile(`^\s*(?:if|for|switch|case)\b|\b(?:assert|require|cmp|qt|is)\.\w+\(`)
	complaining = regexp.MustCompile(`^\w+\.(?:Error|Fatal)f?\((.*)\)$`)
	logging     = regexp.MustCompile(`^\w+\.Logf?\((.*)\)$`)
)
