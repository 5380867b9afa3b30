package prose

import (
	"testing"
)

func TestCleanTitle(t *testing.T) {
	for title, want := range map[string]string{
		"[Goal]: Move it": "Move it", "Goal: move it": "move it", "  ## [WIP] Move\tit ": "Move it", "1. Move it": "Move it", "Goals matter": "Goals matter", "": "",
	} {
		if got := CleanTitle(title); got != want {
			t.Errorf("cleanTitle(%q) = %q, want %q", title, got, want)
		}
	}
}
