package page

import "testing"

// TestPartsOfAReading holds that no part of other words for a place ends behind it.
func TestPartsOfAReading(t *testing.T) {
	for _, stands := range []Text{at(4, 2, "x"), at(4, 2, "`x` is theirs"), Join([]Text{at(4, 2, "x and"), at(5, 0, "y")})} {
		_, _, endLine, endColumn := stands.Bounds()
		words := stands.Reading("lib/pay/: x and no more than that")
		for from := range words.S {
			for to := from + 1; to <= len(words.S); to++ {
				line, column, last, end := words.Slice(from, to).Bounds()
				if line != 0 && (last > endLine || last == endLine && end > endColumn || line == last && column >= end) {
					t.Fatalf("%q of %q stands at %d:%d-%d:%d, behind %d:%d", words.S[from:to], words.S, line, column, last, end, endLine, endColumn)
				}
			}
		}
	}
}
