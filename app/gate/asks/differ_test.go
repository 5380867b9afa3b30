package asks

import (
	"strings"
	"testing"
)

// TestToDiffer holds what people want to become of something that others use by its name.
func TestToDiffer(t *testing.T) {
	for _, c := range []struct {
		what    string
		ask     func([]string) bool
		yes, no []string
	}{
		{
			"be there no more", func(said []string) bool { return ToDiffer(said, "ParseRow") },
			[]string{
				"Remove `ParseRow`.", "`ParseRow` is called `ReadRow` from now on: rename it.", "`ParseRow` becomes `ReadRow`.", "Fold `ParseRow` and `ParseLine` into one function.", "`ParseRow` goes away.", "Take the loop from `ParseRow` and remove `ParseRow`.",
				"`ParseRow` wants it all in memory. Replace it by an iterator.", "ParseRow should be unexported.", "Use `ReadRow` in place of `ParseRow`.", "Nobody uses `ParseRow`; it can go with its tests.", "`ParseRow` wants all in memory. That is 300 MB. Replace it by `Rows`.",
				"Move `ParseRow` to the package rows.", "`ParseRow` was deprecated in 2.0 and goes with this.",
			},
			[]string{
				"`ParseRow` returns ErrShort for short rows; it must return ErrRow.", "ParseRow drops the last field.", "Remove the lock from `ParseRow`.", "Move the check into `ParseRow`.", "`ParseRow` should drop empty rows.", "Should we rename `ParseRow`?", "`ParseRow` replaces blanks by zeros.", "`ParseRow` must not be removed.", "`ParseRow` is slow.",
				"Do not rename `ParseRow`.", "`ParseRow` also removes quotes that belong to the field.", "See ParseRow and its tests.", "`ParseRow` splits at commas within quotes.",
			},
		},
		{
			"take or give something else", func(said []string) bool { return ToReshape(said, "ParseRow") },
			[]string{
				"`ParseRow` gets a second parameter.", "`ParseRow` takes the separator.", "Add an option to `ParseRow`.", "`ParseRow` should return an error too.", "Make `ParseRow` async.", "`ParseRow` returns a pointer.", "`ParseRow` accepts bytes as well.",
				"Let callers of `ParseRow` choose the separator.", "`ParseRow` must be told the separator.", "Pass the separator to `ParseRow`.", "`ParseRow` uses a global separator.", "Give `ParseRow` an argument for the separator.", "`ParseRow` should take a flag.",
			},
			[]string{
				"`ParseRow` returns ErrShort for short rows.", "`ParseRow` fails.", "`ParseRow` must not take more parameters.", "`ParseRow` gives 3 for `1,2`.", "ParseRow accepts garbage.", "`ParseRow` accepts anything behind a comma.", "`ParseRow` takes 3 s.", "`ParseRow` drops repeated arguments.", "`ParseRow`: reject duplicate parameter names.",
				"The signature of `ParseRow` stays as it is.",
			},
		},
		{
			"keep its form", KeepForm,
			[]string{
				"The package is imported by four services, nothing else in its exported interface changes.", "The public API must not change.", "Keep the signatures.", "Callers must not notice.", "Everything else that is exported is used by other teams and stays as it is.", "Do not break the interface.", "All exported names stay.",
				"No change to the API is needed, nothing may change for callers.", "The signature of `Get` remains the same.", "Mend it without touching the public interface.",
			},
			[]string{
				"The API returns 500.", "Callers get the wrong sum.", "The public page changes.", "Exports are slow.", "Change the signature of `Get`.", "The user interface is blue.",
			},
		},
	} {
		for n, text := range append(c.yes, c.no...) {
			if got := c.ask(Sentences(strings.ToLower(text))); got != (n < len(c.yes)) {
				t.Errorf("to %s: %q: %t", c.what, text, got)
			}
		}
	}
}
