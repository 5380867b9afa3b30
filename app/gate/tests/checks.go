package tests

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

var checking = regexp.MustCompile(`(?i)check|test|verif|lint|validat|(^|[^a-z])ci([^a-z]|$)|Makefile|Justfile`)

// Checks finds scripts of the base that a check names in its command and whose
// lines were changed.
func Checks(s *change.Set) ([]change.Finding, error) {
	if s.Plan == nil {
		return nil, nil
	}
	var out []change.Finding
	for _, f := range s.Files {
		if f.Old == "" || f.Is.Lang.Code() || language.IsTest(f.Path) || !checking.MatchString(f.Path) || len(f.Removed()) == 0 && f.New != "" {
			continue
		}
		for _, k := range s.Plan.Checks {
			if slices.ContainsFunc(strings.Fields(k.Command), func(word string) bool {
				return path.Clean(strings.Trim(word, "'\"`;()")) == f.Path
			}) {
				out = append(out, f.Whole("the check of "+k.Criterion+" runs or reads it."))
			}
		}
	}
	return out, nil
}
