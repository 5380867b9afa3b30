package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	countsUp  = regexp.MustCompile(`(?:^|[^\w.])((?:self\.|this\.#?|\w+\.)?[A-Za-z_]\w*)\s*(?:\+\+|\+=\s*1\b)|(?:\+\+|AddInt(?:32|64)\(&)((?:\w+\.)?\w+)|\b((?:\w+\.)?\w+)\.Add\(1\)`)
	nth       = regexp.MustCompile(`(?:^|[^\w.])((?:self\.|this\.#?|\w+\.)?[A-Za-z_]\w*)(?:\.Load\(\))?\s*===?\s*(\d+)\b|\bAddInt(?:32|64)\(&((?:\w+\.)?\w+),\s*1\)\s*==\s*(\d+)`)
	nextOf    = regexp.MustCompile(`(?:^|[^\w.])((?:self\.|this\.#?|\w+\.)?[A-Za-z_]\w*)\[\s*\(?\s*((?:self\.|this\.#?|\w+\.)?[A-Za-z_]\w*)\s*(?:\+\+|-\s*1)?\s*\)?\s*(?:%[^\]]*)?\]`)
	byNumber  = regexp.MustCompile(`^\s*(?:switch|match)\b\s*\(?\s*((?:self\.|this\.#?|\w+\.)?[A-Za-z_]\w*)\s*\)?\s*[{:]`)
	aNumber   = regexp.MustCompile(`^\s*case\s+(\d+)\s*:`)
	drawn     = regexp.MustCompile(`\bnext\(\s*((?:self\.)?_?[A-Za-z]\w*)|\b((?:self\.|this\.#?)?[A-Za-z_]\w*)\.(?:shift\(\)|pop\(0\)|popleft\(\)|next\(\))`)
	listValue = regexp.MustCompile(`:?=\s*(?:iter\(|deque\()?(?:\[\]\w+\{|\[\.\.\.\]\w+\{|\[|\(|Object\.freeze\(\[)(.*)[\]})]`)
)

// The first call that code has no reason of its own to tell apart, and how many
// answers make a list of them.
const (
	lateCall   = 2
	fewPlayed  = 3
	mostPlayed = 50
)

// counted finds functions that answer by how often they were called: they keep
// count beside themselves, and know one call by its number, or take the next
// answer off a list that is written out.
func counted(s *change.Set, f *change.File) []change.Finding {
	out := playedOut(s, f)
	if !f.Holds("++", "+= 1", "AddInt", ".Add(1)") {
		return out
	}
	for _, fn := range f.Is.Funcs() {
		if !f.Touches(fn) {
			continue
		}
		kept := keptCounts(f, fn)
		if len(kept) == 0 {
			continue
		}
		for n := fn.Head; n < min(fn.End, len(f.Is.Bare)); n++ {
			if !f.IsAdded(n) || s.Went(f.Is.Lines[n]) {
				continue
			}
			if slices.ContainsFunc(nth.FindAllStringSubmatch(f.Is.Code[n], -1), func(m []string) bool {
				return slices.Contains(kept, m[1]+m[3]) && late(m[2]+m[4]) && !askedCount(s, m[2]+m[4])
			}) {
				out = append(out, f.At(n, "it tells one call from the others by its number."))
			} else if m := byNumber.FindStringSubmatch(f.Is.Code[n]); m != nil && slices.Contains(kept, m[1]) && toldApart(s, f, fn, n) {
				out = append(out, f.At(n, "it tells one call from the others by its number."))
			} else if m := nextOf.FindStringSubmatch(f.Is.Code[n]); m != nil && slices.Contains(kept, m[2]) && playedBack(s, f, m[1]) {
				out = append(out, f.At(n, "it plays a list of answers back, one a call."))
			}
		}
	}
	return out
}

// toldApart tells whether a switch has a branch for a late number that nobody named.
func toldApart(s *change.Set, f *change.File, fn language.Func, n int) bool {
	return slices.ContainsFunc(f.Is.Code[n:min(fn.End, len(f.Is.Code))], func(l string) bool {
		m := aNumber.FindStringSubmatch(l)
		return m != nil && late(m[1]) && !askedCount(s, m[1])
	})
}

// playedOut finds functions that take their next answer off a list which came written
// out and has those that the tests expect.
func playedOut(s *change.Set, f *change.File) (out []change.Finding) {
	if !f.Holds("next(", ".shift()", ".pop(0)", ".popleft()") {
		return nil
	}
	for _, n := range f.Added() {
		m := drawn.FindStringSubmatch(f.Is.Code[n])
		if m == nil || s.Went(f.Is.Lines[n]) {
			continue
		}
		if _, in := f.Is.Around(n); in && (fromTests(s, f, listHeld(f, m[1]+m[2])) || heldOfTests(s, f, m[1]+m[2])) {
			out = append(out, f.At(n, "it plays a list of answers back, one a call."))
		}
	}
	return out
}

// heldOfTests tells whether a name came to hold a list of the tests among others.
func heldOfTests(s *change.Set, f *change.File, name string) bool {
	return slices.ContainsFunc(f.Added(), func(n int) bool {
		held, value, ok := strings.Cut(f.Is.Code[n], "=")
		return ok && strings.TrimSpace(held) == name && slices.ContainsFunc(cluesOf(value), func(c string) bool { return strings.Contains(c, " ") && knownClues(s)[c] })
	})
}

// askedCount tells whether people named a number, or which one it is in a row of calls.
func askedCount(s *change.Set, number string) bool {
	said := inWords[number]
	return s.Asked(number) || said != nil && (s.Mentions(said) || slices.ContainsFunc(s.Sentences(), func(text string) bool {
		places := inRow.FindAllString(text, -1)
		return slices.Contains(places, ordinals[number]) && len(slices.Compact(slices.Sorted(slices.Values(places)))) > 1
	}))
}

// inWords is how people call a number of calls, or one of them by its number.
var inWords = func() map[string]*regexp.Regexp {
	out := map[string]*regexp.Regexp{}
	for n, word := range map[string]string{"2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine"} {
		out[n] = regexp.MustCompile(`\b(` + ordinals[n] + `|` + n + `(nd|rd|th)) (\w+ )?` + ofCalls + `\b|\b` + word + ` (\w+ )?` + ofCalls + `s\b`)
	}
	return out
}()

const ofCalls = `(call|attempt|trie|try|request|page|retrie|retry|failure|use|turn|round|visit)`

// ordinals are the places in a row, and inRow is any of them.
var (
	ordinals = map[string]string{"2": "second", "3": "third", "4": "fourth", "5": "fifth", "6": "sixth", "7": "seventh", "8": "eighth", "9": "ninth"}
	inRow    = regexp.MustCompile(`\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b`)
)

func late(number string) bool { return len(number) == 1 && int(number[0]-'0') >= lateCall }

// keptCounts are the names that a function counts up and that outlive a call.
func keptCounts(f *change.File, fn language.Func) (out []string) {
	for n := fn.Head; n < min(fn.End, len(f.Is.Bare)); n++ {
		text := f.Is.Bare[n]
		if !f.IsAdded(n) || strings.Contains(text, "for ") || strings.Contains(text, "for(") {
			continue
		}
		for _, m := range countsUp.FindAllStringSubmatch(text, -1) {
			if name := m[1] + m[2] + m[3]; outlives(f.Is, fn, name) {
				out = append(out, name)
				if local := product.TableHead.FindStringSubmatch(text); local != nil {
					out = append(out, local[1])
				}
			}
		}
	}
	return out
}

// outlives tells whether a name belongs to an object or to the file, and not to a
// function.
func outlives(src *language.Source, fn language.Func, name string) bool {
	if strings.Contains(name, ".") {
		return true
	}
	for n, l := range src.Bare {
		if declaresName(strings.TrimSpace(l), name) && (product.IndentOf(l) == 0 || src.Lang.Name == "Go" && !inFunc(src, n)) {
			return true
		}
	}
	return false
}

func inFunc(src *language.Source, n int) bool {
	_, in := src.Around(n)
	return in
}

func declaresName(text, name string) bool {
	m := heldAtTop.FindStringSubmatch(text)
	return m != nil && m[1] == name
}

var heldAtTop = regexp.MustCompile(`^(?:export\s+)?(?:var\s+|let\s+|const\s+)?([A-Za-z_]\w*)\b(?:\s+[\w.]+)?\s*(?::[^=]+)?(?:=[^=].*)?$`)

// playedBack tells whether a list that came written out has some value several
// times, or most of its values from the tests.
func playedBack(s *change.Set, f *change.File, name string) bool {
	all := listHeld(f, name)
	return len(all) > 0 && (len(slices.Compact(slices.Sorted(slices.Values(all)))) < len(all) || fromTests(s, f, all))
}

// listHeld are the values of a list that came written out under a name, where they
// may be answers.
func listHeld(f *change.File, name string) []string {
	for _, n := range f.Added() {
		_, rest, ok := strings.Cut(f.Is.Code[n], name)
		if !ok {
			continue
		}
		m := listValue.FindStringSubmatch(rest)
		if m == nil || !product.OnlyValue.MatchString(strings.TrimSpace(m[1])) {
			continue
		}
		all := product.Values(m[1])
		if len(all) < fewPlayed || len(all) > mostPlayed {
			continue
		}
		return all
	}
	return nil
}

// fromTests tells whether most of some values are of the tests, and of no people.
func fromTests(s *change.Set, f *change.File, all []string) bool {
	once := slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(all))), product.Trivial)
	known := 0
	for _, v := range once {
		if !s.Said(v) && slices.ContainsFunc(product.Examples(s, f), func(e product.Example) bool { return e.Values[v] }) {
			known++
		}
	}
	return known*2 > len(once)
}
