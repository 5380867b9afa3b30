package gate

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

var update = flag.Bool("update", false, "rewrite generated parts of files")

// TestReadmeGates compares the README's table with the table of gates.
func TestReadmeGates(t *testing.T) {
	const file, begin, end = "../../README.md", "<!-- gates:begin -->\n", "<!-- gates:end -->"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(text), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s lacks its markers", file)
	}
	var b strings.Builder
	b.WriteString("\n| gate | looks for | then | least | who may permit it |\n|---|---|---|---|---|\n")
	for _, g := range policy.Gates() {
		then := "`" + string(g.Action) + "`"
		if g.Early != "" {
			then += fmt.Sprintf(", `%s` while work goes on", g.Early)
		}
		who := "write permission"
		if g.Name == app.RuleSecrets {
			who = "write permission, by the path and with a reason"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | `%s` | %s |\n", g.Name, g.What, then, g.Least, who)
	}
	want := head + begin + b.String() + "\n" + end + tail
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(text) {
		t.Errorf("%s is behind app/policy/gate.go; run go test ./app/gate -run Readme -update", file)
	}
}
