package gate

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestGuideTellsOfWhatNobodyUsed: what no rule speaks of stands in the review guide
// all the same.
func TestGuideTellsOfWhatNobodyUsed(t *testing.T) {
	in := between(
		tree{"go.mod": "module shop\n", "billing/price.go": "package billing\n\nfunc Net(cents int) int { return cents }\n\nfunc Old() {}\n"},
		tree{"go.mod": "module shop\n", "billing/price.go": "package billing\n\nfunc Net(cents, rate int) int { return cents }\n"},
	)
	in.Plan = &app.Plan{}
	all, _, err := Shape(in)
	if err != nil {
		t.Fatal(err)
	}
	want := []app.Public{
		{Kind: "exported name", Name: "Net", Path: "billing/price.go", Change: "changed"},
		{Kind: "exported name", Name: "Old", Path: "billing/price.go", Change: "removed"},
	}
	if !slices.Equal(all, want) {
		t.Errorf("%v, want %v", all, want)
	}
}
