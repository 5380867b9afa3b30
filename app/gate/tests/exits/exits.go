// Package exits finds what ends a runner before it has its say. In comes a
// change, out go findings; each speaks only of what the change brought. It keeps
// nothing, so a process that dies here judges again.
package exits

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	inTests = []change.Pattern{
		{In: change.Code, Any: []string{"exit", "Exit", "abort", "quit", "kill", "exec"}, Re: regexp.MustCompile(`^\s*os\.exec[lv]\w*\(|\bos\._exit\(|\bsys\.exit\(|^\s*(exit|quit)\(|\bprocess\.(exit|reallyExit|abort)\(|\bprocess\.exitCode\s*=\s*(0|undefined|null)|\bos\.Exit\(\s*0|\bsyscall\.Exit\(|\bDeno\.exit\(|\braise\s+SystemExit|\bos\.(kill|abort)\(|\bprocess\.kill\(\s*process\.pid|\bpytest\.exit\(|\bruntime\.Goexit\(|log\.Fatal|\bprocess\.(exit|reallyExit)\s*=\s*\(?.*=>`), Not: regexp.MustCompile(`(sys\.exit|SystemExit)\(\s*(main|unittest|pytest|run|asyncio|not|int|1|result|code|ret|rc|2|-1)|pytest\.exit\([^)]*\breturncode\s*=\s*[1-9]|process\.exit\(\s*(1|code|status|failures|failed|result|err|2)|os\.Exit\(m\.Run|spyOn|raises|toThrow|monkeypatch|patch\(|log\.Fatal|unittest\.main`), Say: "it ends the runner."},
		{In: change.Code, Any: []string{"atexit"}, Re: regexp.MustCompile(`\batexit\.register\(.*(exit|kill|abort|lambda|partial)`), Say: "it acts when the runner ends."},
	}
	anywhere = []change.Pattern{
		{In: change.Code, Any: []string{"os._exit", "exitCode", "reallyExit", "os.kill"}, Re: regexp.MustCompile(`\bos\._exit\(|\bprocess\.exitCode\s*=\s*0|\bprocess\.reallyExit|\bos\.kill\(\s*os\.getpid`), Say: "it ends the process behind the runner's back."},
		{In: change.Code, Any: []string{"atexit", "process.on"}, Re: regexp.MustCompile(`\batexit\.register\(.*_exit|process\.on\(\s*["'](exit|beforeExit)["'].*(exit|exitCode)`), Say: "it changes the exit status at the end."},
	}
	topExit = []change.Pattern{
		{In: change.Code, Any: []string{"exit("}, Re: regexp.MustCompile(`^(sys\.exit|exit|quit|process\.exit)\(\s*0?\s*\)`), Say: "loading it ends the process."},
	}
)

// Judge finds what ends a runner before it has its say.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		switch {
		case f.New == "" || !f.Is.Lang.Code():
		case f.Is.Test():
			out = append(out, notForked(f, s.Scan(f, inTests))...)
			out = append(out, endsInHook(s, f)...)
		default:
			out = append(out, slices.DeleteFunc(notForked(f, s.Scan(f, anywhere)), func(found change.Finding) bool { return tellsBoth(f, found.Place.Line-1) })...)
			out = append(out, s.Scan(f, topExit)...)
			out = append(out, leaving(s, f)...)
			out = append(out, severed(s, f)...)
		}
		if f.New != "" && f.Is.Lang.Code() {
			out = append(out, hiddenExits(s, f)...)
			out = append(out, indifferent(s, f)...)
		}
	}
	return suite.Dedupe(out), nil
}

// endsInHook finds what a runner calls around its tests and that ends it by
// itself, with whatever status: the runner has counted the failures and not told
// of them yet.
func endsInHook(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("xit(") {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		if !strings.Contains(f.Is.Bare[n], "xit(") || !endsProcess.MatchString(f.Is.Bare[n]) || s.Went(f.Is.Lines[n]) {
			continue
		}
		depth := suite.Indent(f.Is.Lines[n])
		for up := n; up >= max(0, n-30) && depth >= 0; up-- {
			text := f.Is.Bare[up]
			if strings.TrimSpace(text) == "" || up < n && suite.Indent(text) >= depth {
				continue
			}
			if aroundTests.MatchString(text) {
				out = append(out, f.At(n, "a hook ends the runner before it tells what failed."))
				break
			}
			depth = suite.Indent(text)
		}
	}
	return out
}

var (
	endsProcess = regexp.MustCompile(`\bprocess\.(exit|reallyExit)\(|\bsys\.exit\(|\bos\._exit\(|\bos\.Exit\(`)
	aroundTests = regexp.MustCompile(`^\s*(async\s+)?(after|afterAll|afterEach|before|beforeAll|beforeEach|suiteTeardown|globalTeardown)\s*[:=]?\s*(async\b\s*)?(\(|function)|\bt\.(after|afterEach)\(|\bdef\s+(tear_?[dD]own\w*|set_?[uU]p\w*|pytest_(session|runtest|unconfigure)\w*)\(|\.Cleanup\(\s*func`)
)

// tellsBoth tells whether what sets a status of success is told what failed, and
// sets another one then.
func tellsBoth(f *change.File, n int) bool {
	if !setsWell.MatchString(f.Is.Code[n]) {
		return false
	}
	return slices.ContainsFunc(f.Is.Code[max(0, n-8):min(n+9, len(f.Is.Code))], setsIll.MatchString) && !onEvent(f.Is, n) && !atEnd(f.Is, n)
}

// atEnd tells whether a line stands in what is called when a process ends.
func atEnd(src *language.Source, n int) bool {
	return slices.ContainsFunc(src.Code[max(0, n-6):n+1], ending.MatchString)
}

var (
	setsWell = regexp.MustCompile(`^\s*process\.exitCode\s*=\s*0\s*;?\s*$`)
	setsIll  = regexp.MustCompile(`\bprocess\.(exitCode\s*=\s*|exit\()[1-9]`)
	ending   = regexp.MustCompile(`\bon(ce)?\(\s*["'](exit|beforeExit)["']|\batexit\b`)
)

var (
	leavesChild = regexp.MustCompile(`^\s*os\._exit\(`)
	inChild     = regexp.MustCompile(`^\s*if\s+(not\s+\w+|\w+\s*==\s*0|0\s*==\s*\w+|os\.fork\(\)\s*==\s*0|not\s+os\.fork\(\))\s*:`)
)

// notForked drops the findings about how a child leaves that the code forked:
// by nothing else may it leave.
func notForked(f *change.File, all []change.Finding) []change.Finding {
	return slices.DeleteFunc(all, func(found change.Finding) bool {
		n := found.Place.Line - 1
		if !leavesChild.MatchString(f.Is.Bare[n]) {
			return false
		}
		depth := suite.Indent(f.Is.Lines[n])
		for up := n - 1; up >= max(0, n-20); up-- {
			text := f.Is.Bare[up]
			if strings.TrimSpace(text) == "" || suite.Indent(text) >= depth {
				continue
			}
			if inChild.MatchString(text) {
				return slices.ContainsFunc(f.Is.Bare[max(0, up-3):up+1], func(l string) bool { return strings.Contains(l, "fork(") })
			}
			if depth = suite.Indent(text); strings.HasPrefix(strings.TrimSpace(text), "def ") {
				return false
			}
		}
		return false
	})
}
