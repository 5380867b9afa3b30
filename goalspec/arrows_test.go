package goalspec

import "testing"

// TestWhatComesOfACommand holds what is read behind a command where there is an arrow or no
// verb.
func TestWhatComesOfACommand(t *testing.T) {
	for words, want := range map[string]string{
		"`pnpm test` -> 0 failing":                     "pnpm test",
		"`pnpm test` -> 3 failing":                     "",
		"`make lint` → 0 issues":                       "make lint",
		"`make lint` 0 errors (suggestions are OK)":    "make lint",
		"`make lint`: no findings":                     "make lint",
		"`make lint` → 5 issues at most":               "",
		"`git status --porcelain` => prints nothing":   `out=$(git status --porcelain) && test -z "$out"`,
		"`make stress` → no line with `monitors`":      "",
		"`./stress -n 5` → no output":                  `out=$(./stress -n 5) && test -z "$out"`,
		"`make x`, which should print `3/3 valid`":     `out=$(make x) && printf '%s\n' "$out" | grep -qxF -- '3/3 valid'`,
		"`make x`, which fails":                        "",
		"`make x` -> fails":                            "",
		"`wc -c out` gives a number smaller as 180000": "wc -c out",
		"`rg -n old src` → no hits":                    "rg -n old src; test $? -eq 1",
	} {
		if got := newCriterion(words).Command; got != want {
			t.Errorf("%q: command %q, want %q", words, got, want)
		}
	}
}
