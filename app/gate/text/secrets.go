// Package text holds the gates over bytes as such: credentials, what a reviewer
// cannot read, what is no plain file, and letters that deceive.
//
// In comes a change, out go findings; nothing is written.
package text

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	ahocorasick "github.com/BobuSumisu/aho-corasick"
	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
	"github.com/zricethezav/gitleaks/v8/detect"
	"github.com/zricethezav/gitleaks/v8/report"
)

// Secrets finds credentials that a change brings in.
type Secrets struct {
	detector *detect.Detector
	words    *ahocorasick.Trie  // that gitleaks looks for before it looks for a pattern
	patterns [][]*regexp.Regexp // by word
}

// NewSecrets loads the patterns of gitleaks.
func NewSecrets() (*Secrets, error) {
	d, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		return nil, err
	}
	d.IgnoreGitleaksAllow = true // a comment of the change's author excuses nothing
	s := &Secrets{detector: d}
	patterns := map[string][]*regexp.Regexp{}
	for _, r := range d.Config.Rules {
		if r.Regex == nil {
			continue // it is about paths
		}
		re, err := regexp.Compile(r.Regex.String())
		if err != nil {
			return nil, fmt.Errorf("%s: %w", r.RuleID, err)
		}
		for _, word := range r.Keywords {
			word = strings.ToLower(word)
			patterns[word] = append(patterns[word], re)
		}
		if len(r.Keywords) == 0 {
			return nil, fmt.Errorf("%s: no word leads to it", r.RuleID)
		}
	}
	words := slices.Collect(maps.Keys(patterns))
	for _, word := range words {
		s.patterns = append(s.patterns, patterns[word])
	}
	s.words = ahocorasick.NewTrieBuilder().AddStrings(words).Build()
	return s, nil
}

// find is what gitleaks finds in a text. It is asked only where one of its
// patterns matches, which it takes longer to see.
func (s *Secrets) find(text string) []report.Finding {
	asked, matches := map[*regexp.Regexp]bool{}, false
	s.words.Walk([]byte(strings.ToLower(text)), func(_, _, word int64) bool {
		for _, re := range s.patterns[word] {
			matches = matches || !asked[re] && re.MatchString(text)
			asked[re] = true
		}
		return !matches
	})
	if !matches {
		return nil
	}
	return inOrder(s.detector.DetectString(text))
}

// inOrder sorts what gitleaks finds in no order.
func inOrder(found []report.Finding) []report.Finding {
	slices.SortFunc(found, func(a, b report.Finding) int {
		return cmp.Or(a.StartLine-b.StartLine, a.StartColumn-b.StartColumn, cmp.Compare(a.RuleID, b.RuleID))
	})
	return found
}

// Judge looks at the lines that came, with their neighbours: some secrets are
// longer than a line.
func (s *Secrets) Judge(set *change.Set) ([]change.Finding, error) {
	found := make([][]change.Finding, len(set.Files))
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for n := w; n < len(set.Files); n += workers {
				found[n] = s.file(set.Files[n])
			}
		})
	}
	all.Wait()
	var out []change.Finding
	for _, f := range found {
		out = append(out, f...)
	}
	return out, nil
}

// workers look at files side by side.
const workers = 2

// detect looks at a text, and at what it says without its zero bytes: they hide
// nothing, and what is left of UTF-16 or UTF-32 is the text that was meant.
func (s *Secrets) detect(text string) []report.Finding {
	found := s.find(text)
	if bare := strings.ReplaceAll(text, "\x00", ""); len(bare) < len(text) {
		for _, l := range s.find(bare) {
			if !slices.ContainsFunc(found, func(have report.Finding) bool { return have.Secret == l.Secret }) {
				found = append(found, l)
			}
		}
	}
	return found
}

func (s *Secrets) file(f *change.File) []change.Finding {
	if len(f.Hunks) == 0 && !f.Binary {
		return nil
	}
	was := f.Was.Text + f.Raw[0]
	is, lines := came(f)
	var had map[string]bool
	var out []change.Finding
	for _, l := range s.detect(is) {
		if had == nil {
			had = map[string]bool{}
			for _, b := range s.detect(was) {
				had[b.Secret] = true
			}
		}
		if had[l.Secret] || strings.TrimSpace(l.Secret) == "" || f.Is.Test() && counting(l.Secret) {
			continue
		}
		at := l.StartLine
		if at < len(lines) {
			at = lines[at]
		}
		out = append(out, change.Finding{
			Place:  app.Place{Path: f.Path, Line: at + 1, Bytes: f.Whole("").Place.Bytes},
			Reason: "it looks like a secret (" + l.RuleID + ").",
		})
	}
	return out
}

// counting tells whether a secret was made up by counting through digits or
// letters, as nobody's is.
func counting(secret string) bool {
	run := 1
	for n := 1; n < len(secret) && run < 10; n++ {
		if secret[n] == secret[n-1]+1 {
			run++
		} else {
			run = 1
		}
	}
	return run == 10
}

// around is how many neighbours a line is read with.
const around = 2

// came are the lines that came, with their neighbours, and which lines they are;
// of what is no text it is everything.
func came(f *change.File) (text string, lines []int) {
	if f.Binary {
		return f.Raw[1], nil
	}
	size := 0
	lines = make([]int, 0, len(f.Added())+2*around*len(f.Hunks))
	for _, h := range f.Hunks {
		from := h.New - around
		if len(lines) > 0 {
			from = max(from, lines[len(lines)-1]+1)
		}
		for n := max(0, from); n < min(h.NewEnd+around, len(f.Is.Lines)); n++ {
			lines = append(lines, n)
			size += len(f.Is.Lines[n]) + 1
		}
	}
	var b strings.Builder
	b.Grow(size)
	for _, n := range lines {
		b.WriteString(f.Is.Lines[n])
		b.WriteByte('\n')
	}
	return b.String(), lines
}
