package app

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite generated parts of files")

// TestReadmeStates compares the README's table with the table of transitions.
func TestReadmeStates(t *testing.T) {
	const file, begin, end = "../README.md", "<!-- states:begin -->\n", "<!-- states:end -->"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(text), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s lacks its markers", file)
	}
	want := head + begin + "\n" + statesTable() + "\n" + end + tail
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(text) {
		t.Errorf("%s is behind app/state.go; run go test ./app -update", file)
	}
}

func statesTable() string {
	var b strings.Builder
	b.WriteString("| from | event | to | meaning |\n|---|---|---|---|\n")
	for _, row := range Transitions() {
		from := "—"
		if row.From != StateUnknown {
			from = "`" + string(row.From) + "`"
		}
		fmt.Fprintf(&b, "| %s | `%s` | `%s` | %s |\n", from, row.When, row.To, row.Meaning)
	}
	b.WriteString("| any live state | `ended` | `done`, `stopped`, `failed` or `nothing_to_do` | merged; stopped by people; given up; met on the base already |\n")
	return b.String()
}
