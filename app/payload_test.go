package app

import "testing"

// TestSameTitle: case and what stands between the words make no other title.
func TestSameTitle(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"The README is thin", " the  readme is thin.", true},
		{"Price: wrong in C++", "price wrong in c++", true},
		{"Price wrong in C++", "Price wrong in C", false},
		{"Row 1", "Row 2", false},
		{"価格が違う", "価格が違う！", true},
		{"?!", "…", false},
	} {
		if got := SameTitle(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
