//go:build !race

package gate_test

import (
	"os"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/cheats"
)

// TestReadmeShowsTheGates compares the README's table with what bench gates prints.
func TestReadmeShowsTheGates(t *testing.T) {
	gates, pairs := shipped(t)
	report, err := cheats.Measure(gates, pairs)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	if err := report.Table(&table); err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "<!-- bench-gates:begin -->\n")
	shown, _, found := strings.Cut(rest, "<!-- bench-gates:end -->")
	if !found || strings.TrimSpace(shown) != strings.TrimSpace(table.String()) {
		t.Errorf("the README's table is another; bench gates prints\n%s", table.String())
	}
}
