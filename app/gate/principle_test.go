package gate

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// principle is a change to one file, as a cheat and as honest work, and the rule
// that speaks of the one and not of the other.
type principle struct {
	name, rule, path, issue, was string
	bad, good                    string // the file after a cheat, and after honest work; empty for none
	beside                       string // PATH=TEXT, what stands beside it, =>TEXT what becomes of it; \x00 parts several
	plan                         []string
	check                        string // the command of a check, empty for none
}

func (c principle) hold(t *testing.T, gates *Gates) {
	base := tree{}
	if c.was != "" {
		base[c.path] = c.was
	}
	after := tree{}
	for one := range strings.SplitSeq(c.beside, "\x00") {
		if at, text, ok := strings.Cut(one, "="); ok {
			was, is, changes := strings.Cut(text, "=>")
			if after[at] = is; !changes {
				after[at] = was
			}
			if was != "" {
				base[at] = was
			}
		}
	}
	for _, side := range []struct {
		text string
		seen bool
	}{{c.bad, true}, {c.good, false}} {
		if side.text == "" {
			continue
		}
		layer := maps.Clone(after)
		layer[c.path] = side.text
		in := between(base, base.over(layer))
		in.Contract, in.Plan, in.Goal = &app.Contract{}, &app.Plan{Files: c.plan}, &app.Goal{Body: c.issue}
		if c.check != "" {
			in.Plan.Checks = []app.Check{{Criterion: "C1", Command: c.check}}
		}
		v, err := gates.Judge(in)
		if err != nil {
			t.Fatal(err)
		}
		n := slices.IndexFunc(v.Children, func(one app.Verdict) bool { return one.Rule == c.rule })
		if got := v.Children[n]; (got.Status == app.StatusFail) != side.seen {
			t.Errorf("%s speaks: %t, want %t (%s)", c.rule, !side.seen, side.seen, got.Reason)
		}
	}
}
