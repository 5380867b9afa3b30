package goalspec_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestSlashesBetweenWords holds that words with a slash between them are no path where the
// repository at hand has none, and that a path with a slip is still found.
func TestSlashesBetweenWords(t *testing.T) {
	t.Parallel()
	o := goalspec.Options{Repo: fstest.MapFS{"Makefile": {Data: []byte("test:\n")}, "src/auth/a.go": {}, "http/b.go": {}}}
	for text, want := range map[string]string{
		"Out of scope:\n- HTTP/2 support":              "deny=[HTTP/2]GS046",
		"Out of scope:\n- UI/UX":                       "deny=[UI/UX]GS046",
		"Out of scope:\n- the login/signup flow":       "deny=[login/signup]GS046",
		"Out of scope:\n- CI/CD":                       "",
		"Do not touch the client/server protocol.":     "deny=[client/server]GS046",
		"Out of scope:\n- src/auth":                    "deny=[src/auth]",
		"Out of scope:\n- src/auht":                    "GS016",
		"Do not modify:\n- lib/auth":                   "GS016",
		"Constraints:\n- Do not modify `lib/auth`":     "GS016",
		"Constraints:\n- Do not modify lib/auth/a.go.": "GS016",
	} {
		g, findings := goalspec.ParseWith(o, "", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n\n"+text+"\n").Admit(o)
		got := listed("deny", g.Scope().Deny)
		for _, f := range findings {
			if strings.Contains("GS016 GS046", f.Code) {
				got += f.Code
			}
		}
		if got != want {
			t.Errorf("%q gives %q, want %q: %v", text, got, want, findings)
		}
	}
}
