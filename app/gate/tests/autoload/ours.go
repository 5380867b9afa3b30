package autoload

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// borrowed tells whether a module of the product has a name from a module that
// is none: what is replaced there is where the product ends.
func borrowed(s *change.Set, f *change.File, target string) bool {
	at := strings.LastIndexByte(target, '.')
	if at < 0 || f.Is.Lang.Name != "Python" {
		return false
	}
	for _, module := range append([]string{target[:at]}, suite.ImportedFrom(f, target[:at])...) {
		p := strings.ReplaceAll(module, ".", "/")
		for _, file := range []string{p + ".py", "src/" + p + ".py", p + "/__init__.py", "src/" + p + "/__init__.py"} {
			text, err := fs.ReadFile(s.Candidate, file)
			if err != nil {
				continue
			}
			for _, m := range importLine.FindAllStringSubmatch(string(text), -1) {
				if slices.Contains(suite.Word.FindAllString(m[2]+" "+m[3], -1), target[at+1:]) {
					return !suite.Ours(s, &change.File{Change: f.Change, Is: language.Read(file, ""), Was: f.Was}, m[1]+m[3])
				}
			}
		}
	}
	return false
}

var importLine = regexp.MustCompile(`(?m)^from\s+([\w.]+)\s+import\s+(\([\w\s,]+\)|[\w ,]+)|^import\s+([\w.]+)\s*$`)
