package removed

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// TestRenamesAtOnce: a name that goes to another function is not taken along.
func TestRenamesAtOnce(t *testing.T) {
	s, err := change.Read(change.Input{Goal: &app.Goal{Body: "Rename `load` to `open`, and rename `open` to `dial`."}})
	if err != nil {
		t.Fatal(err)
	}
	for range 20 { // as a map has no order
		got := renamedIn(s, []string{"load(open(x), reload)"})
		if want := []string{"open(dial(x), reload)"}; !slices.Equal(got, want) {
			t.Fatalf("%q, want %q", got, want)
		}
	}
}
