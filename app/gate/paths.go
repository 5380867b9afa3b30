package gate

import (
	"fmt"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// paths holds the change inside of what policy, issue and people say about
// paths: a verdict for each of their rules that speaks.
func paths(set *change.Set) ([]app.Verdict, error) {
	var all []string
	for _, f := range set.Files {
		all = append(all, f.Path)
		if f.OldPath != "" && set.Find(f.OldPath) == nil {
			all = append(all, f.OldPath)
		}
	}
	found, err := set.Policy.DecideChange(set.Contract, all, func(path string) (int, error) {
		if f := set.Find(path); f != nil {
			return preserved(f), nil
		}
		return policy.PreserveLine(set.Base, path)
	})
	if err != nil {
		return nil, fmt.Errorf("gate paths: %w", err)
	}
	var out []app.Verdict
	for _, v := range found {
		if v.Rule == "generated" {
			continue // the gate of that name sees whether the source was changed too
		}
		v.Reason += "."
		if v.Action == app.ActionAsk {
			v.Places = slices.DeleteFunc(bound(set, v.Places), func(p app.Place) bool {
				in := waived(set, v.Rule, p)
				if in {
					v.Permitted = permit(v.Permitted, p)
				}
				return in
			})
		}
		switch {
		case len(v.Places) > 0:
			out = append(out, v)
		case len(v.Permitted) > 0:
			out = append(out, app.Verdict{Rule: v.Rule, Version: v.Version, Status: app.StatusPass, Action: app.ActionAllow, Permitted: v.Permitted})
		}
	}
	return out, nil
}

// bound names the bytes that stand at each place now.
func bound(set *change.Set, places []app.Place) []app.Place {
	out := slices.Clone(places)
	for n, p := range out {
		if f := set.Find(p.Path); f != nil {
			out[n].Bytes = f.Whole("").Place.Bytes
		}
	}
	return out
}

func preserved(f *change.File) int {
	if f.Old == "" {
		return 0
	}
	return policy.PreserveIn(f.Was.Text)
}
