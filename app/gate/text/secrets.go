// Package text holds the gates over bytes as such: credentials, what a reviewer
// cannot read, what is no plain file, and letters that deceive.
//
// In comes a change, out go findings; nothing is written.
package text

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/zricethezav/gitleaks/v8/detect"
	"github.com/zricethezav/gitleaks/v8/report"
)

// Secrets finds credentials that a change brings in.
type Secrets struct{ detector *detect.Detector }

// NewSecrets loads the patterns of gitleaks.
func NewSecrets() (*Secrets, error) {
	d, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		return nil, err
	}
	d.IgnoreGitleaksAllow = true // a comment of the change's author excuses nothing
	return &Secrets{d}, nil
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
	found := s.detector.DetectString(text)
	if bare := strings.ReplaceAll(text, "\x00", ""); len(bare) < len(text) {
		for _, l := range s.detector.DetectString(bare) {
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
		if had[l.Secret] || strings.TrimSpace(l.Secret) == "" {
			continue
		}
		at := l.StartLine
		if at < len(lines) {
			at = lines[at]
		}
		out = append(out, change.Finding{
			Place:  app.Place{Path: f.Path, Line: at + 1},
			Reason: "it looks like a secret (" + l.RuleID + ").",
		})
	}
	return out
}

// around is how many neighbours a line is read with.
const around = 2

// came are the lines that came, with their neighbours, and which lines they are;
// of what is no text it is everything.
func came(f *change.File) (text string, lines []int) {
	if f.Binary {
		return f.Raw[1], nil
	}
	var b strings.Builder
	for _, h := range f.Hunks {
		from := h.New - around
		if len(lines) > 0 {
			from = max(from, lines[len(lines)-1]+1)
		}
		for n := max(0, from); n < min(h.NewEnd+around, len(f.Is.Lines)); n++ {
			b.WriteString(f.Is.Lines[n])
			b.WriteByte('\n')
			lines = append(lines, n)
		}
	}
	return b.String(), lines
}
