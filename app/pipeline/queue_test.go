package pipeline

import (
	"fmt"
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestPlacesInTheQueue: whoever is near the front is told each step, and a
// thousand behind them cost few words.
func TestPlacesInTheQueue(t *testing.T) {
	q := queue{told: map[app.GoalID]int{}}
	for n := range 1000 {
		q.join(app.GoalID(fmt.Sprint(n)))
	}
	q.join("7") // asks again, and keeps its place
	if q.place("0") != 1 || q.place("7") != 8 || q.place("999") != 1000 || q.place("x") != 0 {
		t.Fatalf("places %d, %d, %d", q.place("0"), q.place("7"), q.place("999"))
	}
	if stale := q.stale(); len(stale) != 0 {
		t.Errorf("%d places are stale at once", len(stale))
	}
	if !q.drop("0") || q.drop("0") || q.place("1") != 1 {
		t.Error("the first has left, and the second is not the first")
	}
	stale := q.stale()
	if len(stale) > 110 || !slices.Contains(stale, "1") || !slices.Contains(stale, "9") {
		t.Errorf("%d places are told anew after one step", len(stale))
	}
	if again := q.stale(); len(again) != 0 {
		t.Errorf("%d of them twice", len(again))
	}
	if q.drop("999") {
		t.Error("behind the last somebody moved up")
	}
}
