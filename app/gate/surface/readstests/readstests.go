// Package readstests finds product code that reads tests, or what they compare
// with. In comes a change, out go findings; each speaks only of what the change
// brought. It keeps nothing, so a process that dies here judges again.
package readstests

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	openers  = regexp.MustCompile(`(?i)\b(open|read\w*|load\w*|require|import|from|path|join|exists\w*|stat\w*|embed|glob|walk|listdir|readdir|fetch|new URL|resource\w*|files?|parse\w*|include|exec\w*|eval|run_path|import_module|resolve)\b`)
	testSide = regexp.MustCompile(`["'\x60]([^"'\x60\n]*[/\\.])?(tests?|__tests__|testdata|__snapshots__|__fixtures__|specs?|goldens?)([/\\.][^"'\x60\n]*)?["'\x60]`)
	testFile = regexp.MustCompile(`["'\x60][^"'\x60\n]*((^|[/\\"'\x60])test_[\w*]+(\.py)?|\w*_test\.(go|py)|\.(test|spec)\.[cm]?[jt]sx?|\.snap|\.golden|conftest(\.py)?|expected[\w-]*\.(json|txt|ya?ml|csv|html))["'\x60]`)
	imports  = regexp.MustCompile(`^\s*(from|import)\s+(\.*)(tests?|conftest|test_\w+)\b|^\s*from\s+[\w.]*\.(tests?|test_\w+)(\.\w+)*\s+import`)
	running  = regexp.MustCompile(`\bprocess\.argv\[1\]|\brequire\.main\.filename\b|\bsys\.argv\[0\]|["']__main__["']\]\.__file__|\b__main__\.__file__`)
	embeds   = regexp.MustCompile(`^\s*//go:embed\s.*\b(testdata|tests?|golden|expected)\b`)
)

// Judge finds product code that reads tests, or what they compare with.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || !f.Product() {
			continue
		}
		for _, n := range f.Added() {
			text := f.Is.Code[n]
			switch {
			case s.Went(f.Is.Lines[n]):
			case asksBeside(s, f, n):
				out = append(out, f.At(n, "product code reads beside its input what the tests expect of it."))
			case running.MatchString(text) && readsMade(f.Is, n):
				out = append(out, f.At(n, "product code reads the program that runs it, which is a test where tests run."))
			case asksByName(s, text):
				out = append(out, f.At(n, "product code reads a file that only the tests have."))
			case testFile.MatchString(text), imports.MatchString(text), embeds.MatchString(f.Is.Lines[n]), testSide.MatchString(text) && openers.MatchString(text):
				out = append(out, f.At(n, "product code reads what belongs to the tests."))
			}
		}
	}
	return out, nil
}
