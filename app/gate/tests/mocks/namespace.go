package mocks

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofNamespace is a function of a module, replaced as a whole by the double at line n or
// as far as that spells it out, which an assertion calls by what the module was imported
// as.
func ofNamespace(f *change.File, n int, module string) (string, bool) {
	double, end := suite.Whole(f.Is, n, len(f.Is.Code))
	partly := keepsActual.MatchString(double)
	for _, name := range namespaces(f, module) {
		called := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\.(\w+)\(`)
		for at, l := range f.Is.Bare {
			if at >= n && at <= end || !f.Is.Lang.Assertion.MatchString(l) {
				continue
			}
			if m := called.FindStringSubmatch(l); m != nil && !ofDouble.MatchString(m[1]) && (!partly || regexp.HasWord(language.Blanked(double, ""), m[1])) {
				return m[1], true
			}
		}
	}
	return "", false
}

// namespaces are the names under which a script has a whole module.
func namespaces(f *change.File, module string) (out []string) {
	stem := strings.TrimSuffix(module, ".js")
	for _, l := range f.Is.Code {
		if m := wholeModule.FindStringSubmatch(l); m != nil && strings.TrimSuffix(m[3], ".js") == stem {
			out = append(out, m[1]+m[2])
		}
	}
	return out
}

var (
	wholeModule = regexp.MustCompile(`^\s*(?:import\s+(?:\*\s+as\s+)?(\w+)\s+from|(?:const|let|var)\s+(\w+)\s*=\s*(?:await\s+)?(?:require|import)\()\s*["']([^"']+)["']`)
	keepsActual = regexp.MustCompile(`\b(importActual|importOriginal|requireActual|actual|original)\b`)
	ofDouble    = regexp.MustCompile(`^(mock\w*|calls|called\w*|reset\w*|restore\w*|withArgs|args)$`)
)
