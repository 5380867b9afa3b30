package steering_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

func TestTicked(t *testing.T) {
	const none = "Shall it?\n\n- [ ] `approve` begins\n- [ ] `/goal stop` ends it\n- a reply\n"
	for name, c := range map[string]struct {
		was, is string
		want    []string
	}{
		"nothing":                 {none, none, nil},
		"one":                     {none, "- [x] `approve` begins\n- [ ] `/goal stop` ends it", []string{"`approve` begins"}},
		"as a browser sends it":   {none, "- [X] `approve` begins\r\n- [ ] `/goal stop` ends it\r\n", []string{"`approve` begins"}},
		"two":                     {none, "- [x] a\n* [x] b", []string{"a", "b"}},
		"ticked before":           {"- [x] a\n- [ ] b", "- [x] a\n- [x] b", []string{"b"}},
		"taken back":              {"- [x] a\n- [ ] b", "- [ ] a\n- [ ] b", nil},
		"the same text twice":     {"- [x] a\n- [ ] a", "- [x] a\n- [x] a", []string{"a"}},
		"changed beside its tick": {"- [x] a", "- [x] b", []string{"b"}},
		"talk about a box":        {"", "see [x] a\n> - [x] b", nil},
	} {
		if got := steering.Ticked(c.was, c.is); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
