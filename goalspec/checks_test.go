package goalspec_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestChecksInSentences holds which commands a sentence under no label asks to pass, and
// which criteria it states without one.
func TestChecksInSentences(t *testing.T) {
	for text, want := range map[string]string{
		"Check with `npm run i18n:check -- fr` (0 missing).":              "npm run i18n:check -- fr",
		"Verify with `make lint` and `make test`.":                        "make lint && make test",
		"I will take it when `make test` passes.":                         "make test",
		"`mvn -q javadoc:javadoc` must not warn for this package.":        "none",
		"Things I'd look at when reviewing:\n\n```sh\nmake test\n```":     "make test",
		"You can reproduce the stall with `./scripts/stall.sh 40`.":       "",
		"The base stays; I tried it two years ago (`make alpine`).":       "",
		"I want the default to be `false`, and `make test` ran long ago.": "",
	} {
		d := goalspec.Parse("", "Goal: Return 404 for unknown ids.\n\n## More\n\n"+text+"\n")
		var got []string
		for _, c := range d.Criteria() {
			if c.Command != "" {
				got = append(got, c.Command)
			} else if want == "none" {
				got = append(got, "none")
			}
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q gives %q, want %q", text, s, want)
		}
	}
}

// TestParagraphsBehindValues holds that a paragraph behind a budget or a work type is prose.
func TestParagraphsBehindValues(t *testing.T) {
	for _, text := range []string{
		"Budget: minutes=30\n\nThanks a lot for looking into it.",
		"Type: bug-fix\n\nThanks a lot for looking into it.",
		"## Budget\n\n2 hours\n\nThe dashboard is used by all teams.",
	} {
		if f := goalspec.Parse("", bounded+text+"\n").Lint(goalspec.Options{}); told(f, "GS019") || told(f, "GS031") {
			t.Errorf("%q gives %v", text, f)
		}
	}
}

// TestFilesInWordsAreTold holds that files which only words keep are told, in a sentence as
// in a list, and nothing that is no file.
func TestFilesInWordsAreTold(t *testing.T) {
	for text, want := range map[string]bool{
		"Do not modify any database migration files.":                         true,
		"Constraints:\n- Do not modify any migration files":                   true,
		"Constraints:\n- Do not change the fixtures":                          true,
		"Do not modify any migration files. Do not change `db/migrate/`.":     false,
		"Only `src/` may change. Do not modify any migration files.":          false,
		"Do not change the public API.":                                       false,
		"Do not add `@ts-ignore`.":                                            false,
		"Comments only: no code changes in `src/main/`, so all is as before.": true,
	} {
		if f := goalspec.Parse("", bounded+text+"\n").Lint(goalspec.Options{}); told(f, "GS046") != want {
			t.Errorf("%q gives %v", text, f)
		}
	}
	if got := heldBy("Do not touch `@ts-ignore` comments."); strings.Contains(got, "deny") {
		t.Errorf("an annotation is a path: %s", got)
	}
}
