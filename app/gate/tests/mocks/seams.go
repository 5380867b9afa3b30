package mocks

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	opensSeam = regexp.MustCompile(`(?:\b(\w+)\s*:\s*|\b(?:self|this|\w)\.(\w+)\s*=\s*(?:\w+\s*(?:\?\?|\|\||\bor\b)\s*|\w+ if \w+ (?:is not None )?else )?|[(,]\s*(\w+)(?:\s*:[^=,()]+)?\s*=\s*|^\s*(\w+)(?:\s*:[^=,()]+)?=\s*)([A-Za-z_][\w.]*)\s*(?:[,})]|;?\s*$)`)
	fillsSeam = regexp.MustCompile(`(?:\.|\b)(\w+)\s*[:=]\s*(?:func\s*\(|lambda\b|(?:async\s*)?\([^()]*\)\s*(?::[^=]+)?=>|(?:async\s+)?\w+\s*=>|(?:vi|jest)\.fn\(|sinon\.(?:stub|fake)|(?:mock\.)?(?:Magic|Async)?Mock\()`)
	reaches   = regexp.MustCompile(`\b(http|https|net|os|sql|exec|rand|random|crypto|uuid|socket|subprocess|requests|httpx|urllib|smtplib|boto3|redis|fs|axios|process|secrets|client|conn|db|session|cursor|syscall|io|ioutil|Deno|Bun|window|document|navigator)\.\w|\b(open|fetch|connect|sleep|Sleep|spawn|query|Query|execute|randomUUID|uuid4|urlopen|require)\(|\btime\.(Now|Since|Until|Sleep|After|AfterFunc|Tick|New\w+|time|time_ns|sleep|monotonic|perf_counter|localtime|gmtime)\b|\b(date|datetime)\.(now|utcnow|today)\(|\bnew Date\b|\bDate\.now\b|\bawait\b|\bcontext\.|\bctx\b`)
)

// seams are the names under which the product came to hold functions of its own that
// look at nothing but what they are given, which it called by their own names.
func seams(s *change.Set) map[string]string {
	return change.Memo(s, "seams", func() map[string]string {
		out := map[string]string{}
		for _, p := range s.Files {
			if !p.Product() || p.From == "" {
				continue
			}
			for _, n := range p.Added() {
				if !strings.ContainsAny(p.Is.Bare[n], ":=") {
					continue
				}
				for _, m := range opensSeam.FindAllStringSubmatch(p.Is.Bare[n], -1) {
					name, own := m[1]+m[2]+m[3]+m[4], m[5]
					if len(name) < 3 || out[name] != "" || !calledBefore(p, own) {
						continue
					}
					if src, fn, ok := functionOf(s, p, own); ok && !reaches.MatchString(language.Part(src.Bare, fn.Head, fn.End)) {
						out[name] = own
					}
				}
			}
		}
		return out
	})
}

// calledBefore tells whether a line that went called a function by its name.
func calledBefore(p *change.File, name string) bool {
	return slices.ContainsFunc(p.Removed(), func(o int) bool { return suite.Calling(p.Was.Bare[o], name) })
}

// functionOf is a function that a file of the product calls: its own, one of the
// package that it belongs to, or one that it imports by name.
func functionOf(s *change.Set, p *change.File, name string) (*language.Source, language.Func, bool) {
	if fn, ok := p.Is.Named(name); ok {
		return p.Is, fn, true
	}
	var at []string
	if p.Is.Lang.Name == "Go" {
		at = suite.Siblings(s, p.Path)
	} else {
		at = suite.ModulesOf(p, name)
	}
	for _, file := range at {
		text, err := fs.ReadFile(s.Candidate, file)
		if err != nil || !strings.Contains(string(text), name) {
			continue
		}
		src := language.Read(file, string(text))
		if fn, ok := src.Named(name); ok {
			return src, fn, true
		}
	}
	return nil, language.Func{}, false
}

// fillsSeams finds tests that put something of their own into a seam which the change
// made for a function of the product.
func fillsSeams(s *change.Set, f *change.File) []change.Finding {
	made := seams(s)
	if len(made) == 0 {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		for _, m := range fillsSeam.FindAllStringSubmatch(f.Is.Bare[n], -1) {
			if own := made[m[1]]; own != "" && !s.Went(f.Is.Lines[n]) {
				out = append(out, f.At(n, "the test puts something of its own in the place of the product's "+own+"."))
			}
		}
	}
	return out
}
