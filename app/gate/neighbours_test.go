package gate

import (
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
	beside                       string // PATH=TEXT, what stands beside it; =>TEXT is what becomes of it
}

func (c principle) hold(t *testing.T, gates *Gates) {
	base := tree{}
	if c.was != "" {
		base[c.path] = c.was
	}
	at, text, _ := strings.Cut(c.beside, "=")
	before, after, _ := strings.Cut(text, "=>")
	for _, side := range []struct {
		text string
		seen bool
	}{{c.bad, true}, {c.good, false}} {
		if side.text == "" {
			continue
		}
		layer := tree{c.path: side.text}
		if at != "" {
			base[at], layer[at] = before, after
		}
		in := between(base, base.over(layer))
		in.Contract, in.Plan, in.Goal = &app.Contract{}, &app.Plan{}, &app.Goal{Body: c.issue}
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
