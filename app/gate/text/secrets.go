// Package text holds the gates over bytes as such: credentials, what a reviewer
// cannot read, what is no plain file, and letters that deceive.
//
// In comes a change, out go findings; nothing is written.
package text

import (
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/zricethezav/gitleaks/v8/detect"
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

func (s *Secrets) file(f *change.File) []change.Finding {
	was, is := f.Was.Text+f.Raw[0], f.Is.Text+f.Raw[1] // a zero byte hides nothing
	if len(f.Hunks) == 0 && !f.Binary || is == "" {
		return nil
	}
	var had map[string]bool
	var out []change.Finding
	for _, l := range s.detector.DetectString(is) {
		if had == nil {
			had = map[string]bool{}
			for _, b := range s.detector.DetectString(was) {
				had[b.Secret] = true
			}
		}
		if had[l.Secret] || strings.TrimSpace(l.Secret) == "" {
			continue
		}
		out = append(out, change.Finding{
			Place:  app.Place{Path: f.Path, Line: l.StartLine + 1},
			Reason: "it looks like a secret (" + l.RuleID + ").",
		})
	}
	return out
}
