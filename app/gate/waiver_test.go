package gate

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestPermissionsLapse: a permission for what a rule saw holds while the same
// stands there, and no longer.
func TestPermissionsLapse(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	planted, err := violations()
	if err != nil {
		t.Fatal(err)
	}
	for rule, by := range planted {
		for language, c := range by {
			in := between(c.base, c.base.over(c.cheat))
			in.Contract, in.Goal, in.Plan = &app.Contract{}, &app.Goal{Body: c.issue}, &app.Plan{Files: c.plan}
			found := func(waivers []app.Waiver) (places, let []app.Place) {
				in.Waivers = waivers
				v, err := gates.Judge(in)
				if err != nil {
					t.Fatal(err)
				}
				for _, child := range v.Children {
					if child.Rule == rule {
						places, let = append(places, child.Places...), append(let, child.Permitted...)
					}
				}
				return places, let
			}
			seen, _ := found(nil)
			var same, other []app.Waiver
			for _, at := range seen {
				if at.Bytes == "" {
					t.Errorf("%s %s: %s does not say what was seen", rule, language, at.Path)
				}
				same = append(same, app.Waiver{Rule: rule, Path: at.Path, By: "ann", Bytes: at.Bytes})
				other = append(other, app.Waiver{Rule: rule, Path: at.Path, By: "ann", Bytes: at.Bytes + " and more"})
			}
			left, let := found(same)
			if len(left) > 0 {
				t.Errorf("%s %s: the permission does not hold for %v", rule, language, left)
			}
			if !slices.Equal(let, slices.Compact(slices.Clone(seen))) {
				t.Errorf("%s %s: what was let in reads %+v, and was found as %+v", rule, language, let, seen)
			}
			if left, _ := found(other); len(left) != len(seen) {
				t.Errorf("%s %s: the permission has not lapsed: %v of %v", rule, language, left, seen)
			}
		}
	}
}
