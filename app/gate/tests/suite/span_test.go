package suite

import (
	"testing"
)

func TestInSeconds(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"a unit of Go":       {"const budget = 10 * time.Minute", "const budget = 600"},
		"a unit in front":    {"took > time.Second*3", "took > 3"},
		"a unit alone":       {"const limit = time.Millisecond", "const limit = 0.001"},
		"a flag":             {"go test -timeout 1m30s ./...", "go test -timeout 90 ./..."},
		"what is multiplied": {"setTimeout(2 * 60 * 1_000)", "setTimeout(120000)"},
		"keys":               {"timedelta(minutes=2)", "timedelta(seconds=120)"},
		"no span of time":    {"assert len(rows) == 3", "assert len(rows) == 3"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := InSeconds(c.text); got != c.want {
				t.Errorf("inSeconds(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
}
