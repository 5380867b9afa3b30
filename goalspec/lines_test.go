package goalspec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestLongBodies: what stands in a code fence, and empty lines, do not count as what an
// author writes, and no fence that is closed is said to be open.
func TestLongBodies(t *testing.T) {
	const front = "Goal: The importer keeps the time zone of each row.\n\nEvidence:\n- `make test` passes\n\nConstraints:\n- no new deps\n\nContext:\n\n"
	log := func(n int, line string) string { return strings.Repeat(line, n) }
	for name, body := range map[string]struct {
		text  string
		codes []string
	}{
		"a log":                 {"```\n" + log(7000, "12:00 ok\n") + "```\n\nIt is slow.\n", nil},
		"a log near the bound":  {"```\n" + log(5980, "12:00 ok\n") + "```\n", nil},
		"a log in an item":      {"- see\n  ```\n" + log(7000, "  12:00 ok\n") + "  ```\n", nil},
		"a log that is an item": {"- ```\n" + log(7000, "  12:00 ok\n") + "  ```\n- or so\n", nil},
		"a log in <details>":    {"<details>\n\n~~~\n" + log(7000, "12:00 ok\n") + "~~~\n\n</details>\n", nil},
		"empty lines":           {log(9000, "\n") + "It is slow.\n", nil},
		"a log in no fence":     {log(7000, "12:00 ok\n"), []string{"GS029", "GS038"}},
		"a quoted log":          {log(7000, "> 12:00 ok\n"), []string{"GS029", "GS038"}},
		"words near the bound":  {log(5980, "12:00 ok\n"), []string{"GS029", "GS038"}},
		"an open fence":         {"```\n" + log(7000, "12:00 ok\n"), []string{"GS023"}},
		"a fence of any length": {"```\n" + log(70_000, "1\n") + "```\n", []string{"GS029"}},
		"many fences":           {log(7000, "```\n1\n```\n"), []string{"GS029"}},
	} {
		_, findings := goalspec.Parse("", front+body.text).Admit(goalspec.Options{})
		var codes []string
		for _, f := range findings {
			codes = append(codes, f.Code)
		}
		if slices.Sort(codes); !slices.Equal(codes, body.codes) {
			t.Errorf("%s: %v, want %v", name, codes, body.codes)
		}
	}
}

// TestWhereALongBodyIsCut: the finding stands where reading ends.
func TestWhereALongBodyIsCut(t *testing.T) {
	body := "Goal: The importer keeps the time zone of each row.\n\nContext:\n```\n" + strings.Repeat("1\n", 9000) + "```\n\n" + strings.Repeat("12:00 ok\n", 7000)
	for _, f := range goalspec.Parse("", body).Lint(goalspec.Options{}) {
		if f.Code == "GS029" {
			if got, want := fmt.Sprint(f.Line), "15003"; got != want {
				t.Errorf("it is cut in line %s, want %s", got, want)
			}
			return
		}
	}
	t.Error("it is not cut")
}
