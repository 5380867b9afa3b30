package gate

import (
	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/zricethezav/gitleaks/v8/detect"
)

// secrets finds credentials that a change brings in.
type secrets struct{ detector *detect.Detector }

func newSecrets() (*secrets, error) {
	d, err := detect.NewDetectorDefaultConfig()
	if err != nil {
		return nil, err
	}
	d.IgnoreGitleaksAllow = true // a comment of the change's author excuses nothing
	return &secrets{d}, nil
}

func (s *secrets) judge(in Input) ([]finding, error) {
	var out []finding
	for _, c := range in.Changes {
		if c.New == "" {
			continue
		}
		after, err := in.Candidate(c.Path)
		if err != nil {
			return nil, err
		}
		had := map[string]bool{}
		if c.Old != "" {
			before, err := in.Base(c.Path)
			if err != nil {
				return nil, err
			}
			for _, f := range s.detector.DetectBytes(before) {
				had[f.Secret] = true
			}
		}
		for _, f := range s.detector.DetectBytes(after) {
			if !had[f.Secret] {
				out = append(out, finding{app.Place{Path: c.Path, Line: f.StartLine + 1}, "it looks like a secret (" + f.RuleID + ")."})
			}
		}
	}
	return out, nil
}
