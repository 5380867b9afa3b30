package asks

import (
	"strings"
	"testing"
)

// TestToSilence holds which words let a message be silenced, and where.
func TestToSilence(t *testing.T) {
	for text, want := range map[string]Edit{ // S603 in deploy.py
		"Put `# noqa: S603` on the subprocess call in deploy.py.":                              Wanted,
		"S603 may be ignored in deploy.py, the arguments are a fixed list.":                    Wanted,
		"Ruff reports S603 in deploy.py. That call is fine: suppress S603 there.":              Wanted,
		"The call in `ops/deploy.py` gets a `# noqa: S603  # fixed arguments`.":                Wanted,
		"S603 is a false positive; ignore it at that line.":                                    Wanted,
		"S603 will complain about any call; a noqa with the reason is all right for that one.": Wanted,
		"Ruff reports S603. The arguments are ours, so mark the line as accepted (noqa).":      Wanted,
		"S603 has to be fixed. A noqa is fine for S101.":                                       Unsaid,
		"S603 was real. Mend it.":                                           Unsaid,
		"S603 can be silenced.":                                             Wanted,
		"The names are wanted; give that line a noqa for S603.":             Wanted,
		"Mark the line in deploy.py with `# noqa: S603`.":                   Wanted,
		"We accept S603 in deploy.py.":                                      Wanted,
		"`# noqa: S603` is okay for the one call in deploy.py.":             Wanted,
		"Put `# noqa: S603` on the subprocess call in hooks.py.":            Forbidden,
		"A single `# noqa: S603` in deploy.py is okay until ruff is fixed.": Wanted,
		"Put `# noqa: S602` on the subprocess call in deploy.py.":           Forbidden,
		"S607 may be ignored in deploy.py.":                                 Forbidden,
		"Do not put `# noqa: S603` on the call in deploy.py.":               Unsaid,
		"Ruff fails with S603 in deploy.py.":                                Unsaid,
		"S603 can be fixed in deploy.py by a list.":                         Unsaid,
		"The `# noqa: S603` in deploy.py can be removed.":                   Unsaid,
		"S603 in deploy.py is right, the name comes from outside.":          Unsaid,
		"Somebody suggested to ignore S603 in deploy.py.":                   Unsaid,
		"S603 was ignored in deploy.py since 2020. Answer it.":              Unsaid,
		"Retry the upload in deploy.py without silencing S603.":             Unsaid,
		"`deploy.py` may accept `dry-run`.":                                 Unsaid,
		"Fix S603 in deploy.py rather than ignoring it.":                    Unsaid,
	} {
		if got := ToSilence(Leaves(Sentences(strings.ToLower(text)), []string{"S603"}), "ops/deploy.py", false).Said; got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]Edit{ // of a test
		"Please extend test/shape.ts by the case that a text is refused, by means of `// @ts-expect-error`.": Wanted,
		"Write a case to test/shape.ts which shows that (on null) it is refused, using `@ts-expect-error`.":  Wanted,
		"Show in test/shape.ts that `area('x')` is refused, via an `@ts-expect-error` on that line.":         Wanted,
		"The calls in test/shape.ts are wrong, by means of `// @ts-expect-error` nobody saw it.":             Unsaid,
		"Do not add cases to test/shape.ts, by means of `// @ts-expect-error` or otherwise.":                 Unsaid,
	} {
		if got := ToSilence(Leaves(Sentences(strings.ToLower(text)), []string{"@ts-expect-error"}), "test/shape.ts", true).Said; got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]Edit{ // of the product
		"Add a case that a text is refused, by means of a `@ts-expect-error` comment.": Unsaid,
		"Show that `area` refuses null, using `@ts-expect-error` on that line.":        Unsaid,
		"Put a `@ts-expect-error` on the call, the types are behind.":                  Wanted,
	} {
		if got := ToSilence(Leaves(Sentences(strings.ToLower(text)), []string{"@ts-expect-error"}), "src/shape.ts", false).Said; got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]Edit{ // all of them
		"Put `# noqa` on the call in deploy.py.":       Wanted,
		"Put `# noqa: S603` on the call in deploy.py.": Forbidden,
	} {
		if got := ToSilence(Leaves(Sentences(strings.ToLower(text)), []string{"noqa"}), "deploy.py", false).Said; got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	for text, want := range map[string]int{
		"Put `//nolint:gosec` on the md5 import.":           1,
		"Put `//nolint:gosec` on the md5 import and call.":  2,
		"Put `//nolint:gosec` on the calls of md5.":         0,
		"gosec may be silenced (nolint on the one import).": 1,
		"`//nolint:gosec` is fine.":                         0,
	} {
		if got := ToSilence(Leaves(Sentences(strings.ToLower(text)), []string{"gosec"}), "a.go", false); got.Said != Wanted || got.Most != want {
			t.Errorf("%q: %d for %d places, want %d", text, got.Said, got.Most, want)
		}
	}
}
