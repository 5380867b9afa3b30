package gate

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestEmptiedFiles: a file that has no line to point at, because it was emptied
// or is no text any more, is judged as every other one.
func TestEmptiedFiles(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	golden := between(tree{"testdata/a.golden": "one\ntwo\n"}, tree{"testdata/a.golden": ""})
	v, err := gates.Judge(golden)
	if err != nil {
		t.Fatal(err)
	}
	if v.Status != app.StatusFail {
		t.Error("nobody sees that a recorded result was emptied")
	}
	all, err := cases()
	if err != nil {
		t.Fatal(err)
	}
	for rule, list := range all {
		for _, c := range list {
			for name := range c.base {
				for _, text := range []string{"", "\x00"} {
					if _, err := gates.Judge(between(c.base, c.base.over(c.cheat).over(tree{name: text}))); err != nil {
						t.Errorf("%s/%s: %v", rule, c.name, err)
					}
				}
			}
		}
	}
}
