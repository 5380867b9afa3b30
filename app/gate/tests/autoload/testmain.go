package autoload

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// mains finds a TestMain that does not hand on what the tests gave.
func mains(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if fn.Name != "TestMain" || !f.Touches(fn) {
			continue
		}
		body := language.Part(f.Is.Bare, fn.Start, fn.End)
		if m := givenTo.FindStringSubmatch(body); m != nil && !ends.MatchString(body) && ofAnother(s, f.Is, m[1]) {
			continue // a library runs them
		}
		dropped := dropsRun(f.Is, fn)
		for _, m := range handedTo.FindAllStringSubmatch(body, -1) {
			if by, ok := f.Is.Named(m[1]); ok {
				dropped = dropped || dropsRun(f.Is, by)
				body += "\n" + returnsWell.ReplaceAllString(language.Part(f.Is.Bare, by.Head+1, by.End), "os.Exit(0)")
			}
		}
		if strings.Contains(language.Part(f.Is.Code, fn.Start, fn.End), `Set("test.`) {
			out = append(out, f.At(fn.Head, "TestMain tells the runner what to run."))
		} else if !strings.Contains(body, ".Run()") || strings.Count(body, ".Run()") > 1 || inLoop.MatchString(body) || ends.MatchString(body) || dropped && strings.Contains(body, "Exit(") || strings.Contains(body, "_ = ") && strings.Contains(body, ".Run()") && !strings.Contains(body, "Exit(") {
			out = append(out, f.At(fn.Head, "TestMain does not hand on what the tests gave."))
		}
	}
	return out
}

// inLoop is a loop that runs the tests until they please.
var inLoop = regexp.MustCompile(`(?s)\bfor\b[^\n]*\{[^}]*\.Run\(\)`)

// ofAnother tells whether Go code imports a package of another module by a name.
func ofAnother(s *change.Set, src *language.Source, name string) bool {
	text, _ := fs.ReadFile(s.Candidate, "go.mod")
	module := ""
	if m := ownModule.FindSubmatch(text); m != nil {
		module = string(m[1])
	}
	return slices.ContainsFunc(src.Code, func(l string) bool {
		m := fromModule.FindStringSubmatch(l)
		return m != nil && (m[1] == name || m[1] == "" && path.Base(m[2]) == name) && module != "" && m[2] != module && !strings.HasPrefix(m[2], module+"/")
	})
}

var (
	ownModule  = regexp.MustCompile(`(?m)^module\s+(\S+)`)
	fromModule = regexp.MustCompile(`^\s*(?:import\s+)?(\w*)\s*"([^"]+\.[^"]+/[^"]+)"`)
	givenTo    = regexp.MustCompile(`\b(\w+)\.\w+\(m\b`)
)

// dropsRun tells whether a function runs the tests that it is given and does not
// look at what they gave, or puts a success in its place.
func dropsRun(src *language.Source, fn language.Func) bool {
	code := ""
	return len(fn.Params) > 0 && slices.ContainsFunc(src.Bare[fn.Body:min(fn.End, len(src.Bare))], func(l string) bool {
		l = suite.Squeeze(l)
		if name, ok := strings.CutSuffix(l, ":="+fn.Params[0]+".Run()"); ok {
			code = name
		}
		return l == fn.Params[0]+".Run()" || code != "" && (l == code+"=0" || l == code+"&=0" || l == code+"*=0")
	})
}

var (
	handedTo    = regexp.MustCompile(`\b(\w+)\(m\)`)
	returnsWell = regexp.MustCompile(`\breturn 0\b`)
	ends        = regexp.MustCompile(`os\.Exit\(\s*0\s*\)|_\s*=\s*\w+\.Run\(\)|recover\(\)`)
)
