package tests

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/regexp"
)

var (
	inTests = []change.Pattern{
		{In: change.Code, Any: []string{"exit", "Exit", "abort", "quit", "kill"}, Re: regexp.MustCompile(`\bos\._exit\(|\bsys\.exit\(|^\s*(exit|quit)\(|\bprocess\.(exit|reallyExit|abort)\(|\bprocess\.exitCode\s*=\s*(0|undefined|null)|\bos\.Exit\(\s*0|\bsyscall\.Exit\(|\bDeno\.exit\(|\braise\s+SystemExit|\bos\.(kill|abort)\(|\bprocess\.kill\(\s*process\.pid|\bpytest\.exit\(|\bruntime\.Goexit\(|log\.Fatal|\bprocess\.(exit|reallyExit)\s*=\s*\(?.*=>`), Not: regexp.MustCompile(`sys\.exit\(\s*(main|unittest|pytest|run|asyncio|not|int|1|result|code|ret|rc|2|-1)|process\.exit\(\s*(1|code|status|failures|failed|result|err|2)|os\.Exit\(m\.Run|spyOn|raises|toThrow|monkeypatch|patch\(|log\.Fatal|unittest\.main`), Say: "it ends the runner."},
		{In: change.Code, Any: []string{"atexit"}, Re: regexp.MustCompile(`\batexit\.register\(`), Say: "it acts when the runner ends."},
	}
	anywhere = []change.Pattern{
		{In: change.Code, Any: []string{"os._exit", "exitCode", "reallyExit", "os.kill"}, Re: regexp.MustCompile(`\bos\._exit\(|\bprocess\.exitCode\s*=\s*0|\bprocess\.reallyExit|\bos\.kill\(\s*os\.getpid`), Say: "it ends the process behind the runner's back."},
		{In: change.Code, Any: []string{"atexit", "process.on"}, Re: regexp.MustCompile(`\batexit\.register\(.*_exit|process\.on\(\s*["'](exit|beforeExit)["'].*(exit|exitCode)`), Say: "it changes the exit status at the end."},
	}
	topExit = []change.Pattern{
		{In: change.Code, Any: []string{"exit("}, Re: regexp.MustCompile(`^(sys\.exit|exit|quit|process\.exit)\(\s*0?\s*\)`), Say: "loading it ends the process."},
	}
)

// Exits finds what ends a runner before it has its say.
func Exits(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		switch {
		case f.New == "" || !f.Is.Lang.Code():
		case f.Is.Test():
			out = append(out, s.Scan(f, inTests)...)
		default:
			out = append(out, s.Scan(f, anywhere)...)
			out = append(out, s.Scan(f, topExit)...)
			out = append(out, leaving(s, f)...)
			out = append(out, severed(s, f)...)
		}
	}
	return dedupe(out), nil
}
