package specialcases

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How much of what is written out has to come from the tests, by weight and as a share of
// all that weighs something, before it is what they expect and no coincidence.
const (
	enoughLeaked = 4
	mostlyLeaked = 0.5
	fewInARow    = 3
	mostInARow   = 8
	leastPacked  = 12
)

// leaked finds files into which several values of the tests of the base came that nobody
// finds without them: long numbers, and lists item by item. What they are found by does
// not matter; what people said, and what the file had, does not count.
func leaked(s *change.Set, f *change.File) []change.Finding {
	var lines []int
	for _, n := range f.Added() {
		if !s.Went(f.Is.Lines[n]) {
			lines = append(lines, n)
		}
	}
	known := knownClues(s)
	if _, all := knownOf(f, lines, known); all < enoughLeaked {
		return nil
	}
	named := map[int]bool{}
	for _, p := range pairsOf(s, f) {
		named[p.Line] = named[p.Line] || p.Table && nameAsked(s, f, p)
	}
	lines = slices.DeleteFunc(lines, func(n int) bool { return named[n] || reckoned.MatchString(language.Blanked(f.Is.Code[n], "0")) })
	hits, all := knownOf(f, lines, known)
	had := cluesOf(strings.Join(f.Was.Code, "\n"))
	said := " "
	for _, piece := range pieceOf.FindAllString(strings.Join(s.Paragraphs(), "\n"), -1) {
		said += cmp.Or(strings.TrimLeft(piece, "0"), "0") + " "
	}
	hits = slices.DeleteFunc(hits, func(c string) bool {
		return slices.Contains(had, c) || strings.Contains(said, " "+strings.ToLower(c)+" ")
	})
	if len(hits) < 2 || hits.weight() < enoughLeaked || float64(hits.weight()) < mostlyLeaked*float64(all) {
		return nil
	}
	const reason = "it holds several of the answers that the tests expect, written out."
	first, _, _ := strings.Cut(hits[0], " ")
	for _, n := range lines {
		if regexp.HasWord(f.Is.Code[n], first) {
			return []change.Finding{f.At(n, reason)}
		}
	}
	return []change.Finding{f.Whole(reason)}
}

// knownClues are those of the tests of the base that may speak of the change.
func knownClues(s *change.Set) map[string]bool {
	return change.Memo(s, "clues of tests", func() map[string]bool {
		out := map[string]bool{}
		for _, t := range product.TestsOfChange(s) {
			if c := s.Find(t.Path); c == nil || t != c.Is {
				for _, clue := range cluesOf(strings.Join(t.Code, "\n")) {
					out[clue] = true
				}
			}
		}
		return out
	})
}

// knownOf are the clues in some lines of a file that the tests know, and the weight of all
// that are there, 0 where the tests know too little of them.
func knownOf(f *change.File, lines []int, known map[string]bool) (hits clues, all int) {
	if len(known) == 0 || len(lines) == 0 {
		return nil, 0
	}
	var b strings.Builder
	for _, n := range lines {
		b.WriteString(f.Is.Code[n])
		b.WriteByte('\n')
	}
	came := cluesOf(b.String())
	for _, c := range came {
		if known[c] {
			hits = append(hits, c)
		}
	}
	packed := packedIn(b.String(), known)
	hits = append(hits, packed...)
	if hits.weight() < enoughLeaked {
		return nil, 0
	}
	return hits, came.weight() + packed.weight()
}

// packedIn are the lists of the tests that make up most of a text, one behind the other.
func packedIn(code string, known map[string]bool) (out clues) {
	if !strings.ContainsAny(code, "\"'`") {
		return nil
	}
	for _, l := range language.Literals(code) {
		if len(l) < leastPacked || l[0] != '"' && l[0] != '\'' && l[0] != '`' {
			continue
		}
		items := pieceOf.FindAllString(l, -1)
		var lists clues
		covered := 0
		for at := 0; at < len(items); {
			n := 0
			for size := min(len(items)-at, mostInARow); size >= fewInARow && n == 0; size-- {
				if list := strings.Join(items[at:at+size], " "); known[list] {
					lists, n = append(lists, list), size
				}
			}
			covered += n
			at += max(n, 1)
		}
		if covered*2 >= len(items) {
			out = append(out, lists...)
		}
	}
	return out
}

// clues are the values of code by which somebody who wrote them shows where they come
// from: numbers of many digits, and lists, item by item with a blank between.
type clues []string

func cluesOf(code string) (out clues) {
	for line := range strings.SplitSeq(code, "\n") {
		if !longNumber(line) {
			continue
		}
		for _, v := range product.Values(line) {
			if heft(v) > 0 {
				out = append(out, v)
			}
		}
	}
	for list := range itemLists(code) {
		if items := product.Values(list); len(items) >= fewInARow && !product.AllTrivial(items) && strings.Trim(language.Blanked(list, ""), ", \t\n") == "" {
			out = append(out, strings.Join(items, " "))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// longNumber tells whether a line has as many digits in a row as a number needs that
// weighs something, or a number to another base than ten.
func longNumber(line string) bool {
	run := 0
	for n := range len(line) {
		switch c := line[n]; {
		case c >= '0' && c <= '9' || run > 0 && (c == '.' || c == '_' || c == 'x' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'):
			if run++; run >= 3 {
				return true
			}
		default:
			run = 0
		}
	}
	return false
}

// itemLists are the texts between brackets that hold no others and part several items.
func itemLists(code string) iter.Seq[string] {
	return func(yield func(string) bool) {
		open, commas := -1, 0
		for n := range len(code) {
			switch code[n] {
			case '(', '[', '{':
				open, commas = n+1, 0
			case ',':
				commas++
			case ')', ']', '}':
				if open >= 0 && commas >= fewInARow-1 && !yield(code[open:n]) {
					return
				}
				open = -1
			}
		}
	}
}

func (c clues) weight() (sum int) {
	for _, v := range c {
		sum += heft(v)
	}
	return sum
}

// heft is how hard it is to come by a value without having seen it.
func heft(v string) int {
	if items := strings.Split(v, " "); len(items) > 1 {
		if !slices.ContainsFunc(items, func(item string) bool { return len(item) < 2 || !plainWord.MatchString(item) }) {
			return 0 // names, in the order they have
		}
		return 2
	}
	if !number.MatchString(v) {
		return 0
	}
	if slices.Contains(ofCourse, v) {
		return 0
	}
	switch digits := len(strings.Trim(strings.NewReplacer(".", "", "-", "").Replace(v), "0")); {
	case digits >= 5:
		return 2
	case digits >= 3:
		return 1
	}
	return 0
}

// ofCourse are numbers that stand everywhere.
var ofCourse = []string{"255", "256", "365", "404", "512", "1024", "1440", "2048", "3600", "4096", "65535", "65536", "86400", "604800"}

var (
	pieceOf = regexp.MustCompile(`\d+(?:\.\d+)*|[\pL_]+`)
	// reckoned is code that works with a value.
	reckoned = regexp.MustCompile(`[*/%+]\s*0|0\s*[*/%+<>-]|[<>]=?\s*0|\b(raise|throw|panic|Errorf|errors\.New)\b`)
)
