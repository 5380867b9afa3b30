package change

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// View is a reading of a source.
type View int

// The views of language.Source.
const (
	Code  View = iota // without comments
	Bare              // without comments and what stands between quotes
	Notes             // comments alone
	Lines             // as they stand
)

func (v View) of(s *language.Source) []string {
	switch v {
	case Bare:
		return s.Bare
	case Notes:
		return s.Notes()
	case Lines:
		return s.Lines
	}
	return s.Code
}

// Pattern is something that a line should not begin to hold.
type Pattern struct {
	In  View
	Any []string // one of these words stands in such a line; none: look always
	Re  *regexp.Regexp
	Not *regexp.Regexp // lines that are excused
	Say string         // what it is, a sentence without its subject

	Ahead bool // a line without code speaks of the next one: it was moved where that was
}

// Added are the lines of the candidate, from 0, that the change brought.
func (f *File) Added() []int { return f.added }

func (f *File) lines() []int {
	all := 0
	for _, h := range f.Hunks {
		all += h.NewEnd - h.New
	}
	out := make([]int, 0, all)
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			out = append(out, n)
		}
	}
	return out
}

// Removed are the lines of the base, from 0, that the change took away.
func (f *File) Removed() []int {
	var out []int
	for _, h := range f.Hunks {
		for n := h.Old; n < h.OldEnd; n++ {
			out = append(out, n)
		}
	}
	return out
}

// IsAdded tells whether a line of the candidate came with the change.
func (f *File) IsAdded(n int) bool {
	for _, h := range f.Hunks {
		if h.New <= n && n < h.NewEnd {
			return true
		}
	}
	return false
}

// IsRemoved tells whether a line of the base went with the change.
func (f *File) IsRemoved(n int) bool {
	for _, h := range f.Hunks {
		if h.Old <= n && n < h.OldEnd {
			return true
		}
	}
	return false
}

// Scan finds patterns in the lines that a change brought; a line that was only
// moved, or that says what the line it replaces said, is no finding.
func (s *Set) Scan(f *File, patterns []Pattern) []Finding {
	var out []Finding
	for _, p := range patterns {
		if !f.Holds(p.Any...) || !f.Is.May(p.Re) {
			continue
		}
		view := p.In.of(f.Is)
		for _, h := range f.Hunks {
			for n := h.New; n < h.NewEnd; n++ {
				m := p.Re.FindString(view[n])
				if m == "" || !one(p.Any, func(word string) bool { return strings.Contains(view[n], word) }) || p.Not != nil && p.Not.MatchString(view[n]) || s.moved(f, n, p.Ahead) || f.had(p, h, m) {
					continue
				}
				out = append(out, f.At(n, p.Say))
			}
		}
	}
	return out
}

// moved tells whether a line stood elsewhere; one that speaks of the next line,
// whether it did so there.
func (s *Set) moved(f *File, n int, ahead bool) bool {
	if !s.Went(f.Is.Lines[n]) {
		return false
	}
	if !ahead || strings.TrimSpace(f.Is.Code[n]) != "" || n+1 >= len(f.Is.Lines) {
		return true
	}
	line, next := strings.TrimSpace(f.Is.Lines[n]), strings.TrimSpace(f.Is.Lines[n+1])
	return slices.ContainsFunc(s.Files, func(o *File) bool {
		return slices.ContainsFunc(o.Removed(), func(at int) bool {
			return at+1 < len(o.Was.Lines) && strings.TrimSpace(o.Was.Lines[at]) == line && strings.TrimSpace(o.Was.Lines[at+1]) == next
		})
	})
}

// had tells whether the lines that a hunk replaces matched in the same words.
func (f *File) had(p Pattern, h Hunk, match string) bool {
	view := p.In.of(f.Was)
	for n := h.Old; n < h.OldEnd; n++ {
		for _, m := range p.Re.FindAllString(view[n], -1) {
			if strings.TrimSpace(m) == strings.TrimSpace(match) {
				return true
			}
		}
	}
	return false
}

// Holds tells whether one of some words stands in the candidate: a rule that
// looks for none of them need not look.
func (f *File) Holds(words ...string) bool { return one(words, f.Is.Holds) }

// one tells whether one of some words is there, or none is asked for.
func one(words []string, there func(string) bool) bool {
	return len(words) == 0 || slices.ContainsFunc(words, there)
}

// maxShown is how much of a line a place shows.
const maxShown = 120

// Memo makes something of a change once for all rules that ask for it.
func Memo[T any](s *Set, key any, build func() T) T { return language.Fact(&s.facts, key, build) }

// At is a finding in a line of the candidate, from 0: it lasts while the block
// around that line does.
func (f *File) At(n int, reason string) Finding {
	if n >= len(f.Is.Lines) {
		return Finding{Place: app.Place{Path: f.Path, Line: n + 1, Bytes: Mark(f.bytes())}, Reason: reason}
	}
	return Finding{Place: app.Place{Path: f.Path, Line: n + 1, Text: Clip(strings.TrimSpace(f.Is.Lines[n])), Bytes: marks(f.Is)[n]}, Reason: reason}
}

// Gone is a finding about a line of a base, from 0, that is there no more: it
// lasts while what took its place does, the function that it stood in or else
// the lines that replaced it.
func (f *File) Gone(was *language.Source, n int, reason string) Finding {
	now := ""
	if h := slices.IndexFunc(f.Hunks, func(h Hunk) bool { return h.Old <= n && n < h.OldEnd }); h >= 0 && was == f.Was {
		now = language.Part(f.Is.Lines, f.Hunks[h].New, f.Hunks[h].NewEnd)
	}
	if fn, ok := was.Around(n); ok {
		if is, kept := f.Is.Before(fn); kept {
			now = language.Part(f.Is.Lines, is.Start, is.End)
		}
	}
	return Finding{Place: app.Place{Path: f.Path, Text: Clip(strings.TrimSpace(was.Lines[n])), Bytes: Mark(marks(was)[n] + now)}, Reason: reason}
}

// marks name each line of a source: by the block around it, and by how many such
// lines in such blocks come before.
func marks(s *language.Source) []string {
	return language.Fact(&s.Facts, "marks", func() []string {
		out, before, blocks := make([]string, len(s.Lines)), map[string]int{}, map[[2]int]string{}
		for n, l := range s.Lines {
			start, end := s.Block(n)
			block, known := blocks[[2]int{start, end}]
			if !known {
				block = Mark(language.Part(s.Lines, start, end))
				blocks[[2]int{start, end}] = block
			}
			line := block + " " + strings.TrimSpace(l)
			out[n] = Mark(fmt.Sprint(before[line], " ", line))
			before[line]++
		}
		return out
	})
}

// Whole is a finding about the file: it lasts while its bytes do.
func (f *File) Whole(reason string) Finding {
	return Finding{Place: app.Place{Path: f.Path, Bytes: Mark(f.bytes())}, Reason: reason}
}

// bytes names the candidate's bytes; a file that is gone has those of its base.
func (f *File) bytes() string {
	if f.New == "" {
		return "gone " + string(f.Old)
	}
	return string(f.New)
}

// About is a finding that a text stands for.
func (f *File) About(text, reason string) Finding {
	return Finding{Place: app.Place{Path: f.Path, Text: Clip(text), Bytes: Mark(text)}, Reason: reason}
}

// Mark names the bytes that a finding is about.
func Mark(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// Clip keeps a line short enough for a table.
func Clip(text string) string {
	if len(text) <= maxShown {
		return text
	}
	return strings.ToValidUTF8(text[:maxShown], "") + "…"
}

// Touches tells whether the change wrote into a function, or took out of it.
func (f *File) Touches(fn language.Func) bool {
	for _, h := range f.Hunks {
		if h.New < fn.End && h.NewEnd > fn.Start || h.New == h.NewEnd && fn.Start < h.New && h.New < fn.End {
			return true
		}
	}
	return false
}
