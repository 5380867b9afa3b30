package app

import (
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// waiverLasts is for how long a permission holds that names no day.
const waiverLasts = 90 * 24 * time.Hour

// WaiverEnd is when a permission given at a time ends, unless it names its last
// day: that day is over, UTC.
func WaiverEnd(given time.Time) time.Time {
	const day = 24 * time.Hour
	return given.UTC().Truncate(day).Add(waiverLasts + day)
}

// RuleSecrets is the rule about credentials: who permits what it found names it.
const RuleSecrets = "secrets"

// Waiver is a person's permission for what a gate found, or may find. It lapses
// at its time, and when other bytes stand there than those it holds for: those
// that were seen when it was given, or else those for which it was needed first.
type Waiver struct {
	Rule   string    `json:"rule"` // empty: every rule but [RuleSecrets]
	Path   string    `json:"path"` // or a glob
	By     string    `json:"by"`
	Reason string    `json:"reason,omitempty"`
	Until  time.Time `json:"until,omitzero"`   // zero: the end of the goal
	Bytes  string    `json:"bytes,omitempty"`  // what was seen; empty: it was given before anything was
	File   string    `json:"file,omitempty"`   // all bytes of the file in which it was seen
	Bound  []Place   `json:"bound,omitempty"`  // of one given before: where it was needed first, with the bytes
	Except []string  `json:"except,omitempty"` // globs that were frozen since
}

// Waived tells whether somebody permitted what rule found at a place.
func Waived(all []Waiver, rule string, at Place, now time.Time) bool {
	_, ok := WaiverFor(all, rule, at, now)
	return ok
}

// WaiverFor is the newest of all by which a person permitted what rule found at
// a place.
func WaiverFor(all []Waiver, rule string, at Place, now time.Time) (Waiver, bool) {
	for _, w := range slices.Backward(all) {
		if w.names(rule, at) && w.holds(at, now) {
			return w, true
		}
	}
	return Waiver{}, false
}

// Agreed tells whether somebody permitted what rule found at a place, and knew
// the file with all that it holds now: only then does it say something of the
// rest of the file.
func Agreed(all []Waiver, rule string, at Place, now time.Time) bool {
	return slices.ContainsFunc(all, func(w Waiver) bool {
		if !w.names(rule, at) || !w.holds(at, now) {
			return false
		}
		if w.Bytes == "" && w.Bound != nil {
			return slices.ContainsFunc(w.Bound, func(b Place) bool { return b.Path == at.Path && b.Bytes == at.Bytes && b.File == at.File })
		}
		return w.Bytes == "" || w.File != "" && w.File == at.File
	})
}

// OfTests tells whether a rule looks at tests and at what runs them.
func OfTests(rule string) bool {
	return strings.HasPrefix(rule, "test") || strings.HasPrefix(rule, "check") || strings.HasPrefix(rule, "assert")
}

// Lapsed is a permission for what rule found at a place that holds no more.
func Lapsed(all []Waiver, rule string, at Place, now time.Time) (w Waiver, changed, lapsed bool) {
	n := slices.IndexFunc(all, func(w Waiver) bool { return w.names(rule, at) })
	if n < 0 || Waived(all, rule, at, now) {
		return Waiver{}, false, false
	}
	return all[n], all[n].Until.IsZero() || now.Before(all[n].Until), true
}

func (w Waiver) names(rule string, at Place) bool {
	return (w.Rule == "" && rule != RuleSecrets || w.Rule == rule) && (w.Path == at.Path || goalspec.MatchGlob(w.Path, at.Path)) &&
		!slices.ContainsFunc(w.Except, func(glob string) bool { return goalspec.MatchGlob(glob, at.Path) })
}

func (w Waiver) holds(at Place, now time.Time) bool {
	switch {
	case !w.Until.IsZero() && !now.Before(w.Until):
		return false
	case w.Bytes != "":
		return w.Bytes == at.Bytes
	case w.Bound != nil:
		return slices.ContainsFunc(w.Bound, func(b Place) bool { return b.Path == at.Path && b.Bytes == at.Bytes })
	}
	return true
}

// bind ties permissions that were given before anything was seen to what they
// are needed for now, where the work goes on with what the gates judged last.
func (g *Goal) bind(now time.Time) {
	if g.Verdict == nil || g.Contract == nil {
		return
	}
	next := *g.Contract
	next.Waivers = slices.Clone(next.Waivers)
	known := slices.DeleteFunc(slices.Concat(g.Waivers, next.Waivers), func(w Waiver) bool { return w.Bytes == "" && w.Bound == nil })
	for n, w := range next.Waivers {
		if w.Bytes != "" || w.Bound != nil {
			continue
		}
		for _, v := range g.Verdict.Children {
			for _, at := range v.Permitted {
				if w.names(v.Rule, at) && w.holds(at, now) && !Waived(known, v.Rule, at, now) {
					next.Waivers[n].Bound = append(next.Waivers[n].Bound, Place{Path: at.Path, Bytes: at.Bytes, File: at.File})
				}
			}
		}
	}
	g.Contract = &next
}
