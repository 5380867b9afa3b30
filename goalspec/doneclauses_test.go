package goalspec_test

import (
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestListsWithinWhatIsDone holds that "done when: a, b, and c" is cut between what it
// lists, and not inside of what one of these lists itself.
func TestListsWithinWhatIsDone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"the file has the columns id, name, and total, and `make a` passes":             "the file has the columns id, name, and total|`make a` passes",
		"the sheet opens in Excel, LibreOffice, and Numbers, and `make a` passes":       "the sheet opens in Excel, LibreOffice, and Numbers|`make a` passes",
		"people can sort, filter, and export, the page loads in < 1.5s, and tests pass": "people can sort, filter, and export|the page loads in < 1.5s|tests pass",
		"`make a` passes, and an editor can add, remove, and rename rows":               "`make a` passes|an editor can add, remove, and rename rows",
		"the page loads, the menu shows Home, Search and Help, and `make a` passes":     "the page loads|the menu shows Home, Search and Help|`make a` passes",
		"the row shows name, total, date, and `make a` passes":                          "the row shows name, total, date|`make a` passes",
		"`make a` passes and \"a, b, and c\" is printed, and “d, e” is not":             "`make a` passes and \"a, b, and c\" is printed|“d, e” is not",
		"\"one, two\" is printed, and `make a` passes":                                  "\"one, two\" is printed|`make a` passes",
		"the guide, the examples, and the tests are updated, and `make a` passes":       "the guide, the examples, and the tests are updated|`make a` passes",
		"the guide has a map, worked examples, and exercise pages, and `make a` passes": "the guide has a map, worked examples, and exercise pages|`make a` passes",
		"the menu, the footer, and both banners exist, and `make a` passes":             "the menu, the footer, and both banners exist|`make a` passes",
		"the guide has a map, unit tests, and exercise pages":                           "the guide has a map, unit tests, and exercise pages",
		"format, vet, and tests pass":                                                   "format, vet, and tests pass",
		// neighbours
		"format, vet, and `make a` passes":                           "format|vet|`make a` passes",
		"tests pass, docs and examples, and the banners exist":       "tests pass|docs and examples|the banners exist",
		"`make a` passes, `make b` passes, and the docs are updated": "`make a` passes|`make b` passes|the docs are updated",
		"`make a`, `make b`, and `make c` pass":                      "`make a`|`make b`|`make c` pass",
		"tests pass, docs, and changelog":                            "tests pass|docs|changelog",
		"parser, lexer, and printer":                                 "parser|lexer|printer",
		"CI green, docs updated, and no warnings":                    "CI green|docs updated|no warnings",
		"the page loads, search works, and export is fast":           "the page loads|search works|export is fast",
		"a 5\" screen shows it, the page loads, and a 7\" one too":   "a 5\" screen shows it|the page loads|a 7\" one too",
		"`make a` passes, coverage, and lint":                        "`make a` passes|coverage|lint",
	} {
		body := "The report page lets a manager download the table as CSV.\n\nThe feature is done when: " + text + ".\n"
		var got []string
		for _, c := range goalspec.Parse("", body).Criteria() {
			got = append(got, c.Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q gives %q, want %q", text, s, want)
		}
	}
}

// TestLongListsTakeNoTime holds that a long list of what is done takes no longer than other text.
func TestLongListsTakeNoTime(t *testing.T) {
	t.Parallel()
	for _, n := range []int{16, 49, 1300, 80000} {
		from := time.Now()
		goalspec.Parse("", "The report page lets a manager download the table.\n\nThe feature is done when: "+strings.Repeat("a, ", n)+"z.\n").Criteria()
		if took := time.Since(from); took > 20*time.Second {
			t.Errorf("%d parts take %v", n, took)
		}
	}
}
