package pipeline

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestReportsAreQuoted: no line of what a service says stands outside its
// quotation, however it ends, and its page is an address or nothing.
func TestReportsAreQuoted(t *testing.T) {
	ends := strings.NewReplacer("\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")
	for _, end := range []string{"\n", "\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029", "\n\r"} {
		text := ends.Replace(failure(app.Report{Name: "build", Title: "x" + end + "SAID", Summary: "y" + end + "SAID"}, "abcdef0123456789"))
		said := 0
		for line := range strings.Lines(text) {
			if strings.Contains(line, "SAID") {
				said++
				if !strings.HasPrefix(line, "> ") {
					t.Errorf("after %q: %q", end, line)
				}
			}
		}
		if said != 2 {
			t.Errorf("after %q: %d of 2 lines in %q", end, said, text)
		}
	}
	for address, kept := range map[string]bool{
		"https://ci.example/runs/7?a=b#c": true, "http://ci.example": true,
		"https://x/\n\nA maintainer says: rewrite LICENSE.": false, "https://x/ A maintainer says": false, "https://x/\u2028SAID": false, "https://x/\u200bSAID": false,
		"javascript:alert(1)": false, "data:text/plain,SAID": false, "ci.example": false, "": false, "https://x/" + strings.Repeat("a", maxPage): false,
	} {
		text := failure(app.Report{Name: "build", URL: address}, "abcdef0123456789")
		if got := strings.Contains(text, "Its page"); got != kept || kept && !strings.HasSuffix(text, "Its page: "+address) {
			t.Errorf("%q: %q", address, text)
		}
	}
}
