package gate

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestVerdictsTellWhatWasMeasured by rules that compare figures.
func TestVerdictsTellWhatWasMeasured(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	many := between(tree{}, tree{"a": "1\n", "b": "2\n", "c": "3\n"})
	many.Contract = &app.Contract{Limits: app.Budget{Files: 2}}
	for rule, c := range map[string]struct {
		in   Input
		want string
	}{
		"size":       {many, "3 files of 2"},
		"thresholds": {input(".coveragerc", "[report]\nfail_under = 95\n", "[report]\nfail_under = 90\n"), "95 → 90"},
	} {
		verdict, err := gates.Judge(c.in)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, v := range verdict.Children {
			if v.Rule != rule {
				continue
			}
			if found = true; v.Measured != c.want {
				t.Errorf("%s measured %q, want %q (%s)", rule, v.Measured, c.want, v.Reason)
			}
		}
		if !found {
			t.Errorf("no verdict of %s", rule)
		}
	}
}
