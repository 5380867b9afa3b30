package pipeline

import "testing"

// TestTellsOf: a note has to name what users have to know of, of a method its own name and
// of a route its address.
func TestTellsOf(t *testing.T) {
	for _, c := range []struct {
		note, listed string
		want         bool
	}{
		{"`Hub.Stop` is gone.", "Hub.Stop (exported name, hub.go)", true},
		{"Call Stop no more.", "Hub.Stop (exported name, hub.go)", true},
		{"Stopped hubs are gone.", "Hub.Stop (exported name, hub.go)", false},
		{"`GET /orders/{id}` is gone.", "GET /orders/{id} (HTTP route, web.go)", true},
		{"Nothing is served at /v1.2/orders now.", "POST /v1.2/orders/ (HTTP route, web.go)", true},
		{"Nothing is served at /orders now.", "POST /carts (HTTP route, web.go)", false},
	} {
		if got := tellsOf(c.note, c.listed); got != c.want {
			t.Errorf("%q of %q: %v", c.note, c.listed, got)
		}
	}
}
