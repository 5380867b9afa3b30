package change

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Set is a change as rules see it; rules may run side by side.
type Set struct {
	Input
	Files []*File

	at    map[string]*File // by path
	gone  map[string]int   // trimmed lines that the change took away anywhere
	come  map[string]int   // and those it brought
	words string           // what the issue and the plan say
	asked string           // what people say alone
	facts language.Facts
}

// File is one changed path with both its sides.
type File struct {
	workspace.Change
	From   string           // where the base side stands; empty: there is none
	Was    *language.Source // of the base
	Is     *language.Source // of the candidate
	Size   int              // of the candidate
	Binary bool
	Raw    [2]string // bytes of the base and of the candidate where Was and Is leave them out as binary
	Hunks  []Hunk
	added  []int
}

// Read reads both sides of every change.
func Read(in Input) (*Set, error) {
	s := &Set{Input: in, at: make(map[string]*File, len(in.Changes)), gone: map[string]int{}, come: map[string]int{}}
	sides := make([]sides, len(in.Changes))
	for n, c := range in.Changes {
		s.Files = append(s.Files, &File{Change: c})
		if err := sides[n].read(in, c); err != nil {
			return nil, err
		}
	}
	from := pairMoves(in.Changes, sides)
	Each(len(s.Files), func(n int) {
		before := ""
		if from[n] >= 0 {
			before = in.Changes[from[n]].Path
		}
		s.Files[n].fill(sides, n, from[n], before)
	})
	for _, f := range s.Files {
		s.at[f.Path] = f
	}
	Each(2, s.count)
	s.asked = strings.ToLower(asked(in))
	s.words = ordinal.ReplaceAllString(s.asked, "$1- ") + strings.ToLower(planned(in))
	return s, nil
}

// sides are the bytes of one change.
type sides struct{ old, new []byte }

func (s *sides) read(in Input, c workspace.Change) (err error) {
	if c.Old != "" && regular(uint32(c.OldMode)) {
		if s.old, err = content(in.Base, c.Path); err != nil {
			return fmt.Errorf("read %s of the base: %w", c.Path, err)
		}
	}
	if c.New != "" && regular(uint32(c.Mode)) {
		if s.new, err = content(in.Candidate, c.Path); err != nil {
			return fmt.Errorf("read %s of the result: %w", c.Path, err)
		}
	}
	return nil
}

func regular(mode uint32) bool { return mode&0o170000 == 0o100000 }

// content is a file's bytes; what is too large for a reader is left to git.
func content(tree fs.FS, name string) ([]byte, error) {
	b, err := fs.ReadFile(tree, name)
	if errors.Is(err, workspace.ErrTooLarge) {
		return nil, nil
	}
	return b, err
}

func (f *File) fill(all []sides, n, from int, before string) {
	c, old, now := f.Change, all[n].old, all[n].new
	f.From = c.Path
	if c.Old == "" {
		f.From = ""
	}
	if from >= 0 {
		f.From, old = before, all[from].old
	}
	f.Size = len(now)
	f.Binary = binary(now) || c.New != "" && c.Additions < 0
	if binary(old) {
		f.Raw[0], old = string(old), nil
	}
	if f.Binary {
		f.Raw[1], now = string(now), nil
	}
	if f.From == "" || f.From == c.Path {
		f.Was = language.Read(c.Path, string(old))
		f.Is = f.Was.Edition(string(now)) // what the file is for, the base says
	} else {
		f.Was, f.Is = language.Read(f.From, string(old)), language.Read(c.Path, string(now))
	}
	f.Hunks = diff(inOneQuote(f.Was), inOneQuote(f.Is))
	f.added = f.lines()
}

// binary is what git takes for binary: a zero byte near the beginning.
func binary(b []byte) bool { return bytes.IndexByte(b[:min(len(b), 8000)], 0) >= 0 }

// count notes what was taken away, of side 0, or what came, of side 1.
func (s *Set) count(side int) {
	for _, f := range s.Files {
		for _, h := range f.Hunks {
			lines, into := f.Was.Lines[h.Old:h.OldEnd], s.gone
			if side == 1 {
				lines, into = f.Is.Lines[h.New:h.NewEnd], s.come
			}
			for _, l := range lines {
				into[bareLine(l)]++
			}
		}
	}
}

// asked is everything people say about the goal.
func asked(in Input) string {
	var b strings.Builder
	if in.Contract != nil && !in.Contract.Goal.IsZero() {
		b.WriteString(in.Contract.Goal.Markdown())
	}
	if in.Goal != nil {
		title, body := in.Goal.Title, in.Goal.Body
		if title == "" {
			title, body, _ = strings.Cut(strings.TrimSpace(body), "\n")
		}
		b.WriteString("\n" + title + "\n\n" + body)
		for _, i := range in.Goal.Instructions {
			b.WriteString("\n" + i.Text)
		}
	}
	return b.String()
}

// Title is what the goal is called: its first line, where it has no title.
func (s *Set) Title() string {
	if s.Goal == nil {
		return ""
	}
	if s.Goal.Title != "" {
		return s.Goal.Title
	}
	first, _, _ := strings.Cut(strings.TrimSpace(s.Goal.Body), "\n")
	return first
}

// planned is what the plan adds.
func planned(in Input) string {
	p := in.Plan
	if p == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n" + p.Summary + "\n" + strings.Join(p.Files, "\n") + "\n" + strings.Join(p.Risks, "\n"))
	for _, step := range p.Steps {
		b.WriteString("\n" + step.Text)
	}
	return b.String()
}

// Asked tells whether people named a word or value, whole.
func (s *Set) Asked(word string) bool { return holds(s.asked, word) }

// Mentions tells whether what people say matches, in lower case.
func (s *Set) Mentions(re *regexp.Regexp) bool { return re.MatchString(s.asked) }

// Speaks tells whether people speak of what matches, in lower case, where they do
// not forbid it.
func (s *Set) Speaks(re *regexp.Regexp) bool {
	return Memo(s, re, func() bool { return asks.Speak(s.Sentences(), re) })
}

// SpeaksWith tells whether people speak so in a sentence that another expression, if
// there is one, finds something in too.
func (s *Set) SpeaksWith(re, with *regexp.Regexp) bool {
	if with == nil {
		return s.Speaks(re)
	}
	type pair struct{ re, with *regexp.Regexp }
	return Memo(s, pair{re, with}, func() bool {
		return slices.ContainsFunc(s.Sentences(), func(text string) bool {
			return with.MatchString(text) && asks.Speak([]string{text}, re)
		})
	})
}

// Forbidden tells whether people name something and forbid it wherever they do.
func (s *Set) Forbidden(name string) bool {
	return s.Asked(name) && !asks.Speak(s.Sentences(), regexp.MustCompile(regexp.QuoteMeta(strings.ToLower(name))))
}

// Excused tells whether people named a word or value, whole, and do not say that
// checks are to look at it.
func (s *Set) Excused(word string) bool { return s.Asked(word) && asks.Excuse(s.Sentences(), word) }

// Sought is what an expression and its parts find in what people say, in lower
// case.
func (s *Set) Sought(re *regexp.Regexp) [][]string { return re.FindAllStringSubmatch(s.asked, -1) }

// Sentences are those that people say, in lower case.
func (s *Set) Sentences() []string {
	return Memo(s, "sentences", func() []string { return asks.Sentences(s.asked) })
}

// Leaves are the sentences in which people let messages of a tool be silenced, some by
// their names.
func (s *Set) Leaves(names []string) []asks.Leave {
	type of string
	return Memo(s, of(strings.Join(names, "\x00")), func() []asks.Leave { return asks.Leaves(s.Sentences(), names) })
}

// Paragraphs are what people say, in lower case, cut at empty lines.
func (s *Set) Paragraphs() []string { return strings.Split(s.asked, "\n\n") }

// Said tells whether the issue, the plan or an instruction holds a word or
// value, whole.
func (s *Set) Said(word string) bool { return holds(s.words, word) }

// Names tells whether the issue, the plan or an instruction holds a name, whole,
// and not only as a part of a file's path: that names the file.
func (s *Set) Names(name string) bool {
	return holds(Memo(s, "names", func() string { return filePath.ReplaceAllString(s.words, " ") }), name)
}

// ordinal is the number of an item of a list, which says nothing.
var ordinal = regexp.MustCompile(`(?m)^([ \t]*)\d+[.)][ \t]`)

// filePath is a path of a file of code, in lower case.
var filePath = regexp.MustCompile(`[\w.@/-]*[\w-]\.(go|py|pyi|[cm]?jsx?|[cm]?tsx?)\b`)

// SaidLike tells whether issue, plan or an instruction show a value of this
// form: the same but for its numbers, and with more to it than those.
func (s *Set) SaidLike(value string) bool {
	form := blankNumbers(strings.ToLower(strings.TrimSpace(value)))
	return len(form) > 2 && strings.Trim(form, "#.,- ") != "" && holds(blankNumbers(s.words), form)
}

// blankNumbers puts # for each run of digits.
func blankNumbers(text string) string {
	var b strings.Builder
	for n := range len(text) {
		switch c := text[n]; {
		case c < '0' || c > '9':
			b.WriteByte(c)
		case n == 0 || text[n-1] < '0' || text[n-1] > '9':
			b.WriteByte('#')
		}
	}
	return b.String()
}

func holds(words, word string) bool {
	word = strings.ToLower(strings.TrimSpace(word))
	return regexp.IndexWord(words, word, func(before, after byte) bool {
		return (!letter(before) || !letter(word[0])) && (!letter(after) || !letter(word[len(word)-1]))
	}) >= 0
}

func letter(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 0x80
}

// Came tells whether a line, without its indent, was brought anywhere.
func (s *Set) Came(text string) bool { return s.come[bareLine(text)] > 0 }

// Went tells whether a line, without its indent, was taken away anywhere.
func (s *Set) Went(text string) bool { return s.gone[bareLine(text)] > 0 }

// Find is the changed file at a path, nil for none.
func (s *Set) Find(p string) *File { return s.at[p] }

// Product tells whether a changed file is code that is neither test nor the
// configuration of a tool.
func (f *File) Product() bool { return f.Is.Product() }

// Base is the file's name without its directory.
func (f *File) Base() string { return path.Base(f.Path) }
