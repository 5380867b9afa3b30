package gate

import (
	"cmp"
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
					v.Permitted = permit(v.Permitted, p, v.Reason)
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
	if set.Phase != app.PhaseVerification {
		return out, nil
	}
	void, err := unseen(set, out)
	return append(out, void...), err
}

// unseen holds the silence of the rules about paths against a change that is
// planted under each of their patterns. A rule that sees none is void, and so
// is a pattern under which nothing is seen, unless a person let that in.
func unseen(set *change.Set, spoken []app.Verdict) ([]app.Verdict, error) {
	const kept = "kept.planted"
	samples := slices.DeleteFunc(append(set.Policy.Samples(set.Contract), policy.Sample{Rule: "preserve", Path: kept}), func(s policy.Sample) bool {
		return slices.ContainsFunc(spoken, func(v app.Verdict) bool { return v.Rule == s.Rule })
	})
	result := tree{}
	for _, s := range samples {
		result[s.Path] = "planted\n"
	}
	in := set.Input
	in.Phase = "" // the last, and not held against planted ones again
	lay(&in, tree{kept: "@preserve\n"}, result)
	scratch, err := change.Read(in)
	if err != nil {
		return nil, fmt.Errorf("plant a change: %w", err)
	}
	caught, err := paths(scratch)
	if err != nil {
		return nil, err
	}
	return voids(set, samples, caught), nil
}

// voids are the verdicts on rules and patterns whose samples were not caught.
func voids(set *change.Set, samples []policy.Sample, caught []app.Verdict) (out []app.Verdict) {
	seen := func(s policy.Sample) bool {
		return slices.ContainsFunc(caught, func(v app.Verdict) bool {
			return v.Rule == s.Rule && slices.ContainsFunc(v.Places, func(at app.Place) bool { return at.Path == s.Path })
		})
	}
	let := func(s policy.Sample) bool {
		return set.Contract != nil && set.Contract.Allows(s.Rule, s.Path) || waived(set, s.Rule, app.Place{Path: s.Path})
	}
	for len(samples) > 0 {
		rule := samples[0].Rule
		others := func(s policy.Sample) bool { return s.Rule != rule }
		own := slices.DeleteFunc(slices.Clone(samples), others)
		samples = slices.DeleteFunc(samples, func(s policy.Sample) bool { return s.Rule == rule })
		missed := slices.DeleteFunc(slices.Clone(own), seen)
		if len(missed) == len(own) {
			missed = []policy.Sample{{Rule: rule}}
		} else {
			missed = slices.DeleteFunc(missed, let)
		}
		if len(missed) == 0 {
			continue
		}
		v := app.Verdict{Rule: rule, Version: 1, Status: app.StatusError, Action: app.ActionFlag}
		for _, s := range missed {
			f := void(s.Glob)
			f.Place.Reason = f.Reason
			v.Reason, v.Places = cmp.Or(v.Reason, f.Reason), append(v.Places, f.Place)
		}
		out = append(out, v)
	}
	return out
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
