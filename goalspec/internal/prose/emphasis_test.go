package prose

import (
	"testing"
)

// TestEaten are words as GitHub shows them, with and without all their marks.
func TestEaten(t *testing.T) {
	for w, want := range map[string]bool{
		"s*r*c/": true, "__vendor/__": true, "_src/_": true, "**src/**": true, "*src/a.go*": true,
		"src/__init__.py": true, "web/__snapshots__": true, "src/*/x/*.go": false, "src/**/x/**": false, "src/_a_/x": true,
		"src/**": false, "src/*.go": false, "**/*.go": false, "src/**/*.go": false, "*.md": false, "a*/b*.go": false,
		"src/my_file_x.go": false, "_data/x_y": false, "_data/": false, "src/a": false, "src/_x.go": false,
	} {
		if got := Eaten(w); got != want {
			t.Errorf("eaten(%q) = %v", w, got)
		}
	}
}
